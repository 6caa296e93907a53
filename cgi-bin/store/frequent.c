/* Frequent words as sets. */
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/frequent.h"

enum { CHUNK = 1000 /* organisations read at a time */, TOKEN_BYTES = 84 /* what InnoDB indexes, innodb_ft_max_token_size */ };

static const char BETWEEN[] = " \n";	/* tokens, as search_index() writes them and texts are put together */

static const char SQL_SETS[] =
    "SELECT f.universe, f.token, f.members FROM JSON_TABLE(?, '$[*]' COLUMNS (universe VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin PATH '$[0]',"
    " token VARCHAR(84) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$[1]')) k JOIN frequent_token f ON f.universe = k.universe AND f.token = k.token";
static const char SQL_TOKENS[] = "SELECT token FROM frequent_token WHERE universe = ? ORDER BY token";
static const char SQL_ALL[] = "SELECT token, members FROM frequent_token WHERE universe = ?";
static const char SQL_SAVE[] = "INSERT INTO frequent_token (universe, token, members) VALUES ";
static const char SQL_SAVE_AGAIN[] = " ON DUPLICATE KEY UPDATE members = VALUES(members)";
static const char SQL_REMOVE[] = "DELETE FROM frequent_token WHERE universe = ? AND token = ?";
static const char SQL_LAST[] = "SELECT COALESCE(MAX(organisation_id), 0), COUNT(*) FROM search_text";
static const char *const SQL_CHUNK[UNIVERSE_COUNT] = {
	[UNIVERSE_ORGANISATION] = "SELECT organisation_id, words FROM search_text WHERE organisation_id > ? AND organisation_id <= ?",
	[UNIVERSE_ACTIVITY] = "SELECT organisation_id << 8 | slot, words FROM activity WHERE organisation_id > ? AND organisation_id <= ?",
};

/* A token under count or under change. */
struct token {
	size_t count;			/* members who say it; under change: when it is said */
	uint32_t last;			/* the member that said it last */
	struct members *members;	/* NULL: only counted */
	UT_hash_handle hh;
	char text[];
};

/* The sets of those of the tokens (a JSON array still open, or nothing) that have one, in one round trip for both universes. */
static enum err
read_sets(struct db *db, void *ctx, struct buf *json, struct frequents *found)
{
	struct db_rows rows;
	enum err e;

	*found = (struct frequents){ NULL, 0 };
	if (json->len == 0)
		return OK;
	buf_putc(json, ']');
	e = db_query(db, ctx, &rows, SQL_SETS, DB_VALUES(db_text(buf_text(json))));
	found->set = MEM_ARRAY(ctx, struct frequent, e == OK ? rows.count : 0);
	for (size_t i = 0; e == OK && i < rows.count; i++) {
		struct members *members = members_of_cell(ctx, &rows, i, 2);

		if (members == NULL)
			return ERR_INTERNAL;
		found->set[found->count++] = (struct frequent){ db_cell(&rows, i, 0), db_cell(&rows, i, 1), members };
	}
	return e;
}

/* Tokens are letters, digits and "_", so they need no escape. */
static void
add_json(struct buf *json, enum universe universe, const char *token)
{
	buf_printf(json, "%s[\"%s\",\"%s\"]", json->len == 0 ? "[" : ",", universe_code(universe), token);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

enum err
frequent_tokens(struct db *db, void *ctx, enum universe universe, struct frequent_tokens *tokens)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_TOKENS, DB_VALUES(db_text(universe_code(universe))));

	*tokens = (struct frequent_tokens){ NULL, 0 };
	if (e == OK)
		*tokens = (struct frequent_tokens){ rows.cells, rows.count };
	return e;
}

enum err
frequent_of(struct db *db, void *ctx, enum universe universe, const struct frequent_tokens *known, const char *const *tokens, size_t count, struct frequents *found)
{
	struct buf json = buf_in(ctx);

	for (size_t i = 0; i < count; i++)
		if (known == NULL || (known->count > 0 && bsearch(&tokens[i], known->token, known->count, sizeof(*known->token), by_text) != NULL))
			add_json(&json, universe, tokens[i]);
	return read_sets(db, ctx, &json, found);
}

