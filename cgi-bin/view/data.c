/* Lists as data: JSON and CSV. */
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "view/page.h"

static void
print(cJSON *json, struct buf *out)
{
	char *text = cJSON_PrintUnformatted(json);

	if (text == NULL)
		abort();
	buf_puts(out, text);
	buf_putc(out, '\n');
	cJSON_free(text);
	cJSON_Delete(json);
}

/* A member of text; nothing for NULL. */
static void
add(cJSON *object, const char *name, const char *value)
{
	if (value != NULL)
		cJSON_AddStringToObject(object, name, value);
}

static const char *
address(const struct view *view, const char *below)
{
	return mem_printf(view->ctx, "%s%s/%s%s", view->origin, view->base, lang_code(view->lang), below);
}

/* The frame of a list: how many there are, what was searched, where the rest is. */
static cJSON *
frame(const struct view *view, const struct finding *finding, const char *total, const char *what, cJSON **rows)
{
	cJSON *json = cJSON_CreateObject();

	cJSON_AddNumberToObject(json, total, (double)finding->paging.total);
	add(json, "language", lang_code(view->lang));
	add(json, "corrected", finding->corrected);
	if (finding->paging.page < finding->paging.pages)
		add(json, "next", address(view, mem_printf(view->ctx, "%s%s", view->path, query_string(view->ctx, &finding->query, finding->paging.page + 1, FACET_COUNT, NULL))));
	*rows = cJSON_AddArrayToObject(json, what);
	return json;
}

/* One cell; a comma before it unless it is the first. Source: OWASP, "CSV Injection". */
static void
cell(struct buf *out, bool first, const char *value)
{
	if (!first)
		buf_putc(out, ',');
	if (value == NULL)
		return;
	buf_putc(out, '"');
	if (*value != '\0' && strchr("=+-@\t\r", *value) != NULL)
		buf_putc(out, '\'');
	for (; *value != '\0'; value++) {
		if (*value == '"')
			buf_putc(out, '"');
		buf_putc(out, *value);
	}
	buf_putc(out, '"');
}

static void
row(struct buf *out, const char *const *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		cell(out, i == 0, cells[i]);
	buf_puts(out, "\r\n");
}

#define ROW(out, ...) row((out), (const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static const char *
organisation_address(const struct view *view, const char *slug)
{
	return slug == NULL ? NULL : address(view, mem_printf(view->ctx, "/organisations/%s", slug));
}

void
view_organisations_json(const struct view *view, const struct organisation_list *list, struct buf *out)
{
	cJSON *rows, *json = frame(view, &list->finding, "total", "organisations", &rows);

	for (size_t i = 0; i < list->row_count; i++) {
		const struct organisation_row *org = &list->rows[i];
		cJSON *object = cJSON_CreateObject();

		add(object, "slug", org->slug);
		add(object, "url", organisation_address(view, org->slug));
		add(object, "name", org->name.words);
		add(object, "acronym", org->acronym);
		add(object, "summary", org->summary.words);
		add(object, "postcode", org->postcode);
		add(object, "locality", org->locality);
		add(object, "website", org->website);
		add(object, "updated_on", org->updated_on);
		if (org->nearest.kilometres >= 0)
			cJSON_AddNumberToObject(object, "kilometres", (double)(long)(org->nearest.kilometres * 10 + .5) / 10);
		cJSON_AddItemToArray(rows, object);
	}
	print(json, out);
}

void
view_organisations_csv(const struct view *view, const struct organisation_list *list, struct buf *out)
{
	ROW(out, "slug", "url", "name", "acronym", "summary", "postcode", "locality", "website", "updated_on");
	for (size_t i = 0; i < list->row_count; i++) {
		const struct organisation_row *org = &list->rows[i];

		ROW(out, org->slug, organisation_address(view, org->slug), org->name.words, org->acronym, org->summary.words, org->postcode, org->locality, org->website, org->updated_on);
	}
}

void
view_activities_json(const struct view *view, const struct activity_list *list, struct buf *out)
{
	cJSON *rows, *json = frame(view, &list->finding, "total", "activities", &rows);

	for (size_t i = 0; i < list->row_count; i++) {
		const struct activity_row *activity = &list->rows[i];
		cJSON *object = cJSON_CreateObject();

		add(object, "organisation", activity->slug);
		cJSON_AddNumberToObject(object, "number", activity->number);
		add(object, "url", mem_printf(view->ctx, "%s/activities/%d", organisation_address(view, activity->slug), activity->number));
		add(object, "title", activity->title.words);
		add(object, "excerpt", activity->excerpt.words);
		add(object, "organisation_name", activity->organisation.words);
		add(object, "locality", activity->locality);
		cJSON_AddItemToArray(rows, object);
	}
	print(json, out);
}

