/* Vocabularies in the database: read whole by every program, written by the operator from tables in files. */
#ifndef ANNUAIRE_STORE_VOCABULARY_H
#define ANNUAIRE_STORE_VOCABULARY_H

#include "model/term.h"
#include "store/db.h"

/* All active terms with their labels, owned by ctx; revision is what store_state() said. */
MUST_CHECK enum err store_vocabularies(struct db *db, void *ctx, uint64_t revision, struct vocabularies *all);

/*
 * Makes vocabulary v equal to the rows of a TAB separated table (header line: code parent fr nl de en also): new terms are added, changed ones updated,
 * terms that are missing become inactive. Idempotent, one transaction. *changed says whether anything did.
 * ERR_INVALID: *why (owned by ctx) names line and reason.
 */
MUST_CHECK enum err store_vocabulary_save(struct db *db, void *ctx, enum vocabulary v, const char *table, bool *changed, const char **why);

#endif
