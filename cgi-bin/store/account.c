/* One's own account. */
#include <string.h>

#include "base/mem.h"
#include "base/secret.h"
#include "model/setting.h"
#include "store/account.h"
#include "store/link.h"
#include "store/mail.h"
#include "store/session.h"

static const char SQL_CREDENTIALS[] =
    "SELECT id, role, password, disabled, totp_secret IS NOT NULL"
    " OR (role <> 'editor' AND EXISTS (SELECT 1 FROM setting WHERE name = '" SETTING_SECOND_FACTOR "' AND value = '" SECOND_FACTOR_REQUIRED "')) FROM account WHERE email = ?";
static const char SQL_SIGNED_IN[] = "UPDATE account SET signed_in_at = UTC_TIMESTAMP(6), password = COALESCE(?, password) WHERE id = ? AND NOT disabled";
static const char SQL_RENAME[] = "UPDATE account SET name = ?, language = ? WHERE id = ?";
static const char SQL_PASSWORD[] = "UPDATE account SET password = ? WHERE id = ?";
static const char SQL_LEAVE[] = "DELETE FROM session WHERE hash = ?";
/* A few at a time, so that nobody waits for it. */
static const char *const SQL_CLEAR[] = {
	"DELETE FROM session WHERE seen_at < UTC_TIMESTAMP(6) - INTERVAL " SESSION_HOURS " HOUR LIMIT 100",
	"DELETE FROM account_link WHERE expires_at < UTC_TIMESTAMP(6) LIMIT 100",
	"DELETE FROM attempt WHERE failed_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY LIMIT 1000",
};

enum err
store_account_credentials(struct db *db, void *ctx, const char *email, struct credentials *credentials)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_CREDENTIALS, DB_VALUES(db_text(email)));

	if (e != OK || rows.count == 0)
		return e == OK ? ERR_NOT_FOUND : e;
	*credentials = (struct credentials){ .id = (uint64_t)db_cell_number(&rows, 0, 0), .password = db_cell(&rows, 0, 2),
	    .disabled = db_cell_number(&rows, 0, 3) != 0, .asks_second_factor = db_cell_number(&rows, 0, 4) != 0 };
	return role_parse(db_cell(&rows, 0, 1), &credentials->role) ? OK : ERR_INTERNAL;
}

struct entering {
	struct db *db;
	void *ctx;
	const struct entrance *entrance;
};

static enum err
enter(void *arg)
{
	struct entering *in = arg;
	const struct entrance *entrance = in->entrance;
	unsigned char hash[SECRET_HASH_BYTES];
	enum err e;

	e = store_attempt_forgive(in->db, in->ctx, entrance->attempt);
	if (e == OK)
		e = db_exec(in->db, SQL_SIGNED_IN, DB_VALUES(db_text(entrance->password), db_number((int64_t)entrance->account)));
	if (e == OK && db_affected(in->db) == 0)
		return ERR_FORBIDDEN;	/* disabled in this very moment */
	if (e == OK && entrance->former != NULL) {
		secret_hash(entrance->former, hash);
		e = db_exec(in->db, SQL_LEAVE, DB_VALUES(db_bytes(hash, sizeof(hash))));
	}
	return e == OK ? store_session_begin(in->db, entrance->account, entrance->verified, entrance->agent, entrance->secret) : e;
}

enum err
store_account_enter(struct db *db, void *ctx, const struct entrance *entrance)
{
	enum err e = db_transaction(db, enter, &(struct entering){ db, ctx, entrance });

	for (size_t i = 0; e == OK && i < sizeof(SQL_CLEAR) / sizeof(SQL_CLEAR[0]); i++)
		e = db_exec(db, SQL_CLEAR[i], DB_NO_VALUES);
	return e;
}

enum err
store_account_rename(struct db *db, uint64_t account, const char *name, enum lang lang)
{
	return db_exec(db, SQL_RENAME, DB_VALUES(db_text(name), db_text(lang_code(lang)), db_number((int64_t)account)));
}

struct change {
	struct db *db;
	uint64_t account, but;
	const char *hash;
	struct mail *mail;
};

static enum err
set_password(void *arg)
{
	struct change *change = arg;
	enum err e = db_exec(change->db, SQL_PASSWORD, DB_VALUES(db_text(change->hash), db_number((int64_t)change->account)));

	if (e == OK)
		e = store_session_end_others(change->db, change->account, change->but);
	if (e == OK)
		e = store_links_end(change->db, change->account);
	return e == OK ? store_mail_queue(change->db, change->mail) : e;
}

enum err
store_account_password(struct db *db, uint64_t account, const char *hash, uint64_t but, struct mail *mail)
{
	return db_transaction(db, set_password, &(struct change){ db, account, but, hash, mail });
}

static enum err
tell(void *arg)
{
	struct change *change = arg;

	return store_mail_queue(change->db, change->mail);
}

enum err
store_account_tell(struct db *db, struct mail *mail)
{
	return db_transaction(db, tell, &(struct change){ .db = db, .mail = mail });
}
