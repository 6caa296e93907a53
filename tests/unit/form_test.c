/* text/form: a document as fields and back; rows added, moved and taken away; nothing but what the form is about changes. */
#include <stdlib.h>
#include <string.h>

#include "text/document.h"
#include "text/form.h"
#include "unit.h"

static const char DOCUMENT[] =
    "{\"format\":\"annuaire/1\",\"name\":{\"fr\":\"Pont de cordes\",\"en\":\"Rope Bridge\"},\"acronym\":\"PdC\",\"former_names\":[{\"name\":\"La Corde\",\"until\":\"2019-06\"},{\"name\":\"Corde\"}],"
    "\"enterprise_number\":\"0123.456.749\",\"summary\":{\"fr\":\"Une école.\"},\"address\":{\"street\":\"Rue du Pont 12\",\"locality\":\"Namur\",\"line\":\"Rue du Pont 12 Namur\"},"
    "\"website\":\"https://pont.example/\",\"languages\":[\"fr\",\"nl\"],\"mission\":{\"fr\":\"Relier.\\n\\n- un\\n- deux\\n\",\"nl\":\"Verbinden\"},"
    "\"branches\":[{\"name\":{\"fr\":\"Un\",\"nl\":\"Een\"},\"locality\":\"Liège\"},{\"name\":{\"fr\":\"Deux\"},\"phone\":\"04\"},{\"name\":{\"nl\":\"Drie\"}}],"
    "\"facets\":{\"theme\":[\"peace\",\"food\"],\"zone\":[\"namur\"]},"
    "\"activities\":[{\"number\":3,\"title\":{\"fr\":\"Le pont\"},\"facets\":{\"theme\":[\"climate\"]},\"price\":{\"fr\":\"gratuit\"},\"languages\":[\"nl\"]},{\"number\":7,\"title\":{\"de\":\"Zwei\"}}],"
    "\"partner_groups\":[{\"type\":\"school\",\"count\":7}],\"partners\":[{\"name\":\"Autre\",\"relation\":\"network\",\"country\":\"SN\"}],\"unplaced\":[{\"line\":2,\"text\":\"perdue\"}]}";

static const char *const NONE[] = { NULL };

static struct organisation
document(void *ctx)
{
	struct organisation org;
	const char *why;

	if (document_parse(ctx, DOCUMENT, sizeof(DOCUMENT) - 1, &org, &why) != OK)
		fail_msg("%s", why);
	return org;
}

/* What a browser sends of the fields. */
static struct parameter *
sent(void *ctx, const struct field *fields, size_t field_count, size_t *count)
{
	struct parameter *pairs = NULL;

	*count = 0;
	for (size_t i = 0; i < field_count; i++) {
		if (fields[i].kind != FIELD_SOME) {
			MEM_GROW(ctx, pairs, *count);
			pairs[(*count)++] = (struct parameter){ fields[i].name, fields[i].value == NULL ? "" : fields[i].value };
		}
		for (size_t o = 0; fields[i].kind == FIELD_SOME && o < fields[i].option_count; o++) {
			MEM_GROW(ctx, pairs, *count);
			pairs[(*count)++] = (struct parameter){ fields[i].name, fields[i].options[o].value };
		}
	}
	return pairs;
}

static void
set(struct parameter *pairs, size_t count, const char *name, const char *value)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(pairs[i].name, name) == 0) {
			pairs[i].value = value;
			return;
		}
	fail_msg("no field %s", name);
}

/* Sends the whole form of a scope after `change` was done to it, and prints what it makes. */
static const char *
made(void *ctx, const struct form_scope *scope, const char *action, void (*change)(struct parameter *pairs, size_t count))
{
	struct organisation base = document(ctx), org;
	size_t field_count, count;
	struct field *fields = form_fields(ctx, &base, scope, &field_count);
	struct parameter *pairs = sent(ctx, fields, field_count, &count);

	if (change != NULL)
		change(pairs, count);
	pairs = form_rows(ctx, scope, pairs, count, action, &count);
	assert_int_equal(form_read(ctx, &base, scope, pairs, count, NONE, &org), OK);
	return document_print(ctx, &org, DOCUMENT_CONTENT);
}

static const char *const ALL[] = { "name", "acronym", "former_names", "enterprise_number", "summary", "address", "website", "email", "phone", "languages", "mission_north", "mission", "history",
    "branches", "facets", "partner_groups", "partners", NULL };
