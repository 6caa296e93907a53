/* store and view: the queue of mails, and letters as mails. Against the database of the directory that tests/run started, whose own mailer rests meanwhile. */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "store/mail.h"
#include "view/tpl.h"
#include "view/view.h"
#include "open_directory.h"

static const char *const TEMPLATES[] = { "mail.tpl", NULL };

struct fixture {
	void *ctx;
	struct conf conf;
	struct db *db, *admin;		/* as the mailer; as the account that may do anything */
	struct templates *templates;
};

/* Starts or stops the directory's mailer. */
static int
supervise(struct fixture *f, const char *verb)
{
	return system(mem_printf(f->ctx, "supervisorctl -c \"$VAR/supervisord.conf\" %s mail > /dev/null", verb));
}

static int
set_up(void **state)
{
	struct fixture *f = MEM_NEW(NULL, struct fixture);
	struct vocabularies all;

	f->ctx = f;
	if (!open_directory(f, DB_SECONDS_PAGE, &f->conf, &f->db, &all) || supervise(f, "stop") != 0)
		return -1;
	assert_int_equal(db_open(f->ctx, &f->conf, "mail", DB_SECONDS_PAGE, &f->db), OK);
	assert_int_equal(db_open(f->ctx, &f->conf, "migrate", DB_SECONDS_PAGE, &f->admin), OK);
	f->templates = tpl_open(f->conf.share, TEMPLATES);
	i18n_open(mem_printf(f->ctx, "%s/locale", f->conf.share));
	*state = f;
	return 0;
}

static int
empty(void **state)
{
	struct fixture *f = *state;

	return db_exec(f->db, "DELETE FROM mail", DB_NO_VALUES) == OK ? 0 : -1;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;
	int left, started;

	if (f == NULL)	/* it was never set up */
		return 0;
	left = empty(state);
	started = supervise(f, "start");
	tpl_close(f->templates);
	mem_free(f);
	return left != 0 ? left : started;
}

static void
exec(struct fixture *f, const char *sql, int64_t value)
{
	assert_int_equal(db_exec(f->admin, sql, DB_VALUES(db_number(value))), OK);
}

static int64_t
number(struct fixture *f, const char *sql, uint64_t id)
{
	struct db_rows rows;

	assert_int_equal(db_query(f->admin, f->ctx, &rows, sql, DB_VALUES(db_number((int64_t)id))), OK);
	assert_int_equal(rows.count, 1);
	return db_cell_number(&rows, 0, 0);
}

static struct mail
draft(void)
{
	return (struct mail){ .kind = "test", .recipient = "marie@example.org", .recipient_name = "Hélène", .lang = LANG_DE, .subject = "Été", .body_text = "a\n", .body_html = "<p>a</p>" };
}

struct queueing {
	struct db *db;
	struct mail *mail;
	enum err e;
};

static enum err
queue_and_end(void *arg)
{
	struct queueing *q = arg;
	enum err e = store_mail_queue(q->db, q->mail);

	return e == OK ? q->e : e;
}

static uint64_t
queued(struct fixture *f)
{
	struct mail mail = draft();

	assert_int_equal(db_transaction(f->db, queue_and_end, &(struct queueing){ f->db, &mail, OK }), OK);
	assert_true(mail.id > 0);
	return mail.id;
}

/* One mail, queued and taken. */
static struct mail_batch
taken(struct fixture *f)
{
	struct mail_batch batch;

	queued(f);
	assert_int_equal(store_mail_take(f->db, f->ctx, &batch), OK);
	assert_int_equal(batch.count, 1);
	return batch;
}

static void
assert_nothing_due(struct fixture *f)
{
	struct mail_batch batch;

	assert_int_equal(store_mail_take(f->db, f->ctx, &batch), OK);
	assert_int_equal(batch.count, 0);
}

static void
a_mail_comes_back_as_it_was_queued(void **state)
{
	struct fixture *f = *state;
	struct mail_batch batch = taken(f);
	struct mail mail = batch.mails[0], one;

	assert_string_equal(mail.kind, "test");
	assert_string_equal(mail.recipient, "marie@example.org");
	assert_string_equal(mail.recipient_name, "Hélène");
	assert_int_equal(mail.lang, LANG_DE);
	assert_string_equal(mail.subject, "Été");
	assert_string_equal(mail.body_text, "a\n");
	assert_string_equal(mail.body_html, "<p>a</p>");
	assert_int_equal(strlen(mail.created_at), strlen("2026-01-01 00:00:00.000000"));
	assert_true(mail.sent_at == NULL && mail.failed_at == NULL && mail.error == NULL && mail.attempts == 0);
	assert_int_equal(store_mail_by_id(f->db, f->ctx, mail.id, &one), OK);
	assert_string_equal(one.body_html, "<p>a</p>");
	assert_int_equal(store_mail_by_id(f->db, f->ctx, mail.id + 1000000, &one), ERR_NOT_FOUND);
}

