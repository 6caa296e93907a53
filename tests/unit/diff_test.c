/* text/diff: differences make both texts again, read like an editor's marks, and never take long. */
#include "unit.h"

#include "base/buf.h"
#include "text/diff.h"

/* "same [-removed-]{+added+} same". */
static const char *
marked(void *ctx, const struct diff *diff)
{
	static const char *const MARKS[][2] = { [RUN_SAME] = { "", "" }, [RUN_REMOVED] = { "[-", "-]" }, [RUN_ADDED] = { "{+", "+}" } };
	struct buf b = buf_in(ctx);

	for (size_t i = 0; i < diff->count; i++)
		buf_printf(&b, "%s%s%s", MARKS[diff->run[i].kind][0], diff->run[i].text, MARKS[diff->run[i].kind][1]);
	return buf_text(&b);
}

/* The runs of one of the texts, one behind the other. */
static const char *
without(void *ctx, const struct diff *diff, enum run_kind kind)
{
	struct buf b = buf_in(ctx);

	for (size_t i = 0; i < diff->count; i++)
		if (diff->run[i].kind != kind)
			buf_puts(&b, diff->run[i].text);
	return buf_text(&b);
}

static void
changes_are_marked_as_an_editor_would(void **state)
{
	static const char *const CASES[][3] = {
		{ "", "", "" },
		{ "a", "a", "a" },
		{ NULL, "une phrase", "{+une phrase+}" },
		{ "une phrase", NULL, "[-une phrase-]" },
		{ "Un chat dort.", "Un chien dort.", "Un [-chat-]{+chien+} dort." },
		{ "Un chat dort.", "Un grand chat dort.", "Un {+grand +}chat dort." },
		{ "Un grand chat dort.", "Un chat dort.", "Un [-grand -]chat dort." },
		{ "l'école", "l'étude", "l'[-école-]{+étude+}" },
		{ "Elle part", "Elle part !", "Elle part{+ !+}" },
		/* a space, or a short word, between two replacements is no rest */
		{ "Un chat noir dort.", "Un chien blanc dort.", "Un [-chat noir-]{+chien blanc+} dort." },
		{ "des animateurs, des enseignants", "des animatrices, des enseignantes", "des [-animateurs, des enseignants-]{+animatrices, des enseignantes+}" },
		{ "Nous formons un animateur.", "Nous accompagnons un enseignant.", "Nous [-formons un animateur-]{+accompagnons un enseignant+}." },
		{ "Depuis 1998 avec vous", "Depuis 1999 avec nous", "Depuis [-1998-]{+1999+} avec [-vous-]{+nous+}" },
		/* but between words that only came in it need not be said twice */
		{ "foo, bar", "foo (x), bar (y)", "foo{+ (x)+}, bar{+ (y)+}" },
		{ "foo, bar", "foo x, y bar", "foo{+ x+},{+ y+} bar" },
		{ "un long texte reste ici", "une long texte reste là", "[-un-]{+une+} long texte reste [-ici-]{+là+}" },
		/* lines come and go whole */
		{ "- un\n- deux\n- quatre", "- un\n- deux\n- trois\n- quatre", "- un\n- deux\n{+- trois\n+}- quatre" },
		{ "- un\n- deux\n- trois", "- un\n- trois", "- un\n[-- deux\n-]- trois" },
		{ "- un\n- deux", "- un\n- deux\n- trois", "- un\n- deux{+\n- trois+}" },
		{ "a\nb", "a\n\nb", "a[-\n-]{+\n\n+}b" },
		/* no word is cut, nor a letter from its accent */
		{ "citoyen", "citoyenne", "[-citoyen-]{+citoyenne+}" },
		{ "cafe", "cafe\xcc\x81", "[-cafe-]{+cafe\xcc\x81+}" },
		{ "«\xc2\xa0oui\xc2\xa0»", "«\xc2\xa0non\xc2\xa0»", "«\xc2\xa0[-oui-]{+non+}\xc2\xa0»" },
		{ "мир", "миру — мир", "{+миру — +}мир" },
	};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		const struct diff diff = diff_words(*state, CASES[i][0], CASES[i][1]);

		assert_false(diff.rough);
		assert_string_equal(marked(*state, &diff), CASES[i][2]);
	}
}

