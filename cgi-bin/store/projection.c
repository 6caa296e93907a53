/* Projections: computed as rows in memory, then either written or compared, so that what is proved is what is written. */
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/projection.h"
#include "text/document.h"
#include "text/markdown.h"
#include "text/words.h"

enum { EXCERPT_CHARACTERS = 200, COLUMNS_MAX = 12 };

enum table {
	PUBLICATION, IDENTITY, LISTING, SEARCH_TEXT, ACTIVITY, ACTIVITY_LISTING, PARTNER, PARTNER_GROUP, ORGANISATION_TERM, TABLES
};

/* The first column of each is organisation_id. */
static const struct {
	const char *name, *insert, *remove, *select;
} TABLE[TABLES] = {
	[PUBLICATION] = { "publication",
	    "INSERT INTO publication (organisation_id, content) VALUES (?, ?)",
	    "DELETE FROM publication WHERE organisation_id = ?",
	    "SELECT organisation_id, content FROM publication WHERE organisation_id = ?" },
	[IDENTITY] = { "identity",
	    "INSERT INTO identity (organisation_id, kind, value) VALUES (?, ?, ?)",
	    "DELETE FROM identity WHERE organisation_id = ?",
	    "SELECT organisation_id, kind, value FROM identity WHERE organisation_id = ?" },
	[LISTING] = { "listing",
	    "INSERT INTO listing (organisation_id, language, name, name_language, acronym, summary, summary_language, postcode, locality, initial, sort_key)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    "DELETE FROM listing WHERE organisation_id = ?",
	    "SELECT organisation_id, language, name, name_language, acronym, summary, summary_language, postcode, locality, initial, sort_key"
	    " FROM listing WHERE organisation_id = ?" },
	[SEARCH_TEXT] = { "search_text",
	    "INSERT INTO search_text (organisation_id, words) VALUES (?, ?)",
	    "DELETE FROM search_text WHERE organisation_id = ?",
	    "SELECT organisation_id, words FROM search_text WHERE organisation_id = ?" },
	[ACTIVITY] = { "activity",
	    "INSERT INTO activity (organisation_id, number, words) VALUES (?, ?, ?)",
	    "DELETE FROM activity WHERE organisation_id = ?",
	    "SELECT organisation_id, number, words FROM activity WHERE organisation_id = ?" },
	[ACTIVITY_LISTING] = { "activity_listing",
	    "INSERT INTO activity_listing (organisation_id, language, number, position, title, title_language, excerpt, excerpt_language)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	    "DELETE FROM activity_listing WHERE organisation_id = ?",
	    "SELECT organisation_id, language, number, position, title, title_language, excerpt, excerpt_language"
	    " FROM activity_listing WHERE organisation_id = ?" },
	[PARTNER] = { "partner",
	    "INSERT INTO partner (organisation_id, number, name, target_slug, target_id, type, relation, country) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	    "DELETE FROM partner WHERE organisation_id = ?",
	    "SELECT organisation_id, number, name, target_slug, target_id, type, relation, country FROM partner WHERE organisation_id = ?" },
	[PARTNER_GROUP] = { "partner_group",
	    "INSERT INTO partner_group (organisation_id, type, count) VALUES (?, ?, ?)",
	    "DELETE FROM partner_group WHERE organisation_id = ?",
	    "SELECT organisation_id, type, count FROM partner_group WHERE organisation_id = ?" },
	[ORGANISATION_TERM] = { "organisation_term",
	    "INSERT INTO organisation_term (organisation_id, term_id) VALUES (?, ?)",
	    "DELETE FROM organisation_term WHERE organisation_id = ?",
	    "SELECT organisation_id, term_id FROM organisation_term WHERE organisation_id = ?" },
};

