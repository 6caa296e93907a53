/* text/change: what differs is told part by part, and two people's changes meet or do not. */
#include "unit.h"
#include "documents.h"

static struct organisation
parsed(void *ctx, const char *members)
{
	const char *json = mem_printf(ctx, "{\"format\":\"annuaire/1\",%s}", members), *why = NULL;
	struct organisation org;

	if (document_parse(ctx, json, strlen(json), &org, &why) != OK)
		fail_msg("%s in %s", why, json);
	return org;
}

/* The changes as lines "kind path: before -> after". */
static const char *
told(void *ctx, const char *before, const char *after)
{
	static const char *const KIND[] = { [CHANGE_ADDED] = "added", [CHANGE_REMOVED] = "removed", [CHANGE_CHANGED] = "changed", [CHANGE_MOVED] = "moved" };
	const struct organisation a = parsed(ctx, before), b = parsed(ctx, after);
	const struct changes changes = change_list(ctx, &a, &b, some_vocabularies(ctx), LANG_FR);
	char *lines = mem_strdup(ctx, "");

	for (size_t i = 0; i < changes.count; i++) {
		const struct change *c = &changes.change[i];

		lines = mem_printf(ctx, "%s%s%s %s: %s -> %s", lines, i == 0 ? "" : "; ", KIND[c->kind], c->path, c->before_text == NULL ? "-" : c->before_text,
		    c->after_text == NULL ? "-" : c->after_text);
	}
	return lines;
}

/* The result without its format, and behind it each conflict as "! path: base | ours | theirs". */
static const char *
merged_says(void *ctx, const char *base, const char *theirs, const char *ours, bool (*takes)(void *arg, const char *path), void *arg)
{
	const struct organisation b = parsed(ctx, base), x = parsed(ctx, theirs), y = parsed(ctx, ours);
	const struct merged m = merged(ctx, some_vocabularies(ctx), &b, &x, &y, takes, arg);
	char *says = mem_strndup(ctx, m.print + strlen("{\"format\":\"annuaire/1\","), strlen(m.print) - strlen("{\"format\":\"annuaire/1\",}"));

	for (size_t i = 0; i < m.conflicts.count; i++) {
		const struct change_conflict *c = &m.conflicts.conflict[i];

		says = mem_printf(ctx, "%s ! %s: %s | %s | %s", says, c->path, c->base_text == NULL ? "-" : c->base_text, c->ours_text == NULL ? "-" : c->ours_text,
		    c->theirs_text == NULL ? "-" : c->theirs_text);
	}
	return says;
}

#define N "\"name\":{\"fr\":\"A\"}"
#define ACTIVITIES(list) N ",\"activities\":[" list "]"
#define ONE "{\"number\":1,\"title\":{\"fr\":\"Un\"}}"
#define TWO "{\"number\":2,\"title\":{\"fr\":\"Deux\"}}"
#define THREE "{\"number\":3,\"title\":{\"fr\":\"Trois\"}}"
#define FOUR "{\"number\":4,\"title\":{\"fr\":\"Quatre\"}}"
#define PARTNERS(list) N ",\"partners\":[" list "]"
#define PARTNER(name) "{\"name\":\"" name "\",\"relation\":\"partner\"}"
#define NETWORK(name) "{\"name\":\"" name "\",\"relation\":\"network\"}"

