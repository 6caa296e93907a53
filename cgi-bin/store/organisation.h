/* Organisations as they stand. Programs that only read link nothing of what publishing needs: that is publication.h. */
#ifndef ANNUAIRE_STORE_ORGANISATION_H
#define ANNUAIRE_STORE_ORGANISATION_H

#include "model/listing.h"
#include "model/organisation.h"
#include "model/shortlist.h"
#include "store/db.h"

/*
 * The published organisation that answers, or once answered, to slug (one round trip): long texts are HTML, everything is owned by ctx.
 * When org->slug differs from slug, it has moved. ERR_NOT_FOUND; ERR_GONE: closed, *org is filled, with its successor.
 */
MUST_CHECK enum err store_organisation_by_slug(struct db *db, void *ctx, const char *slug, enum lang lang, struct organisation *org);

/* The same, and in the same round trip who names it as a partner. */
MUST_CHECK enum err store_organisation_named_by(struct db *db, void *ctx, const char *slug, enum lang lang, struct organisation *org, struct named_by *by);

/*
 * Who answers, or once answered, to each of at most SHORTLIST_MAX slugs, in one round trip: (*orgs)[i] for slugs->code[i], owned by ctx, long texts HTML.
 * Where nobody does, its slug is NULL; a closed one says so in its status, without its successor.
 */
MUST_CHECK enum err store_organisations_by_slugs(struct db *db, void *ctx, const struct codes *slugs, struct organisation **orgs);

/* The current revision's document itself (long texts are CommonMark), whether published or closed. ERR_NOT_FOUND. */
MUST_CHECK enum err store_organisation_document(struct db *db, void *ctx, uint64_t id, struct organisation *org, const char **json);

/* The id and present revision of the organisation at slug; ERR_NOT_FOUND. */
MUST_CHECK enum err store_organisation_id(struct db *db, void *ctx, const char *slug, uint64_t *id);

/* All ids, in ascending order. */
MUST_CHECK enum err store_organisation_ids(struct db *db, void *ctx, uint64_t **ids, size_t *count);

#endif
