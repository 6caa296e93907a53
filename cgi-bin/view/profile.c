/* The profile: an index card, then the long texts, the activities and the partners. */
#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "view/page.h"

enum {
	NAME_LONG = 60,			/* characters: set smaller */
	ACTIVITIES_MANY = 12,		/* descriptions are cut on the screen, never on paper */
	CONTENTS_BYTES = 2500,		/* of long texts, from which a table of contents serves */
	CONFIRMED_DAYS = 366
};

static void
set_former_names(const struct view *view, struct tpl *tpl, const struct organisation *org)
{
	const char *names = NULL;

	for (size_t i = 0; i < org->former_name_count; i++) {
		const struct former_name *former = &org->former_names[i];
		const char *name = former->until == NULL ? former->name :
		    mem_printf(view->ctx, tr("%s (until %s)"), former->name, month_words(view->ctx, former->until));

		names = names == NULL ? name : mem_printf(view->ctx, "%s, %s", names, name);
	}
	if (names != NULL)
		tpl_set(tpl_row(tpl, "FORMER"), "FORMER_TEXT", mem_printf(view->ctx, tr("Formerly %s"), names));
}

/* "5000 Namur"; NULL when neither is known. */
static const char *
place(void *ctx, const struct address *address)
{
	if (address->postcode != NULL && address->locality != NULL)
		return mem_printf(ctx, "%s %s", address->postcode, address->locality);
	return address->locality != NULL ? address->locality : address->postcode;
}

static void
set_address(const struct view *view, struct tpl *tpl, const struct address *address)
{
	const char *where = place(view->ctx, address);
	struct tpl *row;

	if (where == NULL && address->street == NULL && address->line == NULL) {
		tpl_show(tpl, "NO_ADDRESS");
		return;
	}
	row = tpl_row(tpl, "ADDRESS");
	if (where == NULL && address->street == NULL)
		where = address->line;	/* printed in a way that could not be taken apart */
	if (address->street != NULL)
		tpl_set(tpl_row(row, "STREET"), "STREET_TEXT", address->street);
	tpl_set(row, "PLACE", where);
	if (is_abroad(address->country))
		tpl_set(tpl_row(row, "COUNTRY"), "COUNTRY_LABEL", vocabulary_label(view->vocabularies, VOCABULARY_COUNTRY, address->country, view->lang));
}

static void
set_languages(const struct view *view, struct tpl *tpl, const struct codes *languages)
{
	const char *names = NULL;

	for (size_t i = 0; i < languages->count; i++) {
		const char *name = language_name(languages->code[i]);

		names = names == NULL ? name : mem_printf(view->ctx, "%s, %s", names, name);
	}
	if (names != NULL)
		tpl_set(tpl_row(tpl, "LANGUAGES"), "LANGUAGES_TEXT", names);
}

static void
set_dates(const struct view *view, struct tpl *tpl, const struct organisation *org)
{
	if (org->confirmed_on == NULL) {
		tpl_show(tpl, "NOT_CONFIRMED");
	} else {
		const char *words = mem_printf(view->ctx, tr("Confirmed by the organisation in %s"), month_words(view->ctx, org->confirmed_on));

		if (date_within(org->confirmed_on, view->today, CONFIRMED_DAYS))
			tpl_set(tpl_row(tpl, "CONFIRMED"), "CONFIRMED_TEXT", words);
		else
			tpl_set(tpl_row(tpl, "CONFIRMED_OLD"), "CONFIRMED_OLD_TEXT", mem_printf(view->ctx, tr("%s, more than a year ago"), words));
	}
	if (org->updated_on != NULL)
		tpl_set(tpl_row(tpl, "UPDATED"), "UPDATED_TEXT", mem_printf(view->ctx, tr("Updated on %s"), date_words(view->ctx, org->updated_on)));
}

