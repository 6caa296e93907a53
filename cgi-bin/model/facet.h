/* By what a search can be narrowed: the five facets of the vocabularies, the languages of an organisation, and how long ago it confirmed its page. */
#ifndef ANNUAIRE_MODEL_FACET_H
#define ANNUAIRE_MODEL_FACET_H

#include "model/term.h"

/* The first VOCABULARY_FACETS of them are those of enum vocabulary. */
enum facet { FACET_LANGUAGE = VOCABULARY_FACETS, FACET_FRESHNESS, FACET_COUNT };

/* Confirmed at most a year ago, one to two years ago, longer ago, never. */
enum freshness { FRESHNESS_YEAR, FRESHNESS_TWO_YEARS, FRESHNESS_OLDER, FRESHNESS_NEVER, FRESHNESS_COUNT };

/* "type" "theme" "public" "partner" "zone" "language" "fresh": the query parameter. */
const char *facet_parameter(enum facet facet);
/* How many values a facet can have, and the code of each in display order: terms of a vocabulary, language codes, "year" "two-years" "older" "never". */
size_t facet_size(const struct vocabularies *all, enum facet facet);
const char *facet_code(const struct vocabularies *all, enum facet facet, size_t n);
/* The facet's own copy of code; NULL: it has no such value. */
const char *facet_known_code(const struct vocabularies *all, enum facet facet, const char *code);

#endif
