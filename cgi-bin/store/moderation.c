/* Decisions about what people submitted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/mail.h"
#include "store/moderation.h"
#include "store/organisation.h"
#include "store/publication.h"
#include "store/receipt.h"
#include "store/revision.h"
#include "store/session.h"
#include "text/change.h"
#include "text/document.h"
#include "text/review.h"

#define MOMENT "'%Y-%m-%d %H:%i'"
#define PERSON(a) a ".id, " a ".name, IF(" a ".disabled, NULL, " a ".email), " a ".language"

static const char SQL_WAITING[] =
    "SELECT s.id, o.slug, l.name, l.name_language, a.name, DATE(t.created_at), b.document, s.document, COUNT(*) OVER ()"
    " FROM submission s JOIN submission t ON t.id = COALESCE(s.thread, s.id) JOIN organisation o ON o.id = s.organisation_id AND o.status = 'published'"
    " JOIN listing l ON l.organisation_id = o.id AND l.language = ? JOIN account a ON a.id = s.account_id"
    " JOIN revision b ON b.organisation_id = s.organisation_id AND b.number = s.base"
    " WHERE s.status = 'waiting' ORDER BY t.created_at, s.id LIMIT ? OFFSET ?";
static const char SQL_WAITING_OF[] = "SELECT COUNT(*), MIN(id) FROM submission WHERE organisation_id = ? AND status = 'waiting'";
static const char SQL_SUBMISSION[] =
    "SELECT s.id, COALESCE(s.thread, s.id), s.status, s.organisation_id, s.base, s.document, s.reason, DATE_FORMAT(s.created_at, " MOMENT "),"
    " DATE_FORMAT(s.decided_at, " MOMENT "), s.answer, s.revision, " PERSON("a") ", " PERSON("m") ","
    " (SELECT MAX(n.id) FROM submission n WHERE n.id = COALESCE(s.thread, s.id) OR n.thread = COALESCE(s.thread, s.id))"
    " FROM submission s JOIN account a ON a.id = s.account_id LEFT JOIN account m ON m.id = s.decided_by WHERE s.id = ?";
static const char SQL_REMARKS[] =
    "SELECT a.name, c.words, DATE_FORMAT(c.created_at, " MOMENT ") FROM submission_comment c JOIN account a ON a.id = c.account_id WHERE c.thread = ? ORDER BY c.id";
/* One after the other, and none while somebody saves: the row that publishing locks as well. */
static const char SQL_HOLD[] = "SELECT revision FROM directory_state WHERE id = 1 FOR UPDATE";
static const char SQL_DECIDE[] =
    "UPDATE submission SET status = ?, decided_by = ?, decided_at = UTC_TIMESTAMP(6), answer = ?, revision = NULLIF(?, 0) WHERE id = ? AND status = 'waiting'";
static const char SQL_PASTED[] =
    "UPDATE pasted SET revision = ? WHERE submission_id IN (SELECT id FROM submission WHERE id = ? OR thread = ?)";
static const char SQL_COMMENT[] = "INSERT INTO submission_comment (thread, account_id, words, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP(6))";
static const char SQL_OWN[] = "SELECT COALESCE(thread, id), account_id = ? FROM submission WHERE id = ?";

static enum err
read_document(void *ctx, const struct db_rows *rows, size_t row, size_t column, struct organisation *org)
{
	const char *why;

	return document_parse(ctx, db_cell(rows, row, column), db_cell_length(rows, row, column), org, &why) == OK ? OK : ERR_INTERNAL;
}

static enum submission_status
status_of(const char *cell)
{
	static const char *const STATUS[SUBMISSION_STATUSES] = { [SUBMISSION_WAITING] = "waiting", [SUBMISSION_REPLACED] = "replaced", [SUBMISSION_ACCEPTED] = "accepted",
	    [SUBMISSION_RETURNED] = "returned", [SUBMISSION_WITHDRAWN] = "withdrawn" };
	enum submission_status status = SUBMISSION_WAITING;

	while (status < SUBMISSION_WITHDRAWN && strcmp(cell, STATUS[status]) != 0)
		status++;
	return status;
}

/* The four columns of PERSON(). */
static struct person
read_person(const struct db_rows *rows, size_t row, size_t column)
{
	struct person person = { (uint64_t)db_cell_number(rows, row, column), db_cell(rows, row, column + 1), db_cell(rows, row, column + 2), LANG_FR };
	const char *code = db_cell(rows, row, column + 3);

	if (code != NULL)
		lang_parse(code, strlen(code), &person.lang);
	return person;
}

