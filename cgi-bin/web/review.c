/* Submissions looked at, and talked about. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/utf8.h"
#include "store/moderation.h"
#include "web/review.h"

enum err
review_begin(struct request *rq, uint64_t number, bool moderates, struct reviewing *reviewing)
{
	struct submission *s = &reviewing->submission;
	enum err e = store_submission_by_id(rq->db, rq->ctx, number, s);

	if (e != OK)
		return e;
	reviewing->review = review_of(rq->ctx, &(struct review_sides){ &s->base, &s->submitted, &s->published }, rq->vocabularies, rq->lang);
	reviewing->page = (struct review_page){ .submission = s, .review = &reviewing->review, .moderates = moderates, .receipt = secret_receipt(rq->ctx),
	    .comment_receipt = secret_receipt(rq->ctx), .answer = "", .comment = "" };
	return OK;
}

enum err
review_comment(struct request *rq, struct response *rs, struct reviewing *reviewing, const struct person *to, size_t to_count)
{
	struct review_page *page = &reviewing->page;
	struct mail *mails = MEM_ARRAY(rq->ctx, struct mail, to_count);
	struct comment comment = { .submission = reviewing->submission.id, .account = rq->actor->id, .mails = mails };
	const char *again;
	enum err e = request_field(rq, "comment", &comment.words);

	if (e == OK)
		e = request_field(rq, "receipt", &comment.receipt);
	if (e == OK)
		e = request_field(rq, "again", &again);
	if (e != OK || comment.words == NULL)
		return e != OK ? e : ERR_BAD_REQUEST;
	if (strspn(comment.words, " \t\n") == strlen(comment.words))
		page->comment_fault = tr("is missing: please fill it in");
	else if (utf8_length(comment.words) > ANSWER_MAX)
		page->comment_fault = mem_printf(rq->ctx, tr("is too long: at most %d characters"), ANSWER_MAX);
	if (page->comment_fault != NULL || again != NULL) {
		page->comment = comment.words;
		page->comment_receipt = comment.receipt;
		rs->status = page->comment_fault != NULL ? 422 : 200;
		return view_review(rq->view, page, &rs->page);
	}
	for (size_t i = 0; e == OK && i < to_count; i++)
		if (to[i].email != NULL)
			e = view_mail_comment(rq->view, &reviewing->submission, comment.words, &to[i], !page->moderates, &mails[comment.mail_count++]);
	if (e == OK)
		e = store_submission_comment(rq->db, rq->ctx, &comment);
	return e != OK ? e : response_redirect(rs, rq, 303, mem_printf(rq->ctx, "/%s%s", lang_code(rq->lang), rq->view->path), "done=commented");
}
