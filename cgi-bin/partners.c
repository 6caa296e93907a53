/* Partners: with whom one organisation works, and who works with whom in the whole directory. */
#include <string.h>

#include "base/mem.h"
#include "store/listing.h"
#include "store/organisation.h"
#include "web/app.h"
#include "web/finder.h"

enum { NAMERS = 10 /* organisations a page, each with all whom it names */ };

/* GET /{lang}/organisations/{slug}/partners */
static enum err
show_organisation_partners(struct request *rq, struct response *rs)
{
	struct organisation *org = MEM_NEW(rq->ctx, struct organisation);
	struct named_by by;
	enum err e;

	rq->gone = org;
	e = store_organisation_named_by(rq->db, rq->ctx, rq->arguments[0], rq->lang, org, &by);
	if (e != OK)
		return e;
	if (strcmp(org->slug, rq->arguments[0]) != 0)
		return response_redirect(rs, rq, 301, mem_printf(rq->ctx, "/%s/organisations/%s/partners", lang_code(rq->lang), org->slug), "");
	/* Others may have begun to name it: so the page is as old as the directory's last change. */
	if (response_not_modified(rs, rq, rq->state->revision, NULL))
		return OK;
	return view_organisation_partners(rq->view, org, &by, &rs->page);
}

/* GET /{lang}/partners, .json, .csv with the parameters of a search */
static enum err
show_partners(struct request *rq, struct response *rs)
{
	struct partnership_list list = { 0 };
	struct finder finder;
	enum form form = response_form(rs, rq);
	enum err e = request_list(rq, rs, form == FORM_PAGE ? NAMERS : DATA_SIZE, &list.finding.query, &finder);

	if (e != OK || rs->status == 304)
		return e;
	e = store_partnerships(rq->db, rq->ctx, &finder, &list);
	if (e != OK)
		return e;
	if (form == FORM_PAGE)
		return view_partners(rq->view, &list, &rs->page);
	(form == FORM_JSON ? view_partners_json : view_partners_csv)(rq->view, &list, &rs->page);
	return OK;
}

static const struct route ROUTES[] = {
	{ "/{lang}/partners", show_partners, NULL, ACCESS_PUBLIC },
	{ "/{lang}/partners.json", show_partners, NULL, ACCESS_PUBLIC },
	{ "/{lang}/partners.csv", show_partners, NULL, ACCESS_PUBLIC },
	{ "/{lang}/organisations/{slug}/partners", show_organisation_partners, NULL, ACCESS_PUBLIC },
};

static const char *const TEMPLATES[] = { "partners.tpl", "organisation-partners.tpl", "partnerships.tpl", FINDER_TEMPLATES, NULL };

int
main(void)
{
	return app_main(&(struct program){ "partners", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]), TEMPLATES, finder_kit_organisations, NULL, NULL });
}
