/* text/document: what goes in comes out, and what is wrong is named. */
#include "base/buf.h"
#include "text/document.h"
#include "text/record.h"
#include "unit.h"
#include "vocabularies.h"

/* Every member that the format knows, in the order in which they are written. */
static const char CONTENT[] =
    "\"name\":{\"fr\":\"Pont de cordes\",\"en\":\"Rope Bridge\"},\"acronym\":\"PdC\",\"former_names\":[{\"name\":\"La Corde\",\"until\":\"2019-06\"},{\"name\":\"Corde\"}],"
    "\"enterprise_number\":\"0123.456.749\",\"summary\":{\"fr\":\"Une école de ponts.\"},\"address\":{\"street\":\"Rue du Pont 12\",\"postcode\":\"5000\",\"locality\":\"Namur\",\"country\":\"BE\","
    "\"line\":\"Rue du Pont 12, 5000 Namur\"},\"website\":\"https://pont.example/\",\"email\":\"info@pont.example\",\"phone\":\"+32 81 00 00 00\",\"languages\":[\"fr\",\"nl\"],"
    "\"mission_north\":{\"fr\":\"Relier.\\n\\n- un\\n- deux\"},\"mission\":{\"nl\":\"Verbinden\"},\"history\":{\"fr\":\"- **1998** fondée\"},"
    "\"branches\":[{\"name\":{\"fr\":\"Antenne\"},\"street\":\"Quai 1\",\"postcode\":\"4000\",\"locality\":\"Liège\",\"phone\":\"04 000\",\"email\":\"liege@pont.example\"}],"
    "\"facets\":{\"activity_type\":[\"education\"],\"theme\":[\"peace\",\"food\"],\"audience\":[\"teachers\"],\"partner_type\":[\"school\"],\"zone\":[\"namur\"]},"
    "\"activities\":[{\"number\":3,\"title\":{\"fr\":\"Le pont\"},\"description\":{\"fr\":\"Texte\"},\"facets\":{\"theme\":[\"climate\"]},"
    "\"dates\":{\"starts_on\":\"2026-11-02\",\"ends_on\":\"2026-11-06\"},\"place\":\"Sous le pont\",\"price\":{\"fr\":\"5 euros\"},\"languages\":[\"nl\"],"
    "\"email\":\"pont@pont.example\",\"phone\":\"081 00\",\"website\":\"https://pont.example/pont\"},{\"number\":1,\"title\":{\"de\":\"Zwei\"}}],"
    "\"partner_groups\":[{\"type\":\"trade-union\",\"count\":7}],"
    "\"partners\":[{\"name\":\"Autre\",\"organisation\":\"autre-rive\",\"type\":\"cooperative\",\"relation\":\"network\",\"country\":\"SN\"},{\"name\":\"Encore\",\"relation\":\"partner\"}],"
    "\"unplaced\":[{\"line\":12,\"text\":\"une ligne\\tperdue\"}]}";
static const char START[] = "{\"format\":\"annuaire/1\",";
static const char ENVELOPE[] = "\"slug\":\"pont-de-cordes\",\"updated_on\":\"2026-10-14\",\"confirmed_on\":\"2026-10-20\",\"former_slugs\":[\"la-corde\",\"corde\"],";

static void
parsed(void *ctx, const char *json, struct organisation *org)
{
	const char *why = NULL;

	if (document_parse(ctx, json, strlen(json), org, &why) != OK)
		fail_msg("%s", why);
}

