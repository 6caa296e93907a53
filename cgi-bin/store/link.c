/* Links that were mailed. */
#include <string.h>

#include "base/mem.h"
#include "base/secret.h"
#include "store/attempt.h"
#include "store/link.h"
#include "store/mail.h"
#include "store/session.h"

static const struct {
	const char *code, *add;
} PURPOSE[LINK_PURPOSE_COUNT] = {
#define ADD(ends) "INSERT INTO account_link (hash, account_id, purpose, email, expires_at) VALUES (?, ?, ?, ?, UTC_TIMESTAMP(6) + INTERVAL " ends ")"
	[LINK_INVITATION] = { "invitation", ADD("14 DAY") },
	[LINK_RESET] = { "reset", ADD("1 HOUR") },
	[LINK_EMAIL] = { "email", ADD("1 DAY") },
#undef ADD
};

static const char SQL_LINK[] =
    "SELECT a.id, a.email, a.name, a.language, l.email, a.password FROM account_link l JOIN account a ON a.id = l.account_id AND NOT a.disabled"
    " WHERE l.hash = ? AND l.purpose = ? AND l.expires_at > UTC_TIMESTAMP(6)";
static const char SQL_HOLD[] = "SELECT account_id, email FROM account_link WHERE hash = ? AND purpose = ? AND expires_at > UTC_TIMESTAMP(6) FOR UPDATE";
static const char SQL_END[] = "DELETE FROM account_link WHERE account_id = ?";
static const char SQL_END_EMAIL[] = "DELETE FROM account_link WHERE account_id = ? AND purpose = 'email'";
/* Held, so that two requests at once make one link. */
static const char SQL_RECENT[] =
    "SELECT (SELECT COUNT(*) FROM account_link WHERE account_id = a.id AND purpose = 'reset' AND expires_at > UTC_TIMESTAMP(6) + INTERVAL 58 MINUTE)"
    " FROM account a WHERE a.id = ? FOR UPDATE";
static const char SQL_PASSWORD[] = "UPDATE account SET password = ?, name = COALESCE(?, name) WHERE id = ? AND NOT disabled";
static const char SQL_EMAIL[] = "UPDATE account SET email = ? WHERE id = ? AND NOT disabled";

enum err
store_link(struct db *db, void *ctx, const char *secret, enum link_purpose purpose, struct link *link)
{
	unsigned char hash[SECRET_HASH_BYTES];
	const char *language;
	struct db_rows rows;
	enum err e;

	secret_hash(secret, hash);
	e = db_query(db, ctx, &rows, SQL_LINK, DB_VALUES(db_bytes(hash, sizeof(hash)), db_text(PURPOSE[purpose].code)));
	if (e != OK || rows.count == 0)
		return e == OK ? ERR_NOT_FOUND : e;
	*link = (struct link){ .account = (uint64_t)db_cell_number(&rows, 0, 0), .email = db_cell(&rows, 0, 1), .name = db_cell(&rows, 0, 2),
	    .new_email = db_cell(&rows, 0, 4), .password = db_cell(&rows, 0, 5) };
	language = db_cell(&rows, 0, 3);
	return lang_parse(language, strlen(language), &link->lang) ? OK : ERR_INTERNAL;
}

enum err
store_link_add(struct db *db, uint64_t account, enum link_purpose purpose, const char *email, const char *secret)
{
	unsigned char hash[SECRET_HASH_BYTES];

	secret_hash(secret, hash);
	return db_exec(db, PURPOSE[purpose].add, DB_VALUES(db_bytes(hash, sizeof(hash)), db_number((int64_t)account), db_text(PURPOSE[purpose].code), db_text(email)));
}

enum err
store_links_end(struct db *db, uint64_t account)
{
	return db_exec(db, SQL_END, DB_VALUES(db_number((int64_t)account)));
}

struct making {
	struct db *db;
	uint64_t account;
	const char *email, *secret;
	struct mail *mail;
};