static const char *const BRANCHES[] = { "branches", NULL }, *const SECOND[] = { "activities[2]", NULL }, *const NEW[] = { "activities[3]", NULL }, *const FACETS[] = { "facets", NULL },
    *const NAME[] = { "name", NULL };

/* A form that nobody touched changes nothing, to the last line end of a text; whatever language it is shown in. */
static void
an_untouched_form_changes_nothing(void **state)
{
	void *ctx = *state;
	struct organisation base = document(ctx);

	for (int l = 0; l < LANG_COUNT; l++) {
		assert_string_equal(made(ctx, &(struct form_scope){ ALL, (enum lang)l }, NULL, NULL), document_print(ctx, &base, DOCUMENT_CONTENT));
		assert_string_equal(made(ctx, &(struct form_scope){ SECOND, (enum lang)l }, NULL, NULL), document_print(ctx, &base, DOCUMENT_CONTENT));
	}
}

static void
edit_name(struct parameter *pairs, size_t count)
{
	set(pairs, count, "name.fr", "  Pont de bois \n");
}

static void
clear_name(struct parameter *pairs, size_t count)
{
	set(pairs, count, "name.fr", " ");
}

static void
a_text_is_of_one_language(void **state)
{
	void *ctx = *state;

	assert_non_null(strstr(made(ctx, &(struct form_scope){ NAME, LANG_FR }, NULL, edit_name), "\"name\":{\"fr\":\"Pont de bois\",\"en\":\"Rope Bridge\"}"));
	assert_non_null(strstr(made(ctx, &(struct form_scope){ NAME, LANG_FR }, NULL, clear_name), "\"name\":{\"en\":\"Rope Bridge\"}"));
}

static void
move_to_ghent(struct parameter *pairs, size_t count)
{
	set(pairs, count, "branches[2].locality", "Gent");
}

/* Rows keep what the form does not show of them wherever they go: here their Dutch names. */
static void
rows_are_moved_removed_and_changed(void **state)
{
	const struct form_scope scope = { BRANCHES, LANG_FR };
	void *ctx = *state;

	assert_non_null(strstr(made(ctx, &scope, NULL, move_to_ghent), "{\"name\":{\"fr\":\"Deux\"},\"locality\":\"Gent\",\"phone\":\"04\"}"));
	assert_non_null(strstr(made(ctx, &scope, "up:branches[2]", NULL), "\"branches\":[{\"name\":{\"fr\":\"Deux\"},\"phone\":\"04\"},{\"name\":{\"fr\":\"Un\",\"nl\":\"Een\"},\"locality\":\"Liège\"}"));
	assert_non_null(strstr(made(ctx, &scope, "down:branches[1]", NULL), "\"branches\":[{\"name\":{\"fr\":\"Deux\"}"));
	assert_non_null(strstr(made(ctx, &scope, "remove:branches[1]", NULL), "\"branches\":[{\"name\":{\"fr\":\"Deux\"},\"phone\":\"04\"}"));
}

static void
empty_the_second(struct parameter *pairs, size_t count)
{
	set(pairs, count, "branches[2].name.fr", "");
	set(pairs, count, "branches[2].phone", " ");
}

/* A row that was emptied says nothing, and goes; the Dutch branch, of which the French form shows nothing, stays. */
static void
emptied_rows_are_left_out(void **state)
{
	const struct form_scope scope = { BRANCHES, LANG_FR };
	void *ctx = *state;
	struct organisation org;
	const char *why;

	assert_int_equal(document_parse(ctx, made(ctx, &scope, NULL, empty_the_second), strlen(made(ctx, &scope, NULL, empty_the_second)), &org, &why), OK);
	assert_int_equal(org.branch_count, 3);
	form_trim(ctx, &org);
	assert_int_equal(org.branch_count, 2);
	assert_string_equal(org.branches[1].name.in[LANG_NL], "Drie");
}

static void
one_more_row_is_blank(void **state)
{
	const struct parameter pairs[] = { { "branches[1].was", "1" }, { "branches[1].phone", "1" }, { "branches[4].was", "" }, { "branches[4].phone", "" } };
	size_t count;
	struct parameter *rows = form_rows(*state, &(struct form_scope){ BRANCHES, LANG_FR }, pairs, 4, "add:branches", &count);

	assert_int_equal(count, 3);
	assert_string_equal(rows[2].name, "branches[2].was");
	assert_string_equal(rows[2].value, "");
}

