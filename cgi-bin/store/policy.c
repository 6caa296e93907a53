/* The policy, read and written. */
#include "base/mem.h"
#include "store/policy.h"
#include "store/session.h"

static const char SQL_RULES[] = "SELECT part, moderated FROM policy WHERE organisation_id = ? ORDER BY part";
static const char SQL_CLEAR[] = "DELETE FROM policy WHERE organisation_id = ?";
static const char SQL_ADD[] = "INSERT INTO policy (organisation_id, part, moderated) VALUES (?, ?, ?)";
static const char SQL_EXCEPTIONS[] =
    "SELECT o.slug, l.name, l.name_language, COUNT(*) FROM policy p JOIN organisation o ON o.id = p.organisation_id AND o.status = 'published'"
    " JOIN listing l ON l.organisation_id = o.id AND l.language = ? GROUP BY o.id ORDER BY l.sort_key";

enum err
store_policy(struct db *db, void *ctx, uint64_t organisation, struct policy_rules *rules)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_RULES, DB_VALUES(db_number((int64_t)organisation)));

	if (e != OK)
		return e;
	*rules = (struct policy_rules){ MEM_ARRAY(ctx, struct policy_rule, rows.count), rows.count };
	for (size_t i = 0; i < rows.count; i++)
		rules->rows[i] = (struct policy_rule){ db_cell(&rows, i, 0), db_cell_number(&rows, i, 1) != 0 };
	return OK;
}

struct saving {
	struct db *db;
	void *ctx;
	uint64_t moderator, organisation;
	const struct policy_rules *rules;
};

static enum err
save(void *arg)
{
	const struct saving *s = arg;
	enum err e = store_may_moderate(s->db, s->ctx, s->moderator);

	if (e == OK)
		e = db_exec(s->db, SQL_CLEAR, DB_VALUES(db_number((int64_t)s->organisation)));
	for (size_t i = 0; e == OK && i < s->rules->count; i++)
		e = db_exec(s->db, SQL_ADD, DB_VALUES(db_number((int64_t)s->organisation), db_text(s->rules->rows[i].part), db_number(s->rules->rows[i].moderated)));
	return e;
}

enum err
store_policy_save(struct db *db, void *ctx, uint64_t moderator, uint64_t organisation, const struct policy_rules *rules)
{
	return db_transaction(db, save, &(struct saving){ db, ctx, moderator, organisation, rules });
}

enum err
store_policy_exceptions(struct db *db, void *ctx, enum lang lang, struct policy_exceptions *exceptions)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_EXCEPTIONS, DB_VALUES(db_text(lang_code(lang))));

	if (e != OK)
		return e;
	*exceptions = (struct policy_exceptions){ MEM_ARRAY(ctx, struct policy_exception, rows.count), rows.count };
	for (size_t i = 0; i < rows.count; i++) {
		struct policy_exception *row = &exceptions->rows[i];

		*row = (struct policy_exception){ db_cell(&rows, i, 0), { db_cell(&rows, i, 1), lang }, (size_t)db_cell_number(&rows, i, 3) };
		if (!lang_parse(db_cell(&rows, i, 2), 2, &row->name.lang))
			return ERR_INTERNAL;
	}
	return OK;
}
