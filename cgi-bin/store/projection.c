/* Projections: computed as rows in memory, then either written or compared, so that what is proved is what is written. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/facet.h"
#include "store/frequent.h"
#include "store/place.h"
#include "store/projection.h"
#include "store/word.h"
#include "text/document.h"
#include "text/markdown.h"
#include "text/record.h"
#include "text/source.h"
#include "text/words.h"

enum { EXCERPT_CHARACTERS = 200, COLUMNS_MAX = 12, NAME_WORDS = 8 /* of a name, from which it is offered */, TYPED_CHARACTERS = 100 };

enum table {
	PUBLICATION, IDENTITY, LISTING, SEARCH_TEXT, ACTIVITY, ACTIVITY_LISTING, PARTNER, PARTNER_GROUP, SUGGESTION, POSITION, FACET_VALUE, TABLES
};

#define PROJECTION(table, keys, columns) { #table, columns, keys, "INSERT INTO " #table " (organisation_id, " columns ") VALUES ", "REPLACE INTO " #table " (organisation_id, " columns ") VALUES ", \
	"DELETE FROM " #table " WHERE organisation_id BETWEEN ? AND ?" }

/* The first column of each is organisation_id; the first `keys` ones are the primary key. */
static const struct {
	const char *name, *columns;
	size_t keys;
	const char *insert, *replace, *remove;
} TABLE[TABLES] = {
	[PUBLICATION] = PROJECTION(publication, 1, "content"),
	[IDENTITY] = PROJECTION(identity, 3, "kind, value"),
	[LISTING] = PROJECTION(listing, 2, "language, name, name_language, acronym, summary, summary_language, postcode, locality, website, initial, sort_key"),
	[SEARCH_TEXT] = PROJECTION(search_text, 1, "words, vocabulary, source"),
	[ACTIVITY] = PROJECTION(activity, 2, "number, slot, words"),
	[ACTIVITY_LISTING] = PROJECTION(activity_listing, 3, "language, number, position, title, title_language, excerpt, excerpt_language"),
	[PARTNER] = PROJECTION(partner, 2, "number, name, target_slug, target_id, type, relation, country"),
	[PARTNER_GROUP] = PROJECTION(partner_group, 2, "type, count"),
	[SUGGESTION] = PROJECTION(suggestion, 3, "kind, typed, label"),
	[POSITION] = PROJECTION(position, 2, "number, latitude, longitude, approximate"),
	[FACET_VALUE] = PROJECTION(facet_value, 1, "entries"),
};

/* What is counted over the whole directory, of one table each: taken away before an organisation's rows in it change, added again afterwards. */
#define COUNTS(sign, plus) { \
	{ LISTING, "UPDATE directory_state SET organisations = organisations " plus " (SELECT COUNT(*) FROM listing WHERE organisation_id = ? AND language = 'fr') WHERE id = 1" }, \
	{ ACTIVITY, "UPDATE directory_state SET activities = activities " plus " (SELECT COUNT(*) FROM activity WHERE organisation_id = ?) WHERE id = 1" }, \
	{ PARTNER, "UPDATE directory_state SET partnerships = partnerships " plus " (SELECT COUNT(*) FROM partner WHERE organisation_id = ?) WHERE id = 1" }, \
	{ PARTNER, "INSERT INTO named_count (organisation_id, organisations) SELECT DISTINCT target_id, " sign "1 FROM partner WHERE organisation_id = ? AND target_id IS NOT NULL" \
	    " ON DUPLICATE KEY UPDATE organisations = organisations + VALUES(organisations)" }, \
	{ PARTNER, "INSERT INTO partner_type_count (type, partners) SELECT type, " sign "COUNT(*) FROM partner WHERE organisation_id = ? AND type IS NOT NULL GROUP BY type" \
	    " ON DUPLICATE KEY UPDATE partners = partners + VALUES(partners)" }, \
	{ PARTNER_GROUP, "INSERT INTO partner_type_count (type, partners) SELECT type, " sign "count FROM partner_group WHERE organisation_id = ?" \
	    " ON DUPLICATE KEY UPDATE partners = partners + VALUES(partners)" }, \
}

