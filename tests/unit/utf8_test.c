/* base/utf8: what may come in, and where a text may be cut. */
#include "base/utf8.h"
#include "unit.h"

static void
valid_text_is_taken(void **state)
{
	static const char *const texts[] = { "", "plain", "é", "Éducation à la citoyenneté", "日本", "🌍", "\xef\xbf\xbd", "\xf4\x8f\xbf\xbf", "\t\r\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_true(utf8_valid(texts[i], strlen(texts[i]), NULL));
}

/* RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF, nothing cut short; and no NUL, which C would take for the end. */
static void
the_first_wrong_byte_is_named(void **state)
{
	static const struct {
		const char *bytes;
		size_t len, at;
	} cases[] = {
		{ "\xff", 1, 0 },
		{ "ab\x80", 3, 2 },
		{ "ab\xc3", 3, 2 },
		{ "ab\xc3(", 4, 2 },
		{ "\xc0\xaf", 2, 0 },		/* overlong "/" */
		{ "\xe0\x80\xaf", 3, 0 },
		{ "\xf0\x80\x80\xaf", 4, 0 },
		{ "\xed\xa0\x80", 3, 0 },	/* a surrogate */
		{ "\xf4\x90\x80\x80", 4, 0 },	/* U+110000 */
		{ "é\xe2\x82", 4, 2 },
		{ "ab\0c", 4, 2 },
		{ "\xe9t\xe9", 3, 0 },		/* Latin-1 */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t at = 99;

		assert_false(utf8_valid(cases[i].bytes, cases[i].len, &at));
		assert_int_equal(at, cases[i].at);
		assert_false(utf8_valid(cases[i].bytes, cases[i].len, NULL));
	}
}

static void
the_length_limits_what_is_looked_at(void **state)
{
	(void)state;
	assert_true(utf8_valid("ok\xff", 2, NULL));
	assert_false(utf8_valid("\xc3\xa9", 1, NULL));
}

static void
control_characters_are_seen(void **state)
{
	static const char *const with[] = { "a\x01", "\x1b[2J", "\x7f", "a\xc2\x80", "\xc2\x9b", "\x0b" };
	static const char *const without[] = { "", "a\tb\r\n", "\xc2\xa0", "é", "Â", "\xe2\x80\xa8" };

	(void)state;
	for (size_t i = 0; i < sizeof(with) / sizeof(with[0]); i++)
		assert_true(utf8_has_control(with[i], strlen(with[i])));
	for (size_t i = 0; i < sizeof(without) / sizeof(without[0]); i++)
		assert_false(utf8_has_control(without[i], strlen(without[i])));
}

static void
characters_are_counted_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(utf8_length(""), 0);
	assert_int_equal(utf8_length("été"), 3);
	assert_int_equal(utf8_length("🌍!"), 2);
}

static void
a_letter_and_its_accent_become_one(void **state)
{
	void *ctx = mem_new(NULL);

	(void)state;
	assert_string_equal(utf8_nfc(ctx, "e\xcc\x81té"), "été");
	assert_string_equal(utf8_nfc(ctx, "plain"), "plain");
	assert_string_equal(utf8_nfc(ctx, ""), "");
	mem_free(ctx);
}

static void
a_text_is_cut_between_what_a_reader_calls_characters(void **state)
{
	(void)state;
	assert_int_equal(utf8_prefix("Éducation", 0), 0);
	assert_int_equal(utf8_prefix("Éducation", 1), 2);
	assert_int_equal(utf8_prefix("Éducation", 100), strlen("Éducation"));
	assert_int_equal(utf8_prefix("Éducation", 9), strlen("Éducation"));
	assert_int_equal(utf8_prefix("ae\xcc\x81x", 2), 1);	/* not between e and its accent */
	assert_int_equal(utf8_prefix("ae\xcc\x81x", 3), 4);
	assert_int_equal(utf8_prefix("", 5), 0);
}

static void
code_points_come_one_by_one(void **state)
{
	const char *s = "aé🌍";
	size_t i = 0;

	(void)state;
	assert_int_equal(utf8_next(s, &i), 'a');
	assert_int_equal(utf8_next(s, &i), 0xe9);
	assert_int_equal(utf8_next(s, &i), 0x1f30d);
	assert_int_equal(i, strlen(s));
	assert_int_equal(utf8_next(s, &i), 0);
	assert_int_equal(i, strlen(s));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_text_is_taken),
		cmocka_unit_test(the_first_wrong_byte_is_named),
		cmocka_unit_test(the_length_limits_what_is_looked_at),
		cmocka_unit_test(control_characters_are_seen),
		cmocka_unit_test(characters_are_counted_not_bytes),
		cmocka_unit_test(a_letter_and_its_accent_become_one),
		cmocka_unit_test(a_text_is_cut_between_what_a_reader_calls_characters),
		cmocka_unit_test(code_points_come_one_by_one),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
