/*
 * Lists. Every page is one statement: its parts are arms of a UNION ALL under common columns, each row marked by the kind in its first column.
 * Filters are composed of the constant fragments below; what a visitor typed is only ever bound to a "?".
 */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/listing.h"
#include "text/words.h"

enum { WORDS_MAX = 8, VALUES_MAX = 16 + WORDS_MAX + VOCABULARY_FACETS * CHOICES_MAX, LATEST = 6, NAMED = 12 };

/* Columns of an organisation's row; 12 with the kind and the total. */
#define ORGANISATION_COLUMNS \
	"o.slug, l.name, l.name_language, l.acronym, l.summary, l.summary_language, l.locality, l.postcode, o.updated_on, l.initial"
#define TERM_ARM \
	" UNION ALL (SELECT 't', c.organisations, t.vocabulary, t.code, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL" \
	" FROM term_count c JOIN term t ON t.id = c.term_id AND t.active WHERE c.organisations > 0 ORDER BY t.vocabulary, t.position LIMIT 1000)"

static const char SQL_HOME[] =
    "(SELECT 'o', 0, " ORGANISATION_COLUMNS " FROM organisation o JOIN listing l ON l.language = ? AND l.organisation_id = o.id"
    " WHERE o.status = 'published' ORDER BY o.status DESC, o.updated_on DESC, o.id DESC LIMIT 6)"
    TERM_ARM
    " UNION ALL (SELECT 's', organisations, activities, partnerships, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM directory_state WHERE id = 1)";

static const char SQL_LETTER_ARM[] =
    " UNION ALL (SELECT 'l', organisations, initial, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
    " FROM letter_count WHERE language = ? AND organisations > 0 ORDER BY initial LIMIT 27)";

static const char SQL_ACTIVITIES_HEAD[] = "SELECT ";
static const char SQL_ACTIVITIES_COLUMNS[] =
    ", o.slug, l.name, l.name_language, a.number, a.title, a.title_language, a.excerpt, a.excerpt_language, l.locality"
    " FROM listing l JOIN activity_listing a ON a.language = l.language AND a.organisation_id = l.organisation_id"
    " JOIN organisation o ON o.id = l.organisation_id";

static const char SQL_PARTNERSHIPS[] =
    "(SELECT 'p' AS kind, s.partnerships AS total, o.slug, l.name, l.name_language, t.slug AS partner_slug, COALESCE(tl.name, p.name) AS partner_name,"
    " tl.name_language AS partner_language, p.type, p.relation, p.country,"
    " EXISTS (SELECT 1 FROM partner back WHERE back.organisation_id = p.target_id AND back.target_id = p.organisation_id) AS mutual"
    " FROM listing l JOIN partner p ON p.organisation_id = l.organisation_id JOIN organisation o ON o.id = l.organisation_id"
    " LEFT JOIN organisation t ON t.id = p.target_id LEFT JOIN listing tl ON tl.language = l.language AND tl.organisation_id = p.target_id"
    " JOIN directory_state s ON s.id = 1 WHERE l.language = ? ORDER BY l.sort_key, l.organisation_id, p.number LIMIT ? OFFSET ?)"
    " UNION ALL (SELECT 'n', COUNT(*) AS named, o.slug, l.name, l.name_language, NULL, NULL, NULL, NULL, MAX(p.relation), NULL, NULL"
    " FROM partner p JOIN organisation o ON o.id = p.target_id JOIN listing l ON l.language = ? AND l.organisation_id = p.target_id"
    " GROUP BY p.target_id, o.slug, l.name, l.name_language ORDER BY named DESC, l.name LIMIT 12)"
    " UNION ALL (SELECT 't', SUM(n) AS counted, NULL, type, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM"
    " (SELECT type, COUNT(*) AS n FROM partner WHERE type IS NOT NULL GROUP BY type UNION ALL SELECT type, SUM(count) FROM partner_group GROUP BY type) u"
    " GROUP BY type ORDER BY counted DESC, type LIMIT 30)";

