/* Projections: the rows that lists, search and pages read, computed from one document. Inside store/ only. */
#ifndef ANNUAIRE_STORE_PROJECTION_H
#define ANNUAIRE_STORE_PROJECTION_H

#include "model/organisation.h"
#include "store/db.h"

/* Rewrites every projection of org (its document with CommonMark; id, status and confirmed_on set). Inside a transaction that holds the directory's row. */
MUST_CHECK enum err projection_write(struct db *db, void *ctx, const struct vocabularies *all, const struct organisation *org);

/*
 * The same in two steps, for count > 0 organisations in ascending order of id with none left out in between, but for what is gathered from all: counts, words and sets
 * of facets, which store_check_counts() makes anew afterwards. Only the second step is inside a transaction; *projections is owned by ctx.
 */
struct projections;
MUST_CHECK enum err projection_compute(struct db *db, void *ctx, const struct vocabularies *all, const struct organisation *orgs, size_t count,
    struct projections **projections);
MUST_CHECK enum err projection_replace(struct db *db, void *ctx, const struct projections *projections);

/* Rewrites only what depends on where others are: the links of its page and of its partners, but for how often these are named. Inside such a transaction. */
MUST_CHECK enum err projection_relink(struct db *db, void *ctx, const struct organisation *org);

/* The names of the tables whose rows are not what the document says, separated by ", "; "" when all is well. */
MUST_CHECK enum err projection_compare(struct db *db, void *ctx, const struct vocabularies *all, const struct organisation *org, const char **differences);

/* By what two spellings of one website are known to be the same: no scheme, no "www.", lower case, no slash at the end. NULL stays NULL. Owned by ctx. */
const char *projection_website(void *ctx, const char *website);

#endif
