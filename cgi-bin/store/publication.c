/* Publishing, closing and renaming organisations, and proving that the projections are true. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/facet.h"
#include "store/frequent.h"
#include "store/organisation.h"
#include "store/projection.h"
#include "store/publication.h"
#include "store/word.h"
#include "text/document.h"
#include "text/words.h"

static const char SQL_LIKE_NAME[] =
    "SELECT i.organisation_id, o.slug FROM identity i JOIN organisation o ON o.id = i.organisation_id WHERE i.kind = 'name' AND i.value = ? LIMIT 1";
static const char SQL_LIKE_WEBSITE[] =
    "SELECT i.organisation_id, o.slug FROM identity i JOIN organisation o ON o.id = i.organisation_id WHERE i.kind = 'website' AND i.value = ? LIMIT 1";
static const char SQL_LIKE_SOURCE[] = "SELECT organisation_id FROM revision_source WHERE sha256 = ? LIMIT 1";
static const char SQL_LOCK[] = "UPDATE directory_state SET revision = revision + 1 WHERE id = 1";
static const char SQL_LOOK[] = "SELECT revision FROM directory_state WHERE id = 1", SQL_HOLD[] = "SELECT revision FROM directory_state WHERE id = 1 FOR UPDATE";
static const char SQL_INSERT[] =
    "INSERT INTO organisation (slug, revision, updated_on, confirmed_on, created_at) VALUES (?, 1, COALESCE(?, UTC_DATE()), ?, UTC_TIMESTAMP(6))";
static const char SQL_ADVANCE[] =
    "UPDATE organisation SET revision = revision + 1, updated_on = COALESCE(?, UTC_DATE()), confirmed_on = COALESCE(?, confirmed_on)"
    " WHERE id = ? AND revision = ?";
static const char SQL_CONFIRM[] = "UPDATE organisation SET confirmed_on = UTC_DATE() WHERE id = ?";
static const char SQL_TODAY[] = "SELECT UTC_DATE()";
static const char SQL_CONFIRMED[] = "SELECT confirmed_on FROM organisation WHERE id = ?";
static const char SQL_REVISION[] =
    "INSERT INTO revision (organisation_id, number, document, author, account_id, origin, reason, created_at) VALUES (?, ?, ?, ?, NULLIF(?, 0), ?, ?, UTC_TIMESTAMP(6))";
static const char *const ORIGIN[ORIGIN_COUNT] = { [ORIGIN_IMPORT] = "import", [ORIGIN_ORGANISATION] = "organisation", [ORIGIN_FEDERATION] = "federation" };
static const char SQL_SOURCE[] = "INSERT INTO revision_source (organisation_id, number, file_name, sha256, bytes) VALUES (?, ?, ?, ?, ?)";
static const char SQL_SLUG_ADD[] =
    "INSERT INTO slug (slug, organisation_id) VALUES (?, ?)";
static const char SQL_NAMERS[] =
    "SELECT DISTINCT p.organisation_id FROM partner p JOIN slug s ON s.slug = p.target_slug WHERE s.organisation_id = ? AND p.organisation_id <> ?";
static const char SQL_NAMED[] =
    "INSERT INTO named_count (organisation_id, organisations) SELECT ?, COUNT(DISTINCT organisation_id) FROM partner WHERE target_id = ?"
    " ON DUPLICATE KEY UPDATE organisations = VALUES(organisations)";
static const char SQL_CLOSE[] = "UPDATE organisation SET status = 'closed', successor_id = ? WHERE id = ?";
static const char SQL_RENAME[] = "UPDATE organisation SET slug = ? WHERE id = ?";

/* What is counted over the whole directory: a query that finds what is wrong, and statements that make it right. */
#define NAMED "SELECT target_id AS id, COUNT(DISTINCT organisation_id) AS n FROM partner WHERE target_id IS NOT NULL GROUP BY target_id"
#define TYPES "SELECT type, SUM(n) AS n FROM (SELECT type, 1 AS n FROM partner WHERE type IS NOT NULL UNION ALL SELECT type, count FROM partner_group) each_one GROUP BY type"
static const struct {
	const char *name, *wrong, *repair[2];
} COUNTS[] = {
	{ "directory_state",
	    "SELECT 1 FROM directory_state WHERE id = 1 AND (organisations <> (SELECT COUNT(*) FROM listing WHERE language = 'fr')"
	    " OR activities <> (SELECT COUNT(*) FROM activity) OR partnerships <> (SELECT COUNT(*) FROM partner))",
	    { "UPDATE directory_state SET organisations = (SELECT COUNT(*) FROM listing WHERE language = 'fr'),"
	    " activities = (SELECT COUNT(*) FROM activity), partnerships = (SELECT COUNT(*) FROM partner) WHERE id = 1" } },
	{ "named_count",
	    "SELECT 1 FROM (" NAMED " UNION ALL SELECT organisation_id, -organisations FROM named_count) both_ways GROUP BY id HAVING SUM(n) <> 0 LIMIT 1",
	    { "DELETE FROM named_count", "INSERT INTO named_count (organisation_id, organisations) " NAMED } },
	{ "partner_type_count",
	    "SELECT 1 FROM (" TYPES " UNION ALL SELECT type, -partners FROM partner_type_count) both_ways GROUP BY type HAVING SUM(n) <> 0 LIMIT 1",
	    { "DELETE FROM partner_type_count", "INSERT INTO partner_type_count (type, partners) " TYPES } },
};

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
	enum err e;

	e = db_query(db, ctx, &rows, SQL_NAMERS, DB_VALUES(db_number((int64_t)id), db_number((int64_t)id)));
	for (size_t i = 0; e == OK && i < rows.count; i++) {
		struct organisation namer;

		e = store_organisation_document(db, ctx, (uint64_t)db_cell_number(&rows, i, 0), &namer, NULL);
		if (e == OK)
			e = projection_relink(db, ctx, &namer);
	}
	/* Only links to this one have changed. */
	return e == OK && rows.count > 0 ? db_exec(db, SQL_NAMED, DB_VALUES(db_number((int64_t)id), db_number((int64_t)id))) : e;
}

