/* Attempts that failed, and how long the next one has to wait. */
#include <string.h>

#include "base/mem.h"
#include "base/secret.h"
#include "store/attempt.h"

/* Seconds after so many failures. The power is cut before it overflows. */
#define DELAY "IF(failures <= " ATTEMPT_FREE ", 0, LEAST(" ATTEMPT_SECONDS ", POW(2, LEAST(failures - " ATTEMPT_FREE " - 1, 20))))"

static const char SQL_HOLD[] =
    "INSERT INTO attempt (subject, failures, failed_at, until) VALUES (?, 0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)) ON DUPLICATE KEY UPDATE subject = VALUES(subject)";
static const char SQL_WAIT[] =
    "SELECT CEIL(GREATEST(0, MAX(TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), until))) / 1000000) FROM attempt WHERE subject IN (?, ?)";
/* Assignments are made from left to right, each with what the ones before it made. */
static const char SQL_COUNT[] =
    "UPDATE attempt SET failures = IF(failed_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY, 1, failures + 1), failed_at = UTC_TIMESTAMP(6),"
    " until = UTC_TIMESTAMP(6) + INTERVAL " DELAY " SECOND WHERE subject IN (?, ?)";
static const char SQL_FAILURES[] = "SELECT failures FROM attempt WHERE subject = ?";
static const char SQL_FORGIVE[] =
    "UPDATE attempt SET failures = GREATEST(failures, ?) - ?, until = failed_at + INTERVAL " DELAY " SECOND WHERE subject = ?";
static const char SQL_FORGET[] = "DELETE FROM attempt WHERE subject = ?";

struct subject {
	unsigned char hash[SECRET_HASH_BYTES];
};

static struct subject
subject_of(void *ctx, const char *kind, const char *name)
{
	struct subject subject;

	secret_hash(mem_printf(ctx, "%s%s", kind, name), subject.hash);
	return subject;
}

static struct db_value
value(const struct subject *subject)
{
	return db_bytes(subject->hash, sizeof(subject->hash));
}

static enum err
failures_of(struct db *db, void *ctx, const struct subject *whose, unsigned *failures)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_FAILURES, DB_VALUES(value(whose)));

	*failures = e == OK && rows.count == 1 ? (unsigned)db_cell_number(&rows, 0, 0) : 0;
	return e;
}

struct beginning {
	struct db *db;
	void *ctx;
	struct attempt *attempt;
};

static enum err
begin(void *arg)
{
	struct beginning *b = arg;
	struct subject whose = subject_of(b->ctx, "", b->attempt->whose), where = subject_of(b->ctx, "address ", b->attempt->address);
	struct db_rows rows;
	enum err e;

	/* The rows are there and ours until the end, so that attempts at once are looked at one after the other. */
	e = db_exec(b->db, SQL_HOLD, DB_VALUES(value(&whose)));
	if (e == OK)
		e = db_exec(b->db, SQL_HOLD, DB_VALUES(value(&where)));
	if (e == OK)
		e = db_query(b->db, b->ctx, &rows, SQL_WAIT, DB_VALUES(value(&whose), value(&where)));
	if (e != OK)
		return e;
	b->attempt->wait = (unsigned)db_cell_number(&rows, 0, 0);
	if (b->attempt->wait > 0)
		return ERR_TOO_MANY;
	e = db_exec(b->db, SQL_COUNT, DB_VALUES(value(&whose), value(&where)));
	return e == OK ? failures_of(b->db, b->ctx, &whose, &b->attempt->failures) : e;
}

enum err
store_attempt_begin(struct db *db, void *ctx, struct attempt *attempt)
{
	return db_transaction(db, begin, &(struct beginning){ db, ctx, attempt });
}

enum err
store_attempt_forgive(struct db *db, void *ctx, const struct attempt *attempt)
{
	struct subject whose = subject_of(ctx, "", attempt->whose), where = subject_of(ctx, "address ", attempt->address);
	unsigned failures;
	enum err e;

	e = failures_of(db, ctx, &whose, &failures);
	if (e == OK)
		e = db_exec(db, SQL_FORGET, DB_VALUES(value(&whose)));
	return e == OK ? db_exec(db, SQL_FORGIVE, DB_VALUES(db_number(failures), db_number(failures), value(&where))) : e;
}

enum err
store_attempt_forget(struct db *db, void *ctx, const char *whose)
{
	struct subject subject = subject_of(ctx, "", whose);

	return db_exec(db, SQL_FORGET, DB_VALUES(value(&subject)));
}