enum { COUNTED = 6 };
struct counted {
	enum table of;
	const char *sql;
};
static const struct counted LEAVE[COUNTED] = COUNTS("-", "-"), ENTER[COUNTED] = COUNTS("", "+");

static const char SQL_TARGETS[] =
    "SELECT s.slug, o.id, o.slug FROM JSON_TABLE(?, '$[*]' COLUMNS (slug VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin PATH '$')) k"
    " JOIN slug s ON s.slug = k.slug JOIN organisation o ON o.id = s.organisation_id AND o.status = 'published'";

struct row {
	struct db_value value[COLUMNS_MAX];
	size_t count;
};

struct rows {
	struct row *row;
	size_t count;
};

/* Adds one row; the first value, the organisation, is common to all. */
static void
add(void *ctx, struct rows *rows, uint64_t id, const struct db_value *values, size_t count)
{
	struct row *row;

	MEM_GROW(ctx, rows->row, rows->count);
	row = &rows->row[rows->count++];
	row->value[0] = db_number((int64_t)id);
	memcpy(row->value + 1, values, count * sizeof(*values));
	row->count = count + 1;
}

const char *
projection_website(void *ctx, const char *website)
{
	const char *s = website;
	char *copy;
	size_t len;

	if (s == NULL)
		return NULL;
	if (strncasecmp(s, "http://", 7) == 0)
		s += 7;
	else if (strncasecmp(s, "https://", 8) == 0)
		s += 8;
	if (strncasecmp(s, "www.", 4) == 0)
		s += 4;
	len = strlen(s);
	while (len > 0 && s[len - 1] == '/')
		len--;
	copy = mem_strndup(ctx, s, len);
	for (char *c = copy; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	return copy;
}

static void
compute_identity(void *ctx, const struct organisation *org, struct rows *rows)
{
	const char *seen[LANG_COUNT];
	size_t n = 0;

	for (int l = 0; l < LANG_COUNT; l++) {
		const char *folded;
		bool known = false;

		if (org->name.in[l] == NULL)
			continue;
		folded = words_fold(ctx, org->name.in[l]);
		for (size_t i = 0; i < n; i++)
			known = known || strcmp(seen[i], folded) == 0;
		if (known)
			continue;
		seen[n++] = folded;
		add(ctx, rows, org->id, DB_VALUES(db_text("name"), db_text(folded)));
	}
	if (org->website != NULL)
		add(ctx, rows, org->id, DB_VALUES(db_text("website"), db_text(projection_website(ctx, org->website))));
}

/* s cut to what a column of so many characters takes. Without a space at the end: to MariaDB two texts that differ in nothing else are the same key. */
static const char *
fit(void *ctx, const char *s, size_t characters)
{
	size_t len = s == NULL ? 0 : utf8_prefix(s, characters);

	while (len > 0 && s[len - 1] == ' ')
		len--;
	return s == NULL ? NULL : mem_strndup(ctx, s, len);
}

static void
compute_listing(void *ctx, const struct organisation *org, struct rows *rows)
{
	for (int l = 0; l < LANG_COUNT; l++) {
		struct said name = text_for(&org->name, (enum lang)l), summary = text_for(&org->summary, (enum lang)l);
		const char *folded = words_fold(ctx, name.words);

		add(ctx, rows, org->id, DB_VALUES(db_text(lang_code((enum lang)l)), db_text(name.words), db_text(lang_code(name.lang)),
		    db_text(fit(ctx, org->acronym, 100)), db_text(summary.words), db_text(lang_code(summary.lang)),
		    db_text(fit(ctx, org->address.postcode, 20)), db_text(fit(ctx, org->address.locality, 100)),
		    db_text(org->website), db_text(mem_printf(ctx, "%c", words_initial(folded))), db_text(fit(ctx, folded, 200))));
	}
}

/* What search looks in, and the activities with their index and their lines in lists. */
static void
compute_texts(void *ctx, const struct vocabularies *all, const struct organisation *org, struct rows rows[TABLES])
{
	const char *source = source_of(ctx, all, org);
	int *numbers = MEM_ARRAY(ctx, int, org->activity_count);
	struct source_index index;

	for (size_t i = 0; i < org->activity_count; i++)
		numbers[i] = org->activities[i].number;
	index = source_index(ctx, source, all, numbers, org->activity_count);
	add(ctx, &rows[SEARCH_TEXT], org->id, DB_VALUES(db_text(index.words), db_text(index.vocabulary), db_text(source)));
	for (size_t i = 0; i < org->activity_count; i++) {
		const struct activity *activity = &org->activities[i];
		const char *described = NULL, *excerpt = NULL;

		add(ctx, &rows[ACTIVITY], org->id, DB_VALUES(db_number(activity->number), db_number((int64_t)i + 1), db_text(index.activity[i])));
		for (int l = 0; l < LANG_COUNT; l++) {
			struct said title = text_for(&activity->title, (enum lang)l), said = text_for(&activity->description, (enum lang)l);

			if (said.words != described)	/* most are written in one language, and said in that in every other */
				excerpt = said.words == NULL ? NULL : markdown_excerpt(ctx, said.words, EXCERPT_CHARACTERS);
			described = said.words;
			add(ctx, &rows[ACTIVITY_LISTING], org->id, DB_VALUES(db_text(lang_code((enum lang)l)), db_number(activity->number), db_number((int64_t)i + 1),
			    db_text(title.words), db_text(lang_code(title.lang)), db_text(excerpt), db_text(lang_code(said.lang))));
		}
	}
}

/* One row for what somebody may have typed; the same twice is one. */
static void
suggest(void *ctx, const struct organisation *org, const char *kind, const char *typed, const char *label, struct rows *rows)
{
	const char *key = fit(ctx, typed, TYPED_CHARACTERS);

	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(rows->row[i].value[1].bytes, kind) == 0 && strcmp(rows->row[i].value[2].bytes, key) == 0)
			return;
	if (*key != '\0')
		add(ctx, rows, org->id, DB_VALUES(db_text(kind), db_text(key), db_text(fit(ctx, label, 200))));
}

