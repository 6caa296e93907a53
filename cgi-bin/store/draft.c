/* Drafts. */
#include "store/draft.h"

static const char SQL_SAVE[] =
    "INSERT INTO draft (account_id, organisation_id, form, fields, saved_at) VALUES (?, ?, ?, ?, UTC_TIMESTAMP(6))"
    " ON DUPLICATE KEY UPDATE fields = VALUES(fields), saved_at = VALUES(saved_at)";
static const char SQL_READ[] = "SELECT fields, DATE_FORMAT(saved_at, '%Y-%m-%d %H:%i') FROM draft WHERE account_id = ? AND organisation_id = ? AND form = ?";
static const char SQL_DROP[] = "DELETE FROM draft WHERE account_id = ? AND organisation_id = ? AND form = ?";

enum err
store_draft_save(struct db *db, uint64_t account, uint64_t organisation, const char *form, const char *fields)
{
	return db_exec(db, SQL_SAVE, DB_VALUES(db_number((int64_t)account), db_number((int64_t)organisation), db_text(form), db_text(fields)));
}

enum err
store_draft(struct db *db, void *ctx, uint64_t account, uint64_t organisation, const char *form, const char **fields, const char **saved_at)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_READ, DB_VALUES(db_number((int64_t)account), db_number((int64_t)organisation), db_text(form)));

	*fields = e == OK && rows.count > 0 ? db_cell(&rows, 0, 0) : NULL;
	*saved_at = *fields == NULL ? NULL : db_cell(&rows, 0, 1);
	return e;
}

enum err
store_draft_drop(struct db *db, uint64_t account, uint64_t organisation, const char *form)
{
	return db_exec(db, SQL_DROP, DB_VALUES(db_number((int64_t)account), db_number((int64_t)organisation), db_text(form)));
}
