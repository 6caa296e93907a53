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
	CONTENTS_BYTES = 2500		/* of long texts, from which a table of contents serves */
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
	if (org->enterprise_number != NULL)
		tpl_set(tpl_row(tpl, "ENTERPRISE"), "ENTERPRISE_NUMBER", org->enterprise_number);
	set_work_languages(view, tpl, &org->languages);
	include_facets(view, tpl, &org->facets, true);
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
		const char *where = address_place(view->ctx, &branch->address);
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
set_activities(const struct view *view, struct tpl *tpl, const struct organisation *org, bool today)
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
		if (today)
			tpl_show(row, "ACTIVITY_LINK");
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

/* The seat and the branches on a map, where the hoster has one; the addresses stand as text anyway. */
static void
set_tile_map(const struct view *view, struct tpl *tpl, const struct organisation *org, const struct position_list *positions)
{
	struct tpl *map;

	if (positions->count == 0)
		return;
	map = tpl_row(tpl, "TILE_MAP");
	tpl_set(map, "TILES", view->map_tiles);
	tpl_set(map, "TILES_BY", view->map_attribution);
	for (size_t i = 0; i < positions->count; i++) {
		const struct position *position = &positions->rows[i];
		const struct branch *branch = position->number > 0 && (size_t)position->number <= org->branch_count ? &org->branches[position->number - 1] : NULL;
		struct said name = text_for(branch == NULL ? &org->name : &branch->name, view->lang);
		struct tpl *point = tpl_row(map, "TILE_POINT");

		tpl_setf(point, "LATITUDE", "%.5f", position->latitude);
		tpl_setf(point, "LONGITUDE", "%.5f", position->longitude);
		tpl_set(point, "POINT_NAME", name.words != NULL ? name.words : trn("Local branch", "Local branches", 1));
		if (position->approximate)
			tpl_show(point, "POINT_APPROXIMATE");
	}
}

void
set_profile(const struct view *view, struct tpl *tpl, const struct organisation *org, const struct position_list *positions)
{
	char letter = view_initial(view->ctx, text_for(&org->name, view->lang).words);
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
	if (positions != NULL) {
		tpl_show(tpl, "TODAY");
		set_tile_map(view, tpl, org, positions);
	}
	set_activities(view, tpl, org, positions != NULL);
	partners = include_partnerships(view, tpl, org);
	if (!partners)
		tpl_show(tpl, "NO_PARTNERS");
	if (bytes + 200 * org->activity_count > CONTENTS_BYTES)
		set_contents(tpl, org);
	if (bytes == 0 && org->activity_count == 0)
		tpl_show(tpl, "ALMOST_EMPTY");
}

enum err
view_profile(const struct view *view, const struct organisation *org, const struct position_list *positions, struct buf *html)
{
	struct page page = page_begin(view, &(struct page_head){ .file = "profile.tpl", .title = text_for(&org->name, view->lang).words, .nav = NAV_ORGANISATIONS,
	    .description = text_for(&org->summary, view->lang).words, .json_ld = json_ld_of(view, org) });

	set_profile(view, page.main, org, positions);
	set_dates(view, page.main, org);
	return page_end(&page, html);
}
