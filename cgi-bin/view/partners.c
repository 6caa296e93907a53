/* Partners: with whom one organisation works, and who works with whom. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "view/page.h"

static void
set_most_named(const struct view *view, struct tpl *tpl, const struct partnership_list *list)
{
	struct tpl *named;

	if (list->named_count == 0)
		return;
	named = tpl_row(tpl, "MOST_NAMED");
	for (size_t i = 0; i < list->named_count; i++) {
		struct tpl *row = tpl_row(named, "NAMED_ROW");

		tpl_set(row, "NAMED_SLUG", list->named[i].slug);
		tpl_set(row, "NAMED_NAME", list->named[i].name.words);
		tpl_set(row, "NAMED_LANG", lang_code(list->named[i].name.lang));
		tpl_set(row, "NAMED_COUNT", number_words(view->ctx, view->lang, list->named[i].count));
		set_percent(row, "NAMED_PERCENT", list->named[i].count, list->named[0].count);
	}
}

static void
set_types(const struct view *view, struct tpl *tpl, const struct partnership_list *list)
{
	struct tpl *types;

	if (list->type_count == 0)
		return;
	types = tpl_row(tpl, "TYPES");
	for (size_t i = 0; i < list->type_count; i++) {
		struct tpl *row = tpl_row(types, "TYPE_ROW");

		tpl_set(row, "TYPE_CODE", list->types[i].code);
		tpl_set(row, "TYPE_LABEL", vocabulary_label(view->vocabularies, VOCABULARY_PARTNER_TYPE, list->types[i].code, view->lang));
		tpl_set(row, "TYPE_COUNT", number_words(view->ctx, view->lang, list->types[i].count));
		set_percent(row, "TYPE_PERCENT", list->types[i].count, list->types[0].count);
	}
}

/* How many rows from i on are of the same organisation. */
static size_t
rows_of_same(const struct partnership_list *list, size_t i)
{
	size_t n = 1;

	while (i + n < list->row_count && strcmp(list->rows[i + n].slug, list->rows[i].slug) == 0)
		n++;
	return n;
}

static void
set_pairs(const struct view *view, struct tpl *tpl, const struct partnership_list *list)
{
	struct tpl *pairs;
	size_t n;

	if (list->row_count == 0)
		return;
	pairs = tpl_row(tpl, "PARTNERSHIPS");
	for (size_t i = 0; i < list->row_count; i += n) {
		struct tpl *namer = tpl_row(pairs, "NAMER");

		n = rows_of_same(list, i);
		for (size_t k = i; k < i + n; k++) {
			const struct partnership_row *pair = &list->rows[k];
			struct tpl *row = tpl_row(namer, "PAIR");

			if (k == i) {
				struct tpl *cell = tpl_row(row, "NAMER_CELL");

				tpl_setf(cell, "NAMER_ROWS", "%zu", n);
				tpl_set(cell, "NAMER_SLUG", pair->slug);
				tpl_set(cell, "NAMER_NAME", pair->name.words);
				tpl_set(cell, "NAMER_LANG", lang_code(pair->name.lang));
			}
			tpl_set(row, "PAIR_NAME", pair->partner_name.words);
			tpl_set(row, "PAIR_LANG", lang_code(pair->partner_name.lang));
			tpl_set(row, "PAIR_SLUG", pair->partner_slug);
			tpl_show(row, pair->partner_slug != NULL ? "PAIR_LINK" : "PAIR_PLAIN");
			if (pair->mutual)
				tpl_show(row, "MUTUAL");
			tpl_set(row, "PAIR_AS", partner_note(view, pair->type, pair->country, &pair->relation));
		}
	}
}

enum err
view_partners(const struct view *view, const struct partnership_list *list, struct buf *html)
{
	struct page page = page_begin(view, &(struct page_head){ .file = "partners.tpl", .title = tr("Who works with whom"), .nav = NAV_PARTNERS, .has_search = true });
	unsigned long total = list->finding.paging.total;

	include_finding(&page, &list->finding, tr("A name, a partner, a word from a text"), total == 0 ? tr("No partnership") :
	    mem_printf(view->ctx, trn("%s organisation that names its partners", "%s organisations that name their partners", total), number_words(view->ctx, view->lang, total)));
	set_most_named(view, page.main, list);
	set_types(view, page.main, list);
	set_pairs(view, page.main, list);
	return page_end(&page, html);
}

enum err
view_organisation_partners(const struct view *view, const struct organisation *org, const struct named_by *by, struct buf *html)
{
	struct said name = text_for(&org->name, view->lang);
	const char *title = mem_printf(view->ctx, tr("Partners of %s"), name.words);
	struct page page = page_begin(view, &(struct page_head){ .file = "organisation-partners.tpl", .title = title, .nav = NAV_PARTNERS });
	struct tpl *tpl = page.main, *named_by;

	set_organisation(view, tpl, org);
	tpl_set(tpl, "HEADING", tr("Partners and networks"));
	if (!include_partnerships(view, tpl, org))
		tpl_show(tpl, "NO_PARTNERS");
	if (by->row_count == 0) {
		tpl_show(tpl, "NOT_NAMED");
		return page_end(&page, html);
	}
	named_by = tpl_row(tpl, "NAMED_BY");
	tpl_setf(named_by, "NAMED_BY_COUNT", trn("%zu organisation of the directory names it.", "%zu organisations of the directory name it.", by->row_count),
	    by->row_count);
	for (size_t i = 0; i < by->row_count; i++) {
		const struct partnership_row *namer = &by->rows[i];
		struct tpl *row = tpl_row(named_by, "NAMED_BY_ROW");

		tpl_set(row, "NAMED_BY_SLUG", namer->slug);
		tpl_set(row, "NAMED_BY_NAME", namer->name.words);
		tpl_set(row, "NAMED_BY_LANG", lang_code(namer->name.lang));
		tpl_set(row, "NAMED_BY_AS", namer->relation == RELATION_NETWORK ? tr("as its network") : tr("as a partner"));
		if (namer->mutual)
			tpl_show(row, "MUTUAL");
	}
	return page_end(&page, html);
}
