/* What a moderator decides about: the parts of a submission, what became of each on the published page meanwhile, and what the decision makes of them. */
#ifndef ANNUAIRE_TEXT_REVIEW_H
#define ANNUAIRE_TEXT_REVIEW_H

#include "text/change.h"

/* Three documents of one organisation: what the submission was written on, what it wants, and what is published now. */
struct review_sides {
	const struct organisation *base, *submitted, *published;
};

enum review_state {
	REVIEW_OPEN,		/* nobody else touched it */
	REVIEW_BESIDE,		/* others changed the same part since, beside it: both can stand */
	REVIEW_CONFLICT,	/* both changed the same, and not to the same */
	REVIEW_DONE,		/* the published page says the same already */
};

/* A part as text/change.h names it. Texts are for people; NULL: nothing there. */
struct review_part {
	const char *path;
	enum change_kind kind;
	enum review_state state;
	const char *before, *after;	/* in the base and in the submission */
	const char *today;		/* what is published, unless REVIEW_OPEN */
	int activity;			/* its number, where the part belongs to one; 0: to the organisation itself */
	const char *title;		/* of that activity */
};

struct review {
	struct review_part *part;	/* in the document's order */
	size_t count;
	size_t open;			/* those that are to be decided: not REVIEW_DONE */
};

/* Owned by ctx, texts by ctx or by the documents; said to a reader of lang. */
struct review review_of(void *ctx, const struct review_sides *sides, const struct vocabularies *all, enum lang lang);

/*
 * *merged becomes the published document with the parts of the submission whose paths are among `taken` (NULL: all); those in conflict replace what stands there, all that others changed beside them stays.
 * Its strings are those of the three documents, its arrays are owned by ctx; its envelope is that of the published one.
 */
void review_merge(void *ctx, const struct review_sides *sides, const struct codes *taken, const struct vocabularies *all, struct organisation *merged);

#endif