/* What is counted over the whole directory: taken away before an organisation's rows change, added again afterwards. */
static const char *const SQL_LEAVE[] = {
	"UPDATE directory_state SET organisations = organisations - (SELECT COUNT(*) FROM listing WHERE organisation_id = ? AND language = 'fr') WHERE id = 1",
	"UPDATE directory_state SET activities = activities - (SELECT COUNT(*) FROM activity WHERE organisation_id = ?) WHERE id = 1",
	"UPDATE directory_state SET partnerships = partnerships - (SELECT COUNT(*) FROM partner WHERE organisation_id = ?) WHERE id = 1",
	"UPDATE term_count SET organisations = organisations - 1 WHERE term_id IN (SELECT term_id FROM organisation_term WHERE organisation_id = ?)",
	"UPDATE letter_count c JOIN listing l ON l.language = c.language AND l.initial = c.initial SET c.organisations = c.organisations - 1"
	" WHERE l.organisation_id = ?",
};
static const char *const SQL_ENTER[] = {
	"UPDATE directory_state SET organisations = organisations + (SELECT COUNT(*) FROM listing WHERE organisation_id = ? AND language = 'fr') WHERE id = 1",
	"UPDATE directory_state SET activities = activities + (SELECT COUNT(*) FROM activity WHERE organisation_id = ?) WHERE id = 1",
	"UPDATE directory_state SET partnerships = partnerships + (SELECT COUNT(*) FROM partner WHERE organisation_id = ?) WHERE id = 1",
	"INSERT INTO term_count (term_id, organisations) SELECT term_id, 1 FROM organisation_term WHERE organisation_id = ?"
	" ON DUPLICATE KEY UPDATE organisations = term_count.organisations + 1",
	"INSERT INTO letter_count (language, initial, organisations) SELECT language, initial, 1 FROM listing WHERE organisation_id = ?"
	" ON DUPLICATE KEY UPDATE organisations = letter_count.organisations + 1",
};

static const char SQL_TARGET[] =
    "SELECT o.id, o.slug FROM slug s JOIN organisation o ON o.id = s.organisation_id AND o.status = 'published' WHERE s.slug = ?";

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

/* s cut to what a column of so many characters takes. */
static const char *
fit(void *ctx, const char *s, size_t characters)
{
	return s == NULL ? NULL : mem_strndup(ctx, s, utf8_prefix(s, characters));
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
		    db_text(mem_printf(ctx, "%c", words_initial(folded))), db_text(fit(ctx, folded, 200))));
	}
}

static void
say(struct buf *b, const char *words)
{
	if (words != NULL) {
		buf_puts(b, words);
		buf_putc(b, '\n');
	}
}

static void
say_text(struct buf *b, const struct text *text)
{
	for (int l = 0; l < LANG_COUNT; l++)
		say(b, text->in[l]);
}

static void
say_terms(struct buf *b, const struct vocabularies *all, const struct facets *facets)
{
	for (int v = 0; v < VOCABULARY_FACETS; v++)
		for (size_t i = 0; i < facets->of[v].count; i++)
			for (int l = 0; l < LANG_COUNT; l++)
				say(b, vocabulary_label(all, (enum vocabulary)v, facets->of[v].code[i], (enum lang)l));
}

static void
compute_search_text(void *ctx, const struct vocabularies *all, const struct organisation *org, struct rows *rows)
{
	struct buf b = buf_in(ctx);

	say_text(&b, &org->name);
	say(&b, org->acronym);
	for (size_t i = 0; i < org->former_name_count; i++)
		say(&b, org->former_names[i].name);
	say_text(&b, &org->summary);
	say(&b, org->address.locality);
	say_text(&b, &org->mission_north);
	say_text(&b, &org->mission);
	say_text(&b, &org->history);
	for (size_t i = 0; i < org->branch_count; i++) {
		say_text(&b, &org->branches[i].name);
		say(&b, org->branches[i].address.locality);
	}
	for (size_t i = 0; i < org->partner_count; i++)
		say(&b, org->partners[i].name);
	say_terms(&b, all, &org->facets);
	for (size_t i = 0; i < org->activity_count; i++) {
		say_text(&b, &org->activities[i].title);
		say_text(&b, &org->activities[i].description);
		say_terms(&b, all, &org->activities[i].facets);
	}
	add(ctx, rows, org->id, DB_VALUES(db_text(words_stem(ctx, buf_text(&b)))));
}

