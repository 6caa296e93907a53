/* The gap matrix: which themes nobody brings to which audiences. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "view/page.h"

enum { SHADES = 4, CELL = 18, LABEL_WIDTH = 270, HEAD_HEIGHT = 190 };

/* 0 for an empty cell, else 1 to SHADES by its share of the fullest. */
static int
shade(unsigned long count, unsigned long most)
{
	return count == 0 ? 0 : 1 + (int)((SHADES - 1) * (count - 1) / (most > 1 ? most - 1 : 1));
}

static const char *
cell_query(const struct view *view, const struct gap_matrix *gaps, const char *theme, const char *audience)
{
	struct query query = { .words = "", .near = "", .within = WITHIN_DEFAULT };

	query.choices[VOCABULARY_THEME] = (struct codes){ &theme, 1 };
	query.choices[VOCABULARY_AUDIENCE] = (struct codes){ &audience, 1 };
	if (gaps->zone != NULL)
		query.choices[VOCABULARY_ZONE] = (struct codes){ (const char **)(uintptr_t)&gaps->zone, 1 };
	return query_string(view->ctx, &query, 0, FACET_COUNT, NULL);
}

static void
set_cell(const struct view *view, struct tpl *row, const struct gap_matrix *gaps, size_t t, size_t a, unsigned long most)
{
	unsigned long count = gaps->count[t * gaps->audiences->count + a];
	const struct term *theme = &gaps->themes->term[t], *audience = &gaps->audiences->term[a];
	struct tpl *cell = tpl_row(row, "GAP_CELL"), *link;

	tpl_setf(cell, "GAP_SHADE", "%d", shade(count, most));
	tpl_setf(cell, "GAP_X", "%zu", LABEL_WIDTH + a * CELL);
	tpl_setf(cell, "GAP_Y", "%zu", HEAD_HEIGHT + t * CELL);
	tpl_setf(cell, "GAP_TITLE", "%s · %s: %lu", theme->label[view->lang], audience->label[view->lang], count);
	tpl_setf(cell, "GAP_COUNT", "%lu", count);
	if (count == 0) {
		tpl_show(cell, "GAP_EMPTY");
		return;
	}
	link = tpl_row(cell, "GAP_LINK");
	tpl_set(link, "GAP_QUERY", cell_query(view, gaps, theme->code, audience->code));
}

static void
set_zones(const struct view *view, struct tpl *tpl, const struct gap_matrix *gaps)
{
	const struct terms *zones = &view->vocabularies->of[VOCABULARY_ZONE];

	for (size_t i = 0; i < zones->count; i++) {
		struct tpl *row = tpl_row(tpl, "GAP_ZONE");

		tpl_set(row, "GAP_ZONE_CODE", zones->term[i].code);
		tpl_set(row, "GAP_ZONE_LABEL", zones->term[i].label[view->lang]);
		if (gaps->zone != NULL && strcmp(gaps->zone, zones->term[i].code) == 0)
			tpl_show(row, "GAP_ZONE_CHOSEN");
	}
}

enum err
view_gaps(const struct view *view, const struct gap_matrix *gaps, struct buf *html)
{
	struct page page = page_begin(view, &(struct page_head){ .file = "gaps.tpl", .title = tr("Where nobody works yet"), .nav = NAV_NONE });
	size_t cells = gaps->themes->count * gaps->audiences->count, empty = 0;
	struct tpl *tpl = page.main;
	unsigned long most = 0;

	for (size_t i = 0; i < cells; i++) {
		most = gaps->count[i] > most ? gaps->count[i] : most;
		empty += gaps->count[i] == 0;
	}
	set_zones(view, tpl, gaps);
	tpl_setf(tpl, "GAPS_SUMMARY", trn("%zu of %zu combinations has no organisation.", "%zu of %zu combinations have no organisation.", empty), empty, cells);
	tpl_setf(tpl, "GAPS_ORGANISATIONS", trn("%s organisation counted", "%s organisations counted", gaps->organisations), number_words(view->ctx, view->lang, gaps->organisations));
	tpl_setf(tpl, "GAPS_DATA_QUERY", gaps->zone == NULL ? "" : "?zone=%s", gaps->zone);
	tpl_setf(tpl, "GAPS_WIDTH", "%zu", LABEL_WIDTH + gaps->audiences->count * CELL + 120);
	tpl_setf(tpl, "GAPS_HEIGHT", "%zu", HEAD_HEIGHT + gaps->themes->count * CELL + 4);
	for (size_t a = 0; a < gaps->audiences->count; a++) {
		struct tpl *column = tpl_row(tpl, "GAP_COLUMN");

		tpl_set(column, "GAP_COLUMN_LABEL", gaps->audiences->term[a].label[view->lang]);
		tpl_setf(column, "GAP_COLUMN_X", "%zu", LABEL_WIDTH + a * CELL + CELL - 5);
		tpl_setf(column, "GAP_COLUMN_Y", "%d", HEAD_HEIGHT - 6);
	}
	for (size_t t = 0; t < gaps->themes->count; t++) {
		struct tpl *row = tpl_row(tpl, "GAP_ROW");

		tpl_set(row, "GAP_ROW_LABEL", gaps->themes->term[t].label[view->lang]);
		tpl_setf(row, "GAP_ROW_X", "%d", LABEL_WIDTH - 8);
		tpl_setf(row, "GAP_ROW_Y", "%zu", HEAD_HEIGHT + t * CELL + CELL - 5);
		for (size_t a = 0; a < gaps->audiences->count; a++)
			set_cell(view, row, gaps, t, a, most);
	}
	return page_end(&page, html);
}
