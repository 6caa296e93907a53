/* The profile: one organisation's page. */
#include <string.h>

#include "base/mem.h"
#include "store/organisation.h"
#include "store/place.h"
#include "web/app.h"

/* GET /{lang}/organisations/{slug}: all that a visitor may read about one organisation. */
static enum err
show_profile(struct request *rq, struct response *rs)
{
	struct organisation *org = MEM_NEW(rq->ctx, struct organisation);
	struct position_list positions = { 0 };
	enum err e;

	rq->gone = org;
	e = store_organisation_by_slug(rq->db, rq->ctx, rq->arguments[0], rq->lang, org);
	if (e != OK)
		return e;
	if (strcmp(org->slug, rq->arguments[0]) != 0)
		return response_redirect(rs, rq, 301, mem_printf(rq->ctx, "/%s/organisations/%s", lang_code(rq->lang), org->slug), "");
	if (response_not_modified(rs, rq, org->revision, mem_printf(rq->ctx, "%s %s", org->updated_on, org->confirmed_on)))
		return OK;
	if (*rq->view->map_tiles != '\0')
		e = store_positions(rq->db, rq->ctx, org->id, &positions);
	return e != OK ? e : view_profile(rq->view, org, &positions, &rs->page);
}

static const struct route ROUTES[] = {
	{ "/{lang}/organisations/{slug}", show_profile, NULL, ACCESS_PUBLIC },
};

static const char *const TEMPLATES[] = { "profile.tpl", "facets.tpl", "partnerships.tpl", NULL };

int
main(void)
{
	return app_main(&(struct program){ "profile", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]), TEMPLATES, NULL, NULL, NULL });
}
