/* Sessions: begun, looked up, ended. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/secret.h"
#include "store/session.h"

/* Of a session s and its account a: neither idle for too long nor too old. */
#define ALIVE \
	" s.created_at > UTC_TIMESTAMP(6) - INTERVAL " SESSION_HOURS " HOUR" \
	" AND s.seen_at > UTC_TIMESTAMP(6) - INTERVAL IF(a.role = 'editor', " SESSION_IDLE_EDITOR ", " SESSION_IDLE_OTHERS ") MINUTE"

static const char SQL_ACTOR[] =
    "SELECT s.id, s.verified, a.id, a.name, a.email, a.language, a.role, s.seen_at < UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE AS aged,"
    " (SELECT GROUP_CONCAT(organisation_id) FROM account_organisation m WHERE m.account_id = a.id) AS organisations"
    " FROM session s JOIN account a ON a.id = s.account_id AND NOT a.disabled"
    " WHERE s.hash = ? AND" ALIVE;
static const char SQL_SEEN[] = "UPDATE session SET seen_at = UTC_TIMESTAMP(6) WHERE id = ?";
static const char SQL_BEGIN[] =
    "INSERT INTO session (hash, account_id, verified, agent, created_at, seen_at) VALUES (?, ?, ?, LEFT(?, 200), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))";
static const char SQL_VERIFIED[] = "UPDATE session SET hash = ?, verified = TRUE, seen_at = UTC_TIMESTAMP(6) WHERE id = ?";
static const char SQL_END[] = "DELETE FROM session WHERE account_id = ? AND id = ?";
static const char SQL_END_OTHERS[] = "DELETE FROM session WHERE account_id = ? AND id <> ?";
static const char SQL_SESSIONS[] =
    "SELECT s.id, s.agent, TIMESTAMPDIFF(MINUTE, s.created_at, UTC_TIMESTAMP(6)), TIMESTAMPDIFF(MINUTE, s.seen_at, UTC_TIMESTAMP(6)) FROM session s JOIN account a ON a.id = s.account_id"
    " WHERE a.id = ? AND" ALIVE " ORDER BY s.seen_at DESC, s.id DESC";
static const char SQL_MAY_MODERATE[] = "SELECT 1 FROM account WHERE id = ? AND NOT disabled AND role <> 'editor'";
static const char SQL_MAY_EDIT[] =
    "SELECT 1 FROM account a LEFT JOIN account_organisation m ON m.account_id = a.id AND m.organisation_id = ?"
    " WHERE a.id = ? AND NOT a.disabled AND (a.role <> 'editor' OR m.organisation_id IS NOT NULL)";

/* The numbers of a list like "3,14,15". */
static void
read_organisations(void *ctx, const char *list, struct actor *actor)
{
	uint64_t *organisations = NULL;

	while (list != NULL && *list != '\0') {
		char *end;

		MEM_GROW(ctx, organisations, actor->organisation_count);
		organisations[actor->organisation_count++] = strtoull(list, &end, 10);
		list = *end == ',' ? end + 1 : end;
	}
	actor->organisations = organisations;
}

enum err
store_session_actor(struct db *db, void *ctx, const char *secret, struct actor *actor)
{
	unsigned char hash[SECRET_HASH_BYTES];
	const char *language;
	struct db_rows rows;
	enum err e;

	*actor = (struct actor){ 0 };
	secret_hash(secret, hash);
	e = db_query(db, ctx, &rows, SQL_ACTOR, DB_VALUES(db_bytes(hash, sizeof(hash))));
	if (e != OK || rows.count == 0)
		return e == OK ? ERR_NOT_FOUND : e;
	*actor = (struct actor){ .session = (uint64_t)db_cell_number(&rows, 0, 0), .verified = db_cell_number(&rows, 0, 1) != 0,
	    .id = (uint64_t)db_cell_number(&rows, 0, 2), .name = db_cell(&rows, 0, 3), .email = db_cell(&rows, 0, 4) };
	language = db_cell(&rows, 0, 5);
	if (!lang_parse(language, strlen(language), &actor->lang) || !role_parse(db_cell(&rows, 0, 6), &actor->role))
		return ERR_INTERNAL;
	read_organisations(ctx, db_cell(&rows, 0, 8), actor);
	if (db_cell_number(&rows, 0, 7) == 0)
		return OK;
	e = db_exec(db, SQL_SEEN, DB_VALUES(db_number((int64_t)actor->session)));
	return e == ERR_READ_ONLY ? OK : e;	/* who is in may still read */
}

enum err
store_session_begin(struct db *db, uint64_t account, bool verified, const char *agent, const char *secret)
{
	unsigned char hash[SECRET_HASH_BYTES];

	secret_hash(secret, hash);
	return db_exec(db, SQL_BEGIN, DB_VALUES(db_bytes(hash, sizeof(hash)), db_number((int64_t)account), db_number(verified), db_text(agent)));
}

enum err
store_session_verified(struct db *db, uint64_t session, const char *secret)
{
	unsigned char hash[SECRET_HASH_BYTES];

	secret_hash(secret, hash);
	return db_exec(db, SQL_VERIFIED, DB_VALUES(db_bytes(hash, sizeof(hash)), db_number((int64_t)session)));
}

enum err
store_session_end(struct db *db, uint64_t account, uint64_t session)
{
	return db_exec(db, SQL_END, DB_VALUES(db_number((int64_t)account), db_number((int64_t)session)));
}

enum err
store_session_end_others(struct db *db, uint64_t account, uint64_t but)
{
	return db_exec(db, SQL_END_OTHERS, DB_VALUES(db_number((int64_t)account), db_number((int64_t)but)));
}

enum err
store_sessions(struct db *db, void *ctx, uint64_t account, struct session **sessions, size_t *count)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_SESSIONS, DB_VALUES(db_number((int64_t)account)));

	*sessions = NULL;
	*count = e == OK ? rows.count : 0;
	if (*count == 0)
		return e;
	*sessions = MEM_ARRAY(ctx, struct session, rows.count);
	for (size_t i = 0; i < rows.count; i++)
		(*sessions)[i] = (struct session){ (uint64_t)db_cell_number(&rows, i, 0), db_cell(&rows, i, 1), (unsigned)db_cell_number(&rows, i, 2),
		    (unsigned)db_cell_number(&rows, i, 3) };
	return OK;
}

enum err
store_may_edit(struct db *db, void *ctx, uint64_t account, uint64_t organisation)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_MAY_EDIT, DB_VALUES(db_number((int64_t)organisation), db_number((int64_t)account)));

	return e == OK && rows.count == 0 ? ERR_FORBIDDEN : e;
}

enum err
store_may_moderate(struct db *db, void *ctx, uint64_t account)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_MAY_MODERATE, DB_VALUES(db_number((int64_t)account)));

	return e == OK && rows.count == 0 ? ERR_FORBIDDEN : e;
}