/* A name is offered from the beginning of each of its words. */
static void
suggest_name(void *ctx, const struct organisation *org, const char *name, struct rows *rows)
{
	const char *folded = name == NULL ? NULL : words_fold(ctx, name);

	for (int i = 0; folded != NULL && *folded != '\0' && i < NAME_WORDS; i++) {
		suggest(ctx, org, "name", folded, name, rows);
		folded = strchr(folded, ' ');
		if (folded != NULL)
			folded++;
	}
}

static void
compute_suggestions(void *ctx, const struct organisation *org, struct rows *rows)
{
	for (int l = 0; l < LANG_COUNT; l++)
		suggest_name(ctx, org, org->name.in[l], rows);
	suggest_name(ctx, org, org->acronym, rows);
	for (size_t i = 0; i < org->former_name_count; i++)
		suggest_name(ctx, org, org->former_names[i].name, rows);
	if (org->address.locality != NULL)
		suggest(ctx, org, "locality", words_fold(ctx, org->address.locality), org->address.locality, rows);
	for (size_t i = 0; i < org->branch_count; i++)
		if (org->branches[i].address.locality != NULL)
			suggest(ctx, org, "locality", words_fold(ctx, org->branches[i].address.locality), org->branches[i].address.locality, rows);
}

static enum err
compute_positions(struct db *db, void *ctx, const struct organisation *org, struct rows *rows, struct position_list *positions)
{
	const struct address **addresses = MEM_ARRAY(ctx, const struct address *, org->branch_count + 1);
	struct place *places = MEM_ARRAY(ctx, struct place, org->branch_count + 1);
	enum err e;

	for (size_t i = 0; i <= org->branch_count; i++)
		addresses[i] = i == 0 ? &org->address : &org->branches[i - 1].address;
	e = store_places_of_addresses(db, ctx, addresses, org->branch_count + 1, places);
	*positions = (struct position_list){ MEM_ARRAY(ctx, struct position, org->branch_count + 1), 0 };
	for (size_t i = 0; e == OK && i <= org->branch_count; i++) {
		if (places[i].name == NULL)
			continue;
		positions->rows[positions->count++] = (struct position){ (int)i, places[i].latitude, places[i].longitude, places[i].approximate };
		/* As text, so that what is read back is compared sign by sign. */
		add(ctx, rows, org->id, DB_VALUES(db_number((int64_t)i), db_text(mem_printf(ctx, "%.5f", places[i].latitude)),
		    db_text(mem_printf(ctx, "%.5f", places[i].longitude)), db_number(places[i].approximate)));
	}
	return e;
}

