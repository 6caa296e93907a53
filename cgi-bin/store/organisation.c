/* Organisations as they stand: the published page and the document it was made from. */
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "store/organisation.h"
#include "text/document.h"
#include "text/record.h"

/* Columns of a page about one organisation. */
#define PAGE_COLUMNS "o.id, o.slug, o.status, o.revision, o.updated_on, o.confirmed_on, o.successor_id, p.content"
#define PAGE_JOIN " FROM slug s JOIN organisation o ON o.id = s.organisation_id JOIN publication p ON p.organisation_id = o.id"
#define PAGE_FROM PAGE_JOIN " WHERE s.slug = ?"
#define EIGHT_MORE ", ?, ?, ?, ?, ?, ?, ?, ?"

static const char SQL_PAGE[] = "SELECT " PAGE_COLUMNS PAGE_FROM;
/* The page, and under the same columns: slug, name, its language, type, relation, country and mutuality of whoever names it. */
static const char SQL_PAGE_NAMED_BY[] =
    "SELECT 0 AS named_by, '' AS sort_key, " PAGE_COLUMNS PAGE_FROM
    " UNION ALL SELECT 1, l.sort_key, 0, n.slug, l.name, l.name_language, q.type, q.relation, q.country,"
    " EXISTS (SELECT 1 FROM partner back WHERE back.organisation_id = q.target_id AND back.target_id = q.organisation_id)"
    " FROM slug s JOIN partner q ON q.target_id = s.organisation_id JOIN organisation n ON n.id = q.organisation_id"
    " JOIN listing l ON l.language = ? AND l.organisation_id = q.organisation_id WHERE s.slug = ?"
    " ORDER BY named_by, sort_key LIMIT 501";
/* SHORTLIST_MAX of them; those that are not needed are NULL, which is equal to nothing. */
static const char SQL_PAGES[] =
    "SELECT s.slug, " PAGE_COLUMNS PAGE_JOIN " WHERE s.slug IN (?" EIGHT_MORE EIGHT_MORE EIGHT_MORE EIGHT_MORE ", ?, ?, ?, ?, ?, ?, ?)";
static const char SQL_SUCCESSOR[] =
    "SELECT o.slug, l.name FROM organisation o JOIN listing l ON l.organisation_id = o.id AND l.language = ? WHERE o.id = ?";
static const char SQL_DOCUMENT[] =
    "SELECT o.slug, o.status, o.revision, o.updated_on, o.confirmed_on, r.document FROM organisation o"
    " JOIN revision r ON r.organisation_id = o.id AND r.number = o.revision WHERE o.id = ?";
static const char SQL_ID[] = "SELECT organisation_id FROM slug WHERE slug = ?";
static const char SQL_IDS[] = "SELECT id FROM organisation ORDER BY id";

static enum status
status_of(const char *cell)
{
	return strcmp(cell, "closed") == 0 ? STATUS_CLOSED : STATUS_PUBLISHED;
}

/* One row of PAGE_COLUMNS, from column `first`; the successor's id of a closed one goes with it, 0: none. */
static enum err
read_row(void *ctx, const struct db_rows *rows, size_t row, size_t first, struct organisation *org, int64_t *successor)
{
	if (record_read(ctx, db_cell(rows, row, first + 7), db_cell_length(rows, row, first + 7), org) != OK) {
		log_event(LOG_LEVEL_ERROR, "record", "organisation=%s reason=%s", db_cell(rows, row, first), "not of this version: run annuaire reindex");
		return ERR_INTERNAL;
	}
	org->id = (uint64_t)db_cell_number(rows, row, first);
	org->slug = db_cell(rows, row, first + 1);
	org->status = status_of(db_cell(rows, row, first + 2));
	org->revision = (unsigned)db_cell_number(rows, row, first + 3);
	org->updated_on = db_cell(rows, row, first + 4);
	org->confirmed_on = db_cell(rows, row, first + 5);
	*successor = db_cell_number(rows, row, first + 6);
	return OK;
}

/* The page that an answer begins with, and who goes on with the work of a closed one. */
static enum err
read_page(struct db *db, void *ctx, const struct db_rows *rows, size_t first, enum lang lang, struct organisation *org)
{
	int64_t successor;
	enum err e;

	if (rows->count == 0 || db_cell_number(rows, 0, first) == 0)
		return ERR_NOT_FOUND;
	e = read_row(ctx, rows, 0, first, org, &successor);
	if (e != OK || org->status != STATUS_CLOSED)
		return e;
	if (successor != 0) {
		struct db_rows found;

		e = db_query(db, ctx, &found, SQL_SUCCESSOR, DB_VALUES(db_text(lang_code(lang)), db_number(successor)));
		if (e != OK)
			return e;
		if (found.count == 1) {
			org->successor_slug = db_cell(&found, 0, 0);
			org->successor_name = db_cell(&found, 0, 1);
		}
	}
	return ERR_GONE;
}

