/* A form as it was sent, taken apart. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "edit/edit.h"
#include "text/words.h"

enum { REASON_CHARACTERS = 300 };

/* Fields of every form beside those of the document. */
static const char *const OTHERS[] = { "token", "base", "receipt", "language", "reason", "do", "again", "pasted", "html", "form", NULL };

enum err
read_language(const struct request *rq, const char *code, enum lang *lang)
{
	*lang = rq->lang;
	return code == NULL || lang_parse(code, strlen(code), lang) ? OK : ERR_BAD_REQUEST;
}

enum err
read_subject(const struct request *rq, const struct organisation *org, const char *language, struct subject *subject)
{
	const char *last = strrchr(rq->path, '/') + 1;
	const char **members = MEM_ARRAY(rq->ctx, const char *, 2);
	enum err e = read_language(rq, language, &subject->scope.lang);
	size_t row;

	subject->part = part_parse(last);
	subject->activity = request_number(rq->arguments[1], 999999);
	subject->scope.members = part_members(subject->part == PART_COUNT ? PART_ACTIVITY : subject->part);
	subject->draft = mem_printf(rq->ctx, "%s.%s", last, lang_code(subject->scope.lang));
	if (e != OK || subject->part != PART_COUNT)
		return e;
	subject->part = PART_ACTIVITY;
	row = activity_row(org, subject->activity);
	members[0] = mem_printf(rq->ctx, "activities[%zu]", row);
	subject->scope.members = members;
	return row == 0 ? ERR_NOT_FOUND : OK;
}

static bool
read_basis(const char *s, struct basis *basis)
{
	unsigned long long submission;
	unsigned revision;
	int end = 0;

	if (s == NULL || strlen(s) > 40 || sscanf(s, "%u.%llu%n", &revision, &submission, &end) != 2 || s[end] != '\0')
		return false;
	*basis = (struct basis){ revision, submission };
	return true;
}

/* What HTML was made of once is sent along, a name and a source each. */
static void
read_pasted(void *ctx, const struct parameter *fields, size_t count, struct sent *sent)
{
	const char *name = NULL;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(fields[i].name, "pasted") == 0) {
			name = fields[i].value;
		} else if (strcmp(fields[i].name, "html") == 0 && name != NULL && strlen(name) <= 100) {
			MEM_GROW(ctx, sent->pasted, sent->pasted_count);
			sent->pasted[sent->pasted_count++] = (struct pasted){ name, fields[i].value };
			name = NULL;
		}
	}
}

/* The code of the country with this name in one of the languages; NULL: there is none. Names as the forms show them are found without folding any. */
static const char *
country_called(const struct request *rq, const char *name)
{
	const struct terms *countries = &rq->vocabularies->of[VOCABULARY_COUNTRY];
	const struct term *found = NULL;
	const char *folded;

	for (size_t i = 0; found == NULL && i < countries->count; i++)
		for (int l = 0; l < LANG_COUNT; l++)
			if (strcmp(countries->term[i].label[l], name) == 0)
				found = &countries->term[i];
	folded = found == NULL && *name != '\0' ? words_fold(rq->ctx, name) : NULL;
	for (size_t i = 0; found == NULL && folded != NULL && i < countries->count; i++)
		for (int l = 0; l < LANG_COUNT; l++)
			if (strcmp(words_fold(rq->ctx, countries->term[i].label[l]), folded) == 0)
				found = &countries->term[i];
	return found == NULL ? NULL : found->code;
}

/* What people type for what the document keeps: a page's address without its beginning, a country by its name, an enterprise number in any spelling. */
static const char *
as_meant(const struct request *rq, const char *name, const char *value)
{
	const char *end = strrchr(name, '.'), *last = end == NULL ? name : end + 1, *country;
	char digits[11];
	size_t n = 0;

	if (strcmp(last, "website") == 0 && strchr(value, '.') != NULL && strstr(value, "://") == NULL && strchr(value, ' ') == NULL)
		return mem_printf(rq->ctx, "https://%s", value);
	if (strcmp(last, "country") == 0 && (country = country_called(rq, value)) != NULL)
		return country;
	if (strcmp(last, "enterprise_number") == 0) {
		for (const char *c = value; *c != '\0' && n < sizeof(digits); c++)
			if (*c >= '0' && *c <= '9')
				digits[n++] = *c;
			else if (strchr(" .-", *c) == NULL && strncasecmp(c, "BE", 2) != 0 && strncasecmp(c, "E", 1) != 0)
				return value;
		if (n == 10)
			return mem_printf(rq->ctx, "%.4s.%.3s.%.3s", digits, digits + 4, digits + 7);
		if (n == 9)
			return mem_printf(rq->ctx, "0%.3s.%.3s.%.3s", digits, digits + 3, digits + 6);
	}
	return value;
}

enum err
read_sent(struct request *rq, const struct parameter *fields, size_t count, struct sent *sent)
{
	static const char *const NAMES[] = { "do", "language", "base", "receipt", "reason" };
	const char *base = NULL;
	const char **values[] = { &sent->action, &sent->language, &base, &sent->receipt, &sent->reason };
	enum err e = OK;

	*sent = (struct sent){ 0 };
	for (size_t i = 0; e == OK && i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
		e = request_only(fields, count, NAMES[i], values[i]);
	if (e != OK || !read_basis(base, &sent->basis))
		return ERR_BAD_REQUEST;
	if (sent->receipt == NULL || strlen(sent->receipt) != 32)
		return ERR_BAD_REQUEST;
	sent->reason = sent->reason == NULL ? "" : mem_strndup(rq->ctx, sent->reason, utf8_prefix(sent->reason, REASON_CHARACTERS));
	read_pasted(rq->ctx, fields, count, sent);
	sent->pairs = fields;
	sent->count = count;
	return OK;
}

/* The form as it was sent, on the document that it was made from. */
enum err
read_changed(struct request *rq, const struct editing *editing, struct sent *sent, struct subject *subject, struct organisation *base, struct organisation *changed)
{
	struct parameter *pairs;
	enum err e;

	*base = editing->org;
	e = sent->basis.revision == editing->basis.revision && sent->basis.submission == editing->basis.submission ? OK :
	    store_editing_at(rq->db, rq->ctx, rq->vocabularies, rq->organisation, rq->actor->id, sent->basis, base);
	if (e == ERR_NOT_FOUND)
		e = ERR_BAD_REQUEST;
	if (e == OK)
		e = read_subject(rq, base, sent->language, subject);
	if (e != OK)
		return e;
	pairs = form_rows(rq->ctx, &subject->scope, sent->pairs, sent->count, sent->action, &sent->count);
	for (size_t i = 0; i < sent->count; i++)
		pairs[i].value = as_meant(rq, pairs[i].name, pairs[i].value);
	sent->pairs = pairs;
	return form_read(rq->ctx, base, &subject->scope, sent->pairs, sent->count, OTHERS, changed);
}
