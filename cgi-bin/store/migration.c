/* Migrations: read, applied under a lease, compared. */
#include <glob.h>
#include <poll.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/secret.h"
#include "store/migration.h"

#define LEASE_SECONDS "30"
enum { RENEW_SECONDS = 10, FILE_BYTES = 1024 * 1024, HOST_BYTES = 64 };

static const char SQL_TABLE[] = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?";
static const char SQL_VERSION[] = "SELECT COALESCE(MAX(IF(applied_at IS NULL, 0, version)), 0), COALESCE(MAX(version), 0) FROM schema_version";
static const char SQL_BEGIN[] =
    "INSERT INTO schema_version (version, name, applied_at, readable_from, checksum) VALUES (?, ?, NULL, ?, ?)"
    " ON DUPLICATE KEY UPDATE name = VALUES(name), readable_from = VALUES(readable_from), checksum = VALUES(checksum)";
static const char SQL_END[] = "UPDATE schema_version SET applied_at = UTC_TIMESTAMP(6) WHERE version = ?";
static const char SQL_ADOPT[] = "UPDATE schema_version SET checksum = ? WHERE version = ? AND checksum = ''";
static const char SQL_CHECKSUMS[] = "SELECT version, name, checksum FROM schema_version WHERE applied_at IS NOT NULL ORDER BY version";
static const char SQL_TAKE[] =
    "UPDATE migration_lease SET lease_by = ?, lease_until = UTC_TIMESTAMP(6) + INTERVAL " LEASE_SECONDS " SECOND"
    " WHERE id = 1 AND (lease_by = ? OR lease_until < UTC_TIMESTAMP(6))";
static const char SQL_HOLDER[] = "SELECT lease_by, lease_until FROM migration_lease WHERE id = 1";
static const char SQL_RELEASE[] = "UPDATE migration_lease SET lease_by = '', lease_until = '1970-01-01 00:00:00' WHERE id = 1 AND lease_by = ?";

/* Where the statement at the beginning of sql ends: its semicolon, or the end. Those in strings, names and comments end nothing. */
static size_t
statement_length(const char *sql)
{
	size_t i = 0;

	while (sql[i] != '\0' && sql[i] != ';') {
		char quote = sql[i];

		if (strncmp(sql + i, "--", 2) == 0) {
			i += strcspn(sql + i, "\n");
		} else if (strchr("'\"`", quote) != NULL) {	/* a quote in it is doubled: then the next string begins at once */
			for (i++; sql[i] != '\0' && sql[i] != quote; i++)
				i += sql[i] == '\\' && quote != '`' && sql[i + 1] != '\0';
			i += sql[i] != '\0';
		} else {
			i++;
		}
	}
	return i;
}

/* Past blanks and comments. */
static const char *
skip(const char *sql)
{
	for (;;) {
		sql += strspn(sql, " \t\r\n");
		if (strncmp(sql, "--", 2) != 0)
			return sql;
		sql += strcspn(sql, "\n");
	}
}

static void
read_statements(void *ctx, const char *sql, struct migration *m)
{
	for (sql = skip(sql); *sql != '\0'; sql = skip(sql)) {
		size_t len = statement_length(sql);

		MEM_GROW(ctx, m->statements, m->statement_count);
		m->statements[m->statement_count++] = mem_strndup(ctx, sql, len);
		sql += len + (sql[len] == ';');
	}
}

/* The number behind "-- readable-from:" at the beginning of a line; 0: nothing is said. */
static unsigned
readable_from(const char *sql)
{
	static const char SAYS[] = "-- readable-from:";

	for (; *sql != '\0'; sql += strcspn(sql, "\n"), sql += *sql == '\n')
		if (strncmp(sql, SAYS, strlen(SAYS)) == 0)
			return (unsigned)strtoul(sql + strlen(SAYS), NULL, 10);
	return 0;
}

static enum err
read_migration(void *ctx, const char *path, struct migration *m, const char **why)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *sql, hex[2 * sizeof(hash) + 1];
	size_t len;

	if (file_read(ctx, path, FILE_BYTES, &sql, &len, why) != OK)
		return ERR_CONFIG;
	crypto_hash_sha256(hash, (const unsigned char *)sql, len);
	*m = (struct migration){ .name = mem_strdup(ctx, strrchr(path, '/') + 1), .checksum = mem_strdup(ctx, sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash))) };
	m->version = (unsigned)strtoul(m->name, NULL, 10);
	m->readable_from = readable_from(sql);
	if (m->readable_from == 0)
		m->readable_from = m->version;
	if (m->readable_from > m->version) {
		*why = mem_printf(ctx, "%s: readable-from: %u is newer than itself", path, m->readable_from);
		return ERR_CONFIG;
	}
	read_statements(ctx, sql, m);
	return OK;
}

