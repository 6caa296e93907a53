/*
 * Links that are mailed: each is a key for one thing, serves once, and ends by itself: an invitation after 14 days, a reset after an hour, a new address after a day.
 * The database keeps its hash. Looking at one changes nothing.
 */
#ifndef ANNUAIRE_STORE_LINK_H
#define ANNUAIRE_STORE_LINK_H

#include "model/account.h"
#include "model/mail.h"
#include "store/db.h"

enum link_purpose { LINK_INVITATION, LINK_RESET, LINK_EMAIL, LINK_PURPOSE_COUNT };

/* What a link is about. */
struct link {
	uint64_t account;
	const char *email;		/* of the account */
	const char *name;
	enum lang lang;
	const char *new_email;		/* of LINK_EMAIL; else NULL */
	const char *password;		/* hash of the present one; NULL: there is none yet */
};

/* Owned by ctx. ERR_NOT_FOUND: it has served, or ended, or never was, or its account is disabled. */
MUST_CHECK enum err store_link(struct db *db, void *ctx, const char *secret, enum link_purpose purpose, struct link *link);

/* Adds one, ends all of an account: inside the transaction of what they are part of. email: of LINK_EMAIL. */
MUST_CHECK enum err store_link_add(struct db *db, uint64_t account, enum link_purpose purpose, const char *email, const char *secret);
MUST_CHECK enum err store_links_end(struct db *db, uint64_t account);

/* A link for somebody who does not know their password, and the mail that brings it. At most one in two minutes: else nothing is done. */
MUST_CHECK enum err store_link_reset(struct db *db, uint64_t account, const char *secret, struct mail *mail);
/* A link that confirms a new address, sent there. Only the latest serves. */
MUST_CHECK enum err store_link_email(struct db *db, uint64_t account, const char *email, const char *secret, struct mail *mail);

/* A password that is set by a link. */
struct link_password {
	enum link_purpose purpose;	/* LINK_INVITATION or LINK_RESET */
	const char *secret;
	const char *email;		/* of the account: its failed attempts are forgotten */
	const char *hash;
	const char *name;		/* NULL: it stays */
	struct mail *mail;		/* that tells of it; NULL: none */
};

/* Uses the link: the password is set, all other links of the account and all its sessions end. ERR_NOT_FOUND as above. */
MUST_CHECK enum err store_link_set_password(struct db *db, void *ctx, const struct link_password *set);
/* Uses the link: the account has the new address; all its other links end. mail goes to the former one. ERR_CONFLICT: another account has it. */
MUST_CHECK enum err store_link_set_email(struct db *db, void *ctx, const char *secret, struct mail *mail);

#endif
