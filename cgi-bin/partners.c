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

/* The list that was asked for, with so many organisations a page; *fresh: the client has it already. */
static enum err
find_partnerships(struct request *rq, struct response *rs, unsigned size, struct partnership_list *list, bool *fresh)
{
	struct finder finder;
	enum err e;

	*list = (struct partnership_list){ 0 };
	e = request_query(rq, &list->finding.query, &rq->view->query);
	list->finding.query.size = size;
	*fresh = e == OK && response_not_modified(rs, rq, rq->state->revision, NULL);
	if (e != OK || *fresh)
		return e;
	e = request_finder(rq, &finder);
	return e != OK ? e : store_partnerships(rq->db, rq->ctx, &finder, list);
}

/* GET /{lang}/partners with the parameters of a search */
static enum err
show_partners(struct request *rq, struct response *rs)
{
	struct partnership_list list;
	bool fresh;
	enum err e = find_partnerships(rq, rs, NAMERS, &list, &fresh);

	return e != OK || fresh ? e : view_partners(rq->view, &list, &rs->page);
}

/* GET /{lang}/partners.json, .csv: the same as data. */
static enum err
show_partners_json(struct request *rq, struct response *rs)
{
	struct partnership_list list;
	bool fresh;
	enum err e;

	rs->content_type = CONTENT_JSON;
	e = find_partnerships(rq, rs, DATA_SIZE, &list, &fresh);
	if (e == OK && !fresh)
		view_partners_json(rq->view, &list, &rs->page);
	return e;
}

static enum err
show_partners_csv(struct request *rq, struct response *rs)
{
	struct partnership_list list;
	bool fresh;
	enum err e;

	rs->content_type = CONTENT_CSV;
	e = find_partnerships(rq, rs, DATA_SIZE, &list, &fresh);
	if (e == OK && !fresh)
		view_partners_csv(rq->view, &list, &rs->page);
	return e;
}

static const struct route ROUTES[] = {
	{ "/{lang}/partners", show_partners },
	{ "/{lang}/partners.json", show_partners_json },
	{ "/{lang}/partners.csv", show_partners_csv },
	{ "/{lang}/organisations/{slug}/partners", show_organisation_partners },
};

static const char *const TEMPLATES[] = { "partners.tpl", "organisation-partners.tpl", "partnerships.tpl", FINDER_TEMPLATES, NULL };

int
main(void)
{
	return app_main(&(struct program){ "partners", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]), TEMPLATES, finder_kit_organisations });
}
