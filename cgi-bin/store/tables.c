/* What a database holds as a whole. */
#include "base/mem.h"
#include "store/tables.h"

static const char SQL_SIZE[] =
    "SELECT COUNT(*), COALESCE(SUM(table_rows), 0), COALESCE(SUM(data_length), 0) FROM information_schema.tables WHERE table_schema = DATABASE()";

const char *const STORE_TABLES_PASSING[] = { "session", "attempt", "account_link", "mail", NULL };

enum err
store_tables_size(struct db *db, void *ctx, struct tables_size *size)
{
	struct db_rows rows;
	enum err e;

	*size = (struct tables_size){ 0 };
	e = db_query(db, ctx, &rows, SQL_SIZE, DB_NO_VALUES);
	if (e == OK && rows.count == 1)
		*size = (struct tables_size){ (uint64_t)db_cell_number(&rows, 0, 0), (uint64_t)db_cell_number(&rows, 0, 1), (uint64_t)db_cell_number(&rows, 0, 2) };
	return e;
}

const char *
store_new_database(void *ctx, const char *name, const char *account)
{
	return mem_printf(ctx, "CREATE DATABASE %s CHARACTER SET utf8mb4; GRANT ALL ON %s.* TO '%s'@'localhost';", name, name, account);
}
