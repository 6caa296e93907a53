/* Versions restored, and one's own submissions. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/secret.h"
#include "edit/edit.h"
#include "store/revision.h"
#include "web/review.h"

enum { NUMBER_MAX = 999999 };

static enum err
show(struct request *rq, struct response *rs, struct history_page *page, const struct editing *editing, unsigned number)
{
	enum err e;

	page->org = &editing->published;
	page->edits = true;
	page->receipt = secret_receipt(rq->ctx);
	page->on = "";
	if (number > 1)
		rq->view->query = mem_printf(rq->ctx, "page=%u", number);
	e = store_history(rq->db, rq->ctx, rq->vocabularies, rq->organisation, editing->published.revision, number, HISTORY_EDITORS, &page->history);
	return e != OK ? e : view_history(rq->view, page, &rs->page);
}

/* GET /{lang}/edit/{slug}/history?page= */
enum err
show_edit_history(struct request *rq, struct response *rs)
{
	struct editing *editing = MEM_NEW(rq->ctx, struct editing);
	struct history_page page = { 0 };
	unsigned number;
	enum err e = request_page(rq, &number);

	if (e == OK)
		e = read_done(rq, &page.done);
	if (e == OK)
		e = read_editing(rq, editing);
	return e != OK ? e : show(rq, rs, &page, editing, number);
}

/* POST /{lang}/edit/{slug}/history: what a version said is proposed in place of what stands, as if somebody had typed it. */
enum err
post_restore(struct request *rq, struct response *rs)
{
	struct editing *editing = MEM_NEW(rq->ctx, struct editing);
	struct history_page page = { 0 };
	struct sent sent = { 0 };
	const char *number, *again;
	struct outcome outcome;
	struct organisation old;
	enum err e = request_field(rq, "number", &number);

	if (e == OK)
		e = request_field(rq, "receipt", &sent.receipt);
	if (e == OK)
		e = request_field(rq, "again", &again);
	if (e == OK)
		e = read_editing(rq, editing);
	if (e == OK)
		e = store_revision(rq->db, rq->ctx, rq->organisation, (unsigned)request_number(number, NUMBER_MAX), &old);
	if (e == OK && again != NULL)	/* after signing in again, one looks first */
		return show(rq, rs, &page, editing, 1);
	if (e != OK)
		return e;
	sent.basis = editing->basis;
	sent.reason = mem_printf(rq->ctx, tr("Version %u again"), old.revision);
	e = save(rq, editing, &sent, "", &editing->org, &old, &outcome);
	if (e == ERR_INVALID) {	/* the vocabularies have lost a word since */
		page.not_restored = true;
		rs->status = 422;
		return show(rq, rs, &page, editing, 1);
	}
	if (e == OK && outcome.kind == OUTCOME_CONFLICT)
		e = ERR_CONFLICT;
	return e != OK ? e : go_to(rq, rs, "/history", done_of(outcome.kind));
}

/* A submission of this organisation's, by whoever is signed in or by somebody else who edits it. */
static enum err
read_own(struct request *rq, struct reviewing *reviewing)
{
	enum err e = review_begin(rq, (uint64_t)request_number(rq->arguments[1], NUMBER_MAX), false, reviewing);

	return e == OK && reviewing->submission.published.id != rq->organisation ? ERR_NOT_FOUND : e;
}

/* GET /{lang}/edit/{slug}/submissions/{number} */
enum err
show_own_submission(struct request *rq, struct response *rs)
{
	struct reviewing reviewing;
	const char *done;
	enum err e = request_parameter(rq, "done", &done);

	if (e == OK)
		e = read_own(rq, &reviewing);
	if (e == OK && done != NULL && strcmp(done, "commented") == 0)
		reviewing.page.done = DESK_COMMENTED;
	return e != OK ? e : view_review(rq->view, &reviewing.page, &rs->page);
}

/* POST of the same: a comment */
enum err
post_own_submission(struct request *rq, struct response *rs)
{
	struct reviewing *reviewing = MEM_NEW(rq->ctx, struct reviewing);
	struct moderator *moderators;
	struct person *people;
	size_t count;
	enum err e = read_own(rq, reviewing);

	if (e == OK)
		e = store_moderators(rq->db, rq->ctx, &moderators, &count);
	if (e != OK)
		return e;
	people = MEM_ARRAY(rq->ctx, struct person, count);
	for (size_t i = 0; i < count; i++)
		people[i] = (struct person){ .name = moderators[i].name, .email = moderators[i].email, .lang = moderators[i].lang };
	return review_comment(rq, rs, reviewing, people, count);
}

/* POST /{lang}/edit/{slug}/submissions/{number}/again */
enum err
post_again(struct request *rq, struct response *rs)
{
	struct editing *editing = MEM_NEW(rq->ctx, struct editing);
	struct reviewing *reviewing = MEM_NEW(rq->ctx, struct reviewing);
	const struct submission *s = &reviewing->submission;
	struct sent sent = { 0 };
	struct outcome outcome;
	const char *again;
	enum err e = request_field(rq, "receipt", &sent.receipt);

	if (e == OK)
		e = request_field(rq, "again", &again);
	if (e == OK)
		e = read_editing(rq, editing);
	if (e == OK)
		e = read_own(rq, reviewing);
	if (e == OK && s->author.id != rq->actor->id)
		e = ERR_FORBIDDEN;
	if (e == OK && again != NULL)
		return view_review(rq->view, &reviewing->page, &rs->page);
	if (e != OK)
		return e;
	sent.reason = s->reason;
	sent.basis = (struct basis){ s->base.revision, 0 };
	e = save(rq, editing, &sent, "", &s->base, &s->submitted, &outcome);
	/* What others made of the same parts meanwhile is proposed to be replaced once more. */
	if (e == OK && outcome.kind == OUTCOME_CONFLICT) {
		struct organisation merged = outcome.merged;

		sent.basis = editing->basis;
		e = save(rq, editing, &sent, "", &editing->org, &merged, &outcome);
	}
	if (e == OK && outcome.kind == OUTCOME_CONFLICT)
		e = ERR_CONFLICT;
	return e != OK ? e : go_to(rq, rs, "", done_of(outcome.kind));
}
