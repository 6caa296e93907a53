/* Pasted HTML made small before it is parsed. Only for text/paste.c. */
#ifndef ANNUAIRE_TEXT_PASTE_REDUCE_H
#define ANNUAIRE_TEXT_PASTE_REDUCE_H

#include "base/err.h"

/*
 * HTML (valid UTF-8, owned by ctx) of the same words with these tags only: a[href] blockquote br caption div em h1…h6 hr li mark ol[start] p[level] strong table td
 * tr ul. <mark> holds what Word draws before an item of a list, p[level] is a paragraph that Word means as an item of that level, from 1.
 * Elements that are dropped with their content, comments and what is hidden are gone, an image is its alt text, white space is single spaces. Linear.
 * ERR_TOO_LARGE: more bytes, tags or depth than PASTE_MAX_… (text/paste.h).
 */
MUST_CHECK enum err paste_reduce(void *ctx, const char *html, const char **reduced);

#endif
