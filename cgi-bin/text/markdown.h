/* CommonMark (https://spec.commonmark.org/0.30/) to HTML, by libcmark in its safe mode: raw HTML is left out, only http, https and mailto links live. */
#ifndef ANNUAIRE_TEXT_MARKDOWN_H
#define ANNUAIRE_TEXT_MARKDOWN_H

#include <stddef.h>

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

#endif
