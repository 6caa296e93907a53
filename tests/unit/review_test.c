/* text/review: what a moderator decides about, and what becomes of it; former names that are kept; texts rendered. */
#include "base/buf.h"
#include "unit.h"
#include "documents.h"
#include "text/review.h"

/* Members of a document with a name. */
#define N "\"name\":{\"fr\":\"Un nom\"}"
#define A(n, title) "{\"number\":" #n ",\"title\":{\"fr\":\"" title "\"}}"

static const char *const STATE[] = { [REVIEW_OPEN] = "open", [REVIEW_BESIDE] = "beside", [REVIEW_CONFLICT] = "conflict", [REVIEW_DONE] = "done" };

/* The parts as "state path: before -> after", with "(today)" where it is said; and how many are open. */
static const char *
reviewed(void *ctx, const char *base, const char *submitted, const char *published)
{
	const struct organisation b = parsed(ctx, base), s = parsed(ctx, submitted), p = parsed(ctx, published);
	const struct review review = review_of(ctx, &(struct review_sides){ &b, &s, &p }, some_vocabularies(ctx), LANG_FR);
	const char *says = mem_printf(ctx, "%zu", review.open);

	for (size_t i = 0; i < review.count; i++) {
		const struct review_part *part = &review.part[i];

		says = mem_printf(ctx, "%s; %s %s: %s -> %s%s", says, STATE[part->state], part->path, part->before == NULL ? "-" : part->before, part->after == NULL ? "-" : part->after,
		    part->state == REVIEW_OPEN ? "" : mem_printf(ctx, " (%s)", part->today == NULL ? "-" : part->today));
	}
	return says;
}

/* What the published document becomes when these parts (separated by spaces) are taken, without its format. */
static const char *
decided(void *ctx, const char *base, const char *submitted, const char *published, const char *taken)
{
	const struct organisation b = parsed(ctx, base), s = parsed(ctx, submitted), p = parsed(ctx, published);
	struct codes codes = { MEM_ARRAY(ctx, const char *, 20), 0 };
	char *rest = mem_strdup(ctx, taken), *path;
	struct organisation merged;
	const char *print;

	while ((path = strsep(&rest, " ")) != NULL)
		if (*path != '\0')
			codes.code[codes.count++] = path;
	review_merge(ctx, &(struct review_sides){ &b, &s, &p }, &codes, some_vocabularies(ctx), &merged);
	print = document_print(ctx, &merged, DOCUMENT_CONTENT);
	return mem_strndup(ctx, print + strlen("{\"format\":\"annuaire/1\","), strlen(print) - strlen("{\"format\":\"annuaire/1\",}"));
}

static void
parts_are_told_with_what_became_of_them(void **state)
{
	void *ctx = *state;

	assert_string_equal(reviewed(ctx, N, N, N), "0");
	assert_string_equal(reviewed(ctx, N, N ",\"acronym\":\"B\"", N), "1; open acronym: - -> B");
	assert_string_equal(reviewed(ctx, N ",\"acronym\":\"A\"", N ",\"acronym\":\"B\"", N ",\"acronym\":\"B\""), "0; done acronym: A -> B (B)");
	assert_string_equal(reviewed(ctx, N ",\"acronym\":\"A\"", N ",\"acronym\":\"B\"", N ",\"acronym\":\"C\""), "1; conflict acronym: A -> B (C)");
	assert_string_equal(reviewed(ctx, N ",\"acronym\":\"A\"", N, N), "0; done acronym: A -> - (-)");
	assert_string_equal(reviewed(ctx, N, N ",\"phone\":\"1\"", N ",\"acronym\":\"C\""), "1; open phone: - -> 1");
}

static void
lists_meet_element_by_element(void **state)
{
	void *ctx = *state;

	assert_string_equal(reviewed(ctx, N ",\"partners\":[{\"name\":\"P\"}]", N ",\"partners\":[{\"name\":\"P\"},{\"name\":\"Q\"}]", N ",\"partners\":[{\"name\":\"P\"},{\"name\":\"R\"}]"),
	    "1; beside partners: P -> P\nQ (P\nR)");
	assert_string_equal(decided(ctx, N ",\"partners\":[{\"name\":\"P\"}]", N ",\"partners\":[{\"name\":\"P\"},{\"name\":\"Q\"}]",
	    N ",\"partners\":[{\"name\":\"P\"},{\"name\":\"R\"}]", "partners"),
	    N ",\"partners\":[{\"name\":\"P\",\"relation\":\"partner\"},{\"name\":\"Q\",\"relation\":\"partner\"},{\"name\":\"R\",\"relation\":\"partner\"}]");
	/* One element in conflict: the submission's takes its place, the other that was added beside it stays. */
	assert_string_equal(decided(ctx, N ",\"branches\":[{\"name\":{\"fr\":\"X\"},\"phone\":\"1\"}]", N ",\"branches\":[{\"name\":{\"fr\":\"X\"},\"phone\":\"2\"}]",
	    N ",\"branches\":[{\"name\":{\"fr\":\"X\"},\"phone\":\"3\"},{\"name\":{\"fr\":\"Y\"}}]", "branches"),
	    N ",\"branches\":[{\"name\":{\"fr\":\"X\"},\"phone\":\"2\"},{\"name\":{\"fr\":\"Y\"}}]");
}