struct publishing {
	struct db *db;
	void *ctx;
	const struct vocabularies *all;
	struct organisation *org;	/* as asked for: never changed by a run that may be run again */
	const struct edition *edition;
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
write_one_of_many(struct publishing *p, const struct organisation *org)
{
	struct projections *projections;
	enum err e = projection_compute(p->db, p->ctx, p->all, org, 1, &projections);

	return e == OK ? projection_replace(p->db, p->ctx, projections) : e;
}

static enum err
publish(void *arg)
{
	struct publishing *p = arg;
	struct organisation *org = &p->done;
	const struct edition *c = p->edition;
	bool first = p->org->id == 0;
	enum err e;

	*org = *p->org;
	e = db_exec(p->db, SQL_LOCK, DB_NO_VALUES);	/* one publication after the other: no two can lock each other out */
	if (e == OK)
		e = first ? begin(p) : advance(p);
	if (e == OK)
		e = db_exec(p->db, SQL_REVISION, DB_VALUES(db_number((int64_t)org->id), db_number(org->revision),
		    db_text(document_print(p->ctx, org, DOCUMENT_CONTENT)), db_text(c->author), db_number((int64_t)c->account), db_text(ORIGIN[c->origin]),
		    db_text(c->reason)));
	if (e == OK && c->source_name != NULL)
		e = db_exec(p->db, SQL_SOURCE, DB_VALUES(db_number((int64_t)org->id), db_number(org->revision), db_text(c->source_name),
		    db_text(c->source_sha256), db_bytes(c->source_bytes, c->source_len)));
	if (e == OK)
		e = c->many ? write_one_of_many(p, org) : projection_write(p->db, p->ctx, p->all, org);
	if (e == OK && first)
		e = relink_namers(p->db, p->ctx, org->id);
	return e;
}

enum err
store_publish_within(struct db *db, void *ctx, const struct vocabularies *all, struct organisation *org, const struct edition *edition)
{
	struct publishing p = { db, ctx, all, org, edition, { 0 } };
	enum err e = publish(&p);

	if (e == OK)
		*org = p.done;
	return e;
}

enum err
store_publish_change(struct db *db, void *ctx, const struct vocabularies *all, const struct organisation *published, struct organisation *org, const struct edition *edition,
    const char **why)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_TODAY, DB_NO_VALUES);

	if (e == OK) {
		document_keep_former_names(ctx, published, org, db_cell(&rows, 0, 0));
		e = document_check(ctx, org, all, why);
	}
	org->updated_on = NULL;
	org->confirmed_on = published->confirmed_on;
	return e == OK ? store_publish_within(db, ctx, all, org, edition) : e;
}

