/* Lists: each function is one round trip, everything it fills is owned by ctx. */
#ifndef ANNUAIRE_STORE_LISTING_H
#define ANNUAIRE_STORE_LISTING_H

#include "model/listing.h"
#include "store/db.h"

MUST_CHECK enum err store_home(struct db *db, void *ctx, enum lang lang, struct home *home);

/* list->query says what is asked. Words are all searched for, as beginnings of words. ERR_NOT_FOUND: a page after the last. */
MUST_CHECK enum err store_organisations(struct db *db, void *ctx, const struct vocabularies *all, enum lang lang, struct organisation_list *list);
MUST_CHECK enum err store_activities(struct db *db, void *ctx, enum lang lang, struct activity_list *list);
MUST_CHECK enum err store_partnerships(struct db *db, void *ctx, enum lang lang, unsigned page, struct partnership_list *list);

#endif
