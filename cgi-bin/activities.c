/* Activities: one organisation's, one of them, and all of the directory's. */
#include <string.h>

#include "base/mem.h"
#include "store/listing.h"
#include "store/organisation.h"
#include "web/app.h"

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

/* GET /{lang}/activities?q=&page= */
static enum err
show_activities(struct request *rq, struct response *rs)
{
	struct activity_list list = { 0 };
	enum err e;

	e = request_query(rq, &list.query, &rq->view->query);
	if (e != OK || response_not_modified(rs, rq, rq->state->revision, NULL))
		return e;
	e = store_activities(rq->db, rq->ctx, rq->lang, &list);
	return e != OK ? e : view_activities(rq->view, &list, &rs->page);
}

static const struct route ROUTES[] = {
	{ "/{lang}/activities", show_activities },
	{ "/{lang}/organisations/{slug}/activities", show_organisation_activities },
	{ "/{lang}/organisations/{slug}/activities/{number}", show_activity },
};

int
main(void)
{
	return app_main(&(struct program){ "activities", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]) });
}