static void
every_member_is_read(void **state)
{
	void *ctx = *state;
	struct organisation org;

	parsed(ctx, mem_printf(ctx, "%s%s%s", START, ENVELOPE, CONTENT), &org);
	assert_string_equal(org.slug, "pont-de-cordes");
	assert_string_equal(org.updated_on, "2026-10-14");
	assert_string_equal(org.confirmed_on, "2026-10-20");
	assert_int_equal(org.former_slugs.count, 2);
	assert_string_equal(org.former_slugs.code[1], "corde");
	assert_string_equal(org.name.in[LANG_FR], "Pont de cordes");
	assert_string_equal(org.name.in[LANG_EN], "Rope Bridge");
	assert_null(org.name.in[LANG_NL]);
	assert_string_equal(org.acronym, "PdC");
	assert_int_equal(org.former_name_count, 2);
	assert_string_equal(org.former_names[0].until, "2019-06");
	assert_null(org.former_names[1].until);
	assert_string_equal(org.summary.in[LANG_FR], "Une école de ponts.");
	assert_string_equal(org.address.street, "Rue du Pont 12");
	assert_string_equal(org.address.postcode, "5000");
	assert_string_equal(org.address.locality, "Namur");
	assert_string_equal(org.address.country, "BE");
	assert_string_equal(org.address.line, "Rue du Pont 12, 5000 Namur");
	assert_string_equal(org.website, "https://pont.example/");
	assert_string_equal(org.email, "info@pont.example");
	assert_string_equal(org.phone, "+32 81 00 00 00");
	assert_int_equal(org.languages.count, 2);
	assert_string_equal(org.languages.code[1], "nl");
	assert_string_equal(org.mission_north.in[LANG_FR], "Relier.\n\n- un\n- deux");
	assert_string_equal(org.mission.in[LANG_NL], "Verbinden");
	assert_string_equal(org.history.in[LANG_FR], "- **1998** fondée");
	assert_int_equal(org.branch_count, 1);
	assert_string_equal(org.branches[0].name.in[LANG_FR], "Antenne");
	assert_string_equal(org.branches[0].address.locality, "Liège");
	assert_string_equal(org.branches[0].email, "liege@pont.example");
	assert_string_equal(org.facets.of[VOCABULARY_THEME].code[1], "food");
	assert_string_equal(org.facets.of[VOCABULARY_ZONE].code[0], "namur");
	assert_int_equal(org.activity_count, 2);
	assert_int_equal(org.activities[0].number, 3);
	assert_string_equal(org.activities[0].description.in[LANG_FR], "Texte");
	assert_string_equal(org.activities[0].facets.of[VOCABULARY_THEME].code[0], "climate");
	assert_string_equal(org.activities[1].title.in[LANG_DE], "Zwei");
	assert_int_equal(org.partner_group_count, 1);
	assert_int_equal(org.partner_groups[0].count, 7);
	assert_int_equal(org.partner_count, 2);
	assert_int_equal(org.partners[0].relation, RELATION_NETWORK);
	assert_string_equal(org.partners[0].organisation, "autre-rive");
	assert_string_equal(org.partners[0].country, "SN");
	assert_int_equal(org.partners[1].relation, RELATION_PARTNER);
	assert_int_equal(org.unplaced_count, 1);
	assert_int_equal(org.unplaced[0].line, 12);
	assert_string_equal(org.unplaced[0].text, "une ligne\tperdue");
}

static void
what_is_read_is_written_byte_by_byte(void **state)
{
	void *ctx = *state;
	char *json = mem_printf(ctx, "%s%s%s", START, ENVELOPE, CONTENT);
	struct organisation org;

	parsed(ctx, json, &org);
	assert_string_equal(document_print(ctx, &org, DOCUMENT_ENVELOPE), json);
	assert_string_equal(document_print(ctx, &org, DOCUMENT_CONTENT), mem_printf(ctx, "%s%s", START, CONTENT));
}

static void
a_record_says_the_same(void **state)
{
	void *ctx = *state;
	struct organisation org, again;
	const char *record;
	size_t len;

	parsed(ctx, mem_printf(ctx, "%s%s%s", START, ENVELOPE, CONTENT), &org);
	record = record_write(ctx, &org, &len);
	assert_int_equal(record_read(ctx, record, len, &again), OK);
	assert_string_equal(document_print(ctx, &again, DOCUMENT_CONTENT), mem_printf(ctx, "%s%s", START, CONTENT));
	assert_null(again.slug);	/* the envelope is not part of it */
	parsed(ctx, "{\"format\":\"annuaire/1\",\"name\":{\"de\":\"A\"}}", &org);
	record = record_write(ctx, &org, &len);
	assert_int_equal(record_read(ctx, record, len, &again), OK);
	assert_string_equal(again.name.in[LANG_DE], "A");
	assert_null(again.acronym);
	assert_int_equal(again.activity_count, 0);
}

static void
a_record_cut_short_or_of_another_version_is_refused(void **state)
{
	void *ctx = *state;
	struct organisation org, again;
	const char *record;
	char *other;
	size_t len;

	parsed(ctx, mem_printf(ctx, "%s%s", START, CONTENT), &org);
	record = record_write(ctx, &org, &len);
	for (size_t cut = 0; cut < len; cut++)
		assert_int_equal(record_read(ctx, mem_copy(ctx, record, cut), cut, &again), ERR_INTERNAL);
	other = mem_copy(ctx, record, len);
	other[strlen(other) - 1] = '0';
	assert_int_equal(record_read(ctx, other, len, &again), ERR_INTERNAL);
	other = mem_zero(ctx, len + 1);
	memcpy(other, record, len);
	assert_int_equal(record_read(ctx, other, len + 1, &again), ERR_INTERNAL);
}

