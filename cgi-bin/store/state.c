/* The directory's state. */
#include "store/state.h"

static const char SQL_STATE[] =
    "SELECT (SELECT MAX(version) FROM schema_version WHERE applied_at IS NOT NULL), (SELECT MAX(version) FROM schema_version), revision, vocabulary_revision, @@global.read_only"
    " FROM directory_state WHERE id = 1";
static const char SQL_UNREADABLE[] = "SELECT COUNT(*) FROM schema_version WHERE version > ? AND COALESCE(readable_from, version) > ?";

enum err
store_state(struct db *db, void *ctx, struct state *state)
{
	struct db_rows rows;
	unsigned begun;
	enum err e;

	*state = (struct state){ 0 };
	e = db_query(db, ctx, &rows, SQL_STATE, DB_NO_VALUES);
	if (e != OK || rows.count == 0)
		return e == OK ? ERR_SCHEMA : e;
	state->schema = (unsigned)db_cell_number(&rows, 0, 0);
	begun = (unsigned)db_cell_number(&rows, 0, 1);
	state->revision = (uint64_t)db_cell_number(&rows, 0, 2);
	state->vocabulary_revision = (uint64_t)db_cell_number(&rows, 0, 3);
	if (db_cell_number(&rows, 0, 4) != 0)
		state->read_only = READ_ONLY_SERVER;
	if (state->schema < SCHEMA_VERSION || begun == SCHEMA_VERSION)
		return state->schema == SCHEMA_VERSION ? OK : ERR_SCHEMA;
	state->schema = begun;
	state->read_only = READ_ONLY_SCHEMA;
	e = db_query(db, ctx, &rows, SQL_UNREADABLE, DB_VALUES(db_number(SCHEMA_VERSION), db_number(SCHEMA_VERSION)));
	return e == OK && db_cell_number(&rows, 0, 0) > 0 ? ERR_SCHEMA : e;
}

enum err
store_state_to_write(struct db *db, void *ctx, struct state *state)
{
	enum err e = store_state(db, ctx, state);

	return e == OK && state->read_only == READ_ONLY_SCHEMA ? ERR_SCHEMA : e;
}
