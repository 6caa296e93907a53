/* The short list: a working list on the screen, and on paper a booklet: cover, contents, two indexes, one organisation a leaf. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/words.h"
#include "view/page.h"

/* One line of an index: under a heading, an organisation by its number in the list. */
struct mention {
	const char *heading;
	const char *heading_key, *name_key;	/* what they are sorted by */
	size_t number;				/* from 0 */
	bool branch;				/* only a branch of it is there */
};

struct mentions {
	struct mention *row;
	size_t count;
};

const char *
view_shortlist_query(void *ctx, const struct shortlist *list, const struct codes *slugs)
{
	struct buf b = buf_in(ctx);

	for (size_t i = 0; i < slugs->count; i++)
		query_add(&b, "org", slugs->code[i]);
	query_add(&b, "title", list->title);
	query_add(&b, "from", list->from);
	return b.len == 0 ? "" : buf_text(&b) + 1;
}

/* The present slugs of the list, without number `less`, number `swap` exchanged with the next one; either may be out of range. */
static struct codes
slugs_of(void *ctx, const struct shortlist *list, size_t less, size_t swap)
{
	struct codes slugs = { MEM_ARRAY(ctx, const char *, list->row_count), 0 };

	for (size_t i = 0; i < list->row_count; i++) {
		size_t from = i == swap ? i + 1 : i == swap + 1 ? swap : i;

		if (i != less)
			slugs.code[slugs.count++] = list->rows[from].slug;
	}
	return slugs;
}

/* The address of the list with these slugs, as far as it stands behind the language. */
static const char *
address_with(const struct view *view, const struct shortlist *list, struct codes slugs)
{
	const char *query = view_shortlist_query(view->ctx, list, &slugs);

	return *query == '\0' ? "" : mem_printf(view->ctx, "?%s", query);
}

static void
add_criterion(struct tpl **criteria, struct tpl *tpl, const char *label, const char *value)
{
	struct tpl *row;

	if (*criteria == NULL)
		*criteria = tpl_row(tpl, "CRITERIA");
	row = tpl_row(*criteria, "CRITERION");
	tpl_set(row, "CRITERION_LABEL", label);
	tpl_set(row, "CRITERION_VALUE", value);
}

/* The search that the list was made from, in words. */
static void
set_criteria(const struct view *view, struct tpl *tpl, const struct query *search)
{
	struct tpl *criteria = NULL;

	if (*search->words != '\0')
		add_criterion(&criteria, tpl, tr("Words searched for"), search->words);
	for (int f = 0; f < FACET_COUNT; f++) {
		const char *labels = NULL;

		for (size_t i = 0; i < search->choices[f].count; i++) {
			const char *label = value_label(view, (enum facet)f, search->choices[f].code[i]);

			labels = labels == NULL ? label : mem_printf(view->ctx, "%s, %s", labels, label);
		}
		if (labels != NULL)
			add_criterion(&criteria, tpl, facet_label((enum facet)f), labels);
	}
	if (*search->near != '\0')
		add_criterion(&criteria, tpl, tr("Place"), mem_printf(view->ctx, tr("At most %d km from %s"), search->within, search->near));
	if (search->letter != NULL)
		add_criterion(&criteria, tpl, tr("First letter"), *search->letter == '0' ? "#" : mem_printf(view->ctx, "%c", toupper((unsigned char)*search->letter)));
}

/* What could not be shown: closed ones by their names, the others by what was asked. */
static void
set_missing(const struct view *view, struct tpl *tpl, const struct shortlist *list)
{
	struct tpl *missing;

	if (list->closed_count == 0 && list->unknown.count == 0 && !list->cut)
		return;
	missing = tpl_row(tpl, "MISSING");
	for (size_t i = 0; i < list->closed_count; i++) {
		struct said name = text_for(&list->closed[i].name, view->lang);
		struct tpl *row = tpl_row(missing, "CLOSED");

		tpl_set(row, "CLOSED_SLUG", list->closed[i].slug);
		tpl_set(row, "CLOSED_NAME", name.words);
		tpl_set(row, "CLOSED_LANG", lang_code(name.lang));
	}
	for (size_t i = 0; i < list->unknown.count; i++)
		tpl_set(tpl_row(missing, "UNKNOWN"), "UNKNOWN_SLUG", list->unknown.code[i]);
	if (list->cut)
		tpl_setf(tpl_row(missing, "CUT"), "CUT_TEXT", trn("A list holds %d organisation at most: the rest was left out.",
		    "A list holds %d organisations at most: the rest was left out.", SHORTLIST_MAX), SHORTLIST_MAX);
}