enum err
store_submissions_waiting(struct db *db, void *ctx, const struct vocabularies *all, enum lang lang, unsigned page, struct submission_queue *queue)
{
	struct db_rows rows;
	enum err e;

	e = db_query(db, ctx, &rows, SQL_WAITING, DB_VALUES(db_text(lang_code(lang)), db_number(PAGE_SIZE), db_number((int64_t)(page - 1) * PAGE_SIZE)));
	if (e != OK || (rows.count == 0 && page > 1))
		return e != OK ? e : ERR_NOT_FOUND;
	*queue = (struct submission_queue){ .rows = MEM_ARRAY(ctx, struct submission_row, rows.count), .row_count = rows.count,
	    .paging = { page, 1, rows.count == 0 ? 0 : (unsigned long)db_cell_number(&rows, 0, 8) } };
	if (rows.count > 0)
		queue->paging.pages = (unsigned)((queue->paging.total + PAGE_SIZE - 1) / PAGE_SIZE);
	for (size_t i = 0; e == OK && i < rows.count; i++) {
		struct submission_row *row = &queue->rows[i];
		struct organisation base, submitted;

		*row = (struct submission_row){ .id = (uint64_t)db_cell_number(&rows, i, 0), .slug = db_cell(&rows, i, 1), .name = { db_cell(&rows, i, 2), lang },
		    .author = db_cell(&rows, i, 4), .since = db_cell(&rows, i, 5) };
		lang_parse(db_cell(&rows, i, 3), 2, &row->name.lang);
		e = read_document(ctx, &rows, i, 6, &base);
		if (e == OK)
			e = read_document(ctx, &rows, i, 7, &submitted);
		if (e == OK)
			row->parts = change_list(ctx, &base, &submitted, all, lang).count;
	}
	return e;
}

enum err
store_submissions_of(struct db *db, void *ctx, uint64_t organisation, size_t *count, uint64_t *first)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_WAITING_OF, DB_VALUES(db_number((int64_t)organisation)));

	if (e == OK) {
		*count = (size_t)db_cell_number(&rows, 0, 0);
		*first = (uint64_t)db_cell_number(&rows, 0, 1);
	}
	return e;
}

static enum err
read_remarks(struct db *db, void *ctx, struct submission *submission)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_REMARKS, DB_VALUES(db_number((int64_t)submission->thread)));

	if (e != OK)
		return e;
	submission->remarks = MEM_ARRAY(ctx, struct remark, rows.count);
	submission->remark_count = rows.count;
	for (size_t i = 0; i < rows.count; i++)
		submission->remarks[i] = (struct remark){ db_cell(&rows, i, 0), db_cell(&rows, i, 1), db_cell(&rows, i, 2) };
	return OK;
}

enum err
store_submission_by_id(struct db *db, void *ctx, uint64_t id, struct submission *submission)
{
	struct db_rows rows;
	uint64_t organisation;
	enum err e = db_query(db, ctx, &rows, SQL_SUBMISSION, DB_VALUES(db_number((int64_t)id)));

	if (e != OK || rows.count == 0)
		return e != OK ? e : ERR_NOT_FOUND;
	*submission = (struct submission){ .id = id, .thread = (uint64_t)db_cell_number(&rows, 0, 1), .status = status_of(db_cell(&rows, 0, 2)), .reason = db_cell(&rows, 0, 6),
	    .at = db_cell(&rows, 0, 7), .decided_at = db_cell(&rows, 0, 8), .answer = db_cell(&rows, 0, 9), .revision = (unsigned)db_cell_number(&rows, 0, 10),
	    .author = read_person(&rows, 0, 11), .decided_by = read_person(&rows, 0, 15), .latest = (uint64_t)db_cell_number(&rows, 0, 19) };
	organisation = (uint64_t)db_cell_number(&rows, 0, 3);
	e = read_document(ctx, &rows, 0, 5, &submission->submitted);
	if (e == OK)
		e = store_revision(db, ctx, organisation, (unsigned)db_cell_number(&rows, 0, 4), &submission->base);
	if (e == OK)
		e = store_organisation_document(db, ctx, organisation, &submission->published, NULL);
	return e == OK ? read_remarks(db, ctx, submission) : e;
}

static enum err
queue_mails(struct db *db, const struct mail *mails, size_t count)
{
	enum err e = OK;

	for (size_t i = 0; e == OK && i < count; i++) {
		struct mail mail = mails[i];	/* the transaction may run again */

		e = store_mail_queue(db, &mail);
	}
	return e;
}

struct deciding {
	struct db *db;
	void *ctx;
	const struct vocabularies *all;
	const struct decision *decision;
	struct receipt receipt;
	unsigned revision;
	const char *why;
};

