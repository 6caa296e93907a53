/* Sessions: who is signed in. The database keeps a hash of what the browser holds; idle and absolute ends are in the SQL. */
#ifndef ANNUAIRE_STORE_SESSION_H
#define ANNUAIRE_STORE_SESSION_H

#include "model/account.h"
#include "store/db.h"

/* Minutes without a request that end a session, of editors and of the federation's people; hours that end it whatever happens. */
#define SESSION_IDLE_EDITOR "60"
#define SESSION_IDLE_OTHERS "15"
#define SESSION_HOURS "12"

/* The account that the secret's session belongs to, and what it edits; owned by ctx. The session is marked as seen. ERR_NOT_FOUND: none, or it has ended. */
MUST_CHECK enum err store_session_actor(struct db *db, void *ctx, const char *secret, struct actor *actor);

/*
 * Begins a session, whose secret is new: what the browser had before it is worth nothing. agent: what the browser calls itself, valid UTF-8, cut to 200
 * characters.
 */
MUST_CHECK enum err store_session_begin(struct db *db, uint64_t account, bool verified, const char *agent, const char *secret);
/* The second factor was shown: the session is whole from now on, under a new secret. */
MUST_CHECK enum err store_session_verified(struct db *db, uint64_t session, const char *secret);
/* Ends one of the account's sessions; which need not be there. */
MUST_CHECK enum err store_session_end(struct db *db, uint64_t account, uint64_t session);
/* Ends all of the account's sessions but one (0: all). */
MUST_CHECK enum err store_session_end_others(struct db *db, uint64_t account, uint64_t but);
/* The account's sessions that have not ended, last seen first; owned by ctx. */
MUST_CHECK enum err store_sessions(struct db *db, void *ctx, uint64_t account, struct session **sessions, size_t *count);

/* Whether the account may still edit the organisation, asked inside the transaction that writes. ERR_FORBIDDEN. */
MUST_CHECK enum err store_may_edit(struct db *db, void *ctx, uint64_t account, uint64_t organisation);

/* The same of what others submitted. ERR_FORBIDDEN. */
MUST_CHECK enum err store_may_moderate(struct db *db, void *ctx, uint64_t account);

#endif
