/* The second factor. */
#include <string.h>

#include "base/mem.h"
#include "base/secret.h"
#include "model/setting.h"
#include "store/mail.h"
#include "store/second_factor.h"
#include "store/session.h"

#define NEEDED "(role <> 'editor' AND EXISTS (SELECT 1 FROM setting WHERE name = '" SETTING_SECOND_FACTOR "' AND value = '" SECOND_FACTOR_REQUIRED "'))"

static const char SQL_READ[] =
    "SELECT totp_secret, totp_step, " NEEDED ", (SELECT COUNT(*) FROM recovery_code c WHERE c.account_id = account.id) FROM account WHERE id = ?";
static const char SQL_SET[] = "UPDATE account SET totp_secret = ?, totp_step = ? WHERE id = ? AND totp_secret IS NULL";
static const char SQL_REMOVE[] = "UPDATE account SET totp_secret = NULL, totp_step = 0 WHERE id = ? AND NOT " NEEDED;
static const char SQL_STEP[] = "UPDATE account SET totp_step = ? WHERE id = ? AND totp_step < ?";
static const char SQL_NO_CODES[] = "DELETE FROM recovery_code WHERE account_id = ?";
static const char SQL_CODE[] = "INSERT INTO recovery_code (account_id, hash) VALUES (?, ?)";
static const char SQL_USE_CODE[] = "DELETE FROM recovery_code WHERE account_id = ? AND hash = ?";

enum err
store_second_factor(struct db *db, void *ctx, uint64_t account, struct second_factor *factor)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_READ, DB_VALUES(db_number((int64_t)account)));

	*factor = (struct second_factor){ 0 };
	if (e != OK || rows.count == 0)
		return e == OK ? ERR_NOT_FOUND : e;
	factor->is_set = db_cell(&rows, 0, 0) != NULL && db_cell_length(&rows, 0, 0) == TOTP_BYTES;
	if (factor->is_set)
		memcpy(factor->secret, db_cell(&rows, 0, 0), TOTP_BYTES);
	factor->step = (uint64_t)db_cell_number(&rows, 0, 1);
	factor->needed = db_cell_number(&rows, 0, 2) != 0;
	factor->codes = (unsigned)db_cell_number(&rows, 0, 3);
	return OK;
}

struct work {
	struct db *db;
	void *ctx;
	uint64_t account;
	const struct second_factor_set *set;
	const struct second_factor_pass *pass;
	const char *const *codes;
	struct mail *mail;
};

static enum err
replace_codes(void *arg)
{
	struct work *work = arg;
	enum err e = db_exec(work->db, SQL_NO_CODES, DB_VALUES(db_number((int64_t)work->account)));

	for (size_t i = 0; e == OK && i < RECOVERY_CODES; i++) {
		unsigned char hash[SECRET_HASH_BYTES];

		secret_hash(recovery_plain(work->ctx, work->codes[i]), hash);
		e = db_exec(work->db, SQL_CODE, DB_VALUES(db_number((int64_t)work->account), db_bytes(hash, sizeof(hash))));
	}
	return e == OK ? store_mail_queue(work->db, work->mail) : e;
}

enum err
store_second_factor_codes(struct db *db, void *ctx, uint64_t account, const char *const *codes, struct mail *mail)
{
	return db_transaction(db, replace_codes, &(struct work){ .db = db, .ctx = ctx, .account = account, .codes = codes, .mail = mail });
}

static enum err
set_up(void *arg)
{
	struct work *work = arg;
	const struct second_factor_set *set = work->set;
	enum err e = db_exec(work->db, SQL_SET, DB_VALUES(db_bytes(set->secret, TOTP_BYTES), db_number((int64_t)set->step), db_number((int64_t)set->account)));

	if (e == OK && db_affected(work->db) == 0)
		return ERR_CONFLICT;
	if (e == OK)
		e = store_session_end_others(work->db, set->account, set->session);
	if (e == OK)
		e = store_session_verified(work->db, set->session, set->session_secret);
	return e == OK ? replace_codes(work) : e;
}

enum err
store_second_factor_set(struct db *db, void *ctx, const struct second_factor_set *set)
{
	return db_transaction(db, set_up, &(struct work){ .db = db, .ctx = ctx, .account = set->account, .set = set, .codes = set->codes, .mail = set->mail });
}

static enum err
take_away(void *arg)
{
	struct work *work = arg;
	enum err e = db_exec(work->db, SQL_REMOVE, DB_VALUES(db_number((int64_t)work->account)));

	if (e == OK && db_affected(work->db) == 0)
		return ERR_FORBIDDEN;
	if (e == OK)
		e = db_exec(work->db, SQL_NO_CODES, DB_VALUES(db_number((int64_t)work->account)));
	return e == OK ? store_mail_queue(work->db, work->mail) : e;
}

enum err
store_second_factor_remove(struct db *db, uint64_t account, struct mail *mail)
{
	return db_transaction(db, take_away, &(struct work){ .db = db, .account = account, .mail = mail });
}

static enum err
let_pass(void *arg)
{
	struct work *work = arg;
	const struct second_factor_pass *pass = work->pass;
	unsigned char hash[SECRET_HASH_BYTES];
	enum err e;

	if (pass->step != 0) {
		e = db_exec(work->db, SQL_STEP, DB_VALUES(db_number((int64_t)pass->step), db_number((int64_t)pass->account), db_number((int64_t)pass->step)));
	} else {
		secret_hash(pass->code, hash);
		e = db_exec(work->db, SQL_USE_CODE, DB_VALUES(db_number((int64_t)pass->account), db_bytes(hash, sizeof(hash))));
	}
	if (e == OK && db_affected(work->db) == 0)
		return ERR_NOT_FOUND;
	if (e == OK)
		e = store_attempt_forgive(work->db, work->ctx, pass->attempt);
	return e == OK ? store_session_verified(work->db, pass->session, pass->session_secret) : e;
}

enum err
store_second_factor_pass(struct db *db, void *ctx, const struct second_factor_pass *pass)
{
	return db_transaction(db, let_pass, &(struct work){ .db = db, .ctx = ctx, .pass = pass });
}
