/* Proposals taken. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/mail.h"
#include "store/organisation.h"
#include "store/publication.h"
#include "store/receipt.h"
#include "store/revision.h"
#include "store/session.h"
#include "store/submission.h"
#include "text/document.h"
#include "text/review.h"

static const char SQL_WAITING[] =
    "SELECT id, COALESCE(thread, id) FROM submission WHERE account_id = ? AND organisation_id = ? AND status = 'waiting' ORDER BY id DESC LIMIT 1";
static const char SQL_SUBMITTED[] = "SELECT base, document FROM submission WHERE id = ? AND organisation_id = ? AND account_id = ?";
static const char SQL_POLICY[] = "SELECT part, moderated FROM policy WHERE organisation_id IN (0, ?) ORDER BY part, organisation_id DESC";
/* One save after the other: the row that publishing locks as well. */
static const char SQL_HOLD[] = "SELECT revision FROM directory_state WHERE id = 1 FOR UPDATE";
static const char SQL_REPLACE[] = "UPDATE submission SET status = 'replaced' WHERE id = ? AND status = 'waiting'";
static const char SQL_SUBMIT[] =
    "INSERT INTO submission (thread, organisation_id, account_id, base, document, reason, created_at) VALUES (NULLIF(?, 0), ?, ?, ?, ?, ?, UTC_TIMESTAMP(6))";
static const char SQL_WITHDRAW[] = "UPDATE submission SET status = 'withdrawn', decided_at = UTC_TIMESTAMP(6) WHERE account_id = ? AND organisation_id = ? AND status = 'waiting'";
static const char SQL_RETURNED[] =
    "SELECT id FROM (SELECT id, status, decided_at FROM submission WHERE account_id = ? AND organisation_id = ? ORDER BY id DESC LIMIT 1) AS newest "
    "WHERE status = 'returned' AND decided_at > UTC_TIMESTAMP(6) - INTERVAL 60 DAY";
static const char SQL_MODERATORS[] =
    "SELECT email, name, language FROM account WHERE role <> 'editor' AND NOT disabled ORDER BY id LIMIT 20";
static const char SQL_PASTED[] =
    "INSERT INTO pasted (organisation_id, submission_id, revision, field, html, created_at) VALUES (?, NULLIF(?, 0), NULLIF(?, 0), ?, ?, UTC_TIMESTAMP(6))";
static const char SQL_DRAFT_DONE[] = "DELETE FROM draft WHERE account_id = ? AND organisation_id = ? AND form = ?";

/* The name of the member that a part belongs to: "activities" for "activities.3.title.fr". */
static bool
names(const struct codes *members, const char *path)
{
	size_t len = strcspn(path, ".");

	for (size_t i = 0; i < members->count; i++)
		if (strlen(members->code[i]) == len && strncmp(members->code[i], path, len) == 0)
			return true;
	return false;
}

bool
store_policy_waits(const struct policy *policy, const char *path)
{
	return policy->others ? !names(&policy->free, path) : names(&policy->moderated, path);
}

static void
add_code(void *ctx, struct codes *codes, const char *code)
{
	MEM_GROW(ctx, codes->code, codes->count);
	codes->code[codes->count++] = code;
}

/* The rules of the organisation go before those of everybody: they come first. */
static enum err
read_policy(struct db *db, void *ctx, uint64_t organisation, struct policy *policy)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_POLICY, DB_VALUES(db_number((int64_t)organisation)));

	*policy = (struct policy){ 0 };
	for (size_t i = 0; e == OK && i < rows.count; i++) {
		const char *part = db_cell(&rows, i, 0);
		bool moderated = db_cell_number(&rows, i, 1) != 0;

		if (i > 0 && strcmp(part, db_cell(&rows, i - 1, 0)) == 0)
			continue;
		if (*part == '\0')
			policy->others = moderated;
		else
			add_code(ctx, moderated ? &policy->moderated : &policy->free, part);
	}
	return e;
}

static enum err
read_document(void *ctx, const struct db_rows *rows, size_t column, struct organisation *org)
{
	const char *why;

	return document_parse(ctx, db_cell(rows, 0, column), db_cell_length(rows, 0, column), org, &why) == OK ? OK : ERR_INTERNAL;
}

