/* The pages of those who edit: what is theirs, one organisation's forms, and each form. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/form.h"
#include "text/markdown.h"
#include "view/page.h"

static struct page
begin(const struct view *view, const char *file, const char *title)
{
	return page_begin(view, &(struct page_head){ .file = file, .title = title, .nav = NAV_EDIT, .has_search = true, .no_index = true });
}

static const char *
part_title(enum part part)
{
	switch (part) {
	case PART_IDENTITY: return tr("Names");
	case PART_CONTACT: return tr("Address and contact");
	case PART_TEXTS: return tr("Missions and history");
	case PART_FACETS: return tr("Profile in global citizenship education");
	case PART_BRANCHES: return tr("Local branches");
	case PART_PARTNERS: return tr("Partners and networks");
	default: return tr("Activity");
	}
}

void
set_edit_done(struct tpl *tpl, enum done done)
{
	const char *words[DONE_COUNT] = {
		[DONE_NOTHING] = tr("Nothing was changed, so nothing was saved."),
		[DONE_PUBLISHED] = tr("Saved. It is published: visitors see it within a minute."),
		[DONE_WAITING] = tr("Saved. The federation looks at it before it is published; the page stays as it is until then, and you will get an e-mail."),
		[DONE_BOTH] = tr("Saved. A part is published already; the federation looks at the rest first, and you will get an e-mail."),
		[DONE_CONFIRMED] = tr("Thank you: the page now says that you confirmed it today."),
		[DONE_WITHDRAWN] = tr("The pending changes are withdrawn."),
	};

	if (done > DONE_NOTHING_YET && done < DONE_COUNT)
		tpl_set(tpl_row(tpl, "DONE"), "DONE_TEXT", words[done]);
}

enum err
view_own(const struct view *view, const struct own_list *list, struct buf *html)
{
	struct page page = begin(view, "edit-own.tpl", tr("My pages"));
	struct tpl *tpl = page.main;

	if (list->all)
		tpl_set(tpl_row(tpl, "OWN_SEARCH"), "OWN_WORDS", list->words);
	for (size_t i = 0; i < list->row_count; i++) {
		const struct own_row *own = &list->rows[i];
		struct tpl *row = tpl_row(tpl, "OWN");

		tpl_set(row, "OWN_SLUG", own->slug);
		tpl_set(row, "OWN_NAME", own->name.words);
		tpl_set(row, "OWN_LANG", lang_code(own->name.lang));
		tpl_set(row, "OWN_UPDATED", mem_printf(view->ctx, tr("Updated on %s"), date_words(view->ctx, own->updated_on)));
		tpl_set(row, "OWN_CONFIRMED", own->confirmed_on == NULL ? tr("never confirmed") :
		    mem_printf(view->ctx, tr("confirmed on %s"), date_words(view->ctx, own->confirmed_on)));
		if (own->waits)
			tpl_show(row, "OWN_WAITS");
	}
	if (list->row_count == 0)
		tpl_set(tpl_row(tpl, "OWN_NONE"), "OWN_NONE_TEXT", list->all ? tr("No organisation has this in its name.") :
		    tr("Your account is not linked to an organisation yet. Write to the federation, which can do that."));
	if (list->cut)
		tpl_show(tpl, "OWN_CUT");
	return page_end(&page, html);
}

/* What a part says at a glance, and what is missing in it; NULL: nothing. */
static void
set_part_row(struct tpl *tpl, enum part part, const char *said, const char *missing)
{
	struct tpl *row = tpl_row(tpl, "PART");

	tpl_set(row, "PART_CODE", part_code(part));
	tpl_set(row, "PART_TITLE", part_title(part));
	if (said != NULL)
		tpl_set(tpl_row(row, "PART_SAID"), "PART_SAID_TEXT", said);
	if (missing != NULL)
		tpl_set(tpl_row(row, "PART_MISSING"), "PART_MISSING_TEXT", missing);
}