struct confirming {
	struct db *db;
	void *ctx;
	const struct vocabularies *all;
	uint64_t id;
};

static enum err
confirm(void *arg)
{
	struct confirming *c = arg;
	struct organisation org;
	enum err e;

	e = db_exec(c->db, SQL_LOCK, DB_NO_VALUES);
	if (e == OK)
		e = db_exec(c->db, SQL_CONFIRM, DB_VALUES(db_number((int64_t)c->id)));
	if (e == OK)
		e = store_organisation_document(c->db, c->ctx, c->id, &org, NULL);
	return e != OK ? e : projection_write(c->db, c->ctx, c->all, &org);
}

enum err
store_organisation_confirm(struct db *db, void *ctx, const struct vocabularies *all, uint64_t id)
{
	return db_transaction(db, confirm, &(struct confirming){ db, ctx, all, id });
}

enum err
store_publish(struct db *db, void *ctx, const struct vocabularies *all, struct organisation *org, const struct edition *edition)
{
	struct publishing p = { db, ctx, all, org, edition, { 0 } };
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
	int64_t revision;		/* the directory's, when the documents were read */
	struct projections *projections;
};

static enum err
read_revision(struct db *db, void *ctx, const char *sql, int64_t *revision)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, sql, DB_NO_VALUES);

	*revision = e == OK && rows.count == 1 ? db_cell_number(&rows, 0, 0) : 0;
	return e;
}

static enum err
compute_again(struct reprojecting *r)
{
	struct organisation *orgs = MEM_ARRAY(r->ctx, struct organisation, r->count);
	enum err e = OK;

	for (size_t i = 0; e == OK && i < r->count; i++)
		e = store_organisation_document(r->db, r->ctx, r->ids[i], &orgs[i], NULL);
	return e == OK ? projection_compute(r->db, r->ctx, r->all, orgs, r->count, &r->projections) : e;
}

/* What was computed is written if nobody published since; else it is computed again, now that nobody can. */
static enum err
reproject(void *arg)
{
	struct reprojecting *r = arg;
	int64_t revision;
	enum err e = read_revision(r->db, r->ctx, SQL_HOLD, &revision);

	if (e == OK && revision != r->revision)
		e = compute_again(r);
	return e == OK ? projection_replace(r->db, r->ctx, r->projections) : e;
}

enum err
store_reproject(struct db *db, void *ctx, const struct vocabularies *all, const uint64_t *ids, size_t count)
{
	struct reprojecting r = { .db = db, .ctx = ctx, .all = all, .ids = ids, .count = count };
	enum err e = count == 0 ? OK : read_revision(db, ctx, SQL_LOOK, &r.revision);

	if (e == OK && count > 0)
		e = compute_again(&r);
	return e == OK && count > 0 ? db_transaction(db, reproject, &r) : e;
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
		for (size_t k = 0; e == OK && c->repair && k < 2 && COUNTS[i].repair[k] != NULL; k++)
			e = db_exec(c->db, COUNTS[i].repair[k], DB_NO_VALUES);
	}
	if (e == OK)
		e = facet_rebuild(c->db, c->ctx, c->repair, &same);
	if (e == OK && !same)
		differs(c, "facet_set");
	if (e == OK)
		e = word_rebuild(c->db, c->ctx, c->repair, &same);
	if (e == OK && !same)
		differs(c, "word");
	if (e == OK)
		e = frequent_rebuild(c->db, c->ctx, FREQUENT_LEAST, c->repair, &same);
	if (e == OK && !same)
		differs(c, "frequent_token");
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
