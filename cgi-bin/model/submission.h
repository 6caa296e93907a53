/* What somebody proposes for an organisation, and what became of it. */
#ifndef ANNUAIRE_MODEL_SUBMISSION_H
#define ANNUAIRE_MODEL_SUBMISSION_H

#include "base/err.h"
#include "model/account.h"
#include "model/mail.h"

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
	uint64_t returned;		/* the editor's last submission, where it was sent back; read for the overview alone */
};

/* HTML that was pasted or typed into a field. */
struct pasted {
	const char *field, *html;
};

/* The letters about a submission that is new, owned by the caller's memory; they are queued with it. */
typedef enum err submission_notices(void *arg, uint64_t submission, struct mail **mails, size_t *count);

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
	submission_notices *notices;	/* asked, with arg, when something waits of which the moderators were not told yet; NULL: nobody is told */
	void *arg;
};

enum outcome_kind {
	OUTCOME_NOTHING,	/* nothing was changed */
	OUTCOME_PUBLISHED,
	OUTCOME_WAITING,
	OUTCOME_BOTH,		/* some of it is published, some waits */
	OUTCOME_CONFLICT,	/* nothing was written: others changed the same parts */
};

enum submission_status {
	SUBMISSION_WAITING,
	SUBMISSION_REPLACED,	/* by a newer one of the same thread */
	SUBMISSION_ACCEPTED,
	SUBMISSION_RETURNED,	/* all of it, or what was not accepted */
	SUBMISSION_WITHDRAWN,
	SUBMISSION_STATUSES
};

/* What is said about a thread of submissions. Moments are UTC, "YYYY-MM-DD HH:MM". */
struct remark {
	const char *author, *words, *at;
};

/* A submission as a moderator looks at it, with the three documents that it is about. */
struct submission {
	uint64_t id, thread;
	uint64_t latest;		/* of its thread: another one when it was replaced */
	enum submission_status status;
	struct person author;
	const char *reason;		/* "" when none was given */
	const char *at;
	struct person decided_by;	/* id 0: nobody yet */
	const char *decided_at;
	const char *answer;		/* why it was sent back; NULL: it was not */
	unsigned revision;		/* that it was published as; 0: none */
	struct organisation base, submitted, published;	/* CommonMark; published: with its envelope */
	struct remark *remarks;		/* of the thread, oldest first */
	size_t remark_count;
};

/* A line of the queue. */
struct submission_row {
	uint64_t id;
	const char *slug;
	struct said name;		/* of the organisation */
	const char *author;
	const char *since;		/* when the thread began to wait: a day */
	size_t parts;			/* that it changes */
};

struct submission_queue {
	struct submission_row *rows;	/* longest waiting first */
	size_t row_count;
	struct paging paging;
};

#endif
