/* Letters to the moderators. */
#include "base/mem.h"
#include "edit/notices.h"
#include "store/submission.h"

enum err
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
