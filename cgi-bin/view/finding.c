/* What all lists share: the search box, the choices beside the list, what is chosen, why a row is there, what to do when none is. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/source.h"
#include "view/page.h"

enum { TERMS_FIRST = 7, TERMS_HIDDEN_MIN = 3, REASONS_MAX = 3, EXCERPT_CHARACTERS = 180 };

static bool
is_chosen(const struct codes *choices, const char *code)
{
	return choices != NULL && codes_have(choices, code);
}

static bool
is_child(const struct view *view, const struct facet_count *value)
{
	const struct term *term = value->facet < (enum facet)VOCABULARY_FACETS ? vocabulary_term(view->vocabularies, (enum vocabulary)value->facet, value->code) : NULL;

	return term != NULL && term->parent != NULL;
}

static int
by_count(const void *a, const void *b)
{
	const struct facet_count *x = *(const struct facet_count *const *)a, *y = *(const struct facet_count *const *)b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return x < y ? -1 : x > y;	/* display order */
}

static int
by_position(const void *a, const void *b)
{
	const struct facet_count *x = *(const struct facet_count *const *)a, *y = *(const struct facet_count *const *)b;

	return x < y ? -1 : x > y;
}

/* Freshness is a scale, and a vocabulary of two levels reads from the upper one: these keep their order. */
static bool
keeps_order(const struct view *view, const struct picked *p, enum facet facet)
{
	if (facet == FACET_FRESHNESS)
		return true;
	for (size_t i = 0; i < p->count; i++)
		if (is_child(view, p->value[i]))
			return true;
	return false;
}

struct picked
pick_values(const struct view *view, const struct facet_count *counts, size_t count, enum facet facet, const struct codes *choices)
{
	struct picked p = { MEM_ARRAY(view->ctx, const struct facet_count *, count + 1), 0, 0 };
	bool ordered;

	for (size_t i = 0; i < count; i++)
		if (counts[i].facet == facet)
			p.value[p.count++] = &counts[i];
	ordered = keeps_order(view, &p, facet);
	if (!ordered)
		qsort(p.value, p.count, sizeof(*p.value), by_count);
	p.first = p.count < TERMS_FIRST + TERMS_HIDDEN_MIN ? p.count : ordered ? 0 : TERMS_FIRST;
	for (size_t i = p.first; i < p.count; i++) {	/* upper terms, and whatever is chosen, are seen at once */
		const struct facet_count *value = p.value[i];

		if (!is_chosen(choices, value->code) && !(ordered && !is_child(view, value)))
			continue;
		memmove(&p.value[p.first + 1], &p.value[p.first], sizeof(*p.value) * (i - p.first));
		p.value[p.first++] = value;
	}
	qsort(p.value + p.first, p.count - p.first, sizeof(*p.value), by_position);
	return p;
}

const char *
more_label(void *ctx, size_t n)
{
	return mem_printf(ctx, trn("%zu more", "%zu more", n), n);
}

static void
set_choice(const struct view *view, struct tpl *row, const struct facet_count *value, bool chosen)
{
	tpl_set(row, "CHOICE_CODE", value->code);
	tpl_set(row, "CHOICE_LABEL", value_label(view, value->facet, value->code));
	tpl_set(row, "CHOICE_COUNT", number_words(view->ctx, view->lang, value->count));
	if (is_child(view, value))
		tpl_show(row, "CHOICE_CHILD");
	if (chosen)
		tpl_show(row, "CHOSEN");
}

static void
add_kept(struct tpl *tpl, const char *name, const char *value)
{
	struct tpl *kept;

	if (value == NULL || *value == '\0')
		return;
	kept = tpl_row(tpl, "KEPT");
	tpl_set(kept, "KEPT_NAME", name);
	tpl_set(kept, "KEPT_VALUE", value);
}

