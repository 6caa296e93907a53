/* The words of the directory. */
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/word.h"

enum { CHUNK = 1000 /* organisations read at a time */, SHORT = 5 /* characters of a word in which one slip is enough */ };

static const char SQL_COUNT[] = "INSERT INTO word (word, length, organisations) VALUES ";
static const char SQL_COUNT_AGAIN[] = " ON DUPLICATE KEY UPDATE organisations = organisations + VALUES(organisations)";
static const char SQL_KNOWN[] = "SELECT 1 FROM word WHERE word = ? AND organisations > 0";
static const char SQL_ALIKE[] = "SELECT word, organisations FROM word WHERE length BETWEEN ? AND ? AND organisations > 0";
static const char SQL_LAST[] = "SELECT COALESCE(MAX(organisation_id), 0) FROM search_text";
static const char SQL_CHUNK[] = "SELECT vocabulary FROM search_text WHERE organisation_id > ? AND organisation_id <= ?";
static const char SQL_WORDS[] = "SELECT word, organisations FROM word WHERE organisations <> 0";
static const char SQL_CLEAR[] = "DELETE FROM word";

static void
count_word(void *ctx, struct db_batch *batch, const char *word, int64_t organisations)
{
	db_batch_add(ctx, batch, DB_VALUES(db_text(word), db_number((int64_t)utf8_length(word)), db_number(organisations)));
}

enum err
word_change(struct db *db, void *ctx, const char *gone, const char *come)
{
	char *old = mem_strdup(ctx, gone), *new = mem_strdup(ctx, come), *a = strsep(&old, " "), *b = strsep(&new, " ");
	struct db_batch batch = { 0 };

	while (a != NULL || b != NULL) {
		int order = a == NULL ? 1 : b == NULL ? -1 : strcmp(a, b);
		const char *word = order <= 0 ? a : b;

		if (order != 0 && *word != '\0')
			count_word(ctx, &batch, word, order < 0 ? -1 : 1);
		if (order <= 0)
			a = strsep(&old, " ");
		if (order >= 0)
			b = strsep(&new, " ");
	}
	return db_insert(db, ctx, SQL_COUNT, &batch, SQL_COUNT_AGAIN);
}

/* The word itself when it is said, else the nearest that is, else NULL. */
static enum err
nearest(struct db *db, void *ctx, const char *word, const char **found)
{
	unsigned length = (unsigned)utf8_length(word), limit = length <= SHORT ? 1 : 2, best = limit + 1;
	int64_t most = 0;
	struct db_rows rows;
	enum err e;

	*found = word;
	e = db_query(db, ctx, &rows, SQL_KNOWN, DB_VALUES(db_text(word)));
	if (e != OK || rows.count > 0)
		return e;
	*found = NULL;
	if (length < SEARCH_TOKEN_MIN)
		return OK;
	e = db_query(db, ctx, &rows, SQL_ALIKE, DB_VALUES(db_number(length - limit), db_number(length + limit)));
	for (size_t i = 0; e == OK && i < rows.count; i++) {
		unsigned distance = search_distance(word, db_cell(&rows, i, 0), limit);
		int64_t organisations = db_cell_number(&rows, i, 1);

		/* A first letter is rarely wrong: at the same distance it decides, then how many say the word. */
		bool first = db_cell(&rows, i, 0)[0] == word[0], best_first = *found != NULL && (*found)[0] == word[0];

		if (distance > limit || distance > best || (distance == best && (best_first > first || (best_first == first && organisations <= most))))
			continue;
		best = distance;
		most = organisations;
		*found = db_cell(&rows, i, 0);
	}
	return e;
}

/* The clause's words with those corrected that nobody says; *changed is set when there was one. NULL: a word has nothing near. */
static enum err
correct_clause(struct db *db, void *ctx, const struct search_clause *clause, const char **corrected, bool *changed)
{
	char *rest = mem_strdup(ctx, clause->folded), *word;
	struct buf b = buf_in(ctx);
	bool differs = false;

	*corrected = clause->typed;
	while ((word = strsep(&rest, " ")) != NULL) {
		const char *found;
		enum err e = nearest(db, ctx, word, &found);

		if (e != OK)
			return e;
		if (found == NULL) {
			*corrected = NULL;
			return OK;
		}
		differs = differs || found != word;
		buf_printf(&b, "%s%s", b.len > 0 ? " " : "", found);
	}
	if (differs) {
		*corrected = buf_text(&b);
		*changed = true;
	}
	return OK;
}