const struct members *
frequent_members(const struct frequents *found, const char *token)
{
	for (size_t i = 0; i < found->count; i++)
		if (strcmp(found->set[i].token, token) == 0)
			return found->set[i].members;
	return NULL;
}

struct tokens {
	void *ctx;
	struct token *table;
};

static struct token *
token_of(struct tokens *tokens, const char *text, size_t len, bool make)
{
	struct token *token;

	HASH_FIND(hh, tokens->table, text, len, token);
	if (token == NULL && make) {
		token = mem_zero(tokens->ctx, sizeof(*token) + len + 1);
		memcpy(token->text, text, len);
		HASH_ADD_KEYPTR(hh, tokens->table, token->text, len, token);
	}
	return token;
}

/* The next token of a text that is indexed, of *len bytes; NULL behind the last. */
static const char *
next_token(const char *at, size_t *len)
{
	for (; *(at += strspn(at, BETWEEN)) != '\0'; at += *len) {
		*len = strcspn(at, BETWEEN);
		if (*len <= TOKEN_BYTES)
			return at;
	}
	return NULL;
}

/* One token that a member says no more, or says now. */
struct token_change {
	enum universe universe;
	const char *token;
	uint32_t member;
	bool come;
};

struct token_changes {
	struct token_change *row;
	size_t count;
};

/* Marks the tokens of a text. One that is said again at once, as those are that weigh more, is looked up once. */
static void
mark(struct tokens *tokens, const char *text, size_t mark)
{
	const char *before = "";
	size_t len, before_len = 0;

	for (const char *at = text; (at = next_token(at, &len)) != NULL; at += len) {
		if (len != before_len || memcmp(at, before, len) != 0)
			token_of(tokens, at, len, true)->count |= mark;
		before = at;
		before_len = len;
	}
}

static void
compare(void *ctx, const struct said_words *said, struct token_changes *changes)
{
	enum { BEFORE = 1, NOW = 2 };
	struct tokens tokens = { ctx, NULL };
	struct token *token, *next;

	if (strcmp(said->before, said->now) == 0)
		return;
	mark(&tokens, said->before, BEFORE);
	mark(&tokens, said->now, NOW);
	HASH_ITER(hh, tokens.table, token, next) {
		if (token->count != (BEFORE | NOW)) {
			MEM_GROW(ctx, changes->row, changes->count);
			changes->row[changes->count++] = (struct token_change){ said->universe, token->text, said->member, token->count == NOW };
		}
	}
	HASH_CLEAR(hh, tokens.table);
}

enum err
frequent_change(struct db *db, void *ctx, const struct said_words *said, size_t count)
{
	struct token_changes changes = { NULL, 0 };
	struct buf json = buf_in(ctx);
	struct db_batch batch = { 0 };
	struct frequents sets;
	enum err e;

	for (size_t i = 0; i < count; i++)
		compare(ctx, &said[i], &changes);
	for (size_t i = 0; i < changes.count; i++)
		add_json(&json, changes.row[i].universe, changes.row[i].token);
	e = read_sets(db, ctx, &json, &sets);
	for (size_t s = 0; e == OK && s < sets.count; s++) {
		const struct frequent *set = &sets.set[s];

		for (size_t i = 0; i < changes.count; i++) {
			const struct token_change *change = &changes.row[i];

			if (strcmp(change->token, set->token) != 0 || strcmp(universe_code(change->universe), set->universe) != 0)
				continue;
			if (change->come)
				members_add(set->members, change->member);
			else
				members_take_out(set->members, change->member);
		}
		db_batch_add(ctx, &batch, DB_VALUES(db_text(set->universe), db_text(set->token), members_value(ctx, set->members)));
	}
	return e == OK ? db_insert(db, ctx, SQL_SAVE, &batch, SQL_SAVE_AGAIN) : e;
}

