/* What every program looks at once a second: is the schema one that it can read, may it write, and did anything change. */
#ifndef ANNUAIRE_STORE_STATE_H
#define ANNUAIRE_STORE_STATE_H

#include "store/db.h"

/* The schema version that this code reads and writes: the number of the last file in schema/. */
enum { SCHEMA_VERSION = 7 };

/* Why nothing can be changed. */
enum read_only {
	WRITABLE,
	READ_ONLY_SCHEMA,	/* the schema is newer, and programs of this version may go on reading it */
	READ_ONLY_SERVER,	/* MariaDB takes no changes (its variable read_only): a replica, or its administrator is at work */
	READ_ONLY_SPACE,	/* its disk is nearly full; store_state() does not say this, but whoever measures it */
};

struct state {
	unsigned schema;		/* the last version that was applied; where a newer one than this code's was begun, that one */
	uint64_t revision;		/* grows with every publication */
	uint64_t vocabulary_revision;	/* grows with every change of a vocabulary */
	enum read_only read_only;
};

/* ERR_SCHEMA when the schema is neither SCHEMA_VERSION nor one that this code may read; *state is filled then too. */
MUST_CHECK enum err store_state(struct db *db, void *ctx, struct state *state);

/* The same for who writes: ERR_SCHEMA also when the schema could only be read. */
MUST_CHECK enum err store_state_to_write(struct db *db, void *ctx, struct state *state);

#endif
