/*
 * People with an account, as the federation sees them: who there is, who edits what, in which role. `by` is whoever acts: 0 is the operator of this machine; anybody
 * else is asked inside the transaction whether they may (ERR_FORBIDDEN): moderators invite editors and say what these edit, administrators do the rest.
 */
#ifndef ANNUAIRE_STORE_PEOPLE_H
#define ANNUAIRE_STORE_PEOPLE_H

#include "model/account.h"
#include "store/db.h"

/* Somebody who is to have an account. */
struct invitation {
	uint64_t by;
	const char *email, *name;	/* name "": they say it themselves */
	enum lang lang;
	enum role role;
	const uint64_t *organisations;
	size_t organisation_count;
	const char *password;		/* hash; NULL: they choose one by the link */
	const char *secret;		/* of the link, which serves for 14 days; NULL: none */
};

/* Makes the account, whose id is *id. ERR_CONFLICT: the address has one. */
MUST_CHECK enum err store_person_invite(struct db *db, void *ctx, const struct invitation *invitation, uint64_t *id);

#endif
