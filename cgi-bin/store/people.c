/* People with an account, and what the federation changes of them. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/setting.h"
#include "store/link.h"
#include "store/mail.h"
#include "store/people.h"
#include "store/session.h"
#include "store/setting.h"

enum { ID, EMAIL, NAME, LANGUAGE, ROLE, DISABLED, PASSWORD, SECOND_FACTOR, CREATED, SIGNED_IN, MEMBERSHIPS, TOTAL };

/* An account a. The first value is the language of the organisations' names; names have neither tabs nor line ends. */
#define PERSON \
	"SELECT a.id, a.email, a.name, a.language, a.role, a.disabled, a.password IS NOT NULL, a.totp_secret IS NOT NULL," \
	" DATE_FORMAT(a.created_at, '%Y-%m-%d %H:%i'), DATE_FORMAT(a.signed_in_at, '%Y-%m-%d %H:%i')," \
	" (SELECT GROUP_CONCAT(CONCAT(o.id, '\t', o.slug, '\t', COALESCE(l.name, o.slug)) ORDER BY COALESCE(l.name, o.slug) SEPARATOR '\n')" \
	" FROM account_organisation m JOIN organisation o ON o.id = m.organisation_id LEFT JOIN listing l ON l.organisation_id = o.id AND l.language = ?" \
	" WHERE m.account_id = a.id)"

static const char SQL_PERSON[] = PERSON " FROM account a WHERE a.id = ?";
static const char SQL_BY_EMAIL[] = PERSON " FROM account a WHERE a.email = ?";
static const char SQL_PEOPLE[] =
    PERSON ", COUNT(*) OVER () FROM account a WHERE ? = '' OR a.email LIKE ? OR a.name LIKE ? OR EXISTS (SELECT 1 FROM account_organisation m"
    " JOIN organisation o ON o.id = m.organisation_id LEFT JOIN listing l ON l.organisation_id = o.id WHERE m.account_id = a.id AND (CONVERT(o.slug USING utf8mb4) LIKE ? OR l.name LIKE ? OR l.acronym LIKE ?))"
    " ORDER BY a.name, a.email LIMIT ? OFFSET ?";
static const char SQL_MEMBERSHIP[] =
    "SELECT o.id, o.slug, COALESCE(l.name, o.slug) FROM slug s JOIN organisation o ON o.id = s.organisation_id LEFT JOIN listing l ON l.organisation_id = o.id AND l.language = ?"
    " WHERE s.slug = ?";
static const char SQL_ROLE[] = "SELECT role, password IS NOT NULL FROM account WHERE id = ? FOR UPDATE";
static const char SQL_ACTING[] = "SELECT role FROM account WHERE id = ? AND NOT disabled FOR UPDATE";
/* Locked as well, so that two administrators who leave at once see each other. */
static const char SQL_ADMINISTRATORS[] = "SELECT id FROM account WHERE role = 'administrator' AND NOT disabled AND password IS NOT NULL AND id <> ? FOR UPDATE";
static const char SQL_INVITE[] = "INSERT INTO account (email, name, language, role, password, created_at) VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(6))";
static const char SQL_MEMBER[] = "INSERT IGNORE INTO account_organisation (account_id, organisation_id) VALUES (?, ?)";
static const char SQL_NO_MEMBER[] = "DELETE FROM account_organisation WHERE account_id = ? AND organisation_id = ?";
static const char SQL_SET_ROLE[] = "UPDATE account SET role = ? WHERE id = ?";
static const char SQL_SET_DISABLED[] = "UPDATE account SET disabled = ? WHERE id = ?";
static const char SQL_NO_SECOND_FACTOR[] = "UPDATE account SET totp_secret = NULL, totp_step = 0 WHERE id = ?";
static const char SQL_NO_CODES[] = "DELETE FROM recovery_code WHERE account_id = ?";
static const char SQL_HALVE[] =
    "UPDATE session s JOIN account a ON a.id = s.account_id SET s.verified = FALSE WHERE a.role <> 'editor' AND a.totp_secret IS NULL";

