/* Activities: one organisation's, one of them, and all of the directory's. */
#include <string.h>

#include "base/mem.h"
#include "store/listing.h"
#include "store/organisation.h"
#include "web/app.h"
#include "web/finder.h"

/* The organisation of the address; true with *e when there is nothing more to do: an error, or it moved, or the client has the page. */
static bool
answered(struct request *rq, struct response *rs, struct organisation *org, const char *below, enum err *e)
{
	rq->gone = org;
	*e = store_organisation_by_slug(rq->db, rq->ctx, rq->arguments[0], rq->lang, org);
	if (*e != OK)
		return true;
	if (strcmp(org->slug, rq->arguments[0]) != 0) {
		*e = response_redirect(rs, rq, 301, mem_printf(rq->ctx, "/%s/organisations/%s%s", lang_code(rq->lang), org->slug, below), "");
		return true;
	}
	return response_not_modified(rs, rq, org->revision, org->updated_on);
}

/* GET /{lang}/organisations/{slug}/activities */
static enum err
show_organisation_activities(struct request *rq, struct response *rs)
{
	struct organisation *org = MEM_NEW(rq->ctx, struct organisation);
	enum err e;

	if (answered(rq, rs, org, "/activities", &e))
		return e;
	return view_organisation_activities(rq->view, org, &rs->page);
}

/* GET /{lang}/organisations/{slug}/activities/{number} */
static enum err
show_activity(struct request *rq, struct response *rs)
{
	struct organisation *org = MEM_NEW(rq->ctx, struct organisation);
	int number = request_number(rq->arguments[1], 999999);
	enum err e;

	if (answered(rq, rs, org, mem_printf(rq->ctx, "/activities/%d", number), &e))
		return e;
	for (size_t i = 0; i < org->activity_count; i++)
		if (org->activities[i].number == number)
			return view_activity(rq->view, org, &org->activities[i], &rs->page);
	return ERR_NOT_FOUND;
}

/* GET /{lang}/activities, .json, .csv with the parameters of a search */
static enum err
show_activities(struct request *rq, struct response *rs)
{
	struct activity_list list = { 0 };
	struct finder finder;
	enum form form = response_form(rs, rq);
	enum err e = request_list(rq, rs, form == FORM_PAGE ? PAGE_SIZE : DATA_SIZE, &list.finding.query, &finder);

	if (e != OK || rs->status == 304)
		return e;
	e = store_activities(rq->db, rq->ctx, &finder, &list);
	if (e != OK)
		return e;
	if (form == FORM_PAGE)
		return view_activities(rq->view, &list, &rs->page);
	(form == FORM_JSON ? view_activities_json : view_activities_csv)(rq->view, &list, &rs->page);
	return OK;
}

static const struct route ROUTES[] = {
	{ "/{lang}/activities", show_activities, NULL, ACCESS_PUBLIC },
	{ "/{lang}/activities.json", show_activities, NULL, ACCESS_PUBLIC },
	{ "/{lang}/activities.csv", show_activities, NULL, ACCESS_PUBLIC },
	{ "/{lang}/organisations/{slug}/activities", show_organisation_activities, NULL, ACCESS_PUBLIC },
	{ "/{lang}/organisations/{slug}/activities/{number}", show_activity, NULL, ACCESS_PUBLIC },
};

static const char *const TEMPLATES[] = { "activities.tpl", "organisation-activities.tpl", "activity.tpl", "facets.tpl", FINDER_TEMPLATES, NULL };

int
main(void)
{
	return app_main(&(struct program){ "activities", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]), TEMPLATES, finder_kit_activities, NULL, NULL });
}
