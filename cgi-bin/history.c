/* History: what changed on an organisation's page, as it was on any day, two versions compared. For everybody; names of people are for those who edit (edit/history.c). */
#include <string.h>

#include "base/mem.h"
#include "store/organisation.h"
#include "store/revision.h"
#include "text/document.h"
#include "web/app.h"

/* The organisation that the address is about; `below` is what follows its history's address. A former address leads on, and the response is a 304 when the client has the page. */
static enum err
read_organisation(struct request *rq, struct response *rs, const char *below, struct organisation *org)
{
	enum err e;

	rq->gone = org;
	e = store_organisation_by_slug(rq->db, rq->ctx, rq->arguments[0], rq->lang, org);
	if (e == OK && strcmp(org->slug, rq->arguments[0]) != 0)
		e = response_redirect(rs, rq, 301, mem_printf(rq->ctx, "/%s/organisations/%s/history%s", lang_code(rq->lang), org->slug, below), "");
	return e;
}

/* To /{number} or /{number}/changes of a history. */
static enum err
go_to(struct request *rq, struct response *rs, unsigned number, const char *page, const char *query)
{
	return response_redirect(rs, rq, 303, mem_printf(rq->ctx, "/%s/organisations/%s/history/%u%s", lang_code(rq->lang), rq->arguments[0], number, page), query);
}

/* GET /{lang}/organisations/{slug}/history?page=; ?on=YYYY-MM-DD leads to the version of that day, ?number=&with= to two of them. */
static enum err
show_history(struct request *rq, struct response *rs)
{
	struct organisation *org = MEM_NEW(rq->ctx, struct organisation);
	struct history_page page = { .org = org, .on = "" };
	const char *on, *number, *with;
	unsigned n, asked;
	enum err e = read_organisation(rq, rs, "", org);

	if (e == OK)
		e = request_parameter(rq, "on", &on);
	if (e == OK)
		e = request_parameter(rq, "number", &number);
	if (e == OK)
		e = request_parameter(rq, "with", &with);
	if (e == OK)
		e = request_page(rq, &asked);
	if (e != OK || rs->location != NULL)
		return e;
	if (number != NULL && with != NULL && request_number(number, 999999) > 0 && request_number(with, 999999) > 0)
		return go_to(rq, rs, (unsigned)request_number(number, 999999), "/changes", mem_printf(rq->ctx, "with=%d", request_number(with, 999999)));
	if (on != NULL && *on != '\0') {
		page.on = on;
		if (document_is_day(on))
			e = store_revision_on(rq->db, rq->ctx, org->id, on, &n);
		if (document_is_day(on) && e != ERR_NOT_FOUND)
			return e != OK ? e : go_to(rq, rs, n, "", "");
		page.on_fault = view_day_fault(document_is_day(on));
		rs->status = 422;
	} else if (asked > 1) {
		rq->view->query = mem_printf(rq->ctx, "page=%u", asked);
	}
	if (rs->status == 200 && response_not_modified(rs, rq, org->revision, org->updated_on))
		return OK;
	e = store_history(rq->db, rq->ctx, rq->vocabularies, org->id, org->revision, asked, HISTORY_EVERYBODY, &page.history);
	return e != OK ? e : view_history(rq->view, &page, &rs->page);
}

/* GET /{lang}/organisations/{slug}/history/{number} */
static enum err
show_past(struct request *rq, struct response *rs)
{
	struct organisation *org = MEM_NEW(rq->ctx, struct organisation), past;
	struct revision_row row;
	enum err e = read_organisation(rq, rs, mem_printf(rq->ctx, "/%s", rq->arguments[1]), org);

	rs->no_index = true;
	if (e != OK || rs->location != NULL || response_not_modified(rs, rq, org->revision, NULL))
		return e;
	e = store_revision_row(rq->db, rq->ctx, org->id, (unsigned)request_number(rq->arguments[1], 999999), &row, &past);
	past.slug = org->slug;
	return e != OK ? e : view_past(rq->view, &past, &row, &rs->page);
}

/* GET /{lang}/organisations/{slug}/history/{number}/changes?with=: against the version before, or another one. */
static enum err
show_changes(struct request *rq, struct response *rs)
{
	struct comparison comparison = { 0 };
	struct organisation *org = MEM_NEW(rq->ctx, struct organisation);
	unsigned number = (unsigned)request_number(rq->arguments[1], 999999), other = number - 1;
	const char *with;
	enum err e = read_organisation(rq, rs, mem_printf(rq->ctx, "/%s/changes", rq->arguments[1]), org);

	rs->no_index = true;
	if (e == OK)
		e = request_parameter(rq, "with", &with);
	if (e != OK || rs->location != NULL)
		return e;
	if (with != NULL) {
		other = (unsigned)request_number(with, 999999);
		if (other == 0)
			return ERR_NOT_FOUND;
		rq->view->query = mem_printf(rq->ctx, "with=%u", other);
	}
	if (response_not_modified(rs, rq, org->revision, NULL))
		return OK;
	comparison.org = org;
	if (other > number) {
		other = number;
		number = (unsigned)request_number(with, 999999);
	}
	e = store_revision_row(rq->db, rq->ctx, org->id, number, &comparison.after, &comparison.new);
	if (e == OK && other > 0)
		e = store_revision_row(rq->db, rq->ctx, org->id, other, &comparison.before, &comparison.old);
	return e != OK ? e : view_comparison(rq->view, &comparison, &rs->page);
}

static const struct route ROUTES[] = {
	{ "/{lang}/organisations/{slug}/history", show_history, NULL, ACCESS_PUBLIC },
	{ "/{lang}/organisations/{slug}/history/{number}", show_past, NULL, ACCESS_PUBLIC },
	{ "/{lang}/organisations/{slug}/history/{number}/changes", show_changes, NULL, ACCESS_PUBLIC },
};

static const char *const TEMPLATES[] = { "history.tpl", "changes.tpl", "diff.tpl", "profile.tpl", "facets.tpl", "partnerships.tpl", "paging.tpl", "fields.tpl", "faults.tpl", NULL };

int
main(void)
{
	return app_main(&(struct program){ "history", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]), TEMPLATES, NULL, NULL, NULL });
}
