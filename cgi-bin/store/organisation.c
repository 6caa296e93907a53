/* Organisations: reading the published page, publishing, closing, renaming, and proving that the projections are true. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/facet.h"
#include "store/organisation.h"
#include "store/projection.h"
#include "store/word.h"
#include "text/document.h"
#include "text/words.h"

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
static const char SQL_LIKE_NAME[] =
    "SELECT i.organisation_id, o.slug FROM identity i JOIN organisation o ON o.id = i.organisation_id WHERE i.kind = 'name' AND i.value = ? LIMIT 1";
static const char SQL_LIKE_WEBSITE[] =
    "SELECT i.organisation_id, o.slug FROM identity i JOIN organisation o ON o.id = i.organisation_id WHERE i.kind = 'website' AND i.value = ? LIMIT 1";
static const char SQL_LIKE_SOURCE[] = "SELECT organisation_id FROM revision_source WHERE sha256 = ? LIMIT 1";
static const char SQL_LOCK[] = "UPDATE directory_state SET revision = revision + 1 WHERE id = 1";
static const char SQL_INSERT[] =
    "INSERT INTO organisation (slug, revision, updated_on, confirmed_on, created_at) VALUES (?, 1, COALESCE(?, UTC_DATE()), ?, UTC_TIMESTAMP(6))";
static const char SQL_ADVANCE[] =
    "UPDATE organisation SET revision = revision + 1, updated_on = COALESCE(?, UTC_DATE()), confirmed_on = COALESCE(?, confirmed_on)"
    " WHERE id = ? AND revision = ?";
static const char SQL_CONFIRMED[] = "SELECT confirmed_on FROM organisation WHERE id = ?";
static const char SQL_REVISION[] =
    "INSERT INTO revision (organisation_id, number, document, author, reason, created_at) VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(6))";
static const char SQL_SOURCE[] = "INSERT INTO revision_source (organisation_id, number, file_name, sha256, bytes) VALUES (?, ?, ?, ?, ?)";
static const char SQL_SLUG_ADD[] =
    "INSERT INTO slug (slug, organisation_id) VALUES (?, ?)";
static const char SQL_NAMERS[] =
    "SELECT DISTINCT p.organisation_id FROM partner p JOIN slug s ON s.slug = p.target_slug WHERE s.organisation_id = ? AND p.organisation_id <> ?";
static const char SQL_CLOSE[] = "UPDATE organisation SET status = 'closed', successor_id = ? WHERE id = ?";
static const char SQL_RENAME[] = "UPDATE organisation SET slug = ? WHERE id = ?";

/* What is counted over the whole directory: a query that finds what is wrong, and statements that make it right. */
static const struct {
	const char *name, *wrong, *repair;
} COUNTS[] = {
	{ "directory_state",
	    "SELECT 1 FROM directory_state WHERE id = 1 AND (organisations <> (SELECT COUNT(*) FROM listing WHERE language = 'fr')"
	    " OR activities <> (SELECT COUNT(*) FROM activity) OR partnerships <> (SELECT COUNT(*) FROM partner))",
	    "UPDATE directory_state SET organisations = (SELECT COUNT(*) FROM listing WHERE language = 'fr'),"
	    " activities = (SELECT COUNT(*) FROM activity), partnerships = (SELECT COUNT(*) FROM partner) WHERE id = 1" },
};

static enum status
status_of(const char *cell)
{
	return strcmp(cell, "closed") == 0 ? STATUS_CLOSED : STATUS_PUBLISHED;
}

