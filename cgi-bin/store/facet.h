/* Facets as sets: all organisations, or all activities, that carry one value. A process keeps them in memory and reads what changed. */
#ifndef ANNUAIRE_STORE_FACET_H
#define ANNUAIRE_STORE_FACET_H

#include "model/listing.h"
#include "model/place.h"
#include "store/members.h"

/* The sets of one universe in this process. Empty until refreshed. */
struct facet_index;
struct facet_index *facet_index_new(void *ctx, enum universe universe);

/* Reads the sets that were written after what the index holds; nothing when revision (the directory's, as store_state() says) is the one it holds. today: YYYY-MM-DD. */
MUST_CHECK enum err facet_index_refresh(struct facet_index *index, struct db *db, uint64_t revision, const char *today);

/* All members of the universe; those of one value (an empty set where nobody has it). Owned by the index, valid until the next refresh. */
const struct members *facet_everybody(const struct facet_index *index);
const struct members *facet_members(const struct facet_index *index, enum facet facet, const char *code);
/* The organisations that name a partner. */
const struct members *facet_naming(const struct facet_index *index);
/* The organisations under a letter in the lists of a language: "a".."z", "0". */
const struct members *facet_letter(const struct facet_index *index, enum lang lang, const char *letter);

/*
 * Who of `found` (NULL: everybody) satisfies the choices (OR inside a facet, AND between facets), owned by ctx; and how often each value of each facet would be there under the
 * choices of all other facets: those above 0, and whatever is chosen, by facet and in display order.
 */
struct members *facet_narrow(const struct facet_index *index, void *ctx, const struct vocabularies *all, const struct query *query, const struct members *found,
    struct facet_count **counts, size_t *count);
/* The choices alone, without the facet `except` (FACET_COUNT: all of them). */
struct members *facet_choose(const struct facet_index *index, void *ctx, const struct query *query, const struct members *found, enum facet except);
/* Fills the matrix for gaps->zone; owned by ctx, its terms by the vocabularies. */
void facet_gaps(const struct facet_index *index, void *ctx, const struct vocabularies *all, struct gap_matrix *gaps);

/* A point where somebody is, and who: by the seat or a branch. */
struct near_point {
	double kilometres;
	const struct members *members;
};
/* The points that are at most so many kilometres (great circle) from a place, nearest first: how many, into *points. Owned by ctx, their members by the index. */
size_t facet_near(const struct facet_index *index, void *ctx, const struct place *place, double kilometres, struct near_point **points);

/* What an organisation, which is at positions, and its activities can be found by, as table facet_value has it; owned by ctx. */
const char *facet_lines(void *ctx, const struct vocabularies *all, const struct organisation *org, const struct position_list *positions);
/* Brings the sets from what the table says of an organisation to what it will say; "": nothing. Inside a publication's transaction. */
MUST_CHECK enum err facet_change(struct db *db, void *ctx, uint64_t organisation, const char *gone, const char *come);

/* Makes all sets anew from table facet_value, or (repair false) says whether they are what it says: *same. */
MUST_CHECK enum err facet_rebuild(struct db *db, void *ctx, bool repair, bool *same);

#endif
