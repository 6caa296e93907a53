/* Words that mean the same, kept by the federation. */
#ifndef ANNUAIRE_STORE_SYNONYM_H
#define ANNUAIRE_STORE_SYNONYM_H

#include "store/db.h"
#include "text/search.h"

/* All of them, ready for search_parse(), owned by ctx. */
MUST_CHECK enum err store_synonyms(struct db *db, void *ctx, struct synonyms **synonyms);

/*
 * Makes them equal to a TAB separated table: a header line "language words", then a language code and words separated by " | " (each may be several words). One transaction.
 * *changed says whether anything did. ERR_INVALID: *why (owned by ctx) names line and reason.
 */
MUST_CHECK enum err store_synonyms_save(struct db *db, void *ctx, const char *table, bool *changed, const char **why);

#endif