static void
the_pretty_form_is_the_same_document(void **state)
{
	void *ctx = *state;
	char *json = mem_printf(ctx, "%s%s%s", START, ENVELOPE, CONTENT), *pretty;
	struct organisation org, again;

	parsed(ctx, json, &org);
	pretty = document_print(ctx, &org, DOCUMENT_PRETTY);
	assert_non_null(strstr(pretty, "\n\t\"name\":"));
	parsed(ctx, pretty, &again);
	assert_string_equal(document_print(ctx, &again, DOCUMENT_ENVELOPE), json);
}

static void
the_order_of_members_does_not_matter(void **state)
{
	void *ctx = *state;
	struct organisation org;

	parsed(ctx, " {\"phone\":\"1\", \"name\":{\"en\":\"B\",\"fr\":\"A\"},\"acronym\":\"C\",\"format\":\"annuaire/1\"}\r\n ", &org);
	assert_string_equal(document_print(ctx, &org, DOCUMENT_CONTENT), "{\"format\":\"annuaire/1\",\"name\":{\"fr\":\"A\",\"en\":\"B\"},\"acronym\":\"C\",\"phone\":\"1\"}");
}

static void
what_is_empty_is_absent(void **state)
{
	void *ctx = *state;
	struct organisation org;

	parsed(ctx, "{\"format\":\"annuaire/1\",\"name\":{\"fr\":\"A\",\"nl\":\"\"},\"acronym\":\"\",\"address\":{},\"languages\":[],\"facets\":{\"theme\":[]},\"activities\":[],"
	    "\"mission\":{\"fr\":\"\"},\"partners\":[]}", &org);
	assert_null(org.acronym);
	assert_true(text_empty(&org.mission));
	assert_string_equal(document_print(ctx, &org, DOCUMENT_PRETTY), "{\n\t\"format\":\t\"annuaire/1\",\n\t\"name\":\t{\n\t\t\"fr\":\t\"A\"\n\t}\n}");
}

static void
signs_survive_json(void **state)
{
	void *ctx = *state;
	struct organisation org, again;

	parsed(ctx, "{\"format\":\"annuaire/1\",\"name\":{\"fr\":\"\\u00e9\\ud83c\\udf0d\\\"\\\\\\/ <b>\"}}", &org);
	assert_string_equal(org.name.in[LANG_FR], "é🌍\"\\/ <b>");
	parsed(ctx, document_print(ctx, &org, DOCUMENT_CONTENT), &again);
	assert_string_equal(again.name.in[LANG_FR], org.name.in[LANG_FR]);
}

#define MINIMAL(more) "{\"format\":\"annuaire/1\",\"name\":{\"fr\":\"A\"}" more "}"

