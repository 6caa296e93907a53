/* The program `edit`: versions that are restored, and submissions as whoever made them reads them. */
#ifndef ANNUAIRE_EDIT_HISTORY_H
#define ANNUAIRE_EDIT_HISTORY_H

#include "web/response.h"
#include "web/review.h"

/* The templates that these pages need, beside those of the guard. */
#define HISTORY_TEMPLATES REVIEW_TEMPLATES, "history.tpl", "paging.tpl"

/* GET and POST /{lang}/edit/{slug}/history: who changed what, when and why; a version is restored. */
enum err show_edit_history(struct request *rq, struct response *rs);
enum err post_restore(struct request *rq, struct response *rs);

/* GET and POST /{lang}/edit/{slug}/submissions/{number}: what became of it; a comment. */
enum err show_own_submission(struct request *rq, struct response *rs);
enum err post_own_submission(struct request *rq, struct response *rs);
/* POST /{lang}/edit/{slug}/submissions/{number}/again: what was sent back is taken up again. */
enum err post_again(struct request *rq, struct response *rs);

#endif