static void
compute_activities(void *ctx, const struct vocabularies *all, const struct organisation *org, struct rows *words, struct rows *listing)
{
	for (size_t i = 0; i < org->activity_count; i++) {
		const struct activity *activity = &org->activities[i];
		struct buf b = buf_in(ctx);

		say_text(&b, &activity->title);
		say_text(&b, &activity->description);
		say_text(&b, &org->name);
		say_terms(&b, all, &activity->facets);
		add(ctx, words, org->id, DB_VALUES(db_number(activity->number), db_text(words_stem(ctx, buf_text(&b)))));
		for (int l = 0; l < LANG_COUNT; l++) {
			struct said title = text_for(&activity->title, (enum lang)l), said = text_for(&activity->description, (enum lang)l);
			const char *excerpt = said.words == NULL ? NULL : markdown_excerpt(ctx, said.words, EXCERPT_CHARACTERS);

			add(ctx, listing, org->id, DB_VALUES(db_text(lang_code((enum lang)l)), db_number(activity->number), db_number((int64_t)i + 1),
			    db_text(title.words), db_text(lang_code(title.lang)), db_text(excerpt), db_text(lang_code(said.lang))));
		}
	}
}

/* Adds the organisation's terms of one facets, and their parents, each once. */
static void
add_terms(void *ctx, const struct vocabularies *all, const struct organisation *org, const struct facets *facets, struct rows *rows)
{
	for (int v = 0; v < VOCABULARY_FACETS; v++) {
		for (size_t i = 0; i < facets->of[v].count; i++) {
			const struct term *term = vocabulary_term(all, (enum vocabulary)v, facets->of[v].code[i]);

			for (; term != NULL; term = term->parent) {
				bool known = false;

				for (size_t r = 0; r < rows->count && !known; r++)
					known = rows->row[r].value[1].number == term->id;
				if (!known)
					add(ctx, rows, org->id, DB_VALUES(db_number(term->id)));
			}
		}
	}
}

/* The organisation with its long texts as HTML. */
static void
render_texts(void *ctx, struct organisation *org)
{
	struct activity *activities = mem_copy(ctx, org->activities, org->activity_count * sizeof(*activities));
	struct text *texts[] = { &org->mission_north, &org->mission, &org->history };

	org->activities = activities;
	for (int l = 0; l < LANG_COUNT; l++) {
		for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
			if (texts[i]->in[l] != NULL)
				texts[i]->in[l] = markdown_html(ctx, texts[i]->in[l], (enum lang)l);
		for (size_t i = 0; i < org->activity_count; i++)
			if (activities[i].description.in[l] != NULL)
				activities[i].description.in[l] = markdown_html(ctx, activities[i].description.in[l], (enum lang)l);
	}
}

/* Fills the rows of partner, and leaves in *org only the links that lead somewhere, at their present address. */
static enum err
compute_partners(struct db *db, void *ctx, struct organisation *org, struct rows *rows)
{
	struct partner *partners = mem_copy(ctx, org->partners, org->partner_count * sizeof(*partners));

	for (size_t i = 0; i < org->partner_count; i++) {
		struct partner *p = &partners[i];
		struct db_value target = db_text(NULL);
		const char *slug = p->organisation;

		if (slug != NULL) {
			struct db_rows found;
			enum err e;

			e = db_query(db, ctx, &found, SQL_TARGET, DB_VALUES(db_text(slug)));
			if (e != OK)
				return e;
			p->organisation = NULL;
			if (found.count == 1) {
				target = db_number(db_cell_number(&found, 0, 0));
				p->organisation = db_cell(&found, 0, 1);
			}
		}
		add(ctx, rows, org->id, DB_VALUES(db_number((int64_t)i + 1), db_text(p->name), db_text(slug), target, db_text(p->type),
		    db_text(p->relation == RELATION_NETWORK ? "network" : "partner"), db_text(p->country)));
	}
	org->partners = partners;
	return OK;
}

