/* CommonMark (https://spec.commonmark.org/0.30/) to HTML, by libcmark in its safe mode: raw HTML is left out, only http, https and mailto links live. */
#ifndef ANNUAIRE_TEXT_MARKDOWN_H
#define ANNUAIRE_TEXT_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/lang.h"

/*
 * HTML of one long text, owned by ctx. Headings start at <h3>, as deep as they are nested, and skip no level; links carry rel="nofollow ugc noopener".
 * In French the space before ; : ! ? » and after « becomes a no-break space (U+202F before ; ! ?, U+00A0 elsewhere), never inside a link's address or code.
 */
char *markdown_html(void *ctx, const char *markdown, enum lang lang);

/* The words alone, on one line, single spaces, cut after at most `characters` at a word's end with "…" added if it was longer. Owned by ctx. 0: all of it. */
char *markdown_excerpt(void *ctx, const char *markdown, size_t characters);

/* Plain text made into CommonMark that shows exactly that text: whatever would be read as markup is escaped. Owned by ctx. */
char *markdown_from_plain(void *ctx, const char *plain);

/* CommonMark of a lead paragraph (plain text, may be "") and a bullet list of plain-text items. Owned by ctx. */
char *markdown_list(void *ctx, const char *lead, const char *const *items, size_t count);

/* What stands before a piece of text in its line: nothing, other text, or the "[" of a link that it is part of. */
enum markdown_place { MARKDOWN_LINE_START, MARKDOWN_IN_LINE, MARKDOWN_IN_LINK };
/* Adds len bytes of one line of plain text (no white space around it at a line's start) with a backslash before what would be read as markup. */
void markdown_add_text(struct buf *b, const char *s, size_t len, enum markdown_place place);

/* True for the addresses that a link may lead to: https, http and mailto. */
bool markdown_is_link(const char *url);

/* The headings that a heading stands under, by the levels that the author gave them: whatever these are, none is skipped on the page. Begins zeroed. */
enum { MARKDOWN_HEADINGS = 4 /* h3 to h6 */ };
struct markdown_outline {
	int level[MARKDOWN_HEADINGS];
	int depth;
};
/* The level on the page, from 3, of the text's next heading, which its author gave `level`. */
int markdown_heading_level(struct markdown_outline *outline, int level);

#endif
