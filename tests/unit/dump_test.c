/* store/dump: rows are counted and hashed as they stand, wherever a chunk ends and however the statements are laid out. */
#include "unit.h"

#include <string.h>

#include "store/dump.h"

static const char ONE_A_LINE[] =
    "-- a remark with (brackets) and INSERT INTO `nothing` VALUES (1);\n"
    "CREATE TABLE `a` (\n  `id` int DEFAULT 1,\n  `t` text COMMENT 'x;('\n) ENGINE=InnoDB;\n"
    "INSERT INTO `a` VALUES\n(1,'it\\'s; (one)'),\n(2,'\\\\'),\n(3,NULL);\n"
    "INSERT INTO `a` VALUES\n(4,'INSERT INTO `b` VALUES (9);\\n(10)');\n"
    "CREATE TABLE `empty` (\n  `id` int\n);\n"
    "CREATE TABLE `b` (\n  `id` int\n);\n"
    "INSERT INTO `b` (`id`, `VALUES`) VALUES (0x4142,'''quoted'''),(2,concat('(',')'));\n"
    "-- Dump completed\n";

/* The same rows, in one statement on one line. */
static const char ONE_LINE[] =
    "CREATE TABLE `a` (`id` int);\nINSERT INTO `a` VALUES (1,'it\\'s; (one)'),(2,'\\\\'),(3,NULL),(4,'INSERT INTO `b` VALUES (9);\\n(10)');\n"
    "CREATE TABLE `empty` (`id` int);\nCREATE TABLE `b` (`id` int);\nINSERT INTO `b` VALUES\n(0x4142,'''quoted'''),\n(2,concat('(',')'));\n";

static struct dump
reading(void *ctx, const char *text, size_t chunk)
{
	struct dump dump = dump_new(ctx);
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i += chunk)
		dump_read(&dump, text + i, len - i < chunk ? len - i : chunk);
	assert_true(dump_end(&dump));
	return dump;
}

static void
rows_are_counted_by_table(void **state)
{
	struct dump dump = reading(*state, ONE_A_LINE, sizeof(ONE_A_LINE));

	assert_int_equal(dump.count, 3);
	assert_string_equal(dump.tables[0].name, "a");
	assert_int_equal(dump.tables[0].rows, 4);
	assert_string_equal(dump.tables[1].name, "empty");
	assert_int_equal(dump.tables[1].rows, 0);
	assert_string_equal(dump.tables[2].name, "b");
	assert_int_equal(dump.tables[2].rows, 2);
	assert_int_equal(dump.rows, 6);
	assert_ptr_equal(dump_find(&dump, "b"), &dump.tables[2]);
	assert_null(dump_find(&dump, "nothing"));
}

static void
neither_chunks_nor_layout_matter(void **state)
{
	struct dump whole = reading(*state, ONE_A_LINE, sizeof(ONE_A_LINE));

	for (size_t chunk = 1; chunk < 80; chunk++) {
		const char *const texts[] = { ONE_A_LINE, ONE_LINE };

		for (size_t t = 0; t < 2; t++) {
			struct dump dump = reading(*state, texts[t], chunk);

			assert_int_equal(dump.count, whole.count);
			for (size_t i = 0; i < whole.count; i++) {
				assert_int_equal(dump.tables[i].rows, whole.tables[i].rows);
				assert_string_equal(dump.tables[i].sha256, whole.tables[i].sha256);
			}
		}
	}
}

static void
the_hash_is_that_of_the_rows(void **state)
{
	static const char ROWS[] = "(1,'a')(2,'b')";
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(hash) + 1];
	struct dump dump = reading(*state, "INSERT INTO `t` VALUES (1,'a'),(2,'b');\n", 7);

	crypto_hash_sha256(hash, (const unsigned char *)ROWS, strlen(ROWS));
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	assert_string_equal(dump.tables[0].sha256, hex);
}

static void
what_breaks_off_is_noticed(void **state)
{
	static const char *const CUT[] = { "CREATE TABLE `a", "INSERT INTO `a` VALUES", "INSERT INTO `a` VALUES (1,'x", "INSERT INTO `a` VALUES (1),", "INSERT INTO `a` VALUES (1);", "-- no end of line" };

	for (size_t i = 0; i < sizeof(CUT) / sizeof(CUT[0]); i++) {
		struct dump dump = dump_new(*state);

		dump_read(&dump, CUT[i], strlen(CUT[i]));
		assert_false(dump_end(&dump));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(rows_are_counted_by_table, pool_set_up, pool_tear_down),
		cmocka_unit_test_setup_teardown(neither_chunks_nor_layout_matter, pool_set_up, pool_tear_down),
		cmocka_unit_test_setup_teardown(the_hash_is_that_of_the_rows, pool_set_up, pool_tear_down),
		cmocka_unit_test_setup_teardown(what_breaks_off_is_noticed, pool_set_up, pool_tear_down),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("dump", tests, NULL, NULL);
}
