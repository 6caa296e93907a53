/* The queue of mails. */
#include <sodium.h>
#include <string.h>

#include "base/mailbox.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/mail.h"

enum { SUBJECT_MAX = 300, PERSON_MAX = 200, ERROR_MAX = 500 /* characters, as the columns are */, LEASE_BYTES = 16, PURGED_AT_ONCE = 1000 };

/* The pause after the first failed attempt, the second, and so on; the last one stays. */
static const int PAUSES[] = { 60, 5 * 60, 30 * 60, 2 * 3600, 6 * 3600, 24 * 3600 };

#define COLUMNS "id, kind, recipient, recipient_name, language, subject, created_at, next_at, sent_at, failed_at, attempts, error"
#define BODIES ", body_text, body_html"
#define WAITING "sent_at IS NULL AND failed_at IS NULL"

static const char SQL_QUEUE[] =
    "INSERT INTO mail (kind, recipient, recipient_name, language, subject, body_text, body_html, created_at, next_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))";
static const char SQL_TAKE[] =
    "UPDATE mail SET lease_by = ?, lease_until = UTC_TIMESTAMP(6) + INTERVAL ? SECOND"
    " WHERE " WAITING " AND next_at <= UTC_TIMESTAMP(6) AND lease_until < UTC_TIMESTAMP(6) ORDER BY next_at, id LIMIT ?";
static const char SQL_TAKEN[] = "SELECT " COLUMNS BODIES " FROM mail WHERE lease_by = ? AND " WAITING " ORDER BY next_at, id";
static const char SQL_RELEASE[] = "UPDATE mail SET lease_by = DEFAULT, lease_until = DEFAULT WHERE lease_by = ? AND " WAITING;
static const char SQL_SENT[] =
    "UPDATE mail SET sent_at = UTC_TIMESTAMP(6), attempts = attempts + 1, error = NULL, lease_by = DEFAULT, lease_until = DEFAULT WHERE id = ? AND sent_at IS NULL";
static const char SQL_FAILED[] =
    "UPDATE mail SET attempts = attempts + 1, error = ?, failed_at = IF(? OR created_at <= UTC_TIMESTAMP(6) - INTERVAL 5 DAY, UTC_TIMESTAMP(6), NULL),"
    " next_at = LEAST(UTC_TIMESTAMP(6) + INTERVAL ? SECOND, created_at + INTERVAL 5 DAY), lease_by = DEFAULT, lease_until = DEFAULT WHERE id = ? AND lease_by = ? AND " WAITING;
static const char SQL_LATEST[] = "SELECT " COLUMNS ", COUNT(*) OVER () FROM mail ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?";
static const char SQL_ONE[] = "SELECT " COLUMNS BODIES " FROM mail WHERE id = ?";
static const char SQL_MEASURES[] =
    "SELECT (SELECT COUNT(*) FROM mail WHERE " WAITING "), (SELECT COUNT(*) FROM mail WHERE failed_at IS NOT NULL),"
    " (SELECT COALESCE(TIMESTAMPDIFF(SECOND, MIN(created_at), UTC_TIMESTAMP(6)), 0) FROM mail WHERE " WAITING ")";
static const char SQL_PURGE[] = "DELETE FROM mail WHERE created_at < UTC_TIMESTAMP(6) - INTERVAL ? DAY AND NOT (" WAITING ") ORDER BY created_at LIMIT ?";

enum { ID, KIND, RECIPIENT, RECIPIENT_NAME, LANGUAGE, SUBJECT, CREATED_AT, NEXT_AT, SENT_AT, FAILED_AT, ATTEMPTS, ERROR, BODY_TEXT, BODY_HTML, TOTAL = BODY_TEXT };

static struct mail
read_mail(const struct db_rows *rows, size_t row)
{
	const char *code = db_cell(rows, row, LANGUAGE);
	struct mail mail = {
		.id = (uint64_t)db_cell_number(rows, row, ID), .kind = db_cell(rows, row, KIND), .recipient = db_cell(rows, row, RECIPIENT),
		.recipient_name = db_cell(rows, row, RECIPIENT_NAME), .lang = LANG_FR, .subject = db_cell(rows, row, SUBJECT),
		.created_at = db_cell(rows, row, CREATED_AT), .next_at = db_cell(rows, row, NEXT_AT), .sent_at = db_cell(rows, row, SENT_AT),
		.failed_at = db_cell(rows, row, FAILED_AT), .attempts = (unsigned)db_cell_number(rows, row, ATTEMPTS), .error = db_cell(rows, row, ERROR),
	};

	lang_parse(code, strlen(code), &mail.lang);
	if (rows->columns > BODY_HTML) {
		mail.body_text = db_cell(rows, row, BODY_TEXT);
		mail.body_html = db_cell(rows, row, BODY_HTML);
	}
	return mail;
}

/* At most so many characters of s. */
static struct db_value
cut(const char *s, size_t characters)
{
	struct db_value value = db_text(s == NULL ? "" : s);

	value.len = s == NULL ? 0 : utf8_prefix(s, characters);
	return value;
}

enum err
store_mail_queue(struct db *db, struct mail *mail)
{
	enum err e;

	if (!mailbox_valid(mail->recipient))
		return ERR_INVALID;
	e = db_exec(db, SQL_QUEUE, DB_VALUES(db_text(mail->kind), db_text(mail->recipient), cut(mail->recipient_name, PERSON_MAX), db_text(lang_code(mail->lang)),
	    cut(mail->subject, SUBJECT_MAX), db_text(mail->body_text), db_text(mail->body_html)));
	if (e == OK)
		mail->id = db_insert_id(db);
	return e;
}