static void
an_activity_that_one_changed_and_the_other_withdrew_is_one_part(void **state)
{
	static const char BASE[] = N ",\"activities\":[" A(1, "A") "," A(2, "B") "]", CHANGED[] = N ",\"activities\":[" A(1, "A") ",{\"number\":2,\"title\":{\"fr\":\"C\",\"nl\":\"D\"}}]",
	    GONE[] = N ",\"activities\":[" A(1, "A") "]";
	void *ctx = *state;

	assert_string_equal(reviewed(ctx, BASE, CHANGED, GONE), "1; conflict activities.2: B -> C / D (-)");
	assert_string_equal(decided(ctx, BASE, CHANGED, GONE, ""), GONE);
	assert_string_equal(decided(ctx, BASE, CHANGED, GONE, "activities.2"), CHANGED);
	assert_string_equal(reviewed(ctx, BASE, GONE, CHANGED), "1; conflict activities.2: B -> - (C / D)");
	assert_string_equal(decided(ctx, BASE, GONE, CHANGED, ""), CHANGED);
	assert_string_equal(decided(ctx, BASE, GONE, CHANGED, "activities.2"), GONE);
}

static void
two_activities_under_one_number_are_two(void **state)
{
	static const char BASE[] = N ",\"activities\":[" A(1, "A") "]", MINE[] = N ",\"activities\":[" A(1, "A") "," A(2, "M") "]", YOURS[] = N ",\"activities\":[" A(1, "A") "," A(2, "Y") "]";
	void *ctx = *state;

	assert_string_equal(reviewed(ctx, BASE, MINE, YOURS), "1; open activities.2: - -> M");
	assert_string_equal(decided(ctx, BASE, MINE, YOURS, "activities.2"), N ",\"activities\":[" A(1, "A") "," A(2, "Y") "," A(3, "M") "]");
	assert_string_equal(reviewed(ctx, BASE, MINE, MINE), "0; done activities.2: - -> M (M)");
}

static void
only_what_is_taken_is_published(void **state)
{
	static const char BASE[] = N ",\"acronym\":\"A\",\"phone\":\"1\"", MINE[] = N ",\"acronym\":\"B\",\"phone\":\"2\"", YOURS[] = N ",\"acronym\":\"C\",\"phone\":\"1\"";
	void *ctx = *state;

	assert_string_equal(decided(ctx, BASE, MINE, YOURS, ""), YOURS);
	assert_string_equal(decided(ctx, BASE, MINE, YOURS, "phone"), N ",\"acronym\":\"C\",\"phone\":\"2\"");
	assert_string_equal(decided(ctx, BASE, MINE, YOURS, "acronym"), N ",\"acronym\":\"B\",\"phone\":\"1\"");
	assert_string_equal(decided(ctx, BASE, MINE, YOURS, "acronym phone"), MINE);
	/* The order of activities is not the activities. */
	assert_string_equal(decided(ctx, N ",\"activities\":[" A(1, "A") "," A(2, "B") "]", N ",\"activities\":[" A(2, "B") "," A(1, "C") "]", N ",\"activities\":[" A(1, "A") "," A(2, "B") "]",
	    "activities"), N ",\"activities\":[" A(2, "B") "," A(1, "A") "]");
}

/* A language of a name or title that the submission withdrew: it stays where no other is left. */
static bool
is_last_language(const struct review_part *part)
{
	return part->after == NULL && (strncmp(part->path, "name.", 5) == 0 || strstr(part->path, ".title.") != NULL);
}