static void
include_choices(const struct view *view, struct tpl *tpl, const struct finding *finding)
{
	struct tpl *refine = tpl_include(tpl, "REFINE", "refine.tpl");
	const struct query *query = &finding->query;
	size_t chosen = 0;

	add_kept(refine, "q", query->words);
	add_kept(refine, "near", query->near);
	if (query->within != WITHIN_DEFAULT)
		add_kept(refine, "within", mem_printf(view->ctx, "%d", query->within));
	add_kept(refine, "sort", sort_code(query->asked_sort));
	for (int f = 0; f < FACET_COUNT; f++) {
		const struct codes *choices = &query->choices[f];
		struct picked p = pick_values(view, finding->counts, finding->count_count, (enum facet)f, choices);
		struct tpl *facet, *more = NULL;

		chosen += choices->count;
		if (p.count == 0)
			continue;
		facet = tpl_row(refine, "CHOICES");
		tpl_set(facet, "CHOICES_NAME", facet_parameter((enum facet)f));
		tpl_set(facet, "CHOICES_LABEL", facet_label((enum facet)f));
		set_facet_glyph(facet, (enum facet)f);
		for (size_t i = 0; i < p.first; i++)
			set_choice(view, tpl_row(facet, "CHOICE"), p.value[i], is_chosen(choices, p.value[i]->code));
		if (p.first < p.count) {
			more = tpl_row(facet, "MORE_CHOICES");
			tpl_set(more, "MORE_CHOICES_LABEL", more_label(view->ctx, p.count - p.first));
		}
		for (size_t i = p.first; i < p.count; i++)
			set_choice(view, tpl_row(more, "MORE_CHOICE"), p.value[i], false);
	}
	if (chosen == 0)
		tpl_set(refine, "REFINE_LABEL", tr("Refine"));
	else
		tpl_setf(refine, "REFINE_LABEL", trn("Refine (%zu choice)", "Refine (%zu choices)", chosen), chosen);
}

/* The search box, with the place; it keeps what is chosen beside it. */
static void
include_box(struct tpl *tpl, const struct finding *finding, const char *label)
{
	static const int WITHIN[] = { 5, 10, 25, 50, 100 };
	struct tpl *box = tpl_include(tpl, "SEARCH", "search.tpl");
	const struct query *query = &finding->query;

	tpl_set(box, "SEARCH_LABEL", label);
	tpl_set(box, "WORDS", query->words);
	tpl_set(box, "NEAR", query->near);
	for (size_t i = 0; i < sizeof(WITHIN) / sizeof(WITHIN[0]); i++) {
		struct tpl *row = tpl_row(box, "WITHIN");

		tpl_setf(row, "WITHIN_KM", "%d", WITHIN[i]);
		if (WITHIN[i] == query->within)
			tpl_show(row, "WITHIN_CHOSEN");
	}
	for (int f = 0; f < FACET_COUNT; f++)
		for (size_t i = 0; i < query->choices[f].count; i++)
			add_kept(box, facet_parameter((enum facet)f), query->choices[f].code[i]);
	add_kept(box, "sort", sort_code(query->asked_sort));
}

static void
add_chip(struct tpl **chips, struct tpl *tpl, const char *facet, const char *label, const char *query)
{
	struct tpl *chip;

	if (*chips == NULL)
		*chips = tpl_include(tpl, "CHIPS", "chips.tpl");
	chip = tpl_row(*chips, "CHIP");
	tpl_set(chip, "CHIP_FACET", facet);
	tpl_set(chip, "CHIP_LABEL", label);
	tpl_set(chip, "CHIP_QUERY", query);
}

