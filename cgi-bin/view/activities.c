/* Activities: all of the directory's, one organisation's, and one of them. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "view/page.h"

enum { TITLES_FROM = 6 /* activities, from which a list of titles comes first */, TITLE_LONG = 60 /* characters */ };

static void
set_row(const struct view *view, struct tpl *row, const struct activity_row *activity, const struct finding *finding)
{
	const char *shown[] = { activity->title.words, activity->excerpt.words, activity->organisation.words };

	tpl_set(row, "ROW_SLUG", activity->slug);
	tpl_setf(row, "ROW_NUMBER", "%d", activity->number);
	tpl_set(row, "ROW_LANG", lang_code(activity->title.lang));
	if (activity->title.words != NULL)
		set_marked(view, row, "NAME", finding->search, activity->title.words, activity->title.lang);
	if (activity->excerpt.words != NULL) {
		struct tpl *summary = tpl_row(row, "ROW_SUMMARY");

		tpl_set(summary, "ROW_SUMMARY_LANG", lang_code(activity->excerpt.lang));
		set_marked(view, summary, "SUMMARY", finding->search, activity->excerpt.words, activity->excerpt.lang);
	}
	if (activity->source != NULL)
		set_why(view, row, finding, activity->source, activity->words, activity->slug, activity->number, shown, sizeof(shown) / sizeof(shown[0]));
	tpl_set(row, "ROW_ORGANISATION", activity->organisation.words);
	tpl_set(row, "ROW_ORGANISATION_LANG", lang_code(activity->organisation.lang));
	if (activity->locality != NULL)
		tpl_set(tpl_row(row, "ROW_PLACE"), "ROW_PLACE_TEXT", activity->locality);
}

enum err
view_activities(const struct view *view, const struct activity_list *list, struct buf *html)
{
	struct page page = page_begin(view, &(struct page_head){ .file = "activities.tpl", .title = tr("Activities"), .nav = NAV_ACTIVITIES, .has_search = true });
	unsigned long total = list->finding.paging.total;

	include_finding(&page, &list->finding, tr("A word from a title or a description"), total == 0 ? tr("No activity") :
	    mem_printf(view->ctx, trn("%s activity", "%s activities", total), number_words(view->ctx, view->lang, total)));
	for (size_t i = 0; i < list->row_count; i++)
		set_row(view, tpl_row(page.main, "ROW"), &list->rows[i], &list->finding);
	return page_end(&page, html);
}

enum err
view_organisation_activities(const struct view *view, const struct organisation *org, struct buf *html)
{
	struct said name = text_for(&org->name, view->lang);
	const char *title = mem_printf(view->ctx, tr("Activities of %s"), name.words);
	struct page page = page_begin(view, &(struct page_head){ .file = "organisation-activities.tpl", .title = title, .nav = NAV_ACTIVITIES });
	struct tpl *tpl = page.main;

	set_organisation(view, tpl, org);
	if (org->activity_count == 0) {
		tpl_set(tpl, "HEADING", tr("No activity"));
		tpl_show(tpl, "NO_ACTIVITIES");
	} else {
		tpl_setf(tpl, "HEADING", trn("%zu activity", "%zu activities", org->activity_count), org->activity_count);
	}
	if (org->activity_count >= TITLES_FROM) {
		struct tpl *titles = tpl_row(tpl, "ACTIVITIES_MANY");

		for (size_t i = 0; i < org->activity_count; i++)
			set_activity_title(view, tpl_row(titles, "ACTIVITY_TITLE_ROW"), &org->activities[i]);
	}
	for (size_t i = 0; i < org->activity_count; i++) {
		const struct activity *activity = &org->activities[i];
		struct tpl *row = tpl_row(tpl, "ACTIVITY");

		set_activity_title(view, row, activity);
		set_activity_description(view, row, activity);
		for (int v = 0; v < VOCABULARY_FACETS; v++) {
			if (activity->facets.of[v].count == 0)
				continue;
			include_facets(view, tpl_row(row, "ACTIVITY_FACETS"), &activity->facets, false);
			break;
		}
	}
	return page_end(&page, html);
}

