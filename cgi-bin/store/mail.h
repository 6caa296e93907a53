/*
 * The queue of mails. A mail is queued in the transaction that gives the occasion; mailers take a few at a time under a lease, so that any number of them
 * may run, on one server or on a cluster (no GET_LOCK), and none sends what another one sends.
 */
#ifndef ANNUAIRE_STORE_MAIL_H
#define ANNUAIRE_STORE_MAIL_H

#include "model/mail.h"
#include "store/db.h"

enum { MAIL_BATCH = 10, MAIL_LEASE_SECONDS = 1800, MAIL_KEPT_DAYS = 90 };

/* Mails that this mailer alone may send, until MAIL_LEASE_SECONDS after they were taken. */
struct mail_batch {
	const char *lease;
	struct mail *mails;
	size_t count;		/* at most MAIL_BATCH; 0: nothing is due */
};

/*
 * Queues mail: kind, recipient, recipient_name, lang, subject and the bodies are read, id is set. To be called inside db_transaction(); what is rolled back
 * is not sent. A subject or name that is too long is cut. ERR_INVALID: the recipient is no address that mail can go to. Otherwise as db_exec().
 */
MUST_CHECK enum err store_mail_queue(struct db *db, struct mail *mail);

/* Takes what is due, longest due first; all of it owned by ctx. */
MUST_CHECK enum err store_mail_take(struct db *db, void *ctx, struct mail_batch *batch);
/* Gives back what was taken and neither sent nor failed: it is due at once. */
MUST_CHECK enum err store_mail_release(struct db *db, const struct mail_batch *batch);

/* The mail left. Whatever happened to the lease in between: it will not be sent again. */
MUST_CHECK enum err store_mail_sent(struct db *db, const struct mail *mail);
/*
 * An attempt failed for this reason (ASCII, cut to 500). It is tried again after 1 min, 5 min, 30 min, 2 h, 6 h, then every 24 h, for the last time 5 days after it
 * was queued; for_good: it is given up at once. *mail, of batch, becomes what the queue says now, owned by ctx. Nothing is changed in the queue when the lease
 * ended and another mailer took the mail.
 */
MUST_CHECK enum err store_mail_failed(struct db *db, void *ctx, const struct mail_batch *batch, struct mail *mail, const char *error, bool for_good);

/* One page of the latest, PAGE_SIZE rows; page from 1. ERR_NOT_FOUND: there are not so many pages. */
MUST_CHECK enum err store_mail_latest(struct db *db, void *ctx, unsigned page, struct mail_list *list);
/* One mail with its bodies. ERR_NOT_FOUND: no mail has this id. */
MUST_CHECK enum err store_mail_by_id(struct db *db, void *ctx, uint64_t id, struct mail *mail);

/* The queue as a whole: how many wait, for how long the first of them has, and how many were given up and are still kept. */
struct mail_measures {
	uint64_t waiting, failed;
	double oldest_seconds;		/* 0 when none waits */
};
MUST_CHECK enum err store_mail_measures(struct db *db, void *ctx, struct mail_measures *measures);

/* Deletes mails of more than MAIL_KEPT_DAYS ago that were sent or given up; *count says how many. */
MUST_CHECK enum err store_mail_purge(struct db *db, uint64_t *count);

#endif
