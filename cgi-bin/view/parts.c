/* Parts that stand in several pages: facets, paging, partners, contact, an activity. */
#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "view/page.h"

void
set_facet_glyph(struct tpl *row, enum facet facet)
{
	static const char *const GLYPH[FACET_COUNT] = {
		[VOCABULARY_ACTIVITY_TYPE] = "GLYPH_TYPE", [VOCABULARY_THEME] = "GLYPH_THEME", [VOCABULARY_AUDIENCE] = "GLYPH_PUBLIC",
		[VOCABULARY_PARTNER_TYPE] = "GLYPH_PARTNER", [VOCABULARY_ZONE] = "GLYPH_ZONE",
		[FACET_LANGUAGE] = "GLYPH_LANGUAGE", [FACET_FRESHNESS] = "GLYPH_FRESH",
	};

	tpl_show(row, GLYPH[facet]);
}

bool
include_facets(const struct view *view, struct tpl *tpl, const struct facets *facets, bool all)
{
	struct tpl *included = NULL;

	for (int v = 0; v < VOCABULARY_FACETS; v++) {
		const struct codes *codes = &facets->of[v];
		struct tpl *row;

		if (codes->count == 0 && !all)
			continue;
		if (included == NULL)
			included = tpl_include(tpl, "FACETS", "facets.tpl");
		row = tpl_row(included, "FACET");
		tpl_set(row, "FACET", vocabulary_parameter((enum vocabulary)v));
		tpl_set(row, "FACET_LABEL", facet_label((enum facet)v));
		set_facet_glyph(row, (enum facet)v);
		if (codes->count == 0)
			tpl_show(row, "NO_TERM");
		for (size_t i = 0; i < codes->count; i++) {
			struct tpl *term = tpl_row(row, "TERM");

			tpl_set(term, "TERM_CODE", codes->code[i]);
			tpl_set(term, "TERM_LABEL", vocabulary_label(view->vocabularies, (enum vocabulary)v, codes->code[i], view->lang));
		}
	}
	return included != NULL;
}

void
include_paging(struct page *page, const struct paging *paging, const struct query *query)
{
	static const struct query NOTHING = { .words = "", .near = "", .within = WITHIN_DEFAULT };
	void *ctx = page->view->ctx;
	struct tpl *tpl;

	if (paging->pages < 2)
		return;
	if (query == NULL)
		query = &NOTHING;
	tpl = tpl_include(page->main, "PAGING", "paging.tpl");
	tpl_setf(tpl, "PAGE", "%u", paging->page);
	tpl_setf(tpl, "PAGES", "%u", paging->pages);
	if (paging->page > 1)
		tpl_set(tpl_row(tpl, "PREVIOUS"), "PREVIOUS_QUERY", query_string(ctx, query, paging->page - 1, FACET_COUNT, NULL));
	if (paging->page < paging->pages)
		tpl_set(tpl_row(tpl, "NEXT"), "NEXT_QUERY", query_string(ctx, query, paging->page + 1, FACET_COUNT, NULL));
}

void
set_percent(struct tpl *row, const char *key, unsigned long count, unsigned long most)
{
	unsigned long percent = most == 0 ? 0 : (100 * count + most / 2) / most;

	tpl_setf(row, key, "%lu", percent == 0 && count > 0 ? 1 : percent);
}

static void
set_groups(const struct view *view, struct tpl *included, const struct organisation *org)
{
	struct tpl *groups = tpl_row(included, "GROUPS");
	unsigned long total = 0, most = 0;

	for (size_t i = 0; i < org->partner_group_count; i++) {
		unsigned long count = (unsigned long)org->partner_groups[i].count;

		total += count;
		most = count > most ? count : most;
	}
	tpl_setf(groups, "GROUPS_CAPTION", trn("%lu partner organisation, by type", "%lu partner organisations, by type", total), total);
	for (size_t i = 0; i < org->partner_group_count; i++) {
		const struct partner_group *group = &org->partner_groups[i];
		struct tpl *row = tpl_row(groups, "GROUP");

		tpl_set(row, "GROUP_CODE", group->type);
		tpl_set(row, "GROUP_LABEL", vocabulary_label(view->vocabularies, VOCABULARY_PARTNER_TYPE, group->type, view->lang));
		tpl_setf(row, "GROUP_COUNT", "%d", group->count);
		set_percent(row, "GROUP_PERCENT", (unsigned long)group->count, most);
	}
}

/* One list of those of a relation; nothing when there are none. */
static void
set_named(const struct view *view, struct tpl *included, const struct organisation *org, enum relation relation, const char *heading)
{
	struct tpl *named = NULL;

	for (size_t i = 0; i < org->partner_count; i++) {
		const struct partner *partner = &org->partners[i];
		const char *note = partner_note(view, partner->type, partner->country, NULL);
		struct tpl *row;

		if (partner->relation != relation)
			continue;
		if (named == NULL) {
			named = tpl_row(included, "NAMED");
			tpl_set(named, "NAMED_HEADING", heading);
		}
		row = tpl_row(named, "PARTNER");
		tpl_set(row, "PARTNER_NAME", partner->name);
		tpl_set(row, "PARTNER_SLUG", partner->organisation);
		tpl_show(row, partner->organisation != NULL ? "PARTNER_LINK" : "PARTNER_PLAIN");
		if (note != NULL)
			tpl_set(tpl_row(row, "PARTNER_NOTE"), "PARTNER_NOTE_TEXT", note);
	}
}

