/* Forms: fields with label, help, what was typed and what is wrong with it; and the summary of all that is wrong. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/secret.h"
#include "view/page.h"

/* The section of fields.tpl that shows a kind, and the type of its input element. */
static const struct {
	const char *section, *type;
} KIND[] = {
	[FIELD_LINE] = { "FIELD_INPUT", "text" },
	[FIELD_EMAIL] = { "FIELD_INPUT", "email" },
	[FIELD_TELEPHONE] = { "FIELD_INPUT", "tel" },
	[FIELD_URL] = { "FIELD_INPUT", "url" },
	[FIELD_DATE] = { "FIELD_INPUT", "date" },
	[FIELD_NUMBER] = { "FIELD_INPUT", "text" },
	[FIELD_PASSWORD] = { "FIELD_INPUT", "password" },
	[FIELD_ONE_TIME_CODE] = { "FIELD_INPUT", "text" },
	[FIELD_LINES] = { "FIELD_TEXTAREA", NULL },
	[FIELD_TEXT] = { "FIELD_TEXTAREA", NULL },
	[FIELD_ONE] = { "FIELD_SELECT", NULL },
	[FIELD_RADIO] = { "FIELD_OPTIONS", "radio" },
	[FIELD_SOME] = { "FIELD_OPTIONS", "checkbox" },
	[FIELD_HIDDEN] = { "FIELD_HIDDEN", NULL },
};

const char *
form_token(const struct view *view, const char *path)
{
	return view->form_key == NULL ? "" : secret_token(view->ctx, view->form_key, path);
}

void
set_form(const struct view *view, struct tpl *tpl, const char *path)
{
	tpl_set(tpl, "ACTION", path);
	tpl_set(tpl, "TOKEN", form_token(view, path));
}

/* The element that a field's name makes in the page: "activities[3].title.fr" becomes "f-activities-3-title-fr". */
static const char *
field_id(void *ctx, const struct field *field)
{
	char *id = mem_printf(ctx, "f-%s", field->name);

	for (char *c = id; *c != '\0'; c++)
		if (strchr("[].", *c) != NULL)
			*c = '-';
	return id;
}

static void
set_options(const struct view *view, struct tpl *tpl, const struct field *field, const char *id)
{
	for (size_t i = 0; i < field->option_count; i++) {
		const struct option *option = &field->options[i];
		struct tpl *row = tpl_row(tpl, "OPTION");

		tpl_set(row, "OPTION_ID", i == 0 ? id : mem_printf(view->ctx, "%s-%zu", id, i + 1));
		tpl_set(row, "OPTION_VALUE", option->value);
		tpl_set(row, "OPTION_LABEL", option->label);
		if (option->help != NULL)
			tpl_set(tpl_row(row, "OPTION_HELP"), "OPTION_HELP_TEXT", option->help);
		if (option->under)
			tpl_show(row, "OPTION_UNDER");
		if (option->chosen)
			tpl_show(row, "OPTION_CHOSEN");
	}
}

static void
set_field(const struct view *view, struct tpl *fields, const struct field *field)
{
	const char *id = field_id(view->ctx, field), *described = "";
	struct tpl *row = tpl_row(fields, "FIELD"), *control = tpl_row(row, KIND[field->kind].section);

	tpl_set(row, "FIELD_ID", id);
	tpl_set(row, "FIELD_NAME", field->name);
	tpl_set(row, "FIELD_LABEL", field->label);
	if (field->help != NULL) {
		tpl_set(tpl_row(control, "FIELD_HELP"), "FIELD_HELP_TEXT", field->help);
		described = mem_printf(view->ctx, "%s-help", id);
	}
	if (field->fault != NULL) {
		tpl_set(tpl_row(control, "FIELD_FAULT"), "FIELD_FAULT_TEXT", field->fault);
		tpl_show(control, "FIELD_WRONG");
		described = mem_printf(view->ctx, "%s%s%s-fault", described, *described == '\0' ? "" : " ", id);
	}
	if (*described != '\0')
		tpl_set(tpl_row(control, "FIELD_DESCRIBED"), "FIELD_DESCRIBED_BY", described);
	if (field->optional)
		tpl_show(control, "FIELD_OPTIONAL");
	if (field->limit > 0)
		tpl_setf(tpl_row(control, "FIELD_LIMIT"), "FIELD_LIMIT_NUMBER", "%d", field->limit);
	if (field->lang != NULL)
		tpl_set(tpl_row(control, "FIELD_LANG"), "FIELD_LANG_CODE", field->lang);
	if (field->autocomplete != NULL)
		tpl_set(tpl_row(control, "FIELD_AUTOCOMPLETE"), "FIELD_AUTOCOMPLETE_TOKEN", field->autocomplete);
	if (field->list != NULL)
		tpl_set(tpl_row(control, "FIELD_LIST"), "FIELD_LIST_ID", field->list);
	if (field->kind == FIELD_NUMBER || field->kind == FIELD_ONE_TIME_CODE)
		tpl_show(control, "FIELD_NUMERIC");
	tpl_set(control, "FIELD_ROWS", field->kind == FIELD_TEXT ? "14" : "4");
	if (field->kind == FIELD_TEXT)
		tpl_show(control, "FIELD_RICH");
	tpl_set(control, "FIELD_TYPE", KIND[field->kind].type);
	tpl_set(control, "FIELD_VALUE", field->value);
	set_options(view, control, field, id);
}

void
include_fields(const struct view *view, struct tpl *tpl, const char *key, const struct field *fields, size_t count)
{
	struct tpl *included = tpl_include(tpl, key, "fields.tpl");

	for (size_t i = 0; i < count; i++)
		set_field(view, included, &fields[i]);
}

void
include_faults(const struct view *view, struct tpl *tpl, const struct field *fields, size_t count)
{
	struct tpl *included;

	if (!form_has_faults(fields, count))
		return;
	included = tpl_include(tpl, "FAULTS", "faults.tpl");
	for (size_t i = 0; i < count; i++) {
		struct tpl *row;

		if (fields[i].fault == NULL)
			continue;
		row = tpl_row(included, "FAULT");
		tpl_set(row, "FAULT_ID", field_id(view->ctx, &fields[i]));
		tpl_set(row, "FAULT_LABEL", fields[i].label);
		tpl_set(row, "FAULT_TEXT", fields[i].fault);
	}
}
