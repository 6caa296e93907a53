/* Versions restored, and one's own submissions. */
#include <string.h>

#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/secret.h"
#include "edit/history.h"
#include "edit/notices.h"
#include "store/moderation.h"
#include "store/revision.h"
#include "store/submission.h"
#include "web/guard.h"

enum { NUMBER_MAX = 999999 };

static enum err
read_editing(struct request *rq, struct editing *editing)
{
	enum err e = store_editing(rq->db, rq->ctx, rq->vocabularies, rq->organisation, rq->actor->id, editing);

	rq->gone = &editing->published;
	editing->trusted = may(rq->actor, VERB_MODERATE, 0);
	return e;
}

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

enum err
show_edit_history(struct request *rq, struct response *rs)
{
	struct editing *editing = MEM_NEW(rq->ctx, struct editing);
	struct history_page page = { 0 };
	const char *done;
	unsigned number;
	enum err e = request_page(rq, &number);

	if (e == OK)
		e = request_parameter(rq, "done", &done);
	if (e == OK)
		e = read_editing(rq, editing);
	page.restored = done != NULL;
	return e != OK ? e : show(rq, rs, &page, editing, number);
}

/* Saves a document in place of base, as its forms would. */
static enum err
save(struct request *rq, const struct editing *editing, struct basis basis, const struct organisation *base, const struct organisation *changed, const char *reason,
    const char *receipt, struct outcome *outcome, const char **why)
{
	struct proposal proposal = { .organisation = rq->organisation, .account = rq->actor->id, .author = rq->actor->name, .trusted = editing->trusted, .basis = basis,
	    .base = base, .changed = changed, .reason = reason, .receipt = receipt, .form = "" };
	enum err e = receipt == NULL ? ERR_BAD_REQUEST : write_notices(rq, editing, &proposal);

	if (e == OK)
		e = store_propose(rq->db, rq->ctx, rq->vocabularies, rq->lang, &proposal, outcome, why);
	if (e == ERR_INVALID)
		log_event(LOG_LEVEL_WARNING, "not-saved", "organisation=%s reason=%s", rq->arguments[0], *why == NULL ? "" : *why);
	return e;
}

enum err
post_restore(struct request *rq, struct response *rs)
{
	struct editing *editing = MEM_NEW(rq->ctx, struct editing);
	struct history_page page = { 0 };
	const char *number, *receipt, *again, *why = NULL;
	struct outcome outcome;
	struct organisation old;
	enum err e = request_field(rq, "number", &number);

	if (e == OK)
		e = request_field(rq, "receipt", &receipt);
	if (e == OK)
		e = request_field(rq, "again", &again);
	if (e == OK)
		e = read_editing(rq, editing);
	if (e == OK)
		e = store_revision(rq->db, rq->ctx, rq->organisation, (unsigned)request_number(number, NUMBER_MAX), &old);
	if (e == OK && again != NULL)	/* after signing in again, one looks first */
		return show(rq, rs, &page, editing, 1);
	if (e == OK)
		e = save(rq, editing, editing->basis, &editing->org, &old, mem_printf(rq->ctx, "restored from version %u", old.revision), receipt, &outcome, &why);
	if (e == ERR_INVALID) {
		page.restore_fault = mem_printf(rq->ctx, tr("This version cannot be restored as it was: %s"), why == NULL ? "" : why);
		rs->status = 422;
		return show(rq, rs, &page, editing, 1);
	}
	if (e == OK && outcome.kind == OUTCOME_CONFLICT)
		e = ERR_CONFLICT;
	return e != OK ? e : response_redirect(rs, rq, 303, mem_printf(rq->ctx, "/%s/edit/%s/history", lang_code(rq->lang), rq->arguments[0]), "done=restored");
}

/* A submission of this organisation's, by whoever is signed in or by somebody else who edits it. */
static enum err
read_own(struct request *rq, struct reviewing *reviewing)
{
	enum err e = review_begin(rq, (uint64_t)request_number(rq->arguments[1], NUMBER_MAX), false, reviewing);

	return e == OK && reviewing->submission.published.id != rq->organisation ? ERR_NOT_FOUND : e;
}

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

enum err
post_again(struct request *rq, struct response *rs)
{
	struct editing *editing = MEM_NEW(rq->ctx, struct editing);
	struct reviewing *reviewing = MEM_NEW(rq->ctx, struct reviewing);
	const struct submission *s = &reviewing->submission;
	const char *receipt, *again, *why = NULL;
	struct outcome outcome;
	enum err e = request_field(rq, "receipt", &receipt);

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
	if (e == OK)
		e = save(rq, editing, (struct basis){ s->base.revision, 0 }, &s->base, &s->submitted, s->reason, receipt, &outcome, &why);
	/* What others made of the same parts meanwhile is proposed to be replaced once more. */
	if (e == OK && outcome.kind == OUTCOME_CONFLICT)
		e = save(rq, editing, editing->basis, &editing->org, &outcome.merged, s->reason, receipt, &outcome, &why);
	if (e == OK && outcome.kind == OUTCOME_CONFLICT)
		e = ERR_CONFLICT;
	return e != OK ? e : response_redirect(rs, rq, 303, mem_printf(rq->ctx, "/%s/edit/%s", lang_code(rq->lang), rq->arguments[0]), "done=waiting");
}
