/* People with an account, and what the federation changes of them. */
#include "base/mem.h"
#include "base/secret.h"
#include "store/people.h"

static const char SQL_ROLE[] = "SELECT role FROM account WHERE id = ? AND NOT disabled FOR UPDATE";
static const char SQL_INVITE[] = "INSERT INTO account (email, name, language, role, password, created_at) VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(6))";
static const char SQL_MEMBER[] = "INSERT IGNORE INTO account_organisation (account_id, organisation_id) VALUES (?, ?)";
static const char SQL_LINK[] =
    "INSERT INTO account_link (hash, account_id, purpose, expires_at) VALUES (?, ?, 'invitation', UTC_TIMESTAMP(6) + INTERVAL 14 DAY)";

/* Whether whoever acts may do that to others; asked in the transaction that does it. */
static enum err
check(struct db *db, void *ctx, uint64_t by, enum verb verb)
{
	struct actor actor = { .id = by, .verified = true };
	struct db_rows rows;
	enum err e;

	if (by == 0)
		return OK;
	e = db_query(db, ctx, &rows, SQL_ROLE, DB_VALUES(db_number((int64_t)by)));
	if (e == OK && (rows.count == 0 || !role_parse(db_cell(&rows, 0, 0), &actor.role) || !may(&actor, verb, 0)))
		e = ERR_FORBIDDEN;
	return e;
}

struct inviting {
	struct db *db;
	void *ctx;
	const struct invitation *invitation;
	uint64_t *id;
};

static enum err
invite(void *arg)
{
	struct inviting *in = arg;
	const struct invitation *invitation = in->invitation;
	unsigned char hash[SECRET_HASH_BYTES];
	enum err e;

	e = check(in->db, in->ctx, invitation->by, invitation->role == ROLE_EDITOR ? VERB_MODERATE : VERB_ADMINISTER);
	if (e == OK)
		e = db_exec(in->db, SQL_INVITE, DB_VALUES(db_text(invitation->email), db_text(invitation->name), db_text(lang_code(invitation->lang)),
		    db_text(role_code(invitation->role)), db_text(invitation->password)));
	if (e != OK)
		return e;
	*in->id = db_insert_id(in->db);
	for (size_t i = 0; e == OK && i < invitation->organisation_count; i++)
		e = db_exec(in->db, SQL_MEMBER, DB_VALUES(db_number((int64_t)*in->id), db_number((int64_t)invitation->organisations[i])));
	if (e == OK && invitation->secret != NULL) {
		secret_hash(invitation->secret, hash);
		e = db_exec(in->db, SQL_LINK, DB_VALUES(db_bytes(hash, sizeof(hash)), db_number((int64_t)*in->id)));
	}
	return e;
}

enum err
store_person_invite(struct db *db, void *ctx, const struct invitation *invitation, uint64_t *id)
{
	return db_transaction(db, invite, &(struct inviting){ db, ctx, invitation, id });
}