static void
what_is_no_document_is_refused_with_its_place(void **state)
{
	static const struct {
		const char *json, *why;
	} cases[] = {
		{ "", "byte 1: not JSON" },
		{ "{", "byte 1: not JSON" },
		{ "{\"format\":\"annuaire/1\",\"name\":{\"fr\":\"\xe9\"}}", "byte 38: not UTF-8" },
		{ MINIMAL("") "x", "byte 42: not JSON" },
		{ MINIMAL("") MINIMAL(""), "byte 42: not JSON" },
		{ "[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", "the document is nested deeper than 16" },
		{ MINIMAL(",\"acronym\":\"a\\u0000b\""), "the document has a NUL character" },
		{ "[]", "the document: expected an object" },
		{ "\"annuaire/1\"", "the document: expected an object" },
		{ "{\"name\":{\"fr\":\"A\"}}", "format: expected \"annuaire/1\"" },
		{ "{\"format\":\"annuaire/2\",\"name\":{\"fr\":\"A\"}}", "format: expected \"annuaire/1\"" },
		{ "{\"format\":1}", "format: expected \"annuaire/1\"" },
		{ "{\"format\":\"annuaire/1\"}", "name: is missing" },
		{ "{\"format\":\"annuaire/1\",\"name\":{\"fr\":\"\"}}", "name: is missing" },
		{ "{\"format\":\"annuaire/1\",\"name\":\"A\"}", "name: expected an object with a text for each language" },
		{ "{\"format\":\"annuaire/1\",\"name\":{\"es\":\"A\"}}", "name: expected texts under fr, nl, de or en" },
		{ "{\"format\":\"annuaire/1\",\"name\":{\"fr\":1}}", "name: expected texts under fr, nl, de or en" },
		{ "{\"format\":\"annuaire/1\",\"name\":{\"fr\":\"A\",\"fr\":\"B\"}}", "name.fr: is given twice" },
		{ MINIMAL(",\"nmae\":1"), "nmae: no such member in this format" },
		{ MINIMAL(",\"Acronym\":\"A\""), "Acronym: no such member in this format" },
		{ MINIMAL(",\"acronym\":null"), "acronym: expected a string" },
		{ MINIMAL(",\"acronym\":\"A\",\"acronym\":\"B\""), "acronym: is given twice" },
		{ MINIMAL(",\"address\":[]"), "address: expected an object" },
		{ MINIMAL(",\"address\":{\"city\":\"X\"}"), "address.city: no such member in this format" },
		{ MINIMAL(",\"languages\":\"fr\""), "languages: expected an array of strings" },
		{ MINIMAL(",\"facets\":{\"theme\":[1]}"), "facets.theme: expected an array of strings" },
		{ MINIMAL(",\"activities\":{}"), "activities: expected an array" },
		{ MINIMAL(",\"activities\":[{},7]"), "activities[2]: expected an object" },
		{ MINIMAL(",\"activities\":[{},{},{\"title\":\"A\"}]"), "activities[3].title: expected an object with a text for each language" },
		{ MINIMAL(",\"activities\":[{\"number\":1.5}]"), "activities[1].number: expected a whole number" },
		{ MINIMAL(",\"activities\":[{\"number\":1e300}]"), "activities[1].number: expected a whole number" },
		{ MINIMAL(",\"activities\":[{\"number\":\"1\"}]"), "activities[1].number: expected a whole number" },
		{ MINIMAL(",\"activities\":[{\"facets\":{\"theme\":7}}]"), "activities[1].facets.theme: expected an array of strings" },
		{ MINIMAL(",\"partners\":[{\"relation\":\"friend\"}]"), "partners[1].relation: expected \"partner\" or \"network\"" },
	};
	void *ctx = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct organisation org;
		const char *why = NULL;

		if (document_parse(ctx, cases[i].json, strlen(cases[i].json), &org, &why) != ERR_INVALID)
			fail_msg("taken: %s", cases[i].json);
		assert_string_equal(why, cases[i].why);
	}
}

static void
the_length_is_kept_to(void **state)
{
	static const char json[] = MINIMAL("") "garbage";
	struct organisation org;
	const char *why;

	assert_int_equal(document_parse(*state, json, sizeof(MINIMAL("")) - 1, &org, &why), OK);
	assert_int_equal(document_parse(*state, json, sizeof(MINIMAL("")) - 2, &org, &why), ERR_INVALID);
	assert_int_equal(document_parse(*state, "{}\0", 3, &org, &why), ERR_INVALID);
}

/* Brackets inside strings are no nesting. */
static void
a_text_may_hold_any_sign(void **state)
{
	struct organisation org;

	parsed(*state, MINIMAL(",\"acronym\":\"[[[[[[[[[[[[[[[[[[[[\\\"{{{{{{{{{{{{{{{{{{\""), &org);
	assert_string_equal(org.acronym, "[[[[[[[[[[[[[[[[[[[[\"{{{{{{{{{{{{{{{{{{");
}

static void
a_true_document_passes_the_check(void **state)
{
	void *ctx = *state;
	struct organisation org;
	const char *why = NULL;

	parsed(ctx, mem_printf(ctx, "%s%s%s", START, ENVELOPE, CONTENT), &org);
	if (document_check(ctx, &org, some_vocabularies(ctx), &why) != OK)
		fail_msg("%s", why);
}

/* The document with these members added is refused for this reason; NULL: it is taken. */
static void
check_says(void *ctx, const char *members, const char *expected)
{
	char *json = mem_printf(ctx, MINIMAL("%s%s"), *members == '\0' ? "" : ",", members);
	struct organisation org;
	const char *why = NULL;
	enum err e;

	parsed(ctx, json, &org);
	e = document_check(ctx, &org, some_vocabularies(ctx), &why);
	if (expected == NULL && e != OK)
		fail_msg("%s refused: %s", members, why);
	if (expected != NULL && e != ERR_INVALID)
		fail_msg("taken: %s", members);
	if (expected != NULL)
		assert_string_equal(why, expected);
}