/* Does something with each distinct token of each member of a universe. */
static enum err
each_token(struct db *db, enum universe universe, int64_t last, void (*visit)(void *arg, uint32_t member, const char *token, size_t len), void *arg)
{
	enum err e = OK;

	for (int64_t from = 0; e == OK && from < last; from += CHUNK) {
		void *chunk = mem_new(NULL);
		struct db_rows rows;

		e = db_query(db, chunk, &rows, SQL_CHUNK[universe], DB_VALUES(db_number(from), db_number(from + CHUNK)));
		for (size_t i = 0; e == OK && i < rows.count; i++) {
			size_t len;

			for (const char *at = db_cell(&rows, i, 1); (at = next_token(at, &len)) != NULL; at += len)
				visit(arg, (uint32_t)db_cell_number(&rows, i, 0), at, len);
		}
		mem_free(chunk);
	}
	return e;
}

static void
count_token(void *arg, uint32_t member, const char *text, size_t len)
{
	struct token *token = token_of(arg, text, len, true);

	if (token->count == 0 || token->last != member)
		token->count++;
	token->last = member;
}

static void
gather_token(void *arg, uint32_t member, const char *text, size_t len)
{
	struct token *token = token_of(arg, text, len, false);

	if (token != NULL && token->members != NULL)
		members_add(token->members, member);
}

/* Gives a set to each token that is to have one: the frequent ones, or those that have one in the database. */
static enum err
choose(struct db *db, struct tokens *tokens, enum universe universe, int64_t last, size_t least, const struct db_rows *stored)
{
	struct token *token, *next;
	enum err e;

	if (least == 0) {
		for (size_t i = 0; i < stored->count; i++)
			token_of(tokens, db_cell(stored, i, 0), db_cell_length(stored, i, 0), true)->members = members_new(tokens->ctx);
		return OK;
	}
	e = each_token(db, universe, last, count_token, tokens);
	HASH_ITER(hh, tokens->table, token, next) {
		if (token->count >= least) {
			token->members = members_new(tokens->ctx);
		} else {
			HASH_DEL(tokens->table, token);
			mem_free(token);
		}
	}
	return e;
}

/* Compares one universe's sets with those in the database, and saves what differs if that is asked for. */
static enum err
settle(struct db *db, void *ctx, enum universe universe, int64_t last, size_t least, bool repair, bool *same)
{
	struct tokens tokens = { ctx, NULL };
	struct token *token, *next;
	struct db_batch batch = { 0 };
	struct db_rows stored;
	enum err e = db_query(db, ctx, &stored, SQL_ALL, DB_VALUES(db_text(universe_code(universe))));

	if (e == OK)
		e = choose(db, &tokens, universe, last, repair ? least : 0, &stored);
	if (e == OK && tokens.table != NULL)
		e = each_token(db, universe, last, gather_token, &tokens);
	for (size_t i = 0; e == OK && i < stored.count; i++) {
		struct members *members = members_of_cell(ctx, &stored, i, 1);

		token = token_of(&tokens, db_cell(&stored, i, 0), db_cell_length(&stored, i, 0), false);
		if (token != NULL && members != NULL && members_equal(members, token->members)) {
			HASH_DEL(tokens.table, token);	/* as it should be */
		} else {
			*same = false;
			if (repair && token == NULL)
				e = db_exec(db, SQL_REMOVE, DB_VALUES(db_text(universe_code(universe)), db_text(db_cell(&stored, i, 0))));
		}
		mem_free(members);
	}
	HASH_ITER(hh, tokens.table, token, next) {
		*same = false;
		db_batch_add(ctx, &batch, DB_VALUES(db_text(universe_code(universe)), db_text(token->text), members_value(ctx, token->members)));
	}
	HASH_CLEAR(hh, tokens.table);
	return e == OK && repair ? db_insert(db, ctx, SQL_SAVE, &batch, SQL_SAVE_AGAIN) : e;
}

enum err
frequent_rebuild(struct db *db, void *ctx, size_t least, bool repair, bool *same)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_LAST, DB_NO_VALUES);

	*same = true;
	for (int u = 0; e == OK && u < UNIVERSE_COUNT; u++) {
		void *scratch = mem_new(ctx);

		e = settle(db, scratch, (enum universe)u, db_cell_number(&rows, 0, 0), least, repair, same);
		mem_free(scratch);
	}
	return e;
}
