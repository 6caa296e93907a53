/* Words that mean the same. */
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/synonym.h"

static const char HEADER[] = "language\twords\n";
static const char SQL_ALL[] = "SELECT language, words FROM synonym ORDER BY id";
static const char SQL_CLEAR[] = "DELETE FROM synonym";
static const char SQL_ADD[] = "INSERT INTO synonym (language, words) VALUES ";
static const char SQL_BUMP[] = "UPDATE directory_state SET vocabulary_revision = vocabulary_revision + 1, revision = revision + 1 WHERE id = 1";

enum err
store_synonyms(struct db *db, void *ctx, struct synonyms **synonyms)
{
	struct synonym_group *groups;
	struct db_rows rows;
	enum err e;

	e = db_query(db, ctx, &rows, SQL_ALL, DB_NO_VALUES);
	if (e != OK)
		return e;
	groups = MEM_ARRAY(ctx, struct synonym_group, rows.count + 1);
	for (size_t i = 0; i < rows.count; i++)
		groups[i].words = db_cell(&rows, i, 1);
	*synonyms = search_synonyms(ctx, groups, rows.count);
	return OK;
}

struct saving {
	struct db *db;
	void *ctx;
	struct db_batch batch;
	bool changed;
};

static enum err
save(void *arg)
{
	struct saving *s = arg;
	struct db_rows rows;
	enum err e;

	e = db_query(s->db, s->ctx, &rows, SQL_ALL, DB_NO_VALUES);
	if (e != OK)
		return e;
	s->changed = rows.count != s->batch.count;
	for (size_t i = 0; !s->changed && i < rows.count; i++)
		s->changed = strcmp(db_cell(&rows, i, 0), s->batch.value[2 * i].bytes) != 0 || strcmp(db_cell(&rows, i, 1), s->batch.value[2 * i + 1].bytes) != 0;
	if (!s->changed)
		return OK;
	e = db_exec(s->db, SQL_CLEAR, DB_NO_VALUES);
	if (e == OK)
		e = db_insert(s->db, s->ctx, SQL_ADD, &s->batch, "");
	return e == OK ? db_exec(s->db, SQL_BUMP, DB_NO_VALUES) : e;
}

enum err
store_synonyms_save(struct db *db, void *ctx, const char *table, bool *changed, const char **why)
{
	struct saving s = { db, ctx, { 0 }, false };
	char *rest = mem_strdup(ctx, table), *line;
	enum err e;

	*why = "the database does not answer";
	if (!utf8_valid(table, strlen(table), NULL) || strncmp(table, HEADER, strlen(HEADER)) != 0) {
		*why = "the first line must be: language words, separated by a tab";
		return ERR_INVALID;
	}
	strsep(&rest, "\n");
	for (int number = 2; (line = strsep(&rest, "\n")) != NULL && *line != '\0'; number++) {
		const char *language = strsep(&line, "\t");
		enum lang lang;

		if (line == NULL || strstr(line, " | ") == NULL || !lang_parse(language, strlen(language), &lang)) {
			*why = mem_printf(ctx, "line %d: expected a language, a tab, and words separated by \" | \"", number);
			return ERR_INVALID;
		}
		db_batch_add(ctx, &s.batch, DB_VALUES(db_text(language), db_text(line)));
	}
	e = db_transaction(db, save, &s);
	*changed = s.changed;
	return e;
}
