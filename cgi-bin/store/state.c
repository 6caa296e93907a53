/* The directory's state, and the migrations that bring its schema to this code's version. */
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "store/state.h"

static const char SQL_STATE[] =
    "SELECT (SELECT MAX(version) FROM schema_version), revision, vocabulary_revision FROM directory_state WHERE id = 1";
static const char SQL_VERSION_TABLE[] =
    "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'schema_version'";
static const char SQL_VERSION[] = "SELECT COALESCE(MAX(version), 0) FROM schema_version";
static const char SQL_APPLIED[] = "INSERT INTO schema_version (version, name, applied_at) VALUES (?, ?, UTC_TIMESTAMP(6))";

enum err
store_state(struct db *db, void *ctx, struct state *state)
{
	struct db_rows rows;
	enum err e;

	*state = (struct state){ 0 };
	e = db_query(db, ctx, &rows, SQL_STATE, DB_NO_VALUES);
	if (e != OK)
		return e;
	if (rows.count == 1) {
		state->schema = (unsigned)db_cell_number(&rows, 0, 0);
		state->revision = (uint64_t)db_cell_number(&rows, 0, 1);
		state->vocabulary_revision = (uint64_t)db_cell_number(&rows, 0, 2);
	}
	return state->schema == SCHEMA_VERSION ? OK : ERR_SCHEMA;
}

/* The version that the database has; 0 for an empty one. */
static enum err
current_version(struct db *db, void *ctx, unsigned *version)
{
	struct db_rows rows;
	enum err e;

	*version = 0;
	e = db_query(db, ctx, &rows, SQL_VERSION_TABLE, DB_NO_VALUES);
	if (e != OK || db_cell_number(&rows, 0, 0) == 0)
		return e;
	e = db_query(db, ctx, &rows, SQL_VERSION, DB_NO_VALUES);
	if (e == OK)
		*version = (unsigned)db_cell_number(&rows, 0, 0);
	return e;
}

static enum err
apply(struct db *db, void *ctx, const char *path, const char *name, unsigned version, const char **why)
{
	char *sql;
	enum err e;

	e = file_read(ctx, path, 1024 * 1024, &sql, NULL, why);
	if (e != OK)
		return e;
	e = db_script(db, ctx, sql, why);
	if (e == OK)
		e = db_exec(db, SQL_APPLIED, DB_VALUES(db_number(version), db_text(name)));
	else
		*why = mem_printf(ctx, "%s: %s", name, *why);
	return e;
}

enum err
store_migrate(struct db *db, void *ctx, const char *directory, void (*done)(void *arg, const char *name), void *arg, const char **why)
{
	unsigned current, version = 0;
	enum err e;
	glob_t found;

	*why = "the database does not answer";
	e = current_version(db, ctx, &current);
	if (e != OK)
		return e;
	if (glob(mem_printf(ctx, "%s/[0-9][0-9][0-9][0-9]-*.sql", directory), 0, NULL, &found) != 0) {
		*why = mem_printf(ctx, "%s: no migration there", directory);
		return ERR_CONFIG;
	}
	for (size_t i = 0; e == OK && i < found.gl_pathc; i++) {
		const char *name = strrchr(found.gl_pathv[i], '/') + 1;

		version = (unsigned)strtoul(name, NULL, 10);
		if (version <= current)
			continue;
		e = apply(db, ctx, found.gl_pathv[i], name, version, why);
		if (e == OK && done != NULL)
			done(arg, name);
	}
	globfree(&found);
	if (e == OK && current > version) {
		*why = mem_printf(ctx, "the database has schema version %u, this program knows up to %u: install the newer version", current, version);
		e = ERR_CONFIG;
	}
	return e;
}