static void
each_part_is_told_by_its_path(void **state)
{
	static const char *const CASES[][3] = {
		{ N, N, "" },
		{ N, "\"name\":{\"fr\":\"B\",\"nl\":\"C\"}", "changed name.fr: A -> B; added name.nl: - -> C" },
		{ N ",\"acronym\":\"AB\"", N ",\"phone\":\"1\"", "removed acronym: AB -> -; added phone: - -> 1" },
		{ N ",\"address\":{\"street\":\"Rue 1\",\"country\":\"BE\"}", N ",\"address\":{\"street\":\"Rue 2\",\"locality\":\"Namur\"}",
		    "changed address: Rue 1\nBE -> Rue 2\nNamur" },
		{ N ",\"facets\":{\"theme\":[\"food\",\"peace\"]}", N ",\"facets\":{\"theme\":[\"peace\",\"food\"],\"zone\":[\"namur\"]}", "added facets.zone: - -> namur" },
		{ N ",\"facets\":{\"theme\":[\"food\"]}", N ",\"facets\":{\"theme\":[\"peace\"]}", "changed facets.theme: food -> peace" },
		{ N ",\"facets\":{\"theme\":[\"food\"]}", N ",\"facets\":{\"theme\":[\"food\",\"gone\"]}", "changed facets.theme: food -> food, gone" },
		{ N ",\"languages\":[\"fr\"]", N ",\"languages\":[\"nl\",\"fr\"]", "changed languages: Français -> Nederlands, Français" },
		{ ACTIVITIES(ONE), ACTIVITIES(ONE "," TWO), "added activities.2: - -> Deux" },
		{ ACTIVITIES(ONE "," TWO), ACTIVITIES(TWO), "removed activities.1: Un -> -" },
		{ ACTIVITIES(ONE "," TWO), ACTIVITIES(TWO "," ONE), "moved activities: Un\nDeux -> Deux\nUn" },
		{ ACTIVITIES(ONE), ACTIVITIES("{\"number\":1,\"title\":{\"fr\":\"Un\",\"nl\":\"Een\"},\"description\":{\"fr\":\"D\"},\"facets\":{\"audience\":[\"teachers\"]}}"),
		    "added activities.1.title.nl: - -> Een; added activities.1.description.fr: - -> D; added activities.1.facets.audience: - -> teachers" },
		{ N, ACTIVITIES("{\"number\":7,\"title\":{\"fr\":\"Un\",\"nl\":\"Een\"},\"description\":{\"fr\":\"D\"},\"facets\":{\"theme\":[\"food\",\"peace\"]}}"),
		    "added activities.7: - -> Un / Een\nD\nfood, peace" },
		{ PARTNERS(PARTNER("A") "," PARTNER("B")), PARTNERS(NETWORK("A")), "changed partners: A\nB -> A, network" },
		{ PARTNERS(PARTNER("A") "," PARTNER("B")), PARTNERS(PARTNER("B") "," PARTNER("A")), "moved partners: A\nB -> B\nA" },
		{ PARTNERS(PARTNER("A") "," PARTNER("A")), PARTNERS(PARTNER("A")), "changed partners: A\nA -> A" },
		{ N, N ",\"partner_groups\":[{\"type\":\"school\",\"count\":7}]", "added partner_groups: - -> school, 7" },
		{ N, N ",\"branches\":[{\"name\":{\"fr\":\"Antenne\"},\"street\":\"Quai 1\",\"phone\":\"2\"}]", "added branches: - -> Antenne, Quai 1, 2" },
		{ N ",\"unplaced\":[{\"line\":3,\"text\":\"x\"}]", N, "removed unplaced: 3, x -> -" },
	};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
		assert_string_equal(told(*state, CASES[i][0], CASES[i][1]), CASES[i][2]);
}

static void
terms_are_told_by_their_labels(void **state)
{
	void *ctx = *state;
	struct vocabularies *all = MEM_NEW(ctx, struct vocabularies);
	struct term theme = { .code = "food", .label = { "Alimentation", "Voedsel", "Ernährung", "Food" } };
	struct term country = { .code = "SN", .label = { "Sénégal", "Senegal", "Senegal", "Senegal" } };
	const struct organisation before = parsed(ctx, N), after = parsed(ctx, N ",\"facets\":{\"theme\":[\"food\"]},\"address\":{\"country\":\"SN\"}");
	struct changes changes;

	all->of[VOCABULARY_THEME] = (struct terms){ &theme, NULL, 1 };
	all->of[VOCABULARY_COUNTRY] = (struct terms){ &country, NULL, 1 };
	vocabulary_index(ctx, all);
	changes = change_list(ctx, &before, &after, all, LANG_FR);
	assert_int_equal(changes.count, 2);
	assert_string_equal(changes.change[0].after_text, "Sénégal");
	assert_string_equal(changes.change[1].after_text, "Alimentation");
	changes = change_list(ctx, &before, &after, all, LANG_DE);
	assert_string_equal(changes.change[1].after_text, "Ernährung");
}