/* A statement under composition, with the values of its "?" so far. */
struct statement {
	struct buf sql;
	struct db_value values[VALUES_MAX];
	size_t count;
};

static void
bind(struct statement *s, struct db_value value)
{
	if (s->count < VALUES_MAX)
		s->values[s->count++] = value;
}

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
	row->slug = db_cell(rows, i, 2);
	row->name = said_in(rows, i, 3);
	row->acronym = db_cell(rows, i, 5);
	row->summary = said_in(rows, i, 6);
	row->locality = db_cell(rows, i, 8);
	row->postcode = db_cell(rows, i, 9);
	row->updated_on = db_cell(rows, i, 10);
	row->initial = db_cell(rows, i, 11);
}

static void
read_term(const struct db_rows *rows, size_t i, struct term_count *terms, size_t *count)
{
	struct term_count *term = &terms[*count];

	if (!vocabulary_parse(db_cell(rows, i, 2), &term->vocabulary))
		return;
	term->code = db_cell(rows, i, 3);
	term->count = (unsigned long)db_cell_number(rows, i, 1);
	(*count)++;
}

enum err
store_home(struct db *db, void *ctx, enum lang lang, struct home *home)
{
	struct db_rows rows;
	enum err e;

	*home = (struct home){ 0 };
	e = db_query(db, ctx, &rows, SQL_HOME, DB_VALUES(db_text(lang_code(lang))));
	if (e != OK)
		return e;
	home->latest = MEM_ARRAY(ctx, struct organisation_row, LATEST);
	home->terms = MEM_ARRAY(ctx, struct term_count, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		switch (db_cell(&rows, i, 0)[0]) {
		case 'o':
			read_organisation(&rows, i, &home->latest[home->latest_count++]);
			break;
		case 't':
			read_term(&rows, i, home->terms, &home->term_count);
			break;
		case 's':
			home->organisations = (unsigned long)db_cell_number(&rows, i, 1);
			home->activities = (unsigned long)db_cell_number(&rows, i, 2);
			home->partnerships = (unsigned long)db_cell_number(&rows, i, 3);
			break;
		}
	}
	return OK;
}

/* What was typed as a boolean full-text expression: every word must begin a word of the text. NULL when no word is left to search. */
static const char *
expression(void *ctx, const char *words)
{
	char *rest = words_stem(ctx, words), *word;
	struct buf b = buf_in(ctx);
	int n = 0;

	while ((word = strsep(&rest, " ")) != NULL && n < WORDS_MAX) {
		if (utf8_length(word) < 2 || strlen(word) > 84)
			continue;
		buf_printf(&b, "%s+%s*", n++ > 0 ? " " : "", word);
	}
	return n > 0 ? buf_text(&b) : NULL;
}

static void
add_choices(struct statement *s, const struct vocabularies *all, const struct query *query)
{
	for (int v = 0; v < VOCABULARY_FACETS; v++) {
		const struct codes *codes = &query->choices[v];

		if (codes->count == 0)
			continue;
		buf_puts(&s->sql, " AND EXISTS (SELECT 1 FROM organisation_term t WHERE t.organisation_id = l.organisation_id AND t.term_id IN (0");
		for (size_t i = 0; i < codes->count; i++) {
			const struct term *term = vocabulary_term(all, (enum vocabulary)v, codes->code[i]);

			buf_puts(&s->sql, ", ?");
			bind(s, db_number(term == NULL ? 0 : term->id));
		}
		buf_puts(&s->sql, "))");
	}
}

static struct paging
paging_of(unsigned page, unsigned long total)
{
	unsigned long pages = (total + PAGE_SIZE - 1) / PAGE_SIZE;

	return (struct paging){ page, pages == 0 ? 1 : (unsigned)pages, total };
}

