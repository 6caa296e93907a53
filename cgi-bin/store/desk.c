/* Lists for the federation's desk. */
#include "base/mem.h"
#include "store/desk.h"

static const char SQL_MISSES[] =
    "SELECT words, language, SUM(searches) AS times, MAX(day) AS last_on FROM search_miss WHERE day > UTC_DATE() - INTERVAL ? DAY"
    " GROUP BY words, language ORDER BY times DESC, last_on DESC, words LIMIT 200";
static const char SQL_UNCONFIRMED[] =
    "SELECT o.slug, l.name, l.name_language, o.confirmed_on, o.updated_on,"
    " (SELECT COUNT(*) FROM account_organisation m JOIN account a ON a.id = m.account_id AND NOT a.disabled WHERE m.organisation_id = o.id), COUNT(*) OVER ()"
    " FROM organisation o JOIN listing l ON l.organisation_id = o.id AND l.language = ?"
    " WHERE o.status = 'published' AND (o.confirmed_on IS NULL OR o.confirmed_on < UTC_DATE() - INTERVAL 1 YEAR)"
    " ORDER BY o.confirmed_on IS NOT NULL, o.confirmed_on, o.updated_on, l.sort_key LIMIT ? OFFSET ?";

enum err
store_search_misses(struct db *db, void *ctx, int days, struct search_misses *misses)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_MISSES, DB_VALUES(db_number(days)));

	if (e != OK)
		return e;
	*misses = (struct search_misses){ days, MEM_ARRAY(ctx, struct search_miss, rows.count), rows.count };
	for (size_t i = 0; i < rows.count; i++) {
		struct search_miss *row = &misses->rows[i];

		*row = (struct search_miss){ .words = db_cell(&rows, i, 0), .searches = (unsigned long)db_cell_number(&rows, i, 2), .last_on = db_cell(&rows, i, 3) };
		if (!lang_parse(db_cell(&rows, i, 1), 2, &row->lang))
			return ERR_INTERNAL;
	}
	return OK;
}

enum err
store_unconfirmed(struct db *db, void *ctx, enum lang lang, unsigned page, struct unconfirmed_list *list)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_UNCONFIRMED, DB_VALUES(db_text(lang_code(lang)), db_number(PAGE_SIZE), db_number((int64_t)(page - 1) * PAGE_SIZE)));

	if (e != OK || (rows.count == 0 && page > 1))
		return e != OK ? e : ERR_NOT_FOUND;
	*list = (struct unconfirmed_list){ .rows = MEM_ARRAY(ctx, struct unconfirmed_row, rows.count), .row_count = rows.count,
	    .paging = { page, 1, rows.count == 0 ? 0 : (unsigned long)db_cell_number(&rows, 0, 6) } };
	if (rows.count > 0)
		list->paging.pages = (unsigned)((list->paging.total + PAGE_SIZE - 1) / PAGE_SIZE);
	for (size_t i = 0; i < rows.count; i++) {
		struct unconfirmed_row *row = &list->rows[i];

		*row = (struct unconfirmed_row){ .slug = db_cell(&rows, i, 0), .name = { db_cell(&rows, i, 1), lang }, .confirmed_on = db_cell(&rows, i, 3),
		    .updated_on = db_cell(&rows, i, 4), .editors = (unsigned)db_cell_number(&rows, i, 5) };
		if (!lang_parse(db_cell(&rows, i, 2), 2, &row->name.lang))
			return ERR_INTERNAL;
	}
	return OK;
}