enum err
store_migrations(void *ctx, const char *directory, struct migrations *migrations, const char **why)
{
	enum err e = OK;
	glob_t found;

	*migrations = (struct migrations){ 0 };
	if (glob(mem_printf(ctx, "%s/[0-9][0-9][0-9][0-9]-*.sql", directory), 0, NULL, &found) != 0) {
		*why = mem_printf(ctx, "%s: no migration there", directory);
		return ERR_CONFIG;
	}
	migrations->all = MEM_ARRAY(ctx, struct migration, found.gl_pathc);
	for (; e == OK && migrations->count < found.gl_pathc; migrations->count++) {
		size_t i = migrations->count;

		e = read_migration(ctx, found.gl_pathv[i], &migrations->all[i], why);
		if (e == OK && migrations->all[i].version != i) {
			*why = mem_printf(ctx, "%s: the file before it should be %04zu-*.sql", found.gl_pathv[i], i);
			e = ERR_CONFIG;
		}
	}
	globfree(&found);
	return e;
}

static enum err
table_exists(struct db *db, void *ctx, const char *table, bool *exists)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_TABLE, DB_VALUES(db_text(table)));

	*exists = e == OK && db_cell_number(&rows, 0, 0) > 0;
	return e;
}

enum err
store_schema_version(struct db *db, void *ctx, unsigned *version, unsigned *unfinished)
{
	struct db_rows rows;
	unsigned begun = 0;
	bool exists;
	enum err e;

	*version = 0;
	e = table_exists(db, ctx, "schema_version", &exists);
	if (e == OK && exists)
		e = db_query(db, ctx, &rows, SQL_VERSION, DB_NO_VALUES);
	if (e == OK && exists) {
		*version = (unsigned)db_cell_number(&rows, 0, 0);
		begun = (unsigned)db_cell_number(&rows, 0, 1);
	}
	if (unfinished != NULL)
		*unfinished = begun > *version ? begun : 0;
	return e;
}

/* Takes the lease, or renews one's own; ERR_CONFLICT when somebody else has it. */
static enum err
take(struct db *db, const char *holder)
{
	enum err e = db_exec(db, SQL_TAKE, DB_VALUES(db_text(holder), db_text(holder)));

	return e == OK && db_affected(db) == 0 ? ERR_CONFLICT : e;
}

/* Waits for the lease, and says once for each holder who has it. */
static enum err
wait_for(struct db *db, void *ctx, const char *holder, const struct migration_news *news)
{
	const char *told = "";
	enum err e;

	while ((e = take(db, holder)) == ERR_CONFLICT) {
		struct db_rows rows;

		e = db_query(db, ctx, &rows, SQL_HOLDER, DB_NO_VALUES);
		if (e != OK)
			return e;
		if (strcmp(db_cell(&rows, 0, 0), told) != 0)
			news->waiting(news->arg, told = db_cell(&rows, 0, 0), db_cell(&rows, 0, 1));
		sleep(1);
	}
	return e;
}

/* Renews the lease over a connection of its own, while a statement takes its time; ends when whoever migrates lets go of the pipe, or dies. */
static void
renew(const struct conf *conf, const char *holder, int alive)
{
	void *ctx = mem_new(NULL);
	struct db *db;

	if (db_open(ctx, conf, "migrate", DB_SECONDS_PAGE, &db) != OK)
		return;
	while (poll(&(struct pollfd){ .fd = alive, .events = POLLIN }, 1, RENEW_SECONDS * 1000) == 0 && take(db, holder) != ERR_CONFLICT)
		continue;
	mem_free(ctx);
}

/* Starts the process that renews. Returns what ends it by being closed; -1: it could not be started. */
static int
start_renewing(const struct conf *conf, const char *holder, pid_t *pid)
{
	int alive[2];

	if (fflush(NULL) != 0 || pipe(alive) != 0)
		return -1;
	*pid = fork();
	if (*pid == 0) {
		close(alive[1]);
		renew(conf, holder, alive[0]);
		_exit(0);
	}
	close(alive[0]);
	if (*pid < 0) {
		close(alive[1]);
		return -1;
	}
	return alive[1];
}

