/* Search: words, facets and place together; which members they leave, and which of them stand on the page that was asked for. */
#ifndef ANNUAIRE_STORE_SEARCH_H
#define ANNUAIRE_STORE_SEARCH_H

#include "store/facet.h"
#include "store/frequent.h"
#include "text/search.h"

/* What a search stands on, beside the query. */
struct finder {
	const struct facet_index *facets;	/* of the universe that is searched, refreshed */
	enum universe universe;
	const struct vocabularies *all;
	const struct synonyms *synonyms;
	const struct frequent_tokens *frequent;	/* of the universe that is searched */
	const struct members *only;		/* who may be found at all; NULL: everybody */
	enum lang lang;				/* whose names the alphabetical order is of */
};

struct found {
	const struct members *hits;
	uint32_t *page;			/* the members of the page, in order */
	size_t page_count;
	struct near_point *points;	/* of a search near a place, nearest first */
	size_t point_count;
};

/*
 * Answers finding->query: fills the rest of *finding and *found, owned by ctx. When no organisation has the words, the nearest ones are searched instead and finding->corrected says so;
 * a place that nobody knows narrows nothing and leaves finding->places empty; when nothing is left, finding->ways_out has what to drop. ERR_NOT_FOUND: a page after the last.
 */
MUST_CHECK enum err store_find(struct db *db, void *ctx, const struct finder *finder, struct finding *finding, struct found *found);

/* Counts a search that found nothing: its folded words and the day, nothing about who searched. Words that look like an address or a number are left out. */
MUST_CHECK enum err store_search_missed(struct db *db, void *ctx, enum lang lang, const char *words);

/*
 * What typed may become: at most max suggestions into *rows (owned by ctx), names of organisations first, then terms that organisations have, then localities. One round trip.
 */
MUST_CHECK enum err store_suggest(struct db *db, void *ctx, const struct finder *finder, const char *typed, struct suggestion *rows, size_t max, size_t *count);

/* Members as a JSON array, for JSON_TABLE. Owned by ctx. */
const char *store_members_json(void *ctx, const uint32_t *members, size_t count);

#endif
