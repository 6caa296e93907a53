/* The short list: organisations that a visitor put together, what for, and the search that they were found by. All of it stands in its address. */
#ifndef ANNUAIRE_MODEL_SHORTLIST_H
#define ANNUAIRE_MODEL_SHORTLIST_H

#include "model/listing.h"

enum { SHORTLIST_MAX = 40, SHORTLIST_TITLE_MAX = 100 /* characters */, SHORTLIST_FROM_MAX = 300 /* characters */ };

struct shortlist {
	const char *title;		/* "" when none is given */
	const char *from;		/* canonical query string of the search that it was made from, "" when none */
	struct query search;		/* the same, taken apart */
	struct organisation *rows;	/* published ones, in the visitor's order */
	size_t row_count;
	struct organisation *closed;	/* asked for, and no longer in the directory */
	size_t closed_count;
	struct codes unknown;		/* asked for, and nobody answers to them */
	bool cut;			/* more than SHORTLIST_MAX were asked for */
};

#endif