/* The languages in which a text is written: "French, Dutch"; NULL: none. */
static const char *
languages_of(const struct view *view, const struct text *text)
{
	const char *names = NULL;

	for (int l = 0; l < LANG_COUNT; l++)
		if (text->in[l] != NULL)
			names = names == NULL ? language_name(lang_code((enum lang)l)) : mem_printf(view->ctx, "%s, %s", names, language_name(lang_code((enum lang)l)));
	return names;
}

static void
set_parts(const struct view *view, struct tpl *tpl, const struct organisation *org)
{
	struct said name = text_for(&org->name, view->lang), mission = text_for(&org->mission, view->lang);
	const char *facets = NULL, *place = address_place(view->ctx, &org->address);
	size_t missing = 0;

	for (int v = 0; v < VOCABULARY_FACETS; v++) {
		if (org->facets.of[v].count > 0)
			facets = joined(view->ctx, facets, mem_printf(view->ctx, "%s %zu", facet_label((enum facet)v), org->facets.of[v].count));
		else
			missing++;
	}
	set_part_row(tpl, PART_IDENTITY, joined(view->ctx, name.words, org->acronym), text_for(&org->summary, view->lang).words != NULL ? NULL :
	    tr("One sentence is missing: without it, lists show your name alone."));
	set_part_row(tpl, PART_CONTACT, joined(view->ctx, place, org->website), place == NULL ? tr("An address is missing: whoever looks for organisations nearby will not find you.") :
	    org->email == NULL ? tr("An e-mail address is missing: a teacher can only look for your website.") : NULL);
	set_part_row(tpl, PART_TEXTS, languages_of(view, &org->mission), mission.words == NULL ? tr("The mission is missing: it is what people search in most.") : NULL);
	set_part_row(tpl, PART_FACETS, facets, missing == 0 ? NULL :
	    mem_printf(view->ctx, trn("One list is empty: people who filter by it will not find you.", "%zu lists are empty: people who filter by them will not find you.", missing), missing));
	set_part_row(tpl, PART_BRANCHES, org->branch_count == 0 ? NULL : mem_printf(view->ctx, trn("%zu branch", "%zu branches", org->branch_count), org->branch_count), NULL);
	set_part_row(tpl, PART_PARTNERS, org->partner_count == 0 ? NULL : mem_printf(view->ctx, trn("%zu partner", "%zu partners", org->partner_count), org->partner_count), NULL);
}

enum err
view_edit_overview(const struct view *view, const struct editing *editing, enum done done, struct buf *html)
{
	const struct organisation *org = &editing->published;
	struct said name = text_for(&org->name, view->lang);
	struct page page = begin(view, "edit-overview.tpl", mem_printf(view->ctx, tr("Editing %s"), name.words));
	struct tpl *tpl = page.main;

	set_organisation(view, tpl, org);
	set_edit_done(tpl, done);
	set_dates(view, tpl, org);
	if (editing->trusted)
		tpl_show(tpl, "AT_DESK");
	if (editing->basis.submission != 0) {
		struct tpl *waiting = tpl_row(tpl, "WAITING");

		set_form(view, waiting, mem_printf(view->ctx, "/edit/%s/withdraw", org->slug));
		tpl_setf(waiting, "WAITING_NUMBER", "%llu", (unsigned long long)editing->basis.submission);
	}
	if (editing->returned != 0)
		tpl_setf(tpl_row(tpl, "RETURNED"), "RETURNED_NUMBER", "%llu", (unsigned long long)editing->returned);
	set_form(view, tpl_row(tpl, "CONFIRM"), mem_printf(view->ctx, "/edit/%s/confirm", org->slug));
	set_parts(view, tpl, &editing->org);
	tpl_set(tpl, "ACTIVITIES_SAID", editing->org.activity_count == 0 ? tr("None yet: activities are what teachers look for.") :
	    mem_printf(view->ctx, trn("%zu activity", "%zu activities", editing->org.activity_count), editing->org.activity_count));
	return page_end(&page, html);
}

