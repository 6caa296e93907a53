/* annuaire check hosting: the database. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "operate/hosting.h"
#include "store/migration.h"
#include "store/server.h"
#include "store/state.h"

enum { OLDEST = 100600, CLOCK_SECONDS = 5, PACKET_BYTES = 16 * 1024 * 1024, CONNECTIONS_PERCENT = 80, MAIL_MINUTES = 60, RIGHTS_TOLD = 3 };

static const char OPERATOR[] = "operator", MIGRATE[] = "migrate", MAIL[] = "mail";

/* A connection as an account, or NULL after saying why there is none. */
static struct db *
sign_in(struct operator *op, const char *account, struct report *report)
{
	const char *what = mem_printf(op->ctx, "account %s%s", op->conf.database_user_prefix, account), *password, *why,
	    *path = mem_printf(op->ctx, "%s/%s.pw", op->conf.database_password_directory, account);
	struct db *db;

	if (geteuid() != 0 && access(path, R_OK) != 0 && errno == EACCES)
		report_warning(report, what, "%s is not for whoever runs this; run it as root to know more", path);
	else if (file_password(op->ctx, path, &password, &why) != OK)
		report_error(report, what, "%s", why);
	else if (db_open(op->ctx, &op->conf, account, DB_SECONDS_PAGE, &db) == OK && db_ping(db) == OK)
		return db;
	else
		report_error(report, what, "%s: see that MariaDB runs at %s, and that it has this account with the password of %s; type: annuaire roles accounts | mariadb",
		    db_reason(db), db_place(&op->conf), path);
	return NULL;
}

static void
check_server(struct operator *op, struct db *db, struct report *report)
{
	struct server s;
	long long ahead;

	if (store_server(db, op->ctx, &s) != OK) {
		report_error(report, "server", "%s", db_reason(db));
		return;
	}
	ahead = (long long)s.now - (long long)time(NULL);
	if (s.number == 0)
		report_error(report, "server", "%s is no MariaDB: install MariaDB 10.6 or newer", s.version);
	else if (s.number < OLDEST)
		report_error(report, "server", "MariaDB %s is too old: upgrade it to 10.6 or newer", s.version);
	else
		report_ok(report, "server", "MariaDB %s at %s", s.version, db_place(&op->conf));
	if (s.read_only)
		report_warning(report, "read_only", "MariaDB takes no changes, so pages can only be read: if it is no replica, type: SET GLOBAL read_only = 0");
	if (s.flush_log != 1)
		report_error(report, "innodb_flush_log_at_trx_commit", "%lld: what was published can be lost when the machine stops; set it to 1", (long long)s.flush_log);
	else
		report_ok(report, "innodb_flush_log_at_trx_commit", "1");
	if (s.log_bin != 0 && s.sync_binlog != 1)
		report_warning(report, "sync_binlog", "%lld: a replica can miss what was published when the machine stops; set it to 1", (long long)s.sync_binlog);
	if (s.packet_bytes < PACKET_BYTES)
		report_error(report, "max_allowed_packet", "%lld bytes are too few for a large organisation: set it to 16M", (long long)s.packet_bytes);
	else
		report_ok(report, "max_allowed_packet", "%lld bytes", (long long)s.packet_bytes);
	if (s.connections_used * 100 > s.connections * CONNECTIONS_PERCENT)
		report_warning(report, "max_connections", "%lld of %lld were in use at once: each process of a program keeps one; raise it, or start fewer processes",
		    (long long)s.connections_used, (long long)s.connections);
	else
		report_ok(report, "max_connections", "%lld, of which %lld were in use at once", (long long)s.connections, (long long)s.connections_used);
	if (s.charset == NULL || strcmp(s.charset, "utf8mb4") != 0)
		report_error(report, "charset", "the database %s is %s, so new tables would be; type: annuaire roles accounts | mariadb", op->conf.database_name, s.charset == NULL ? "unknown" : s.charset);
	else
		report_ok(report, "charset", "the database is utf8mb4");
	if (llabs(ahead) > CLOCK_SECONDS)
		report_error(report, "clock", "MariaDB's is %lld seconds %s this machine's: let both follow an NTP server", llabs(ahead), ahead > 0 ? "before" : "behind");
	else
		report_ok(report, "clock", "MariaDB's and this machine's agree");
}

