/* Revisions read: what an organisation's page said, when, and what changed. They never change. */
#ifndef ANNUAIRE_STORE_REVISION_H
#define ANNUAIRE_STORE_REVISION_H

#include "model/revision.h"
#include "store/db.h"

/* The document of one revision, with its organisation's id and its number; long texts are CommonMark. Owned by ctx. ERR_NOT_FOUND. */
MUST_CHECK enum err store_revision(struct db *db, void *ctx, uint64_t organisation, unsigned number, struct organisation *org);

/* One revision's row, and its document. For everybody. ERR_NOT_FOUND. */
MUST_CHECK enum err store_revision_row(struct db *db, void *ctx, uint64_t organisation, unsigned number, struct revision_row *row, struct organisation *org);

/* The number of the revision that stood at the end of a day, "YYYY-MM-DD"; ERR_NOT_FOUND: none did yet. */
MUST_CHECK enum err store_revision_on(struct db *db, void *ctx, uint64_t organisation, const char *day, unsigned *number);

/* Who reads a history. Names of people, reasons and moments are not for everybody. */
enum history_reader { HISTORY_EVERYBODY, HISTORY_EDITORS };

/* One page of the history, PAGE_SIZE rows; page from 1, latest is the organisation's present revision. Owned by ctx. ERR_NOT_FOUND: there are not so many pages. */
MUST_CHECK enum err store_history(struct db *db, void *ctx, const struct vocabularies *all, uint64_t organisation, unsigned latest, unsigned page, enum history_reader reader,
    struct history *history);

#endif