enum err
view_edit_activities(const struct view *view, const struct editing *editing, enum done done, struct buf *html)
{
	const struct organisation *org = &editing->org;
	struct page page = begin(view, "edit-activities.tpl", mem_printf(view->ctx, tr("Activities of %s"), text_for(&org->name, view->lang).words));
	struct tpl *tpl = page.main;

	set_organisation(view, tpl, &editing->published);
	set_edit_done(tpl, done);
	set_form(view, tpl, mem_printf(view->ctx, "/edit/%s/activities", editing->published.slug));
	for (size_t i = 0; i < org->activity_count; i++) {
		struct tpl *row = tpl_row(tpl, "ACTIVITY");

		set_activity_title(view, row, &org->activities[i]);
		if (i == 0)
			tpl_show(row, "FIRST");
		if (i + 1 == org->activity_count)
			tpl_show(row, "LAST");
	}
	tpl_show(tpl, org->activity_count == 0 ? "NO_ACTIVITIES" : "ACTIVITIES");
	tpl_include(tpl, "EDIT_WORDS", "edit-words.tpl");
	if (org->activity_count > 1)
		tpl_show(tpl, "ORDER");
	return page_end(&page, html);
}

static void
add_option(const struct view *view, struct field *field, struct option option)
{
	MEM_GROW(view->ctx, field->options, field->option_count);
	field->options[field->option_count++] = option;
}

/* All that may be chosen, with what is. */
static void
set_all_options(const struct view *view, struct field *field)
{
	const char *end = strrchr(field->name, '.'), *last = end == NULL ? field->name : end + 1;
	struct option *chosen = field->options;
	size_t count = field->option_count;
	enum vocabulary v = VOCABULARY_PARTNER_TYPE;

	field->options = NULL;
	field->option_count = 0;
	if (strcmp(last, "languages") == 0) {
		for (int l = 0; l < LANG_COUNT; l++)
			add_option(view, field, (struct option){ .value = lang_code((enum lang)l), .label = language_name(lang_code((enum lang)l)) });
	} else if (strcmp(last, "relation") == 0) {
		add_option(view, field, (struct option){ .value = "partner", .label = tr("partner") });
		add_option(view, field, (struct option){ .value = "network", .label = tr("network") });
	} else if (strcmp(last, "type") == 0 || vocabulary_parse(last, &v)) {
		if (field->kind == FIELD_ONE)
			add_option(view, field, (struct option){ .value = "", .label = tr("Choose one") });
		for (size_t i = 0; i < view->vocabularies->of[v].count; i++) {
			const struct term *term = &view->vocabularies->of[v].term[i];

			add_option(view, field, (struct option){ .value = term->code, .label = term->label[view->lang], .under = term->parent != NULL });
		}
	}
	for (size_t c = 0; c < count; c++)
		for (size_t i = 0; i < field->option_count; i++)
			if (strcmp(field->options[i].value, chosen[c].value) == 0)
				field->options[i].chosen = true;
}

/* A country by its name, where the form has its code: the limit is the code's. */
static void
name_country(const struct view *view, struct field *field)
{
	const char *end = strstr(field->name, "country");

	if (end == NULL || end[7] != '\0')
		return;
	field->limit = 0;
	if (field->value != NULL && vocabulary_term(view->vocabularies, VOCABULARY_COUNTRY, field->value) != NULL)
		field->value = vocabulary_label(view->vocabularies, VOCABULARY_COUNTRY, field->value, view->lang);
}

static const char *
add_label(const char *array)
{
	if (strcmp(array, "former_names") == 0)
		return tr("Add a former name");
	if (strcmp(array, "branches") == 0)
		return tr("Add a branch");
	return strcmp(array, "partners") == 0 ? tr("Add a partner or network") : tr("Add a type of partner");
}