static void
the_envelope_is_no_part(void **state)
{
	void *ctx = *state;
	const struct organisation base = parsed(ctx, N ",\"slug\":\"a\",\"updated_on\":\"2026-01-01\""), changed = parsed(ctx, "\"name\":{\"fr\":\"B\"},\"slug\":\"b\"");
	struct organisation current = base;
	struct merged m;

	current.id = 7;
	current.revision = 3;
	assert_int_equal(change_list(ctx, &base, &changed, some_vocabularies(ctx), LANG_FR).count, 1);
	m = merged(ctx, some_vocabularies(ctx), &base, &changed, &current, NULL, NULL);
	assert_string_equal(m.org.name.in[LANG_FR], "B");
	assert_string_equal(m.org.slug, "a");
	assert_string_equal(m.org.updated_on, "2026-01-01");
	assert_int_equal(m.org.id, 7);
	assert_int_equal(m.org.revision, 3);
}

static void
two_changes_meet_or_do_not(void **state)
{
	/* base, theirs, ours, what comes out */
	static const char *const CASES[][4] = {
		{ N, "\"name\":{\"fr\":\"B\"}", N ",\"phone\":\"1\"", "\"name\":{\"fr\":\"B\"},\"phone\":\"1\"" },
		{ N, "\"name\":{\"fr\":\"B\"}", "\"name\":{\"fr\":\"A\",\"nl\":\"C\"}", "\"name\":{\"fr\":\"B\",\"nl\":\"C\"}" },
		{ N, "\"name\":{\"fr\":\"B\"}", "\"name\":{\"fr\":\"C\"}", "\"name\":{\"fr\":\"C\"} ! name.fr: A | C | B" },
		{ N, "\"name\":{\"fr\":\"B\"}", "\"name\":{\"fr\":\"B\"}", "\"name\":{\"fr\":\"B\"}" },
		{ N ",\"phone\":\"1\"", N, N ",\"phone\":\"2\"", N ",\"phone\":\"2\" ! phone: 1 | 2 | -" },
		{ N ",\"phone\":\"1\"", N ",\"phone\":\"2\"", N, N " ! phone: 1 | - | 2" },
		{ N ",\"address\":{\"street\":\"Rue 1\"}", N ",\"address\":{\"street\":\"Rue 1\",\"postcode\":\"5000\"}", N ",\"address\":{\"street\":\"Rue 2\"}",
		    N ",\"address\":{\"street\":\"Rue 2\"} ! address: Rue 1 | Rue 2 | Rue 1\n5000" },
		{ N ",\"facets\":{\"theme\":[\"food\"]}", N ",\"facets\":{\"theme\":[\"peace\",\"food\"]}", N ",\"facets\":{\"theme\":[\"food\",\"peace\"]}",
		    N ",\"facets\":{\"theme\":[\"food\",\"peace\"]}" },
		{ N ",\"facets\":{\"theme\":[\"food\",\"peace\"]}", N ",\"facets\":{\"theme\":[\"peace\",\"food\"]}", N ",\"facets\":{\"theme\":[\"food\"]}",
		    N ",\"facets\":{\"theme\":[\"food\"]}" },
		/* the last languages of a name are not both withdrawn */
		{ "\"name\":{\"fr\":\"A\",\"nl\":\"B\"}", N, "\"name\":{\"nl\":\"B\"}", "\"name\":{\"nl\":\"B\"} ! name.nl: B | B | -" },
		/* activities */
		{ ACTIVITIES(ONE), ACTIVITIES(ONE "," TWO), ACTIVITIES(ONE "," THREE), ACTIVITIES(ONE "," TWO "," THREE) },
		{ ACTIVITIES(ONE), ACTIVITIES(ONE "," THREE), ACTIVITIES(ONE "," TWO), ACTIVITIES(ONE "," TWO "," THREE) },
		{ ACTIVITIES(ONE "," TWO), ACTIVITIES(TWO), ACTIVITIES(ONE "," TWO "," THREE), ACTIVITIES(TWO "," THREE) },
		{ ACTIVITIES(ONE "," TWO), ACTIVITIES(TWO "," ONE), ACTIVITIES(ONE "," TWO "," THREE), ACTIVITIES(TWO "," THREE "," ONE) },
		{ ACTIVITIES(ONE), ACTIVITIES("{\"number\":1,\"title\":{\"fr\":\"Un\",\"nl\":\"Een\"}}"), ACTIVITIES("{\"number\":1,\"title\":{\"fr\":\"Un\"},\"description\":{\"fr\":\"D\"}}"),
		    ACTIVITIES("{\"number\":1,\"title\":{\"fr\":\"Un\",\"nl\":\"Een\"},\"description\":{\"fr\":\"D\"}}") },
		{ ACTIVITIES(ONE), ACTIVITIES("{\"number\":1,\"title\":{\"fr\":\"Une\"}}"), ACTIVITIES("{\"number\":1,\"title\":{\"fr\":\"Uns\"}}"),
		    ACTIVITIES("{\"number\":1,\"title\":{\"fr\":\"Uns\"}}") " ! activities.1.title.fr: Un | Uns | Une" },
		{ ACTIVITIES(ONE "," TWO), ACTIVITIES(TWO), ACTIVITIES("{\"number\":1,\"title\":{\"fr\":\"Une\"}}," TWO),
		    ACTIVITIES("{\"number\":1,\"title\":{\"fr\":\"Une\"}}," TWO) " ! activities.1: Un | Une | -" },
		{ ACTIVITIES(ONE "," TWO), ACTIVITIES("{\"number\":1,\"title\":{\"fr\":\"Une\",\"nl\":\"Een\"}}," TWO), ACTIVITIES(TWO),
		    ACTIVITIES(TWO) " ! activities.1: Un | - | Une / Een" },
		/* one number given twice: both stay */
		{ ACTIVITIES(ONE), ACTIVITIES(ONE "," TWO), ACTIVITIES(ONE ",{\"number\":2,\"title\":{\"fr\":\"Autre\"}}"),
		    ACTIVITIES(ONE ",{\"number\":2,\"title\":{\"fr\":\"Autre\"}},{\"number\":3,\"title\":{\"fr\":\"Deux\"}}") },
		{ ACTIVITIES(ONE ",{\"number\":9,\"title\":{\"fr\":\"Neuf\"}}"), ACTIVITIES(ONE "," TWO), ACTIVITIES(ONE ",{\"number\":2,\"title\":{\"fr\":\"Autre\"}}"),
		    ACTIVITIES(ONE ",{\"number\":2,\"title\":{\"fr\":\"Autre\"}},{\"number\":10,\"title\":{\"fr\":\"Deux\"}}") },
		{ ACTIVITIES(ONE), ACTIVITIES(ONE "," TWO), ACTIVITIES(ONE "," TWO), ACTIVITIES(ONE "," TWO) },
		{ ACTIVITIES(ONE), ACTIVITIES(ONE ",{\"number\":999999,\"title\":{\"fr\":\"X\"}}"), ACTIVITIES(ONE ",{\"number\":999999,\"title\":{\"fr\":\"Y\"}}"),
		    ACTIVITIES(ONE ",{\"number\":2,\"title\":{\"fr\":\"X\"}},{\"number\":999999,\"title\":{\"fr\":\"Y\"}}") },
		{ ACTIVITIES(ONE "," TWO "," THREE), ACTIVITIES(TWO "," ONE "," THREE), ACTIVITIES(ONE "," THREE "," TWO),
		    ACTIVITIES(ONE "," THREE "," TWO) " ! activities: Un\nDeux\nTrois | Un\nTrois\nDeux | Deux\nUn\nTrois" },
		/* both moved the same ones the same way, and put two new ones each in an order of their own */
		{ ACTIVITIES(ONE "," TWO), ACTIVITIES(TWO "," ONE "," THREE "," FOUR), ACTIVITIES(TWO "," ONE "," FOUR "," THREE), ACTIVITIES(TWO "," ONE "," FOUR "," THREE) },
		/* arrays meet element by element */
		{ PARTNERS(PARTNER("B")), PARTNERS(PARTNER("B") "," PARTNER("D")), PARTNERS(PARTNER("A") "," PARTNER("B") "," PARTNER("C")),
		    PARTNERS(PARTNER("A") "," PARTNER("B") "," PARTNER("C") "," PARTNER("D")) },
		{ PARTNERS(PARTNER("A") "," PARTNER("B") "," PARTNER("C")), PARTNERS(PARTNER("A") "," PARTNER("B")), PARTNERS(NETWORK("A") "," PARTNER("B") "," PARTNER("C")),
		    PARTNERS(NETWORK("A") "," PARTNER("B")) },
		{ PARTNERS(PARTNER("A") "," PARTNER("B")), PARTNERS(NETWORK("A") "," PARTNER("C")), PARTNERS("{\"name\":\"A\",\"relation\":\"partner\",\"country\":\"SN\"}," PARTNER("B")),
		    PARTNERS("{\"name\":\"A\",\"relation\":\"partner\",\"country\":\"SN\"}," PARTNER("C")) " ! partners: A | A, SN | A, network" },
		{ PARTNERS(PARTNER("A") "," PARTNER("B")), PARTNERS(PARTNER("B")), PARTNERS(NETWORK("A") "," PARTNER("B")),
		    PARTNERS(NETWORK("A") "," PARTNER("B")) " ! partners: A | A, network | -" },
		{ PARTNERS(PARTNER("A") "," PARTNER("A")), PARTNERS(PARTNER("A")), PARTNERS(PARTNER("A") "," PARTNER("A") "," PARTNER("B")),
		    PARTNERS(PARTNER("A") "," PARTNER("A") "," PARTNER("B")) " ! partners: A\nA | A\nA\nB | A" },
		{ N ",\"partner_groups\":[{\"type\":\"school\",\"count\":7}]", N ",\"partner_groups\":[{\"type\":\"school\",\"count\":8}]",
		    N ",\"partner_groups\":[{\"type\":\"school\",\"count\":7},{\"type\":\"trade-union\",\"count\":1}]",
		    N ",\"partner_groups\":[{\"type\":\"school\",\"count\":8},{\"type\":\"trade-union\",\"count\":1}]" },
		/* lines that either side placed are placed */
		{ N ",\"unplaced\":[{\"line\":1,\"text\":\"x\"},{\"line\":2,\"text\":\"y\"},{\"line\":3,\"text\":\"z\"}]",
		    N ",\"unplaced\":[{\"line\":2,\"text\":\"y\"},{\"line\":3,\"text\":\"z\"}]",
		    N ",\"unplaced\":[{\"line\":1,\"text\":\"x\"},{\"line\":2,\"text\":\"y\"}]", N ",\"unplaced\":[{\"line\":2,\"text\":\"y\"}]" },
	};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
		assert_string_equal(merged_says(*state, CASES[i][0], CASES[i][1], CASES[i][2], NULL, NULL), CASES[i][3]);
}