/* What one of the transactions below works on. */
struct work {
	struct db *db;
	void *ctx;
	struct mail_batch *batch;
	const char *lease;
	uint64_t id;
	int pause;		/* seconds */
	const char *error;
	bool for_good;
	struct mail after;	/* what has become of it */
};

static enum err
take(void *arg)
{
	struct work *work = arg;
	struct mail_batch *batch = work->batch;
	struct db_rows rows;
	enum err e;

	batch->count = 0;
	e = db_exec(work->db, SQL_TAKE, DB_VALUES(db_text(batch->lease), db_number(MAIL_LEASE_SECONDS), db_number(MAIL_BATCH)));
	if (e != OK || db_affected(work->db) == 0)
		return e;
	e = db_query(work->db, work->ctx, &rows, SQL_TAKEN, DB_VALUES(db_text(batch->lease)));
	if (e != OK)
		return e;
	batch->mails = MEM_ARRAY(work->ctx, struct mail, rows.count);
	for (; batch->count < rows.count; batch->count++)
		batch->mails[batch->count] = read_mail(&rows, batch->count);
	return OK;
}

enum err
store_mail_take(struct db *db, void *ctx, struct mail_batch *batch)
{
	unsigned char random[LEASE_BYTES];
	char lease[2 * LEASE_BYTES + 1];

	/* A name of its own for each taking: what was taken is told from what the same process took before and lost. */
	randombytes_buf(random, sizeof(random));
	*batch = (struct mail_batch){ .lease = mem_strdup(ctx, sodium_bin2hex(lease, sizeof(lease), random, sizeof(random))) };
	return db_transaction(db, take, &(struct work){ .db = db, .ctx = ctx, .batch = batch });
}

static enum err
release(void *arg)
{
	struct work *work = arg;

	return db_exec(work->db, SQL_RELEASE, DB_VALUES(db_text(work->lease)));
}

enum err
store_mail_release(struct db *db, const struct mail_batch *batch)
{
	return db_transaction(db, release, &(struct work){ .db = db, .lease = batch->lease });
}

static enum err
mark_sent(void *arg)
{
	struct work *work = arg;

	return db_exec(work->db, SQL_SENT, DB_VALUES(db_number((int64_t)work->id)));
}

enum err
store_mail_sent(struct db *db, const struct mail *mail)
{
	return db_transaction(db, mark_sent, &(struct work){ .db = db, .id = mail->id });
}

static enum err
mark_failed(void *arg)
{
	struct work *work = arg;
	enum err e;

	e = db_exec(work->db, SQL_FAILED, DB_VALUES(cut(work->error, ERROR_MAX), db_number(work->for_good), db_number(work->pause),
	    db_number((int64_t)work->id), db_text(work->lease)));
	return e == OK ? store_mail_by_id(work->db, work->ctx, work->id, &work->after) : e;
}

enum err
store_mail_failed(struct db *db, void *ctx, const struct mail_batch *batch, struct mail *mail, const char *error, bool for_good)
{
	size_t last = sizeof(PAUSES) / sizeof(PAUSES[0]) - 1;
	struct work work = { .db = db, .ctx = ctx, .lease = batch->lease, .id = mail->id, .pause = PAUSES[mail->attempts < last ? mail->attempts : last],
		.error = error, .for_good = for_good };
	enum err e = db_transaction(db, mark_failed, &work);

	if (e == OK)
		*mail = work.after;
	return e;
}

enum err
store_mail_latest(struct db *db, void *ctx, unsigned page, struct mail_list *list)
{
	struct db_rows rows;
	unsigned long total;
	enum err e;

	*list = (struct mail_list){ 0 };
	e = db_query(db, ctx, &rows, SQL_LATEST, DB_VALUES(db_number(PAGE_SIZE), db_number((int64_t)(page - 1) * PAGE_SIZE)));
	if (e != OK)
		return e;
	list->rows = MEM_ARRAY(ctx, struct mail, rows.count);
	for (; list->row_count < rows.count; list->row_count++)
		list->rows[list->row_count] = read_mail(&rows, list->row_count);
	total = rows.count == 0 ? 0 : (unsigned long)db_cell_number(&rows, 0, TOTAL);
	list->paging = (struct paging){ page, total == 0 ? 1 : (unsigned)((total + PAGE_SIZE - 1) / PAGE_SIZE), total };
	return page > 1 && rows.count == 0 ? ERR_NOT_FOUND : OK;
}

enum err
store_mail_by_id(struct db *db, void *ctx, uint64_t id, struct mail *mail)
{
	struct db_rows rows;
	enum err e;

	e = db_query(db, ctx, &rows, SQL_ONE, DB_VALUES(db_number((int64_t)id)));
	if (e != OK)
		return e;
	if (rows.count == 0)
		return ERR_NOT_FOUND;
	*mail = read_mail(&rows, 0);
	return OK;
}

static enum err
purge(void *arg)
{
	struct work *work = arg;

	return db_exec(work->db, SQL_PURGE, DB_VALUES(db_number(MAIL_KEPT_DAYS), db_number(PURGED_AT_ONCE)));
}

enum err
store_mail_purge(struct db *db, uint64_t *count)
{
	enum err e;

	*count = 0;
	do {
		e = db_transaction(db, purge, &(struct work){ .db = db });
		if (e != OK)
			return e;
		*count += db_affected(db);
	} while (db_affected(db) == PURGED_AT_ONCE);
	return OK;
}

enum err
store_mail_measures(struct db *db, void *ctx, struct mail_measures *measures)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_MEASURES, DB_NO_VALUES);

	*measures = (struct mail_measures){ 0 };
	if (e == OK && rows.count == 1)
		*measures = (struct mail_measures){ (uint64_t)db_cell_number(&rows, 0, 0), (uint64_t)db_cell_number(&rows, 0, 1), (double)db_cell_number(&rows, 0, 2) };
	return e;
}
