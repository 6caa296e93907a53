/* MariaDB from C: one connection, its prepared statements, and what to do when the server went away. */
#include <mysql.h>
#include <mysqld_error.h>
#include <errmsg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <uthash.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "store/db.h"

enum { STATEMENTS = 128, TRIES = 5, SHORT_CELL = 64 /* bytes */, STATEMENT_BYTES = 8 * 1024 * 1024, BLOCK_BYTES = 4096, PORT = 3306 };
enum { AUTHENTICATION = 2 };	/* MYSQL_CLIENT_AUTHENTICATION_PLUGIN; its header, mysql/client_plugin.h, includes one that Debian does not ship */

struct statement {
	MYSQL_STMT *handle;
	UT_hash_handle hh;	/* by sql, in the order in which they were prepared */
	char sql[];
};

struct db {
	const char *place, *socket, *host, *name, *user, *password;
	const char *ca, *certificate, *key;	/* files; ca NULL: without TLS, the others NULL: we show no certificate */
	int seconds;
	MYSQL *mysql;			/* NULL: not connected */
	struct statement *statements;
	uint64_t affected, insert_id;
	char *reason;			/* of the last failure */
	bool in_transaction, deadlock;
};

struct db_value
db_text(const char *s)
{
	return (struct db_value){ .kind = DB_VALUE_TEXT, .bytes = s, .len = s == NULL ? 0 : strlen(s) };
}

struct db_value
db_number(int64_t n)
{
	return (struct db_value){ .kind = DB_VALUE_NUMBER, .number = n };
}

struct db_value
db_bytes(const void *bytes, size_t len)
{
	return (struct db_value){ .kind = DB_VALUE_BYTES, .bytes = bytes, .len = len };
}

const char *
db_cell(const struct db_rows *rows, size_t row, size_t column)
{
	return rows->cells[row * rows->columns + column];
}

size_t
db_cell_length(const struct db_rows *rows, size_t row, size_t column)
{
	return rows->lengths[row * rows->columns + column];
}

int64_t
db_cell_number(const struct db_rows *rows, size_t row, size_t column)
{
	const char *cell = db_cell(rows, row, column);

	return cell == NULL ? 0 : strtoll(cell, NULL, 10);
}

static void
forget(struct db *db, struct statement *statement)
{
	HASH_DEL(db->statements, statement);
	mysql_stmt_close(statement->handle);
	mem_free(statement);
}

static void
db_close(struct db *db)
{
	while (db->statements != NULL)
		forget(db, db->statements);
	if (db->mysql != NULL)
		mysql_close(db->mysql);
	db->mysql = NULL;
}

static int
db_destroy(struct db *db)
{
	db_close(db);
	return 0;
}

const char *
db_place(const struct conf *conf)
{
	return *conf->database_host != '\0' ? conf->database_host : conf->database_socket;
}

enum err
db_open(void *ctx, const struct conf *conf, const char *account, int seconds, struct db **out)
{
	struct db *db = talloc_zero(ctx, struct db);
	const char *why;

	db->place = mem_strdup(db, db_place(conf));
	db->socket = mem_strdup(db, conf->database_socket);
	/* The connector takes for a list only what has a comma in it: then its hosts have ports, and the next one is tried when one is away. */
	if (*conf->database_host != '\0')
		db->host = mem_printf(db, "%s%s", conf->database_host, strchr(conf->database_host, ',') == NULL ? "," : "");
	if (conf->database_tls)
		db->ca = mem_strdup(db, conf->database_tls_ca);
	if (*conf->database_tls_cert != '\0') {
		db->certificate = mem_strdup(db, conf->database_tls_cert);
		db->key = mem_strdup(db, conf->database_tls_key);
	}
	db->name = mem_strdup(db, conf->database_name);
	db->user = mem_printf(db, "%s%s", conf->database_user_prefix, account);
	db->seconds = seconds;
	if (file_password(db, mem_printf(db, "%s/%s.pw", conf->database_password_directory, account), &db->password, &why) != OK) {
		log_event(LOG_LEVEL_ERROR, "password-unreadable", "reason=%s", why);
		mem_free(db);
		return ERR_CONFIG;
	}
	talloc_set_destructor(db, db_destroy);
	*out = db;
	return OK;
}

