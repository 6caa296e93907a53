/* What a document must keep to beyond the types of its members. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/document.h"
#include "text/document_shape.h"

enum { SLUG_BYTES = 80 };

/* What an operator reads. */
static const char *const SENTENCE[FAULT_KINDS] = {
	[FAULT_MISSING] = "is missing",
	[FAULT_TOO_LONG] = "longer than %d characters",
	[FAULT_BLANK] = "is blank",
	[FAULT_CONTROL] = "has control characters",
	[FAULT_LINES] = "must be one line",
	[FAULT_URL] = "must be like https://www.example.org",
	[FAULT_EMAIL] = "must be like info@example.org",
	[FAULT_DAY] = "must be a date like 2026-10-31",
	[FAULT_DATE] = "must be like 2019, 2019-06 or 2019-06-30",
	[FAULT_ENTERPRISE] = "must be an enterprise number like 0123.456.749, with its check digits",
	[FAULT_SLUG] = "must be of small letters, digits and hyphens, at most 80",
	[FAULT_LANGUAGE] = "must be fr, nl, de or en",
	[FAULT_COUNTRY] = "must be a country code like BE",
	[FAULT_PARTNER_TYPE] = "is not in the vocabulary partner_type",
	[FAULT_TWICE] = "is given twice",
	[FAULT_TOO_MANY] = "more than %d",
	[FAULT_RANGE] = "must be from 1 to %d",
	[FAULT_SAME_NUMBER] = "another one has the same number",
	[FAULT_SAME_TYPE] = "another one has the same type",
	[FAULT_ORDER] = "is before starts_on",
};

struct checking {
	void *ctx;
	const struct vocabularies *vocabularies;
	struct faults faults;
};

static void
add(struct checking *c, const struct place *place, struct fault fault)
{
	fault.place = place_name(c->ctx, place);
	MEM_GROW(c->ctx, c->faults.fault, c->faults.count);
	c->faults.fault[c->faults.count++] = fault;
}

/* A day that the calendar has, as YYYY-MM-DD; or only its month or year, when `least` (10, 7 or 4 characters) allows. */
static bool
is_date(const char *s, size_t least)
{
	static const char PATTERN[] = "dddd-dd-dd";
	static const int DAYS[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	size_t len = strlen(s);
	long year, month, day;

	if (len < least || (len != 4 && len != 7 && len != 10))
		return false;
	for (size_t i = 0; i < len; i++)
		if (PATTERN[i] == 'd' ? !isdigit((unsigned char)s[i]) : s[i] != '-')
			return false;
	year = strtol(s, NULL, 10);
	month = len >= 7 ? strtol(s + 5, NULL, 10) : 1;
	day = len == 10 ? strtol(s + 8, NULL, 10) : 1;
	return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1] &&
	    (month != 2 || day != 29 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)));
}

/* http or https, and a host without "user@" before it, which only serves to deceive. */
bool
document_is_url(const char *s)
{
	size_t scheme = strncmp(s, "https://", 8) == 0 ? 8 : strncmp(s, "http://", 7) == 0 ? 7 : 0;
	size_t host = strcspn(s + scheme, "/?#");

	return scheme > 0 && host > 0 && strchr(".:", s[scheme]) == NULL && memchr(s + scheme, '@', host) == NULL && strpbrk(s, " \"<>\\^`{|}") == NULL;
}

bool
document_is_email(const char *s)
{
	const char *sign = strchr(s, '@');
	size_t len = strlen(s);

	return sign != NULL && sign > s && sign[1] != '.' && strchr(sign + 1, '@') == NULL && strchr(sign + 1, '.') != NULL && s[len - 1] != '.' &&
	    strpbrk(s, " \"<>,;:\\()[]") == NULL;
}

static bool
is_slug(const char *s)
{
	return strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(s) && *s != '-' && *s != '\0' && strlen(s) <= SLUG_BYTES;
}

/* An enterprise number as the register writes it: ten digits, of which the last two are 97 less what the others leave when divided by 97. */
static bool
is_enterprise_number(const char *s)
{
	static const char PATTERN[] = "dddd.ddd.ddd";
	long number = 0;

	if (strlen(s) != strlen(PATTERN))
		return false;
	for (size_t i = 0; PATTERN[i] != '\0'; i++) {
		if (PATTERN[i] == 'd' ? !isdigit((unsigned char)s[i]) : s[i] != PATTERN[i])
			return false;
		number = PATTERN[i] == 'd' ? number * 10 + (s[i] - '0') : number;
	}
	return (s[0] == '0' || s[0] == '1') && 97 - number / 100 % 97 == number % 100;
}