/* Where the slugs of the partners lead today: rows of slug, id, present slug. */
static enum err
find_targets(struct db *db, void *ctx, const struct organisation *org, struct db_rows *targets)
{
	struct buf slugs = buf_in(ctx);

	*targets = (struct db_rows){ 0 };
	for (size_t i = 0; i < org->partner_count; i++)
		if (org->partners[i].organisation != NULL)
			buf_printf(&slugs, "%s\"%s\"", slugs.len == 0 ? "[" : ",", org->partners[i].organisation);
	if (slugs.len == 0)
		return OK;
	buf_puts(&slugs, "]");
	return db_query(db, ctx, targets, SQL_TARGETS, DB_VALUES(db_text(buf_text(&slugs))));
}

/* Fills the rows of partner, and leaves in *org only the links that lead somewhere, at their present address. */
static enum err
compute_partners(struct db *db, void *ctx, struct organisation *org, struct rows *rows)
{
	struct partner *partners = mem_copy(ctx, org->partners, org->partner_count * sizeof(*partners));
	struct db_rows targets;
	enum err e = find_targets(db, ctx, org, &targets);

	for (size_t i = 0; e == OK && i < org->partner_count; i++) {
		struct partner *p = &partners[i];
		struct db_value target = db_text(NULL);
		const char *slug = p->organisation;

		p->organisation = NULL;
		for (size_t t = 0; slug != NULL && t < targets.count; t++) {
			if (strcmp(db_cell(&targets, t, 0), slug) != 0)
				continue;
			target = db_number(db_cell_number(&targets, t, 1));
			p->organisation = db_cell(&targets, t, 2);
		}
		add(ctx, rows, org->id, DB_VALUES(db_number((int64_t)i + 1), db_text(p->name), db_text(slug), target, db_text(p->type),
		    db_text(p->relation == RELATION_NETWORK ? "network" : "partner"), db_text(p->country)));
	}
	org->partners = partners;
	return e;
}

/* The page and the partners of an organisation: what depends on where others are. */
static enum err
compute_links(struct db *db, void *ctx, const struct organisation *org, struct rows *publication, struct rows *partners)
{
	struct organisation page = *org;
	enum err e = OK;
	const char *record;
	size_t len;

	if (org->status == STATUS_CLOSED)	/* its page says that it closed; no list knows it any more, so nobody would find its links when they change */
		page.partner_count = 0;
	else
		e = compute_partners(db, ctx, &page, partners);
	if (e != OK)
		return e;
	document_render(ctx, &page);
	record = record_write(ctx, &page, &len);
	add(ctx, publication, org->id, DB_VALUES(db_bytes(record, len)));
	return OK;
}

static enum err
compute(struct db *db, void *ctx, const struct vocabularies *all, const struct organisation *org, struct rows rows[TABLES])
{
	struct position_list positions;
	enum err e;

	memset(rows, 0, sizeof(*rows) * TABLES);
	e = compute_links(db, ctx, org, &rows[PUBLICATION], &rows[PARTNER]);
	if (e != OK || org->status == STATUS_CLOSED)
		return e;
	compute_identity(ctx, org, &rows[IDENTITY]);
	compute_listing(ctx, org, &rows[LISTING]);
	compute_texts(ctx, all, org, rows);
	for (size_t i = 0; i < org->partner_group_count; i++)
		add(ctx, &rows[PARTNER_GROUP], org->id,
		    DB_VALUES(db_text(org->partner_groups[i].type), db_number(org->partner_groups[i].count)));
	compute_suggestions(ctx, org, &rows[SUGGESTION]);
	e = compute_positions(db, ctx, org, &rows[POSITION], &positions);
	if (e == OK)
		add(ctx, &rows[FACET_VALUE], org->id, DB_VALUES(db_text(facet_lines(ctx, all, org, &positions))));
	return e;
}