/* One row of PAGE_COLUMNS, from column `first`; the successor's id of a closed one goes with it, 0: none. */
static enum err
read_row(void *ctx, const struct db_rows *rows, size_t row, size_t first, struct organisation *org, int64_t *successor)
{
	const char *why;

	if (document_parse(ctx, db_cell(rows, row, first + 7), db_cell_length(rows, row, first + 7), org, &why) != OK)
		return ERR_INTERNAL;
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

static enum err
first_alike(struct db *db, void *ctx, const char *sql, const char *value, uint64_t *id, const char **slug)
{
	struct db_rows rows;
	enum err e;

	if (value == NULL || *id != 0)
		return OK;
	e = db_query(db, ctx, &rows, sql, DB_VALUES(db_text(value)));
	if (e == OK && rows.count > 0) {
		*id = (uint64_t)db_cell_number(&rows, 0, 0);
		if (slug != NULL)
			*slug = db_cell(&rows, 0, 1);
	}
	return e;
}

enum err
store_organisation_likeness(struct db *db, void *ctx, const struct organisation *org, const char *sha256, struct likeness *like)
{
	enum err e;

	*like = (struct likeness){ 0 };
	e = first_alike(db, ctx, SQL_LIKE_SOURCE, sha256, &like->source, NULL);
	for (int l = 0; e == OK && l < LANG_COUNT; l++)
		if (org->name.in[l] != NULL)
			e = first_alike(db, ctx, SQL_LIKE_NAME, words_fold(ctx, org->name.in[l]), &like->name, &like->name_slug);
	if (e == OK)
		e = first_alike(db, ctx, SQL_LIKE_WEBSITE, projection_website(ctx, org->website), &like->website, &like->website_slug);
	return e;
}

/* Makes anew the pages of those who name this organisation: their links live or die with it. */
static enum err
relink_namers(struct db *db, void *ctx, uint64_t id)
{
	struct db_rows rows;
	uint64_t *ids;
	size_t count;
	enum err e;

	e = db_query(db, ctx, &rows, SQL_NAMERS, DB_VALUES(db_number((int64_t)id), db_number((int64_t)id)));
	if (e != OK)
		return e;
	numbers(ctx, &rows, &ids, &count);
	for (size_t i = 0; e == OK && i < count; i++) {
		struct organisation namer;

		e = store_organisation_document(db, ctx, ids[i], &namer, NULL);
		if (e == OK)
			e = projection_relink(db, ctx, &namer);
	}
	return e;
}

struct publishing {
	struct db *db;
	void *ctx;
	const struct vocabularies *all;
	struct organisation *org;	/* as asked for: never changed by a run that may be run again */
	const struct change *change;
	struct organisation done;
};

/* A slug nobody has: the wanted one, or one made of the name and numbered when taken. */
static enum err
choose_slug(struct publishing *p, const char **slug)
{
	const char *wanted = p->org->slug, *base;
	uint64_t taken;
	enum err e;

	base = wanted != NULL ? wanted : words_slug(p->ctx, text_for(&p->org->name, LANG_FR).words);
	*slug = base;
	for (int n = 2; (e = store_organisation_id(p->db, p->ctx, *slug, &taken)) == OK; n++) {
		if (wanted != NULL)
			return ERR_CONFLICT;
		*slug = mem_printf(p->ctx, "%.*s-%d", 76, base, n);
	}
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Row and slugs of an organisation that is published for the first time. */
static enum err
begin(struct publishing *p)
{
	struct organisation *org = &p->done;
	enum err e;

	e = choose_slug(p, &org->slug);
	if (e == OK)
		e = db_exec(p->db, SQL_INSERT, DB_VALUES(db_text(org->slug), db_text(org->updated_on), db_text(org->confirmed_on)));
	if (e != OK)
		return e;
	org->id = db_insert_id(p->db);
	org->revision = 1;
	e = db_exec(p->db, SQL_SLUG_ADD, DB_VALUES(db_text(org->slug), db_number((int64_t)org->id)));
	for (size_t i = 0; e == OK && i < org->former_slugs.count; i++)
		e = db_exec(p->db, SQL_SLUG_ADD, DB_VALUES(db_text(org->former_slugs.code[i]), db_number((int64_t)org->id)));
	return e;
}

/* The date of confirmation that stands. */
static enum err
read_confirmed(struct publishing *p)
{
	struct db_rows rows;
	enum err e = db_query(p->db, p->ctx, &rows, SQL_CONFIRMED, DB_VALUES(db_number((int64_t)p->done.id)));

	if (e == OK && rows.count == 1)
		p->done.confirmed_on = db_cell(&rows, 0, 0);
	return e;
}

static enum err
advance(struct publishing *p)
{
	struct organisation *org = &p->done;
	enum err e;

	e = db_exec(p->db, SQL_ADVANCE, DB_VALUES(db_text(org->updated_on), db_text(org->confirmed_on), db_number((int64_t)org->id),
	    db_number(org->revision)));
	if (e == OK && db_affected(p->db) != 1)
		e = ERR_CONFLICT;
	org->revision++;
	return e == OK && org->confirmed_on == NULL ? read_confirmed(p) : e;
}

static enum err
publish(void *arg)
{
	struct publishing *p = arg;
	struct organisation *org = &p->done;
	const struct change *c = p->change;
	bool first = p->org->id == 0;
	enum err e;

	*org = *p->org;
	e = db_exec(p->db, SQL_LOCK, DB_NO_VALUES);	/* one publication after the other: no two can lock each other out */
	if (e == OK)
		e = first ? begin(p) : advance(p);
	if (e == OK)
		e = db_exec(p->db, SQL_REVISION, DB_VALUES(db_number((int64_t)org->id), db_number(org->revision),
		    db_text(document_print(p->ctx, org, DOCUMENT_CONTENT)), db_text(c->author), db_text(c->reason)));
	if (e == OK && c->source_name != NULL)
		e = db_exec(p->db, SQL_SOURCE, DB_VALUES(db_number((int64_t)org->id), db_number(org->revision), db_text(c->source_name),
		    db_text(c->source_sha256), db_bytes(c->source_bytes, c->source_len)));
	if (e == OK)
		e = c->many ? projection_write_many(p->db, p->ctx, p->all, org, 1) : projection_write(p->db, p->ctx, p->all, org);
	if (e == OK && first)
		e = relink_namers(p->db, p->ctx, org->id);
	return e;
}

enum err
store_publish(struct db *db, void *ctx, const struct vocabularies *all, struct organisation *org, const struct change *change)
{
	struct publishing p = { db, ctx, all, org, change, { 0 } };
	enum err e;

	e = db_transaction(db, publish, &p);
	if (e == OK)
		*org = p.done;
	return e;
}

struct moving {
	struct db *db;
	void *ctx;
	const struct vocabularies *all;
	const char *slug, *other;
	bool closing;
};

static enum err
move(void *arg)
{
	struct moving *m = arg;
	struct db_value successor = db_text(NULL);
	struct organisation org;
	uint64_t id, other;
	enum err e;

	e = db_exec(m->db, SQL_LOCK, DB_NO_VALUES);
	if (e == OK)
		e = store_organisation_id(m->db, m->ctx, m->slug, &id);
	if (e == OK && m->closing && m->other != NULL) {
		e = store_organisation_id(m->db, m->ctx, m->other, &other);
		successor = db_number((int64_t)other);
	}
	if (e != OK)
		return e;
	if (m->closing) {
		e = db_exec(m->db, SQL_CLOSE, DB_VALUES(successor, db_number((int64_t)id)));
	} else {
		e = store_organisation_id(m->db, m->ctx, m->other, &other);
		if (e == OK && other != id)
			return ERR_CONFLICT;
		if (e == ERR_NOT_FOUND)
			e = db_exec(m->db, SQL_SLUG_ADD, DB_VALUES(db_text(m->other), db_number((int64_t)id)));
		if (e == OK)
			e = db_exec(m->db, SQL_RENAME, DB_VALUES(db_text(m->other), db_number((int64_t)id)));
	}
	if (e == OK)
		e = store_organisation_document(m->db, m->ctx, id, &org, NULL);
	if (e == OK)
		e = projection_write(m->db, m->ctx, m->all, &org);
	return e != OK ? e : relink_namers(m->db, m->ctx, id);
}

enum err
store_organisation_close(struct db *db, void *ctx, const struct vocabularies *all, const char *slug, const char *successor)
{
	return db_transaction(db, move, &(struct moving){ db, ctx, all, slug, successor, true });
}

enum err
store_organisation_rename(struct db *db, void *ctx, const struct vocabularies *all, const char *slug, const char *new_slug)
{
	return db_transaction(db, move, &(struct moving){ db, ctx, all, slug, new_slug, false });
}

enum err
store_check(struct db *db, void *ctx, const struct vocabularies *all, uint64_t id, const char **differences)
{
	struct organisation org;
	enum err e;

	e = store_organisation_document(db, ctx, id, &org, NULL);
	return e != OK ? e : projection_compare(db, ctx, all, &org, differences);
}

struct reprojecting {
	struct db *db;
	void *ctx;
	const struct vocabularies *all;
	const uint64_t *ids;
	size_t count;
};

static enum err
reproject(void *arg)
{
	struct reprojecting *r = arg;
	struct organisation *orgs = MEM_ARRAY(r->ctx, struct organisation, r->count);
	enum err e;

	e = db_exec(r->db, SQL_LOCK, DB_NO_VALUES);
	for (size_t i = 0; e == OK && i < r->count; i++)
		e = store_organisation_document(r->db, r->ctx, r->ids[i], &orgs[i], NULL);
	return e != OK ? e : projection_write_many(r->db, r->ctx, r->all, orgs, r->count);
}

enum err
store_reproject(struct db *db, void *ctx, const struct vocabularies *all, const uint64_t *ids, size_t count)
{
	return db_transaction(db, reproject, &(struct reprojecting){ db, ctx, all, ids, count });
}

struct counting {
	struct db *db;
	void *ctx;
	bool repair;
	struct buf names;
};

static void
differs(struct counting *c, const char *name)
{
	buf_printf(&c->names, "%s%s", c->names.len > 0 ? ", " : "", name);
}

static enum err
count_all(void *arg)
{
	struct counting *c = arg;
	bool same;
	enum err e;

	c->names = buf_in(c->ctx);
	e = c->repair ? db_exec(c->db, SQL_LOCK, DB_NO_VALUES) : OK;
	for (size_t i = 0; e == OK && i < sizeof(COUNTS) / sizeof(COUNTS[0]); i++) {
		struct db_rows rows;

		e = db_query(c->db, c->ctx, &rows, COUNTS[i].wrong, DB_NO_VALUES);
		if (e != OK || rows.count == 0)
			continue;
		differs(c, COUNTS[i].name);
		if (c->repair)
			e = db_exec(c->db, COUNTS[i].repair, DB_NO_VALUES);
	}
	if (e == OK)
		e = facet_rebuild(c->db, c->ctx, c->repair, &same);
	if (e == OK && !same)
		differs(c, "facet_set");
	if (e == OK)
		e = word_rebuild(c->db, c->ctx, c->repair, &same);
	if (e == OK && !same)
		differs(c, "word");
	return e;
}

enum err
store_check_counts(struct db *db, void *ctx, bool repair, const char **differences)
{
	struct counting c = { db, ctx, repair, { 0 } };
	enum err e = db_transaction(db, count_all, &c);

	*differences = e == OK ? buf_text(&c.names) : "";
	return e;
}
