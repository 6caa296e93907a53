/* Words as a reader means them: folded for search and sorting, and made into addresses. Pure functions over UTF-8. */
#ifndef ANNUAIRE_TEXT_WORDS_H
#define ANNUAIRE_TEXT_WORDS_H

#include <stddef.h>

/*
 * s folded: lower case, without accents and marks, ligatures opened (œ oe, æ ae, ß ss), apostrophes, hyphens and all that is no letter or digit made into single spaces,
 * ends trimmed. "L'Éducation à la citoyenneté" gives "l education a la citoyennete". Owned by ctx.
 */
char *words_fold(void *ctx, const char *s);

/* A slug [a-z0-9-]+ of at most 80 bytes made from a name, cut at a hyphen; "organisation" when nothing of it can be written so. Owned by ctx. */
char *words_slug(void *ctx, const char *name);

/* 'a' to 'z' for the first letter of the folded name, '0' for anything else. */
char words_initial(const char *folded);

/* The Belgian province or region of a four-digit postcode as a code of the zone vocabulary ("brussels", "walloon-brabant", "flanders", …); NULL when it is none. */
const char *words_zone_of_postcode(const char *postcode);

#endif