/* "id TAB slug TAB name", one a line. */
static void
read_memberships(void *ctx, const char *list, struct account *person)
{
	char *rest = mem_strdup(ctx, list), *line;

	while ((line = strsep(&rest, "\n")) != NULL) {
		const char *id = strsep(&line, "\t"), *slug = strsep(&line, "\t");

		MEM_GROW(ctx, person->memberships, person->membership_count);
		person->memberships[person->membership_count++] = (struct membership){ strtoull(id, NULL, 10), slug, line };
	}
}

static enum err
read_person(void *ctx, const struct db_rows *rows, size_t row, struct account *person)
{
	const char *language = db_cell(rows, row, LANGUAGE);

	*person = (struct account){ .id = (uint64_t)db_cell_number(rows, row, ID), .email = db_cell(rows, row, EMAIL), .name = db_cell(rows, row, NAME),
	    .disabled = db_cell_number(rows, row, DISABLED) != 0, .has_password = db_cell_number(rows, row, PASSWORD) != 0,
	    .has_second_factor = db_cell_number(rows, row, SECOND_FACTOR) != 0, .created_at = db_cell(rows, row, CREATED), .signed_in_at = db_cell(rows, row, SIGNED_IN) };
	if (!lang_parse(language, strlen(language), &person->lang) || !role_parse(db_cell(rows, row, ROLE), &person->role))
		return ERR_INTERNAL;
	if (db_cell(rows, row, MEMBERSHIPS) != NULL)
		read_memberships(ctx, db_cell(rows, row, MEMBERSHIPS), person);
	return OK;
}

static enum err
find_person(struct db *db, void *ctx, const char *sql, enum lang lang, struct db_value who, struct account *person)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, sql, DB_VALUES(db_text(lang_code(lang)), who));

	if (e != OK || rows.count == 0)
		return e == OK ? ERR_NOT_FOUND : e;
	return read_person(ctx, &rows, 0, person);
}

enum err
store_person(struct db *db, void *ctx, uint64_t id, enum lang lang, struct account *person)
{
	return find_person(db, ctx, SQL_PERSON, lang, db_number((int64_t)id), person);
}

enum err
store_person_by_email(struct db *db, void *ctx, const char *email, enum lang lang, struct account *person)
{
	return find_person(db, ctx, SQL_BY_EMAIL, lang, db_text(email), person);
}

/* A pattern of LIKE for what contains words. */
static const char *
containing(void *ctx, const char *words)
{
	struct buf b = buf_in(ctx);

	buf_putc(&b, '%');
	for (; *words != '\0'; words++) {
		if (strchr("%_\\", *words) != NULL)
			buf_putc(&b, '\\');
		buf_putc(&b, *words);
	}
	buf_putc(&b, '%');
	return buf_text(&b);
}

enum err
store_people(struct db *db, void *ctx, enum lang lang, struct people *people)
{
	const char *containing_words = containing(ctx, people->words);
	struct db_value words = db_text(people->words), like = db_text(containing_words), small = db_text(utf8_small(ctx, containing_words));
	unsigned long total;
	struct db_rows rows;
	enum err e;

	e = db_query(db, ctx, &rows, SQL_PEOPLE, DB_VALUES(db_text(lang_code(lang)), words, small, like, small, like, like, db_number(PAGE_SIZE),
	    db_number((int64_t)(people->paging.page - 1) * PAGE_SIZE)));
	if (e != OK)
		return e;
	people->rows = MEM_ARRAY(ctx, struct account, rows.count);
	for (people->row_count = 0; e == OK && people->row_count < rows.count; people->row_count++)
		e = read_person(ctx, &rows, people->row_count, &people->rows[people->row_count]);
	total = rows.count == 0 ? 0 : (unsigned long)db_cell_number(&rows, 0, TOTAL);
	people->paging = (struct paging){ people->paging.page, total == 0 ? 1 : (unsigned)((total + PAGE_SIZE - 1) / PAGE_SIZE), total };
	return e == OK && rows.count == 0 && people->paging.page > 1 ? ERR_NOT_FOUND : e;
}