static uint32_t
next(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

/* So many pieces, out of the first `kinds`. */
static const char *
any_text(void *ctx, uint32_t *seed, unsigned pieces, unsigned kinds)
{
	static const char *const PIECES[] = { " ", "mot", "é", ".", "\n", "de", ", ", "\xcc\x81", "\xe2\x80\x8d", "«", "\xc2\xa0", "- ", "12", "\n\n" };
	struct buf b = buf_in(ctx);

	while (pieces-- > 0)
		buf_puts(&b, PIECES[next(seed) % kinds]);
	return buf_text(&b);
}

static void
any_two_texts_come_out_again(void **state)
{
	enum { ROUNDS = 5000 };
	uint32_t seed = 1;

	for (int i = 0; i < ROUNDS; i++) {
		void *ctx = mem_new(*state);
		unsigned kinds = 2 + next(&seed) % 13;
		const char *before = any_text(ctx, &seed, next(&seed) % 60, kinds), *after = any_text(ctx, &seed, next(&seed) % 60, kinds);
		const struct diff diff = diff_words(ctx, before, after);

		assert_string_equal(without(ctx, &diff, RUN_ADDED), before);
		assert_string_equal(without(ctx, &diff, RUN_REMOVED), after);
		assert_false(diff.rough);
		for (size_t n = 0; n < diff.count; n++) {
			assert_true(*diff.run[n].text != '\0');
			if (n > 0) {
				assert_int_not_equal(diff.run[n].kind, diff.run[n - 1].kind);
				assert_false(diff.run[n].kind == RUN_REMOVED && diff.run[n - 1].kind == RUN_ADDED);
			}
		}
		mem_free(ctx);
	}
}

static const char *
numbered(void *ctx, const char *word, int from, int count)
{
	struct buf b = buf_in(ctx);

	for (int i = from; i < from + count; i++)
		buf_printf(&b, "%s%d ", word, i);
	return buf_text(&b);
}

static void
unlike_texts_are_replaced_whole_between_their_ends(void **state)
{
	void *ctx = *state;
	uint32_t seed = 1;
	const char *before, *after;
	struct diff diff;

	before = mem_printf(ctx, "Le début. %s La fin.", numbered(ctx, "avant", 0, 2000));
	after = mem_printf(ctx, "Le début. %s La fin.", numbered(ctx, "après", 0, 2000));
	diff = diff_words(ctx, before, after);
	assert_true(diff.rough);
	assert_int_equal(diff.count, 4);
	assert_string_equal(diff.run[0].text, "Le début. ");
	assert_string_equal(diff.run[3].text, "  La fin.");
	assert_string_equal(without(ctx, &diff, RUN_ADDED), before);
	assert_string_equal(without(ctx, &diff, RUN_REMOVED), after);

	/* Two signs without end: every beginning looks promising. */
	diff = diff_words(ctx, any_text(ctx, &seed, 20000, 4), any_text(ctx, &seed, 20000, 4));
	assert_true(diff.rough);
	assert_true(diff.count <= 4);
}

static void
long_texts_with_hundreds_of_changes_are_not_unlike(void **state)
{
	enum { CHANGES = 300, WORDS = 10 };
	void *ctx = *state;
	struct buf before = buf_in(ctx), after = buf_in(ctx);
	struct diff diff;

	for (int i = 0; i < CHANGES; i++) {
		buf_printf(&before, "%s avant%d ", numbered(ctx, "mot", i * WORDS, WORDS), i);
		buf_printf(&after, "%s après%d ", numbered(ctx, "mot", i * WORDS, WORDS), i);
	}
	assert_true(before.len > 20000);
	diff = diff_words(ctx, buf_text(&before), buf_text(&after));
	assert_false(diff.rough);
	assert_int_equal(diff.count, 3 * CHANGES + 1);
	/* One text or none takes no search. */
	assert_false(diff_words(ctx, NULL, buf_text(&after)).rough);
	assert_int_equal(diff_words(ctx, buf_text(&after), buf_text(&after)).count, 1);
}

static void
what_is_long_and_the_same_is_shortened(void **state)
{
	void *ctx = *state;
	const struct diff diff = diff_words(ctx, "zéro un deux, trois quatre A cinq six, sept « huit » neuf dix B onze douze. Treize quatorze",
	    "zéro un deux, trois quatre C cinq six, sept « huit » neuf dix D onze douze. Treize quatorze");
	struct diff_ends ends;

	assert_int_equal(diff.count, 7);
	ends = diff_shorten(ctx, &diff, 0, 2);
	assert_string_equal(ends.head, "");
	assert_string_equal(ends.tail, "trois quatre ");
	ends = diff_shorten(ctx, &diff, 3, 1);
	assert_string_equal(ends.head, " cinq");
	assert_string_equal(ends.tail, "dix ");
	ends = diff_shorten(ctx, &diff, 6, 1);
	assert_string_equal(ends.head, " onze");
	assert_string_equal(ends.tail, "");
	/* too little to leave out, and what changed is never shortened */
	ends = diff_shorten(ctx, &diff, 3, 3);
	assert_string_equal(ends.head, diff.run[3].text);
	assert_null(ends.tail);
	ends = diff_shorten(ctx, &diff, 1, 0);
	assert_string_equal(ends.head, "A");
	assert_null(ends.tail);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_pool(changes_are_marked_as_an_editor_would),
		in_pool(any_two_texts_come_out_again),
		in_pool(unlike_texts_are_replaced_whole_between_their_ends),
		in_pool(long_texts_with_hundreds_of_changes_are_not_unlike),
		in_pool(what_is_long_and_the_same_is_shortened),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