static enum err
make_reset(void *arg)
{
	struct making *make = arg;
	void *ctx = mem_new(NULL);
	struct db_rows rows;
	enum err e = db_query(make->db, ctx, &rows, SQL_RECENT, DB_VALUES(db_number((int64_t)make->account)));
	bool recent = e == OK && rows.count == 1 && db_cell_number(&rows, 0, 0) > 0;

	mem_free(ctx);
	if (e != OK || recent)
		return e;
	e = store_link_add(make->db, make->account, LINK_RESET, NULL, make->secret);
	return e == OK ? store_mail_queue(make->db, make->mail) : e;
}

enum err
store_link_reset(struct db *db, uint64_t account, const char *secret, struct mail *mail)
{
	return db_transaction(db, make_reset, &(struct making){ .db = db, .account = account, .secret = secret, .mail = mail });
}

static enum err
make_email(void *arg)
{
	struct making *make = arg;
	enum err e = db_exec(make->db, SQL_END_EMAIL, DB_VALUES(db_number((int64_t)make->account)));

	if (e == OK)
		e = store_link_add(make->db, make->account, LINK_EMAIL, make->email, make->secret);
	return e == OK ? store_mail_queue(make->db, make->mail) : e;
}

enum err
store_link_email(struct db *db, uint64_t account, const char *email, const char *secret, struct mail *mail)
{
	return db_transaction(db, make_email, &(struct making){ db, account, email, secret, mail });
}

/* Takes the link out of use: whose it was, and the address it confirms. */
static enum err
use(struct db *db, void *ctx, const char *secret, enum link_purpose purpose, uint64_t *account, const char **email)
{
	unsigned char hash[SECRET_HASH_BYTES];
	struct db_rows rows;
	enum err e;

	secret_hash(secret, hash);
	e = db_query(db, ctx, &rows, SQL_HOLD, DB_VALUES(db_bytes(hash, sizeof(hash)), db_text(PURPOSE[purpose].code)));
	if (e != OK || rows.count == 0)
		return e == OK ? ERR_NOT_FOUND : e;
	*account = (uint64_t)db_cell_number(&rows, 0, 0);
	*email = db_cell(&rows, 0, 1);
	return store_links_end(db, *account);
}

struct using {
	struct db *db;
	void *ctx;
	const struct link_password *set;
	const char *secret;
	struct mail *mail;
};

static enum err
set_password(void *arg)
{
	struct using *u = arg;
	const struct link_password *set = u->set;
	uint64_t account;
	const char *email;
	enum err e = use(u->db, u->ctx, set->secret, set->purpose, &account, &email);

	if (e == OK)
		e = db_exec(u->db, SQL_PASSWORD, DB_VALUES(db_text(set->hash), db_text(set->name), db_number((int64_t)account)));
	if (e == OK && db_affected(u->db) == 0)
		return ERR_NOT_FOUND;	/* disabled in this very moment */
	if (e == OK)
		e = store_session_end_others(u->db, account, 0);
	if (e == OK)
		e = store_attempt_forget(u->db, u->ctx, mem_printf(u->ctx, "account %s", set->email));
	return e == OK && set->mail != NULL ? store_mail_queue(u->db, set->mail) : e;
}

enum err
store_link_set_password(struct db *db, void *ctx, const struct link_password *set)
{
	return db_transaction(db, set_password, &(struct using){ .db = db, .ctx = ctx, .set = set });
}

static enum err
set_email(void *arg)
{
	struct using *u = arg;
	uint64_t account;
	const char *email;
	enum err e = use(u->db, u->ctx, u->secret, LINK_EMAIL, &account, &email);

	if (e == OK)
		e = db_exec(u->db, SQL_EMAIL, DB_VALUES(db_text(email), db_number((int64_t)account)));
	return e == OK ? store_mail_queue(u->db, u->mail) : e;
}

enum err
store_link_set_email(struct db *db, void *ctx, const char *secret, struct mail *mail)
{
	return db_transaction(db, set_email, &(struct using){ .db = db, .ctx = ctx, .secret = secret, .mail = mail });
}
