/* Saving: a proposal, and the letters that go with it. */
#include "base/log.h"
#include "base/mem.h"
#include "edit/edit.h"

/* Letters to the moderators, for the case that something waits for them. */
static enum err
write_notices(struct request *rq, const struct editing *editing, struct proposal *proposal)
{
	struct moderator *moderators;
	enum err e;

	if (proposal->trusted || (!editing->policy.others && editing->policy.moderated.count == 0))
		return OK;
	e = store_moderators(rq->db, rq->ctx, &moderators, &proposal->notice_count);
	proposal->notices = MEM_ARRAY(rq->ctx, struct mail, proposal->notice_count);
	for (size_t i = 0; e == OK && i < proposal->notice_count; i++)
		e = view_submission_notice(rq->view, &editing->published, rq->actor->name, moderators[i].email, moderators[i].name, moderators[i].lang, &proposal->notices[i]);
	return e;
}

enum err
save(struct request *rq, const struct editing *editing, const struct sent *sent, const char *draft, const struct organisation *base, const struct organisation *changed,
    struct outcome *outcome)
{
	struct proposal proposal = { .organisation = rq->organisation, .account = rq->actor->id, .author = rq->actor->name, .trusted = may(rq->actor, VERB_MODERATE, 0),
		.basis = sent->basis, .base = base, .changed = changed, .reason = sent->reason, .receipt = sent->receipt, .form = draft,
		.pasted = sent->pasted, .pasted_count = sent->pasted_count };
	const char *why = NULL;
	enum err e = write_notices(rq, editing, &proposal);

	if (e == OK)
		e = store_propose(rq->db, rq->ctx, rq->vocabularies, rq->lang, &proposal, outcome, &why);
	if (e == ERR_INVALID)
		log_event(LOG_LEVEL_WARNING, "not-saved", "organisation=%s reason=%s", rq->arguments[0], why == NULL ? "" : why);
	return e;
}
