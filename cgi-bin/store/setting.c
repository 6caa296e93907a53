/* What the federation decided. */
#include "store/setting.h"

static const char SQL_READ[] = "SELECT value FROM setting WHERE name = ?";
static const char SQL_SAVE[] = "INSERT INTO setting (name, value) VALUES (?, ?) ON DUPLICATE KEY UPDATE value = VALUES(value)";

enum err
store_setting(struct db *db, void *ctx, const char *name, const char *standard, const char **value)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_READ, DB_VALUES(db_text(name)));

	*value = e == OK && rows.count == 1 ? db_cell(&rows, 0, 0) : standard;
	return e;
}

enum err
store_setting_save(struct db *db, const char *name, const char *value)
{
	return db_exec(db, SQL_SAVE, DB_VALUES(db_text(name), db_text(value)));
}