enum err
store_organisations(struct db *db, void *ctx, const struct vocabularies *all, enum lang lang, struct organisation_list *list)
{
	const struct query *query = &list->query;
	const char *match = query->words[0] != '\0' ? expression(ctx, query->words) : NULL;
	struct statement s = { .sql = buf_in(ctx) };
	bool filtered = query->words[0] != '\0' || query->letter != NULL;
	unsigned long total = 0;
	struct db_rows rows;
	enum err e;

	for (int v = 0; v < VOCABULARY_FACETS; v++)
		filtered = filtered || query->choices[v].count > 0;
	buf_printf(&s.sql, "(SELECT 'o', %s, " ORGANISATION_COLUMNS, filtered ? "COUNT(*) OVER ()" : "(SELECT organisations FROM directory_state WHERE id = 1)");
	buf_puts(&s.sql, " FROM listing l JOIN organisation o ON o.id = l.organisation_id");
	if (match != NULL)
		buf_puts(&s.sql, " JOIN search_text w ON w.organisation_id = l.organisation_id");
	buf_puts(&s.sql, " WHERE l.language = ?");
	bind(&s, db_text(lang_code(lang)));
	if (query->letter != NULL) {
		buf_puts(&s.sql, " AND l.initial = ?");
		bind(&s, db_text(query->letter));
	}
	if (match != NULL) {
		buf_puts(&s.sql, " AND MATCH(w.words) AGAINST(? IN BOOLEAN MODE)");
		bind(&s, db_text(match));
	} else if (query->words[0] != '\0') {
		buf_puts(&s.sql, " AND FALSE");	/* nothing but signs was typed: no text has them */
	}
	add_choices(&s, all, query);
	buf_puts(&s.sql, " ORDER BY l.sort_key, l.organisation_id LIMIT ? OFFSET ?)" TERM_ARM);
	bind(&s, db_number(PAGE_SIZE));
	bind(&s, db_number((int64_t)(query->page - 1) * PAGE_SIZE));
	buf_puts(&s.sql, SQL_LETTER_ARM);
	bind(&s, db_text(lang_code(lang)));

	e = db_query(db, ctx, &rows, buf_text(&s.sql), s.values, s.count);
	if (e != OK)
		return e;
	list->rows = MEM_ARRAY(ctx, struct organisation_row, PAGE_SIZE);
	list->terms = MEM_ARRAY(ctx, struct term_count, rows.count);
	list->letters = MEM_ARRAY(ctx, struct letter_count, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		switch (db_cell(&rows, i, 0)[0]) {
		case 'o':
			total = (unsigned long)db_cell_number(&rows, i, 1);
			read_organisation(&rows, i, &list->rows[list->row_count++]);
			break;
		case 't':
			read_term(&rows, i, list->terms, &list->term_count);
			break;
		case 'l':
			list->letters[list->letter_count++] = (struct letter_count){ db_cell(&rows, i, 2)[0], (unsigned long)db_cell_number(&rows, i, 1) };
			break;
		}
	}
	list->paging = paging_of(query->page, total);
	return query->page > 1 && list->row_count == 0 ? ERR_NOT_FOUND : OK;
}

