/* Words of a print found again in the vocabularies: a facet's values, and counted kinds of partners. */
#ifndef ANNUAIRE_TEXT_RECOGNISE_H
#define ANNUAIRE_TEXT_RECOGNISE_H

#include <stddef.h>

#include "model/organisation.h"
#include "model/term.h"

/* The term of v whose label in any language, or one of whose aliases, is said by `words`: case, accents, apostrophes and endings do not matter. NULL: none. */
const struct term *recognise_term(void *ctx, const struct vocabularies *all, enum vocabulary v, const char *words);

/*
 * The groups in a sentence "Organisations partenaires 1 organisme de santé 2 organisations de jeunes …": pairs of a count and the longest label or alias
 * of a partner type that follows it, singular or plural, case and accents ignored; reading stops at the first pair that no term carries.
 * *groups is owned by ctx, its types by `all`; returns how many, 0 also where the text has no such sentence.
 */
size_t recognise_partner_groups(void *ctx, const struct vocabularies *all, const char *text, struct partner_group **groups);

#endif
