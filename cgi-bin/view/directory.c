/* The way in, and the list of organisations. */
#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "view/page.h"

enum { RECENT_DAYS = 14 };

static void
set_index_term(const struct view *view, struct tpl *row, const struct facet_count *value)
{
	tpl_set(row, "INDEX_CODE", value->code);
	tpl_set(row, "INDEX_TERM_LABEL", value_label(view, value->facet, value->code));
	tpl_set(row, "INDEX_COUNT", number_words(view->ctx, view->lang, value->count));
}

/* The facets of the vocabularies with their counts; zones have the map beside them. */
static void
set_index(const struct view *view, struct tpl *tpl, const struct home *home)
{
	struct tpl *index = NULL;

	for (int v = 0; v < VOCABULARY_FACETS; v++) {
		struct picked p = pick_values(view, home->terms, home->term_count, (enum facet)v, NULL);
		struct tpl *facet, *more = NULL;

		if (p.count == 0)
			continue;
		if (index == NULL)
			index = tpl_row(tpl, "INDEX");
		if (v == VOCABULARY_ZONE) {
			facet = tpl_row(index, "INDEX_ZONES");
			include_map(view, facet, home->terms, home->term_count);
			p.first = p.count;
		} else {
			facet = tpl_row(index, "INDEX_FACET");
			set_facet_glyph(facet, (enum facet)v);
		}
		tpl_set(facet, "INDEX_PARAMETER", facet_parameter((enum facet)v));
		tpl_set(facet, "INDEX_LABEL", facet_label((enum facet)v));
		if (p.first < p.count) {
			more = tpl_row(facet, "INDEX_MORE");
			tpl_set(more, "INDEX_MORE_LABEL", more_label(view->ctx, p.count - p.first));
		}
		for (size_t i = 0; i < p.count; i++)
			set_index_term(view, i < p.first ? tpl_row(facet, "INDEX_TERM") : tpl_row(more, "INDEX_MORE_TERM"), p.value[i]);
	}
}

static void
set_latest(const struct view *view, struct tpl *tpl, const struct home *home)
{
	if (home->latest_count == 0)
		tpl_show(tpl, "NO_LATEST");
	for (size_t i = 0; i < home->latest_count; i++) {
		const struct organisation_row *latest = &home->latest[i];
		struct tpl *row = tpl_row(tpl, "LATEST");

		tpl_set(row, "LATEST_SLUG", latest->slug);
		tpl_set(row, "LATEST_NAME", latest->name.words);
		tpl_set(row, "LATEST_LANG", lang_code(latest->name.lang));
		tpl_set(row, "LATEST_ON", date_words(view->ctx, latest->updated_on));
		if (latest->locality != NULL)
			tpl_set(tpl_row(row, "LATEST_PLACE"), "LATEST_LOCALITY", latest->locality);
		if (date_within(latest->updated_on, view->today, RECENT_DAYS))
			tpl_show(row, "LATEST_RECENT");
	}
}

enum err
view_home(const struct view *view, const struct home *home, struct buf *html)
{
	struct page page = page_begin(view, &(struct page_head){ .file = "home.tpl", .title = tr("Global citizenship education in Belgium"), .has_search = true });
	struct tpl *tpl = page.main;

	tpl_set(tpl, "ORGANISATIONS", number_words(view->ctx, view->lang, home->organisations));
	tpl_set(tpl, "ORGANISATIONS_WORD", trn("organisation", "organisations", home->organisations));
	tpl_set(tpl, "ACTIVITIES", number_words(view->ctx, view->lang, home->activities));
	tpl_set(tpl, "ACTIVITIES_WORD", trn("activity", "activities", home->activities));
	tpl_set(tpl, "PARTNERSHIPS", number_words(view->ctx, view->lang, home->partnerships));
	tpl_set(tpl, "PARTNERSHIPS_WORD", trn("partnership", "partnerships", home->partnerships));
	set_latest(view, tpl, home);
	set_index(view, tpl, home);
	return page_end(&page, html);
}

static unsigned long
letter_count(const struct organisation_list *list, char letter)
{
	for (size_t i = 0; i < list->letter_count; i++)
		if (list->letters[i].letter == letter)
			return list->letters[i].count;
	return 0;
}

