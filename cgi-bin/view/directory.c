/* The way in, and the list of organisations. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "view/page.h"

enum { TERMS_FIRST = 7, TERMS_HIDDEN_MIN = 3, RECENT_DAYS = 14 };

/* The counted terms of one facet: first those shown at once, then the rest behind "more". */
struct picked {
	const struct term_count **term;
	size_t first, count;
};

static bool
is_chosen(const struct codes *choices, const char *code)
{
	for (size_t i = 0; choices != NULL && i < choices->count; i++)
		if (strcmp(choices->code[i], code) == 0)
			return true;
	return false;
}

static int
by_count(const void *a, const void *b)
{
	const struct term_count *x = *(const struct term_count *const *)a, *y = *(const struct term_count *const *)b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return x < y ? -1 : x > y;	/* display order */
}

static int
by_position(const void *a, const void *b)
{
	const struct term_count *x = *(const struct term_count *const *)a, *y = *(const struct term_count *const *)b;

	return x < y ? -1 : x > y;
}

/* The most used terms of v come first, and with them whatever is chosen; a "more" of one or two would only hide them. */
static struct picked
pick(void *ctx, const struct term_count *terms, size_t count, enum vocabulary v, const struct codes *choices)
{
	struct picked p = { MEM_ARRAY(ctx, const struct term_count *, count), 0, 0 };

	for (size_t i = 0; i < count; i++)
		if (terms[i].vocabulary == v)
			p.term[p.count++] = &terms[i];
	qsort(p.term, p.count, sizeof(*p.term), by_count);
	p.first = p.count < TERMS_FIRST + TERMS_HIDDEN_MIN ? p.count : TERMS_FIRST;
	for (size_t i = p.first; i < p.count; i++) {
		const struct term_count *chosen = p.term[i];

		if (!is_chosen(choices, chosen->code))
			continue;
		p.term[i] = p.term[p.first];
		p.term[p.first++] = chosen;
	}
	qsort(p.term + p.first, p.count - p.first, sizeof(*p.term), by_position);
	return p;
}

static const char *
more_label(void *ctx, size_t n)
{
	return mem_printf(ctx, trn("%zu more", "%zu more", n), n);
}

