/* The people with an account, as the federation sees them. */
#include "base/i18n.h"
#include "base/mem.h"
#include "view/page.h"

/* "disabled", "has not answered yet", or when they signed in for the last time. */
static const char *
state_words(const struct view *view, const struct account *person)
{
	if (person->disabled)
		return tr("Disabled");
	if (!person->has_password)
		return tr("Invited, has not answered yet");
	if (person->signed_in_at == NULL)
		return tr("Has never signed in");
	return mem_printf(view->ctx, tr("Signed in on %s"), date_words(view->ctx, mem_strndup(view->ctx, person->signed_in_at, 10)));
}

static const char *
called(const struct account *person)
{
	return *person->name == '\0' ? person->email : person->name;
}

enum err
view_people(const struct view *view, const struct people *people, struct buf *html)
{
	struct page page = page_begin(view, &(struct page_head){ .file = "people.tpl", .title = tr("People"), .has_search = true, .no_index = true, .nav = NAV_ACCOUNT });
	struct query query = { .words = people->words, .near = "" };
	struct tpl *tpl = page.main, *table;

	tpl_set(tpl, "HEADING", tr("People"));
	if (people->done != NULL)
		tpl_set(tpl_row(tpl, "DONE"), "DONE_TEXT", people->done);
	tpl_set(tpl, "Q", people->words);
	tpl_setf(tpl, "PEOPLE_COUNT", trn("%s person", "%s people", people->paging.total), number_words(view->ctx, view->lang, people->paging.total));
	if (people->may_administer)
		tpl_show(tpl, "ADMINISTRATOR");
	if (people->row_count == 0)
		tpl_show(tpl, "NOBODY");
	table = people->row_count == 0 ? NULL : tpl_row(tpl, "PEOPLE_TABLE");
	for (size_t i = 0; i < people->row_count; i++) {
		const struct account *person = &people->rows[i];
		struct tpl *row = tpl_row(table, "PERSON");

		tpl_setf(row, "PERSON_ID", "%llu", (unsigned long long)person->id);
		tpl_set(row, "PERSON_NAME", called(person));
		tpl_set(row, "PERSON_EMAIL", *person->name == '\0' ? "" : person->email);
		tpl_set(row, "PERSON_ROLE", view_role(person->role));
		tpl_set(row, "PERSON_STATE", state_words(view, person));
		set_memberships(view, row, person, NULL);
	}
	include_paging(&page, &people->paging, &query);
	return page_end(&page, html);
}

/* A button that does one thing to the person: a path below theirs. */
static void
add_deed(const struct view *view, struct tpl *tpl, const char *path, const char *help, const char *label, bool danger)
{
	struct tpl *row = tpl_row(tpl, "DEED");

	set_form(view, row, path);
	tpl_set(row, "DEED_HELP", help);
	tpl_set(row, "DEED_LABEL", label);
	tpl_set(row, "DEED_CLASS", danger ? "danger" : "quiet");
}

static void
set_administration(const struct view *view, struct tpl *tpl, const struct person_page *shown, const char *path)
{
	const struct account *person = &shown->person;
	struct tpl *section = tpl_row(tpl, "ADMINISTRATOR"), *form = tpl_row(section, "ROLE_FORM");

	set_form(view, form, mem_printf(view->ctx, "%s/role", path));
	include_fields(view, form, "ROLE_FIELD", shown->role, 1);
	add_deed(view, section, mem_printf(view->ctx, "%s/sessions", path), tr("Wherever they are signed in, they have to sign in again."), tr("End all sessions"), false);
	if (person->has_second_factor)
		add_deed(view, section, mem_printf(view->ctx, "%s/second-factor", path), tr("For somebody who has lost both telephone and recovery codes. Be sure that it is them who ask."),
		    tr("Remove the second lock"), true);
	if (person->disabled)
		add_deed(view, section, mem_printf(view->ctx, "%s/enable", path), tr("They can sign in again, with the password and the organisations that they had."), tr("Let them in again"), false);
	else
		add_deed(view, section, mem_printf(view->ctx, "%s/disable", path), tr("They are signed out at once and cannot come back. What they have written stays."), tr("Disable the account"), true);
}

enum err
view_person(const struct view *view, const struct person_page *shown, struct buf *html)
{
	const struct account *person = &shown->person;
	const char *path = mem_printf(view->ctx, "/account/people/%llu", (unsigned long long)person->id);
	struct page page = page_begin(view, &(struct page_head){ .file = "person.tpl", .title = called(person), .has_search = true, .no_index = true, .nav = NAV_ACCOUNT });
	struct tpl *tpl = page.main, *form;

	tpl_set(tpl, "HEADING", called(person));
	if (shown->done != NULL)
		tpl_set(tpl_row(tpl, "DONE"), "DONE_TEXT", shown->done);
	if (shown->problem != NULL)
		tpl_set(tpl_row(tpl, "PROBLEM"), "PROBLEM_TEXT", shown->problem);
	tpl_set(tpl, "PERSON_EMAIL", person->email);
	tpl_set(tpl, "PERSON_LANGUAGE", lang_autonym(person->lang));
	tpl_set(tpl, "PERSON_LANGUAGE_CODE", lang_code(person->lang));
	tpl_set(tpl, "PERSON_ROLE", view_role(person->role));
	tpl_set(tpl, "PERSON_STATE", state_words(view, person));
	tpl_show(tpl, person->has_second_factor ? "PERSON_FACTOR" : "PERSON_NO_FACTOR");
	if (!person->has_password && !person->disabled && shown->may_organise)
		set_form(view, tpl_row(tpl, "INVITE_AGAIN"), mem_printf(view->ctx, "%s/invite", path));
	if (person->membership_count == 0)
		tpl_show(tpl, "NO_MEMBERSHIPS");
	set_memberships(view, tpl, person, shown->may_organise ? mem_printf(view->ctx, "%s/organisations", path) : NULL);
	if (shown->may_organise) {
		form = tpl_row(tpl, "ORGANISE");
		set_form(view, form, mem_printf(view->ctx, "%s/organisations", path));
		include_fields(view, form, "ORGANISATION_FIELD", shown->organisation, 1);
	}
	if (shown->may_administer)
		set_administration(view, tpl, shown, path);
	return page_end(&page, html);
}