static void
set_card(const struct view *view, struct tpl *tpl, const struct organisation *org)
{
	struct said name = set_organisation(view, tpl, org), summary = text_for(&org->summary, view->lang);
	struct tpl *row;

	if (utf8_length(name.words) > NAME_LONG)
		tpl_show(tpl, "NAME_LONG");
	if (org->acronym != NULL)
		tpl_set(tpl_row(tpl, "ACRONYM"), "ACRONYM_TEXT", org->acronym);
	if (summary.words != NULL) {
		row = tpl_row(tpl, "SUMMARY");
		tpl_set(row, "SUMMARY_TEXT", summary.words);
		tpl_set(row, "SUMMARY_LANG", lang_code(summary.lang));
		if (summary.lang != view->lang)
			tpl_set(tpl_row(row, "SUMMARY_OTHER"), "SUMMARY_IN", in_language(summary.lang));
	}
	set_former_names(view, tpl, org);
	set_address(view, tpl, &org->address);
	set_contact(view, tpl, org);
	if (org->website == NULL)
		tpl_show(tpl, "NO_WEBSITE");
	set_languages(view, tpl, &org->languages);
	include_facets(view, tpl, &org->facets, true);
	set_dates(view, tpl, org);
}

/* True if every point of the lists in html begins with words in bold, as a chronology does: "- **1998** …". */
static bool
is_dated(const char *html)
{
	const char *li = strstr(html, "<li>");

	if (li == NULL)
		return false;
	for (; li != NULL; li = strstr(li + 4, "<li>"))
		if (strncmp(li + 4 + strspn(li + 4, "\n"), "<strong>", 8) != 0 && strncmp(li + 4 + strspn(li + 4, "\n"), "<p><strong>", 11) != 0)
			return false;
	return true;
}

/* One long text, with its heading in any case. Returns its length in bytes. */
static size_t
set_long_text(const struct view *view, struct tpl *tpl, const char *id, const char *heading, const struct text *text, const char *nothing)
{
	struct said said = text_for(text, view->lang);
	struct tpl *row = tpl_row(tpl, "LONG_TEXT"), *words;

	tpl_set(row, "LONG_TEXT_ID", id);
	tpl_set(row, "LONG_TEXT_HEADING", heading);
	if (said.words == NULL) {
		tpl_set(tpl_row(row, "LONG_TEXT_NOTHING"), "LONG_TEXT_NOTHING_TEXT", nothing);
		return 0;
	}
	if (said.lang != view->lang)
		tpl_set(tpl_row(row, "LONG_TEXT_OTHER"), "LONG_TEXT_IN", in_language(said.lang));
	words = tpl_row(row, "LONG_TEXT_WORDS");
	tpl_set(words, "LONG_TEXT_LANG", lang_code(said.lang));
	tpl_set(words, "LONG_TEXT_WORDS_HTML", said.words);
	if (strcmp(id, "history") == 0 && is_dated(said.words))
		tpl_show(words, "LONG_TEXT_DATED");
	return strlen(said.words);
}

static void
set_branches(const struct view *view, struct tpl *tpl, const struct organisation *org)
{
	struct tpl *branches;

	tpl_set(tpl, "BRANCHES_HEADING", trn("Local branch", "Local branches", org->branch_count == 0 ? 1 : org->branch_count));
	if (org->branch_count == 0) {
		tpl_show(tpl, "NO_BRANCHES");
		return;
	}
	branches = tpl_row(tpl, "BRANCHES");
	for (size_t i = 0; i < org->branch_count; i++) {
		const struct branch *branch = &org->branches[i];
		struct said name = text_for(&branch->name, view->lang);
		const char *where = place(view->ctx, &branch->address);
		struct tpl *row = tpl_row(branches, "BRANCH"), *phone;

		tpl_set(row, "BRANCH_NAME", name.words != NULL ? name.words : where);
		tpl_set(row, "BRANCH_LANG", lang_code(name.lang));
		if (branch->address.street != NULL)
			tpl_set(tpl_row(row, "BRANCH_STREET"), "BRANCH_STREET_TEXT", branch->address.street);
		if (where != NULL)
			tpl_set(tpl_row(row, "BRANCH_PLACE"), "BRANCH_PLACE_TEXT", where);
		if (branch->phone != NULL) {
			phone = tpl_row(row, "BRANCH_PHONE");
			tpl_set(phone, "BRANCH_PHONE_TEXT", branch->phone);
			tpl_set(phone, "BRANCH_PHONE_URL", phone_url(view->ctx, branch->phone));
		}
		if (branch->email != NULL)
			tpl_set(tpl_row(row, "BRANCH_EMAIL"), "BRANCH_EMAIL_TEXT", branch->email);
	}
}