/* Statement after statement; before each it is sure that the lease is still held (holder NULL: there is none yet). */
static enum err
run_statements(struct db *db, void *ctx, const struct migration *m, const char *holder, const char **why)
{
	for (size_t i = 0; i < m->statement_count; i++) {
		enum err e = holder == NULL ? OK : take(db, holder);

		if (e == ERR_CONFLICT) {
			*why = "another annuaire migrate took over, since this one did not renew its lease in time: run it again";
			return ERR_DATABASE;
		}
		if (e == OK)
			e = db_exec(db, m->statements[i], DB_NO_VALUES);
		if (e != OK && holder == NULL)
			return e;
		if (e != OK) {
			*why = mem_printf(ctx, "%s, statement %zu of %zu: %s; run it again once that is mended: it goes on from there", m->name, i + 1, m->statement_count, db_reason(db));
			return ERR_DATABASE;
		}
	}
	return OK;
}

static enum err
apply(struct db *db, void *ctx, const struct migration *m, const char *holder, const char **why)
{
	enum err e = db_exec(db, SQL_BEGIN, DB_VALUES(db_number(m->version), db_text(m->name), db_number(m->readable_from), db_text(m->checksum)));

	if (e == OK)
		e = run_statements(db, ctx, m, holder, why);
	if (e == OK)
		e = db_exec(db, SQL_END, DB_VALUES(db_number(m->version)));
	return e;
}

/* With the lease held: all that is newer than the database. */
static enum err
apply_all(struct db *db, void *ctx, const struct migrations *migrations, const char *holder, const struct migration_news *news, const char **why)
{
	unsigned version, unfinished;
	enum err e = store_schema_version(db, ctx, &version, &unfinished);

	if (e == OK && (version >= migrations->count || unfinished >= migrations->count)) {
		*why = mem_printf(ctx, "the database has schema version %u, these files go up to %zu: install the newer version", version > unfinished ? version : unfinished, migrations->count - 1);
		return ERR_CONFIG;
	}
	for (size_t i = 1; e == OK && i < migrations->count; i++) {
		const struct migration *m = &migrations->all[i];

		if (m->version <= version) {	/* what was applied before there were checksums */
			e = db_exec(db, SQL_ADOPT, DB_VALUES(db_text(m->checksum), db_number(m->version)));
			continue;
		}
		e = apply(db, ctx, m, holder, why);
		if (e == OK)
			news->applied(news->arg, m->name);
	}
	return e;
}

enum err
store_migrate(struct db *db, void *ctx, const struct conf *conf, const struct migrations *migrations, const struct migration_news *news, const char **why)
{
	char host[HOST_BYTES] = "";
	const char *holder;
	pid_t pid;
	int alive;
	enum err e;

	gethostname(host, sizeof(host) - 1);
	holder = mem_printf(ctx, "process %ld on %s (%.8s)", (long)getpid(), host, secret_receipt(ctx));
	*why = NULL;
	e = run_statements(db, ctx, &migrations->all[0], NULL, why);
	if (e == OK)
		e = wait_for(db, ctx, holder, news);
	if (e == OK) {
		alive = start_renewing(conf, holder, &pid);
		e = alive < 0 ? ERR_INTERNAL : apply_all(db, ctx, migrations, holder, news, why);
		if (alive >= 0) {
			close(alive);
			waitpid(pid, NULL, 0);
		}
		if (db_exec(db, SQL_RELEASE, DB_VALUES(db_text(holder))) != OK && e == OK)
			e = ERR_DATABASE;
	}
	if (e != OK && *why == NULL)
		*why = e == ERR_INTERNAL ? "no process can be started that renews the lease" : mem_printf(ctx, "the database does not answer at %s: %s", db_place(conf), db_reason(db));
	return e;
}

enum err
store_migrations_check(struct db *db, void *ctx, const struct migrations *migrations, const char **changed)
{
	struct buf out = buf_in(ctx);
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_CHECKSUMS, DB_NO_VALUES);

	for (size_t i = 0; e == OK && i < rows.count; i++) {
		unsigned version = (unsigned)db_cell_number(&rows, i, 0);

		if (version < migrations->count && strcmp(db_cell(&rows, i, 2), migrations->all[version].checksum) != 0)
			buf_printf(&out, "%s%s", out.len > 0 ? ", " : "", db_cell(&rows, i, 1));
	}
	*changed = buf_text(&out);
	return e;
}
