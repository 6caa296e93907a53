/*
 * Attempts at a secret: counted for who is tried and for where from, known or not, so that each failure makes the next attempt wait longer. Nobody is locked out, and
 * what is counted says nothing about who exists.
 */
#ifndef ANNUAIRE_STORE_ATTEMPT_H
#define ANNUAIRE_STORE_ATTEMPT_H

#include "store/db.h"

/* Failures that cost nothing; then 1 s, 2 s, 4 s and so on, at most ATTEMPT_SECONDS. A day without a failure, and all is forgotten. */
#define ATTEMPT_FREE "3"
#define ATTEMPT_SECONDS "900"

struct attempt {
	const char *whose;	/* what is tried, like "account somebody@example.org" */
	const char *address;	/* where it comes from */
	unsigned wait;		/* seconds, where it is refused */
	unsigned failures;	/* of `whose`, with this one, which counts until it is forgiven */
};

/*
 * Begins an attempt, before anything is compared: it counts as failed, so that many at once gain nothing. ERR_TOO_MANY: too early, not looked at and not counted;
 * wait says how long.
 */
MUST_CHECK enum err store_attempt_begin(struct db *db, void *ctx, struct attempt *attempt);

/* It did not fail: whose is forgotten, and as many failures from its address. Inside or outside of a transaction. */
MUST_CHECK enum err store_attempt_forgive(struct db *db, void *ctx, const struct attempt *attempt);

/* Forgets whose alone. */
MUST_CHECK enum err store_attempt_forget(struct db *db, void *ctx, const char *whose);

#endif