static void
set_activities(const struct view *view, struct tpl *tpl, const struct organisation *org)
{
	struct tpl *activities;

	if (org->activity_count == 0) {
		tpl_show(tpl, "NO_ACTIVITIES");
		return;
	}
	activities = tpl_row(tpl, "ACTIVITIES");
	tpl_setf(tpl, "ACTIVITY_COUNT", "%zu", org->activity_count);
	if (org->activity_count > ACTIVITIES_MANY)
		tpl_show(activities, "ACTIVITIES_MANY");
	for (size_t i = 0; i < org->activity_count; i++) {
		struct tpl *row = tpl_row(activities, "ACTIVITY");

		set_activity_title(view, row, &org->activities[i]);
		set_activity_description(view, row, &org->activities[i]);
	}
}

static void
add_contents(struct tpl *contents, const char *id, const char *label, size_t count)
{
	struct tpl *row = tpl_row(contents, "CONTENTS_ROW");

	tpl_set(row, "CONTENTS_ID", id);
	tpl_set(row, "CONTENTS_LABEL", label);
	if (count > 0)
		tpl_setf(tpl_row(row, "CONTENTS_COUNT"), "CONTENTS_COUNT_TEXT", "%zu", count);
}

static void
set_contents(struct tpl *tpl, const struct organisation *org)
{
	struct tpl *contents = tpl_row(tpl, "CONTENTS");

	add_contents(contents, "mission-north", tr("Mission in Belgium"), 0);
	add_contents(contents, "mission", tr("General mission"), 0);
	add_contents(contents, "history", tr("History"), 0);
	add_contents(contents, "branches", trn("Local branch", "Local branches", org->branch_count == 0 ? 1 : org->branch_count), org->branch_count);
	add_contents(contents, "activities", tr("Activities"), org->activity_count);
	add_contents(contents, "partners", tr("Partners and networks"), 0);
}

enum err
view_profile(const struct view *view, const struct organisation *org, struct buf *html)
{
	struct said name = text_for(&org->name, view->lang);
	struct page page = page_begin(view, &(struct page_head){ .file = "profile.tpl", .title = name.words, .nav = NAV_ORGANISATIONS,
	    .description = text_for(&org->summary, view->lang).words, .json_ld = json_ld_of(view, org) });
	struct tpl *tpl = page.main;
	char letter = view_initial(view->ctx, name.words);
	size_t bytes = 0;
	bool partners;

	tpl_setf(tpl, "LETTER", "%c", letter);
	tpl_setf(tpl, "LETTER_SIGN", "%c", letter == '0' ? '#' : toupper((unsigned char)letter));
	set_card(view, tpl, org);
	bytes += set_long_text(view, tpl, "mission-north", tr("Mission in Belgium"), &org->mission_north,
	    tr("The organisation has not yet said what it does in Belgium"));
	bytes += set_long_text(view, tpl, "mission", tr("General mission"), &org->mission, tr("The organisation has not yet written its mission"));
	bytes += set_long_text(view, tpl, "history", tr("History"), &org->history, tr("The organisation has not yet told its history"));
	set_branches(view, tpl, org);
	set_activities(view, tpl, org);
	partners = include_partnerships(view, tpl, org);
	if (!partners)
		tpl_show(tpl, "NO_PARTNERS");
	if (bytes + 200 * org->activity_count > CONTENTS_BYTES)
		set_contents(tpl, org);
	if (bytes == 0 && org->activity_count == 0)
		tpl_show(tpl, "ALMOST_EMPTY");
	return page_end(&page, html);
}