/* What cuts the list now; each leads to the list without it. */
static void
include_chips(const struct view *view, struct tpl *tpl, const struct query *query)
{
	struct query less = *query;
	struct tpl *chips = NULL;

	if (query->words[0] != '\0') {
		less.words = "";
		add_chip(&chips, tpl, "words", mem_printf(view->ctx, tr("Search: %s"), query->words), query_string(view->ctx, &less, 0, FACET_COUNT, NULL));
	}
	for (int f = 0; f < FACET_COUNT; f++)
		for (size_t i = 0; i < query->choices[f].count; i++) {
			const char *code = query->choices[f].code[i];

			add_chip(&chips, tpl, facet_parameter((enum facet)f), value_label(view, (enum facet)f, code), query_string(view->ctx, query, 0, (enum facet)f, code));
		}
	if (query->near[0] != '\0') {
		less = *query;
		less.near = "";
		add_chip(&chips, tpl, "zone", mem_printf(view->ctx, tr("At most %d km from %s"), query->within, query->near), query_string(view->ctx, &less, 0, FACET_COUNT, NULL));
	}
	if (query->letter != NULL) {
		less = *query;
		less.letter = NULL;
		add_chip(&chips, tpl, "letter", mem_printf(view->ctx, tr("Letter %c"), query->letter[0] == '0' ? '#' : toupper((unsigned char)query->letter[0])),
		    query_string(view->ctx, &less, 0, FACET_COUNT, NULL));
	}
}

/* What the place was taken for, what else it can mean, and who works there without having a house there. */
static void
set_place(const struct view *view, struct tpl *tpl, const struct finding *finding)
{
	const struct place_list *places = &finding->places;
	struct query other = finding->query;
	struct tpl *row;

	if (finding->query.near[0] == '\0')
		return;
	if (places->count == 0) {
		tpl_set(tpl_row(tpl, "PLACE_UNKNOWN"), "PLACE_TYPED", finding->query.near);
		return;
	}
	row = tpl_row(tpl, "PLACE");
	tpl_setf(row, "PLACE_FOUND", tr("At most %d km from %s, by the seat or a branch."), finding->query.within, places->rows[0].name);
	if (places->rows[0].approximate)
		tpl_show(row, "PLACE_APPROXIMATE");
	for (size_t i = 1; i < places->count; i++) {
		struct tpl *alternative = tpl_row(row, "PLACE_OTHER");
		const char *name = joined(view->ctx, places->rows[i].name, places->rows[i].postcode);

		other.near = places->rows[i].postcode != NULL ? mem_printf(view->ctx, "%s %s", places->rows[i].postcode, places->rows[i].name) : places->rows[i].name;
		tpl_set(alternative, "PLACE_OTHER_NAME", places->rows[i].zone == NULL ? name :
		    mem_printf(view->ctx, "%s (%s)", name, value_label(view, (enum facet)VOCABULARY_ZONE, places->rows[i].zone)));
		tpl_set(alternative, "PLACE_OTHER_QUERY", query_string(view->ctx, &other, 0, FACET_COUNT, NULL));
	}
	if (finding->in_zone > 0) {
		struct tpl *served = tpl_row(row, "PLACE_SERVED");
		const char *zone = places->rows[0].zone, **code = MEM_ARRAY(view->ctx, const char *, 1);

		other = finding->query;
		other.near = "";
		code[0] = zone;
		other.choices[VOCABULARY_ZONE] = (struct codes){ code, 1 };
		tpl_setf(served, "PLACE_SERVED_LABEL", trn("%lu says that it works there: %s", "%lu say that they work there: %s", finding->in_zone), finding->in_zone,
		    value_label(view, (enum facet)VOCABULARY_ZONE, zone));
		tpl_set(served, "PLACE_SERVED_QUERY", query_string(view->ctx, &other, 0, FACET_COUNT, NULL));
	}
}

static void
set_corrected(const struct view *view, struct tpl *tpl, const struct finding *finding)
{
	struct query exact = finding->query;
	struct tpl *row;

	if (finding->corrected == NULL)
		return;
	row = tpl_row(tpl, "CORRECTED");
	tpl_set(row, "CORRECTED_WORDS", finding->corrected);
	tpl_set(row, "CORRECTED_TYPED", finding->query.words);
	exact.words = mem_printf(view->ctx, "\"%s\"", finding->query.words);
	tpl_set(row, "CORRECTED_QUERY", query_string(view->ctx, &exact, 0, FACET_COUNT, NULL));
}

