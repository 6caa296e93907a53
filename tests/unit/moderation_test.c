/* store: submissions decided, in one transaction with what they publish and the mails that tell of it; the history of revisions. Against the directory that tests/run started. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/secret.h"
#include "open_directory.h"
#include "store/moderation.h"
#include "store/organisation.h"
#include "store/policy.h"
#include "store/publication.h"
#include "store/revision.h"
#include "store/submission.h"
#include "text/document.h"

struct fixture {
	void *ctx;
	struct conf conf;
	struct db *db, *admin;		/* as the program moderate; as the account that may do anything */
	struct vocabularies all;
	struct organisation org;	/* of this test alone */
	uint64_t editor, moderator;
};

static uint64_t
account(struct fixture *f, const char *role)
{
	assert_int_equal(db_exec(f->admin, "INSERT INTO account (email, name, language, role, created_at) VALUES (?, ?, 'fr', ?, UTC_TIMESTAMP(6))",
	    DB_VALUES(db_text(mem_printf(f->ctx, "%s@essai.example", secret_new(f->ctx))), db_text(role), db_text(role))), OK);
	return db_insert_id(f->admin);
}

static int
set_up(void **state)
{
	struct fixture *f = MEM_NEW(NULL, struct fixture);
	const struct policy_rules waits = { &(struct policy_rule){ "", true }, 1 };
	struct db *operator;

	f->ctx = f;
	if (sodium_init() < 0 || !open_directory(f, DB_SECONDS_PAGE, &f->conf, &operator, &f->all))
		return -1;
	assert_int_equal(db_open(f, &f->conf, "moderate", DB_SECONDS_PAGE, &f->db), OK);
	assert_int_equal(db_open(f, &f->conf, "migrate", DB_SECONDS_PAGE, &f->admin), OK);
	f->org = (struct organisation){ .name.in[LANG_FR] = mem_printf(f, "Modération %s", secret_new(f)), .acronym = "M", .mission.in[LANG_FR] = "Avant." };
	assert_int_equal(store_publish(operator, f, &f->all, &f->org, &(struct edition){ .author = "test", .reason = "a unit test" }), OK);
	f->editor = account(f, "editor");
	f->moderator = account(f, "moderator");
	assert_int_equal(db_exec(f->admin, "INSERT INTO account_organisation VALUES (?, ?)", DB_VALUES(db_number((int64_t)f->editor), db_number((int64_t)f->org.id))), OK);
	assert_int_equal(store_policy_save(f->db, f, f->moderator, f->org.id, &waits), OK);
	*state = f;
	return 0;
}

/* Nothing that waits is left behind for others' tests. */
static int
tear_down(void **state)
{
	struct fixture *f = *state;
	enum err e = db_exec(f->admin, "DELETE FROM policy WHERE organisation_id = ?", DB_VALUES(db_number((int64_t)f->org.id)));

	if (e == OK)
		e = db_exec(f->admin, "UPDATE submission SET status = 'withdrawn' WHERE organisation_id = ? AND status = 'waiting'", DB_VALUES(db_number((int64_t)f->org.id)));
	if (e == OK)
		e = db_exec(f->admin, "UPDATE account SET disabled = TRUE WHERE id IN (?, ?)", DB_VALUES(db_number((int64_t)f->editor), db_number((int64_t)f->moderator)));
	mem_free(f);
	return e == OK ? 0 : -1;
}

static int64_t
number(struct fixture *f, const char *sql, uint64_t value)
{
	struct db_rows rows;

	assert_int_equal(db_query(f->admin, f->ctx, &rows, sql, DB_VALUES(db_number((int64_t)value))), OK);
	assert_int_equal(rows.count, 1);
	return db_cell_number(&rows, 0, 0);
}

static unsigned
revision(struct fixture *f)
{
	return (unsigned)number(f, "SELECT revision FROM organisation WHERE id = ?", f->org.id);
}

static struct outcome
proposed(struct fixture *f, const char *acronym, const char *mission)
{
	struct editing editing;
	struct organisation changed;
	struct outcome outcome;
	const char *why;

	assert_int_equal(store_editing(f->admin, f->ctx, &f->all, f->org.id, f->editor, &editing), OK);
	changed = editing.org;
	changed.acronym = acronym;
	changed.mission.in[LANG_FR] = mission;
	assert_int_equal(store_propose(f->admin, f->ctx, &f->all, LANG_FR, &(struct proposal){ .organisation = f->org.id, .account = f->editor, .author = "L'éditrice", .basis = editing.basis,
	    .base = &editing.org, .changed = &changed, .reason = "parce que", .receipt = secret_receipt(f->ctx), .form = "" }, &outcome, &why), OK);
	assert_int_equal(outcome.kind, OUTCOME_WAITING);
	return outcome;
}

