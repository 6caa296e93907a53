/* What somebody proposes for an organisation, and what became of it. */
#ifndef ANNUAIRE_MODEL_SUBMISSION_H
#define ANNUAIRE_MODEL_SUBMISSION_H

#include "model/mail.h"
#include "model/organisation.h"

/* The document that a form was made from: a revision, and upon it what the same person has waiting (0: nothing). Both never change, so it can be made again. */
struct basis {
	unsigned revision;
	uint64_t submission;
};

/* Which members of the document wait for a moderator before they are published. */
struct policy {
	struct codes moderated;		/* members by name: "mission", "activities" */
	bool others;			/* whether those wait that no rule names */
	struct codes free;		/* those that do not wait though the others do */
};

/* What an organisation's pages of forms begin with. */
struct editing {
	struct organisation org;	/* what is published, with what the editor has waiting upon it */
	struct organisation published;
	struct basis basis;
	struct policy policy;
	bool trusted;			/* whoever edits may moderate: nothing of theirs waits */
};

/* HTML that was pasted or typed into a field. */
struct pasted {
	const char *field, *html;
};

struct proposal {
	uint64_t organisation;
	uint64_t account;
	const char *author;		/* for people who read the history */
	bool trusted;			/* nothing waits: the author may moderate */
	struct basis basis;
	const struct organisation *base, *changed;	/* what basis stands for, and what was made of it */
	const char *reason;		/* "" when none was given */
	const char *receipt;		/* 32 hexadecimal digits that the form was shown with: the same form is taken once */
	const char *form;		/* of the draft that this settles */
	const struct pasted *pasted;
	size_t pasted_count;
	struct mail *notices;		/* queued when something waits of which the moderators were not told yet */
	size_t notice_count;
};

enum outcome_kind {
	OUTCOME_NOTHING,	/* nothing was changed */
	OUTCOME_PUBLISHED,
	OUTCOME_WAITING,
	OUTCOME_BOTH,		/* some of it is published, some waits */
	OUTCOME_CONFLICT,	/* nothing was written: others changed the same parts */
};

#endif