static enum err
compute(struct db *db, void *ctx, const struct vocabularies *all, const struct organisation *org, struct rows rows[TABLES])
{
	struct organisation page = *org;
	enum err e;

	memset(rows, 0, sizeof(*rows) * TABLES);
	e = compute_partners(db, ctx, &page, &rows[PARTNER]);
	if (e != OK)
		return e;
	render_texts(ctx, &page);
	add(ctx, &rows[PUBLICATION], org->id, DB_VALUES(db_text(document_print(ctx, &page, DOCUMENT_CONTENT))));
	if (org->status == STATUS_CLOSED) {	/* its page says that it closed; no list knows it any more */
		rows[PARTNER].count = 0;
		return OK;
	}
	compute_identity(ctx, org, &rows[IDENTITY]);
	compute_listing(ctx, org, &rows[LISTING]);
	compute_search_text(ctx, all, org, &rows[SEARCH_TEXT]);
	compute_activities(ctx, all, org, &rows[ACTIVITY], &rows[ACTIVITY_LISTING]);
	for (size_t i = 0; i < org->partner_group_count; i++)
		add(ctx, &rows[PARTNER_GROUP], org->id,
		    DB_VALUES(db_text(org->partner_groups[i].type), db_number(org->partner_groups[i].count)));
	add_terms(ctx, all, org, &org->facets, &rows[ORGANISATION_TERM]);
	for (size_t i = 0; i < org->activity_count; i++)
		add_terms(ctx, all, org, &org->activities[i].facets, &rows[ORGANISATION_TERM]);
	return OK;
}

static enum err
count_all(struct db *db, const char *const sql[], size_t n, uint64_t id)
{
	enum err e = OK;

	for (size_t i = 0; e == OK && i < n; i++)
		e = db_exec(db, sql[i], DB_VALUES(db_number((int64_t)id)));
	return e;
}

enum err
projection_write(struct db *db, void *ctx, const struct vocabularies *all, const struct organisation *org)
{
	struct rows rows[TABLES];
	enum err e;

	e = compute(db, ctx, all, org, rows);
	if (e == OK)
		e = count_all(db, SQL_LEAVE, sizeof(SQL_LEAVE) / sizeof(SQL_LEAVE[0]), org->id);
	for (int t = 0; e == OK && t < TABLES; t++) {
		e = db_exec(db, TABLE[t].remove, DB_VALUES(db_number((int64_t)org->id)));
		for (size_t i = 0; e == OK && i < rows[t].count; i++)
			e = db_exec(db, TABLE[t].insert, rows[t].row[i].value, rows[t].row[i].count);
	}
	if (e == OK)
		e = count_all(db, SQL_ENTER, sizeof(SQL_ENTER) / sizeof(SQL_ENTER[0]), org->id);
	return e;
}

static bool
same_cell(void *ctx, const char *cell, const struct db_value *value)
{
	if (value->kind == DB_VALUE_NUMBER)
		return cell != NULL && strcmp(cell, mem_printf(ctx, "%lld", (long long)value->number)) == 0;
	if (cell == NULL || value->bytes == NULL)
		return cell == value->bytes;
	return strcmp(cell, value->bytes) == 0;
}

/* True if some row of the table is exactly this one. */
static bool
has_row(void *ctx, const struct db_rows *found, const struct row *row)
{
	for (size_t i = 0; i < found->count; i++) {
		size_t c = 0;

		while (c < row->count && same_cell(ctx, db_cell(found, i, c), &row->value[c]))
			c++;
		if (c == row->count)
			return true;
	}
	return false;
}

enum err
projection_compare(struct db *db, void *ctx, const struct vocabularies *all, const struct organisation *org, const char **differences)
{
	struct rows rows[TABLES];
	struct buf names = buf_in(ctx);
	enum err e;

	e = compute(db, ctx, all, org, rows);
	for (int t = 0; e == OK && t < TABLES; t++) {
		struct db_rows found;
		bool same;

		e = db_query(db, ctx, &found, TABLE[t].select, DB_VALUES(db_number((int64_t)org->id)));
		if (e != OK)
			break;
		same = found.count == rows[t].count;
		for (size_t i = 0; same && i < rows[t].count; i++)
			same = has_row(ctx, &found, &rows[t].row[i]);
		if (!same)
			buf_printf(&names, "%s%s", names.len > 0 ? ", " : "", TABLE[t].name);
	}
	*differences = buf_text(&names);
	return e;
}
