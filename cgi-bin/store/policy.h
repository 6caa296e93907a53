/* What waits for a moderator and what is published at once, as the federation decides it: for everybody, and for one organisation (store/submission.h applies it). */
#ifndef ANNUAIRE_STORE_POLICY_H
#define ANNUAIRE_STORE_POLICY_H

#include "model/moderation.h"
#include "store/db.h"

/* The rules of one organisation, 0: of everybody; owned by ctx. */
MUST_CHECK enum err store_policy(struct db *db, void *ctx, uint64_t organisation, struct policy_rules *rules);

/* Replaces them. ERR_FORBIDDEN: the account is no moderator's (any more). */
MUST_CHECK enum err store_policy_save(struct db *db, void *ctx, uint64_t moderator, uint64_t organisation, const struct policy_rules *rules);

/* Which organisations have rules of their own; owned by ctx. */
MUST_CHECK enum err store_policy_exceptions(struct db *db, void *ctx, enum lang lang, struct policy_exceptions *exceptions);

#endif
