/* Words that pages make of values: dates, numbers, names of languages and facets, initials. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/words.h"
#include "view/page.h"

static const char *
month_name(int month)
{
	switch (month) {
	case 1: return tr("January");
	case 2: return tr("February");
	case 3: return tr("March");
	case 4: return tr("April");
	case 5: return tr("May");
	case 6: return tr("June");
	case 7: return tr("July");
	case 8: return tr("August");
	case 9: return tr("September");
	case 10: return tr("October");
	case 11: return tr("November");
	case 12: return tr("December");
	default: return NULL;
	}
}

/* Year, month and day of an ISO date, 0 for what it does not say. */
struct day {
	int year, month, day;
};

static struct day
day_of(const char *iso)
{
	size_t len = strlen(iso);
	struct day d = { (int)strtol(iso, NULL, 10), 0, 0 };

	if (len >= 7)
		d.month = (int)strtol(iso + 5, NULL, 10);
	if (len >= 10)
		d.day = (int)strtol(iso + 8, NULL, 10);
	return d;
}

const char *
date_words(void *ctx, const char *iso)
{
	struct day d = day_of(iso);
	const char *month = month_name(d.month);

	if (month == NULL)
		return iso;
	/* A day, a month's name and a year; the first of a month is its own message because French says "1er". */
	if (d.day == 1)
		return mem_printf(ctx, tr("1 %s %d"), month, d.year);
	if (d.day > 1)
		return mem_printf(ctx, tr("%d %s %d"), d.day, month, d.year);
	return mem_printf(ctx, "%s %d", month, d.year);
}

const char *
moment_words(void *ctx, const char *moment)
{
	return strlen(moment) < 16 ? date_words(ctx, moment) : mem_printf(ctx, tr("%s, %.5s (UTC)"), date_words(ctx, moment), moment + 11);
}

const char *
month_words(void *ctx, const char *iso)
{
	return strlen(iso) < 7 ? iso : date_words(ctx, mem_strndup(ctx, iso, 7));
}

/* Days since 0000-03-01, proleptic Gregorian. */
static long
day_number(struct day d)
{
	long y = d.month > 2 ? d.year : d.year - 1, m = d.month > 2 ? d.month - 3 : d.month + 9;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + d.day - 1;
}

bool
date_within(const char *iso, const char *today, int days)
{
	return day_number(day_of(today)) - day_number(day_of(iso)) <= days;
}

const char *
number_words(void *ctx, enum lang lang, unsigned long n)
{
	static const char *const SEPARATOR[LANG_COUNT] = { [LANG_FR] = "\u202f", [LANG_NL] = ".", [LANG_DE] = ".", [LANG_EN] = "," };

	if (n < 1000)
		return mem_printf(ctx, "%lu", n);
	return mem_printf(ctx, "%s%s%03lu", number_words(ctx, lang, n / 1000), SEPARATOR[lang], n % 1000);
}

const char *
in_language(enum lang lang)
{
	switch (lang) {
	case LANG_FR: return tr("in French");
	case LANG_NL: return tr("in Dutch");
	case LANG_DE: return tr("in German");
	default: return tr("in English");
	}
}

const char *
language_name(const char *code)
{
	enum lang lang;

	if (!lang_parse(code, strlen(code), &lang))
		return code;
	switch (lang) {
	case LANG_FR: return tr("French");
	case LANG_NL: return tr("Dutch");
	case LANG_DE: return tr("German");
	default: return tr("English");
	}
}

const char *
joined(void *ctx, const char *first, const char *second)
{
	if (first == NULL || second == NULL)
		return first == NULL ? second : first;
	return mem_printf(ctx, "%s · %s", first, second);
}

const char *
facet_label(enum facet facet)
{
	switch ((int)facet) {
	case VOCABULARY_ACTIVITY_TYPE: return tr("Type of activity");
	case VOCABULARY_THEME: return tr("Theme");
	case VOCABULARY_AUDIENCE: return tr("Audience");
	case VOCABULARY_PARTNER_TYPE: return tr("Type of partner");
	case VOCABULARY_ZONE: return tr("Area");
	case FACET_LANGUAGE: return tr("Language of work");
	default: return tr("Page confirmed");
	}
}

const char *
value_label(const struct view *view, enum facet facet, const char *code)
{
	if (facet == FACET_LANGUAGE)
		return language_name(code);
	if (facet != FACET_FRESHNESS)
		return vocabulary_label(view->vocabularies, (enum vocabulary)facet, code, view->lang);
	if (strcmp(code, "year") == 0)
		return tr("within the last year");
	if (strcmp(code, "two-years") == 0)
		return tr("one to two years ago");
	return strcmp(code, "older") == 0 ? tr("longer ago") : tr("never yet");
}

const char *
sort_label(enum sort sort)
{
	switch (sort) {
	case SORT_RELEVANCE: return tr("best match");
	case SORT_DISTANCE: return tr("distance");
	case SORT_LATEST: return tr("latest change");
	default: return tr("name");
	}
}

bool
is_abroad(const char *country)
{
	return country != NULL && strcmp(country, "BE") != 0;
}

const char *
partner_note(const struct view *view, const char *type, const char *country, const enum relation *relation)
{
	const char *note = NULL;

	if (relation != NULL)
		note = *relation == RELATION_NETWORK ? tr("network") : tr("partner");
	if (type != NULL)
		note = joined(view->ctx, note, vocabulary_label(view->vocabularies, VOCABULARY_PARTNER_TYPE, type, view->lang));
	if (is_abroad(country))
		note = joined(view->ctx, note, vocabulary_label(view->vocabularies, VOCABULARY_COUNTRY, country, view->lang));
	return note;
}

const char *
phone_url(void *ctx, const char *phone)
{
	char *url = mem_strdup(ctx, phone), *to = url;

	for (const char *c = phone; *c != '\0'; c++)
		if ((*c >= '0' && *c <= '9') || (*c == '+' && to == url))
			*to++ = *c;
	*to = '\0';
	return url;
}

char
view_initial(void *ctx, const char *name)
{
	return words_initial(words_fold(ctx, name));
}