/* What one row is called. */
static const char *
row_label(const char *array)
{
	if (strcmp(array, "former_names") == 0)
		return tr("Former name");
	if (strcmp(array, "branches") == 0)
		return tr("Branch");
	return strcmp(array, "partners") == 0 ? tr("Partner or network") : tr("Type of partner");
}

/* The row that a field is in: "branches[2]"; NULL: it is in none, or the form is that row. */
static const char *
row_of(const struct view *view, const struct edit_form *form, const struct field *field)
{
	const char *end = strchr(field->name, ']');

	return form->part == PART_ACTIVITY || end == NULL ? NULL : mem_strndup(view->ctx, field->name, (size_t)(end + 1 - field->name));
}

/* The rows of an array, each with its buttons, and a button for one more. */
static size_t
set_rows(const struct view *view, struct tpl *tpl, const struct edit_form *form, const char *array, size_t at)
{
	struct tpl *rows = tpl_row(tpl_row(tpl, "GROUP"), "ROWS");
	size_t len = strlen(array), n = 0;

	tpl_set(rows, "ROWS_HEADING", part_label(view, array));
	tpl_set(rows, "ROWS_ARRAY", array);
	tpl_set(rows, "ROWS_ADD", add_label(array));
	while (at < form->field_count && strncmp(form->fields[at].name, array, len) == 0 && form->fields[at].name[len] == '[') {
		const char *name = row_of(view, form, &form->fields[at]), *next;
		struct tpl *row = tpl_row(rows, "ROW");
		size_t end = at + 1;

		while (end < form->field_count && (next = row_of(view, form, &form->fields[end])) != NULL && strcmp(next, name) == 0)
			end++;
		tpl_set(row, "ROW_NAME", name);
		tpl_setf(row, "ROW_LABEL", "%s %zu", row_label(array), ++n);
		for (size_t i = at; n > 1 && i < end; i++)	/* said once */
			form->fields[i].help = NULL;
		if (n > 1)
			tpl_show(row, "ROW_UP");
		include_fields(view, row, "ROW_FIELDS", form->fields + at, end - at);
		at = end;
	}
	if (n == 0)
		tpl_show(rows, "ROWS_NONE");
	return at;
}

/* The fields in groups: those that stand alone, and each array with its rows, even when it has none. */
static void
set_groups(const struct view *view, struct tpl *tpl, const struct edit_form *form)
{
	const char *const *members = part_members(form->part);
	size_t at = 0;

	if (form->part == PART_ACTIVITY) {
		include_fields(view, tpl_row(tpl, "GROUP"), "GROUP_FIELDS", form->fields, form->field_count);
		return;
	}
	for (size_t m = 0; members[m] != NULL; m++) {
		size_t len = strlen(members[m]), end = at;

		if (strcmp(members[m], "former_names") == 0 || strcmp(members[m], "branches") == 0 || strncmp(members[m], "partner", 7) == 0) {
			at = set_rows(view, tpl, form, members[m], at);
			continue;
		}
		while (end < form->field_count && strncmp(form->fields[end].name, members[m], len) == 0 && strchr(".", form->fields[end].name[len]) != NULL)
			end++;
		if (end > at)
			include_fields(view, tpl_row(tpl, "GROUP"), "GROUP_FIELDS", form->fields + at, end - at);
		at = end;
	}
}

/* One language at a time, and the way to the others. */
static void
set_text_languages(struct tpl *tpl, const struct edit_form *form)
{
	struct tpl *languages;

	if (!part_in_language(form->part))
		return;
	languages = tpl_row(tpl, "TEXT_LANGUAGES");
	for (int l = 0; l < LANG_COUNT; l++) {
		struct tpl *row = tpl_row(languages, "TEXT_LANGUAGE");

		tpl_set(row, "TEXT_LANGUAGE_CODE", lang_code((enum lang)l));
		tpl_set(row, "TEXT_LANGUAGE_NAME", language_name(lang_code((enum lang)l)));
		if ((enum lang)l == form->lang)
			tpl_show(row, "TEXT_LANGUAGE_CURRENT");
		if (!form->written[l])
			tpl_show(row, "TEXT_LANGUAGE_EMPTY");
	}
}