/* Name, acronym, summary, place and website: what the card on the screen and the leaf of the booklet both begin with. */
static void
set_head(const struct view *view, struct tpl *row, const struct organisation *org, size_t number)
{
	struct said summary = text_for(&org->summary, view->lang);
	struct tpl *part;

	set_organisation(view, row, org);
	tpl_setf(row, "NUMBER", "%zu", number + 1);
	if (org->acronym != NULL)
		tpl_set(tpl_row(row, "ACRONYM"), "ACRONYM_TEXT", org->acronym);
	if (summary.words != NULL) {
		part = tpl_row(row, "SUMMARY");
		tpl_set(part, "SUMMARY_TEXT", summary.words);
		tpl_set(part, "SUMMARY_LANG", lang_code(summary.lang));
		if (summary.lang != view->lang)
			tpl_set(tpl_row(part, "SUMMARY_OTHER"), "SUMMARY_IN", in_language(summary.lang));
	}
	set_contact(view, row, org);
}

static void
set_picked(const struct view *view, struct tpl *tpl, const struct shortlist *list, size_t number)
{
	const struct organisation *org = &list->rows[number];
	const struct codes *themes = &org->facets.of[VOCABULARY_THEME];
	const char *place = address_place(view->ctx, &org->address);
	struct tpl *row = tpl_row(tpl, "PICKED");

	set_head(view, row, org, number);
	if (place != NULL)
		tpl_set(tpl_row(row, "PICKED_PLACE"), "PICKED_PLACE_TEXT", place);
	for (size_t i = 0; i < themes->count; i++)
		tpl_set(tpl_row(row, "PICKED_THEME"), "PICKED_THEME_LABEL", vocabulary_label(view->vocabularies, VOCABULARY_THEME, themes->code[i], view->lang));
	tpl_set(row, "WITHOUT_QUERY", address_with(view, list, slugs_of(view->ctx, list, number, list->row_count)));
	if (number > 0)
		tpl_set(tpl_row(row, "UP"), "UP_QUERY", address_with(view, list, slugs_of(view->ctx, list, list->row_count, number - 1)));
	if (number + 1 < list->row_count)
		tpl_set(tpl_row(row, "DOWN"), "DOWN_QUERY", address_with(view, list, slugs_of(view->ctx, list, list->row_count, number)));
}

static int
by_heading(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;
	int d = strcmp(x->heading_key, y->heading_key);

	if (d == 0)
		d = strcmp(x->name_key, y->name_key);
	if (d == 0)
		d = (x->number > y->number) - (x->number < y->number);
	return d != 0 ? d : x->branch - y->branch;
}

static void
mention(const struct view *view, struct mentions *in, const char *heading, const struct organisation *org, size_t number, bool branch)
{
	MEM_GROW(view->ctx, in->row, in->count);
	in->row[in->count++] = (struct mention){ heading, words_fold(view->ctx, heading),
	    words_fold(view->ctx, text_for(&org->name, view->lang).words), number, branch };
}

static struct mentions
mentions_of_themes(const struct view *view, const struct shortlist *list)
{
	struct mentions in = { 0 };

	for (size_t i = 0; i < list->row_count; i++) {
		const struct codes *themes = &list->rows[i].facets.of[VOCABULARY_THEME];

		for (size_t t = 0; t < themes->count; t++)
			mention(view, &in, vocabulary_label(view->vocabularies, VOCABULARY_THEME, themes->code[t], view->lang), &list->rows[i], i, false);
	}
	return in;
}