static void
what_is_rolled_back_is_not_sent(void **state)
{
	struct fixture *f = *state;
	struct mail mail = draft();

	assert_int_equal(db_transaction(f->db, queue_and_end, &(struct queueing){ f->db, &mail, ERR_INVALID }), ERR_INVALID);
	assert_nothing_due(f);
}

static void
no_mail_goes_to_what_is_no_address(void **state)
{
	struct fixture *f = *state;
	struct mail mail = draft();

	mail.recipient = "a@b\r\nBcc: c@d";
	assert_int_equal(db_transaction(f->db, queue_and_end, &(struct queueing){ f->db, &mail, OK }), ERR_INVALID);
	assert_nothing_due(f);
}

static void
what_is_too_long_for_a_header_is_cut(void **state)
{
	struct fixture *f = *state;
	struct mail mail = draft();
	struct buf b = buf_in(f->ctx);

	for (int i = 0; i < 400; i++)
		buf_puts(&b, "é");
	mail.subject = mail.recipient_name = buf_text(&b);
	assert_int_equal(db_transaction(f->db, queue_and_end, &(struct queueing){ f->db, &mail, OK }), OK);
	assert_int_equal(store_mail_by_id(f->db, f->ctx, mail.id, &mail), OK);
	assert_int_equal(utf8_length(mail.subject), 300);
	assert_int_equal(utf8_length(mail.recipient_name), 200);
}

static void
what_one_has_taken_no_other_takes(void **state)
{
	struct fixture *f = *state;
	struct mail_batch batch = taken(f), again;

	assert_nothing_due(f);
	exec(f, "UPDATE mail SET lease_until = lease_until - INTERVAL ? SECOND", MAIL_LEASE_SECONDS);	/* its mailer died */
	assert_int_equal(store_mail_take(f->db, f->ctx, &again), OK);
	assert_int_equal(again.count, 1);
	assert_int_equal(again.mails[0].id, batch.mails[0].id);
	/* The one that was thought dead comes back with a failure: it is no longer its to postpone. But what it sent is sent. */
	assert_int_equal(store_mail_failed(f->db, f->ctx, &batch, &batch.mails[0], "450 later", true), OK);
	assert_int_equal(number(f, "SELECT attempts FROM mail WHERE id = ? AND failed_at IS NULL", again.mails[0].id), 0);
	assert_int_equal(store_mail_sent(f->db, &batch.mails[0]), OK);
	exec(f, "UPDATE mail SET lease_until = lease_until - INTERVAL ? SECOND", MAIL_LEASE_SECONDS);
	assert_nothing_due(f);
}

static void
what_is_given_back_is_due_at_once(void **state)
{
	struct fixture *f = *state;
	struct mail_batch batch = taken(f);

	assert_int_equal(store_mail_release(f->db, &batch), OK);
	assert_int_equal(store_mail_take(f->db, f->ctx, &batch), OK);
	assert_int_equal(batch.count, 1);
	assert_int_equal(batch.mails[0].attempts, 0);
}

static void
what_is_sent_stays_sent(void **state)
{
	struct fixture *f = *state;
	struct mail_batch batch = taken(f);
	struct mail mail;

	assert_int_equal(store_mail_sent(f->db, &batch.mails[0]), OK);
	assert_int_equal(store_mail_release(f->db, &batch), OK);
	assert_nothing_due(f);
	assert_int_equal(store_mail_by_id(f->db, f->ctx, batch.mails[0].id, &mail), OK);
	assert_non_null(mail.sent_at);
	assert_int_equal(mail.attempts, 1);
	assert_null(mail.error);
}

/* Seconds from now until it is tried again, for tests that took less than that. */
static int64_t
pause_of(struct fixture *f, uint64_t id)
{
	return number(f, "SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), next_at) FROM mail WHERE id = ?", id) + 1;
}