static enum err
count_all(struct db *db, const struct counted counted[COUNTED], const bool change[TABLES], uint64_t id)
{
	enum err e = OK;

	for (size_t i = 0; e == OK && i < COUNTED; i++)
		if (change[counted[i].of])
			e = db_exec(db, counted[i].sql, DB_VALUES(db_number((int64_t)id)));
	return e;
}

static bool
same_cell(const char *cell, size_t len, const struct db_value *value)
{
	if (value->kind == DB_VALUE_NUMBER)
		return cell != NULL && strtoll(cell, NULL, 10) == value->number;
	if (cell == NULL || value->bytes == NULL)
		return cell == value->bytes;
	return len == value->len && memcmp(cell, value->bytes, len) == 0;
}

/* Whether the first `columns` cells of a row of the table are those of a row. */
static bool
same_row(const struct db_rows *found, size_t n, const struct row *row, size_t columns)
{
	size_t c = 0;

	while (c < columns && same_cell(db_cell(found, n, c), db_cell_length(found, n, c), &row->value[c]))
		c++;
	return c == columns;
}

/* How a table differs from what it should have. */
struct difference {
	struct db_rows found;		/* what it has */
	struct rows missing;		/* rows that it should have, and has not or with other cells */
	bool surplus;			/* it has rows that should not be there at all */
};

/* One statement for what all tables have of a range of organisations: each row begins with its table's number, and is filled up so that all are of one width. */
static const char *
select_all(void *ctx)
{
	struct buf sql = buf_in(ctx);

	for (int t = 0; t < TABLES; t++) {
		size_t columns = 2;

		for (const char *c = TABLE[t].columns; (c = strchr(c, ',')) != NULL; c++)
			columns++;
		buf_printf(&sql, "%sSELECT %d, organisation_id, %s", t > 0 ? " UNION ALL " : "", t, TABLE[t].columns);
		for (; columns < COLUMNS_MAX; columns++)
			buf_puts(&sql, ", NULL");
		buf_printf(&sql, " FROM %s WHERE organisation_id BETWEEN ? AND ?", TABLE[t].name);
	}
	return buf_text(&sql);
}

/* What the tables have for the organisations from first to last. One round trip: each costs as much as what it asks for. */
static enum err
read_all(struct db *db, void *ctx, uint64_t first, uint64_t last, struct db_rows found[TABLES])
{
	struct db_value range[2 * TABLES];
	struct db_rows rows;
	enum err e;

	for (int t = 0; t < TABLES; t++) {
		range[2 * t] = db_number((int64_t)first);
		range[2 * t + 1] = db_number((int64_t)last);
	}
	memset(found, 0, sizeof(*found) * TABLES);
	e = db_query(db, ctx, &rows, select_all(ctx), range, 2 * TABLES);
	for (size_t i = 0; e == OK && i < rows.count; i++) {
		struct db_rows *of = &found[db_cell_number(&rows, i, 0)];

		/* A table's rows come together: they are a part of the answer, seen from its second column on. */
		if (of->count++ == 0)
			*of = (struct db_rows){ 1, rows.columns, rows.cells + i * rows.columns + 1, rows.lengths + i * rows.columns + 1 };
	}
	return e;
}

/* Compares what a table has with the rows that it should have. Both come in about the same order. */
static struct difference
compare(void *ctx, enum table t, const struct db_rows *found, const struct rows *rows)
{
	struct difference difference = { .found = *found };
	size_t at = 0, known = 0;

	for (size_t i = 0; i < rows->count; i++) {
		size_t tried = 0;

		while (tried < found->count && !same_row(found, (at + tried) % found->count, &rows->row[i], TABLE[t].keys))
			tried++;
		if (tried < found->count) {
			at = (at + tried) % found->count;
			known++;
		}
		if (tried == found->count || !same_row(found, at, &rows->row[i], rows->row[i].count)) {
			MEM_GROW(ctx, difference.missing.row, difference.missing.count);
			difference.missing.row[difference.missing.count++] = rows->row[i];
		}
	}
	difference.surplus = known < found->count;
	return difference;
}