/* A decision with a mail; path NULL: nothing is taken. */
static struct decision
decision(struct fixture *f, uint64_t submission, const char *path, bool whole)
{
	static struct mail mail = { .kind = "essai", .recipient = "nobody@essai.example", .recipient_name = "", .lang = LANG_FR, .subject = "Essai", .body_text = "x\n", .body_html = "x" };
	const char **taken = MEM_ARRAY(f->ctx, const char *, 2);

	taken[0] = path;
	taken[1] = "mission.fr";
	return (struct decision){ .submission = submission, .moderator = f->moderator, .published = revision(f), .taken = { taken, path == NULL ? 0 : whole ? 2 : 1 }, .whole = whole,
	    .answer = "pas ainsi", .receipt = secret_receipt(f->ctx), .mails = &mail, .mail_count = 1 };
}

static int64_t
mails(struct fixture *f)
{
	return number(f, "SELECT COUNT(*) FROM mail WHERE kind = 'essai' AND id > ?", 0);
}

static const char *
status(struct fixture *f, uint64_t submission)
{
	struct db_rows rows;

	assert_int_equal(db_query(f->admin, f->ctx, &rows, "SELECT CONCAT(status, ' ', COALESCE(revision, '-'), ' ', COALESCE(answer, '-')) FROM submission WHERE id = ?",
	    DB_VALUES(db_number((int64_t)submission))), OK);
	return db_cell(&rows, 0, 0);
}

static void
accepted_whole_it_is_the_authors_revision(void **state)
{
	struct fixture *f = *state;
	uint64_t id = proposed(f, "N", "Après.").submission;
	int64_t before = mails(f);
	struct organisation now;
	unsigned published;
	const char *why;
	struct history history;

	struct decision d = decision(f, id, "acronym", true);
	assert_int_equal(store_submission_decide(f->db, f->ctx, &f->all, &d, &published, &why), OK);
	assert_int_equal(published, 2);
	assert_string_equal(status(f, id), "accepted 2 -");
	assert_int_equal(mails(f), before + 1);
	assert_int_equal(store_organisation_document(f->db, f->ctx, f->org.id, &now, NULL), OK);
	assert_string_equal(now.acronym, "N");
	assert_string_equal(now.mission.in[LANG_FR], "Après.");
	assert_int_equal(store_history(f->admin, f->ctx, &f->all, f->org.id, 2, 1, HISTORY_EDITORS, &history), OK);
	assert_int_equal(history.row_count, 2);
	assert_string_equal(history.rows[0].author, "editor");
	assert_string_equal(history.rows[0].accepted_by, "moderator");
	assert_string_equal(history.rows[0].reason, "parce que");
	assert_int_equal(history.rows[0].origin, ORIGIN_ORGANISATION);
	assert_int_equal(history.rows[0].parts.count, 2);
	assert_string_equal(history.rows[0].parts.code[0], "acronym");
	assert_int_equal(history.rows[1].origin, ORIGIN_IMPORT);
	/* Everybody is told less. */
	assert_int_equal(store_history(f->db, f->ctx, &f->all, f->org.id, 2, 1, HISTORY_EVERYBODY, &history), OK);
	assert_null(history.rows[0].author);
	assert_null(history.rows[0].reason);
	/* The same form once more does nothing more. */
	assert_int_equal(store_submission_decide(f->db, f->ctx, &f->all, &d, &published, &why), OK);
	assert_int_equal(published, 2);
	assert_int_equal(revision(f), 2);
	assert_int_equal(mails(f), before + 1);
	/* Another one comes too late. */
	d = decision(f, id, NULL, false);
	assert_int_equal(store_submission_decide(f->db, f->ctx, &f->all, &d, &published, &why), ERR_CONFLICT);
	assert_int_equal(mails(f), before + 1);
}

static void
accepted_in_part_the_rest_is_returned(void **state)
{
	struct fixture *f = *state;
	uint64_t id = proposed(f, "N", "Après.").submission;
	struct organisation now;
	unsigned published;
	const char *why;

	struct decision d = decision(f, id, "acronym", false);
	assert_int_equal(store_submission_decide(f->db, f->ctx, &f->all, &d, &published, &why), OK);
	assert_string_equal(status(f, id), "returned 2 pas ainsi");
	assert_int_equal(store_organisation_document(f->db, f->ctx, f->org.id, &now, NULL), OK);
	assert_string_equal(now.acronym, "N");
	assert_string_equal(now.mission.in[LANG_FR], "Avant.");
}

static void
returned_nothing_is_published(void **state)
{
	struct fixture *f = *state;
	uint64_t id = proposed(f, "N", "Après.").submission;
	struct submission s;
	unsigned published;
	const char *why;

	struct decision d = decision(f, id, NULL, false);
	assert_int_equal(store_submission_decide(f->db, f->ctx, &f->all, &d, &published, &why), OK);
	assert_string_equal(status(f, id), "returned - pas ainsi");
	assert_int_equal(revision(f), 1);
	assert_int_equal(store_submission_by_id(f->db, f->ctx, id, &s), OK);
	assert_string_equal(s.submitted.acronym, "N");
	assert_string_equal(s.answer, "pas ainsi");
}

