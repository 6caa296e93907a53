/* Lists: what was found, as rows. Everything they fill is owned by ctx. */
#ifndef ANNUAIRE_STORE_LISTING_H
#define ANNUAIRE_STORE_LISTING_H

#include "store/search.h"

/* One round trip. */
MUST_CHECK enum err store_home(struct db *db, void *ctx, const struct finder *finder, struct home *home);

/*
 * list->finding.query says what is asked. One round trip for the rows; before it one for words, one for the sets of those that are frequent, one for a place, and one for an order that
 * the sets of facets do not have; after it one for how far organisations are from a place. Rows have their source when words or choices want an explanation, and the page is one for
 * reading. ERR_NOT_FOUND: a page after the last.
 */
MUST_CHECK enum err store_organisations(struct db *db, void *ctx, const struct finder *finder, struct organisation_list *list);
MUST_CHECK enum err store_activities(struct db *db, void *ctx, const struct finder *finder, struct activity_list *list);
/* A page is of organisations that name somebody; rows are all whom these name. */
MUST_CHECK enum err store_partnerships(struct db *db, void *ctx, const struct finder *finder, struct partnership_list *list);

#endif