/* FAULT_KINDS, or what is wrong with a string that should look like its kind says. */
static enum fault_kind
misfit(const struct vocabularies *all, enum kind kind, const char *s)
{
	enum lang lang;

	switch (kind) {
	case KIND_URL:
		return document_is_url(s) ? FAULT_KINDS : FAULT_URL;
	case KIND_EMAIL:
		return document_is_email(s) ? FAULT_KINDS : FAULT_EMAIL;
	case KIND_DAY:
		return is_date(s, 10) ? FAULT_KINDS : FAULT_DAY;
	case KIND_DATE:
		return is_date(s, 4) ? FAULT_KINDS : FAULT_DATE;
	case KIND_ENTERPRISE:
		return is_enterprise_number(s) ? FAULT_KINDS : FAULT_ENTERPRISE;
	case KIND_SLUG:
	case KIND_SLUGS:
		return is_slug(s) ? FAULT_KINDS : FAULT_SLUG;
	case KIND_LANGUAGES:
		return lang_parse(s, strlen(s), &lang) ? FAULT_KINDS : FAULT_LANGUAGE;
	case KIND_COUNTRY:
		return vocabulary_term(all, VOCABULARY_COUNTRY, s) != NULL ? FAULT_KINDS : FAULT_COUNTRY;
	case KIND_PARTNER_TYPE:
		return vocabulary_term(all, VOCABULARY_PARTNER_TYPE, s) != NULL ? FAULT_KINDS : FAULT_PARTNER_TYPE;
	default:
		return FAULT_KINDS;
	}
}

static void
check_string(struct checking *c, const struct place *place, const struct member *m, const char *s)
{
	bool lines = m->kind == KIND_LONG_TEXT || m->kind == KIND_SOURCE;
	enum fault_kind wrong = FAULT_KINDS;

	if (s == NULL)
		return;
	if (utf8_length(s) > (size_t)m->limit)
		wrong = FAULT_TOO_LONG;
	else if (strspn(s, " \t\r\n") == strlen(s))
		wrong = FAULT_BLANK;
	else if (utf8_has_control(s, strlen(s)))
		wrong = FAULT_CONTROL;
	else if (!lines && strpbrk(s, "\r\n\t") != NULL)
		wrong = FAULT_LINES;
	else
		wrong = misfit(c->vocabularies, m->kind, s);
	if (wrong != FAULT_KINDS)
		add(c, place, (struct fault){ .kind = wrong, .limit = m->limit });
}

static void
check_text(struct checking *c, const struct place *place, const struct member *m, const struct text *text)
{
	if ((m->flags & REQUIRED) != 0 && text_empty(text))
		add(c, place, (struct fault){ .kind = FAULT_MISSING });
	for (int l = 0; l < LANG_COUNT; l++)
		check_string(c, &(struct place){ place, lang_code((enum lang)l), -1 }, m, text->in[l]);
}

static void
check_codes(struct checking *c, const struct place *place, const struct member *m, const struct codes *codes)
{
	/* The members of struct facets stand in the order of the vocabularies. */
	enum vocabulary v = m->kind == KIND_FACET ? (enum vocabulary)(m->offset / sizeof(struct codes)) : VOCABULARY_COUNT;

	if (codes->count > (size_t)m->limit) {
		add(c, place, (struct fault){ .kind = FAULT_TOO_MANY, .limit = m->limit });
		return;
	}
	for (size_t i = 0; i < codes->count; i++) {
		struct fault wrong = { .kind = misfit(c->vocabularies, m->kind, codes->code[i]) };

		if (v != VOCABULARY_COUNT && vocabulary_term(c->vocabularies, v, codes->code[i]) == NULL)
			wrong = (struct fault){ .kind = FAULT_TERM, .vocabulary = v, .code = codes->code[i] };
		for (size_t j = 0; j < i; j++)
			if (strcmp(codes->code[j], codes->code[i]) == 0)
				wrong.kind = FAULT_TWICE;
		if (wrong.kind != FAULT_KINDS)
			add(c, &(struct place){ place->outer, place->name, (int)i }, wrong);
	}
}