static void
set_sorts(const struct view *view, struct tpl *tpl, const struct finding *finding)
{
	struct query query = finding->query;
	struct tpl *sorts;

	if (finding->paging.total < 2)
		return;
	sorts = tpl_row(tpl, "SORTS");
	for (int s = SORT_RELEVANCE; s <= SORT_LATEST; s++) {
		struct tpl *row;

		if ((s == SORT_RELEVANCE && query.words[0] == '\0') || (s == SORT_DISTANCE && finding->places.count == 0))
			continue;
		row = tpl_row(sorts, "SORT");
		query.asked_sort = (enum sort)s;
		tpl_set(row, "SORT_LABEL", sort_label((enum sort)s));
		tpl_set(row, "SORT_QUERY", query_string(view->ctx, &query, 0, FACET_COUNT, NULL));
		if (finding->query.sort == (enum sort)s)
			tpl_show(row, "SORT_CURRENT");
	}
}

/* When nothing is found: what to drop so that something is. */
static void
include_ways_out(const struct view *view, struct tpl *tpl, const struct finding *finding)
{
	struct tpl *nothing = tpl_include(tpl, "NOTHING", "nothing.tpl");

	for (size_t i = 0; i < finding->way_out_count; i++) {
		const struct way_out *way = &finding->ways_out[i];
		struct query less = finding->query;
		const char *what, *less_code = NULL;
		struct tpl *row = tpl_row(nothing, "WAY_OUT");

		less.words = way->words;
		if (way->within > 0) {
			less.within = way->within;
			tpl_setf(tpl_row(row, "WAY_FARTHER"), "WAY_FARTHER_LABEL", tr("At most %d km from %s"), way->within, finding->query.near);
			tpl_set(row, "WAY_OUT_QUERY", query_string(view->ctx, &less, 0, FACET_COUNT, NULL));
			tpl_set(row, "WAY_OUT_COUNT", number_words(view->ctx, view->lang, way->count));
			continue;
		}
		if (way->dropped == NULL) {
			less.near = "";
			what = mem_printf(view->ctx, tr("At most %d km from %s"), finding->query.within, finding->query.near);
		} else if (way->facet == FACET_COUNT) {
			what = way->dropped;
		} else {
			less_code = way->dropped;
			what = value_label(view, way->facet, way->dropped);
		}
		tpl_set(tpl_row(row, "WAY_WITHOUT"), "WAY_OUT_WHAT", what);
		tpl_set(row, "WAY_OUT_QUERY", query_string(view->ctx, &less, 0, way->facet, less_code));
		tpl_set(row, "WAY_OUT_COUNT", number_words(view->ctx, view->lang, way->count));
	}
	for (size_t i = 0; i < finding->near_term_count; i++) {
		const struct facet_count *term = &finding->near_terms[i];
		struct query query = { .words = "", .near = "", .within = WITHIN_DEFAULT };
		struct tpl *row = tpl_row(nothing, "NEAR_TERM");

		query.choices[term->facet] = (struct codes){ mem_copy(view->ctx, &term->code, sizeof(term->code)), 1 };
		tpl_setf(row, "NEAR_TERM_LABEL", "%s · %s", facet_label(term->facet), value_label(view, term->facet, term->code));
		tpl_set(row, "NEAR_TERM_QUERY", query_string(view->ctx, &query, 0, FACET_COUNT, NULL));
		tpl_set(row, "NEAR_TERM_COUNT", number_words(view->ctx, view->lang, term->count));
	}
	tpl_set(nothing, "NOTHING_WORDS_QUERY", query_string(view->ctx, &(struct query){ .words = finding->query.words, .near = "", .within = WITHIN_DEFAULT }, 0, FACET_COUNT, NULL));
}