static void
set_neighbour(const struct view *view, struct tpl *tpl, bool next, const struct activity *activity)
{
	struct said title = text_for(&activity->title, view->lang);
	struct tpl *row = tpl_row(tpl, next ? "NEXT" : "PREVIOUS");

	tpl_setf(row, next ? "NEXT_NUMBER" : "PREVIOUS_NUMBER", "%d", activity->number);
	tpl_set(row, next ? "NEXT_TITLE" : "PREVIOUS_TITLE", title.words);
	tpl_set(row, next ? "NEXT_LANG" : "PREVIOUS_LANG", lang_code(title.lang));
}

/* "1 March 2027", "from 1 to …"; NULL: no date. */
static const char *
dates_words(const struct view *view, const struct dates *dates)
{
	const char *first = dates->starts_on, *last = dates->ends_on;

	if (first == NULL || last == NULL || strcmp(first, last) == 0)
		return first == NULL && last == NULL ? NULL : date_words(view->ctx, first != NULL ? first : last);
	return mem_printf(view->ctx, tr("from %s to %s"), date_words(view->ctx, first), date_words(view->ctx, last));
}

static void
set_fact(struct tpl *tpl, const char *label, const char *text, const char *lang)
{
	struct tpl *row;

	if (text == NULL)
		return;
	row = tpl_row(tpl, "FACT");
	tpl_set(row, "FACT_LABEL", label);
	tpl_set(row, "FACT_TEXT", text);
	tpl_set(row, "FACT_LANG", lang);
}

/* When, where, for how much, in which languages: what is known of it. */
static void
set_activity_facts(const struct view *view, struct tpl *tpl, const struct activity *activity)
{
	struct said price = text_for(&activity->price, view->lang);
	const char *page = lang_code(view->lang), *languages = NULL, *dates = dates_words(view, &activity->dates);

	for (size_t i = 0; i < activity->languages.count; i++)
		languages = languages == NULL ? language_name(activity->languages.code[i]) : mem_printf(view->ctx, "%s, %s", languages, language_name(activity->languages.code[i]));
	if (dates == NULL && activity->place == NULL && price.words == NULL && languages == NULL)
		return;
	tpl = tpl_row(tpl, "FACTS");
	set_fact(tpl, tr("Dates"), dates, page);
	set_fact(tpl, tr("Where it takes place"), activity->place, page);
	set_fact(tpl, tr("Price"), price.words, lang_code(price.lang));
	set_fact(tpl, tr("Offered in"), languages, page);
}

/* Whom one asks for an activity: its own contact where it has one, else the organisation's. */
static struct organisation
contact_of(const struct organisation *org, const struct activity *activity)
{
	struct organisation contact = *org;

	if (activity->email == NULL && activity->phone == NULL && activity->website == NULL)
		return contact;
	contact.email = activity->email;
	contact.phone = activity->phone;
	contact.website = activity->website != NULL ? activity->website : org->website;
	return contact;
}

enum err
view_activity(const struct view *view, const struct organisation *org, const struct activity *activity, struct buf *html)
{
	struct said name = text_for(&org->name, view->lang), title = text_for(&activity->title, view->lang);
	const char *heading = title.words != NULL ? title.words : tr("Activity");
	struct page page = page_begin(view, &(struct page_head){ .file = "activity.tpl", .nav = NAV_ACTIVITIES,
	    .title = mem_printf(view->ctx, "%s · %s", heading, name.words) });
	size_t at = (size_t)(activity - org->activities);
	struct tpl *tpl = page.main;
	struct organisation contact;

	set_organisation(view, tpl, org);
	set_activity_title(view, tpl, activity);
	tpl_set(tpl, "ACTIVITY_TITLE", heading);
	if (utf8_length(heading) > TITLE_LONG)
		tpl_show(tpl, "ACTIVITY_TITLE_LONG");
	tpl_show(tpl, set_activity_description(view, tpl, activity).words != NULL ? "ACTIVITY_WORDS" : "ACTIVITY_NOTHING");
	if (org->address.locality != NULL)
		tpl_set(tpl_row(tpl, "LOCALITY"), "LOCALITY_TEXT", org->address.locality);
	include_facets(view, tpl, &activity->facets, false);
	set_activity_facts(view, tpl, activity);
	contact = contact_of(org, activity);
	if (set_contact(view, tpl, &contact))
		tpl_show(tpl, "CONTACT");
	if (at > 0)
		set_neighbour(view, tpl, false, &org->activities[at - 1]);
	if (at + 1 < org->activity_count)
		set_neighbour(view, tpl, true, &org->activities[at + 1]);
	return page_end(&page, html);
}
