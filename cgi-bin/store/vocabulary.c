/* Vocabularies in the database. */
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "store/vocabulary.h"

enum { COLUMN_CODE, COLUMN_PARENT, COLUMN_LABEL, COLUMN_ALSO = COLUMN_LABEL + LANG_COUNT, COLUMN_COUNT };

static const char HEADER[] = "code\tparent\tfr\tnl\tde\ten\talso";

static const char SQL_TERMS[] =
    "SELECT t.id, t.vocabulary, t.code, t.parent_id, t.position, t.also, fr.label, nl.label, de.label, en.label FROM term t"
    " JOIN term_label fr ON fr.term_id = t.id AND fr.language = 'fr'"
    " JOIN term_label nl ON nl.term_id = t.id AND nl.language = 'nl'"
    " JOIN term_label de ON de.term_id = t.id AND de.language = 'de'"
    " JOIN term_label en ON en.term_id = t.id AND en.language = 'en'"
    " WHERE t.active ORDER BY t.vocabulary, t.position";
static const char SQL_ONE[] = "SELECT id FROM term WHERE vocabulary = ? AND code = ?";
static const char SQL_TERM_SAVE[] =
    "INSERT INTO term (vocabulary, code, parent_id, position, active, also) VALUES (?, ?, ?, ?, TRUE, ?)"
    " ON DUPLICATE KEY UPDATE parent_id = VALUES(parent_id), position = VALUES(position), active = TRUE, also = VALUES(also)";
static const char SQL_LABEL_SAVE[] =
    "INSERT INTO term_label (term_id, language, label) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE label = VALUES(label)";
static const char SQL_RETIRE[] = "UPDATE term SET active = FALSE WHERE vocabulary = ? AND position > ? AND active";
static const char SQL_PARK[] = "UPDATE term SET position = position + 100000 WHERE vocabulary = ? AND active";
static const char SQL_BUMP[] = "UPDATE directory_state SET vocabulary_revision = vocabulary_revision + 1, revision = revision + 1 WHERE id = 1";

static const struct term *
term_with_id(const struct terms *terms, uint32_t id)
{
	for (size_t i = 0; i < terms->count; i++)
		if (terms->term[i].id == id)
			return &terms->term[i];
	return NULL;
}

enum err
store_vocabularies(struct db *db, void *ctx, uint64_t revision, struct vocabularies *all)
{
	size_t counts[VOCABULARY_COUNT] = { 0 };
	struct db_rows rows;
	enum vocabulary v;
	enum err e;

	*all = (struct vocabularies){ .revision = revision };
	e = db_query(db, ctx, &rows, SQL_TERMS, DB_NO_VALUES);
	if (e != OK)
		return e;
	for (size_t i = 0; i < rows.count; i++)
		if (vocabulary_parse(db_cell(&rows, i, 1), &v))
			counts[v]++;
	for (v = 0; v < VOCABULARY_COUNT; v++)
		all->of[v].term = MEM_ARRAY(ctx, struct term, counts[v]);
	for (size_t i = 0; i < rows.count; i++) {
		struct term *term;

		if (!vocabulary_parse(db_cell(&rows, i, 1), &v))
			continue;
		term = &all->of[v].term[all->of[v].count++];
		term->id = (uint32_t)db_cell_number(&rows, i, 0);
		term->vocabulary = v;
		term->code = db_cell(&rows, i, 2);
		term->parent = term_with_id(&all->of[v], (uint32_t)db_cell_number(&rows, i, 3));
		term->position = (int)db_cell_number(&rows, i, 4);
		term->also = db_cell(&rows, i, 5);
		for (int l = 0; l < LANG_COUNT; l++)
			term->label[l] = db_cell(&rows, i, 6 + (size_t)l);
	}
	vocabulary_index(ctx, all);
	return OK;
}

/* One line of the table cut at its tabs; false when it has not exactly COLUMN_COUNT cells. */
static bool
cut(char *line, char *cells[COLUMN_COUNT])
{
	int n = 0;

	for (char *rest = line; rest != NULL; n++) {
		char *cell = strsep(&rest, "\t");

		if (n == COLUMN_COUNT)
			return false;
		cells[n] = cell;
	}
	return n == COLUMN_COUNT;
}

struct saving {
	struct db *db;
	void *ctx;
	enum vocabulary vocabulary;
	const char *table;
	const char *why;
	bool changed;
};

