/* People with an account, and what each may do: one function says it, and the store's SQL says it once more. */
#ifndef ANNUAIRE_MODEL_ACCOUNT_H
#define ANNUAIRE_MODEL_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"

enum role { ROLE_EDITOR, ROLE_MODERATOR, ROLE_ADMINISTRATOR, ROLE_COUNT };

/* "editor" "moderator" "administrator": in tables and at the command line. */
const char *role_code(enum role role);
/* True and *role set if code is one of role_code()'s. */
bool role_parse(const char *code, enum role *role);

/* Whoever is signed in. */
struct actor {
	uint64_t id;
	const char *name, *email;
	enum lang lang;			/* in which they want to be written to */
	enum role role;
	uint64_t session;
	bool verified;			/* false: the second factor is still to come */
	const uint64_t *organisations;	/* of which they are editors */
	size_t organisation_count;
};

/* Somebody to write to. */
struct person {
	uint64_t id;
	const char *name, *email;	/* email NULL: the account is disabled */
	enum lang lang;			/* in which they want to be written to */
};

enum verb {
	VERB_EDIT,		/* an organisation */
	VERB_MODERATE,		/* what others submitted; every organisation */
	VERB_ADMINISTER,	/* accounts, settings */
};

/* An organisation that somebody edits. */
struct membership {
	uint64_t organisation;
	const char *slug, *name;
};

/* An account as its owner and the federation see it. Moments are UTC, "YYYY-MM-DD HH:MM". */
struct account {
	uint64_t id;
	const char *email, *name;
	enum lang lang;
	enum role role;
	bool disabled;
	bool has_password;		/* false: the invitation was not answered yet */
	bool has_second_factor;
	const char *created_at;
	const char *signed_in_at;	/* for the last time; NULL: never */
	struct membership *memberships;
	size_t membership_count;
};

/* One of somebody's sessions. */
struct session {
	uint64_t id;
	const char *agent;		/* what the browser calls itself */
	const char *created_at, *seen_at;
};

/* Whether actor (NULL: nobody) may do that; organisation is that of VERB_EDIT, 0 otherwise. */
bool may(const struct actor *actor, enum verb verb, uint64_t organisation);

#endif
