/* The directory: the way in, the list of organisations, and every address that nobody else answers. */
#include <string.h>

#include "base/mem.h"
#include "store/listing.h"
#include "web/app.h"

/* GET /: the home page in the language that the browser prefers. */
static enum err
show_root(struct request *rq, struct response *rs)
{
	rs->vary = "Accept-Language";
	return response_redirect(rs, rq, 303, mem_printf(rq->ctx, "/%s/", lang_code(rq->lang)), "");
}

/* GET /{lang} and other addresses with a slash too few or too many. */
static enum err
show_with_slash(struct request *rq, struct response *rs)
{
	return response_redirect(rs, rq, 301, mem_printf(rq->ctx, "%s/", rq->path), "");
}

static enum err
show_without_slash(struct request *rq, struct response *rs)
{
	return response_redirect(rs, rq, 301, mem_strndup(rq->ctx, rq->path, strlen(rq->path) - 1), "");
}

/* GET /{lang}/ */
static enum err
show_home(struct request *rq, struct response *rs)
{
	struct home home;
	enum err e;

	if (response_not_modified(rs, rq, rq->state->revision, NULL))
		return OK;
	e = store_home(rq->db, rq->ctx, rq->lang, &home);
	return e != OK ? e : view_home(rq->view, &home, &rs->page);
}

/* GET /{lang}/organisations?q=&type=&theme=&public=&partner=&zone=&letter=&page= */
static enum err
show_organisations(struct request *rq, struct response *rs)
{
	struct organisation_list list = { 0 };
	enum err e;

	e = request_query(rq, &list.query, &rq->view->query);
	if (e != OK || response_not_modified(rs, rq, rq->state->revision, NULL))
		return e;
	e = store_organisations(rq->db, rq->ctx, rq->vocabularies, rq->lang, &list);
	return e != OK ? e : view_organisations(rq->view, &list, &rs->page);
}

static const struct route ROUTES[] = {
	{ "/", show_root },
	{ "/{lang}", show_with_slash },
	{ "/{lang}/", show_home },
	{ "/{lang}/organisations", show_organisations },
	{ "/{lang}/organisations/", show_without_slash },
	{ "/{lang}/organisations/{slug}/", show_without_slash },
	{ "/{lang}/activities/", show_without_slash },
	{ "/{lang}/partners/", show_without_slash },
};

int
main(void)
{
	return app_main(&(struct program){ "directory", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]) });
}