/* What base became on one side (changed), put upon current; where both changed the same, the side's own stays. */
static struct organisation
put_upon(void *ctx, const struct vocabularies *all, const struct organisation *base, const struct organisation *changed, const struct organisation *current)
{
	struct organisation merged;

	review_merge(ctx, &(struct review_sides){ base, changed, current }, NULL, all, &merged);
	return merged;
}

/* A submission's document upon a revision's. */
static enum err
read_submitted(struct db *db, void *ctx, const struct vocabularies *all, uint64_t account, uint64_t submission, const struct organisation *revision, struct organisation *org)
{
	struct organisation base, submitted;
	struct db_rows rows;
	enum err e;

	e = db_query(db, ctx, &rows, SQL_SUBMITTED, DB_VALUES(db_number((int64_t)submission), db_number((int64_t)revision->id), db_number((int64_t)account)));
	if (e == OK)
		e = rows.count == 0 ? ERR_NOT_FOUND : read_document(ctx, &rows, 1, &submitted);
	if (e == OK)
		e = store_revision(db, ctx, revision->id, (unsigned)db_cell_number(&rows, 0, 0), &base);
	if (e == OK)
		*org = put_upon(ctx, all, &base, &submitted, revision);
	return e;
}

/* What the account has waiting; 0 when nothing. */
static enum err
find_waiting(struct db *db, void *ctx, uint64_t organisation, uint64_t account, uint64_t *submission, uint64_t *thread)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_WAITING, DB_VALUES(db_number((int64_t)account), db_number((int64_t)organisation)));

	*submission = *thread = 0;
	if (e == OK && rows.count > 0) {
		*submission = (uint64_t)db_cell_number(&rows, 0, 0);
		*thread = (uint64_t)db_cell_number(&rows, 0, 1);
	}
	return e;
}

static enum err
read_published(struct db *db, void *ctx, uint64_t organisation, struct organisation *org)
{
	enum err e = store_organisation_document(db, ctx, organisation, org, NULL);

	return e == OK && org->status == STATUS_CLOSED ? ERR_GONE : e;
}

enum err
store_editing(struct db *db, void *ctx, const struct vocabularies *all, uint64_t organisation, uint64_t account, struct editing *editing)
{
	uint64_t thread;
	enum err e;

	*editing = (struct editing){ 0 };
	e = read_published(db, ctx, organisation, &editing->published);
	if (e == OK)
		e = read_policy(db, ctx, organisation, &editing->policy);
	if (e == OK)
		e = find_waiting(db, ctx, organisation, account, &editing->basis.submission, &thread);
	if (e != OK)
		return e;
	editing->basis.revision = editing->published.revision;
	editing->org = editing->published;
	return editing->basis.submission == 0 ? OK : read_submitted(db, ctx, all, account, editing->basis.submission, &editing->published, &editing->org);
}

enum err
store_editing_at(struct db *db, void *ctx, const struct vocabularies *all, uint64_t organisation, uint64_t account, struct basis basis, struct organisation *org)
{
	struct organisation revision;
	enum err e = store_revision(db, ctx, organisation, basis.revision, &revision);

	if (e != OK || basis.submission == 0) {
		*org = revision;
		return e;
	}
	return read_submitted(db, ctx, all, account, basis.submission, &revision, org);
}

struct proposing {
	struct db *db;
	void *ctx;
	const struct vocabularies *all;
	enum lang lang;
	const struct proposal *proposal;
	struct receipt receipt;
	struct policy policy;
	struct outcome out;
	const char *why;
};

static bool
is_published_at_once(void *arg, const char *path)
{
	const struct proposing *p = arg;

	return p->proposal->trusted || !store_policy_waits(&p->policy, path);
}

static bool
waits(void *arg, const char *path)
{
	return !is_published_at_once(arg, path);
}

/* The proposal's changes, those that `takes` wants, upon current. */
static struct change_conflicts
apply(struct proposing *p, const struct organisation *current, bool (*takes)(void *arg, const char *path), struct organisation *merged)
{
	return change_apply(p->ctx, &(struct change_merge){ .base = p->proposal->base, .changed = p->proposal->changed, .current = current, .takes = takes, .arg = p,
	    .vocabularies = p->all, .lang = p->lang }, merged);
}