static bool
differs(const struct difference *difference)
{
	return difference->surplus || difference->missing.count > 0;
}

static enum err
write_rows(struct db *db, void *ctx, const char *head, const struct rows *rows)
{
	struct db_batch batch = { 0 };

	for (size_t i = 0; i < rows->count; i++)
		db_batch_add(ctx, &batch, rows->row[i].value, rows->row[i].count);
	return db_insert(db, ctx, head, &batch, "");
}

/* Makes a table what it should be. A row that is right is left alone: full-text search would read it again, and what it has of the old one stays in its index and slows it. */
static enum err
settle(struct db *db, void *ctx, enum table t, uint64_t first, uint64_t last, const struct rows *rows, const struct difference *difference)
{
	enum err e;

	if (!difference->surplus)
		return write_rows(db, ctx, TABLE[t].replace, &difference->missing);
	e = db_exec(db, TABLE[t].remove, DB_VALUES(db_number((int64_t)first), db_number((int64_t)last)));
	return e == OK ? write_rows(db, ctx, TABLE[t].insert, rows) : e;
}

static enum err
replace(struct db *db, void *ctx, enum table t, uint64_t first, uint64_t last, const struct db_rows *found, const struct rows *rows)
{
	struct difference difference = compare(ctx, t, found, rows);

	return settle(db, ctx, t, first, last, rows, &difference);
}

/* What the organisation (slot 0) or an activity says: the one that is there, or one more. */
static struct said_words *
add_said(struct said_words *said, size_t *count, uint64_t id, unsigned slot)
{
	struct said_words words = { slot == 0 ? UNIVERSE_ORGANISATION : UNIVERSE_ACTIVITY, (uint32_t)(slot == 0 ? id : id << SLOT_BITS | slot), "", "" };

	for (size_t i = 0; i < *count; i++)
		if (said[i].universe == words.universe && said[i].member == words.member)
			return &said[i];
	said[*count] = words;
	return &said[(*count)++];
}

/* The words and the facets of one organisation change what is gathered from all. */
static enum err
change_gathered(struct db *db, void *ctx, uint64_t id, const struct rows rows[TABLES], const struct difference difference[TABLES])
{
	const struct rows *text = &rows[SEARCH_TEXT], *activities = &rows[ACTIVITY], *facets = &rows[FACET_VALUE];
	const struct db_rows *text_before = &difference[SEARCH_TEXT].found, *activities_before = &difference[ACTIVITY].found, *facets_before = &difference[FACET_VALUE].found;
	struct said_words *said = MEM_ARRAY(ctx, struct said_words, 2 + activities_before->count + activities->count);
	size_t count = 0;
	enum err e;

	if (text_before->count > 0)
		add_said(said, &count, id, 0)->before = db_cell(text_before, 0, 1);
	if (text->count > 0)
		add_said(said, &count, id, 0)->now = text->row[0].value[1].bytes;
	for (size_t i = 0; i < activities_before->count; i++)
		add_said(said, &count, id, (unsigned)db_cell_number(activities_before, i, 2))->before = db_cell(activities_before, i, 3);
	for (size_t i = 0; i < activities->count; i++)
		add_said(said, &count, id, (unsigned)activities->row[i].value[2].number)->now = activities->row[i].value[3].bytes;
	e = word_change(db, ctx, text_before->count == 0 ? "" : db_cell(text_before, 0, 2), text->count == 0 ? "" : text->row[0].value[2].bytes);
	if (e == OK)
		e = frequent_change(db, ctx, said, count);
	return e == OK ? facet_change(db, ctx, id, facets_before->count == 0 ? "" : db_cell(facets_before, 0, 1), facets->count == 0 ? "" : facets->row[0].value[1].bytes) : e;
}

