/* Vocabularies: their names, and finding a term by its code. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/term.h"

static const struct {
	const char *code, *parameter;
} names[VOCABULARY_COUNT] = {
	[VOCABULARY_ACTIVITY_TYPE] = { "activity_type", "type" },
	[VOCABULARY_THEME] = { "theme", "theme" },
	[VOCABULARY_AUDIENCE] = { "audience", "public" },
	[VOCABULARY_PARTNER_TYPE] = { "partner_type", "partner" },
	[VOCABULARY_ZONE] = { "zone", "zone" },
	[VOCABULARY_COUNTRY] = { "country", "country" },
};

const char *
vocabulary_code(enum vocabulary v)
{
	return names[v].code;
}

const char *
vocabulary_parameter(enum vocabulary v)
{
	return names[v].parameter;
}

bool
vocabulary_parse(const char *code, enum vocabulary *v)
{
	for (int i = 0; i < VOCABULARY_COUNT; i++)
		if (strcmp(names[i].code, code) == 0) {
			*v = (enum vocabulary)i;
			return true;
		}
	return false;
}

static int
by_code(const void *a, const void *b)
{
	const struct term *const *x = a, *const *y = b;

	return strcmp((*x)->code, (*y)->code);
}

void
vocabulary_index(void *ctx, struct vocabularies *all)
{
	for (int v = 0; v < VOCABULARY_COUNT; v++) {
		struct terms *terms = &all->of[v];

		terms->by_code = MEM_ARRAY(ctx, const struct term *, terms->count);
		for (size_t i = 0; i < terms->count; i++)
			terms->by_code[i] = &terms->term[i];
		if (terms->count > 0)
			qsort(terms->by_code, terms->count, sizeof(terms->by_code[0]), by_code);
	}
}

const struct term *
vocabulary_term(const struct vocabularies *all, enum vocabulary v, const char *code)
{
	const struct terms *terms = &all->of[v];
	const struct term wanted = { .code = code }, *key = &wanted;
	const struct term *const *found;

	if (code == NULL || terms->count == 0)
		return NULL;
	found = bsearch(&key, terms->by_code, terms->count, sizeof(terms->by_code[0]), by_code);
	return found == NULL ? NULL : *found;
}

const char *
vocabulary_label(const struct vocabularies *all, enum vocabulary v, const char *code, enum lang lang)
{
	const struct term *term = vocabulary_term(all, v, code);

	return term == NULL ? code : term->label[lang];
}
