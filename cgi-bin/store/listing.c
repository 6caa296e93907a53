/* Lists: what the members that a search left look like, row by row. Where a page has parts, they are arms of one UNION ALL, each row marked by its kind. */
#include <string.h>

#include "base/mem.h"
#include "store/listing.h"
#include "store/place.h"

enum { LATEST = 6, NAMED = 12 };

/* Columns of an organisation's row, behind the kind. */
#define ORGANISATION_COLUMNS \
	"o.id, o.slug, l.name, l.name_language, l.acronym, l.summary, l.summary_language, l.locality, l.postcode, l.website, o.updated_on"
/* Members in the order given, as h.n (from 1) and h.id. Sorted by h.n, a page's rows cost MariaDB twice as much: rows_in_order() costs nothing. */
#define MEMBERS "JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, id BIGINT UNSIGNED PATH '$')) h"

static const char SQL_HOME[] =
    /* The last six entries of an index, which MariaDB finds only so: else it sorts all. */
    "(SELECT 'o', " ORGANISATION_COLUMNS " FROM organisation o FORCE INDEX (latest) JOIN listing l ON l.language = ? AND l.organisation_id = o.id"
    " WHERE o.status = 'published' ORDER BY o.updated_on DESC, o.id DESC LIMIT 6)"
    " UNION ALL (SELECT 's', organisations, activities, partnerships, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM directory_state WHERE id = 1)";
static const char SQL_ORGANISATIONS[] =
    "SELECT h.n, " ORGANISATION_COLUMNS ", w.source, w.words FROM " MEMBERS " JOIN organisation o ON o.id = h.id"
    " JOIN listing l ON l.language = ? AND l.organisation_id = o.id LEFT JOIN search_text w ON w.organisation_id = o.id AND ?";
static const char SQL_ACTIVITIES[] =
    "SELECT h.n, o.slug, l.name, l.name_language, a.number, a.title, a.title_language, a.excerpt, a.excerpt_language, l.locality, w.source, w.words"
    " FROM " MEMBERS " JOIN organisation o ON o.id = h.id >> 8 JOIN listing l ON l.language = ? AND l.organisation_id = o.id"
    " JOIN activity_listing a ON a.language = l.language AND a.organisation_id = o.id AND a.position = h.id & 255"
    " LEFT JOIN search_text w ON w.organisation_id = o.id AND ?";

static const char SQL_PARTNERSHIPS[] =
    "(SELECT 'p' AS kind, 0 AS total, o.slug, l.name, l.name_language, t.slug AS partner_slug, COALESCE(tl.name, p.name) AS partner_name,"
    " tl.name_language AS partner_language, p.type, p.relation, p.country,"
    " EXISTS (SELECT 1 FROM partner back WHERE back.organisation_id = p.target_id AND back.target_id = p.organisation_id) AS mutual"
    " FROM " MEMBERS " JOIN listing l ON l.language = ? AND l.organisation_id = h.id JOIN partner p ON p.organisation_id = h.id JOIN organisation o ON o.id = h.id"
    " LEFT JOIN organisation t ON t.id = p.target_id LEFT JOIN listing tl ON tl.language = l.language AND tl.organisation_id = p.target_id"
    " ORDER BY h.n, p.number LIMIT 50000)"
    /* Of those named equally often the first twelve in the index, whatever the language: all others need not be read. */
    " UNION ALL (SELECT 'n', c.organisations AS named, o.slug, l.name, l.name_language, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
    " FROM (SELECT organisation_id, organisations FROM named_count WHERE organisations > 0 ORDER BY organisations DESC, organisation_id LIMIT 12) c"
    " JOIN organisation o ON o.id = c.organisation_id JOIN listing l ON l.language = ? AND l.organisation_id = c.organisation_id"
    " ORDER BY named DESC, l.name LIMIT 12)"
    " UNION ALL (SELECT 't', partners, NULL, type, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM partner_type_count"
    " WHERE partners > 0 ORDER BY partners DESC, type LIMIT 30)";