static void
check_schema(struct operator *op, struct db *db, struct report *report)
{
	const char *directory = mem_printf(op->ctx, "%s/schema", op->conf.share), *why, *changed;
	struct migrations migrations;
	unsigned version, unfinished;

	if (store_migrations(op->ctx, directory, &migrations, &why) != OK) {
		report_error(report, "migrations", "%s; install the program once more", why);
		return;
	}
	if (migrations.count - 1 != SCHEMA_VERSION)
		report_error(report, "migrations", "%s goes up to %zu, this program needs %d: program and share are of different versions; install both once more", directory,
		    migrations.count - 1, SCHEMA_VERSION);
	if (store_schema_version(db, op->ctx, &version, &unfinished) != OK) {
		report_error(report, "schema", "%s", db_reason(db));
		return;
	}
	if (unfinished > 0)
		report_error(report, "schema", "version %u was begun and not finished; type: annuaire migrate", unfinished);
	else if (version < SCHEMA_VERSION)
		report_error(report, "schema", "version %u, this program needs %d; type: annuaire migrate", version, SCHEMA_VERSION);
	else if (version > SCHEMA_VERSION)
		report_error(report, "schema", "version %u, this program knows up to %d: install the newer version", version, SCHEMA_VERSION);
	else
		report_ok(report, "schema", "version %u", version);
	if (version > 0 && store_migrations_check(db, op->ctx, &migrations, &changed) != OK)
		report_warning(report, "migrations", "what was applied bears no checksum; type: annuaire migrate");
	else if (version > 0 && *changed != '\0')
		report_error(report, "migrations", "changed after they were applied, so the database is not what they say: %s; install the program once more, and change a schema by a new file alone",
		    changed);
	else if (version > 0)
		report_ok(report, "migrations", "as they were applied");
}

static void
check_tables(struct operator *op, struct db *db, struct report *report)
{
	const char *wrong;

	if (store_server_tables(db, op->ctx, &wrong) != OK)
		report_error(report, "tables", "%s", db_reason(db));
	else if (*wrong != '\0')
		report_error(report, "tables", "not InnoDB with utf8mb4, or not in all of their columns: %s; somebody changed them: make them what %s/schema says, or restore a backup", wrong, op->conf.share);
	else
		report_ok(report, "tables", "all are InnoDB with utf8mb4");
}

static bool
has(const struct right *rights, size_t count, const struct right *right)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rights[i].account, right->account) == 0 && strcmp(rights[i].privilege, right->privilege) == 0 &&
		    strcmp(rights[i].table, right->table) == 0 && (rights[i].column == NULL) == (right->column == NULL) &&
		    (right->column == NULL || strcmp(rights[i].column, right->column) == 0))
			return true;
	return false;
}

/* Of a whole database, or of all of them. */
static bool
is_wide(const struct right *right)
{
	return right->table[0] == '*';
}

/* The statements that would mend what differs: grants of what is wanted and not there, or revokes of what is there and not wanted. The first few, and how many in all. */
static const char *
differences(struct operator *op, const struct right *these, size_t these_count, const struct right *those, size_t those_count, const char *account, const char *host, bool revoke,
    size_t *different)
{
	struct buf b = buf_in(op->ctx);

	*different = 0;
	for (size_t i = 0; i < these_count; i++) {
		if (strcmp(these[i].account, account) != 0 || (revoke && is_wide(&these[i])) || has(those, those_count, &these[i]))
			continue;
		if ((*different)++ < RIGHTS_TOLD)
			buf_printf(&b, " %s", roles_statement(op->ctx, &op->conf, &these[i], host, revoke));
	}
	return buf_text(&b);
}

