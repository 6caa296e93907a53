/*
 * Proposals: what an editor saves is published at once or waits for a moderator, as the federation's policy says part by part; what others changed meanwhile is merged;
 * what both changed is a conflict, and nothing is written. Every document that was saved is kept.
 */
#ifndef ANNUAIRE_STORE_SUBMISSION_H
#define ANNUAIRE_STORE_SUBMISSION_H

#include "model/submission.h"
#include "store/db.h"
#include "text/change.h"

/* What the account edits of the organisation now; owned by ctx. ERR_NOT_FOUND; ERR_GONE: it is closed. */
MUST_CHECK enum err store_editing(struct db *db, void *ctx, const struct vocabularies *all, uint64_t organisation, uint64_t account, struct editing *editing);

/* The document that basis stands for, as the account saw it. ERR_NOT_FOUND: no such revision of the organisation, or no such submission of the account. */
MUST_CHECK enum err store_editing_at(struct db *db, void *ctx, const struct vocabularies *all, uint64_t organisation, uint64_t account, struct basis basis, struct organisation *org);

struct outcome {
	enum outcome_kind kind;
	unsigned revision;		/* that was published */
	uint64_t submission;		/* that waits */
	bool first;			/* nothing of this thread waited before: moderators are to be told */
	bool again;			/* this very form had been taken before: the outcome is that of the first time */
	struct change_conflicts conflicts;
	struct organisation merged;	/* of a conflict: both sides' changes, the author's own where that can be; to be looked at and saved again on `basis` */
	struct basis basis;
};

/* True if the policy makes a changed part (its path) wait. */
bool store_policy_waits(const struct policy *policy, const char *path);

/*
 * Takes a proposal, in one transaction. ERR_FORBIDDEN: the account may not edit the organisation (any more). What is merged may break a limit that no side broke: ERR_INVALID,
 * *why (owned by ctx) says which. ERR_GONE: the organisation is closed.
 */
MUST_CHECK enum err store_propose(struct db *db, void *ctx, const struct vocabularies *all, enum lang lang, const struct proposal *proposal, struct outcome *outcome, const char **why);

/* The account's last submission of the organisation where that was sent back within two months; else *submission is 0. */
MUST_CHECK enum err store_submission_returned(struct db *db, void *ctx, uint64_t organisation, uint64_t account, uint64_t *submission);

/* Whom a submission is told to, the first twenty; owned by ctx. */
struct moderator {
	const char *email, *name;
	enum lang lang;
};
MUST_CHECK enum err store_moderators(struct db *db, void *ctx, struct moderator **moderators, size_t *count);

/* Takes back what the account has waiting; nothing happens when nothing does. */
MUST_CHECK enum err store_submission_withdraw(struct db *db, uint64_t organisation, uint64_t account);

#endif
