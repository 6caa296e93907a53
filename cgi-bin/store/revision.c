/* Revisions read. */
#include <string.h>

#include "base/mem.h"
#include "store/revision.h"
#include "text/change.h"
#include "text/document.h"

/* Rows from the row before the page's oldest (what it changed) to the one after its latest (until when it stood). Columns that only editors read come last. */
#define ROW "SELECT r.number, r.document, DATE(r.created_at), r.origin"
#define ROWS " FROM revision r WHERE r.organisation_id = ? AND r.number BETWEEN ? AND ? ORDER BY r.number DESC"

static const char SQL_REVISION[] = "SELECT document FROM revision WHERE organisation_id = ? AND number = ?";
static const char SQL_ON[] = "SELECT number FROM revision WHERE organisation_id = ? AND created_at < ? + INTERVAL 1 DAY ORDER BY number DESC LIMIT 1";
static const char SQL_ROWS[] = ROW ROWS;
static const char SQL_ROWS_EDITORS[] =
    ROW ", DATE_FORMAT(r.created_at, '%Y-%m-%d %H:%i'), r.author, r.reason, (SELECT a.name FROM submission s JOIN account a ON a.id = s.decided_by"
    " WHERE s.organisation_id = r.organisation_id AND s.status IN ('accepted', 'returned') AND s.revision = r.number LIMIT 1)" ROWS;

enum { NUMBER, DOCUMENT, SINCE, ORIGIN, AT, AUTHOR, REASON, ACCEPTED_BY };

static enum err
read_document(void *ctx, const struct db_rows *rows, size_t row, size_t column, struct organisation *org)
{
	const char *why;

	return document_parse(ctx, db_cell(rows, row, column), db_cell_length(rows, row, column), org, &why) == OK ? OK : ERR_INTERNAL;
}

enum err
store_revision(struct db *db, void *ctx, uint64_t organisation, unsigned number, struct organisation *org)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_REVISION, DB_VALUES(db_number((int64_t)organisation), db_number(number)));

	if (e == OK)
		e = rows.count == 0 ? ERR_NOT_FOUND : read_document(ctx, &rows, 0, 0, org);
	if (e == OK) {
		org->id = organisation;
		org->revision = number;
	}
	return e;
}

enum err
store_revision_on(struct db *db, void *ctx, uint64_t organisation, const char *day, unsigned *number)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_ON, DB_VALUES(db_number((int64_t)organisation), db_text(day)));

	if (e == OK && rows.count == 0)
		return ERR_NOT_FOUND;
	if (e == OK)
		*number = (unsigned)db_cell_number(&rows, 0, 0);
	return e;
}

static enum origin
origin_of(const char *cell)
{
	return strcmp(cell, "organisation") == 0 ? ORIGIN_ORGANISATION : strcmp(cell, "federation") == 0 ? ORIGIN_FEDERATION : ORIGIN_IMPORT;
}

/* Row i of an answer whose rows are neighbours, latest first. */
static struct revision_row
read_row(const struct db_rows *rows, size_t i)
{
	struct revision_row row = { .number = (unsigned)db_cell_number(rows, i, NUMBER), .since = db_cell(rows, i, SINCE), .until = i == 0 ? NULL : db_cell(rows, i - 1, SINCE),
	    .origin = origin_of(db_cell(rows, i, ORIGIN)) };

	if (rows->columns > AT) {
		row.at = db_cell(rows, i, AT);
		row.author = db_cell(rows, i, AUTHOR);
		row.reason = db_cell(rows, i, REASON);
		row.accepted_by = db_cell(rows, i, ACCEPTED_BY);
	}
	return row;
}

enum err
store_revision_row(struct db *db, void *ctx, uint64_t organisation, unsigned number, struct revision_row *row, struct organisation *org)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_ROWS, DB_VALUES(db_number((int64_t)organisation), db_number(number), db_number((int64_t)number + 1)));
	size_t last;

	if (e != OK)
		return e;
	last = rows.count == 0 ? 0 : rows.count - 1;
	if (rows.count == 0 || db_cell_number(&rows, last, NUMBER) != number)
		return ERR_NOT_FOUND;
	e = read_document(ctx, &rows, last, DOCUMENT, org);
	if (e == OK) {
		*row = read_row(&rows, last);
		org->id = organisation;
		org->revision = number;
	}
	return e;
}

static struct codes
changed_parts(void *ctx, const struct organisation *before, const struct organisation *after, const struct vocabularies *all)
{
	struct changes changes = change_list(ctx, before, after, all, LANG_FR);	/* paths are the same in every language */
	struct codes parts = { MEM_ARRAY(ctx, const char *, changes.count), changes.count };

	for (size_t i = 0; i < changes.count; i++)
		parts.code[i] = changes.change[i].path;
	return parts;
}

enum err
store_history(struct db *db, void *ctx, const struct vocabularies *all, uint64_t organisation, unsigned latest, unsigned page, enum history_reader reader, struct history *history)
{
	unsigned pages = (latest + PAGE_SIZE - 1) / PAGE_SIZE, top, low;
	struct organisation org, before;
	struct db_rows rows;
	enum err e;

	if (page < 1 || page > pages)
		return ERR_NOT_FOUND;
	top = latest - (page - 1) * PAGE_SIZE;
	low = top > PAGE_SIZE ? top - PAGE_SIZE + 1 : 1;
	e = db_query(db, ctx, &rows, reader == HISTORY_EDITORS ? SQL_ROWS_EDITORS : SQL_ROWS,
	    DB_VALUES(db_number((int64_t)organisation), db_number((int64_t)low - 1), db_number(page == 1 ? top : (int64_t)top + 1)));
	*history = (struct history){ .rows = MEM_ARRAY(ctx, struct revision_row, PAGE_SIZE), .paging = { page, pages, latest } };
	before = (struct organisation){ 0 };
	for (size_t i = rows.count; e == OK && i-- > 0; before = org) {
		struct revision_row *row;

		e = read_document(ctx, &rows, i, DOCUMENT, &org);
		if (e != OK || db_cell_number(&rows, i, NUMBER) < low || db_cell_number(&rows, i, NUMBER) > top)
			continue;
		row = &history->rows[top - (unsigned)db_cell_number(&rows, i, NUMBER)];
		*row = read_row(&rows, i);
		if (row->number > 1)
			row->parts = changed_parts(ctx, &before, &org, all);
		history->row_count++;
	}
	return e;
}