static struct mentions
mentions_of_places(const struct view *view, const struct shortlist *list)
{
	struct mentions in = { 0 };

	for (size_t i = 0; i < list->row_count; i++) {
		const struct organisation *org = &list->rows[i];

		if (org->address.locality != NULL)
			mention(view, &in, org->address.locality, org, i, false);
		for (size_t b = 0; b < org->branch_count; b++)
			if (org->branches[b].address.locality != NULL)
				mention(view, &in, org->branches[b].address.locality, org, i, true);
	}
	return in;
}

/* One alphabetical index; nothing when it would be empty. An organisation stands once under a heading. */
static void
set_index(const struct view *view, struct tpl *tpl, const char *title, const struct shortlist *list, struct mentions in)
{
	struct tpl *index, *heading = NULL;

	if (in.count == 0)
		return;
	qsort(in.row, in.count, sizeof(*in.row), by_heading);
	index = tpl_row(tpl, "BOOK_INDEX");
	tpl_set(index, "BOOK_INDEX_TITLE", title);
	for (size_t i = 0; i < in.count; i++) {
		const struct mention *m = &in.row[i];
		bool same = i > 0 && strcmp(m->heading_key, in.row[i - 1].heading_key) == 0;
		struct tpl *row;

		if (same && m->number == in.row[i - 1].number)
			continue;
		if (!same) {
			heading = tpl_row(index, "BOOK_HEADING");
			tpl_set(heading, "BOOK_HEADING_TEXT", m->heading);
		}
		row = tpl_row(heading, "BOOK_MENTION");
		set_organisation(view, row, &list->rows[m->number]);
		tpl_setf(row, "NUMBER", "%zu", m->number + 1);
		if (m->branch)
			tpl_show(row, "BOOK_BRANCH");
	}
}

static void
set_line(struct tpl *tpl, const char *label, const char *words)
{
	struct tpl *row;

	if (words == NULL)
		return;
	row = tpl_row(tpl, "LINE");
	tpl_set(row, "LINE_LABEL", label);
	tpl_set(row, "LINE_TEXT", words);
}

static void
set_branch_line(const struct view *view, struct tpl *tpl, const struct organisation *org)
{
	const char *words = NULL;

	for (size_t i = 0; i < org->branch_count; i++) {
		const char *name = text_for(&org->branches[i].name, view->lang).words, *place = address_place(view->ctx, &org->branches[i].address);

		words = joined(view->ctx, words, name == NULL ? place : place == NULL ? name : mem_printf(view->ctx, "%s (%s)", name, place));
	}
	set_line(tpl, trn("Local branch", "Local branches", org->branch_count == 0 ? 1 : org->branch_count), words);
}

/* Partners in short: how many of which type, then by name those who were named. */
static void
set_partner_lines(const struct view *view, struct tpl *tpl, const struct organisation *org)
{
	const char *groups = NULL, *partners = NULL, *networks = NULL;

	for (size_t i = 0; i < org->partner_group_count; i++)
		groups = joined(view->ctx, groups, mem_printf(view->ctx, "%s (%d)",
		    vocabulary_label(view->vocabularies, VOCABULARY_PARTNER_TYPE, org->partner_groups[i].type, view->lang), org->partner_groups[i].count));
	for (size_t i = 0; i < org->partner_count; i++) {
		const struct partner *partner = &org->partners[i];
		const char **line = partner->relation == RELATION_NETWORK ? &networks : &partners;
		const char *country = is_abroad(partner->country) ? vocabulary_label(view->vocabularies, VOCABULARY_COUNTRY, partner->country, view->lang) : NULL;

		*line = joined(view->ctx, *line, country == NULL ? partner->name : mem_printf(view->ctx, "%s (%s)", partner->name, country));
	}
	set_line(tpl, tr("Partners by type"), groups);
	set_line(tpl, tr("Named partners"), partners);
	set_line(tpl, tr("Networks it belongs to"), networks);
}

