/* What `annuaire check` asks of a MariaDB. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "store/server.h"

static const char SQL_SERVER[] =
    "SELECT VERSION(), UNIX_TIMESTAMP(), @@global.read_only, @@global.innodb_flush_log_at_trx_commit, @@global.log_bin, @@global.sync_binlog, @@global.max_allowed_packet,"
    " @@global.max_connections, (SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'MAX_USED_CONNECTIONS'), @@global.datadir,"
    " (SELECT default_character_set_name FROM information_schema.schemata WHERE schema_name = DATABASE())";
static const char SQL_TABLES[] =
    "SELECT GROUP_CONCAT(table_name, ' (', COALESCE(engine, '?'), ', ', COALESCE(table_collation, '?'), ')' ORDER BY table_name SEPARATOR ', ') FROM information_schema.tables t"
    " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND (engine <> 'InnoDB' OR table_collation NOT LIKE 'utf8mb4\\_%' OR EXISTS"
    " (SELECT 1 FROM information_schema.columns c WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.character_set_name NOT IN ('utf8mb4', 'ascii')))";
/* A grant on all of a database stands with the pattern that its name was given as. */
static const char SQL_RIGHTS[] =
    "SELECT privilege_type, table_name, NULL FROM information_schema.table_privileges WHERE table_schema = DATABASE() AND grantee = @grantee AND privilege_type <> 'USAGE'"
    " UNION ALL SELECT privilege_type, table_name, column_name FROM information_schema.column_privileges WHERE table_schema = DATABASE() AND grantee = @grantee"
    " UNION ALL SELECT privilege_type, '*', NULL FROM information_schema.schema_privileges WHERE DATABASE() LIKE table_schema AND grantee = @grantee"
    " UNION ALL SELECT privilege_type, '*.*', NULL FROM information_schema.user_privileges WHERE grantee = @grantee AND privilege_type <> 'USAGE'";
static const char SQL_GRANTEE[] = "SET @grantee = CONCAT('''', SUBSTRING_INDEX(CURRENT_USER(), '@', 1), '''@''', SUBSTRING_INDEX(CURRENT_USER(), '@', -1), '''')";
static const char SQL_HOST[] = "SELECT SUBSTRING_INDEX(CURRENT_USER(), '@', -1)";
static const char SQL_MAILS[] =
    "SELECT COALESCE(SUM(sent_at IS NULL AND failed_at IS NULL), 0),"
    " COALESCE(MAX(IF(sent_at IS NULL AND failed_at IS NULL, TIMESTAMPDIFF(MINUTE, next_at, UTC_TIMESTAMP(6)), 0)), 0),"
    " COALESCE(SUM(failed_at > UTC_TIMESTAMP(6) - INTERVAL 7 DAY), 0) FROM mail";

/* 101119 for "10.11.19-MariaDB-0+deb12u1"; some say "5.5.5-" before it. */
static unsigned
number_of(const char *version)
{
	unsigned major, minor, patch;

	if (strncmp(version, "5.5.5-", 6) == 0)
		version += 6;
	if (strstr(version, "MariaDB") == NULL || sscanf(version, "%u.%u.%u", &major, &minor, &patch) != 3)
		return 0;
	return major * 10000 + minor * 100 + patch;
}

enum err
store_server(struct db *db, void *ctx, struct server *server)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_SERVER, DB_NO_VALUES);

	*server = (struct server){ 0 };
	if (e != OK)
		return e;
	*server = (struct server){ .version = db_cell(&rows, 0, 0), .number = number_of(db_cell(&rows, 0, 0)), .now = db_cell_number(&rows, 0, 1),
	    .read_only = db_cell_number(&rows, 0, 2) != 0, .flush_log = db_cell_number(&rows, 0, 3), .log_bin = db_cell_number(&rows, 0, 4),
	    .sync_binlog = db_cell_number(&rows, 0, 5), .packet_bytes = db_cell_number(&rows, 0, 6), .connections = db_cell_number(&rows, 0, 7),
	    .connections_used = db_cell_number(&rows, 0, 8), .directory = db_cell(&rows, 0, 9), .charset = db_cell(&rows, 0, 10) };
	return OK;
}

enum err
store_server_tables(struct db *db, void *ctx, const char **wrong)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_TABLES, DB_NO_VALUES);

	*wrong = e == OK && db_cell(&rows, 0, 0) != NULL ? db_cell(&rows, 0, 0) : "";
	return e;
}

enum err
store_server_rights(struct db *db, void *ctx, const char *account, struct right **rights, size_t *count, const char **host)
{
	struct db_rows rows;
	enum err e;

	*rights = NULL;
	*count = 0;
	e = db_query(db, ctx, &rows, SQL_HOST, DB_NO_VALUES);
	if (e != OK)
		return e;
	*host = db_cell(&rows, 0, 0);
	e = db_exec(db, SQL_GRANTEE, DB_NO_VALUES);
	if (e == OK)
		e = db_query(db, ctx, &rows, SQL_RIGHTS, DB_NO_VALUES);
	if (e != OK || rows.count == 0)
		return e;
	*rights = MEM_ARRAY(ctx, struct right, rows.count);
	for (*count = 0; *count < rows.count; (*count)++)
		(*rights)[*count] = (struct right){ account, db_cell(&rows, *count, 0), db_cell(&rows, *count, 1), db_cell(&rows, *count, 2) };
	return OK;
}

enum err
store_server_mails(struct db *db, void *ctx, int64_t *waiting, int64_t *minutes, int64_t *given_up)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_MAILS, DB_NO_VALUES);

	*waiting = e == OK ? db_cell_number(&rows, 0, 0) : 0;
	*minutes = e == OK ? db_cell_number(&rows, 0, 1) : 0;
	*given_up = e == OK ? db_cell_number(&rows, 0, 2) : 0;
	return e;
}
