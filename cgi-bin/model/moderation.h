/* What the federation's desk shows beside the queue. Days are UTC, "YYYY-MM-DD". */
#ifndef ANNUAIRE_MODEL_MODERATION_H
#define ANNUAIRE_MODEL_MODERATION_H

#include "model/listing.h"

/* A rule for a member of the document ("mission", "activities"; "" for all that no rule names): whether it waits for a moderator. */
struct policy_rule {
	const char *part;
	bool moderated;
};

/* Those of one organisation, or of everybody. */
struct policy_rules {
	struct policy_rule *rows;
	size_t count;
};

/* An organisation with rules of its own. */
struct policy_exception {
	const char *slug;
	struct said name;
	size_t rules;
};

struct policy_exceptions {
	struct policy_exception *rows;	/* by name */
	size_t count;
};

/* A search that found nothing. */
struct search_miss {
	const char *words;
	enum lang lang;			/* of the page */
	unsigned long searches;
	const char *last_on;
};

struct search_misses {
	int days;			/* that are looked back */
	struct search_miss *rows;	/* most searched first */
	size_t count;
};

/* An organisation that has not confirmed its page for more than a year, or never. */
struct unconfirmed_row {
	const char *slug;
	struct said name;
	const char *confirmed_on;	/* NULL: never */
	const char *updated_on;
	unsigned editors;		/* accounts that may edit it */
};

struct unconfirmed_list {
	struct unconfirmed_row *rows;	/* longest ago first */
	size_t row_count;
	struct paging paging;
};

#endif
