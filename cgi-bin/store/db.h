/*
 * MariaDB from C: prepared statements only, kept open by their text; one persistent connection a process.
 * The only file that includes <mysql.h> is db.c. Source: MariaDB Connector/C, prepared statement functions.
 */
#ifndef ANNUAIRE_STORE_DB_H
#define ANNUAIRE_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/conf.h"
#include "base/err.h"

struct db;

/* A value for a "?": text (NULL is SQL NULL), a number, or bytes. */
struct db_value {
	enum { DB_VALUE_TEXT, DB_VALUE_NUMBER, DB_VALUE_BYTES } kind;
	const void *bytes;
	size_t len;
	int64_t number;
};

struct db_value db_text(const char *s);
struct db_value db_number(int64_t n);
struct db_value db_bytes(const void *bytes, size_t len);

/* The two arguments `values, count` of the functions below, written in place: DB_VALUES(db_text(slug), db_number(20)). */
#define DB_VALUES(...) \
	(const struct db_value[]){ __VA_ARGS__ }, sizeof((const struct db_value[]){ __VA_ARGS__ }) / sizeof(struct db_value)
#define DB_NO_VALUES NULL, 0

/* A whole answer, in memory. Cells are NUL-terminated text; SQL NULL is NULL. */
struct db_rows {
	size_t count;
	size_t columns;
	const char **cells;	/* count * columns */
	size_t *lengths;
};

const char *db_cell(const struct db_rows *rows, size_t row, size_t column);
size_t db_cell_length(const struct db_rows *rows, size_t row, size_t column);
/* The cell as a number; 0 for NULL. */
int64_t db_cell_number(const struct db_rows *rows, size_t row, size_t column);

/* How long one statement may take before the server ends it; a migration may build the index of a large table. */
enum { DB_SECONDS_PAGE = 5, DB_SECONDS_OPERATOR = 600, DB_SECONDS_MIGRATE = 24 * 60 * 60 };

/*
 * Prepares to speak to the database of conf as account (its user is prefix + account, its password stands in <directory>/<account>.pw).
 * Connects at the first use and again after the server went away: by the socket, or to the first of the hosts that answers. Owned by ctx. ERR_CONFIG: the password cannot be read (logged).
 */
MUST_CHECK enum err db_open(void *ctx, const struct conf *conf, const char *account, int seconds, struct db **db);

/* Connects, unless it is connected. ERR_DATABASE: it did not answer (logged). */
MUST_CHECK enum err db_ping(struct db *db);

/* Lets go of the server, so that the next statement looks for the first of the hosts that answers. Not inside of a transaction. */
void db_leave(struct db *db);

/* Why the last statement, or the last attempt to connect, failed; "" when none did. Owned by db, until the next failure. */
const char *db_reason(const struct db *db);

/* Where the database of conf is looked for: its hosts or its socket. */
const char *db_place(const struct conf *conf);

/*
 * Loads now what the connector would load when the server first asks for it, the ways to prove a password that are not built in: a program in its sandbox could not
 * (web/sandbox.h). One that is not installed is passed over.
 */
void db_load_plugins(void);

/*
 * Runs one SELECT and reads all of its rows into *rows (owned by ctx). Outside of a transaction it is tried once more on a fresh connection
 * when the server went away. ERR_DATABASE: it did not answer (logged).
 */
MUST_CHECK enum err db_query(struct db *db, void *ctx, struct db_rows *rows, const char *sql, const struct db_value *values, size_t count);

/*
 * Runs one statement that changes rows. Tried again only outside of a transaction, and when others held the rows so that the server undid it. ERR_CONFLICT: a unique key stands in
 * the way. ERR_READ_ONLY: the server takes no changes, or its disk is full (logged). ERR_DATABASE: it did not answer (logged).
 */
MUST_CHECK enum err db_exec(struct db *db, const char *sql, const struct db_value *values, size_t count);
uint64_t db_affected(const struct db *db);
uint64_t db_insert_id(const struct db *db);

/* Rows to be inserted, gathered so that many go in one statement. {0} is an empty batch. */
struct db_batch {
	struct db_value *value;	/* count * columns */
	size_t columns, count;
};

/* Adds one row of values (those of text are not copied); every row has as many. The batch is owned by ctx. */
void db_batch_add(void *ctx, struct db_batch *batch, const struct db_value *values, size_t count);
/* Runs head, a "(?, …)" for each row, tail: as few statements as possible. head ends in "VALUES ", tail may be "". Errors as db_exec(). */
MUST_CHECK enum err db_insert(struct db *db, void *ctx, const char *head, const struct db_batch *batch, const char *tail);

/*
 * Runs work(arg) inside one transaction: committed when it returns OK, else rolled back and its error returned. On a deadlock (1213) or a lock
 * wait time-out (1205) the whole of work is run again, up to five times with growing pauses: so it must not keep anything of a failed run.
 */
MUST_CHECK enum err db_transaction(struct db *db, enum err (*work)(void *arg), void *arg);

#endif