void
include_finding(struct page *page, const struct finding *finding, const char *label, const char *results)
{
	const struct view *view = page->view;
	struct tpl *tpl = page->main, *found;

	include_box(tpl, finding, label);
	include_choices(view, tpl, finding);
	found = tpl_include(tpl, "FOUND", "found.tpl");
	tpl_set(found, "RESULTS", results);
	tpl_set(found, "DATA_QUERY", query_string(view->ctx, &finding->query, 0, FACET_COUNT, NULL));
	include_chips(view, found, &finding->query);
	set_place(view, found, finding);
	set_corrected(view, found, finding);
	set_sorts(view, found, finding);
	if (finding->paging.total == 0)
		include_ways_out(view, tpl, finding);
	include_paging(page, &finding->paging, &finding->query);
}

/* What part of the page a reason is about, in the language of tr(). */
static const char *
line_label(const struct source_line *line)
{
	switch (line->kind) {
	case SOURCE_NAME: return tr("Name");
	case SOURCE_ACRONYM: return tr("Acronym");
	case SOURCE_FORMER_NAME: return tr("Former name");
	case SOURCE_SUMMARY: return tr("In a sentence");
	case SOURCE_TERM: return facet_label((enum facet)line->vocabulary);
	case SOURCE_LOCALITY: return tr("Locality");
	case SOURCE_ACTIVITY: case SOURCE_DESCRIPTION: return tr("Activity");
	case SOURCE_MISSION_NORTH: return tr("Mission in Belgium");
	case SOURCE_MISSION: return tr("General mission");
	case SOURCE_HISTORY: return tr("History");
	case SOURCE_BRANCH: return trn("Local branch", "Local branches", 1);
	case SOURCE_PARTNER: return tr("Partner");
	default: return tr("Website");
	}
}

bool
set_why(const struct view *view, struct tpl *row, const struct finding *finding, const char *source, const char *words, const char *slug, int activity,
    const char *const *shown, size_t shown_count)
{
	struct reason reasons[REASONS_MAX];
	struct tpl *included = NULL;
	size_t n = source_explain(view->ctx, source, words, finding->search, view->vocabularies, finding->query.choices, activity, reasons, REASONS_MAX);

	for (size_t i = 0; i < n; i++) {
		const struct source_line *line = &reasons[i].line;
		bool is_shown = false;
		struct tpl *why;

		for (size_t s = 0; s < shown_count; s++)	/* the row says it already, marked */
			is_shown = is_shown || (shown[s] != NULL && strcmp(shown[s], line->text) == 0);
		if (is_shown)
			continue;
		if (included == NULL)
			included = tpl_include(row, "WHY", "why.tpl");
		why = tpl_row(included, "REASON");
		tpl_set(why, "WHY_PART", line_label(line));
		if (reasons[i].activity != NULL && activity == 0) {
			struct tpl *link = tpl_row(why, "WHY_ACTIVITY");

			tpl_set(link, "WHY_SLUG", slug);
			tpl_setf(link, "WHY_NUMBER", "%d", line->activity);
			tpl_set(link, "WHY_LANG", lang_code(reasons[i].activity_lang));
			if (line->kind == SOURCE_ACTIVITY)
				set_marked(view, link, "WHY_TITLE", finding->search, line->text, line->lang);
			else
				set_marked(view, link, "WHY_TITLE", NULL, reasons[i].activity, reasons[i].activity_lang);
		}
		if (line->kind == SOURCE_ACTIVITY && activity == 0)
			continue;
		tpl_show(why, "WHY_TEXT");
		if (line->kind == SOURCE_TERM)
			set_marked(view, why, "WHY_WORDS", finding->search, vocabulary_label(view->vocabularies, line->vocabulary, line->code, view->lang), view->lang);
		else
			set_marked(view, why, "WHY_WORDS", finding->search, search_excerpt(view->ctx, finding->search, line->text, line->lang, EXCERPT_CHARACTERS), line->lang);
		tpl_set(why, "WHY_TEXT_LANG", lang_code(line->kind == SOURCE_TERM ? view->lang : line->lang));
	}
	return n > 0;
}
