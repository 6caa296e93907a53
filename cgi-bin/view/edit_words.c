/* What the members of a document are called where people edit them, compare them and decide about them. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/form.h"
#include "view/page.h"

#define N_(s) s

/* By the pattern of a field's name (text/form.h); help NULL: none. */
static const struct {
	const char *pattern, *label, *help, *autocomplete;
} WORDS[] = {
	{ "name", N_("Name of the organisation"), N_("As it stands on your letters and your door."), "organization" },
	{ "acronym", N_("Acronym"), N_("If people know it by its initials."), NULL },
	{ "summary", N_("The organisation in one sentence"), N_("For somebody who has never heard of it. It stands under the name, and in lists."), NULL },
	{ "former_names", N_("Former names"), NULL, NULL },
	{ "former_names[].name", N_("Former name"), N_("People who still look for this name find you."), NULL },
	{ "former_names[].until", N_("Used until"), N_("A year will do: 2019. Or a month, 2019-06, or a day, 2019-06-30."), NULL },
	{ "enterprise_number", N_("Enterprise number"), N_("The ten digits of the Crossroads Bank for Enterprises, like 0123.456.749."), NULL },
	{ "address", N_("Main address"), NULL, NULL },
	{ "address.street", N_("Street and number"), NULL, "address-line1" },
	{ "address.postcode", N_("Postcode"), NULL, "postal-code" },
	{ "address.locality", N_("Place"), NULL, "address-level2" },
	{ "address.country", N_("Country"), N_("Leave it empty for Belgium."), NULL },
	{ "website", N_("Website"), N_("Like www.example.org"), "url" },
	{ "email", N_("E-mail"), N_("An address of the organisation rather than of one person: people change, and it is seen by everybody."), "email" },
	{ "phone", N_("Telephone"), NULL, "tel" },
	{ "languages", N_("Works in"), N_("The languages in which you receive people, give activities, answer."), NULL },
	{ "mission_north", N_("Mission in Belgium"), N_("What the organisation does in Belgium, with whom, for whom."), NULL },
	{ "mission", N_("General mission"), N_("What it is there for, here and elsewhere."), NULL },
	{ "history", N_("History"), N_("Where it comes from. A list whose points begin with a date in bold becomes a chronology."), NULL },
	{ "branches", N_("Local branches"), NULL, NULL },
	{ "branches[].name", N_("Name of the branch"), NULL, NULL },
	{ "branches[].street", N_("Street and number"), NULL, NULL },
	{ "branches[].postcode", N_("Postcode"), NULL, NULL },
	{ "branches[].locality", N_("Place"), NULL, NULL },
	{ "branches[].country", N_("Country"), N_("Leave it empty for Belgium."), NULL },
	{ "branches[].phone", N_("Telephone"), NULL, NULL },
	{ "branches[].email", N_("E-mail"), NULL, NULL },
	{ "facets.activity_type", NULL, N_("What you offer or do."), NULL },
	{ "facets.theme", NULL, N_("What it is about. Choose few, and the most fitting: you are found more easily."), NULL },
	{ "facets.audience", NULL, N_("For whom. Teachers look by audience first."), NULL },
	{ "facets.partner_type", NULL, N_("With whom you work."), NULL },
	{ "facets.zone", NULL, N_("Where you go, not where your office is."), NULL },
	{ "activities", N_("Activities"), NULL, NULL },
	{ "activities[].title", N_("Title of the activity"), N_("Short, and understood by somebody who does not know you."), NULL },
	{ "activities[].description", N_("Description"), N_("What happens, how long it takes, what people go home with."), NULL },
	{ "activities[].facets.activity_type", NULL, NULL, NULL },
	{ "activities[].facets.theme", NULL, NULL, NULL },
	{ "activities[].facets.audience", NULL, NULL, NULL },
	{ "activities[].facets.partner_type", NULL, NULL, NULL },
	{ "activities[].facets.zone", NULL, NULL, NULL },
	{ "activities[].dates", N_("Dates"), NULL, NULL },
	{ "activities[].dates.starts_on", N_("First day"), N_("Only for what takes place at a date."), NULL },
	{ "activities[].dates.ends_on", N_("Last day"), NULL, NULL },
	{ "activities[].place", N_("Where it takes place"), N_("If it is always in the same place."), NULL },
	{ "activities[].price", N_("Price"), N_("In words: free, 5 euros a pupil, to be agreed."), NULL },
	{ "activities[].languages", N_("Offered in"), NULL, NULL },
	{ "activities[].email", N_("E-mail for this activity"), N_("If it is not the one of the organisation."), NULL },
	{ "activities[].phone", N_("Telephone for this activity"), NULL, NULL },
	{ "activities[].website", N_("Page about this activity"), NULL, NULL },
	{ "partner_groups", N_("How many partners of each type"), NULL, NULL },
	{ "partner_groups[].type", N_("Type of partner"), NULL, NULL },
	{ "partner_groups[].count", N_("How many"), NULL, NULL },
	{ "partners", N_("Partners and networks"), NULL, NULL },
	{ "partners[].name", N_("Name of the partner or network"), NULL, NULL },
	{ "partners[].organisation", N_("Its page in this directory"), N_("The end of the address of that page, like entraide-et-fraternite; empty if it has none."), NULL },
	{ "partners[].type", N_("Type of partner"), NULL, NULL },
	{ "partners[].relation", N_("Partner or network?"), NULL, NULL },
	{ "partners[].country", N_("Country"), N_("Leave it empty for Belgium."), NULL },
};