static enum err
term_id(struct saving *s, const char *code, int64_t *id)
{
	struct db_rows rows;
	enum err e;

	e = db_query(s->db, s->ctx, &rows, SQL_ONE, DB_VALUES(db_text(vocabulary_code(s->vocabulary)), db_text(code)));
	*id = e == OK && rows.count == 1 ? db_cell_number(&rows, 0, 0) : 0;
	return e;
}

static enum err
save_line(struct saving *s, char *cells[COLUMN_COUNT], int number)
{
	struct db_value parent = db_text(NULL);
	int64_t id;
	enum err e;

	if (cells[COLUMN_PARENT][0] != '\0') {
		e = term_id(s, cells[COLUMN_PARENT], &id);
		if (e != OK)
			return e;
		if (id == 0) {
			s->why = mem_printf(s->ctx, "line %d: the parent \"%s\" must stand on an earlier line", number + 1, cells[COLUMN_PARENT]);
			return ERR_INVALID;
		}
		parent = db_number(id);
	}
	e = db_exec(s->db, SQL_TERM_SAVE, DB_VALUES(db_text(vocabulary_code(s->vocabulary)), db_text(cells[COLUMN_CODE]), parent,
	    db_number(number), db_text(cells[COLUMN_ALSO])));
	if (e == OK)
		e = term_id(s, cells[COLUMN_CODE], &id);
	for (int l = 0; e == OK && l < LANG_COUNT; l++) {
		if (cells[COLUMN_LABEL + l][0] == '\0') {
			s->why = mem_printf(s->ctx, "line %d: no label in \"%s\"", number + 1, lang_code((enum lang)l));
			return ERR_INVALID;
		}
		e = db_exec(s->db, SQL_LABEL_SAVE, DB_VALUES(db_number(id), db_text(lang_code((enum lang)l)), db_text(cells[COLUMN_LABEL + l])));
	}
	return e;
}

/* True if the vocabulary already says exactly what the table says. */
static bool
equal(const struct terms *terms, const char *table, void *ctx)
{
	char *copy = mem_strdup(ctx, table), *cells[COLUMN_COUNT];
	size_t n = 0;

	strsep(&copy, "\n");
	for (char *line; (line = strsep(&copy, "\n")) != NULL && line[0] != '\0'; n++) {
		const struct term *term = &terms->term[n];

		if (n == terms->count || !cut(line, cells) || strcmp(term->code, cells[COLUMN_CODE]) != 0 ||
		    strcmp(term->parent == NULL ? "" : term->parent->code, cells[COLUMN_PARENT]) != 0 || strcmp(term->also, cells[COLUMN_ALSO]) != 0)
			return false;
		for (int l = 0; l < LANG_COUNT; l++)
			if (strcmp(term->label[l], cells[COLUMN_LABEL + l]) != 0)
				return false;
	}
	return n == terms->count;
}

static enum err
save(void *arg)
{
	struct saving *s = arg;
	const char *code = vocabulary_code(s->vocabulary);
	char *copy = mem_strdup(s->ctx, s->table), *line, *cells[COLUMN_COUNT];
	struct vocabularies now;
	int number = 0;
	enum err e;

	s->changed = false;
	e = store_vocabularies(s->db, s->ctx, 0, &now);
	if (e != OK || equal(&now.of[s->vocabulary], s->table, s->ctx))
		return e;
	s->changed = true;
	e = db_exec(s->db, SQL_PARK, DB_VALUES(db_text(code)));
	strsep(&copy, "\n");
	while (e == OK && (line = strsep(&copy, "\n")) != NULL && line[0] != '\0') {
		if (!cut(line, cells)) {
			s->why = mem_printf(s->ctx, "line %d: expected %d cells separated by tabs", number + 2, COLUMN_COUNT);
			return ERR_INVALID;
		}
		e = save_line(s, cells, ++number);
	}
	if (e == OK)
		e = db_exec(s->db, SQL_RETIRE, DB_VALUES(db_text(code), db_number(100000)));
	if (e == OK)
		e = db_exec(s->db, SQL_BUMP, DB_NO_VALUES);
	return e;
}

enum err
store_vocabulary_save(struct db *db, void *ctx, enum vocabulary v, const char *table, bool *changed, const char **why)
{
	struct saving s = { db, ctx, v, table, "the database does not answer", false };
	enum err e;

	if (!utf8_valid(table, strlen(table), NULL) || strncmp(table, HEADER, strlen(HEADER)) != 0 || table[strlen(HEADER)] != '\n') {
		*why = "the first line must be: code parent fr nl de en also, separated by tabs";
		return ERR_INVALID;
	}
	e = db_transaction(db, save, &s);
	*changed = s.changed;
	*why = s.why;
	return e;
}