enum err
store_membership(struct db *db, void *ctx, const char *slug, enum lang lang, struct membership *membership)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_MEMBERSHIP, DB_VALUES(db_text(lang_code(lang)), db_text(slug)));

	if (e != OK || rows.count == 0)
		return e == OK ? ERR_NOT_FOUND : e;
	*membership = (struct membership){ (uint64_t)db_cell_number(&rows, 0, 0), db_cell(&rows, 0, 1), db_cell(&rows, 0, 2) };
	return OK;
}

/* One change of one person, in a transaction. */
struct changing {
	struct db *db;
	void *ctx;
	uint64_t by, id, organisation;
	bool on;
	enum role role;
	const char *secret;
	struct mail *mail;
};

/* Whether whoever acts may do that; asked in the transaction that does it. */
static enum err
check(struct db *db, void *ctx, uint64_t by, enum verb verb)
{
	struct actor actor = { .id = by, .verified = true };
	struct db_rows rows;
	enum err e;

	if (by == 0)
		return OK;
	e = db_query(db, ctx, &rows, SQL_ACTING, DB_VALUES(db_number((int64_t)by)));
	if (e == OK && (rows.count == 0 || !role_parse(db_cell(&rows, 0, 0), &actor.role) || !may(&actor, verb, 0)))
		e = ERR_FORBIDDEN;
	return e;
}

/* The person as they stand, and whether whoever acts may change that of them; *answered: they have a password. */
static enum err
hold(const struct changing *change, bool moderators_too, enum role *role, bool *answered)
{
	struct db_rows rows;
	enum err e = db_query(change->db, change->ctx, &rows, SQL_ROLE, DB_VALUES(db_number((int64_t)change->id)));

	if (e != OK || rows.count == 0)
		return e == OK ? ERR_NOT_FOUND : e;
	if (!role_parse(db_cell(&rows, 0, 0), role))
		return ERR_INTERNAL;
	*answered = db_cell_number(&rows, 0, 1) != 0;
	return check(change->db, change->ctx, change->by, moderators_too && *role == ROLE_EDITOR ? VERB_MODERATE : VERB_ADMINISTER);
}

/* ERR_CONFLICT when there is no other administrator than this one. */
static enum err
check_not_last(const struct changing *change, enum role role)
{
	struct db_rows rows;
	enum err e;

	if (role != ROLE_ADMINISTRATOR)
		return OK;
	e = db_query(change->db, change->ctx, &rows, SQL_ADMINISTRATORS, DB_VALUES(db_number((int64_t)change->id)));
	return e == OK && rows.count == 0 ? ERR_CONFLICT : e;
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
	if (e == OK && invitation->secret != NULL)
		e = store_link_add(in->db, *in->id, LINK_INVITATION, NULL, invitation->secret);
	return e == OK && invitation->mail != NULL ? store_mail_queue(in->db, invitation->mail) : e;
}

enum err
store_person_invite(struct db *db, void *ctx, const struct invitation *invitation, uint64_t *id)
{
	return db_transaction(db, invite, &(struct inviting){ db, ctx, invitation, id });
}

static enum err
invite_again(void *arg)
{
	struct changing *change = arg;
	enum role role;
	bool answered;
	enum err e = hold(change, true, &role, &answered);

	if (e == OK && answered)
		return ERR_CONFLICT;
	if (e == OK)
		e = store_links_end(change->db, change->id);
	if (e == OK)
		e = store_link_add(change->db, change->id, LINK_INVITATION, NULL, change->secret);
	return e == OK ? store_mail_queue(change->db, change->mail) : e;
}

enum err
store_person_invite_again(struct db *db, void *ctx, uint64_t by, uint64_t id, const char *secret, struct mail *mail)
{
	return db_transaction(db, invite_again, &(struct changing){ .db = db, .ctx = ctx, .by = by, .id = id, .secret = secret, .mail = mail });
}