/* The letters count the whole directory: so they are shown while nothing else cuts the list, and each leads to all of its names. */
static void
set_letters(struct tpl *tpl, const struct organisation_list *list)
{
	static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz0";
	const struct query *query = &list->finding.query;
	struct tpl *letters;

	if (query->words[0] != '\0' || query->near[0] != '\0')
		return;
	for (int f = 0; f < FACET_COUNT; f++)
		if (query->choices[f].count > 0)
			return;
	letters = tpl_row(tpl, "LETTERS");
	if (query->letter == NULL)
		tpl_show(letters, "ALL_LETTERS");
	for (const char *c = LETTERS; *c != '\0'; c++) {
		unsigned long count = letter_count(list, *c);
		struct tpl *row, *some;

		if (*c == '0' && count == 0)
			continue;
		row = tpl_row(letters, "LETTER");
		tpl_setf(row, "LETTER_SIGN", "%c", *c == '0' ? '#' : toupper((unsigned char)*c));
		if (count == 0) {
			tpl_show(row, "LETTER_NONE");
			continue;
		}
		some = tpl_row(row, "LETTER_SOME");
		tpl_setf(some, "LETTER_QUERY", "?letter=%c", *c);
		tpl_setf(some, "LETTER_COUNT", trn("%lu organisation", "%lu organisations", count), count);
		if (query->letter != NULL && query->letter[0] == *c)
			tpl_show(some, "LETTER_CURRENT");
	}
}

/* How far away it is, and what of it. */
static void
set_distance(const struct view *view, struct tpl *row, const struct organisation_row *org)
{
	const struct nearest *nearest = &org->nearest;
	const char *kilometres;

	if (nearest->kilometres < 0)
		return;
	kilometres = nearest->kilometres < 1 ? tr("less than 1 km") : mem_printf(view->ctx, tr("%.0f km"), nearest->kilometres);
	tpl_setf(tpl_row(row, "ROW_DISTANCE"), "ROW_DISTANCE_TEXT", nearest->number == 0 ? tr("seat: %s%s") : tr("branch: %s%s"), nearest->approximate ? tr("about ") : "", kilometres);
}

static void
set_row(const struct view *view, struct tpl *row, const struct organisation_row *org, const struct finding *finding)
{
	const char *where = org->postcode != NULL && org->locality != NULL ? mem_printf(view->ctx, "%s %s", org->postcode, org->locality) : org->locality;
	const char *shown[] = { org->name.words, org->summary.words, org->acronym };

	tpl_set(row, "ROW_SLUG", org->slug);
	tpl_set(row, "ROW_LANG", lang_code(org->name.lang));
	set_marked(view, row, "NAME", finding->search, org->name.words, org->name.lang);
	if (org->acronym != NULL)
		set_marked(view, tpl_row(row, "ROW_ACRONYM"), "ACRONYM", finding->search, org->acronym, LANG_FR);
	if (org->summary.words != NULL) {
		struct tpl *summary = tpl_row(row, "ROW_SUMMARY");

		tpl_set(summary, "ROW_SUMMARY_LANG", lang_code(org->summary.lang));
		set_marked(view, summary, "SUMMARY", finding->search, org->summary.words, org->summary.lang);
	}
	if (org->source != NULL)
		set_why(view, row, finding, org->source, org->words, org->slug, 0, shown, sizeof(shown) / sizeof(shown[0]));
	if (where != NULL)
		tpl_set(tpl_row(row, "ROW_PLACE"), "ROW_PLACE_TEXT", where);
	set_distance(view, row, org);
	tpl_setf(row, "ROW_UPDATED", tr("updated on %s"), date_words(view->ctx, org->updated_on));
	if (date_within(org->updated_on, view->today, RECENT_DAYS))
		tpl_show(row, "ROW_RECENT");
}

enum err
view_organisations(const struct view *view, const struct organisation_list *list, struct buf *html)
{
	struct page page = page_begin(view, &(struct page_head){ .file = "organisations.tpl", .title = tr("Organisations"), .nav = NAV_ORGANISATIONS, .has_search = true });
	unsigned long total = list->finding.paging.total;

	include_finding(&page, &list->finding, tr("A name, a theme, a word from a text"), total == 0 ? tr("No organisation") :
	    mem_printf(view->ctx, trn("%s organisation", "%s organisations", total), number_words(view->ctx, view->lang, total)));
	set_letters(page.main, list);
	tpl_set(page.main, "FROM", view->query);
	if (list->row_count > 0)
		tpl_show(page.main, "KEEP");
	for (size_t i = 0; i < list->row_count; i++)
		set_row(view, tpl_row(page.main, "ROW"), &list->rows[i], &list->finding);
	return page_end(&page, html);
}

enum err
view_suggest(const struct view *view, const char *typed, const struct suggestion *rows, size_t count, struct buf *html)
{
	struct page page = page_begin(view, &(struct page_head){ .file = "suggest.tpl", .title = tr("Suggestions"), .has_search = true, .is_error = true });

	tpl_set(page.main, "WORDS", typed);
	for (size_t i = 0; i < count; i++) {
		struct tpl *row = tpl_row(page.main, "SUGGESTION");

		tpl_set(row, "SUGGESTION_LABEL", rows[i].label);
		tpl_set(row, "SUGGESTION_KIND", suggestion_kind(&rows[i]));
		tpl_set(row, "SUGGESTION_PATH", suggestion_path(view->ctx, &rows[i]));
	}
	if (count == 0)
		tpl_show(page.main, "NO_SUGGESTION");
	return page_end(&page, html);
}