/* arg: the paths that are wanted, each between spaces. */
static bool
takes_these(void *arg, const char *path)
{
	const char *at = strstr(arg, path);

	return at != NULL && at[-1] == ' ' && at[strlen(path)] == ' ';
}

static void
only_wanted_parts_are_taken(void **state)
{
	/* wanted, base, theirs, ours, what comes out */
	static const char *const CASES[][5] = {
		{ " phone ", N, "\"name\":{\"fr\":\"B\"},\"phone\":\"1\"", N, N ",\"phone\":\"1\"" },
		{ " name.nl ", N, "\"name\":{\"fr\":\"B\",\"nl\":\"C\"}", N, "\"name\":{\"fr\":\"A\",\"nl\":\"C\"}" },
		{ " name.fr ", N, "\"name\":{\"nl\":\"C\"}", N, N " ! name.fr: A | A | -" },
		{ " activities.3 ", ACTIVITIES(ONE), ACTIVITIES(TWO "," THREE), ACTIVITIES(ONE), ACTIVITIES(ONE "," THREE) },
		{ " activities.1 ", ACTIVITIES(ONE), ACTIVITIES(TWO "," THREE), ACTIVITIES(ONE), N },
		{ " activities ", ACTIVITIES(ONE "," TWO), ACTIVITIES(THREE "," TWO "," ONE), ACTIVITIES(ONE "," TWO), ACTIVITIES(TWO "," ONE) },
		{ " activities.3 ", ACTIVITIES(ONE "," TWO), ACTIVITIES(THREE "," TWO "," ONE), ACTIVITIES(ONE "," TWO), ACTIVITIES(THREE "," ONE "," TWO) },
		{ " activities.2 ", ACTIVITIES(ONE), ACTIVITIES(ONE "," TWO), ACTIVITIES(ONE ",{\"number\":2,\"title\":{\"fr\":\"Autre\"}}"),
		    ACTIVITIES(ONE ",{\"number\":2,\"title\":{\"fr\":\"Autre\"}},{\"number\":3,\"title\":{\"fr\":\"Deux\"}}") },
		{ " phone ", N, "\"name\":{\"fr\":\"B\"}", "\"name\":{\"fr\":\"C\"}", "\"name\":{\"fr\":\"C\"}" },
		{ " phone ", ACTIVITIES(ONE), ACTIVITIES("{\"number\":1,\"title\":{\"fr\":\"Une\"}}"), N, N },
	};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
		assert_string_equal(merged_says(*state, CASES[i][1], CASES[i][2], CASES[i][3], takes_these, mem_strdup(*state, CASES[i][0])), CASES[i][4]);
}