enum err
store_organisation_by_slug(struct db *db, void *ctx, const char *slug, enum lang lang, struct organisation *org)
{
	struct db_rows rows;
	enum err e;

	e = db_query(db, ctx, &rows, SQL_PAGE, DB_VALUES(db_text(slug)));
	return e != OK ? e : read_page(db, ctx, &rows, 0, lang, org);
}

enum err
store_organisation_named_by(struct db *db, void *ctx, const char *slug, enum lang lang, struct organisation *org, struct named_by *by)
{
	struct db_rows rows;
	enum err e;

	*by = (struct named_by){ 0 };
	e = db_query(db, ctx, &rows, SQL_PAGE_NAMED_BY, DB_VALUES(db_text(slug), db_text(lang_code(lang)), db_text(slug)));
	if (e == OK)
		e = read_page(db, ctx, &rows, 2, lang, org);
	if (e != OK)
		return e;
	by->rows = MEM_ARRAY(ctx, struct partnership_row, rows.count);
	for (size_t i = 1; i < rows.count; i++) {
		struct partnership_row *row = &by->rows[by->row_count++];

		row->slug = db_cell(&rows, i, 3);
		row->name = (struct said){ db_cell(&rows, i, 4), lang };
		if (!lang_parse(db_cell(&rows, i, 5), 2, &row->name.lang))
			return ERR_INTERNAL;
		row->partner_slug = org->slug;
		row->partner_name = text_for(&org->name, lang);
		row->type = db_cell(&rows, i, 6);
		row->relation = strcmp(db_cell(&rows, i, 7), "network") == 0 ? RELATION_NETWORK : RELATION_PARTNER;
		row->country = db_cell(&rows, i, 8);
		row->mutual = db_cell_number(&rows, i, 9) != 0;
	}
	return OK;
}

enum err
store_organisations_by_slugs(struct db *db, void *ctx, const struct codes *slugs, struct organisation **orgs)
{
	struct db_value values[SHORTLIST_MAX];
	struct db_rows rows;
	int64_t successor;
	enum err e;

	*orgs = MEM_ARRAY(ctx, struct organisation, slugs->count);
	if (slugs->count == 0)
		return OK;
	if (slugs->count > SHORTLIST_MAX)
		return ERR_INTERNAL;
	for (size_t i = 0; i < SHORTLIST_MAX; i++)
		values[i] = db_text(i < slugs->count ? slugs->code[i] : NULL);
	e = db_query(db, ctx, &rows, SQL_PAGES, values, SHORTLIST_MAX);
	for (size_t row = 0; e == OK && row < rows.count; row++)
		for (size_t i = 0; e == OK && i < slugs->count; i++)
			if (strcmp(slugs->code[i], db_cell(&rows, row, 0)) == 0)
				e = read_row(ctx, &rows, row, 1, &(*orgs)[i], &successor);
	return e;
}

enum err
store_organisation_document(struct db *db, void *ctx, uint64_t id, struct organisation *org, const char **json)
{
	struct db_rows rows;
	const char *why;
	enum err e;

	e = db_query(db, ctx, &rows, SQL_DOCUMENT, DB_VALUES(db_number((int64_t)id)));
	if (e != OK)
		return e;
	if (rows.count == 0)
		return ERR_NOT_FOUND;
	if (document_parse(ctx, db_cell(&rows, 0, 5), db_cell_length(&rows, 0, 5), org, &why) != OK)
		return ERR_INTERNAL;
	org->id = id;
	org->slug = db_cell(&rows, 0, 0);
	org->status = status_of(db_cell(&rows, 0, 1));
	org->revision = (unsigned)db_cell_number(&rows, 0, 2);
	org->updated_on = db_cell(&rows, 0, 3);
	org->confirmed_on = db_cell(&rows, 0, 4);
	if (json != NULL)
		*json = db_cell(&rows, 0, 5);
	return OK;
}

enum err
store_organisation_id(struct db *db, void *ctx, const char *slug, uint64_t *id)
{
	struct db_rows rows;
	enum err e;

	e = db_query(db, ctx, &rows, SQL_ID, DB_VALUES(db_text(slug)));
	if (e != OK)
		return e;
	if (rows.count == 0)
		return ERR_NOT_FOUND;
	*id = (uint64_t)db_cell_number(&rows, 0, 0);
	return OK;
}

/* The numbers in the first column of an answer. */
static void
numbers(void *ctx, const struct db_rows *rows, uint64_t **ids, size_t *count)
{
	*ids = MEM_ARRAY(ctx, uint64_t, rows->count);
	*count = rows->count;
	for (size_t i = 0; i < rows->count; i++)
		(*ids)[i] = (uint64_t)db_cell_number(rows, i, 0);
}

enum err
store_organisation_ids(struct db *db, void *ctx, uint64_t **ids, size_t *count)
{
	struct db_rows rows;
	enum err e;

	e = db_query(db, ctx, &rows, SQL_IDS, DB_NO_VALUES);
	if (e == OK)
		numbers(ctx, &rows, ids, count);
	return e;
}

