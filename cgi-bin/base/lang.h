/* The four languages of the site, and which stands in for which when a text is missing. */
#ifndef ANNUAIRE_BASE_LANG_H
#define ANNUAIRE_BASE_LANG_H

#include <stdbool.h>
#include <stddef.h>

enum lang { LANG_FR, LANG_NL, LANG_DE, LANG_EN, LANG_COUNT };

/* "fr" "nl" "de" "en" (BCP 47). */
const char *lang_code(enum lang lang);
/* What its speakers call it: "Français" … */
const char *lang_autonym(enum lang lang);
/* True and *lang set if the len bytes at s are exactly one of the codes. */
bool lang_parse(const char *s, size_t len, enum lang *lang);
/* The LANG_COUNT languages in the order in which a reader of lang is best served; lang itself comes first. */
const enum lang *lang_chain(enum lang lang);
/*
 * The offered language that an Accept-Language header (RFC 9110 section 12.5.4) prefers: by weight, then by order; "*" and no match
 * give the first offered. header may be NULL or anything at all.
 */
enum lang lang_negotiate(const char *header, const bool offered[LANG_COUNT]);

#endif