static void
set_conflicts(const struct view *view, struct tpl *tpl, const struct edit_form *form)
{
	struct tpl *conflicts = form->conflict_count == 0 ? NULL : tpl_row(tpl, "CONFLICTS");

	for (size_t i = 0; i < form->conflict_count; i++) {
		const struct edit_conflict *conflict = &form->conflicts[i];
		struct tpl *row = tpl_row(conflicts, "CONFLICT");

		tpl_set(row, "CONFLICT_LABEL", part_label(view, conflict->path));
		tpl_set(row, "CONFLICT_BASE", conflict->base == NULL ? tr("(nothing)") : conflict->base);
		tpl_set(row, "CONFLICT_OURS", conflict->ours == NULL ? tr("(nothing)") : conflict->ours);
		tpl_set(row, "CONFLICT_THEIRS", conflict->theirs == NULL ? tr("(nothing)") : conflict->theirs);
	}
}

static const struct field *
field_called(const struct edit_form *form, const char *name)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (strcmp(form->fields[i].name, name) == 0)
			return &form->fields[i];
	return NULL;
}

/* What HTML was made of, before and after; and what is kept with the revision. */
static void
set_cleaned(const struct view *view, struct tpl *tpl, const struct edit_form *form)
{
	struct tpl *cleaned = form->cleaned_count == 0 ? NULL : tpl_row(tpl, "CLEANED");

	for (size_t i = 0; i < form->cleaned_count; i++) {
		const struct field *field = field_called(form, form->cleaned[i].field);
		struct tpl *row = tpl_row(cleaned, "CLEANED_FIELD");

		tpl_set(row, "CLEANED_LABEL", field == NULL ? form->cleaned[i].field : field->label);
		tpl_set(row, "CLEANED_BEFORE", form->cleaned[i].html);
		tpl_set(row, "CLEANED_AFTER_HTML", field == NULL || field->value == NULL ? "" : markdown_html(view->ctx, field->value, form->lang));
	}
	for (size_t i = 0; i < form->pasted_count; i++) {
		struct tpl *row = tpl_row(tpl, "PASTED");

		tpl_set(row, "PASTED_NAME", form->pasted[i].field);
		tpl_set(row, "PASTED_SOURCE", form->pasted[i].html);
	}
}

static void
set_previews(const struct view *view, struct tpl *tpl, const struct edit_form *form)
{
	for (size_t i = 0; form->preview && i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		struct tpl *row;

		if (field->kind != FIELD_TEXT || field->value == NULL || *field->value == '\0')
			continue;
		row = tpl_row(tpl, "PREVIEW");
		tpl_set(row, "PREVIEW_LABEL", field->label);
		tpl_set(row, "PREVIEW_LANG", lang_code(form->lang));
		tpl_set(row, "PREVIEW_HTML", markdown_html(view->ctx, field->value, form->lang));
	}
}

static const char *
form_path(const struct view *view, const struct edit_form *form)
{
	const char *slug = form->org->slug;

	if (form->part != PART_ACTIVITY)
		return mem_printf(view->ctx, "/edit/%s/%s", slug, part_code(form->part));
	return form->activity == 0 ? mem_printf(view->ctx, "/edit/%s/activities/new", slug) : mem_printf(view->ctx, "/edit/%s/activities/%d", slug, form->activity);
}

