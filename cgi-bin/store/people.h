/*
 * People with an account, as the federation sees them: who there is, who edits what, in which role. `by` is whoever acts: 0 is the operator of this machine; anybody
 * else is asked inside the transaction whether they may (ERR_FORBIDDEN): moderators let editors in and say what these edit, administrators do the rest.
 * ERR_NOT_FOUND: there is no such account.
 */
#ifndef ANNUAIRE_STORE_PEOPLE_H
#define ANNUAIRE_STORE_PEOPLE_H

#include "model/account.h"
#include "model/mail.h"
#include "store/db.h"

/* One of them, or one page of them by name: those in whose name, address or organisations the words stand. Names of organisations are in lang; owned by ctx. */
MUST_CHECK enum err store_person(struct db *db, void *ctx, uint64_t id, enum lang lang, struct account *person);
MUST_CHECK enum err store_person_by_email(struct db *db, void *ctx, const char *email, enum lang lang, struct account *person);
/* people->words and people->paging.page are read. ERR_NOT_FOUND: there are not so many pages. */
MUST_CHECK enum err store_people(struct db *db, void *ctx, enum lang lang, struct people *people);

/* The organisation that answers, or once answered, to slug, as something to be edited; its name in lang. Owned by ctx. ERR_NOT_FOUND: there is no such organisation. */
MUST_CHECK enum err store_membership(struct db *db, void *ctx, const char *slug, enum lang lang, struct membership *membership);

/* Somebody who is to have an account. */
struct invitation {
	uint64_t by;
	const char *email, *name;	/* name "": they say it themselves */
	enum lang lang;
	enum role role;
	const uint64_t *organisations;
	size_t organisation_count;
	const char *password;		/* hash; NULL: they choose one by the link */
	const char *secret;		/* of the link; NULL: none */
	struct mail *mail;		/* that brings it; NULL: none */
};

/* Makes the account, whose id is *id. ERR_CONFLICT: the address has one. */
MUST_CHECK enum err store_person_invite(struct db *db, void *ctx, const struct invitation *invitation, uint64_t *id);
/* Once more, to somebody who has not answered: only the new link serves. ERR_CONFLICT: they have. */
MUST_CHECK enum err store_person_invite_again(struct db *db, void *ctx, uint64_t by, uint64_t id, const char *secret, struct mail *mail);

/* From now on they edit the organisation, or no longer. */
MUST_CHECK enum err store_person_organisation(struct db *db, void *ctx, uint64_t by, uint64_t id, uint64_t organisation, bool edits);
/* Their sessions end with it. ERR_CONFLICT: nobody would be left to administer. */
MUST_CHECK enum err store_person_role(struct db *db, void *ctx, uint64_t by, uint64_t id, enum role role);
MUST_CHECK enum err store_person_disable(struct db *db, void *ctx, uint64_t by, uint64_t id, bool disabled);
MUST_CHECK enum err store_person_end_sessions(struct db *db, void *ctx, uint64_t by, uint64_t id);
/* For somebody who has lost it. Their sessions end with it. */
MUST_CHECK enum err store_person_forget_second_factor(struct db *db, void *ctx, uint64_t by, uint64_t id, struct mail *mail);

/* Whether those who look after the directory need a second factor. Whoever has none is asked to set one up before anything else, from this moment on. */
MUST_CHECK enum err store_people_need_second_factor(struct db *db, void *ctx, uint64_t by, bool needed);

#endif