void
db_load_plugins(void)
{
	static const char *const NAMES[] = { "client_ed25519", "caching_sha2_password" };
	MYSQL *mysql = mysql_init(NULL);

	if (mysql == NULL)
		abort();
	for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
		(void)mysql_client_find_plugin(mysql, NAMES[i], AUTHENTICATION);
	mysql_close(mysql);
}

/* Over TCP: with a certificate that one of ours vouches for and that bears the host's name, or not at all. */
static void
set_network(const struct db *db, MYSQL *mysql)
{
	unsigned tcp = MYSQL_PROTOCOL_TCP;
	my_bool yes = 1;

	mysql_options(mysql, MYSQL_OPT_PROTOCOL, &tcp);
	if (db->ca == NULL)
		return;
	mysql_options(mysql, MYSQL_OPT_SSL_ENFORCE, &yes);
	mysql_options(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &yes);
	mysql_options(mysql, MYSQL_OPT_SSL_CA, db->ca);
	mysql_options(mysql, MYSQL_OPT_SSL_CERT, db->certificate);
	mysql_options(mysql, MYSQL_OPT_SSL_KEY, db->key);
	mysql_options(mysql, MARIADB_OPT_TLS_VERSION, "TLSv1.2,TLSv1.3");
}

const char *
db_reason(const struct db *db)
{
	return db->reason == NULL ? "" : db->reason;
}

static void
keep_reason(struct db *db, const char *reason)
{
	char *kept = mem_strdup(db, reason);

	mem_free(db->reason);
	db->reason = kept;
}

static enum err
connect_once(struct db *db, unsigned *code)
{
	unsigned connect_seconds = 2, io_seconds = (unsigned)db->seconds + 5;
	char session[200];
	MYSQL *mysql;

	mysql = mysql_init(NULL);
	if (mysql == NULL)
		abort();
	snprintf(session, sizeof(session), "SET SESSION max_statement_time = %d, time_zone = '+00:00', sql_mode = "
	    "'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'", db->seconds);
	mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	mysql_options(mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect_seconds);
	mysql_options(mysql, MYSQL_OPT_READ_TIMEOUT, &io_seconds);
	mysql_options(mysql, MYSQL_OPT_WRITE_TIMEOUT, &io_seconds);
	mysql_options(mysql, MYSQL_INIT_COMMAND, session);
	if (db->host != NULL)
		set_network(db, mysql);
	if (mysql_real_connect(mysql, db->host != NULL ? db->host : "localhost", db->user, db->password, db->name, db->host != NULL ? PORT : 0,
	    db->host != NULL ? NULL : db->socket, 0) == NULL) {
		log_event(LOG_LEVEL_ERROR, "database-connect", "at=%s ca=%s code=%u reason=%s", db->place,
		    db->host != NULL && db->ca != NULL ? db->ca : "", mysql_errno(mysql), mysql_error(mysql));
		keep_reason(db, mysql_error(mysql));
		*code = mysql_errno(mysql);
		mysql_close(mysql);
		return ERR_DATABASE;
	}
	db->mysql = mysql;
	return OK;
}

/* A server that dies while it answers is no reason for the connector to try the next host; asked again, it finds it gone. */
static enum err
db_connect(struct db *db)
{
	unsigned code = 0;
	enum err e = connect_once(db, &code);

	return e != OK && code == CR_SERVER_LOST ? connect_once(db, &code) : e;
}

void
db_leave(struct db *db)
{
	db_close(db);
}

enum err
db_ping(struct db *db)
{
	if (db->mysql != NULL && mysql_ping(db->mysql) != 0)
		db_close(db);
	return db->mysql == NULL ? db_connect(db) : OK;
}

/* The server, or this connection's memory of the statement, is gone: a new connection may well succeed. Over TLS a connection that breaks is an error of TLS. */
static bool
is_gone(unsigned code)
{
	return code == CR_SERVER_GONE_ERROR || code == CR_SERVER_LOST || code == CR_SSL_CONNECTION_ERROR || code == ER_UNKNOWN_STMT_HANDLER ||
	    code == ER_SERVER_SHUTDOWN || code == ER_CONNECTION_KILLED || code == CR_COMMANDS_OUT_OF_SYNC;
}

/* The server takes no changes: it was told so, or has no room for them. ER_GET_ERRNO passes on what the system said; 28 is ENOSPC. */
static bool
is_read_only(unsigned code, const char *reason)
{
	return code == ER_OPTION_PREVENTS_STATEMENT || code == ER_READ_ONLY_MODE || code == ER_DISK_FULL || code == ER_RECORD_FILE_FULL ||
	    (code == ER_GET_ERRNO && strstr(reason, "error 28") != NULL);
}