enum err
store_activities(struct db *db, void *ctx, enum lang lang, struct activity_list *list)
{
	const struct query *query = &list->query;
	const char *match = query->words[0] != '\0' ? expression(ctx, query->words) : NULL;
	struct statement s = { .sql = buf_in(ctx) };
	unsigned long total = 0;
	struct db_rows rows;
	enum err e;

	buf_puts(&s.sql, SQL_ACTIVITIES_HEAD);
	buf_puts(&s.sql, query->words[0] != '\0' ? "COUNT(*) OVER ()" : "(SELECT activities FROM directory_state WHERE id = 1)");
	buf_puts(&s.sql, SQL_ACTIVITIES_COLUMNS);
	if (match != NULL)
		buf_puts(&s.sql, " JOIN activity w ON w.organisation_id = a.organisation_id AND w.number = a.number");
	buf_puts(&s.sql, " WHERE l.language = ?");
	bind(&s, db_text(lang_code(lang)));
	if (match != NULL) {
		buf_puts(&s.sql, " AND MATCH(w.words) AGAINST(? IN BOOLEAN MODE)");
		bind(&s, db_text(match));
	} else if (query->words[0] != '\0') {
		buf_puts(&s.sql, " AND FALSE");
	}
	buf_puts(&s.sql, " ORDER BY l.sort_key, l.organisation_id, a.position LIMIT ? OFFSET ?");
	bind(&s, db_number(PAGE_SIZE));
	bind(&s, db_number((int64_t)(query->page - 1) * PAGE_SIZE));

	e = db_query(db, ctx, &rows, buf_text(&s.sql), s.values, s.count);
	if (e != OK)
		return e;
	list->rows = MEM_ARRAY(ctx, struct activity_row, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		struct activity_row *row = &list->rows[list->row_count++];

		total = (unsigned long)db_cell_number(&rows, i, 0);
		row->slug = db_cell(&rows, i, 1);
		row->organisation = said_in(&rows, i, 2);
		row->number = (int)db_cell_number(&rows, i, 4);
		row->title = said_in(&rows, i, 5);
		row->excerpt = said_in(&rows, i, 7);
		row->locality = db_cell(&rows, i, 9);
	}
	list->paging = paging_of(query->page, total);
	return query->page > 1 && list->row_count == 0 ? ERR_NOT_FOUND : OK;
}

static enum relation
relation_of(const char *cell)
{
	return cell != NULL && strcmp(cell, "network") == 0 ? RELATION_NETWORK : RELATION_PARTNER;
}

enum err
store_partnerships(struct db *db, void *ctx, enum lang lang, unsigned page, struct partnership_list *list)
{
	const char *code = lang_code(lang);
	unsigned long total = 0;
	struct db_rows rows;
	enum err e;

	*list = (struct partnership_list){ 0 };
	e = db_query(db, ctx, &rows, SQL_PARTNERSHIPS, DB_VALUES(db_text(code), db_number(PAGE_SIZE), db_number((int64_t)(page - 1) * PAGE_SIZE), db_text(code)));
	if (e != OK)
		return e;
	list->rows = MEM_ARRAY(ctx, struct partnership_row, PAGE_SIZE);
	list->named = MEM_ARRAY(ctx, struct named_row, NAMED);
	list->types = MEM_ARRAY(ctx, struct term_count, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		unsigned long count = (unsigned long)db_cell_number(&rows, i, 1);

		switch (db_cell(&rows, i, 0)[0]) {
		case 'p':
			total = count;
			list->rows[list->row_count++] = (struct partnership_row){
				.slug = db_cell(&rows, i, 2), .name = said_in(&rows, i, 3), .partner_slug = db_cell(&rows, i, 5),
				.partner_name = said_in(&rows, i, 6), .type = db_cell(&rows, i, 8), .relation = relation_of(db_cell(&rows, i, 9)),
				.country = db_cell(&rows, i, 10), .mutual = db_cell_number(&rows, i, 11) != 0 };
			if (db_cell(&rows, i, 7) == NULL)
				list->rows[list->row_count - 1].partner_name.lang = lang;
			break;
		case 'n':
			list->named[list->named_count++] = (struct named_row){ db_cell(&rows, i, 2), said_in(&rows, i, 3),
			    relation_of(db_cell(&rows, i, 9)), count };
			break;
		case 't':
			list->types[list->type_count++] = (struct term_count){ VOCABULARY_PARTNER_TYPE, db_cell(&rows, i, 3), count };
			break;
		}
	}
	list->paging = paging_of(page, total);
	return page > 1 && list->row_count == 0 ? ERR_NOT_FOUND : OK;
}
