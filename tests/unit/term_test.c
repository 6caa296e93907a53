/* model/term: vocabularies and their terms. */
#include "unit.h"
#include "vocabulary_files.h"

static void
each_vocabulary_is_known_by_its_code(void **state)
{
	static const char *const CODE[VOCABULARY_COUNT] = { "activity_type", "theme", "audience", "partner_type", "zone", "country" };
	static const char *const PARAMETER[VOCABULARY_FACETS] = { "type", "theme", "public", "partner", "zone" };
	enum vocabulary v;

	(void)state;
	for (int i = 0; i < VOCABULARY_COUNT; i++) {
		assert_string_equal(vocabulary_code((enum vocabulary)i), CODE[i]);
		assert_true(vocabulary_parse(CODE[i], &v));
		assert_int_equal(v, i);
	}
	for (int i = 0; i < VOCABULARY_FACETS; i++)
		assert_string_equal(vocabulary_parameter((enum vocabulary)i), PARAMETER[i]);
	assert_false(vocabulary_parse("", &v));
	assert_false(vocabulary_parse("Theme", &v));
	assert_false(vocabulary_parse("themes", &v));
}

static void
every_term_is_found_by_its_code(void **state)
{
	const struct vocabularies *all = vocabulary_files(*state);

	for (int v = 0; v < VOCABULARY_COUNT; v++) {
		assert_true(all->of[v].count > 0);
		for (size_t i = 0; i < all->of[v].count; i++)
			assert_ptr_equal(vocabulary_term(all, (enum vocabulary)v, all->of[v].term[i].code), &all->of[v].term[i]);
		assert_null(vocabulary_term(all, (enum vocabulary)v, ""));
		assert_null(vocabulary_term(all, (enum vocabulary)v, "zzz"));
		assert_null(vocabulary_term(all, (enum vocabulary)v, NULL));
	}
}

static void
every_term_has_a_label_in_each_language(void **state)
{
	const struct vocabularies *all = vocabulary_files(*state);

	for (int v = 0; v < VOCABULARY_COUNT; v++)
		for (size_t i = 0; i < all->of[v].count; i++)
			for (int l = 0; l < LANG_COUNT; l++)
				assert_true(*vocabulary_label(all, (enum vocabulary)v, all->of[v].term[i].code, (enum lang)l) != '\0');
	assert_string_equal(vocabulary_label(all, VOCABULARY_THEME, "climate", LANG_FR), "Climat");
	assert_string_equal(vocabulary_label(all, VOCABULARY_ZONE, "liege", LANG_NL), "Luik");
	assert_string_equal(vocabulary_label(all, VOCABULARY_ZONE, "liege", LANG_DE), "Lüttich");
}

static void
a_withdrawn_term_is_called_by_its_code(void **state)
{
	const struct vocabularies *all = vocabulary_files(*state);

	assert_string_equal(vocabulary_label(all, VOCABULARY_THEME, "withdrawn", LANG_FR), "withdrawn");
}

static void
an_empty_vocabulary_has_no_terms(void **state)
{
	struct vocabularies *all = MEM_NEW(*state, struct vocabularies);

	vocabulary_index(*state, all);
	assert_null(vocabulary_term(all, VOCABULARY_THEME, "climate"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_vocabulary_is_known_by_its_code),
		in_pool(every_term_is_found_by_its_code),
		in_pool(every_term_has_a_label_in_each_language),
		in_pool(a_withdrawn_term_is_called_by_its_code),
		in_pool(an_empty_vocabulary_has_no_terms),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("term", tests, NULL, NULL);
}
