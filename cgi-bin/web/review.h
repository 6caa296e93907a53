/* A submission's page: for moderators, who decide, and for whoever submitted it. Both comment on it. */
#ifndef ANNUAIRE_WEB_REVIEW_H
#define ANNUAIRE_WEB_REVIEW_H

#include "model/moderation.h"
#include "text/review.h"
#include "web/response.h"

/* The templates that the page and its letters need. */
#define REVIEW_TEMPLATES "submission.tpl", "diff.tpl", "mail.tpl"

enum { ANSWER_MAX = 2000 /* characters */ };

struct reviewing {
	struct submission submission;
	struct review review;
	struct review_page page;	/* points to these two */
};

/* Fills *reviewing, whose page is that of a first visit. Errors as of store_submission_by_id(). */
MUST_CHECK enum err review_begin(struct request *rq, uint64_t number, bool moderates, struct reviewing *reviewing);

/*
 * Takes the comment that was sent, with a letter to each of `to` (addresses NULL are passed over), and leads back to the page; or shows it again with what is wrong.
 * Errors as of store_submission_comment().
 */
MUST_CHECK enum err review_comment(struct request *rq, struct response *rs, struct reviewing *reviewing, const struct person *to, size_t to_count);

#endif
