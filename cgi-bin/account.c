/* Accounts: coming in, one's own account, and the people whom the federation lets in. The handlers are in account/. */
#include "account/account.h"
#include "web/app.h"

static const struct route ROUTES[] = {
	{ "/{lang}/account/signin", show_signin, post_signin, ACCESS_FORM },
	{ "/{lang}/account/signout", NULL, post_signout, ACCESS_HALF },
};

static const char *const TEMPLATES[] = { GUARD_TEMPLATES, "again.tpl", NULL };

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
	return app_main(&(struct program){ "account", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]), TEMPLATES, NULL, guard_account });
}