static enum err
failed(struct db *db, unsigned code, const char *reason, const char *sql)
{
	db->deadlock = code == ER_LOCK_DEADLOCK || code == ER_LOCK_WAIT_TIMEOUT;
	keep_reason(db, reason);
	if (code == ER_DUP_ENTRY)
		return ERR_CONFLICT;
	log_event(db->deadlock ? LOG_LEVEL_INFO : LOG_LEVEL_ERROR, "database", "code=%u reason=%s sql=%.60s", code, reason, sql);
	return is_read_only(code, reason) ? ERR_READ_ONLY : ERR_DATABASE;
}

/* The prepared statement of sql, from the cache or anew. */
static MYSQL_STMT *
prepare(struct db *db, const char *sql, unsigned *code, const char **reason)
{
	struct statement *statement;
	size_t len = strlen(sql);
	MYSQL_STMT *handle;

	HASH_FIND(hh, db->statements, sql, len, statement);
	if (statement != NULL)
		return statement->handle;
	handle = mysql_stmt_init(db->mysql);
	if (handle == NULL)
		abort();
	if (mysql_stmt_prepare(handle, sql, len) != 0) {
		*code = mysql_stmt_errno(handle);
		*reason = mem_strdup(db, mysql_stmt_error(handle));
		mysql_stmt_close(handle);
		return NULL;
	}
	if (HASH_COUNT(db->statements) == STATEMENTS)
		forget(db, db->statements);	/* the oldest: lists are composed of fragments, so texts vary */
	statement = mem_zero(db, sizeof(*statement) + len + 1);
	statement->handle = handle;
	memcpy(statement->sql, sql, len);
	HASH_ADD_KEYPTR(hh, db->statements, statement->sql, len, statement);
	return handle;
}

/* Prepares, binds and executes; NULL with *code and *reason when the server refuses. */
static MYSQL_STMT *
execute(struct db *db, const char *sql, const struct db_value *values, size_t count, unsigned *code, const char **reason)
{
	MYSQL_BIND *bind;
	MYSQL_STMT *handle;
	bool ran;

	handle = prepare(db, sql, code, reason);
	if (handle == NULL)
		return NULL;
	if (mysql_stmt_param_count(handle) != count) {
		log_event(LOG_LEVEL_ERROR, "database-values", "wanted=%lu given=%zu sql=%.60s", mysql_stmt_param_count(handle), count, sql);
		abort();
	}
	bind = MEM_ARRAY(db, MYSQL_BIND, count);
	for (size_t i = 0; i < count; i++) {
		if (values[i].kind == DB_VALUE_NUMBER) {
			bind[i].buffer_type = MYSQL_TYPE_LONGLONG;
			bind[i].buffer = (void *)(uintptr_t)&values[i].number;
		} else if (values[i].bytes == NULL) {
			bind[i].buffer_type = MYSQL_TYPE_NULL;
		} else {
			bind[i].buffer_type = values[i].kind == DB_VALUE_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
			bind[i].buffer = (void *)(uintptr_t)values[i].bytes;
			bind[i].buffer_length = values[i].len;
		}
	}
	ran = (count == 0 || mysql_stmt_bind_param(handle, bind) == 0) && mysql_stmt_execute(handle) == 0;
	mem_free(bind);
	if (!ran) {
		*code = mysql_stmt_errno(handle);
		*reason = mem_strdup(db, mysql_stmt_error(handle));
		mysql_stmt_reset(handle);
		return NULL;
	}
	return handle;
}

/* Where the next cell goes: cells share blocks, since most have a few bytes and an allocation of its own costs more than that. */
struct block {
	char *at;
	size_t left;
};

static char *
block_take(void *ctx, struct block *block, size_t bytes)
{
	if (bytes > BLOCK_BYTES / 4)	/* alone, and the block goes on */
		return mem_resize(ctx, NULL, bytes);
	if (block->left < bytes)
		*block = (struct block){ mem_resize(ctx, NULL, BLOCK_BYTES), BLOCK_BYTES };
	block->at += bytes;
	block->left -= bytes;
	return block->at - bytes;
}

