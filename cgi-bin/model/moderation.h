/* What the federation's desk shows beside the queue. Days are UTC, "YYYY-MM-DD". */
#ifndef ANNUAIRE_MODEL_MODERATION_H
#define ANNUAIRE_MODEL_MODERATION_H

#include "model/revision.h"
#include "model/submission.h"

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

/* What was done before a page of the desk is shown: the value of its parameter `done`. */
enum desk_done { DESK_NOTHING, DESK_ACCEPTED, DESK_PARTED, DESK_RETURNED, DESK_COMMENTED, DESK_SAVED, DESK_RENAMED, DESK_CLOSED, DESK_DONES };

struct review;	/* text/review.h */

/* GET and POST of a submission: what was typed and chosen stands in it again. */
struct review_page {
	const struct submission *submission;
	const struct review *review;
	bool moderates;			/* whoever reads it decides; else it is theirs */
	bool stale;			/* the page was published anew, or the submission decided, since the form was shown */
	enum desk_done done;
	const char *receipt, *comment_receipt;
	const struct codes *taken;	/* parts that were ticked; NULL: nothing was sent yet, all of them are */
	const struct codes *kept;	/* parts in conflict of which what is published was chosen */
	const char *answer, *comment;	/* "" */
	const char *part_fault, *choice_fault, *answer_fault, *comment_fault;	/* NULL: none */
};

/* GET and POST /{lang}/moderate/organisations/{slug} */
struct desk_organisation {
	const struct organisation *org;
	size_t waiting;			/* submissions */
	uint64_t first;			/* of them, the one that has waited longest */
	enum desk_done done;
	const char *address;		/* as typed */
	const char *successor;		/* "" */
	const char *address_fault, *successor_fault, *sure_fault;	/* NULL: none */
};

/* GET and POST /{lang}/moderate/policy, or of one organisation */
struct policy_page {
	const struct organisation *org;	/* NULL: for everybody */
	struct policy_rules rules;	/* its own */
	struct policy_rules everybody;
	struct policy_exceptions exceptions;	/* only of everybody's */
	enum desk_done done;
};

#endif
