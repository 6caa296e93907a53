/* Editing: an organisation's own people keep its page true, form by form. The handlers are in edit/. */
#include "edit/edit.h"
#include "web/app.h"
#include "web/review.h"

static const struct route ROUTES[] = {
	{ "/{lang}/edit/", show_own, NULL, ACCESS_ACCOUNT },
	{ "/{lang}/edit/{slug}", show_overview, NULL, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/identity", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/contact", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/texts", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/facets", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/branches", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/partners", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/activities", show_activities, post_order, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/activities/new", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/activities/{number}", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/history", show_edit_history, post_restore, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/submissions/{number}", show_own_submission, post_own_submission, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/submissions/{number}/again", NULL, post_again, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/confirm", NULL, post_confirm, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/withdraw", NULL, post_withdraw, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/draft", NULL, post_draft, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/preview", NULL, post_preview, ACCESS_ORGANISATION },
};

static const char *const TEMPLATES[] = { GUARD_TEMPLATES, "edit-own.tpl", "edit-overview.tpl", "edit-activities.tpl", "edit-form.tpl", "edit-words.tpl",
    REVIEW_TEMPLATES, "history.tpl", "paging.tpl", NULL };

int
main(void)
{
	return app_main(&(struct program){ "edit", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]), TEMPLATES, NULL, NULL, guard });
}