/* Reads every row. A short cell comes with its row (one of DOUBLE must: its length is only known once it is text), a longer one into a block of its size. */
static int
fetch_all(MYSQL_STMT *handle, void *ctx, struct db_rows *rows)
{
	size_t columns = mysql_stmt_field_count(handle);
	unsigned long *lengths = MEM_ARRAY(ctx, unsigned long, columns);
	my_bool *nulls = MEM_ARRAY(ctx, my_bool, columns);
	MYSQL_BIND *bind = MEM_ARRAY(ctx, MYSQL_BIND, columns);
	char (*short_cell)[SHORT_CELL] = mem_zero(ctx, columns * SHORT_CELL);
	struct block block = { NULL, 0 };
	int rc;

	*rows = (struct db_rows){ .columns = columns };
	for (size_t i = 0; i < columns; i++) {
		bind[i].buffer_type = MYSQL_TYPE_STRING;
		bind[i].buffer = short_cell[i];
		bind[i].buffer_length = SHORT_CELL;
		bind[i].length = &lengths[i];
		bind[i].is_null = &nulls[i];
	}
	if (mysql_stmt_bind_result(handle, bind) != 0)
		return 1;
	while ((rc = mysql_stmt_fetch(handle)) == 0 || rc == MYSQL_DATA_TRUNCATED) {
		if (rows->count == 0 || (rows->count & (rows->count - 1)) == 0) {
			size_t room = (rows->count == 0 ? 1 : 2 * rows->count) * columns;

			rows->cells = mem_resize(ctx, rows->cells, room * sizeof(*rows->cells));
			rows->lengths = mem_resize(ctx, rows->lengths, room * sizeof(*rows->lengths));
		}
		for (size_t i = 0; i < columns; i++) {
			size_t at = rows->count * columns + i;
			unsigned long length;
			my_bool null, error;
			char *cell;

			rows->lengths[at] = nulls[i] ? 0 : lengths[i];
			rows->cells[at] = NULL;
			if (nulls[i])
				continue;
			cell = block_take(ctx, &block, lengths[i] + 1);
			cell[lengths[i]] = '\0';
			rows->cells[at] = cell;
			if (lengths[i] <= SHORT_CELL)
				memcpy(cell, short_cell[i], lengths[i]);
			else if (mysql_stmt_fetch_column(handle, &(MYSQL_BIND){ .buffer_type = MYSQL_TYPE_STRING, .buffer = cell,
			    .buffer_length = lengths[i], .length = &length, .is_null = &null, .error = &error }, (unsigned)i, 0) != 0)
				return 1;
		}
		rows->count++;
	}
	return rc == MYSQL_NO_DATA ? 0 : 1;
}

static enum err
query_once(struct db *db, void *ctx, struct db_rows *rows, const char *sql, const struct db_value *values, size_t count,
    unsigned *code, const char **reason)
{
	MYSQL_STMT *handle;
	enum err e = OK;

	handle = execute(db, sql, values, count, code, reason);
	if (handle == NULL)
		return ERR_DATABASE;
	if (fetch_all(handle, ctx, rows) != 0) {
		/* An error that arrives between rows stands at the connection alone. */
		*code = mysql_stmt_errno(handle) != 0 ? mysql_stmt_errno(handle) : mysql_errno(db->mysql);
		*reason = mem_strdup(db, mysql_stmt_errno(handle) != 0 ? mysql_stmt_error(handle) : mysql_error(db->mysql));
		e = ERR_DATABASE;
	}
	mysql_stmt_free_result(handle);
	return e;
}

enum err
db_query(struct db *db, void *ctx, struct db_rows *rows, const char *sql, const struct db_value *values, size_t count)
{
	const char *reason = "";
	unsigned code = 0;

	for (int tries = 0; ; tries++) {
		if (db->mysql == NULL && db_connect(db) != OK)
			return ERR_DATABASE;
		if (query_once(db, ctx, rows, sql, values, count, &code, &reason) == OK)
			return OK;
		if (!is_gone(code))
			return failed(db, code, reason, sql);
		db_close(db);
		if (db->in_transaction || tries > 0)
			return failed(db, code, reason, sql);
	}
}

static enum err
exec_once(struct db *db, const char *sql, const struct db_value *values, size_t count)
{
	const char *reason = "";
	MYSQL_STMT *handle;
	unsigned code = 0;

	if (db->mysql == NULL && (db->in_transaction || db_connect(db) != OK))
		return ERR_DATABASE;
	handle = execute(db, sql, values, count, &code, &reason);
	if (handle == NULL) {
		if (is_gone(code))
			db_close(db);
		return failed(db, code, reason, sql);
	}
	db->affected = mysql_stmt_affected_rows(handle);
	db->insert_id = mysql_stmt_insert_id(handle);
	return OK;
}

