/* Moderation: what waits, what is decided about it, and what is said. Each decision is one transaction with what it publishes, the mails that tell of it and its receipt. */
#ifndef ANNUAIRE_STORE_MODERATION_H
#define ANNUAIRE_STORE_MODERATION_H

#include "model/mail.h"
#include "model/submission.h"
#include "store/db.h"

/* What waits for a moderator, of organisations that are not closed. Page from 1; ERR_NOT_FOUND: there are not so many pages. Owned by ctx. */
MUST_CHECK enum err store_submissions_waiting(struct db *db, void *ctx, const struct vocabularies *all, enum lang lang, unsigned page, struct submission_queue *queue);

/* How many wait for one organisation, and the one that has waited longest (0: none does). */
MUST_CHECK enum err store_submissions_of(struct db *db, void *ctx, uint64_t organisation, size_t *count, uint64_t *first);

/* One submission; owned by ctx. ERR_NOT_FOUND. */
MUST_CHECK enum err store_submission_by_id(struct db *db, void *ctx, uint64_t id, struct submission *submission);

/* What a moderator decides of a submission. */
struct decision {
	uint64_t submission, moderator;
	unsigned published;		/* the revision that the moderator saw beside it */
	struct codes taken;		/* the parts that are published (text/review.h); none: all of it is sent back */
	bool whole;			/* nothing is left that would be sent back */
	const char *answer;		/* why it, or the rest, is sent back */
	const char *receipt;		/* 32 hexadecimal digits of the form */
	struct mail *mails;		/* that tell of it, ready */
	size_t mail_count;
};

/*
 * Decides. Of what is published the submission's author is the author. *revision is what the page stands at afterwards. A form that was received before does nothing more and is
 * answered OK. ERR_FORBIDDEN: no moderator (any more). ERR_CONFLICT: the submission waits no longer, or the page was published anew since it was looked at; nothing was written.
 * ERR_INVALID: *why (owned by ctx) says what of the result breaks a limit. ERR_GONE: the organisation is closed.
 */
MUST_CHECK enum err store_submission_decide(struct db *db, void *ctx, const struct vocabularies *all, const struct decision *decision, unsigned *revision, const char **why);

/* What somebody says about a submission. */
struct comment {
	uint64_t submission, account;
	const char *words;		/* at most 2000 characters */
	const char *receipt;
	struct mail *mails;
	size_t mail_count;
};

/* Adds it to the submission's thread. ERR_FORBIDDEN: neither a moderator nor whoever submitted it. ERR_NOT_FOUND. */
MUST_CHECK enum err store_submission_comment(struct db *db, void *ctx, const struct comment *comment);

#endif