static void
set_index(const struct view *view, struct tpl *tpl, const struct home *home)
{
	struct tpl *index = NULL;

	for (int v = 0; v < VOCABULARY_FACETS; v++) {
		struct picked p = pick(view->ctx, home->terms, home->term_count, (enum vocabulary)v, NULL);
		struct tpl *facet, *more = NULL;

		if (p.count == 0)
			continue;
		if (index == NULL)
			index = tpl_row(tpl, "INDEX");
		facet = tpl_row(index, "INDEX_FACET");
		tpl_set(facet, "INDEX_PARAMETER", vocabulary_parameter((enum vocabulary)v));
		tpl_set(facet, "INDEX_LABEL", facet_label((enum vocabulary)v));
		set_facet_glyph(facet, (enum vocabulary)v);
		if (p.first < p.count) {
			more = tpl_row(facet, "INDEX_MORE");
			tpl_set(more, "INDEX_MORE_LABEL", more_label(view->ctx, p.count - p.first));
		}
		for (size_t i = 0; i < p.count; i++) {
			struct tpl *row = i < p.first ? tpl_row(facet, "INDEX_TERM") : tpl_row(more, "INDEX_MORE_TERM");

			tpl_set(row, "INDEX_CODE", p.term[i]->code);
			tpl_set(row, "INDEX_TERM_LABEL", vocabulary_label(view->vocabularies, (enum vocabulary)v, p.term[i]->code, view->lang));
			tpl_set(row, "INDEX_COUNT", number_words(view->ctx, view->lang, p.term[i]->count));
		}
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
	const struct query *query = &list->query;
	struct tpl *letters;

	if (query->words[0] != '\0')
		return;
	for (int v = 0; v < VOCABULARY_FACETS; v++)
		if (query->choices[v].count > 0)
			return;
	letters = tpl_row(tpl, "LETTERS");
	tpl_set(letters, "ALL_LETTERS_QUERY", "");
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

static void
set_choice(const struct view *view, struct tpl *row, const struct term_count *term, bool chosen)
{
	tpl_set(row, "CHOICE_CODE", term->code);
	tpl_set(row, "CHOICE_LABEL", vocabulary_label(view->vocabularies, term->vocabulary, term->code, view->lang));
	tpl_set(row, "CHOICE_COUNT", number_words(view->ctx, view->lang, term->count));
	if (chosen)
		tpl_show(row, "CHOSEN");
}

static void
set_choices(const struct view *view, struct tpl *tpl, const struct organisation_list *list)
{
	size_t chosen = 0;

	for (int v = 0; v < VOCABULARY_FACETS; v++) {
		const struct codes *choices = &list->query.choices[v];
		struct picked p = pick(view->ctx, list->terms, list->term_count, (enum vocabulary)v, choices);
		struct tpl *facet, *more = NULL;

		chosen += choices->count;
		if (p.count == 0)
			continue;
		facet = tpl_row(tpl, "CHOICES");
		tpl_set(facet, "CHOICES_NAME", vocabulary_parameter((enum vocabulary)v));
		tpl_set(facet, "CHOICES_LABEL", facet_label((enum vocabulary)v));
		set_facet_glyph(facet, (enum vocabulary)v);
		for (size_t i = 0; i < p.first; i++)
			set_choice(view, tpl_row(facet, "CHOICE"), p.term[i], is_chosen(choices, p.term[i]->code));
		if (p.first < p.count) {
			more = tpl_row(facet, "MORE_CHOICES");
			tpl_set(more, "MORE_CHOICES_LABEL", more_label(view->ctx, p.count - p.first));
		}
		for (size_t i = p.first; i < p.count; i++)
			set_choice(view, tpl_row(more, "MORE_CHOICE"), p.term[i], false);
	}
	if (chosen == 0)
		tpl_set(tpl, "REFINE", tr("Refine"));
	else
		tpl_setf(tpl, "REFINE", trn("Refine (%zu choice)", "Refine (%zu choices)", chosen), chosen);
}

static struct tpl *
add_chip(struct tpl **chips, struct tpl *tpl, const char *facet, const char *label, const char *query)
{
	struct tpl *chip;

	if (*chips == NULL)
		*chips = tpl_row(tpl, "CHIPS");
	chip = tpl_row(*chips, "CHIP");
	tpl_set(chip, "CHIP_FACET", facet);
	tpl_set(chip, "CHIP_LABEL", label);
	tpl_set(chip, "CHIP_QUERY", query);
	return chip;
}

/* What cuts the list now; each leads to the list without it. */
static void
set_chips(const struct view *view, struct tpl *tpl, const struct query *query)
{
	struct query less = *query;
	struct tpl *chips = NULL;

	if (query->words[0] != '\0') {
		less.words = "";
		add_chip(&chips, tpl, "words", mem_printf(view->ctx, tr("Search: %s"), query->words), query_string(view->ctx, &less, 0, VOCABULARY_FACETS, NULL));
	}
	for (int v = 0; v < VOCABULARY_FACETS; v++)
		for (size_t i = 0; i < query->choices[v].count; i++) {
			const char *code = query->choices[v].code[i];

			add_chip(&chips, tpl, vocabulary_parameter((enum vocabulary)v), vocabulary_label(view->vocabularies, (enum vocabulary)v, code, view->lang),
			    query_string(view->ctx, query, 0, (enum vocabulary)v, code));
		}
	if (query->letter != NULL) {
		less = *query;
		less.letter = NULL;
		add_chip(&chips, tpl, "letter", mem_printf(view->ctx, tr("Letter %c"), query->letter[0] == '0' ? '#' : toupper((unsigned char)query->letter[0])),
		    query_string(view->ctx, &less, 0, VOCABULARY_FACETS, NULL));
	}
}

static void
set_row(const struct view *view, struct tpl *row, const struct organisation_row *org, const struct query *query)
{
	bool hit = set_marked(view, row, "NAME_PART", "NAME_HIT", "NAME_PLAIN", org->name.words, query->words);
	const char *where = org->postcode != NULL && org->locality != NULL ? mem_printf(view->ctx, "%s %s", org->postcode, org->locality) : org->locality;

	tpl_set(row, "ROW_SLUG", org->slug);
	tpl_set(row, "ROW_LANG", lang_code(org->name.lang));
	if (org->acronym != NULL)
		tpl_set(tpl_row(row, "ROW_ACRONYM"), "ROW_ACRONYM_TEXT", org->acronym);
	if (org->summary.words != NULL) {
		struct tpl *summary = tpl_row(row, "ROW_SUMMARY");

		tpl_set(summary, "ROW_SUMMARY_LANG", lang_code(org->summary.lang));
		hit = set_marked(view, summary, "SUMMARY_PART", "SUMMARY_HIT", "SUMMARY_PLAIN", org->summary.words, query->words) || hit;
	}
	if (where != NULL)
		tpl_set(tpl_row(row, "ROW_PLACE"), "ROW_PLACE_TEXT", where);
	tpl_setf(row, "ROW_UPDATED", tr("updated on %s"), date_words(view->ctx, org->updated_on));
	if (date_within(org->updated_on, view->today, RECENT_DAYS))
		tpl_show(row, "ROW_RECENT");
	if (query->words[0] != '\0' && !hit)
		tpl_show(row, "ROW_INSIDE");
}

/* The search box keeps what is chosen beside it. */
static void
set_kept(struct tpl *tpl, const struct query *query)
{
	for (int v = 0; v < VOCABULARY_FACETS; v++)
		for (size_t i = 0; i < query->choices[v].count; i++) {
			struct tpl *kept = tpl_row(tpl, "KEPT");

			tpl_set(kept, "KEPT_NAME", vocabulary_parameter((enum vocabulary)v));
			tpl_set(kept, "KEPT_CODE", query->choices[v].code[i]);
		}
}

enum err
view_organisations(const struct view *view, const struct organisation_list *list, struct buf *html)
{
	struct page page = page_begin(view, &(struct page_head){ .file = "organisations.tpl", .title = tr("Organisations"), .nav = NAV_ORGANISATIONS, .has_search = true });
	const struct query *query = &list->query;
	struct tpl *tpl = page.main;

	tpl_set(tpl, "WORDS", query->words);
	tpl_set(tpl, "WORDS_QUERY", query_string(view->ctx, &(struct query){ .words = query->words }, 0, VOCABULARY_FACETS, NULL));
	if (query->words[0] != '\0')
		tpl_show(tpl, "WITH_WORDS");
	set_kept(tpl, query);
	set_letters(tpl, list);
	set_choices(view, tpl, list);
	set_chips(view, tpl, query);
	if (list->paging.total == 0)
		tpl_set(tpl, "RESULTS", tr("No organisation"));
	else
		tpl_setf(tpl, "RESULTS", trn("%s organisation", "%s organisations", list->paging.total), number_words(view->ctx, view->lang, list->paging.total));
	for (size_t i = 0; i < list->row_count; i++)
		set_row(view, tpl_row(tpl, "ROW"), &list->rows[i], query);
	if (list->row_count == 0)
		tpl_show(tpl, "NOTHING_FOUND");
	include_paging(&page, &list->paging, query);
	return page_end(&page, html);
}