static void
what_does_not_hold_leaves_nothing_behind(void **state)
{
	struct fixture *f = *state;
	uint64_t first = proposed(f, "N", "Après.").submission, second = proposed(f, "O", "Après.").submission;
	int64_t before = mails(f);
	unsigned published;
	const char *why;
	struct decision d;

	assert_true(second != first);
	/* It was replaced. */
	d = decision(f, first, "acronym", true);
	assert_int_equal(store_submission_decide(f->db, f->ctx, &f->all, &d, &published, &why), ERR_CONFLICT);
	/* The page was published anew since it was looked at. */
	d = decision(f, second, "acronym", true);
	d.published++;
	assert_int_equal(store_submission_decide(f->db, f->ctx, &f->all, &d, &published, &why), ERR_CONFLICT);
	/* Whoever edits does not decide. */
	d = decision(f, second, "acronym", true);
	d.moderator = f->editor;
	assert_int_equal(store_submission_decide(f->db, f->ctx, &f->all, &d, &published, &why), ERR_FORBIDDEN);
	d.receipt = "no receipt";
	assert_int_equal(store_submission_decide(f->db, f->ctx, &f->all, &d, &published, &why), ERR_BAD_REQUEST);
	/* A mail that cannot go, and nothing of it happened. */
	d = decision(f, second, "acronym", true);
	d.mails = &(struct mail){ .kind = "essai", .recipient = "not an address", .recipient_name = "", .lang = LANG_FR, .subject = "x", .body_text = "x", .body_html = "x" };
	assert_int_equal(store_submission_decide(f->db, f->ctx, &f->all, &d, &published, &why), ERR_INVALID);
	assert_int_equal(revision(f), 1);
	assert_int_equal(mails(f), before);
	assert_string_equal(status(f, second), "waiting - -");
	assert_int_equal(number(f, "SELECT COUNT(*) FROM receipt WHERE account_id = ?", f->moderator), 0);
}

static void
the_thread_has_its_comments(void **state)
{
	struct fixture *f = *state;
	uint64_t first = proposed(f, "N", "Après.").submission, second = proposed(f, "O", "Après.").submission, stranger = account(f, "editor");
	struct comment c = { .submission = first, .account = f->moderator, .words = "Pourquoi ?", .receipt = secret_receipt(f->ctx) };
	struct submission s;
	size_t count;
	uint64_t oldest;

	assert_int_equal(store_submission_comment(f->db, f->ctx, &c), OK);
	assert_int_equal(store_submission_comment(f->db, f->ctx, &c), OK);
	c = (struct comment){ .submission = second, .account = f->editor, .words = "Parce que.", .receipt = secret_receipt(f->ctx) };
	assert_int_equal(store_submission_comment(f->db, f->ctx, &c), OK);
	c.account = stranger;
	assert_int_equal(store_submission_comment(f->db, f->ctx, &c), ERR_FORBIDDEN);
	c.submission = 999999999;
	assert_int_equal(store_submission_comment(f->db, f->ctx, &c), ERR_NOT_FOUND);
	assert_int_equal(store_submission_by_id(f->db, f->ctx, second, &s), OK);
	assert_int_equal(s.thread, first);
	assert_int_equal(s.remark_count, 2);
	assert_string_equal(s.remarks[0].words, "Pourquoi ?");
	assert_string_equal(s.remarks[1].author, "editor");
	assert_int_equal(store_submission_by_id(f->db, f->ctx, first, &s), OK);
	assert_int_equal(s.latest, second);
	assert_int_equal(s.status, SUBMISSION_REPLACED);
	assert_int_equal(store_submissions_of(f->db, f->ctx, f->org.id, &count, &oldest), OK);
	assert_int_equal(count, 1);
	assert_int_equal(oldest, second);
}

static void
a_day_has_its_revision(void **state)
{
	struct fixture *f = *state;
	unsigned n = 0;

	assert_int_equal(db_exec(f->admin, "UPDATE revision SET created_at = '2020-02-28 23:59:59.9' WHERE organisation_id = ?", DB_VALUES(db_number((int64_t)f->org.id))), OK);
	assert_int_equal(store_revision_on(f->db, f->ctx, f->org.id, "2020-02-27", &n), ERR_NOT_FOUND);
	assert_int_equal(store_revision_on(f->db, f->ctx, f->org.id, "2020-02-28", &n), OK);
	assert_int_equal(n, 1);
	assert_int_equal(store_revision(f->db, f->ctx, f->org.id, 2, &f->org), ERR_NOT_FOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(accepted_whole_it_is_the_authors_revision, set_up, tear_down),
		cmocka_unit_test_setup_teardown(accepted_in_part_the_rest_is_returned, set_up, tear_down),
		cmocka_unit_test_setup_teardown(returned_nothing_is_published, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_does_not_hold_leaves_nothing_behind, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_thread_has_its_comments, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_day_has_its_revision, set_up, tear_down),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("moderation", tests, NULL, NULL);
}