enum err
projection_write(struct db *db, void *ctx, const struct vocabularies *all, const struct organisation *org)
{
	struct rows rows[TABLES];
	struct db_rows found[TABLES];
	struct difference difference[TABLES];
	bool changed[TABLES] = { false }, counted[TABLES] = { false };
	enum err e;

	e = compute(db, ctx, all, org, rows);
	if (e == OK)
		e = read_all(db, ctx, org->id, org->id, found);
	for (int t = 0; e == OK && t < TABLES; t++) {
		difference[t] = compare(ctx, (enum table)t, &found[t], &rows[t]);
		changed[t] = differs(&difference[t]);
		/* Of these two only the number of rows is counted. */
		counted[t] = changed[t] && ((t != LISTING && t != ACTIVITY) || found[t].count != rows[t].count);
	}
	if (e == OK && (changed[SEARCH_TEXT] || changed[ACTIVITY] || changed[FACET_VALUE]))
		e = change_gathered(db, ctx, org->id, rows, difference);
	if (e == OK)
		e = count_all(db, LEAVE, counted, org->id);
	for (int t = 0; e == OK && t < TABLES; t++)
		if (changed[t])
			e = settle(db, ctx, (enum table)t, org->id, org->id, &rows[t], &difference[t]);
	return e == OK ? count_all(db, ENTER, counted, org->id) : e;
}

struct projections {
	uint64_t first, last;
	struct rows rows[TABLES];
};

enum err
projection_compute(struct db *db, void *ctx, const struct vocabularies *all, const struct organisation *orgs, size_t count, struct projections **projections)
{
	struct projections *p = MEM_NEW(ctx, struct projections);
	enum err e = OK;

	p->first = orgs[0].id;
	p->last = orgs[count - 1].id;
	for (size_t i = 0; e == OK && i < count; i++) {
		struct rows rows[TABLES];

		e = compute(db, ctx, all, &orgs[i], rows);
		for (int t = 0; e == OK && t < TABLES; t++)
			for (size_t r = 0; r < rows[t].count; r++) {
				MEM_GROW(ctx, p->rows[t].row, p->rows[t].count);
				p->rows[t].row[p->rows[t].count++] = rows[t].row[r];
			}
	}
	*projections = p;
	return e;
}

enum err
projection_replace(struct db *db, void *ctx, const struct projections *p)
{
	struct db_rows found[TABLES];
	enum err e = read_all(db, ctx, p->first, p->last, found);

	for (int t = 0; e == OK && t < TABLES; t++)
		e = replace(db, ctx, (enum table)t, p->first, p->last, &found[t], &p->rows[t]);
	return e;
}

enum err
projection_relink(struct db *db, void *ctx, const struct organisation *org)
{
	struct rows publication = { NULL, 0 }, partners = { NULL, 0 };
	struct db_rows found[TABLES];
	enum err e = compute_links(db, ctx, org, &publication, &partners);

	if (e == OK)
		e = read_all(db, ctx, org->id, org->id, found);
	if (e == OK)
		e = replace(db, ctx, PUBLICATION, org->id, org->id, &found[PUBLICATION], &publication);
	return e == OK ? replace(db, ctx, PARTNER, org->id, org->id, &found[PARTNER], &partners) : e;
}

enum err
projection_compare(struct db *db, void *ctx, const struct vocabularies *all, const struct organisation *org, const char **differences)
{
	struct rows rows[TABLES];
	struct db_rows found[TABLES];
	struct buf names = buf_in(ctx);
	enum err e;

	e = compute(db, ctx, all, org, rows);
	if (e == OK)
		e = read_all(db, ctx, org->id, org->id, found);
	for (int t = 0; e == OK && t < TABLES; t++) {
		struct difference difference = compare(ctx, (enum table)t, &found[t], &rows[t]);

		if (differs(&difference))
			buf_printf(&names, "%s%s", names.len > 0 ? ", " : "", TABLE[t].name);
	}
	*differences = buf_text(&names);
	return e;
}
