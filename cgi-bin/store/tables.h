/* What a database holds as a whole: for backups, and for whoever must not write into what is in use. */
#ifndef ANNUAIRE_STORE_TABLES_H
#define ANNUAIRE_STORE_TABLES_H

#include "store/db.h"

/* Of all tables together. rows and bytes are the database's own estimates; bytes without indexes. */
struct tables_size {
	uint64_t tables, rows, bytes;
};

MUST_CHECK enum err store_tables_size(struct db *db, void *ctx, struct tables_size *size);

/*
 * The tables of which a backup has the structure alone. Who is signed in, and who failed to, is over when a backup is read. A mailed link must not serve again because it
 * stood in a backup; and the letters have those links in them, in clear, and those that were sent would be sent once more. Ended by NULL.
 */
extern const char *const STORE_TABLES_PASSING[];

/* What the database's administrator types so that there is an empty database that account may fill; owned by ctx. */
const char *store_new_database(void *ctx, const char *name, const char *account);

#endif
