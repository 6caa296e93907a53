/* Accounts: coming in, one's own account, and the people whom the federation lets in. The handlers are in account/. */
#include "account/account.h"
#include "web/app.h"

static const struct route ROUTES[] = {
	{ "/{lang}/account/signin", show_signin, post_signin, ACCESS_FORM },
	{ "/{lang}/account/signout", NULL, post_signout, ACCESS_HALF },
	{ "/{lang}/account/code", show_code, post_code, ACCESS_HALF },
	{ "/{lang}/account/second-factor", show_second_factor, post_second_factor, ACCESS_HALF },
	{ "/{lang}/account/second-factor/off", show_second_factor_off, post_second_factor_off, ACCESS_ACCOUNT },
	{ "/{lang}/account/recovery", show_recovery, post_recovery, ACCESS_ACCOUNT },
	{ "/{lang}/account/reset", show_reset, post_reset, ACCESS_FORM },
	{ "/{lang}/account/reset/{secret}", show_reset_link, post_reset_link, ACCESS_FORM },
	{ "/{lang}/account/invitation/{secret}", show_invitation, post_invitation, ACCESS_FORM },
	{ "/{lang}/account/email/{secret}", show_email_link, post_email_link, ACCESS_FORM },
	{ "/{lang}/account/", show_account, NULL, ACCESS_ACCOUNT },
	{ "/{lang}/account/name", show_name, post_name, ACCESS_ACCOUNT },
	{ "/{lang}/account/email", show_email, post_email, ACCESS_ACCOUNT },
	{ "/{lang}/account/password", show_password, post_password, ACCESS_ACCOUNT },
	{ "/{lang}/account/sessions", NULL, post_sessions, ACCESS_ACCOUNT },
	{ "/{lang}/account/people", show_people, NULL, ACCESS_MODERATOR },
	{ "/{lang}/account/people/invite", show_invite, post_invite, ACCESS_MODERATOR },
	{ "/{lang}/account/people/rules", show_rules, post_rules, ACCESS_ADMINISTRATOR },
	{ "/{lang}/account/people/{number}", show_person, NULL, ACCESS_MODERATOR },
	{ "/{lang}/account/people/{number}/organisations", NULL, post_person_organisations, ACCESS_MODERATOR },
	{ "/{lang}/account/people/{number}/invite", NULL, post_person_invite, ACCESS_MODERATOR },
	{ "/{lang}/account/people/{number}/role", NULL, post_person_role, ACCESS_ADMINISTRATOR },
	{ "/{lang}/account/people/{number}/sessions", NULL, post_person_sessions, ACCESS_ADMINISTRATOR },
	{ "/{lang}/account/people/{number}/second-factor", NULL, post_person_second_factor, ACCESS_ADMINISTRATOR },
	{ "/{lang}/account/people/{number}/disable", NULL, post_person_disable, ACCESS_ADMINISTRATOR },
	{ "/{lang}/account/people/{number}/enable", NULL, post_person_enable, ACCESS_ADMINISTRATOR },
};

static const char *const TEMPLATES[] = { GUARD_TEMPLATES, "again.tpl", "form.tpl", "message.tpl", "account.tpl", "second-factor.tpl", "recovery.tpl", "people.tpl", "person.tpl",
    "paging.tpl", "mail.tpl", NULL };

/* Whoever wants to go out and is out already need not come in for it. */
static enum err
guard_account(struct request *rq, struct response *rs, const struct route *route)
{
	enum err e = guard(rq, rs, route);

	return e == OK && route->post == post_signout && rq->actor == NULL ? post_signout(rq, rs) : e;
}

int
main(void)
{
	return app_main(&(struct program){ "account", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]), TEMPLATES, NULL, NULL, guard_account });
}
