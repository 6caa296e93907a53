/*
 * HTML that somebody pasted or typed where CommonMark is kept: from Word, LibreOffice, Google Docs, web pages, e-mails, the printed profile.
 * Nothing of it is passed through: it is read into our own few kinds of block, and these are written as CommonMark, which has no raw HTML.
 */
#ifndef ANNUAIRE_TEXT_PASTE_H
#define ANNUAIRE_TEXT_PASTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/*
 * What the parser is given, counted after comments, styles, scripts, unknown tags and attributes that change nothing are left out, in linear time: so a page of
 * Word's of 200 kB is mostly within. gumbo is quadratic in nesting, and stays below 10 ms within these.
 */
enum { PASTE_MAX_BYTES = 20 * 1024, PASTE_MAX_TAGS = 2000 /* opening and closing */, PASTE_MAX_DEPTH = 64 };

/* True if a text that was typed in a plain field has HTML in it: a tag of a known element, not "<" in prose, nor <https://…>, nor <à compléter>. */
bool paste_is_html(const char *text);

/*
 * The CommonMark (owned by ctx) of len bytes of HTML, "" when they show nothing: paragraphs, line breaks, strong, emphasis, links to http, https and mailto,
 * headings of the levels that markdown_html() shows, lists, quotations. Word's list paragraphs and what text/description.h takes for list marks become lists;
 * a table's row becomes a line, its cells joined by " – ", unless it lays out blocks; an image its description. Scripts, styles, drawings and the like go with
 * their content; the text of every other element stays. White space is collapsed; a no-break space stays beside a number, and markdown_html() puts those of
 * French signs. Controls, zero-width and direction marks are left out. Cleaning what markdown_html() makes of the result gives the result.
 * ERR_INVALID: not UTF-8, or a NUL. ERR_TOO_LARGE: beyond the limits above.
 */
MUST_CHECK enum err paste_clean(void *ctx, const char *html, size_t len, const char **markdown);

#endif