static void
pauses_grow_until_it_is_given_up(void **state)
{
	static const int64_t PAUSE[] = { 60, 300, 1800, 7200, 21600, 86400, 86400, 86400, 86400 };
	struct fixture *f = *state;
	struct mail_batch batch = taken(f);
	struct mail mail = batch.mails[0];

	for (size_t i = 0; i < sizeof(PAUSE) / sizeof(PAUSE[0]); i++) {
		assert_int_equal(store_mail_failed(f->db, f->ctx, &batch, &batch.mails[0], "451 try later", false), OK);
		mail = batch.mails[0];
		assert_null(mail.failed_at);
		assert_int_equal(mail.attempts, i + 1);
		assert_string_equal(mail.error, "451 try later");
		assert_in_range(pause_of(f, mail.id), PAUSE[i] - 5, PAUSE[i]);
		assert_nothing_due(f);
		/* As if that time had passed. */
		exec(f, mem_printf(f->ctx, "UPDATE mail SET created_at = created_at - INTERVAL %lld SECOND, next_at = next_at - INTERVAL %lld SECOND WHERE id = ?",
		    (long long)PAUSE[i], (long long)PAUSE[i]), (int64_t)mail.id);
		assert_int_equal(store_mail_take(f->db, f->ctx, &batch), OK);
		assert_int_equal(batch.count, 1);
	}
	/* 4 days and 8 hours: the next pause ends with the fifth day, and so does the patience. */
	assert_int_equal(store_mail_failed(f->db, f->ctx, &batch, &batch.mails[0], "451 try later", false), OK);
	assert_null(batch.mails[0].failed_at);
	assert_in_range(pause_of(f, mail.id), 5 * 86400 - 376560 - 10, 5 * 86400 - 376560);
	exec(f, "UPDATE mail SET created_at = created_at - INTERVAL 1 DAY, next_at = next_at - INTERVAL 1 DAY WHERE id = ?", (int64_t)mail.id);
	assert_int_equal(store_mail_take(f->db, f->ctx, &batch), OK);
	assert_int_equal(batch.count, 1);
	assert_int_equal(store_mail_failed(f->db, f->ctx, &batch, &batch.mails[0], "451 try later", false), OK);
	assert_non_null(batch.mails[0].failed_at);
	exec(f, "UPDATE mail SET next_at = next_at - INTERVAL 9 DAY WHERE id = ?", (int64_t)mail.id);
	assert_nothing_due(f);
}

static void
what_is_refused_for_good_is_given_up_at_once(void **state)
{
	struct fixture *f = *state;
	struct mail_batch batch = taken(f);
	struct buf b = buf_in(f->ctx);

	while (b.len < 900)
		buf_puts(&b, "550 no such user ");
	assert_int_equal(store_mail_failed(f->db, f->ctx, &batch, &batch.mails[0], buf_text(&b), true), OK);
	assert_non_null(batch.mails[0].failed_at);
	assert_int_equal(strlen(batch.mails[0].error), 500);
	exec(f, "UPDATE mail SET next_at = next_at - INTERVAL ? DAY", 9);
	assert_nothing_due(f);
}

static void
longest_due_goes_first_and_few_at_a_time(void **state)
{
	struct fixture *f = *state;
	uint64_t ids[MAIL_BATCH + 2];
	struct mail_batch batch;

	for (size_t i = 0; i < MAIL_BATCH + 2; i++)
		ids[i] = queued(f);
	exec(f, "UPDATE mail SET next_at = next_at - INTERVAL 1 HOUR WHERE id = ?", (int64_t)ids[MAIL_BATCH + 1]);
	assert_int_equal(store_mail_take(f->db, f->ctx, &batch), OK);
	assert_int_equal(batch.count, MAIL_BATCH);
	assert_int_equal(batch.mails[0].id, ids[MAIL_BATCH + 1]);
	assert_int_equal(batch.mails[1].id, ids[0]);
	assert_int_equal(store_mail_take(f->db, f->ctx, &batch), OK);
	assert_int_equal(batch.count, 2);
}

