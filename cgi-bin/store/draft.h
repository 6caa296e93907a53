/* Forms that somebody is filling in, kept as the browser would send them, until they are saved or thrown away. Each belongs to one account. */
#ifndef ANNUAIRE_STORE_DRAFT_H
#define ANNUAIRE_STORE_DRAFT_H

#include "store/db.h"

/* Keeps the fields of a form of the account and the organisation, instead of what it kept before. form: at most 60 ASCII characters. */
MUST_CHECK enum err store_draft_save(struct db *db, uint64_t account, uint64_t organisation, const char *form, const char *fields);
/* *fields NULL: nothing is kept. *saved_at: "YYYY-MM-DD HH:MM", UTC. Owned by ctx. */
MUST_CHECK enum err store_draft(struct db *db, void *ctx, uint64_t account, uint64_t organisation, const char *form, const char **fields, const char **saved_at);
MUST_CHECK enum err store_draft_drop(struct db *db, uint64_t account, uint64_t organisation, const char *form);

#endif
