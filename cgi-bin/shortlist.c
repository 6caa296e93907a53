/* The short list: organisations that a visitor put together, on the screen and as a booklet. Nothing is kept here: the address says it all. */
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "store/organisation.h"
#include "text/space.h"
#include "web/app.h"

enum { SLUG_BYTES = 80 };

static bool
is_slug(const char *s)
{
	size_t len = strlen(s);

	return len <= SLUG_BYTES && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

/* What is asked for, each once, in order. What cannot be anybody's address is unknown from the start, and told as much of as an address may have. */
static struct codes
read_slugs(const struct request *rq, struct shortlist *list)
{
	struct codes slugs = { MEM_ARRAY(rq->ctx, const char *, SHORTLIST_MAX), 0 };

	list->unknown = (struct codes){ MEM_ARRAY(rq->ctx, const char *, SHORTLIST_MAX), 0 };
	for (size_t i = 0; i < rq->parameter_count; i++) {
		const char *value = rq->parameters[i].value;
		bool known = is_slug(value);
		struct codes *to = known ? &slugs : &list->unknown;

		if (strcmp(rq->parameters[i].name, "org") != 0 || *value == '\0')
			continue;
		if (!known)
			value = mem_strndup(rq->ctx, value, utf8_prefix(value, SLUG_BYTES));
		if (codes_have(to, value))
			continue;
		if (slugs.count + list->unknown.count == SHORTLIST_MAX) {
			list->cut = true;
			break;
		}
		to->code[to->count++] = value;
	}
	return slugs;
}

static enum err
read_title(const struct request *rq, struct shortlist *list)
{
	const char *title;
	enum err e = request_parameter(rq, "title", &title);

	list->title = "";
	if (e == OK && title != NULL) {
		title = space_one_line(rq->ctx, title, strlen(title));
		title = mem_strndup(rq->ctx, title, utf8_prefix(title, SHORTLIST_TITLE_MAX));
		list->title = space_one_line(rq->ctx, title, strlen(title));
	}
	return e;
}

/* The only variable of a request that is nothing but an address. */
static const char *
address_alone(const void *from, const char *name)
{
	return strcmp(name, "REQUEST_URI") == 0 ? from : NULL;
}

/* The search that the list was made from, read as a search is. One that is not understood (its theme was withdrawn since) is none. */
static enum err
read_search(const struct request *rq, struct shortlist *list)
{
	struct request asked = { .vocabularies = rq->vocabularies };
	const struct conf conf = { .site_base = "" };
	const char *from, *canonical;
	struct query query;
	enum err e = request_parameter(rq, "from", &from);

	list->from = "";
	list->search = (struct query){ .words = "", .near = "" };
	if (e != OK || from == NULL || utf8_length(from) > SHORTLIST_FROM_MAX)
		return e;
	if (request_read(&asked, rq->ctx, &conf, address_alone, mem_printf(rq->ctx, "/?%s", *from == '?' ? from + 1 : from)) != OK)
		return OK;
	for (size_t i = 0; i < asked.parameter_count; i++)
		if (strcmp(asked.parameters[i].name, "page") == 0)
			asked.parameters[i].value = "";
	if (request_query(&asked, &query, &canonical) == OK && strlen(canonical) <= SHORTLIST_FROM_MAX) {
		list->search = query;
		list->from = canonical;
	}
	return OK;
}

/* Sorts what was found into the list; two addresses of one organisation are one row. */
static void
fill(void *ctx, const struct codes *slugs, struct organisation *found, struct shortlist *list)
{
	list->rows = MEM_ARRAY(ctx, struct organisation, slugs->count);
	list->closed = MEM_ARRAY(ctx, struct organisation, slugs->count);
	for (size_t i = 0; i < slugs->count; i++) {
		bool again = false;

		for (size_t k = 0; k < i; k++)
			again = again || (found[i].slug != NULL && found[k].id == found[i].id);
		if (found[i].slug == NULL)
			list->unknown.code[list->unknown.count++] = slugs->code[i];
		else if (!again && found[i].status == STATUS_CLOSED)
			list->closed[list->closed_count++] = found[i];
		else if (!again)
			list->rows[list->row_count++] = found[i];
	}
}

/* GET /{lang}/shortlist?org=&title=&from= */
static enum err
show_shortlist(struct request *rq, struct response *rs)
{
	struct shortlist list = { 0 };
	struct organisation *found;
	struct codes slugs = read_slugs(rq, &list), asked = { MEM_ARRAY(rq->ctx, const char *, SHORTLIST_MAX), 0 };
	enum err e;

	rs->no_index = true;
	e = read_title(rq, &list);
	if (e == OK)
		e = read_search(rq, &list);
	if (e != OK)
		return e;
	/* What the page says depends on the whole of what was asked; its own address is that of what was found. */
	for (size_t i = 0; i < slugs.count; i++)
		asked.code[asked.count++] = slugs.code[i];
	for (size_t i = 0; i < list.unknown.count; i++)
		asked.code[asked.count++] = list.unknown.code[i];
	rq->view->query = view_shortlist_query(rq->ctx, &list, &asked);
	if (response_not_modified(rs, rq, rq->state->revision, list.cut ? "cut" : NULL))
		return OK;
	e = store_organisations_by_slugs(rq->db, rq->ctx, &slugs, &found);
	if (e != OK)
		return e;
	fill(rq->ctx, &slugs, found, &list);
	return view_shortlist(rq->view, &list, &rs->page);
}

static const struct route ROUTES[] = {
	{ "/{lang}/shortlist", show_shortlist, NULL, ACCESS_PUBLIC },
};

static const char *const TEMPLATES[] = { "shortlist.tpl", "booklet.tpl", "facets.tpl", "partnerships.tpl", NULL };

int
main(void)
{
	return app_main(&(struct program){ "shortlist", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]), TEMPLATES, NULL, NULL, NULL });
}