/* Takes all there is, on a connection of its own, and writes the ids down. */
static int
take_all(struct fixture *f, int out)
{
	void *ctx = mem_new(NULL);
	struct mail_batch batch;
	struct db *db;
	bool good = db_open(ctx, &f->conf, "mail", DB_SECONDS_PAGE, &db) == OK;

	do {
		good = good && store_mail_take(db, ctx, &batch) == OK;
		for (size_t i = 0; good && i < batch.count; i++)
			good = store_mail_sent(db, &batch.mails[i]) == OK && write(out, &batch.mails[i].id, sizeof(uint64_t)) == sizeof(uint64_t);
	} while (good && batch.count > 0);
	mem_free(ctx);
	return good ? 0 : 1;
}

static void
of_three_mailers_at_once_each_mail_has_one(void **state)
{
	enum { MAILS = 200, MAILERS = 3 };
	struct fixture *f = *state;
	uint64_t ids[MAILS], id;
	size_t seen[MAILS] = { 0 }, all = 0, by_first = 0;
	int ends[MAILERS][2], status;
	pid_t child[MAILERS];

	for (size_t i = 0; i < MAILS; i++)
		ids[i] = queued(f);
	for (int m = 0; m < MAILERS; m++) {
		assert_int_equal(pipe(ends[m]), 0);
		child[m] = fork();
		if (child[m] == 0)
			_exit(take_all(f, ends[m][1]));
		close(ends[m][1]);
	}
	for (int m = 0; m < MAILERS; m++) {
		while (read(ends[m][0], &id, sizeof(id)) == sizeof(id)) {
			for (size_t i = 0; i < MAILS; i++)
				seen[i] += ids[i] == id;
			all++;
			by_first += m == 0;
		}
		close(ends[m][0]);
		assert_int_equal(waitpid(child[m], &status, 0), child[m]);
		assert_int_equal(status, 0);
	}
	assert_int_equal(all, MAILS);
	for (size_t i = 0; i < MAILS; i++)
		assert_int_equal(seen[i], 1);
	assert_true(by_first < MAILS);	/* they did share */
	assert_int_equal(number(f, "SELECT COUNT(*) FROM mail WHERE sent_at IS NOT NULL AND attempts = 1 AND id > ?", 0), MAILS);
}

static void
the_latest_are_listed_by_pages(void **state)
{
	struct fixture *f = *state;
	struct mail_list list;
	uint64_t last = 0;

	assert_int_equal(store_mail_latest(f->db, f->ctx, 1, &list), OK);
	assert_int_equal(list.row_count, 0);
	assert_int_equal(list.paging.pages, 1);
	for (int i = 0; i < PAGE_SIZE + 5; i++)
		last = queued(f);
	assert_int_equal(store_mail_latest(f->db, f->ctx, 1, &list), OK);
	assert_int_equal(list.row_count, PAGE_SIZE);
	assert_int_equal(list.rows[0].id, last);
	assert_null(list.rows[0].body_text);
	assert_int_equal(list.paging.pages, 2);
	assert_int_equal(list.paging.total, PAGE_SIZE + 5);
	assert_int_equal(store_mail_latest(f->db, f->ctx, 2, &list), OK);
	assert_int_equal(list.row_count, 5);
	assert_int_equal(store_mail_latest(f->db, f->ctx, 3, &list), ERR_NOT_FOUND);
}

static void
what_is_over_is_deleted_after_ninety_days(void **state)
{
	struct fixture *f = *state;
	struct mail_batch batch = taken(f);
	uint64_t count, waiting = queued(f);

	assert_int_equal(store_mail_sent(f->db, &batch.mails[0]), OK);
	exec(f, "UPDATE mail SET created_at = created_at - INTERVAL ? DAY", MAIL_KEPT_DAYS - 1);
	assert_int_equal(store_mail_purge(f->db, &count), OK);
	assert_int_equal(count, 0);
	exec(f, "UPDATE mail SET created_at = created_at - INTERVAL ? DAY", 1);
	assert_int_equal(store_mail_purge(f->db, &count), OK);
	assert_int_equal(count, 1);
	assert_int_equal(number(f, "SELECT id FROM mail WHERE id > ?", 0), waiting);
}

static struct view
view_of(struct fixture *f, enum lang lang)
{
	return (struct view){ .ctx = f->ctx, .templates = f->templates, .lang = lang, .languages = f->conf.language, .site_name = "L'annuaire", .origin = "https://directory.example", .base = "/x" };
}

