/* The handlers of the program `edit`, by the files that have them, and what they share. */
#ifndef ANNUAIRE_EDIT_EDIT_H
#define ANNUAIRE_EDIT_EDIT_H

#include "store/submission.h"
#include "text/form.h"
#include "web/guard.h"

/* overview.c: what is mine, one organisation's page, what it says of itself. */
enum err show_own(struct request *rq, struct response *rs);
enum err show_overview(struct request *rq, struct response *rs);
enum err post_confirm(struct request *rq, struct response *rs);
enum err post_withdraw(struct request *rq, struct response *rs);

/* form.c: each form, its drafts and previews. */
enum err show_form(struct request *rq, struct response *rs);
enum err post_form(struct request *rq, struct response *rs);
enum err post_draft(struct request *rq, struct response *rs);
enum err post_preview(struct request *rq, struct response *rs);

/* activities.c: their order. */
enum err show_activities(struct request *rq, struct response *rs);
enum err post_order(struct request *rq, struct response *rs);

/* history.c: who changed what, and a version restored; what became of one's submissions, a comment, and what was sent back taken up again. */
enum err show_edit_history(struct request *rq, struct response *rs);
enum err post_restore(struct request *rq, struct response *rs);
enum err show_own_submission(struct request *rq, struct response *rs);
enum err post_own_submission(struct request *rq, struct response *rs);
enum err post_again(struct request *rq, struct response *rs);

/* shared.c */

/* What was done before: parameter `done`. */
MUST_CHECK enum err read_done(const struct request *rq, enum done *done);
/* What to say was done, of what became of a proposal. */
enum done done_of(enum outcome_kind kind);
/* To a page below the organisation's forms, "" being the overview, which says what was done. */
MUST_CHECK enum err go_to(struct request *rq, struct response *rs, const char *below, enum done done);
/* What the request's organisation looks like to whoever edits it. Errors as of store_editing(). */
MUST_CHECK enum err read_editing(struct request *rq, struct editing *editing);
/* The row of the activity in the document, from 1; of a new one (number 0), the row behind the last; 0: there is none. */
size_t activity_row(const struct organisation *org, int number);

/* sent.c: a form as it was sent. */
struct sent {
	const struct parameter *pairs;	/* before read_changed() as sent; afterwards with rows numbered anew, and values as they are meant */
	size_t count;
	const char *action, *language, *receipt, *reason;	/* action, language NULL: not sent */
	struct basis basis;
	struct pasted *pasted;
	size_t pasted_count;
};

/* What the form of a request is about. */
struct subject {
	enum part part;
	int activity;			/* number; 0: a new one, or another part */
	struct form_scope scope;
	const char *draft;		/* the name its drafts are kept under */
};

/* By the address: /edit/{slug}/texts, /edit/{slug}/activities/3, /edit/{slug}/activities/new; language NULL: the page's. ERR_NOT_FOUND: org has no such activity. */
MUST_CHECK enum err read_subject(const struct request *rq, const struct organisation *org, const char *language, struct subject *subject);
/* The language that a form says its texts are in; the page's when code is NULL. ERR_BAD_REQUEST: it is none. */
MUST_CHECK enum err read_language(const struct request *rq, const char *code, enum lang *lang);
/* What every form has beside the document's fields. ERR_BAD_REQUEST: it lacks some of it, or says it twice. */
MUST_CHECK enum err read_sent(struct request *rq, const struct parameter *fields, size_t count, struct sent *sent);
/* The document that the form was made from, and what it makes of it. ERR_BAD_REQUEST: there is no such document, or the form has fields of another. */
MUST_CHECK enum err read_changed(struct request *rq, const struct editing *editing, struct sent *sent, struct subject *subject, struct organisation *base, struct organisation *changed);

/* save.c: saves what was made of base; *outcome says what became of it. draft: the name of the draft that this settles. Errors as of store_propose(). */
MUST_CHECK enum err save(struct request *rq, const struct editing *editing, const struct sent *sent, const char *draft, const struct organisation *base,
    const struct organisation *changed, struct outcome *outcome);

#endif