static struct said
said_in(const struct db_rows *rows, size_t row, size_t column)
{
	struct said said = { db_cell(rows, row, column), LANG_FR };
	const char *code = db_cell(rows, row, column + 1);

	if (code == NULL || !lang_parse(code, strlen(code), &said.lang))
		said.lang = LANG_FR;
	return said;
}

static void
read_organisation(const struct db_rows *rows, size_t i, struct organisation_row *row)
{
	*row = (struct organisation_row){ .id = (uint64_t)db_cell_number(rows, i, 1), .slug = db_cell(rows, i, 2), .name = said_in(rows, i, 3), .acronym = db_cell(rows, i, 5),
		.summary = said_in(rows, i, 6), .locality = db_cell(rows, i, 8), .postcode = db_cell(rows, i, 9), .website = db_cell(rows, i, 10),
		.updated_on = db_cell(rows, i, 11), .nearest = { .kilometres = -1 } };
}

enum err
store_home(struct db *db, void *ctx, const struct finder *finder, struct home *home)
{
	struct db_rows rows;
	enum err e;

	*home = (struct home){ 0 };
	e = db_query(db, ctx, &rows, SQL_HOME, DB_VALUES(db_text(lang_code(finder->lang))));
	if (e != OK)
		return e;
	home->latest = MEM_ARRAY(ctx, struct organisation_row, LATEST);
	for (size_t i = 0; i < rows.count; i++) {
		if (db_cell(&rows, i, 0)[0] == 'o') {
			read_organisation(&rows, i, &home->latest[home->latest_count++]);
		} else {
			home->organisations = (unsigned long)db_cell_number(&rows, i, 1);
			home->activities = (unsigned long)db_cell_number(&rows, i, 2);
			home->partnerships = (unsigned long)db_cell_number(&rows, i, 3);
		}
	}
	facet_narrow(finder->facets, ctx, finder->all, &(struct query){ .words = "" }, NULL, &home->terms, &home->term_count);
	return OK;
}

/* True when the rows should say why they are there. */
static bool
explains(const struct query *query)
{
	bool chosen = query->words[0] != '\0';

	for (int v = 0; v < VOCABULARY_FACETS; v++)
		chosen = chosen || query->choices[v].count > 0;
	return chosen && query->size == PAGE_SIZE;
}

/* The letters of the alphabet under which somebody stands. */
static void
count_letters(void *ctx, const struct finder *finder, struct organisation_list *list)
{
	static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz0";

	list->letters = MEM_ARRAY(ctx, struct letter_count, sizeof(LETTERS));
	for (const char *letter = LETTERS; *letter != '\0'; letter++) {
		unsigned long count = (unsigned long)members_count(facet_letter(finder->facets, finder->lang, letter));

		if (count > 0)
			list->letters[list->letter_count++] = (struct letter_count){ *letter, count };
	}
}

/* The numbers of the rows, in the order of the places (from 1 to `places`) in their first column; *count of them. Owned by ctx. */
static size_t *
rows_in_order(void *ctx, const struct db_rows *rows, size_t places, size_t *count)
{
	size_t *row = MEM_ARRAY(ctx, size_t, places), kept = 0;

	for (size_t i = 0; i < rows->count; i++)
		row[db_cell_number(rows, i, 0) - 1] = i + 1;
	for (size_t p = 0; p < places; p++)
		if (row[p] != 0)	/* nobody: gone since it was found */
			row[kept++] = row[p] - 1;
	*count = kept;
	return row;
}

enum err
store_organisations(struct db *db, void *ctx, const struct finder *finder, struct organisation_list *list)
{
	const struct place_list *places = &list->finding.places;
	struct nearest *nearest = NULL;
	struct found found;
	struct db_rows rows;
	const char *ids;
	size_t *order;
	enum err e;

	e = store_find(db, ctx, finder, &list->finding, &found);
	if (e != OK)
		return e;
	count_letters(ctx, finder, list);
	list->rows = MEM_ARRAY(ctx, struct organisation_row, found.page_count);
	if (found.page_count == 0)
		return OK;
	ids = store_members_json(ctx, found.page, found.page_count);
	e = db_query(db, ctx, &rows, SQL_ORGANISATIONS, DB_VALUES(db_text(ids), db_text(lang_code(finder->lang)), db_number(explains(&list->finding.query))));
	if (e == OK && places->count > 0)
		e = store_nearest(db, ctx, &places->rows[0], ids, found.page_count, &nearest);
	if (e != OK)
		return e;
	order = rows_in_order(ctx, &rows, found.page_count, &list->row_count);
	for (size_t i = 0; i < list->row_count; i++) {
		struct organisation_row *row = &list->rows[i];

		read_organisation(&rows, order[i], row);
		row->source = db_cell(&rows, order[i], 12);
		row->words = db_cell(&rows, order[i], 13);
		if (nearest != NULL)
			row->nearest = nearest[db_cell_number(&rows, order[i], 0) - 1];
	}
	return OK;
}

