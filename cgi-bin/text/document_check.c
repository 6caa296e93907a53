/* What a document must keep to beyond the types of its members. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/document.h"
#include "text/document_shape.h"

enum { SLUG_BYTES = 80 };

struct checking {
	void *ctx;
	const struct vocabularies *vocabularies;
	const char *why;
};

static enum err
fault(struct checking *c, const struct place *place, const char *what)
{
	return document_fault(c->ctx, place, what, &c->why);
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

/* NULL, or what is wrong with a string that should look like its kind says. */
static const char *
misfit(const struct vocabularies *all, enum kind kind, const char *s)
{
	enum lang lang;

	switch (kind) {
	case KIND_URL:
		return document_is_url(s) ? NULL : "must be like https://www.example.org";
	case KIND_EMAIL:
		return document_is_email(s) ? NULL : "must be like info@example.org";
	case KIND_DAY:
		return is_date(s, 10) ? NULL : "must be a date like 2026-10-31";
	case KIND_DATE:
		return is_date(s, 4) ? NULL : "must be like 2019, 2019-06 or 2019-06-30";
	case KIND_SLUG:
	case KIND_SLUGS:
		return is_slug(s) ? NULL : "must be of small letters, digits and hyphens, at most 80";
	case KIND_LANGUAGES:
		return lang_parse(s, strlen(s), &lang) ? NULL : "must be fr, nl, de or en";
	case KIND_COUNTRY:
		return vocabulary_term(all, VOCABULARY_COUNTRY, s) != NULL ? NULL : "must be a country code like BE";
	case KIND_PARTNER_TYPE:
		return vocabulary_term(all, VOCABULARY_PARTNER_TYPE, s) != NULL ? NULL : "is not in the vocabulary partner_type";
	default:
		return NULL;
	}
}

static enum err
check_string(struct checking *c, const struct place *place, const struct member *m, const char *s)
{
	bool lines = m->kind == KIND_LONG_TEXT || m->kind == KIND_SOURCE;
	const char *wrong;

	if (s == NULL)
		return OK;
	if (utf8_length(s) > (size_t)m->limit)
		return fault(c, place, mem_printf(c->ctx, "longer than %d characters", m->limit));
	if (strspn(s, " \t\r\n") == strlen(s))
		return fault(c, place, "is blank");
	if (utf8_has_control(s, strlen(s)))
		return fault(c, place, "has control characters");
	if (!lines && strpbrk(s, "\r\n\t") != NULL)
		return fault(c, place, "must be one line");
	wrong = misfit(c->vocabularies, m->kind, s);
	return wrong == NULL ? OK : fault(c, place, wrong);
}

static enum err
check_text(struct checking *c, const struct place *place, const struct member *m, const struct text *text)
{
	enum err e = OK;

	if ((m->flags & REQUIRED) != 0 && text_empty(text))
		return fault(c, place, "is missing");
	for (int l = 0; e == OK && l < LANG_COUNT; l++)
		e = check_string(c, &(struct place){ place, lang_code((enum lang)l), -1 }, m, text->in[l]);
	return e;
}

static enum err
check_codes(struct checking *c, const struct place *place, const struct member *m, const struct codes *codes)
{
	/* The members of struct facets stand in the order of the vocabularies. */
	enum vocabulary v = m->kind == KIND_FACET ? (enum vocabulary)(m->offset / sizeof(struct codes)) : VOCABULARY_COUNT;

	if (codes->count > (size_t)m->limit)
		return fault(c, place, mem_printf(c->ctx, "more than %d", m->limit));
	for (size_t i = 0; i < codes->count; i++) {
		const char *code = codes->code[i], *wrong = misfit(c->vocabularies, m->kind, code);

		if (v != VOCABULARY_COUNT && vocabulary_term(c->vocabularies, v, code) == NULL)
			wrong = mem_printf(c->ctx, "the vocabulary %s has no \"%s\"", vocabulary_code(v), code);
		for (size_t j = 0; j < i; j++)
			if (strcmp(codes->code[j], code) == 0)
				wrong = "is given twice";
		if (wrong != NULL)
			return fault(c, &(struct place){ place->outer, place->name, (int)i }, wrong);
	}
	return OK;
}

static enum err check_object(struct checking *c, const struct place *place, const struct shape *shape, const void *from);

static enum err
check_array(struct checking *c, const struct place *place, const struct member *m, const void *from)
{
	size_t count = *(const size_t *)((const char *)from + m->count_offset);
	const char *elements = *(const char *const *)((const char *)from + m->offset);
	enum err e = OK;

	if (count > (size_t)m->limit)
		return fault(c, place, mem_printf(c->ctx, "more than %d", m->limit));
	for (size_t i = 0; e == OK && i < count; i++)
		e = check_object(c, &(struct place){ place->outer, place->name, (int)i }, m->shape, elements + i * m->shape->size);
	return e;
}

static enum err
check_member(struct checking *c, const struct place *place, const struct member *m, const void *from)
{
	const void *field = ((const char *)from + m->offset);
	const char *s;
	int number;

	if (m->kind <= KIND_LAST_STRING) {
		s = *(const char *const *)field;
		return s == NULL && (m->flags & REQUIRED) != 0 ? fault(c, place, "is missing") : check_string(c, place, m, s);
	}
	switch (m->kind) {
	case KIND_TEXT:
	case KIND_LONG_TEXT:
		return check_text(c, place, m, field);
	case KIND_FACET:
	case KIND_LANGUAGES:
	case KIND_SLUGS:
		return check_codes(c, place, m, field);
	case KIND_NUMBER:
		number = *(const int *)field;
		return number >= 1 && number <= m->limit ? OK : fault(c, place, mem_printf(c->ctx, "must be from 1 to %d", m->limit));
	case KIND_OBJECT:
		return check_object(c, place, m->shape, field);
	case KIND_ARRAY:
		return check_array(c, place, m, from);
	default:
		return OK;
	}
}

static enum err
check_object(struct checking *c, const struct place *place, const struct shape *shape, const void *from)
{
	enum err e = OK;

	for (size_t i = 0; e == OK && i < shape->count; i++)
		e = check_member(c, &(struct place){ place, shape->members[i].name, -1 }, &shape->members[i], from);
	return e;
}

/* What no member can say alone: that no two activities share a number, and no two groups a type. */
static enum err
check_distinct(struct checking *c, const struct organisation *org)
{
	for (size_t i = 0; i < org->activity_count; i++)
		for (size_t j = 0; j < i; j++)
			if (org->activities[i].number == org->activities[j].number)
				return fault(c, &(struct place){ NULL, "activities", (int)i }, "another one has the same number");
	for (size_t i = 0; i < org->partner_group_count; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(org->partner_groups[i].type, org->partner_groups[j].type) == 0)
				return fault(c, &(struct place){ NULL, "partner_groups", (int)i }, "another one has the same type");
	return OK;
}

enum err
document_check(void *ctx, const struct organisation *org, const struct vocabularies *all, const char **why)
{
	struct checking c = { ctx, all, NULL };
	enum err e = check_object(&c, NULL, &document_shape, org);

	if (e == OK)
		e = check_distinct(&c, org);
	*why = c.why;
	return e;
}
