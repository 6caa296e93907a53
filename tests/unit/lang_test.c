/* base/lang: which language a reader gets. */
#include "base/lang.h"
#include "unit.h"

static const bool ALL[LANG_COUNT] = { true, true, true, true };

static void
every_language_has_its_code(void **state)
{
	static const char *const codes[LANG_COUNT] = { "fr", "nl", "de", "en" };
	static const char *const autonyms[LANG_COUNT] = { "Français", "Nederlands", "Deutsch", "English" };

	(void)state;
	for (int l = 0; l < LANG_COUNT; l++) {
		enum lang lang = LANG_COUNT;

		assert_string_equal(lang_code((enum lang)l), codes[l]);
		assert_string_equal(lang_autonym((enum lang)l), autonyms[l]);
		assert_true(lang_parse(codes[l], 2, &lang));
		assert_int_equal(lang, l);
	}
}

static void
only_the_codes_themselves_are_codes(void **state)
{
	static const char *const wrong[] = { "", "f", "fra", "FR", "es", "fr-BE", "nl/" };
	enum lang lang = LANG_COUNT;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(lang_parse(wrong[i], strlen(wrong[i]), &lang));
	assert_int_equal(lang, LANG_COUNT);
	assert_true(lang_parse("nl/organisations", 2, &lang));
}

static void
a_missing_text_falls_back_along_the_chain(void **state)
{
	static const enum lang chains[LANG_COUNT][LANG_COUNT] = {
		[LANG_FR] = { LANG_FR, LANG_EN, LANG_NL, LANG_DE },
		[LANG_NL] = { LANG_NL, LANG_EN, LANG_FR, LANG_DE },
		[LANG_DE] = { LANG_DE, LANG_FR, LANG_EN, LANG_NL },
		[LANG_EN] = { LANG_EN, LANG_FR, LANG_NL, LANG_DE },
	};

	(void)state;
	for (int l = 0; l < LANG_COUNT; l++)
		assert_memory_equal(lang_chain((enum lang)l), chains[l], sizeof(chains[l]));
}

static void
the_browser_is_listened_to(void **state)
{
	static const struct {
		const char *header;
		enum lang lang;
	} cases[] = {
		{ "nl", LANG_NL },
		{ "nl-BE", LANG_NL },
		{ "DE-de", LANG_DE },
		{ "de-AT,de;q=0.9,en;q=0.8", LANG_DE },
		{ "en;q=0.5, nl;q=0.9", LANG_NL },
		{ "en;q=0.5,nl;q=0.5", LANG_EN },
		{ "es, pt;q=0.9, en;q=0.1", LANG_EN },
		{ "nl;q=0, de", LANG_DE },
		{ "en ; q=0.3 , de ; q=0.4", LANG_DE },
		{ "en;q=0.001", LANG_EN },
		{ "es,zh", LANG_FR },
		{ "*", LANG_FR },
		{ "*;q=0.5, en;q=0.4", LANG_EN },
		{ "", LANG_FR },
		{ NULL, LANG_FR },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(lang_negotiate(cases[i].header, ALL), cases[i].lang);
}

static void
nonsense_gives_the_first_offered(void **state)
{
	static const char *const headers[] = { ",,,", ";q=1", "en;q=", "en;q=nan", "en;q=-1", "en;q=7", "engl", "e", "\xff\xfe", "nl_BE", "fr;q=0" };

	(void)state;
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		assert_int_equal(lang_negotiate(headers[i], ALL), LANG_FR);
}

static void
only_offered_languages_are_given(void **state)
{
	static const bool dutch_and_english[LANG_COUNT] = { [LANG_NL] = true, [LANG_EN] = true };

	(void)state;
	assert_int_equal(lang_negotiate("fr,de", dutch_and_english), LANG_NL);
	assert_int_equal(lang_negotiate("fr,en;q=0.1", dutch_and_english), LANG_EN);
	assert_int_equal(lang_negotiate(NULL, dutch_and_english), LANG_NL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_language_has_its_code),
		cmocka_unit_test(only_the_codes_themselves_are_codes),
		cmocka_unit_test(a_missing_text_falls_back_along_the_chain),
		cmocka_unit_test(the_browser_is_listened_to),
		cmocka_unit_test(nonsense_gives_the_first_offered),
		cmocka_unit_test(only_offered_languages_are_given),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
