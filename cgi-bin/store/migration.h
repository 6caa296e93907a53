/*
 * Migrations: the files NNNN-*.sql of a directory, applied in order and never taken back. MariaDB commits each statement that changes a table by itself, so every statement of them
 * may be run again: a migration that was cut off begins again at its first, and goes over what is done. One command at a time is at it, on whatever node: it holds a row for half
 * a minute and renews it (GET_LOCK would not do: Galera's nodes each have their own).
 * A file that says "-- readable-from: N" leaves what programs of schema version N on read as it was; they go on reading while it is applied and until they are replaced.
 */
#ifndef ANNUAIRE_STORE_MIGRATION_H
#define ANNUAIRE_STORE_MIGRATION_H

#include "store/db.h"

struct migration {
	unsigned version;
	unsigned readable_from;		/* the version itself when no older program may read it */
	const char *name, *checksum;	/* of the file; SHA-256 in hexadecimal */
	const char **statements;
	size_t statement_count;
};

struct migrations {
	struct migration *all;		/* in order; the first is 0000: how migrations are remembered, run before any other */
	size_t count;
};

/* Reads the files of a directory. Owned by ctx. ERR_CONFIG: *why (owned by ctx) says what is wrong with them. */
MUST_CHECK enum err store_migrations(void *ctx, const char *directory, struct migrations *migrations, const char **why);

/* The version that the database has; 0 for an empty one. *unfinished (may be NULL) is the one that was begun after it; 0: none. */
MUST_CHECK enum err store_schema_version(struct db *db, void *ctx, unsigned *version, unsigned *unfinished);

/* What migrating tells: each may be called several times, with the argument it is given here. */
struct migration_news {
	void (*waiting)(void *arg, const char *holder, const char *until);	/* another one is at it: who, and until when (UTC) they hold it without renewing */
	void (*applied)(void *arg, const char *name);
	void *arg;
};

/*
 * Applies those that are newer than the database, as the account that migrates (conf has its password, for the connection that renews the lease). Waits while another one is at it.
 * ERR_CONFIG: the database is newer than the files; ERR_DATABASE: a statement failed, or another one took over. *why (owned by ctx) says which, and why.
 */
MUST_CHECK enum err store_migrate(struct db *db, void *ctx, const struct conf *conf, const struct migrations *migrations, const struct migration_news *news, const char **why);

/* The files that were changed after they were applied, their names with ", " between; "" when none was. Owned by ctx. */
MUST_CHECK enum err store_migrations_check(struct db *db, void *ctx, const struct migrations *migrations, const char **changed);

#endif