/* The words of a pattern; -1: none. */
static int
find(const char *pattern)
{
	for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
		if (strcmp(WORDS[i].pattern, pattern) == 0)
			return (int)i;
	return -1;
}

/* A facet by the end of its pattern: it has its own name. */
static const char *
facet_of(const char *pattern)
{
	const char *facets = strstr(pattern, "facets.");
	enum vocabulary v;

	return facets != NULL && vocabulary_parse(facets + strlen("facets."), &v) ? facet_label((enum facet)v) : NULL;
}

static const char *
label_of(const char *pattern)
{
	const char *facet = facet_of(pattern);
	int i = find(pattern);

	return facet != NULL ? facet : i < 0 || WORDS[i].label == NULL ? pattern : tr(WORDS[i].label);
}

void
set_field_words(const struct view *view, struct field *field)
{
	const char *pattern = form_pattern(view->ctx, field->name);
	int i = find(pattern);

	field->label = label_of(pattern);
	field->help = i < 0 || WORDS[i].help == NULL ? NULL : tr(WORDS[i].help);
	field->list = strstr(pattern, "country") != NULL ? "countries" : NULL;
	field->autocomplete = i < 0 ? NULL : WORDS[i].autocomplete;
}

const char *
part_label(const struct view *view, const char *path)
{
	const char *last = strrchr(path, '.'), *pattern = path, *label;
	enum lang lang = LANG_COUNT;
	size_t digits;

	if (last != NULL && lang_parse(last + 1, strlen(last + 1), &lang))
		pattern = mem_strndup(view->ctx, path, (size_t)(last - path));
	if (strncmp(pattern, "activities.", 11) == 0 && (digits = strspn(pattern + 11, "0123456789")) > 0) {
		if (pattern[11 + digits] == '\0')
			return mem_printf(view->ctx, tr("Activity %s"), pattern + 11);
		label = label_of(mem_printf(view->ctx, "activities[]%s", pattern + 11 + digits));
	} else {
		label = label_of(pattern);
	}
	return lang == LANG_COUNT ? label : mem_printf(view->ctx, "%s (%s)", label, language_name(lang_code(lang)));
}

const char *
view_paste_fault(void)
{
	return tr("There is more of a web page in it than can be tidied up: paste it as plain text, or in parts.");
}

const char *
view_fault(const struct view *view, const struct fault *fault)
{
	switch (fault->kind) {
	case FAULT_MISSING: return tr("It is missing: please fill it in.");
	case FAULT_TOO_LONG: return mem_printf(view->ctx, tr("It is too long: at most %d characters."), fault->limit);
	case FAULT_CONTROL: return tr("It has characters that cannot be shown: type it again.");
	case FAULT_LINES: return tr("It must be on one line.");
	case FAULT_URL: return tr("This is not the address of a page: write it like www.example.org.");
	case FAULT_EMAIL: return tr("This is not an e-mail address: write it like info@example.org.");
	case FAULT_DAY: return tr("This is not a date: write it like 2026-10-31.");
	case FAULT_DATE: return tr("This is not a date: write a year, 2019, a month, 2019-06, or a day, 2019-06-30.");
	case FAULT_ENTERPRISE: return tr("This is not an enterprise number: it has ten digits, the last two of which depend on the others. Compare it with your papers.");
	case FAULT_SLUG: return tr("This is not the end of an address: it has small letters, digits and hyphens, like entraide-et-fraternite.");
	case FAULT_COUNTRY: return tr("We do not know this country: choose one from the list.");
	case FAULT_TWICE: return tr("It is chosen twice.");
	case FAULT_TOO_MANY: return mem_printf(view->ctx, tr("There are too many entries: at most %d."), fault->limit);
	case FAULT_RANGE: return mem_printf(view->ctx, tr("It must be a whole number from 1 to %d."), fault->limit);
	case FAULT_SAME_TYPE: return tr("This type is listed twice: add the two numbers up.");
	case FAULT_ORDER: return tr("It is before the first day.");
	case FAULT_TERM:
	case FAULT_PARTNER_TYPE: return tr("It is no longer in the list: choose another.");
	default: return tr("It cannot be taken as it is.");
	}
}