/* Of any three documents: nothing taken changes nothing; everything taken leaves nothing in conflict, but that a name stays in some language. */
static void
what_must_hold_holds_of_any_documents(void **state)
{
	enum { ROUNDS = 3000 };
	unsigned conflicts = 0;

	for (unsigned i = 1; i <= ROUNDS; i++) {
		struct dice dice = { .ctx = mem_new(*state), .seed = i * UINT64_C(0x9e3779b97f4a7c15) };
		struct organisation nobody = parsed(dice.ctx, N), base, submitted, published, merged;
		struct review_sides sides = { &base, &submitted, &published }, after = { &base, &submitted, &merged };
		struct review review, left;
		struct codes taken = { NULL, 0 };

		dice.all = some_vocabularies(dice.ctx);
		base = edited(&dice, &nobody, 2);
		submitted = edited(&dice, &base, 4);
		published = edited(&dice, &base, 4);
		review_merge(dice.ctx, &sides, &taken, dice.all, &merged);
		assert_string_equal(document_print(dice.ctx, &merged, DOCUMENT_CONTENT), document_print(dice.ctx, &published, DOCUMENT_CONTENT));
		review = review_of(dice.ctx, &sides, dice.all, LANG_FR);
		taken.code = MEM_ARRAY(dice.ctx, const char *, review.count);
		for (size_t k = 0; k < review.count; k++) {
			taken.code[taken.count++] = review.part[k].path;
			conflicts += review.part[k].state == REVIEW_CONFLICT;
		}
		review_merge(dice.ctx, &sides, &taken, dice.all, &merged);
		left = review_of(dice.ctx, &after, dice.all, LANG_FR);
		for (size_t k = 0; k < left.count; k++)
			if (left.part[k].state == REVIEW_CONFLICT && !is_last_language(&left.part[k]))
				fail_msg("round %u: %s is still in conflict: %s -> %s (%s)", i, left.part[k].path, left.part[k].before, left.part[k].after, left.part[k].today);
		mem_free(dice.ctx);
	}
	assert_true(conflicts > ROUNDS / 10);
}

/* The former names that are kept when a document becomes another, "name until"; */
static const char *
kept(void *ctx, const char *before, const char *after)
{
	const struct organisation b = parsed(ctx, before);
	struct organisation org = parsed(ctx, after);
	const char *names = "";

	document_keep_former_names(ctx, &b, &org, "2026-10-14");
	for (size_t i = 0; i < org.former_name_count; i++)
		names = mem_printf(ctx, "%s%s%s %s", names, i == 0 ? "" : ", ", org.former_names[i].name, org.former_names[i].until == NULL ? "-" : org.former_names[i].until);
	return names;
}

static void
a_name_that_goes_is_kept(void **state)
{
	void *ctx = *state;
	struct buf many = buf_in(ctx);

	assert_string_equal(kept(ctx, "\"name\":{\"fr\":\"SOS Faim\"}", "\"name\":{\"fr\":\"Humundi\"}"), "SOS Faim 2026-10-14");
	assert_string_equal(kept(ctx, "\"name\":{\"fr\":\"Éclosio\"}", "\"name\":{\"fr\":\"Eclosio !\"}"), "");
	assert_string_equal(kept(ctx, "\"name\":{\"fr\":\"A\",\"nl\":\"B\"}", "\"name\":{\"fr\":\"C\",\"nl\":\"D\"},\"former_names\":[{\"name\":\"Z\",\"until\":\"1999\"}]"), "Z 1999, A 2026-10-14, B 2026-10-14");
	assert_string_equal(kept(ctx, "\"name\":{\"fr\":\"A\"}", "\"name\":{\"fr\":\"C\"},\"former_names\":[{\"name\":\"a\",\"until\":\"2020\"}]"), "a 2020");
	assert_string_equal(kept(ctx, "\"name\":{\"fr\":\"A\",\"nl\":\"B\"}", "\"name\":{\"nl\":\"A\"}"), "B 2026-10-14");
	/* No document has more than twenty. */
	for (int i = 0; i < 20; i++)
		buf_printf(&many, "%s{\"name\":\"N%d\"}", i == 0 ? "" : ",", i);
	assert_null(strstr(kept(ctx, "\"name\":{\"fr\":\"A\"}", mem_printf(ctx, "\"name\":{\"fr\":\"C\"},\"former_names\":[%s]", buf_text(&many))), "A 2026"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_pool(parts_are_told_with_what_became_of_them),
		in_pool(lists_meet_element_by_element),
		in_pool(an_activity_that_one_changed_and_the_other_withdrew_is_one_part),
		in_pool(two_activities_under_one_number_are_two),
		in_pool(only_what_is_taken_is_published),
		in_pool(what_must_hold_holds_of_any_documents),
		in_pool(a_name_that_goes_is_kept),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("review", tests, NULL, NULL);
}