enum err
word_correct(struct db *db, void *ctx, const struct search *search, const char **corrected)
{
	struct buf b = buf_in(ctx);
	bool changed = false;

	*corrected = NULL;
	for (size_t i = 0; i < search->count; i++) {
		const struct search_clause *clause = &search->clauses[i];
		const char *words = clause->typed;

		if (!clause->excluded && !clause->phrase) {
			enum err e = correct_clause(db, ctx, clause, &words, &changed);

			if (e != OK || words == NULL)
				return e;
		}
		buf_printf(&b, "%s%s%s%s%s", b.len > 0 ? " " : "", clause->excluded ? "-" : "", clause->phrase ? "\"" : "", words, clause->phrase ? "\"" : "");
	}
	if (changed)
		*corrected = buf_text(&b);
	return OK;
}

/* A word under count, in a tree of tsearch(3). */
struct counted {
	const char *word;
	int64_t organisations, in_table;
};

static int
by_word(const void *a, const void *b)
{
	return strcmp(((const struct counted *)a)->word, ((const struct counted *)b)->word);
}

static struct counted *
counted(void *ctx, void **tree, const char *word)
{
	struct counted key = { word, 0, 0 }, **node = tfind(&key, tree, by_word), *made;

	if (node != NULL)
		return *node;
	made = MEM_NEW(ctx, struct counted);
	made->word = mem_strdup(made, word);
	if (tsearch(made, tree, by_word) == NULL)
		abort();
	return made;
}

static enum err
count_all(struct db *db, void *ctx, void **tree)
{
	struct db_rows rows;
	int64_t last;
	enum err e;

	e = db_query(db, ctx, &rows, SQL_LAST, DB_NO_VALUES);
	if (e != OK)
		return e;
	last = db_cell_number(&rows, 0, 0);
	for (int64_t from = 0; e == OK && from < last; from += CHUNK) {
		void *chunk = mem_new(NULL);

		e = db_query(db, chunk, &rows, SQL_CHUNK, DB_VALUES(db_number(from), db_number(from + CHUNK)));
		for (size_t i = 0; e == OK && i < rows.count; i++) {
			char *rest = mem_strdup(chunk, db_cell(&rows, i, 0)), *word;

			while ((word = strsep(&rest, " ")) != NULL)
				if (*word != '\0')
					counted(ctx, tree, word)->organisations++;
		}
		mem_free(chunk);
	}
	return e;
}

struct comparing {
	void *ctx;
	struct db_batch batch;
	bool same;
};

static void
compare(const void *node, VISIT visit, void *arg)
{
	const struct counted *word = *(const struct counted *const *)node;
	struct comparing *c = arg;

	if (visit != postorder && visit != leaf)
		return;
	c->same = c->same && word->organisations == word->in_table;
	if (word->organisations != 0)
		count_word(c->ctx, &c->batch, word->word, word->organisations);
}

static void
keep(void *node)
{
	(void)node;	/* belongs to a context */
}

enum err
word_rebuild(struct db *db, void *ctx, bool repair, bool *same)
{
	struct comparing c = { ctx, { 0 }, true };
	void *tree = NULL;
	struct db_rows rows;
	enum err e;

	e = count_all(db, ctx, &tree);
	if (e == OK)
		e = db_query(db, ctx, &rows, SQL_WORDS, DB_NO_VALUES);
	for (size_t i = 0; e == OK && i < rows.count; i++)
		counted(ctx, &tree, db_cell(&rows, i, 0))->in_table = db_cell_number(&rows, i, 1);
	if (e == OK)
		twalk_r(tree, compare, &c);
	tdestroy(tree, keep);
	*same = c.same;
	if (e == OK && repair && !c.same) {
		e = db_exec(db, SQL_CLEAR, DB_NO_VALUES);
		if (e == OK)
			e = db_insert(db, ctx, SQL_COUNT, &c.batch, "");
	}
	return e;
}