/* Others get on meanwhile, and two who met do not meet again. */
static void
pause_after(int tries)
{
	nanosleep(&(struct timespec){ .tv_nsec = (rand() % 10 + 1) * tries * 2000000L }, NULL);
}

enum err
db_exec(struct db *db, const char *sql, const struct db_value *values, size_t count)
{
	for (int tries = 1; ; tries++) {
		enum err e;

		db->deadlock = false;
		e = exec_once(db, sql, values, count);
		if (e == OK || db->in_transaction || !db->deadlock || tries == TRIES)
			return e;
		pause_after(tries);
	}
}

void
db_batch_add(void *ctx, struct db_batch *batch, const struct db_value *values, size_t count)
{
	size_t used = batch->count * count;

	batch->columns = count;
	if ((batch->count & (batch->count - 1)) == 0)	/* full: none, or a power of two */
		batch->value = mem_resize(ctx, batch->value, sizeof(*values) * count * (batch->count == 0 ? 1 : 2 * batch->count));
	memcpy(batch->value + used, values, sizeof(*values) * count);
	batch->count++;
}

/* Whether the next rows of a batch fit into what MariaDB takes at once as it is shipped (max_allowed_packet, 16 MB). One row is tried anyway. */
static bool
fits(const struct db_batch *batch, size_t done, size_t rows)
{
	const struct db_value *value = batch->value + done * batch->columns;
	size_t bytes = 0;

	if (batch->count - done < rows)
		return false;
	for (size_t i = 0; i < rows * batch->columns; i++)
		bytes += value[i].len;
	return rows == 1 || bytes <= STATEMENT_BYTES;
}

enum err
db_insert(struct db *db, void *ctx, const char *head, const struct db_batch *batch, const char *tail)
{
	/* A few sizes only, so that few statements are kept open. */
	static const size_t ROWS[] = { 256, 64, 16, 8, 6, 4, 3, 2, 1 };
	size_t done = 0;
	enum err e = OK;

	for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
		struct buf sql = buf_in(ctx);

		if (!fits(batch, done, ROWS[i]))
			continue;
		buf_puts(&sql, head);
		for (size_t row = 0; row < ROWS[i]; row++)
			for (size_t column = 0; column < batch->columns; column++)
				buf_puts(&sql, column > 0 ? ", ?" : row > 0 ? "), (?" : "(?");
		buf_printf(&sql, ")%s", tail);
		for (; e == OK && fits(batch, done, ROWS[i]); done += ROWS[i])
			e = db_exec(db, buf_text(&sql), batch->value + done * batch->columns, ROWS[i] * batch->columns);
	}
	return e;
}

uint64_t
db_affected(const struct db *db)
{
	return db->affected;
}

uint64_t
db_insert_id(const struct db *db)
{
	return db->insert_id;
}

/* A connection that idled too long is noticed here, before anything was written. */
static enum err
begin(struct db *db)
{
	for (int tries = 0; ; tries++) {
		unsigned code;

		if (db->mysql == NULL && db_connect(db) != OK)
			return ERR_DATABASE;
		if (mysql_query(db->mysql, "START TRANSACTION") == 0)
			return OK;
		code = mysql_errno(db->mysql);
		if (!is_gone(code) || tries > 0)
			return failed(db, code, mysql_error(db->mysql), "START TRANSACTION");
		db_close(db);
	}
}

/* One run of the work between START TRANSACTION and COMMIT. */
static enum err
transaction_once(struct db *db, enum err (*work)(void *arg), void *arg)
{
	enum err e;

	db->deadlock = false;
	e = begin(db);
	if (e != OK)
		return e;
	db->in_transaction = true;
	e = work(arg);
	if (e == OK && mysql_commit(db->mysql) != 0)
		e = failed(db, mysql_errno(db->mysql), mysql_error(db->mysql), "COMMIT");
	db->in_transaction = false;
	if (e != OK && db->mysql != NULL)
		mysql_rollback(db->mysql);
	return e;
}

enum err
db_transaction(struct db *db, enum err (*work)(void *arg), void *arg)
{
	for (int tries = 1; ; tries++) {
		enum err e = transaction_once(db, work, arg);

		if (e == OK || !db->deadlock || tries == TRIES)
			return e;
		pause_after(tries);
	}
}