static void
set_leaf(const struct view *view, struct tpl *booklet, const struct organisation *org, size_t number)
{
	struct tpl *leaf = tpl_row(booklet, "LEAF"), *activities = NULL;

	set_head(view, leaf, org, number);
	set_address(view, leaf, &org->address);
	set_work_languages(view, leaf, &org->languages);
	include_facets(view, leaf, &org->facets, false);
	set_long_text(view, leaf, "", tr("Mission in Belgium"), &org->mission_north, NULL);
	set_long_text(view, leaf, "", tr("General mission"), &org->mission, NULL);
	for (size_t i = 0; i < org->activity_count; i++) {
		struct tpl *row;

		if (activities == NULL)
			activities = tpl_row(leaf, "ACTIVITIES");
		row = tpl_row(activities, "ACTIVITY");
		set_activity_title(view, row, &org->activities[i]);
		set_activity_description(view, row, &org->activities[i]);
	}
	set_branch_line(view, leaf, org);
	set_partner_lines(view, leaf, org);
	set_dates(view, leaf, org);
}

static void
set_booklet(const struct view *view, struct tpl *tpl, const struct shortlist *list)
{
	struct tpl *booklet = tpl_include(tpl, "BOOKLET", "booklet.tpl");

	tpl_set(booklet, "BOOK_SITE", view->site_name);
	tpl_set(booklet, "BOOK_DATE", date_words(view->ctx, view->today));
	set_criteria(view, booklet, &list->search);
	for (size_t i = 0; i < list->row_count; i++) {
		const char *place = list->rows[i].address.locality;
		struct tpl *row = tpl_row(booklet, "BOOK_ENTRY");

		set_organisation(view, row, &list->rows[i]);
		tpl_setf(row, "NUMBER", "%zu", i + 1);
		if (place != NULL)
			tpl_set(tpl_row(row, "BOOK_ENTRY_PLACE"), "BOOK_ENTRY_PLACE_TEXT", place);
	}
	set_index(view, booklet, tr("Index by theme"), list, mentions_of_themes(view, list));
	set_index(view, booklet, tr("Index by commune"), list, mentions_of_places(view, list));
	for (size_t i = 0; i < list->row_count; i++)
		set_leaf(view, booklet, &list->rows[i], i);
}

/* The list itself, and what can be done with it. */
static void
set_list(const struct view *view, struct tpl *tpl, const struct shortlist *list)
{
	struct tpl *shown = tpl_row(tpl, "LIST");

	for (size_t i = 0; i < list->row_count; i++) {
		set_picked(view, shown, list, i);
		tpl_set(tpl_row(shown, "KEPT"), "KEPT_SLUG", list->rows[i].slug);
	}
	if (*list->from != '\0') {
		struct tpl *from = tpl_row(shown, "FROM");

		tpl_set(tpl_row(shown, "KEPT_FROM"), "KEPT_FROM_QUERY", list->from);
		tpl_set(from, "FROM_QUERY", list->from);
		set_criteria(view, from, &list->search);
	}
}

enum err
view_shortlist(const struct view *view, const struct shortlist *list, struct buf *html)
{
	struct codes slugs = slugs_of(view->ctx, list, list->row_count, list->row_count);
	const char *title = *list->title != '\0' ? list->title : tr("My list");
	struct view own = *view;
	struct page page;
	struct tpl *tpl;

	own.query = view_shortlist_query(view->ctx, list, &slugs);	/* the address to share: what was found, and no more */
	page = page_begin(&own, &(struct page_head){ .file = "shortlist.tpl", .title = title, .no_index = true });
	tpl = page.main;
	tpl_set_global(tpl, "LIST_TITLE", title);
	tpl_set_global(tpl, "LIST_COUNT", mem_printf(view->ctx, trn("%zu organisation", "%zu organisations", list->row_count), list->row_count));
	tpl_set_global(tpl, "LIST_ADDRESS", mem_printf(view->ctx, "%s%s/%s%s%s%s", own.origin, own.base, lang_code(own.lang), own.path, *own.query == '\0' ? "" : "?", own.query));
	tpl_set(tpl, "TITLE_VALUE", list->title);
	set_missing(view, tpl, list);
	if (list->row_count == 0) {
		tpl_show(tpl, "EMPTY");
	} else {
		set_list(view, tpl, list);
		set_booklet(&own, tpl, list);
	}
	return page_end(&page, html);
}
