/* Words of a print found again in a vocabulary: a facet's values, and counted kinds of partners. */
#ifndef ANNUAIRE_TEXT_RECOGNISE_H
#define ANNUAIRE_TEXT_RECOGNISE_H

#include <stddef.h>

#include "model/organisation.h"
#include "model/term.h"

/* Every label and alias of one vocabulary: made once for a file, asked for each of its values. */
struct names;

/* The names of v, owned by ctx; their terms stay those of `all`. */
const struct names *recognise_names(void *ctx, const struct vocabularies *all, enum vocabulary v);

/*
 * The term whose label in any language, or one of whose aliases, is said by `words`: case, accents, apostrophes and endings do not matter.
 * Of several the first in display order; NULL: none.
 */
const struct term *recognise_term(const struct names *names, const char *words);

/*
 * The groups in a sentence "Organisations partenaires 1 organisme de santé 2 organisations de jeunes …": pairs of a count and the longest of `types`
 * that follows it, singular or plural, case and accents ignored; reading stops at the first pair that no term carries. Two names of one term are
 * one group. *groups is owned by ctx, its types by the vocabulary; returns how many, 0 also where the text has no such sentence.
 */
size_t recognise_partner_groups(void *ctx, const struct names *types, const char *text, struct partner_group **groups);

#endif