static void
a_letter_is_text_and_html_in_its_language(void **state)
{
	static const char *const paragraphs[] = { "Ein erster Absatz, der länger als zweiundsiebzig Zeichen ist, damit man sieht, dass er umbrochen wird.", "Zwei." };
	struct fixture *f = *state;
	struct view view = view_of(f, LANG_FR);
	struct letter letter = { .kind = "test", .lang = LANG_DE, .recipient = "jan@example.org", .recipient_name = "Jan <Vos> & Sohn", .subject = "Betreff", .paragraphs = paragraphs,
		.paragraph_count = 2, .link = "https://directory.example/de/a?b=c&d=e", .link_label = "Öffnen", .quote = "Zeile <b>eins</b>\nund zwei", .closing = "Schluss." };
	struct mail mail;

	i18n_use(LANG_FR);
	assert_int_equal(view_mail(&view, &letter, &mail), OK);
	assert_string_equal(mail.body_text,
	    "Guten Tag Jan <Vos> & Sohn,\n\nEin erster Absatz, der länger als zweiundsiebzig Zeichen ist, damit man\nsieht, dass er umbrochen wird.\n\nZwei.\n\n"
	    "> Zeile <b>eins</b>\n> und zwei\n\nÖffnen\nhttps://directory.example/de/a?b=c&d=e\n\nSchluss.\n\n-- \nL'annuaire\nhttps://directory.example/x/de/\n");
	assert_string_equal(mail.subject, "Betreff");
	assert_string_equal(mail.recipient, "jan@example.org");
	assert_int_equal(mail.lang, LANG_DE);
	assert_non_null(strstr(mail.body_html, "<html lang=\"de\">"));
	assert_non_null(strstr(mail.body_html, "<p>Guten Tag Jan &lt;Vos&gt; &amp; Sohn,</p>"));
	assert_non_null(strstr(mail.body_html, "Zeile &lt;b&gt;eins&lt;/b&gt;<br>\nund zwei<br>"));
	assert_non_null(strstr(mail.body_html, "<a href=\"https://directory.example/de/a?b=c&amp;d=e\" style="));
	assert_non_null(strstr(mail.body_html, "Falls beim Anklicken nichts geschieht"));
	assert_string_equal(tr("Hello,"), "Bonjour,");	/* the page around it goes on in its own language */
}

static void
a_letter_says_no_more_than_it_has(void **state)
{
	struct fixture *f = *state;
	struct view view = view_of(f, LANG_NL);
	struct mail mail;

	assert_int_equal(view_mail(&view, &(struct letter){ .kind = "test", .lang = LANG_EN, .recipient = "a@b", .subject = "S" }, &mail), OK);
	assert_string_equal(mail.body_text, "Hello,\n\n-- \nL'annuaire\nhttps://directory.example/x/en/\n");
	assert_string_equal(mail.recipient_name, "");
	assert_null(strstr(mail.body_html, "<a "));
	assert_null(strstr(mail.body_html, "<blockquote"));
	assert_int_equal(view_mail(&view, &(struct letter){ .kind = "test", .lang = LANG_EN, .recipient = "a@b", .subject = "S", .link = "javascript:alert(1)", .link_label = "L" }, &mail), OK);
	assert_null(strstr(mail.body_html, "href=\"javascript:"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_mail_comes_back_as_it_was_queued, empty),
		cmocka_unit_test_setup(what_is_rolled_back_is_not_sent, empty),
		cmocka_unit_test_setup(no_mail_goes_to_what_is_no_address, empty),
		cmocka_unit_test_setup(what_is_too_long_for_a_header_is_cut, empty),
		cmocka_unit_test_setup(what_one_has_taken_no_other_takes, empty),
		cmocka_unit_test_setup(what_is_given_back_is_due_at_once, empty),
		cmocka_unit_test_setup(what_is_sent_stays_sent, empty),
		cmocka_unit_test_setup(pauses_grow_until_it_is_given_up, empty),
		cmocka_unit_test_setup(what_is_refused_for_good_is_given_up_at_once, empty),
		cmocka_unit_test_setup(longest_due_goes_first_and_few_at_a_time, empty),
		cmocka_unit_test_setup(of_three_mailers_at_once_each_mail_has_one, empty),
		cmocka_unit_test_setup(the_latest_are_listed_by_pages, empty),
		cmocka_unit_test_setup(what_is_over_is_deleted_after_ninety_days, empty),
		cmocka_unit_test(a_letter_is_text_and_html_in_its_language),
		cmocka_unit_test(a_letter_says_no_more_than_it_has),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("mail", tests, set_up, tear_down);
}
