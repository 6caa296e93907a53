/* The history of an organisation's page: its revisions. Days are UTC, "YYYY-MM-DD". */
#ifndef ANNUAIRE_MODEL_REVISION_H
#define ANNUAIRE_MODEL_REVISION_H

#include "model/edit.h"
#include "model/listing.h"
#include "model/organisation.h"

/* What is told to everybody of who made a revision. */
enum origin { ORIGIN_IMPORT, ORIGIN_ORGANISATION, ORIGIN_FEDERATION, ORIGIN_COUNT };

struct revision_row {
	unsigned number;		/* from 1 */
	const char *since;		/* the day on which it was published */
	const char *until;		/* the day on which the next one took its place; NULL: it stands */
	enum origin origin;
	struct codes parts;		/* what it changed, paths as in text/change.h; none in the first */

	/* only for editors and moderators, else NULL */
	const char *at;			/* the moment, "YYYY-MM-DD HH:MM" */
	const char *author;
	const char *reason;		/* "" when none was given */
	const char *accepted_by;	/* the moderator who accepted it; NULL: nobody had to */
};

struct history {
	struct revision_row *rows;	/* latest first */
	size_t row_count;
	struct paging paging;
};

/* GET /{lang}/organisations/{slug}/history, and the same among the pages of those who edit */
struct history_page {
	const struct organisation *org;
	struct history history;
	bool edits;			/* its readers may restore */
	enum done done;			/* by restoring, just before */
	bool not_restored;		/* it could not be */
	const char *receipt;		/* of a form that restores; NULL: nobody may */
	const char *on;			/* the day that was asked for, as typed; "" */
	const char *on_fault;		/* NULL: none */
};

/* GET /{lang}/organisations/{slug}/history/{number}/changes: two revisions, the earlier one first. */
struct comparison {
	const struct organisation *org;	/* as it is published */
	struct revision_row before, after;	/* before.number 0: there was nothing before */
	struct organisation old, new;	/* their documents */
};

#endif