enum err
store_activities(struct db *db, void *ctx, const struct finder *finder, struct activity_list *list)
{
	struct found found;
	struct db_rows rows;
	size_t *order;
	enum err e;

	e = store_find(db, ctx, finder, &list->finding, &found);
	list->rows = MEM_ARRAY(ctx, struct activity_row, found.page_count);
	if (e != OK || found.page_count == 0)
		return e;
	e = db_query(db, ctx, &rows, SQL_ACTIVITIES, DB_VALUES(db_text(store_members_json(ctx, found.page, found.page_count)), db_text(lang_code(finder->lang)),
	    db_number(explains(&list->finding.query))));
	if (e != OK)
		return e;
	order = rows_in_order(ctx, &rows, found.page_count, &list->row_count);
	for (size_t i = 0; i < list->row_count; i++) {
		size_t at = order[i];

		list->rows[i] = (struct activity_row){ .slug = db_cell(&rows, at, 1), .organisation = said_in(&rows, at, 2),
			.number = (int)db_cell_number(&rows, at, 4), .title = said_in(&rows, at, 5), .excerpt = said_in(&rows, at, 7), .locality = db_cell(&rows, at, 9),
			.source = db_cell(&rows, at, 10), .words = db_cell(&rows, at, 11) };
	}
	return OK;
}

static enum relation
relation_of(const char *cell)
{
	return cell != NULL && strcmp(cell, "network") == 0 ? RELATION_NETWORK : RELATION_PARTNER;
}

enum err
store_partnerships(struct db *db, void *ctx, const struct finder *finder, struct partnership_list *list)
{
	const char *code = lang_code(finder->lang);
	struct finder naming = *finder;
	struct found found;
	struct db_rows rows;
	enum err e;

	naming.only = facet_naming(finder->facets);
	e = store_find(db, ctx, &naming, &list->finding, &found);
	if (e == OK)
		e = db_query(db, ctx, &rows, SQL_PARTNERSHIPS, DB_VALUES(db_text(store_members_json(ctx, found.page, found.page_count)), db_text(code), db_text(code)));
	if (e != OK)
		return e;
	list->rows = MEM_ARRAY(ctx, struct partnership_row, rows.count);
	list->named = MEM_ARRAY(ctx, struct named_row, NAMED);
	list->types = MEM_ARRAY(ctx, struct facet_count, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		unsigned long count = (unsigned long)db_cell_number(&rows, i, 1);

		switch (db_cell(&rows, i, 0)[0]) {
		case 'p':
			list->rows[list->row_count++] = (struct partnership_row){
				.slug = db_cell(&rows, i, 2), .name = said_in(&rows, i, 3), .partner_slug = db_cell(&rows, i, 5),
				.partner_name = said_in(&rows, i, 6), .type = db_cell(&rows, i, 8), .relation = relation_of(db_cell(&rows, i, 9)),
				.country = db_cell(&rows, i, 10), .mutual = db_cell_number(&rows, i, 11) != 0 };
			if (db_cell(&rows, i, 7) == NULL)
				list->rows[list->row_count - 1].partner_name.lang = finder->lang;
			break;
		case 'n':
			list->named[list->named_count++] = (struct named_row){ db_cell(&rows, i, 2), said_in(&rows, i, 3), count };
			break;
		case 't':
			list->types[list->type_count++] = (struct facet_count){ (enum facet)VOCABULARY_PARTNER_TYPE, db_cell(&rows, i, 3), count };
			break;
		}
	}
	return OK;
}
