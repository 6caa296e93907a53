/* People with an account, and what each may do: one function says it, and the store's SQL says it once more. */
#ifndef ANNUAIRE_MODEL_ACCOUNT_H
#define ANNUAIRE_MODEL_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/form.h"
#include "model/listing.h"

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

/* Some of the people with an account. */
struct people {
	struct account *rows;
	size_t row_count;
	const char *words;		/* that were looked for in names, addresses and organisations; "": all */
	struct paging paging;
	bool may_administer;
	const char *done;		/* what was done just before, in the language of the page; NULL: nothing */
};

/* One of somebody's sessions. */
struct session {
	uint64_t id;
	const char *agent;		/* what the browser calls itself */
	unsigned begun, seen;		/* minutes ago */
};

/* GET /{lang}/account/: what somebody sees of their own account. */
struct own_account {
	struct account account;
	bool second_factor_needed;	/* the federation asks it of this role */
	unsigned recovery_codes;	/* that are left */
	struct session *sessions;
	size_t session_count;
	const char *done;		/* what was done just before, in the language of the page; NULL: nothing */
};

/* Setting up a second factor. */
struct second_factor_setup {
	const char *secret;		/* as one types it */
	const char *uri;		/* as a QR code says it */
	struct field *fields;
	size_t field_count;
	bool needed;			/* there is no way around it */
};

/* GET /{lang}/account/people/{number} */
struct person_page {
	struct account person;
	bool may_administer;		/* more than what they edit */
	bool may_organise;		/* what they edit */
	struct field *organisation, *role;	/* the fields of two of its forms */
	const char *problem;		/* why what was asked was not done, in the language of the page; NULL: it was */
	const char *done;		/* as above */
};

/* Whether actor (NULL: nobody) may do that; organisation is that of VERB_EDIT, 0 otherwise. */
bool may(const struct actor *actor, enum verb verb, uint64_t organisation);

#endif
