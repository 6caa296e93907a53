/* Saving: a proposal, and the letters that go with it. */
#include "base/log.h"
#include "base/mem.h"
#include "edit/edit.h"

struct saving {
	struct request *rq;
	const struct editing *editing;
};

/* Letters to the moderators about what waits for them. */
static enum err
write_notices(void *arg, uint64_t submission, struct mail **mails, size_t *count)
{
	const struct saving *saving = arg;
	struct request *rq = saving->rq;
	struct moderator *moderators;
	enum err e = store_moderators(rq->db, rq->ctx, &moderators, count);

	*mails = MEM_ARRAY(rq->ctx, struct mail, *count);
	for (size_t i = 0; e == OK && i < *count; i++)
		e = view_submission_notice(rq->view, &saving->editing->published, submission, rq->actor->name, moderators[i].email, moderators[i].name, moderators[i].lang, &(*mails)[i]);
	return e;
}

enum err
save(struct request *rq, const struct editing *editing, const struct sent *sent, const char *draft, const struct organisation *base, const struct organisation *changed,
    struct outcome *outcome)
{
	struct saving saving = { rq, editing };
	struct proposal proposal = { .organisation = rq->organisation, .account = rq->actor->id, .author = rq->actor->name, .trusted = may(rq->actor, VERB_MODERATE, 0),
		.basis = sent->basis, .base = base, .changed = changed, .reason = sent->reason, .receipt = sent->receipt, .form = draft,
		.pasted = sent->pasted, .pasted_count = sent->pasted_count, .notices = write_notices, .arg = &saving };
	const char *why = NULL;
	enum err e = store_propose(rq->db, rq->ctx, rq->vocabularies, rq->lang, &proposal, outcome, &why);

	if (e == ERR_INVALID)
		log_event(LOG_LEVEL_WARNING, "not-saved", "organisation=%s reason=%s", rq->arguments[0], why == NULL ? "" : why);
	return e;
}