bool
include_partnerships(const struct view *view, struct tpl *tpl, const struct organisation *org)
{
	struct tpl *included;

	if (org->partner_group_count == 0 && org->partner_count == 0)
		return false;
	included = tpl_include(tpl, "PARTNERSHIPS", "partnerships.tpl");
	if (org->partner_group_count > 0)
		set_groups(view, included, org);
	set_named(view, included, org, RELATION_PARTNER, tr("Named partners"));
	set_named(view, included, org, RELATION_NETWORK, tr("Networks it belongs to"));
	return true;
}

struct said
set_organisation(const struct view *view, struct tpl *tpl, const struct organisation *org)
{
	struct said name = text_for(&org->name, view->lang);

	tpl_set(tpl, "SLUG", org->slug);
	tpl_set(tpl, "NAME", name.words);
	tpl_set(tpl, "NAME_LANG", lang_code(name.lang));
	return name;
}

/* An address as people say it: without scheme, "www." and the slash at the end. */
static const char *
website_words(void *ctx, const char *url)
{
	const char *s = strstr(url, "://");
	size_t len;

	s = s == NULL ? url : s + 3;
	if (strncmp(s, "www.", 4) == 0)
		s += 4;
	len = strlen(s);
	if (len > 0 && s[len - 1] == '/')
		len--;
	return mem_strndup(ctx, s, len);
}

bool
set_contact(const struct view *view, struct tpl *tpl, const struct organisation *org)
{
	struct tpl *row;

	if (org->website != NULL) {
		row = tpl_row(tpl, "WEBSITE");
		tpl_set(row, "WEBSITE_URL", org->website);
		tpl_set(row, "WEBSITE_TEXT", website_words(view->ctx, org->website));
	}
	if (org->email != NULL)
		tpl_set(tpl_row(tpl, "EMAIL"), "EMAIL_TEXT", org->email);
	if (org->phone != NULL) {
		row = tpl_row(tpl, "PHONE");
		tpl_set(row, "PHONE_TEXT", org->phone);
		tpl_set(row, "PHONE_URL", phone_url(view->ctx, org->phone));
	}
	return org->website != NULL || org->email != NULL || org->phone != NULL;
}

struct said
set_activity_title(const struct view *view, struct tpl *tpl, const struct activity *activity)
{
	struct said title = text_for(&activity->title, view->lang);

	tpl_setf(tpl, "ACTIVITY_NUMBER", "%d", activity->number);
	tpl_set(tpl, "ACTIVITY_TITLE", title.words);
	tpl_set(tpl, "ACTIVITY_TITLE_LANG", lang_code(title.lang));
	return title;
}

struct said
set_activity_description(const struct view *view, struct tpl *tpl, const struct activity *activity)
{
	struct said description = text_for(&activity->description, view->lang);

	tpl_set(tpl, "ACTIVITY_DESCRIPTION_HTML", description.words);
	tpl_set(tpl, "ACTIVITY_LANG", lang_code(description.lang));
	if (description.words != NULL && description.lang != view->lang)
		tpl_set(tpl_row(tpl, "ACTIVITY_OTHER"), "ACTIVITY_IN", in_language(description.lang));
	return description;
}

void
query_add(struct buf *b, const char *name, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	buf_printf(b, "%c%s=", b->len == 0 ? '?' : '&', name);
	for (const unsigned char *c = (const unsigned char *)value; *c != '\0'; c++) {
		if (isalnum(*c) || strchr("*-._", *c) != NULL)
			buf_putc(b, (char)*c);
		else if (*c == ' ')
			buf_putc(b, '+');
		else
			buf_printf(b, "%%%02X", *c);
	}
}

const char *
sort_code(enum sort sort)
{
	switch (sort) {
	case SORT_RELEVANCE: return "relevance";
	case SORT_NAME: return "name";
	case SORT_DISTANCE: return "distance";
	case SORT_LATEST: return "latest";
	default: return NULL;
	}
}

const char *
query_string(void *ctx, const struct query *query, unsigned page, enum facet facet, const char *less)
{
	struct buf b = buf_in(ctx);

	query_add(&b, "q", query->words);
	for (int f = 0; f < FACET_COUNT; f++)
		for (size_t i = 0; i < query->choices[f].count; i++)
			if (less == NULL || facet != (enum facet)f || strcmp(less, query->choices[f].code[i]) != 0)
				query_add(&b, facet_parameter((enum facet)f), query->choices[f].code[i]);
	query_add(&b, "letter", query->letter);
	query_add(&b, "near", query->near);
	if (query->near[0] != '\0' && query->within != WITHIN_DEFAULT)
		query_add(&b, "within", mem_printf(ctx, "%d", query->within));
	query_add(&b, "sort", sort_code(query->asked_sort));
	if (page > 1)
		query_add(&b, "page", mem_printf(ctx, "%u", page));
	return buf_text(&b);
}