static enum err
set_organisation(void *arg)
{
	struct changing *change = arg;
	enum role role;
	bool answered;
	enum err e = hold(change, true, &role, &answered);

	return e == OK ? db_exec(change->db, change->on ? SQL_MEMBER : SQL_NO_MEMBER, DB_VALUES(db_number((int64_t)change->id), db_number((int64_t)change->organisation))) : e;
}

enum err
store_person_organisation(struct db *db, void *ctx, uint64_t by, uint64_t id, uint64_t organisation, bool edits)
{
	return db_transaction(db, set_organisation, &(struct changing){ .db = db, .ctx = ctx, .by = by, .id = id, .organisation = organisation, .on = edits });
}

static enum err
set_role(void *arg)
{
	struct changing *change = arg;
	enum role role;
	bool answered;
	enum err e = hold(change, false, &role, &answered);

	if (e != OK || role == change->role)
		return e;
	e = check_not_last(change, role);
	if (e == OK)
		e = db_exec(change->db, SQL_SET_ROLE, DB_VALUES(db_text(role_code(change->role)), db_number((int64_t)change->id)));
	return e == OK ? store_session_end_others(change->db, change->id, 0) : e;
}

enum err
store_person_role(struct db *db, void *ctx, uint64_t by, uint64_t id, enum role role)
{
	return db_transaction(db, set_role, &(struct changing){ .db = db, .ctx = ctx, .by = by, .id = id, .role = role });
}

static enum err
set_disabled(void *arg)
{
	struct changing *change = arg;
	enum role role;
	bool answered;
	enum err e = hold(change, false, &role, &answered);

	if (e == OK && change->on)
		e = check_not_last(change, role);
	if (e == OK)
		e = db_exec(change->db, SQL_SET_DISABLED, DB_VALUES(db_number(change->on), db_number((int64_t)change->id)));
	if (e == OK && change->on)
		e = store_links_end(change->db, change->id);
	return e == OK ? store_session_end_others(change->db, change->id, 0) : e;
}

enum err
store_person_disable(struct db *db, void *ctx, uint64_t by, uint64_t id, bool disabled)
{
	return db_transaction(db, set_disabled, &(struct changing){ .db = db, .ctx = ctx, .by = by, .id = id, .on = disabled });
}

static enum err
end_sessions(void *arg)
{
	struct changing *change = arg;
	enum role role;
	bool answered;
	enum err e = hold(change, false, &role, &answered);

	return e == OK ? store_session_end_others(change->db, change->id, 0) : e;
}

enum err
store_person_end_sessions(struct db *db, void *ctx, uint64_t by, uint64_t id)
{
	return db_transaction(db, end_sessions, &(struct changing){ .db = db, .ctx = ctx, .by = by, .id = id });
}

static enum err
forget_second_factor(void *arg)
{
	struct changing *change = arg;
	struct db_value id = db_number((int64_t)change->id);
	enum err e = end_sessions(change);

	if (e == OK)
		e = db_exec(change->db, SQL_NO_SECOND_FACTOR, DB_VALUES(id));
	if (e == OK)
		e = db_exec(change->db, SQL_NO_CODES, DB_VALUES(id));
	return e == OK ? store_mail_queue(change->db, change->mail) : e;
}

enum err
store_person_forget_second_factor(struct db *db, void *ctx, uint64_t by, uint64_t id, struct mail *mail)
{
	return db_transaction(db, forget_second_factor, &(struct changing){ .db = db, .ctx = ctx, .by = by, .id = id, .mail = mail });
}

static enum err
need_second_factor(void *arg)
{
	struct changing *change = arg;
	enum err e = check(change->db, change->ctx, change->by, VERB_ADMINISTER);

	if (e == OK)
		e = store_setting_save(change->db, SETTING_SECOND_FACTOR, change->on ? SECOND_FACTOR_REQUIRED : SECOND_FACTOR_OPTIONAL);
	return e == OK && change->on ? db_exec(change->db, SQL_HALVE, DB_NO_VALUES) : e;
}

enum err
store_people_need_second_factor(struct db *db, void *ctx, uint64_t by, bool needed)
{
	return db_transaction(db, need_second_factor, &(struct changing){ .db = db, .ctx = ctx, .by = by, .on = needed });
}