/* What is taken becomes the next revision, unless the page says all of it already. */
static enum err
publish(struct deciding *d, struct submission *s, bool *published)
{
	const struct review_sides sides = { &s->base, &s->submitted, &s->published };
	struct organisation merged;
	enum err e;

	review_merge(d->ctx, &sides, &d->decision->taken, d->all, &merged);
	*published = strcmp(document_print(d->ctx, &s->published, DOCUMENT_CONTENT), document_print(d->ctx, &merged, DOCUMENT_CONTENT)) != 0;
	if (!*published)
		return OK;
	e = store_publish_change(d->db, d->ctx, d->all, &s->published, &merged, &(struct edition){ .author = s->author.name, .account = s->author.id,
	    .origin = ORIGIN_ORGANISATION, .reason = s->reason }, &d->why);
	d->revision = merged.revision;
	return e;
}

static enum err
decide(void *arg)
{
	struct deciding *d = arg;
	const struct decision *decision = d->decision;
	struct submission s;
	const char *outcome;
	struct db_rows rows;
	bool published = false;
	enum err e;

	e = db_query(d->db, d->ctx, &rows, SQL_HOLD, DB_NO_VALUES);
	if (e == OK)
		e = store_may_moderate(d->db, d->ctx, decision->moderator);
	if (e == OK)
		e = receipt_find(d->db, d->ctx, &d->receipt, &outcome);
	if (e != OK || outcome != NULL) {
		d->revision = e == OK ? (unsigned)strtoul(outcome, NULL, 10) : 0;
		return e;
	}
	e = store_submission_by_id(d->db, d->ctx, decision->submission, &s);
	if (e == OK && s.published.status == STATUS_CLOSED)
		e = ERR_GONE;
	if (e == OK && (s.status != SUBMISSION_WAITING || s.published.revision != decision->published))
		e = ERR_CONFLICT;
	if (e != OK)
		return e;
	d->revision = s.published.revision;
	if (decision->whole || decision->taken.count > 0)
		e = publish(d, &s, &published);
	if (e == OK)
		e = db_exec(d->db, SQL_DECIDE, DB_VALUES(db_text(decision->whole ? "accepted" : "returned"), db_number((int64_t)decision->moderator),
		    db_text(decision->whole ? NULL : decision->answer), db_number(published ? d->revision : 0), db_number((int64_t)decision->submission)));
	if (e == OK && db_affected(d->db) != 1)	/* taken back by its author at this very moment */
		e = ERR_CONFLICT;
	if (e == OK && published)
		e = db_exec(d->db, SQL_PASTED, DB_VALUES(db_number(d->revision), db_number((int64_t)s.thread), db_number((int64_t)s.thread)));
	if (e == OK)
		e = queue_mails(d->db, decision->mails, decision->mail_count);
	return e == OK ? receipt_keep(d->db, &d->receipt, mem_printf(d->ctx, "%u", d->revision)) : e;
}

enum err
store_submission_decide(struct db *db, void *ctx, const struct vocabularies *all, const struct decision *decision, unsigned *revision, const char **why)
{
	struct deciding d = { .db = db, .ctx = ctx, .all = all, .decision = decision };
	enum err e = receipt_read(decision->receipt, decision->moderator, &d.receipt);

	*why = NULL;
	if (e == OK)
		e = db_transaction(db, decide, &d);
	*revision = d.revision;
	*why = d.why;
	return e;
}

struct commenting {
	struct db *db;
	void *ctx;
	const struct comment *comment;
	struct receipt receipt;
};

static enum err
comment_on(void *arg)
{
	struct commenting *c = arg;
	const struct comment *comment = c->comment;
	const char *outcome;
	struct db_rows rows;
	enum err e;

	e = db_query(c->db, c->ctx, &rows, SQL_HOLD, DB_NO_VALUES);
	if (e == OK)
		e = db_query(c->db, c->ctx, &rows, SQL_OWN, DB_VALUES(db_number((int64_t)comment->account), db_number((int64_t)comment->submission)));
	if (e == OK && rows.count == 0)
		e = ERR_NOT_FOUND;
	if (e == OK && db_cell_number(&rows, 0, 1) == 0)
		e = store_may_moderate(c->db, c->ctx, comment->account);
	if (e == OK)
		e = receipt_find(c->db, c->ctx, &c->receipt, &outcome);
	if (e != OK || outcome != NULL)
		return e;
	e = db_exec(c->db, SQL_COMMENT, DB_VALUES(db_number(db_cell_number(&rows, 0, 0)), db_number((int64_t)comment->account), db_text(comment->words)));
	if (e == OK)
		e = queue_mails(c->db, comment->mails, comment->mail_count);
	return e == OK ? receipt_keep(c->db, &c->receipt, "comment") : e;
}

enum err
store_submission_comment(struct db *db, void *ctx, const struct comment *comment)
{
	struct commenting c = { .db = db, .ctx = ctx, .comment = comment };
	enum err e = receipt_read(comment->receipt, comment->account, &c.receipt);

	return e == OK ? db_transaction(db, comment_on, &c) : e;
}
