/* The directory: the way in, the list of organisations, what is offered while somebody types, the gaps, and every address that nobody else answers. */
#include <string.h>

#include "base/mem.h"
#include "store/listing.h"
#include "web/app.h"
#include "web/finder.h"

enum { SUGGESTIONS = 10 };

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
	struct finder finder;
	struct home home;
	enum err e;

	if (response_not_modified(rs, rq, rq->state->revision, NULL))
		return OK;
	e = request_finder(rq, &finder);
	if (e == OK)
		e = store_home(rq->db, rq->ctx, &finder, &home);
	return e != OK ? e : view_home(rq->view, &home, &rs->page);
}

/* GET /{lang}/organisations, .json, .csv?q=&type=&theme=&public=&partner=&zone=&language=&fresh=&near=&within=&sort=&letter=&page= */
static enum err
show_organisations(struct request *rq, struct response *rs)
{
	struct organisation_list list = { 0 };
	struct finder finder;
	enum form form = response_form(rs, rq);
	enum err e = request_list(rq, rs, form == FORM_PAGE ? PAGE_SIZE : DATA_SIZE, &list.finding.query, &finder);

	if (e != OK || rs->status == 304)
		return e;
	e = store_organisations(rq->db, rq->ctx, &finder, &list);
	if (e == OK && rq->state->read_only == WRITABLE && form == FORM_PAGE && list.finding.paging.total == 0 && list.finding.query.words[0] != '\0')
		e = store_search_missed(rq->db, rq->ctx, rq->lang, list.finding.query.words);
	if (e == ERR_READ_ONLY)	/* the search itself went well */
		e = OK;
	if (e != OK)
		return e;
	if (form == FORM_PAGE)
		return view_organisations(rq->view, &list, &rs->page);
	(form == FORM_JSON ? view_organisations_json : view_organisations_csv)(rq->view, &list, &rs->page);
	return OK;
}

/* GET /{lang}/suggest, .json?q=: what the box offers while somebody types, and the same as a page for whoever has no JavaScript. */
static enum err
show_suggest(struct request *rq, struct response *rs)
{
	struct suggestion rows[SUGGESTIONS];
	struct finder finder;
	const char *typed;
	size_t count = 0;
	enum err e;

	e = request_parameter(rq, "q", &typed);
	if (e == OK)
		e = request_finder(rq, &finder);
	if (e != OK)
		return e;
	if (typed == NULL)
		typed = "";
	e = store_suggest(rq->db, rq->ctx, &finder, typed, rows, SUGGESTIONS, &count);
	if (e != OK || response_not_modified(rs, rq, rq->state->revision, typed))
		return e;
	rs->no_index = true;
	if (response_form(rs, rq) == FORM_PAGE)
		return view_suggest(rq->view, typed, rows, count, &rs->page);
	view_suggest_json(rq->view, rows, count, &rs->page);
	return OK;
}

/* The gap matrix: themes by audiences, for one zone (zone=) or wherever. */
static enum err
find_gaps(struct request *rq, struct gap_matrix *gaps)
{
	struct finder finder;
	const char *zone;
	enum err e;

	*gaps = (struct gap_matrix){ 0 };
	e = request_parameter(rq, "zone", &zone);
	if (e == OK && zone != NULL && *zone != '\0') {
		gaps->zone = facet_known_code(rq->vocabularies, (enum facet)VOCABULARY_ZONE, zone);
		if (gaps->zone == NULL)
			return ERR_NOT_FOUND;
		rq->view->query = mem_printf(rq->ctx, "zone=%s", gaps->zone);
	}
	if (e == OK)
		e = request_finder(rq, &finder);
	if (e == OK)
		facet_gaps(finder.facets, rq->ctx, rq->vocabularies, gaps);
	return e;
}

/* GET /{lang}/gaps, .csv?zone= */
static enum err
show_gaps(struct request *rq, struct response *rs)
{
	struct gap_matrix gaps;
	enum err e;

	e = find_gaps(rq, &gaps);
	if (e != OK || response_not_modified(rs, rq, rq->state->revision, NULL))
		return e;
	if (response_form(rs, rq) == FORM_PAGE)
		return view_gaps(rq->view, &gaps, &rs->page);
	view_gaps_csv(rq->view, &gaps, &rs->page);
	return OK;
}

static const struct route ROUTES[] = {
	{ "/", show_root, NULL, ACCESS_PUBLIC },
	{ "/{lang}", show_with_slash, NULL, ACCESS_PUBLIC },
	{ "/{lang}/", show_home, NULL, ACCESS_PUBLIC },
	{ "/{lang}/organisations", show_organisations, NULL, ACCESS_PUBLIC },
	{ "/{lang}/organisations.json", show_organisations, NULL, ACCESS_PUBLIC },
	{ "/{lang}/organisations.csv", show_organisations, NULL, ACCESS_PUBLIC },
	{ "/{lang}/suggest", show_suggest, NULL, ACCESS_PUBLIC },
	{ "/{lang}/suggest.json", show_suggest, NULL, ACCESS_PUBLIC },
	{ "/{lang}/gaps", show_gaps, NULL, ACCESS_PUBLIC },
	{ "/{lang}/gaps.csv", show_gaps, NULL, ACCESS_PUBLIC },
	{ "/{lang}/organisations/", show_without_slash, NULL, ACCESS_PUBLIC },
	{ "/{lang}/organisations/{slug}/", show_without_slash, NULL, ACCESS_PUBLIC },
	{ "/{lang}/activities/", show_without_slash, NULL, ACCESS_PUBLIC },
	{ "/{lang}/partners/", show_without_slash, NULL, ACCESS_PUBLIC },
};

static const char *const TEMPLATES[] = { "home.tpl", "organisations.tpl", "suggest.tpl", "gaps.tpl", "map.tpl", FINDER_TEMPLATES, NULL };

int
main(void)
{
	return app_main(&(struct program){ "directory", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]), TEMPLATES, finder_kit_organisations, NULL, NULL });
}