static void
activities_that_share_a_number_are_one_value(void **state)
{
	void *ctx = *state;

	assert_string_equal(told(ctx, ACTIVITIES(ONE), ACTIVITIES(ONE "," ONE)), "changed activities: Un -> Un\nUn");
	assert_string_equal(merged_says(ctx, ACTIVITIES(ONE), ACTIVITIES(ONE "," ONE), ACTIVITIES(ONE), NULL, NULL), ACTIVITIES(ONE "," ONE));
	assert_string_equal(merged_says(ctx, ACTIVITIES(ONE), ACTIVITIES(ONE "," ONE), ACTIVITIES(TWO), NULL, NULL), ACTIVITIES(TWO) " ! activities: Un | Deux | Un\nUn");
}

static void
the_result_has_arrays_of_its_own(void **state)
{
	void *ctx = *state;
	const char *json = PARTNERS(PARTNER("A")) ",\"languages\":[\"fr\"],\"activities\":[{\"number\":1,\"title\":{\"fr\":\"Un\"},\"facets\":{\"theme\":[\"food\"]}}]";
	struct organisation base = parsed(ctx, json);
	struct merged m = merged(ctx, some_vocabularies(ctx), &base, &base, &base, NULL, NULL);

	base.partners[0].name = "B";
	base.languages.code[0] = "nl";
	base.activities[0].facets.of[VOCABULARY_THEME].code[0] = "peace";
	assert_string_equal(document_print(ctx, &m.org, DOCUMENT_CONTENT), m.print);
}