static void
what_types_cannot_say_is_checked(void **state)
{
	static const struct {
		const char *members, *why;
	} cases[] = {
		{ "", NULL },
		{ "\"slug\":\"a-1\"", NULL },
		{ "\"slug\":\"A\"", "slug: must be of small letters, digits and hyphens, at most 80" },
		{ "\"slug\":\"../x\"", "slug: must be of small letters, digits and hyphens, at most 80" },
		{ "\"former_slugs\":[\"a\",\"b c\"]", "former_slugs[2]: must be of small letters, digits and hyphens, at most 80" },
		{ "\"former_slugs\":[\"a\",\"a\"]", "former_slugs[2]: is given twice" },
		{ "\"updated_on\":\"2024-02-29\"", NULL },
		{ "\"updated_on\":\"2026-02-29\"", "updated_on: must be a date like 2026-10-31" },
		{ "\"updated_on\":\"2026-10\"", "updated_on: must be a date like 2026-10-31" },
		{ "\"confirmed_on\":\"2026-13-01\"", "confirmed_on: must be a date like 2026-10-31" },
		{ "\"confirmed_on\":\"31/10/2026\"", "confirmed_on: must be a date like 2026-10-31" },
		{ "\"former_names\":[{\"name\":\"A\",\"until\":\"2019\"}]", NULL },
		{ "\"former_names\":[{\"name\":\"A\",\"until\":\"2019-00\"}]", "former_names[1].until: must be like 2019, 2019-06 or 2019-06-30" },
		{ "\"former_names\":[{\"until\":\"2019\"}]", "former_names[1].name: is missing" },
		{ "\"acronym\":\"two\\nlines\"", "acronym: must be one line" },
		{ "\"acronym\":\"a\\u001bb\"", "acronym: has control characters" },
		{ "\"acronym\":\"  \"", "acronym: is blank" },
		{ "\"summary\":{\"nl\":\"a\\tb\"}", "summary.nl: must be one line" },
		{ "\"mission\":{\"fr\":\"a\\n\\nb\\tc\"}", NULL },
		{ "\"mission\":{\"fr\":\"a\\u0007\"}", "mission.fr: has control characters" },
		{ "\"website\":\"http://a.example\"", NULL },
		{ "\"website\":\"javascript:alert(1)\"", "website: must be like https://www.example.org" },
		{ "\"website\":\"//a.example\"", "website: must be like https://www.example.org" },
		{ "\"website\":\"https://\"", "website: must be like https://www.example.org" },
		{ "\"website\":\"https:///path\"", "website: must be like https://www.example.org" },
		{ "\"website\":\"https://bank.example@evil.example/\"", "website: must be like https://www.example.org" },
		{ "\"website\":\"https://a.example/ b\"", "website: must be like https://www.example.org" },
		{ "\"website\":\"https://a.example/\\\"><script>\"", "website: must be like https://www.example.org" },
		{ "\"enterprise_number\":\"0123.456.789\"", "enterprise_number: must be an enterprise number like 0123.456.749, with its check digits" },
		{ "\"enterprise_number\":\"0123456749\"", "enterprise_number: must be an enterprise number like 0123.456.749, with its check digits" },
		{ "\"enterprise_number\":\"2123.456.749\"", "enterprise_number: must be an enterprise number like 0123.456.749, with its check digits" },
		{ "\"activities\":[{\"number\":1,\"title\":{\"fr\":\"A\"},\"dates\":{\"starts_on\":\"2026-11-06\",\"ends_on\":\"2026-11-02\"}}]", "activities[1].dates.ends_on: is before starts_on" },
		{ "\"activities\":[{\"number\":1,\"title\":{\"fr\":\"A\"},\"dates\":{\"starts_on\":\"2026-11\"}}]", "activities[1].dates.starts_on: must be a date like 2026-10-31" },
		{ "\"email\":\"a@b@c.example\"", "email: must be like info@example.org" },
		{ "\"email\":\"@c.example\"", "email: must be like info@example.org" },
		{ "\"email\":\"a@example\"", "email: must be like info@example.org" },
		{ "\"email\":\"a b@c.example\"", "email: must be like info@example.org" },
		{ "\"branches\":[{\"email\":\"x\"}]", "branches[1].email: must be like info@example.org" },
		{ "\"branches\":[{\"country\":\"XX\"}]", "branches[1].country: must be a country code like BE" },
		{ "\"address\":{\"country\":\"be\"}", "address.country: must be a country code like BE" },
		{ "\"languages\":[\"fr\",\"es\"]", "languages[2]: must be fr, nl, de or en" },
		{ "\"facets\":{\"theme\":[\"food\",\"fodo\"]}", "facets.theme[2]: the vocabulary theme has no \"fodo\"" },
		{ "\"facets\":{\"theme\":[\"food\",\"food\"]}", "facets.theme[2]: is given twice" },
		{ "\"facets\":{\"zone\":[\"food\"]}", "facets.zone[1]: the vocabulary zone has no \"food\"" },
		{ "\"activities\":[{\"number\":1,\"title\":{\"fr\":\"A\"}},{\"number\":2,\"title\":{\"fr\":\"A\"}}]", NULL },
		{ "\"activities\":[{\"title\":{\"fr\":\"A\"}}]", "activities[1].number: must be from 1 to 999999" },
		{ "\"activities\":[{\"number\":-1,\"title\":{\"fr\":\"A\"}}]", "activities[1].number: must be from 1 to 999999" },
		{ "\"activities\":[{\"number\":1}]", "activities[1].title: is missing" },
		{ "\"activities\":[{\"number\":1,\"title\":{\"fr\":\"A\"}},{\"number\":1,\"title\":{\"fr\":\"B\"}}]", "activities[2]: another one has the same number" },
		{ "\"activities\":[{\"number\":1,\"title\":{\"fr\":\"A\"},\"facets\":{\"audience\":[\"x\"]}}]", "activities[1].facets.audience[1]: the vocabulary audience has no \"x\"" },
		{ "\"partner_groups\":[{\"type\":\"school\",\"count\":100000}]", NULL },
		{ "\"partner_groups\":[{\"type\":\"school\",\"count\":100001}]", "partner_groups[1].count: must be from 1 to 100000" },
		{ "\"partner_groups\":[{\"type\":\"school\"}]", "partner_groups[1].count: must be from 1 to 100000" },
		{ "\"partner_groups\":[{\"count\":1}]", "partner_groups[1].type: is missing" },
		{ "\"partner_groups\":[{\"type\":\"schools\",\"count\":1}]", "partner_groups[1].type: is not in the vocabulary partner_type" },
		{ "\"partner_groups\":[{\"type\":\"school\",\"count\":1},{\"type\":\"school\",\"count\":2}]", "partner_groups[2]: another one has the same type" },
		{ "\"partners\":[{\"country\":\"SN\"}]", "partners[1].name: is missing" },
		{ "\"partners\":[{\"name\":\"A\",\"organisation\":\"/a\"}]", "partners[1].organisation: must be of small letters, digits and hyphens, at most 80" },
		{ "\"partners\":[{\"name\":\"A\",\"type\":\"friend\"}]", "partners[1].type: is not in the vocabulary partner_type" },
		{ "\"partners\":[{\"name\":\"A\",\"country\":\"ZZ\"}]", "partners[1].country: must be a country code like BE" },
		{ "\"unplaced\":[{\"line\":1}]", "unplaced[1].text: is missing" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_says(*state, cases[i].members, cases[i].why);
}

/* count times what, separated by commas. */
static char *
repeat(void *ctx, const char *what, int count)
{
	struct buf b = buf_in(ctx);

	for (int i = 0; i < count; i++)
		buf_printf(&b, "%s%s", i == 0 ? "" : ",", what);
	return b.bytes;
}

/* count times é: as many characters, twice as many bytes. */
static char *
letters(void *ctx, int count)
{
	struct buf b = buf_in(ctx);

	for (int i = 0; i < count; i++)
		buf_puts(&b, "é");
	return b.bytes;
}

static void
limits_are_characters_and_elements(void **state)
{
	static const struct {
		const char *format;
		int limit;
		const char *why;
	} texts[] = {
		{ "\"acronym\":\"%s\"", 100, "acronym: longer than 100 characters" },
		{ "\"phone\":\"%s\"", 300, "phone: longer than 300 characters" },
		{ "\"summary\":{\"fr\":\"%s\"}", 300, "summary.fr: longer than 300 characters" },
		{ "\"history\":{\"fr\":\"%s\"}", 20000, "history.fr: longer than 20000 characters" },
		{ "\"activities\":[{\"number\":1,\"title\":{\"fr\":\"%s\"}}]", 200, "activities[1].title.fr: longer than 200 characters" },
		{ "\"unplaced\":[{\"line\":1,\"text\":\"%s\"}]", 102400, "unplaced[1].text: longer than 102400 characters" },
	};
	static const struct {
		const char *format, *element;
		int limit;
		const char *why;
	} arrays[] = {
		{ "\"branches\":[%s]", "{\"phone\":\"1\"}", 100, "branches: more than 100" },
		{ "\"partners\":[%s]", "{\"name\":\"A\"}", 500, "partners: more than 500" },
		{ "\"former_names\":[%s]", "{\"name\":\"A\"}", 20, "former_names: more than 20" },
	};
	void *ctx = *state;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		check_says(ctx, mem_printf(ctx, texts[i].format, letters(ctx, texts[i].limit)), NULL);
		check_says(ctx, mem_printf(ctx, texts[i].format, letters(ctx, texts[i].limit + 1)), texts[i].why);
	}
	for (size_t i = 0; i < sizeof(arrays) / sizeof(arrays[0]); i++) {
		check_says(ctx, mem_printf(ctx, arrays[i].format, repeat(ctx, arrays[i].element, arrays[i].limit)), NULL);
		check_says(ctx, mem_printf(ctx, arrays[i].format, repeat(ctx, arrays[i].element, arrays[i].limit + 1)), arrays[i].why);
	}
#pragma GCC diagnostic pop
}

static void
at_most_200_activities(void **state)
{
	void *ctx = *state;

	for (int count = 200; count <= 201; count++) {
		struct buf b = buf_in(ctx);

		for (int i = 1; i <= count; i++)
			buf_printf(&b, "%s{\"number\":%d,\"title\":{\"fr\":\"A\"}}", i == 1 ? "\"activities\":[" : ",", i);
		buf_putc(&b, ']');
		check_says(ctx, b.bytes, count == 200 ? NULL : "activities: more than 200");
	}
}

/* An operator is told the first fault, a form all of them. */
static void
all_faults_are_found(void **state)
{
	static const struct {
		const char *place;
		enum fault_kind kind;
	} EXPECTED[] = {
		{ "acronym", FAULT_BLANK }, { "former_names[2].name", FAULT_MISSING }, { "website", FAULT_URL }, { "languages[2]", FAULT_LANGUAGE }, { "branches[1].email", FAULT_EMAIL },
		{ "facets.theme[1]", FAULT_TERM },
	};
	void *ctx = *state;
	struct organisation org;
	struct faults faults;

	parsed(ctx, mem_printf(ctx, "%s\"name\":{\"fr\":\"A\"},\"acronym\":\" \",\"former_names\":[{\"name\":\"B\"},{\"until\":\"2019\"}],\"website\":\"a\",\"languages\":[\"fr\",\"xx\"],"
	    "\"branches\":[{\"email\":\"b\"}],\"facets\":{\"theme\":[\"fodo\"]}}", START), &org);
	faults = document_faults(ctx, &org, some_vocabularies(ctx));
	assert_int_equal(faults.count, sizeof(EXPECTED) / sizeof(EXPECTED[0]));
	for (size_t i = 0; i < faults.count; i++) {
		assert_string_equal(faults.fault[i].place, EXPECTED[i].place);
		assert_int_equal(faults.fault[i].kind, EXPECTED[i].kind);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_pool(every_member_is_read),
		in_pool(what_is_read_is_written_byte_by_byte),
		in_pool(a_record_says_the_same),
		in_pool(a_record_cut_short_or_of_another_version_is_refused),
		in_pool(the_pretty_form_is_the_same_document),
		in_pool(the_order_of_members_does_not_matter),
		in_pool(what_is_empty_is_absent),
		in_pool(signs_survive_json),
		in_pool(what_is_no_document_is_refused_with_its_place),
		in_pool(the_length_is_kept_to),
		in_pool(a_text_may_hold_any_sign),
		in_pool(a_true_document_passes_the_check),
		in_pool(what_types_cannot_say_is_checked),
		in_pool(limits_are_characters_and_elements),
		in_pool(at_most_200_activities),
		in_pool(all_faults_are_found),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
