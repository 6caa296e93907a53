/*
 * One's own account: what sign-in compares with, and what somebody changes of themselves. What one action changes is one transaction. E-mail addresses are
 * kept, and given to these functions, in small letters.
 */
#ifndef ANNUAIRE_STORE_ACCOUNT_H
#define ANNUAIRE_STORE_ACCOUNT_H

#include "model/account.h"
#include "model/mail.h"
#include "store/attempt.h"

/* What sign-in compares with. */
struct credentials {
	uint64_t id;
	enum role role;
	const char *password;		/* hash; NULL: none was set yet */
	bool disabled;
	bool asks_second_factor;	/* one was set up, or has to be before anything else */
};

/* ERR_NOT_FOUND: nobody has this address. Owned by ctx. */
MUST_CHECK enum err store_account_credentials(struct db *db, void *ctx, const char *email, struct credentials *credentials);

/* A sign-in that succeeded. */
struct entrance {
	const struct attempt *attempt;	/* which is forgiven */
	uint64_t account;
	const char *password;		/* its new hash; NULL: it stays */
	bool verified;			/* nothing more is asked */
	const char *agent;		/* what the browser calls itself */
	const char *former;		/* secret of the session that the browser had, which ends; NULL: none */
	const char *secret;		/* of the new one */
};

/* Begins the session, and clears away what has ended: sessions, links, attempts. */
MUST_CHECK enum err store_account_enter(struct db *db, void *ctx, const struct entrance *entrance);

/* How one is called and written to. */
MUST_CHECK enum err store_account_rename(struct db *db, uint64_t account, const char *name, enum lang lang);

/* A new password (hash): all sessions but this one end, and so do links that were mailed. */
MUST_CHECK enum err store_account_password(struct db *db, uint64_t account, const char *hash, uint64_t but, struct mail *mail);

/* A mail about the account and nothing else, like the one that tells of failed attempts. */
MUST_CHECK enum err store_account_tell(struct db *db, struct mail *mail);

#endif
