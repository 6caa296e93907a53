/* Who has the words of a search: by full-text search, which ranks them, and by the sets of frequent words. */
#ifndef ANNUAIRE_STORE_MATCHING_H
#define ANNUAIRE_STORE_MATCHING_H

#include "store/frequent.h"
#include "text/search.h"

/* A member, and how well it has the words. */
struct ranked {
	uint32_t member;
	double score;
};

struct matching {
	struct members *found;		/* NULL: no words were asked for */
	struct ranked *ranked;		/* the best of them in order; may hold members that are not found */
	size_t ranked_count;
	struct members *named;		/* those who have a frequent word in their name: they come next */
};

/* everybody: whom a search of exclusions alone is about. All of *matching is owned by ctx. */
MUST_CHECK enum err matching_find(struct db *db, void *ctx, enum universe universe, const struct frequent_tokens *frequent, const struct search *search,
    const struct members *everybody, struct matching *matching);

#endif
