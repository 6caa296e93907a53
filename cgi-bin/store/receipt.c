/* Forms that were received. */
#include <sodium.h>
#include <string.h>

#include "store/receipt.h"

static const char SQL_RECEIVED[] = "SELECT outcome FROM receipt WHERE form = ? AND account_id = ?";
static const char SQL_RECEIVE[] = "INSERT INTO receipt (form, account_id, outcome, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP(6))";

enum err
receipt_read(const char *hex, uint64_t account, struct receipt *receipt)
{
	size_t len;

	receipt->account = account;
	return hex != NULL && sodium_hex2bin(receipt->form, sizeof(receipt->form), hex, strlen(hex), NULL, &len, NULL) == 0 && len == sizeof(receipt->form) ? OK : ERR_BAD_REQUEST;
}

enum err
receipt_find(struct db *db, void *ctx, const struct receipt *receipt, const char **outcome)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_RECEIVED, DB_VALUES(db_bytes(receipt->form, sizeof(receipt->form)), db_number((int64_t)receipt->account)));

	*outcome = e == OK && rows.count > 0 ? db_cell(&rows, 0, 0) : NULL;
	return e;
}

enum err
receipt_keep(struct db *db, const struct receipt *receipt, const char *outcome)
{
	return db_exec(db, SQL_RECEIVE, DB_VALUES(db_bytes(receipt->form, sizeof(receipt->form)), db_number((int64_t)receipt->account), db_text(outcome)));
}
