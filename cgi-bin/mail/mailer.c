/* The mailer. */
#include <signal.h>
#include <time.h>

#include "base/log.h"
#include "base/mem.h"
#include "mail/mailer.h"
#include "store/mail.h"
#include "store/state.h"
#include "text/mime.h"

/* MARK_SECONDS: how long it is tried to write down that a mail left, while the database is away; ASKED_SECONDS: the same, once it was asked to end. */
enum { PAUSE_SECONDS = 3, PURGE_SECONDS = 3600, MARK_SECONDS = 600, ASKED_SECONDS = 5 };

static sigset_t
ending_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	return set;
}

void
mailer_hold_signals(void)
{
	sigset_t set = ending_signals();

	sigprocmask(SIG_BLOCK, &set, NULL);
	sigaction(SIGPIPE, &(struct sigaction){ .sa_handler = SIG_IGN }, NULL);
}

static bool
asked_to_end(void)
{
	sigset_t pending;

	sigpending(&pending);
	return sigismember(&pending, SIGTERM) == 1 || sigismember(&pending, SIGINT) == 1;
}

static time_t
now_seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec;
}

/* Writes down what became of a mail. A mail that left and is not marked would be sent again: so this waits for a database that is away. */
static enum err
mark(struct mailer *mailer, void *ctx, const struct mail_batch *batch, struct mail *mail, enum handover outcome, const char *why)
{
	enum err e;

	for (int seconds = 1; ; seconds++) {
		e = outcome == HANDOVER_DONE ? store_mail_sent(mailer->db, mail) :
		    store_mail_failed(mailer->db, ctx, batch, mail, why, outcome == HANDOVER_REFUSED);
		if (e == OK || seconds > (asked_to_end() ? ASKED_SECONDS : MARK_SECONDS))
			return e;
		nanosleep(&(struct timespec){ .tv_sec = 1 }, NULL);
	}
}

static void
send_one(struct mailer *mailer, void *ctx, const struct mail_batch *batch, struct mail *mail)
{
	struct buf message = buf_in(ctx);
	enum handover outcome;
	const char *why = "";
	enum err e;

	mime_message(mailer->conf, mail, &message);
	outcome = transport_send(mailer->transport, ctx, mail, &message, &why);
	e = mark(mailer, ctx, batch, mail, outcome, why);
	mailer->tell(mailer->arg, mail, outcome, e, why);
}

/* One batch; *more: there may be others. No mail is begun whose lease might end before it has left. */
static enum err
send_batch(struct mailer *mailer, void *ctx, bool *more)
{
	time_t end = now_seconds() + MAIL_LEASE_SECONDS - TRANSPORT_SECONDS - MARK_SECONDS;
	struct mail_batch batch;
	size_t done = 0;
	enum err e;

	e = store_mail_take(mailer->db, ctx, &batch);
	if (e != OK)
		return e;
	for (; done < batch.count && !asked_to_end() && now_seconds() < end; done++)
		send_one(mailer, ctx, &batch, &batch.mails[done]);
	*more = batch.count > 0 && !asked_to_end();
	return done < batch.count ? store_mail_release(mailer->db, &batch) : OK;
}

enum err
mailer_send(struct mailer *mailer)
{
	bool more = true;
	struct state state;
	void *ctx = mem_new(NULL);
	enum err e = store_state_to_write(mailer->db, ctx, &state);

	mem_free(ctx);
	while (e == OK && more) {
		ctx = mem_new(NULL);
		e = send_batch(mailer, ctx, &more);
		mem_free(ctx);
	}
	transport_hang_up(mailer->transport);
	return e;
}

void
mailer_run(struct mailer *mailer)
{
	sigset_t signals = ending_signals();
	time_t purged_at = 0;
	enum err before, e = OK;

	do {
		time_t now = now_seconds();
		uint64_t purged = 0;

		before = e;
		e = mailer_send(mailer);
		if (e == ERR_SCHEMA && before != e)
			log_event(LOG_LEVEL_ERROR, "mail-waits", "reason=%s", "the database has another schema version than this program");
		if (e == OK && (purged_at == 0 || now - purged_at >= PURGE_SECONDS) && store_mail_purge(mailer->db, &purged) == OK)
			purged_at = now;
		if (purged > 0)
			log_event(LOG_LEVEL_INFO, "mail-purge", "mails=%lu", (unsigned long)purged);
	} while (sigtimedwait(&signals, NULL, &(struct timespec){ .tv_sec = PAUSE_SECONDS }) < 0);
	log_event(LOG_LEVEL_INFO, "stop", "reason=%s", "asked to");
}