enum err
view_edit_form(const struct view *view, const struct edit_form *form, struct buf *html)
{
	const char *title = form->part != PART_ACTIVITY ? part_title(form->part) : form->activity == 0 ? tr("A new activity") : tr("Activity");
	struct said name = text_for(&form->org->name, view->lang);
	struct page page = begin(view, "edit-form.tpl", mem_printf(view->ctx, "%s · %s", title, name.words));
	struct tpl *tpl = page.main;

	for (size_t i = 0; i < form->field_count; i++) {
		if (form->fields[i].kind == FIELD_HIDDEN)
			continue;
		set_field_words(view, &form->fields[i]);
		set_all_options(view, &form->fields[i]);
		name_country(view, &form->fields[i]);
	}
	set_organisation(view, tpl, form->org);
	tpl_set(tpl, "HEADING", title);
	set_form(view, tpl, form_path(view, form));
	tpl_set(tpl, "DRAFT_TOKEN", form_token(view, mem_printf(view->ctx, "/edit/%s/draft", form->org->slug)));
	tpl_set(tpl, "PREVIEW_TOKEN", form_token(view, mem_printf(view->ctx, "/edit/%s/preview", form->org->slug)));
	tpl_setf(tpl, "BASIS", "%u.%llu", form->basis.revision, (unsigned long long)form->basis.submission);
	tpl_set(tpl, "RECEIPT", form->receipt);
	tpl_set(tpl, "FORM_LANGUAGE", lang_code(form->lang));
	tpl_set(tpl, "FORM_NAME", strrchr(form_path(view, form), '/') + 1);
	tpl_include(tpl, "EDIT_WORDS", "edit-words.tpl");
	tpl_set(tpl, "REASON", form->reason);
	set_text_languages(tpl, form);
	if (form->resumed)
		tpl_show(tpl, "RESUMED");
	if (form->draft_at != NULL)
		tpl_set(tpl_row(tpl, "DRAFT"), "DRAFT_WHEN", mem_printf(view->ctx, tr("You left this form on %s at %s (UTC) without saving. Here is what you had written."),
		    date_words(view->ctx, mem_strndup(view->ctx, form->draft_at, 10)), form->draft_at + 11));
	set_conflicts(view, tpl, form);
	set_cleaned(view, tpl, form);
	set_previews(view, tpl, form);
	include_faults(view, tpl, form->fields, form->field_count);
	set_groups(view, tpl, form);
	for (size_t i = 0; i < form->field_count; i++)
		if (form->fields[i].kind == FIELD_TEXT) {
			tpl_show(tpl, "HAS_TEXTS");
			break;
		}
	for (size_t i = 0; i < view->vocabularies->of[VOCABULARY_COUNTRY].count && (form->part == PART_CONTACT || form->part == PART_BRANCHES || form->part == PART_PARTNERS); i++)
		tpl_set(tpl_row(tpl, "COUNTRY_OPTION"), "COUNTRY_LABEL", view->vocabularies->of[VOCABULARY_COUNTRY].term[i].label[view->lang]);
	tpl_show(tpl, form->waits ? "WAITS" : "AT_ONCE");
	if (form->part == PART_ACTIVITY && form->activity != 0)
		tpl_show(tpl, "WITHDRAW");
	return page_end(&page, html);
}

enum err
view_submission_notice(const struct view *view, const struct organisation *org, uint64_t submission, const char *author, const char *email, const char *name, enum lang lang, struct mail *mail)
{
	const char *called = text_for(&org->name, lang).words, *paragraphs[1];
	struct letter letter = { .kind = "submission", .lang = lang, .recipient = email, .recipient_name = name, .paragraphs = paragraphs, .paragraph_count = 1 };

	i18n_use(lang);
	letter.subject = mem_printf(view->ctx, tr("%s: a change waits for you"), called);
	paragraphs[0] = mem_printf(view->ctx, tr("%s has changed the page of %s. It is published once you have looked at it."), author, called);
	letter.link = mem_printf(view->ctx, "%s%s/%s/moderate/submissions/%llu", view->origin, view->base, lang_code(lang), (unsigned long long)submission);
	letter.link_label = tr("See what is proposed");
	i18n_use(view->lang);
	return view_mail(view, &letter, mail);
}
