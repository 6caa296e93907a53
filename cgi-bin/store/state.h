/* What every program looks at once a second: is the schema the one it was built for, and did anything change. */
#ifndef ANNUAIRE_STORE_STATE_H
#define ANNUAIRE_STORE_STATE_H

#include "store/db.h"

/* The schema version that this code reads and writes: the number of the last file in schema/. */
enum { SCHEMA_VERSION = 6 };

struct state {
	unsigned schema;
	uint64_t revision;		/* grows with every publication */
	uint64_t vocabulary_revision;	/* grows with every change of a vocabulary */
};

/* ERR_SCHEMA when the schema is not SCHEMA_VERSION; *state is filled then too. */
MUST_CHECK enum err store_state(struct db *db, void *ctx, struct state *state);

/*
 * Applies the files NNNN-*.sql of directory that are newer than the database, in order. done(arg, name) is called after each.
 * ERR_CONFIG: the directory cannot be read or the database is newer than the files; ERR_DATABASE: a statement failed. *why says which and why.
 */
MUST_CHECK enum err store_migrate(struct db *db, void *ctx, const char *directory, void (*done)(void *arg, const char *name), void *arg, const char **why);

#endif