/* Two sides changed the same: both are told, the author's own goes into what is shown again. */
static enum err
conflict(struct proposing *p, struct change_conflicts conflicts, const struct organisation *current, struct basis basis)
{
	p->out = (struct outcome){ .kind = OUTCOME_CONFLICT, .conflicts = conflicts, .basis = basis };
	p->out.merged = put_upon(p->ctx, p->all, p->proposal->base, p->proposal->changed, current);
	return OK;
}

static enum err
keep_pasted(struct proposing *p)
{
	const struct proposal *proposal = p->proposal;
	enum err e = OK;

	for (size_t i = 0; e == OK && i < proposal->pasted_count; i++)
		e = db_exec(p->db, SQL_PASTED, DB_VALUES(db_number((int64_t)proposal->organisation), db_number((int64_t)p->out.submission), db_number(p->out.revision),
		    db_text(proposal->pasted[i].field), db_text(proposal->pasted[i].html)));
	return e;
}

/* "kind revision submission" of the first time. */
static enum err
receive(struct proposing *p)
{
	char outcome[80];

	snprintf(outcome, sizeof(outcome), "%d %u %" PRIu64, (int)p->out.kind, p->out.revision, p->out.submission);
	return receipt_keep(p->db, &p->receipt, outcome);
}

static enum err
find_receipt(struct proposing *p)
{
	const char *outcome;
	char *rest;
	enum err e = receipt_find(p->db, p->ctx, &p->receipt, &outcome);

	if (e != OK || outcome == NULL)
		return e;
	p->out.again = true;
	p->out.kind = (enum outcome_kind)strtol(outcome, &rest, 10);
	p->out.revision = (unsigned)strtoul(rest, &rest, 10);
	p->out.submission = strtoull(rest, NULL, 10);
	return OK;
}

static enum err
publish(struct proposing *p, const struct organisation *published, struct organisation *merged)
{
	const struct proposal *proposal = p->proposal;
	enum err e = store_publish_change(p->db, p->ctx, p->all, published, merged, &(struct edition){ .author = proposal->author, .account = proposal->account,
	    .origin = proposal->trusted ? ORIGIN_FEDERATION : ORIGIN_ORGANISATION, .reason = proposal->reason }, &p->why);

	p->out.revision = merged->revision;
	return e;
}

static enum err
submit(struct proposing *p, const struct organisation *wanted, unsigned base, uint64_t replaced, uint64_t thread)
{
	const struct proposal *proposal = p->proposal;
	struct mail *notices;
	size_t notice_count = 0;
	enum err e;

	e = document_check(p->ctx, wanted, p->all, &p->why);
	if (e == OK && replaced != 0)
		e = db_exec(p->db, SQL_REPLACE, DB_VALUES(db_number((int64_t)replaced)));
	if (e == OK)
		e = db_exec(p->db, SQL_SUBMIT, DB_VALUES(db_number((int64_t)thread), db_number((int64_t)proposal->organisation), db_number((int64_t)proposal->account),
		    db_number(base), db_text(document_print(p->ctx, wanted, DOCUMENT_CONTENT)), db_text(proposal->reason)));
	if (e == OK) {
		p->out.submission = db_insert_id(p->db);
		p->out.first = replaced == 0;
	}
	if (e == OK && p->out.first && proposal->notices != NULL)
		e = proposal->notices(proposal->arg, p->out.submission, &notices, &notice_count);
	for (size_t i = 0; e == OK && i < notice_count; i++)
		e = store_mail_queue(p->db, &notices[i]);
	return e;
}

