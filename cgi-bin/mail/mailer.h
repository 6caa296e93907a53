/* The mailer: takes mails from the queue, hands them over, and writes down what became of each. */
#ifndef ANNUAIRE_MAIL_MAILER_H
#define ANNUAIRE_MAIL_MAILER_H

#include "mail/transport.h"
#include "store/db.h"

struct mailer {
	struct db *db;
	const struct conf *conf;
	struct transport *transport;
	/* Told of each mail once its outcome stands in the queue (or could not be written there: then e is not OK). why: unless it is done, what the other side said. */
	void (*tell)(void *arg, const struct mail *mail, enum handover outcome, enum err e, const char *why);
	void *arg;
};

/* From now on SIGTERM and SIGINT wait until the functions below look for them, so that no mail is cut off between its sending and its mark. */
void mailer_hold_signals(void);

/*
 * Sends what is due until nothing is, or until a signal asks to end; the mail in hand is finished first, what else was taken is given back.
 * ERR_SCHEMA, ERR_DATABASE: the queue could not be read (logged).
 */
MUST_CHECK enum err mailer_send(struct mailer *mailer);

/* Sends what is due every few seconds, and purges the queue every hour, until a signal asks to end. */
void mailer_run(struct mailer *mailer);

#endif