static void
ten_thousand_lines_are_merged(void **state)
{
	void *ctx = *state;
	enum { LINES = 10000 };
	struct unplaced *lines = MEM_ARRAY(ctx, struct unplaced, LINES);
	struct organisation base = parsed(ctx, N), changed, current;
	struct merged m;

	for (int i = 0; i < LINES; i++)
		lines[i] = (struct unplaced){ i + 1, "ligne" };
	base.unplaced = lines;
	base.unplaced_count = LINES;
	changed = current = base;
	changed.unplaced++;
	changed.unplaced_count--;
	current.unplaced_count--;
	m = merged(ctx, some_vocabularies(ctx), &base, &changed, &current, NULL, NULL);
	assert_int_equal(m.conflicts.count, 0);
	assert_int_equal(m.org.unplaced_count, LINES - 2);
	assert_int_equal(m.org.unplaced[0].line, 2);
}

static void
what_must_hold_holds_of_any_documents(void **state)
{
	enum { ROUNDS = 3000 };

	for (unsigned i = 1; i <= ROUNDS; i++) {
		struct dice dice = { .ctx = mem_new(*state), .seed = i * UINT64_C(0x9e3779b97f4a7c15) };
		const char *fault;

		dice.all = some_vocabularies(dice.ctx);
		fault = merging_fault(&dice);
		if (fault != NULL)
			fail_msg("round %u: %s", i, fault);
		mem_free(dice.ctx);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_pool(each_part_is_told_by_its_path),
		in_pool(terms_are_told_by_their_labels),
		in_pool(the_envelope_is_no_part),
		in_pool(two_changes_meet_or_do_not),
		in_pool(only_wanted_parts_are_taken),
		in_pool(activities_that_share_a_number_are_one_value),
		in_pool(the_result_has_arrays_of_its_own),
		in_pool(ten_thousand_lines_are_merged),
		in_pool(what_must_hold_holds_of_any_documents),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("change", tests, NULL, NULL);
}
