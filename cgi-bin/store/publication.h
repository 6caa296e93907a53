/* Publishing: the one transaction that makes a revision, moves the pointer and rewrites the projections; and the proof that these are true. */
#ifndef ANNUAIRE_STORE_PUBLICATION_H
#define ANNUAIRE_STORE_PUBLICATION_H

#include "model/organisation.h"
#include "store/db.h"

/* What stands that resembles org: by any of its names, by its website, by the SHA-256 of the file it came from. 0: none. */
struct likeness {
	uint64_t name, website;
	uint64_t source;		/* imported from these very bytes, in its present or an earlier revision */
	const char *name_slug, *website_slug;	/* for the message */
};
MUST_CHECK enum err store_organisation_likeness(struct db *db, void *ctx, const struct organisation *org, const char *sha256, struct likeness *like);

/* Who publishes what, why, and the file it was made from. */
struct edition {
	const char *author;
	uint64_t account;		/* the author's; 0: none */
	const char *reason;
	const char *source_name;	/* NULL: no file */
	const char *source_bytes;
	size_t source_len;
	const char *source_sha256;	/* 64 hexadecimal digits */
	bool many;			/* one of very many: what is gathered from all is made afterwards, by store_check_counts() with repair set */
};

/*
 * Publishes the document in org as the next revision. org->id 0 makes a new organisation (its slug from its name when it has none, numbered when taken);
 * else org->revision is the revision that the document was written on. updated_on NULL means today; confirmed_on NULL keeps what stands.
 * Afterwards org has its id, slug and revision. ERR_CONFLICT: another revision was published in between, or the slug is taken.
 */
MUST_CHECK enum err store_publish(struct db *db, void *ctx, const struct vocabularies *all, struct organisation *org, const struct edition *edition);

/* The same inside the caller's transaction, which may do more; *org is changed even when the transaction is rolled back later. */
MUST_CHECK enum err store_publish_within(struct db *db, void *ctx, const struct vocabularies *all, struct organisation *org, const struct edition *edition);

/* The organisation says today that its page is still true. */
MUST_CHECK enum err store_organisation_confirm(struct db *db, void *ctx, const struct vocabularies *all, uint64_t id);

/* Closes the organisation at slug (410 from then on), successor may be NULL; or gives it a new slug (301 from the old one). ERR_NOT_FOUND, ERR_CONFLICT. */
MUST_CHECK enum err store_organisation_close(struct db *db, void *ctx, const struct vocabularies *all, const char *slug, const char *successor);
MUST_CHECK enum err store_organisation_rename(struct db *db, void *ctx, const struct vocabularies *all, const char *slug, const char *new_slug);

/* Compares the projections of one organisation with its document: *differences (owned by ctx) is "" or the names of the tables that differ. */
MUST_CHECK enum err store_check(struct db *db, void *ctx, const struct vocabularies *all, uint64_t id, const char **differences);
/*
 * Makes the projections of several anew, in one transaction: neighbours in store_organisation_ids(). store_check_counts() with repair set must follow, for what is gathered from all.
 * Several processes may each do a part: what takes long is done before anything is locked.
 */
MUST_CHECK enum err store_reproject(struct db *db, void *ctx, const struct vocabularies *all, const uint64_t *ids, size_t count);

/* Compares (or with repair set: makes anew) what is gathered from the whole directory: counts, sets of facets, words; *differences as above. One transaction. */
MUST_CHECK enum err store_check_counts(struct db *db, void *ctx, bool repair, const char **differences);

#endif
