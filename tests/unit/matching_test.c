/* store: words matched by the sets of frequent words are matched as full-text search matches them. Against the database of the directory that tests/run started. */
#include <sodium.h>
#include <string.h>

#include "base/file.h"
#include "open_directory.h"
#include "store/frequent.h"
#include "store/matching.h"
#include "store/publication.h"

struct fixture {
	void *ctx;
	struct conf conf;
	struct db *db;
	struct vocabularies all;
};

static const struct edition CHANGE = { .author = "test", .reason = "a unit test" };

static int
set_up(void **state)
{
	struct fixture *f = MEM_NEW(NULL, struct fixture);

	f->ctx = f;
	*state = f;
	return open_directory(f, DB_SECONDS_OPERATOR, &f->conf, &f->db, &f->all) ? 0 : -1;
}

/* The queries of the site's table of cases: its second column. */
static const char **
queries(void *ctx, size_t *count)
{
	const char **all = NULL, *why = "";
	char *table, *line;

	assert_int_equal(file_read(ctx, "tests/site/search-cases.tsv", 1000000, &table, NULL, &why), OK);
	*count = 0;
	while ((line = strsep(&table, "\n")) != NULL) {
		if (*line == '#' || strchr(line, '\t') == NULL)
			continue;
		MEM_GROW(ctx, all, *count);
		strsep(&line, "\t");
		all[(*count)++] = strsep(&line, "\t");
	}
	return all;
}

static struct members *
everybody(struct fixture *f)
{
	struct members *set = members_new(f->ctx);
	struct db_rows rows;

	assert_int_equal(db_query(f->db, f->ctx, &rows, "SELECT organisation_id FROM search_text", DB_NO_VALUES), OK);
	for (size_t i = 0; i < rows.count; i++)
		members_add(set, (uint32_t)db_cell_number(&rows, i, 0));
	return set;
}

static struct matching
matched(struct fixture *f, enum universe universe, const char *query)
{
	struct search search = search_parse(f->ctx, query, NULL);
	struct frequent_tokens frequent;
	struct matching matching;

	assert_int_equal(frequent_tokens(f->db, f->ctx, universe, &frequent), OK);
	assert_int_equal(matching_find(f->db, f->ctx, universe, &frequent, &search, everybody(f), &matching), OK);
	return matching;
}

static size_t
stored_sets(struct fixture *f)
{
	struct db_rows rows;

	assert_int_equal(db_query(f->db, f->ctx, &rows, "SELECT COUNT(*) FROM frequent_token", DB_NO_VALUES), OK);
	return (size_t)db_cell_number(&rows, 0, 0);
}

/* Every query, by full-text search alone and by sets of all that two members say. Ends as a failure, so that the sets are gone again. */
static enum err
compare_all(void *arg)
{
	struct fixture *f = arg;
	size_t count, sets = 0, differ = 0;
	const char **query = queries(f->ctx, &count);
	bool same;

	for (int u = 0; u < UNIVERSE_COUNT; u++) {
		struct matching *plain = MEM_ARRAY(f->ctx, struct matching, count);

		assert_int_equal(db_exec(f->db, "DELETE FROM frequent_token", DB_NO_VALUES), OK);
		for (size_t i = 0; i < count; i++)
			plain[i] = matched(f, (enum universe)u, query[i]);
		assert_int_equal(frequent_rebuild(f->db, f->ctx, 2, true, &same), OK);
		assert_false(same);
		sets = stored_sets(f);
		for (size_t i = 0; i < count; i++) {
			struct matching by_sets = matched(f, (enum universe)u, query[i]);

			if ((by_sets.found == NULL) != (plain[i].found == NULL) || (by_sets.found != NULL && !members_equal(by_sets.found, plain[i].found))) {
				print_error("%s: %s finds %zu by sets, %zu without\n", universe_code((enum universe)u), query[i],
				    by_sets.found == NULL ? 0 : members_count(by_sets.found), plain[i].found == NULL ? 0 : members_count(plain[i].found));
				differ++;
			}
		}
	}
	assert_true(count > 150);
	assert_true(sets > 1000);
	assert_int_equal(differ, 0);
	assert_int_equal(frequent_rebuild(f->db, f->ctx, 2, false, &same), OK);
	assert_true(same);
	return ERR_CONFLICT;
}

static void
sets_find_what_full_text_finds(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(db_transaction(f->db, compare_all, f), ERR_CONFLICT);
}

static bool
says(struct fixture *f, const char *token, uint64_t organisation)
{
	struct frequents found;

	assert_int_equal(frequent_of(f->db, f->ctx, UNIVERSE_ORGANISATION, NULL, &token, 1, &found), OK);
	assert_non_null(frequent_members(&found, token));
	return members_has(frequent_members(&found, token), (uint32_t)organisation);
}

/* A word that nobody else says is made frequent, so that no other test sees it. */
static void
publications_keep_a_set_true(void **state)
{
	struct fixture *f = *state;
	const char *token = mem_printf(f->ctx, "qz%08xz", randombytes_random()), *mission = mem_printf(f->ctx, "Un %s.", token);
	struct organisation org = { .name.in[LANG_FR] = mem_printf(f->ctx, "Essai %08x", randombytes_random()) };
	struct members *nobody = members_new(f->ctx);
	bool same;

	assert_int_equal(db_exec(f->db, "INSERT INTO frequent_token (universe, token, members) VALUES ('organisation', ?, ?)",
	    DB_VALUES(db_text(token), members_value(f->ctx, nobody))), OK);
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &org, &CHANGE), OK);
	assert_false(says(f, token, org.id));
	org.mission.in[LANG_FR] = mission;
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &org, &CHANGE), OK);
	assert_true(says(f, token, org.id));
	assert_int_equal(members_count(matched(f, UNIVERSE_ORGANISATION, token).found), 1);
	assert_int_equal(frequent_rebuild(f->db, f->ctx, 1, false, &same), OK);
	assert_true(same);
	org.mission.in[LANG_FR] = "Autre chose.";
	assert_int_equal(store_publish(f->db, f->ctx, &f->all, &org, &CHANGE), OK);
	assert_false(says(f, token, org.id));
	assert_int_equal(db_exec(f->db, "UPDATE frequent_token SET members = ? WHERE universe = 'organisation' AND token = ?",
	    DB_VALUES((members_add(nobody, (uint32_t)org.id), members_value(f->ctx, nobody)), db_text(token))), OK);
	assert_int_equal(frequent_rebuild(f->db, f->ctx, 1, false, &same), OK);
	assert_false(same);
	assert_int_equal(db_exec(f->db, "DELETE FROM frequent_token WHERE token = ?", DB_VALUES(db_text(token))), OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sets_find_what_full_text_finds),
		cmocka_unit_test(publications_keep_a_set_true),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, pool_tear_down);
}
