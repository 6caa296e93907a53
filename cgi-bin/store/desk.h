/* What the federation looks at from time to time: searches that found nothing, organisations that have not confirmed their page for long. */
#ifndef ANNUAIRE_STORE_DESK_H
#define ANNUAIRE_STORE_DESK_H

#include "model/moderation.h"
#include "store/db.h"

/* The most frequent searches of the last so many days that found nothing, at most 200; owned by ctx. */
MUST_CHECK enum err store_search_misses(struct db *db, void *ctx, int days, struct search_misses *misses);

/* Organisations that confirmed their page more than a year ago, or never; PAGE_SIZE a page, from 1. ERR_NOT_FOUND: there are not so many pages. Owned by ctx. */
MUST_CHECK enum err store_unconfirmed(struct db *db, void *ctx, enum lang lang, unsigned page, struct unconfirmed_list *list);

#endif