static enum err
propose(void *arg)
{
	struct proposing *p = arg;
	const struct proposal *proposal = p->proposal;
	struct organisation published, own, merged, wanted;
	struct change_conflicts conflicts;
	struct db_rows rows;
	uint64_t waiting, thread;
	struct basis basis;
	const char *mine, *at_once, *all;
	bool publishes, submits;
	enum err e;

	p->out = (struct outcome){ 0 };
	e = db_query(p->db, p->ctx, &rows, SQL_HOLD, DB_NO_VALUES);
	if (e == OK)
		e = store_may_edit(p->db, p->ctx, proposal->account, proposal->organisation);
	if (e == OK)
		e = find_receipt(p);
	if (e != OK || p->out.again)
		return e;
	e = read_published(p->db, p->ctx, proposal->organisation, &published);
	if (e == OK)
		e = read_policy(p->db, p->ctx, proposal->organisation, &p->policy);
	if (e == OK)
		e = find_waiting(p->db, p->ctx, proposal->organisation, proposal->account, &waiting, &thread);
	if (e != OK)
		return e;
	basis = (struct basis){ published.revision, waiting };
	conflicts = apply(p, &published, is_published_at_once, &merged);
	own = merged;
	if (waiting != 0)
		e = read_submitted(p->db, p->ctx, p->all, proposal->account, waiting, &published, &own);
	if (e != OK || conflicts.count > 0)
		return e != OK ? e : conflict(p, conflicts, &own, basis);
	if (waiting != 0)
		own = put_upon(p->ctx, p->all, &published, &own, &merged);
	conflicts = apply(p, &own, waits, &wanted);
	if (conflicts.count > 0)
		return conflict(p, conflicts, &own, basis);
	at_once = document_print(p->ctx, &merged, DOCUMENT_CONTENT);
	mine = waiting == 0 ? at_once : document_print(p->ctx, &own, DOCUMENT_CONTENT);
	all = document_print(p->ctx, &wanted, DOCUMENT_CONTENT);
	publishes = strcmp(document_print(p->ctx, &published, DOCUMENT_CONTENT), at_once) != 0;
	submits = strcmp(mine, all) != 0 && strcmp(at_once, all) != 0;
	if (publishes)
		e = publish(p, &published, &merged);
	if (e == OK && submits)
		e = submit(p, &wanted, publishes ? p->out.revision : published.revision, waiting, thread);
	else if (e == OK && waiting != 0 && strcmp(mine, all) != 0)	/* all that waited was taken back */
		e = store_submission_withdraw(p->db, proposal->organisation, proposal->account);
	p->out.kind = publishes && submits ? OUTCOME_BOTH : publishes ? OUTCOME_PUBLISHED : submits ? OUTCOME_WAITING : OUTCOME_NOTHING;
	if (e == OK)
		e = keep_pasted(p);
	if (e == OK)
		e = db_exec(p->db, SQL_DRAFT_DONE, DB_VALUES(db_number((int64_t)proposal->account), db_number((int64_t)proposal->organisation), db_text(proposal->form)));
	return e == OK ? receive(p) : e;
}

enum err
store_propose(struct db *db, void *ctx, const struct vocabularies *all, enum lang lang, const struct proposal *proposal, struct outcome *outcome, const char **why)
{
	struct proposing p = { .db = db, .ctx = ctx, .all = all, .lang = lang, .proposal = proposal };
	enum err e = receipt_read(proposal->receipt, proposal->account, &p.receipt);

	*why = NULL;
	if (e != OK)
		return e;
	e = db_transaction(db, propose, &p);
	*outcome = p.out;
	*why = p.why;
	return e;
}

enum err
store_submission_returned(struct db *db, void *ctx, uint64_t organisation, uint64_t account, uint64_t *submission)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_RETURNED, DB_VALUES(db_number((int64_t)account), db_number((int64_t)organisation)));

	*submission = e == OK && rows.count > 0 ? (uint64_t)db_cell_number(&rows, 0, 0) : 0;
	return e;
}

enum err
store_moderators(struct db *db, void *ctx, struct moderator **moderators, size_t *count)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_MODERATORS, DB_NO_VALUES);

	*count = e == OK ? rows.count : 0;
	*moderators = MEM_ARRAY(ctx, struct moderator, *count);
	for (size_t i = 0; i < *count; i++) {
		(*moderators)[i] = (struct moderator){ db_cell(&rows, i, 0), db_cell(&rows, i, 1), LANG_FR };
		if (!lang_parse(db_cell(&rows, i, 2), strlen(db_cell(&rows, i, 2)), &(*moderators)[i].lang))
			return ERR_INTERNAL;
	}
	return e;
}

enum err
store_submission_withdraw(struct db *db, uint64_t organisation, uint64_t account)
{
	return db_exec(db, SQL_WITHDRAW, DB_VALUES(db_number((int64_t)account), db_number((int64_t)organisation)));
}
