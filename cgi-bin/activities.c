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

/* The list that was asked for, with so many rows a page; *fresh: the client has it already. */
static enum err
find_activities(struct request *rq, struct response *rs, unsigned size, struct activity_list *list, bool *fresh)
{
	struct finder finder;
	enum err e;

	*list = (struct activity_list){ 0 };
	e = request_query(rq, &list->finding.query, &rq->view->query);
	list->finding.query.size = size;
	*fresh = e == OK && response_not_modified(rs, rq, rq->state->revision, NULL);
	if (e != OK || *fresh)
		return e;
	e = request_finder(rq, &finder);
	return e != OK ? e : store_activities(rq->db, rq->ctx, &finder, list);
}

/* GET /{lang}/activities with the parameters of a search */
static enum err
show_activities(struct request *rq, struct response *rs)
{
	struct activity_list list;
	bool fresh;
	enum err e = find_activities(rq, rs, PAGE_SIZE, &list, &fresh);

	return e != OK || fresh ? e : view_activities(rq->view, &list, &rs->page);
}

/* GET /{lang}/activities.json, .csv: the same as data. */
static enum err
show_activities_json(struct request *rq, struct response *rs)
{
	struct activity_list list;
	bool fresh;
	enum err e;

	rs->content_type = CONTENT_JSON;
	e = find_activities(rq, rs, DATA_SIZE, &list, &fresh);
	if (e == OK && !fresh)
		view_activities_json(rq->view, &list, &rs->page);
	return e;
}

static enum err
show_activities_csv(struct request *rq, struct response *rs)
{
	struct activity_list list;
	bool fresh;
	enum err e;

	rs->content_type = CONTENT_CSV;
	e = find_activities(rq, rs, DATA_SIZE, &list, &fresh);
	if (e == OK && !fresh)
		view_activities_csv(rq->view, &list, &rs->page);
	return e;
}

static const struct route ROUTES[] = {
	{ "/{lang}/activities", show_activities },
	{ "/{lang}/activities.json", show_activities_json },
	{ "/{lang}/activities.csv", show_activities_csv },
	{ "/{lang}/organisations/{slug}/activities", show_organisation_activities },
	{ "/{lang}/organisations/{slug}/activities/{number}", show_activity },
};

static const char *const TEMPLATES[] = { "activities.tpl", "organisation-activities.tpl", "activity.tpl", "facets.tpl", FINDER_TEMPLATES, NULL };

int
main(void)
{
	return app_main(&(struct program){ "activities", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]), TEMPLATES, finder_kit_activities });
}
