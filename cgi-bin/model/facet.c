/* The values of each facet. */
#include <string.h>

#include "model/facet.h"

static const char *const FRESHNESS[FRESHNESS_COUNT] = { "year", "two-years", "older", "never" };

const char *
facet_parameter(enum facet facet)
{
	if (facet == FACET_LANGUAGE)
		return "language";
	return facet == FACET_FRESHNESS ? "fresh" : vocabulary_parameter((enum vocabulary)facet);
}

static bool
is_vocabulary(enum facet facet)
{
	return (int)facet < VOCABULARY_FACETS;
}

size_t
facet_size(const struct vocabularies *all, enum facet facet)
{
	if (is_vocabulary(facet))
		return all->of[facet].count;
	return facet == FACET_LANGUAGE ? LANG_COUNT : FRESHNESS_COUNT;
}

const char *
facet_code(const struct vocabularies *all, enum facet facet, size_t n)
{
	if (is_vocabulary(facet))
		return all->of[facet].term[n].code;
	return facet == FACET_LANGUAGE ? lang_code((enum lang)n) : FRESHNESS[n];
}

const char *
facet_known_code(const struct vocabularies *all, enum facet facet, const char *code)
{
	const struct term *term;

	if (is_vocabulary(facet)) {
		term = vocabulary_term(all, (enum vocabulary)facet, code);
		return term == NULL ? NULL : term->code;
	}
	for (size_t i = 0; i < facet_size(all, facet); i++)
		if (strcmp(facet_code(all, facet, i), code) == 0)
			return facet_code(all, facet, i);
	return NULL;
}