static void check_object(struct checking *c, const struct place *place, const struct shape *shape, const void *from);

static void
check_array(struct checking *c, const struct place *place, const struct member *m, const void *from)
{
	size_t count = *(const size_t *)((const char *)from + m->count_offset);
	const char *elements = *(const char *const *)((const char *)from + m->offset);

	if (count > (size_t)m->limit)
		add(c, place, (struct fault){ .kind = FAULT_TOO_MANY, .limit = m->limit });
	for (size_t i = 0; i < count && i < (size_t)m->limit; i++)
		check_object(c, &(struct place){ place->outer, place->name, (int)i }, m->shape, elements + i * m->shape->size);
}

static void
check_member(struct checking *c, const struct place *place, const struct member *m, const void *from)
{
	const void *field = ((const char *)from + m->offset);
	int number;

	if (m->kind <= KIND_LAST_STRING) {
		if (*(const char *const *)field == NULL && (m->flags & REQUIRED) != 0)
			add(c, place, (struct fault){ .kind = FAULT_MISSING });
		check_string(c, place, m, *(const char *const *)field);
		return;
	}
	switch (m->kind) {
	case KIND_TEXT:
	case KIND_LONG_TEXT:
		check_text(c, place, m, field);
		break;
	case KIND_FACET:
	case KIND_LANGUAGES:
	case KIND_SLUGS:
		check_codes(c, place, m, field);
		break;
	case KIND_NUMBER:
		number = *(const int *)field;
		if (number < 1 || number > m->limit)
			add(c, place, (struct fault){ .kind = FAULT_RANGE, .limit = m->limit });
		break;
	case KIND_OBJECT:
		check_object(c, place, m->shape, field);
		break;
	case KIND_ARRAY:
		check_array(c, place, m, from);
		break;
	default:
		break;
	}
}

static void
check_object(struct checking *c, const struct place *place, const struct shape *shape, const void *from)
{
	for (size_t i = 0; i < shape->count; i++)
		check_member(c, &(struct place){ place, shape->members[i].name, -1 }, &shape->members[i], from);
}

/* What no member can say alone: that no two activities share a number, and no two groups a type; that nothing ends before it begins. */
static void
check_together(struct checking *c, const struct organisation *org)
{
	for (size_t i = 0; i < org->activity_count; i++) {
		const struct activity *activity = &org->activities[i];
		const struct place place = { NULL, "activities", (int)i };

		for (size_t j = 0; j < i; j++)
			if (activity->number == org->activities[j].number) {
				add(c, &place, (struct fault){ .kind = FAULT_SAME_NUMBER });
				break;
			}
		if (activity->dates.starts_on != NULL && activity->dates.ends_on != NULL && strcmp(activity->dates.ends_on, activity->dates.starts_on) < 0)
			add(c, &(struct place){ &(struct place){ &place, "dates", -1 }, "ends_on", -1 }, (struct fault){ .kind = FAULT_ORDER });
	}
	for (size_t i = 0; i < org->partner_group_count; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(org->partner_groups[i].type, org->partner_groups[j].type) == 0) {
				add(c, &(struct place){ NULL, "partner_groups", (int)i }, (struct fault){ .kind = FAULT_SAME_TYPE });
				break;
			}
}

struct faults
document_faults(void *ctx, const struct organisation *org, const struct vocabularies *all)
{
	struct checking c = { ctx, all, { NULL, 0 } };

	check_object(&c, NULL, &document_shape, org);
	if (c.faults.count == 0)
		check_together(&c, org);
	return c.faults;
}

enum err
document_check(void *ctx, const struct organisation *org, const struct vocabularies *all, const char **why)
{
	struct faults faults = document_faults(ctx, org, all);
	const struct fault *first = faults.fault;

	*why = NULL;
	if (faults.count == 0)
		return OK;
	if (first->kind == FAULT_TERM) {
		*why = mem_printf(ctx, "%s: the vocabulary %s has no \"%s\"", first->place, vocabulary_code(first->vocabulary), first->code);
	} else {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		*why = mem_printf(ctx, "%s: %s", first->place, mem_printf(ctx, SENTENCE[first->kind], first->limit));
#pragma GCC diagnostic pop
	}
	return ERR_INVALID;
}
