/* Partners: with whom one organisation works, and who works with whom in the whole directory. */
#include <string.h>

#include "base/mem.h"
#include "store/listing.h"
#include "store/organisation.h"
#include "web/app.h"

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

/* GET /{lang}/partners?page= */
static enum err
show_partners(struct request *rq, struct response *rs)
{
	struct partnership_list list;
	struct query query;
	enum err e;

	e = request_query(rq, &query, &rq->view->query);
	if (e != OK || response_not_modified(rs, rq, rq->state->revision, NULL))
		return e;
	e = store_partnerships(rq->db, rq->ctx, rq->lang, query.page, &list);
	return e != OK ? e : view_partners(rq->view, &list, &rs->page);
}

static const struct route ROUTES[] = {
	{ "/{lang}/partners", show_partners },
	{ "/{lang}/organisations/{slug}/partners", show_organisation_partners },
};

int
main(void)
{
	return app_main(&(struct program){ "partners", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]) });
}