static void
check_rights(struct operator *op, struct db *db, const char *account, const struct roles *roles, struct report *report)
{
	const char *what = mem_printf(op->ctx, "rights of %s%s", op->conf.database_user_prefix, account), *statements, *host, *at;
	struct right *rights;
	size_t count, few, many, wide = 0;

	if (store_server_rights(db, op->ctx, account, &rights, &count, &host) != OK) {
		report_error(report, what, "%s", db_reason(db));
		return;
	}
	at = strcmp(host, "localhost") == 0 ? "" : mem_printf(op->ctx, " --host '%s'", host);
	for (size_t i = 0; i < count; i++)
		wide += is_wide(&rights[i]) && !has(roles->rights, roles->right_count, &rights[i]);
	if (wide > 0)
		report_error(report, what, "too many: it may do things to a whole database; type in mariadb: %s then: annuaire roles rights%s | mariadb", roles_revoke_all(op->ctx, &op->conf, account, host), at);
	statements = differences(op, roles->rights, roles->right_count, rights, count, account, host, false, &few);
	if (few > 0)
		report_error(report, what, "%zu missing; type: annuaire roles rights%s | mariadb, which also says:%s", few, at, statements);
	statements = differences(op, rights, count, roles->rights, roles->right_count, account, host, true, &many);
	if (many > 0)
		report_error(report, what, "%zu too many; type in mariadb:%s%s", many, statements, many > RIGHTS_TOLD ? " …" : "");
	if (wide + few + many == 0)
		report_ok(report, what, "as roles.sql gives them");
}

static void
check_mails(struct operator *op, struct db *db, struct report *report)
{
	int64_t waiting, minutes, given_up;

	if (store_server_mails(db, op->ctx, &waiting, &minutes, &given_up) != OK)
		report_error(report, "mails", "%s", db_reason(db));
	else if (minutes > MAIL_MINUTES)
		report_error(report, "mails", "%lld wait, one of them for %lld minutes: nobody sends them; start `annuaire mail run`, or let a timer call `annuaire mail send`", (long long)waiting,
		    (long long)minutes);
	else if (given_up > 0)
		report_warning(report, "mails", "%lld were given up in the last 7 days; their reasons stand at the federation's desk, under mails", (long long)given_up);
	else
		report_ok(report, "mails", "%lld wait", (long long)waiting);
}

/* Where there are several hosts, each by itself: which of them would answer when the others do not. */
static void
check_hosts(const struct operator *op, struct report *report)
{
	char *rest = mem_strdup(op->ctx, op->conf.database_host), *host;

	while (strchr(op->conf.database_host, ',') != NULL && (host = strsep(&rest, ",")) != NULL) {
		const char *what = mem_printf(op->ctx, "host %s", host);
		struct operator one = *op;
		struct server server;
		struct db *db;

		one.conf.database_host = host;
		if (db_open(op->ctx, &one.conf, OPERATOR, DB_SECONDS_PAGE, &db) != OK)
			return;
		if (store_server(db, op->ctx, &server) != OK)
			report_error(report, what, "%s: see that MariaDB runs there, and lets %s%s in", db_reason(db), op->conf.database_user_prefix, OPERATOR);
		else
			report_ok(report, what, "MariaDB %s%s", server.version, server.read_only ? ", read-only" : "");
		mem_free(db);
	}
}

void
hosting_database(struct operator *op, const struct roles *roles, struct report *report)
{
	struct db *db = sign_in(op, OPERATOR, report), *all;

	if (db == NULL)
		return;
	check_hosts(op, report);
	check_server(op, db, report);
	check_schema(op, db, report);
	all = sign_in(op, MIGRATE, report);	/* sees every table */
	if (all != NULL)
		check_tables(op, all, report);
	for (size_t i = 0; i < roles->account_count; i++) {
		const char *account = roles->accounts[i];
		struct db *own = strcmp(account, OPERATOR) == 0 ? db : sign_in(op, account, report);

		if (own == NULL)
			continue;
		check_rights(op, own, account, roles, report);
		if (strcmp(account, MAIL) == 0)
			check_mails(op, own, report);
		if (own != db)
			mem_free(own);
	}
}