/* A number that is typed is something, also 0. */
static void
a_row_of_naught_is_not_blank(void **state)
{
	const struct parameter pairs[] = { { "branches[1].was", "0" }, { "branches[1].name.fr", "" }, { "branches[2].was", "0" }, { "branches[2].phone", "0" } };
	size_t count;
	struct parameter *rows = form_rows(*state, &(struct form_scope){ BRANCHES, LANG_FR }, pairs, 4, NULL, &count);

	assert_int_equal(count, 2);
	assert_string_equal(rows[1].name, "branches[1].phone");
	assert_string_equal(rows[1].value, "0");
}

static void
call_it_three(struct parameter *pairs, size_t count)
{
	set(pairs, count, "activities[3].title.fr", "Trois");
	set(pairs, count, "activities[3].dates.starts_on", "2026-12-01");
}

static void
a_new_activity_gets_the_next_number(void **state)
{
	assert_non_null(strstr(made(*state, &(struct form_scope){ NEW, LANG_FR }, NULL, call_it_three),
	    "{\"number\":7,\"title\":{\"de\":\"Zwei\"}},{\"number\":8,\"title\":{\"fr\":\"Trois\"},\"dates\":{\"starts_on\":\"2026-12-01\"}}]"));
}

/* What is not ticked is not sent. */
static void
choices_are_as_sent(void **state)
{
	const struct parameter pairs[] = { { "facets.theme", "food" }, { "facets.audience", "teachers" }, { "facets.audience", "adults" } };
	void *ctx = *state;
	struct organisation base = document(ctx), org;

	assert_int_equal(form_read(ctx, &base, &(struct form_scope){ FACETS, LANG_FR }, pairs, 3, NONE, &org), OK);
	assert_non_null(strstr(document_print(ctx, &org, DOCUMENT_CONTENT), "\"facets\":{\"theme\":[\"food\"],\"audience\":[\"teachers\",\"adults\"]}"));
}

/* Nobody assigns what the form is not about, nor says one thing twice. */
static void
other_names_are_refused(void **state)
{
	static const char *const OTHERS[] = { "token", NULL };
	static const char *const FOREIGN[] = { "website", "name.nl", "name", "activities[1].number", "branches[1].was", "unplaced[1].text", "slug", "address.line", "" };
	struct parameter pairs[2] = { { "name.fr", "Pont" }, { "token", "x" } };
	void *ctx = *state;
	struct organisation base = document(ctx), org;

	assert_int_equal(form_read(ctx, &base, &(struct form_scope){ NAME, LANG_FR }, pairs, 2, OTHERS, &org), OK);
	for (size_t i = 0; i < sizeof(FOREIGN) / sizeof(FOREIGN[0]); i++) {
		pairs[1].name = FOREIGN[i];
		assert_int_equal(form_read(ctx, &base, &(struct form_scope){ NAME, LANG_FR }, pairs, 2, OTHERS, &org), ERR_BAD_REQUEST);
	}
	pairs[1].name = "name.fr";
	assert_int_equal(form_read(ctx, &base, &(struct form_scope){ NAME, LANG_FR }, pairs, 2, OTHERS, &org), ERR_BAD_REQUEST);
}

static void
patterns_have_neither_rows_nor_languages(void **state)
{
	assert_string_equal(form_pattern(*state, "name.fr"), "name");
	assert_string_equal(form_pattern(*state, "branches[12].email"), "branches[].email");
	assert_string_equal(form_pattern(*state, "activities[3].facets.theme"), "activities[].facets.theme");
	assert_string_equal(form_pattern(*state, "activities[3].title.nl"), "activities[].title");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_pool(an_untouched_form_changes_nothing),
		in_pool(a_text_is_of_one_language),
		in_pool(rows_are_moved_removed_and_changed),
		in_pool(emptied_rows_are_left_out),
		in_pool(one_more_row_is_blank),
		in_pool(a_row_of_naught_is_not_blank),
		in_pool(a_new_activity_gets_the_next_number),
		in_pool(choices_are_as_sent),
		in_pool(other_names_are_refused),
		in_pool(patterns_have_neither_rows_nor_languages),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