void
view_activities_csv(const struct view *view, const struct activity_list *list, struct buf *out)
{
	ROW(out, "organisation", "number", "url", "title", "excerpt", "organisation_name", "locality");
	for (size_t i = 0; i < list->row_count; i++) {
		const struct activity_row *activity = &list->rows[i];
		const char *number = mem_printf(view->ctx, "%d", activity->number);

		ROW(out, activity->slug, number, mem_printf(view->ctx, "%s/activities/%s", organisation_address(view, activity->slug), number), activity->title.words,
		    activity->excerpt.words, activity->organisation.words, activity->locality);
	}
}

static const char *
relation_word(enum relation relation)
{
	return relation == RELATION_NETWORK ? "network" : "partner";
}

void
view_partners_json(const struct view *view, const struct partnership_list *list, struct buf *out)
{
	cJSON *rows, *json = frame(view, &list->finding, "total_organisations", "partnerships", &rows);

	for (size_t i = 0; i < list->row_count; i++) {
		const struct partnership_row *pair = &list->rows[i];
		cJSON *object = cJSON_CreateObject();

		add(object, "organisation", pair->slug);
		add(object, "organisation_name", pair->name.words);
		add(object, "partner", pair->partner_slug);
		add(object, "partner_name", pair->partner_name.words);
		add(object, "relation", relation_word(pair->relation));
		add(object, "type", pair->type);
		add(object, "country", pair->country);
		cJSON_AddBoolToObject(object, "mutual", pair->mutual);
		cJSON_AddItemToArray(rows, object);
	}
	print(json, out);
}

void
view_partners_csv(const struct view *view, const struct partnership_list *list, struct buf *out)
{
	(void)view;
	ROW(out, "organisation", "organisation_name", "partner", "partner_name", "relation", "type", "country", "mutual");
	for (size_t i = 0; i < list->row_count; i++) {
		const struct partnership_row *pair = &list->rows[i];

		ROW(out, pair->slug, pair->name.words, pair->partner_slug, pair->partner_name.words, relation_word(pair->relation), pair->type, pair->country,
		    pair->mutual ? "true" : "false");
	}
}

const char *
suggestion_kind(const struct suggestion *suggestion)
{
	switch (suggestion->kind) {
	case SUGGESTION_ORGANISATION: return trn("organisation", "organisations", 1);
	case SUGGESTION_TERM: return facet_label(suggestion->facet);
	default: return tr("locality");
	}
}

const char *
suggestion_path(void *ctx, const struct suggestion *suggestion)
{
	struct query query = { .words = "", .near = "", .within = WITHIN_DEFAULT };

	if (suggestion->kind == SUGGESTION_ORGANISATION)
		return mem_printf(ctx, "/organisations/%s", suggestion->slug);
	if (suggestion->kind == SUGGESTION_TERM)
		query.choices[suggestion->facet] = (struct codes){ mem_copy(ctx, &suggestion->code, sizeof(suggestion->code)), 1 };
	else
		query.near = suggestion->label;
	return mem_printf(ctx, "/organisations%s", query_string(ctx, &query, 0, FACET_COUNT, NULL));
}

void
view_suggest_json(const struct view *view, const struct suggestion *rows, size_t count, struct buf *out)
{
	static const char *const KIND[] = { [SUGGESTION_ORGANISATION] = "organisation", [SUGGESTION_TERM] = "term", [SUGGESTION_LOCALITY] = "locality" };
	cJSON *json = cJSON_CreateObject(), *array = cJSON_AddArrayToObject(json, "suggestions");

	for (size_t i = 0; i < count; i++) {
		cJSON *object = cJSON_CreateObject();

		add(object, "label", rows[i].label);
		add(object, "kind", KIND[rows[i].kind]);
		add(object, "what", suggestion_kind(&rows[i]));
		add(object, "href", mem_printf(view->ctx, "%s/%s%s", view->base, lang_code(view->lang), suggestion_path(view->ctx, &rows[i])));
		cJSON_AddItemToArray(array, object);
	}
	print(json, out);
}

void
view_gaps_csv(const struct view *view, const struct gap_matrix *gaps, struct buf *out)
{
	cell(out, true, facet_label((enum facet)VOCABULARY_THEME));
	for (size_t a = 0; a < gaps->audiences->count; a++)
		cell(out, false, gaps->audiences->term[a].label[view->lang]);
	buf_puts(out, "\r\n");
	for (size_t t = 0; t < gaps->themes->count; t++) {
		cell(out, true, gaps->themes->term[t].label[view->lang]);
		for (size_t a = 0; a < gaps->audiences->count; a++)
			buf_printf(out, ",%lu", gaps->count[t * gaps->audiences->count + a]);
		buf_puts(out, "\r\n");
	}
}
