/* annuaire mail … */
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/log.h"
#include "base/mailbox.h"
#include "base/mem.h"
#include "mail/command.h"
#include "mail/mailer.h"
#include "store/mail.h"
#include "store/state.h"
#include "view/tpl.h"
#include "view/view.h"

static const char *const TEMPLATES[] = { "mail.tpl", NULL };

static int
fail(const char *why)
{
	fprintf(stderr, "annuaire: mail: %s\n", why);
	return 1;
}

static int
usage(void)
{
	fprintf(stderr, "usage: annuaire mail send\n       annuaire mail run\n       annuaire mail test ADDRESS [--language fr|nl|de|en]\n");
	return 2;
}

static const char *
outcome_word(const struct mail *mail, enum handover outcome)
{
	return outcome == HANDOVER_DONE ? "sent" : mail->failed_at != NULL ? "given up" : "later";
}

/* A line on stdout; *arg counts what did not leave. */
static void
say(void *arg, const struct mail *mail, enum handover outcome, enum err e, const char *why)
{
	int *wrong = arg;

	printf("%-9s %llu %s to %s", outcome_word(mail, outcome), (unsigned long long)mail->id, mail->kind, mail->recipient);
	if (outcome != HANDOVER_DONE)
		printf(": %s%s%.19s", why, mail->failed_at == NULL ? "; again from " : "", mail->failed_at == NULL ? mail->next_at : "");
	printf("%s\n", e == OK ? "" : "; this could not be written down");
	*wrong += outcome != HANDOVER_DONE || e != OK;
}

/* A line of the log, without the address. */
static void
note(void *arg, const struct mail *mail, enum handover outcome, enum err e, const char *why)
{
	(void)arg;
	log_event(e != OK ? LOG_LEVEL_ERROR : outcome == HANDOVER_DONE ? LOG_LEVEL_INFO : LOG_LEVEL_WARNING, "mail", "mail=%lu kind=%s outcome=%s attempts=%u marked=%s reason=%s",
	    (unsigned long)mail->id, mail->kind, outcome_word(mail, outcome), mail->attempts + (outcome == HANDOVER_DONE), err_token(e), why);
}

static int
run_send(struct mailer *mailer)
{
	int wrong = 0;
	enum err e;

	mailer->tell = say;
	mailer->arg = &wrong;
	e = mailer_send(mailer);
	if (e != OK)
		return fail(e == ERR_SCHEMA ? "the database has another schema version than this program; run: annuaire migrate" : "the database does not answer");
	return wrong > 0 ? 1 : 0;
}

struct queueing {
	struct db *db;
	struct mail *mail;
};

static enum err
queue(void *arg)
{
	struct queueing *queueing = arg;

	return store_mail_queue(queueing->db, queueing->mail);
}

/* The letter of `annuaire mail test`, queued like any other. */
static int
run_test(void *ctx, const struct conf *conf, struct db *db, const char *address, enum lang lang)
{
	struct view view = { .ctx = ctx, .templates = tpl_open(conf->share, TEMPLATES), .lang = lang, .languages = conf->language, .site_name = conf->site_name,
		.origin = conf->site_origin, .base = conf->site_base };
	const char *home = mem_printf(ctx, "%s%s/", conf->site_url, lang_code(lang)), *paragraphs[2];
	struct letter letter = { .kind = "test", .lang = lang, .recipient = address, .link = home, .paragraphs = paragraphs, .paragraph_count = 2 };
	struct mail mail;
	enum err e;

	i18n_open(mem_printf(ctx, "%s/locale", conf->share));
	i18n_use(lang);
	letter.subject = mem_printf(ctx, tr("A test letter from %s"), conf->site_name);
	paragraphs[0] = tr("This letter has come all the way: the directory wrote it, its queue kept it, and your mail server took it.");
	paragraphs[1] = tr("Whoever runs the directory asked for it, to see that its letters arrive. There is nothing to answer.");
	letter.link_label = tr("Go to the directory");
	letter.closing = tr("If you do not know this directory, somebody mistyped an address: you will hear no more of it.");
	e = view_mail(&view, &letter, &mail);
	tpl_close(view.templates);
	if (e == OK)
		e = db_transaction(db, queue, &(struct queueing){ db, &mail });
	if (e != OK)
		return fail(e == ERR_DATABASE ? "the database does not answer" : "the letter could not be made from the templates in [paths] share");
	printf("queued    %llu %s to %s\n", (unsigned long long)mail.id, mail.kind, mail.recipient);
	return 0;
}

int
mail_command(void *ctx, const struct conf *conf, struct db *db, int argc, char **argv)
{
	struct mailer mailer = { .db = db, .conf = conf, .tell = note };
	enum lang lang = LANG_FR;
	const char *why = "";

	while (lang < LANG_COUNT - 1 && !conf->language[lang])
		lang++;
	if (strcmp(argv[0], "test") == 0) {
		if (argc != 2 && (argc != 4 || strcmp(argv[2], "--language") != 0 || !lang_parse(argv[3], strlen(argv[3]), &lang)))
			return usage();
		return mailbox_valid(argv[1]) ? run_test(ctx, conf, db, argv[1], lang) : fail(mem_printf(ctx, "%s: no address that mail can go to", argv[1]));
	}
	if (argc != 1 || (strcmp(argv[0], "send") != 0 && strcmp(argv[0], "run") != 0))
		return usage();
	if (transport_open(ctx, conf, &mailer.transport, &why) != OK)
		return fail(why);
	mailer_hold_signals();
	if (strcmp(argv[0], "send") == 0)
		return run_send(&mailer);
	log_program("mail");
	if (!log_open(conf->log_file))
		return 1;
	mailer_run(&mailer);
	return 0;
}
