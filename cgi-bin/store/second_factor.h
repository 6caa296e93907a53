/* The second factor: one-time codes of an application, each of which serves once, and recovery codes, of which only hashes are kept. */
#ifndef ANNUAIRE_STORE_SECOND_FACTOR_H
#define ANNUAIRE_STORE_SECOND_FACTOR_H

#include "base/totp.h"
#include "model/account.h"
#include "model/mail.h"
#include "store/attempt.h"

struct second_factor {
	bool is_set, needed;		/* needed: the federation asks it of this role */
	unsigned char secret[TOTP_BYTES];
	uint64_t step;			/* the last one that served */
	unsigned codes;			/* recovery codes that are left */
};

MUST_CHECK enum err store_second_factor(struct db *db, void *ctx, uint64_t account, struct second_factor *factor);

/* Setting one up, which was just shown to work. */
struct second_factor_set {
	uint64_t account, session;
	const char *session_secret;	/* new: the session is whole from now on */
	const unsigned char *secret;	/* TOTP_BYTES */
	uint64_t step;
	const char *const *codes;	/* RECOVERY_CODES of them, as recovery_new() makes them; former ones serve no more */
	struct mail *mail;
};

/* All other sessions of the account end. ERR_CONFLICT: one is set up already. */
MUST_CHECK enum err store_second_factor_set(struct db *db, void *ctx, const struct second_factor_set *set);
/* ERR_FORBIDDEN: the federation needs it of this role. */
MUST_CHECK enum err store_second_factor_remove(struct db *db, uint64_t account, struct mail *mail);
/* New recovery codes in the place of all former ones. */
MUST_CHECK enum err store_second_factor_codes(struct db *db, void *ctx, uint64_t account, const char *const *codes, struct mail *mail);

/* A second factor that was shown. */
struct second_factor_pass {
	const struct attempt *attempt;	/* which is forgiven */
	uint64_t account, session;
	const char *session_secret;	/* new */
	uint64_t step;			/* of a one-time code; 0: it is a recovery code */
	const char *code;		/* recovery_plain() */
};

/* The session is whole from now on, under its new secret. ERR_NOT_FOUND: the code has served before, or there is no such recovery code. */
MUST_CHECK enum err store_second_factor_pass(struct db *db, void *ctx, const struct second_factor_pass *pass);

#endif
