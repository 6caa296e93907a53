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

/* Whether the account may still edit the organisation, asked inside the transaction that writes. ERR_FORBIDDEN. */
MUST_CHECK enum err store_may_edit(struct db *db, void *ctx, uint64_t account, uint64_t organisation);

#endif
