/* store: attempts that wait, accounts, links, sessions, the second factor. Against the database of the directory that tests/run started. */
#include <sodium.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/secret.h"
#include "open_directory.h"
#include "store/account.h"
#include "store/link.h"
#include "store/people.h"
#include "store/second_factor.h"
#include "store/session.h"

struct fixture {
	void *ctx;
	struct conf conf;
	struct db *db;
	struct vocabularies all;
	struct mail mail;		/* to be queued where one has to be */
};

static int
set_up(void **state)
{
	struct fixture *f = MEM_NEW(NULL, struct fixture);

	f->ctx = f;
	f->mail = (struct mail){ .kind = "test", .recipient = "test@essai.example", .recipient_name = "", .lang = LANG_FR, .subject = "Essai", .body_text = "Essai\n", .body_html = "<p>Essai</p>" };
	*state = f;
	return open_directory(f, DB_SECONDS_PAGE, &f->conf, &f->db, &f->all) ? 0 : -1;
}

static const char *
fresh_email(struct fixture *f)
{
	return mem_printf(f->ctx, "%08x%08x@essai.example", randombytes_random(), randombytes_random());
}

/* Somebody new of this role, who has answered. */
static uint64_t
made(struct fixture *f, enum role role)
{
	uint64_t id = 0;

	assert_int_equal(store_person_invite(f->db, f->ctx, &(struct invitation){ .email = fresh_email(f), .name = "Essai", .role = role, .password = "$hash" }, &id), OK);
	assert_true(id > 0);
	return id;
}

static struct account
person(struct fixture *f, uint64_t id)
{
	struct account account;

	assert_int_equal(store_person(f->db, f->ctx, id, LANG_FR, &account), OK);
	return account;
}

/* The database's clock, in seconds since 1970; 0: as it goes. */
static void
set_clock(struct fixture *f, int64_t seconds)
{
	assert_int_equal(db_exec(f->db, seconds == 0 ? "SET SESSION timestamp = DEFAULT" : mem_printf(f->ctx, "SET SESSION timestamp = %lld", (long long)seconds), DB_NO_VALUES), OK);
}

static void
failures_cost_more_and_more(void **state)
{
	static const unsigned WAIT[] = { 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900 };
	struct fixture *f = *state;
	struct attempt attempt = { .whose = mem_printf(f->ctx, "account %s", fresh_email(f)), .address = fresh_email(f) };
	int64_t now = 1800000000;

	for (size_t i = 0; i < sizeof(WAIT) / sizeof(WAIT[0]); i++) {
		set_clock(f, now);
		assert_int_equal(store_attempt_begin(f->db, f->ctx, &attempt), OK);
		assert_int_equal(attempt.failures, i + 1);
		if (WAIT[i] > 0) {
			set_clock(f, now + WAIT[i] - 1);
			assert_int_equal(store_attempt_begin(f->db, f->ctx, &attempt), ERR_TOO_MANY);
			assert_int_equal(attempt.wait, 1);
			set_clock(f, now);
			assert_int_equal(store_attempt_begin(f->db, f->ctx, &attempt), ERR_TOO_MANY);
			assert_int_equal(attempt.wait, WAIT[i]);
		}
		now += WAIT[i];
	}
	/* A day without a failure. */
	set_clock(f, now + 24 * 3600 + 1000);
	assert_int_equal(store_attempt_begin(f->db, f->ctx, &attempt), OK);
	assert_int_equal(attempt.failures, 1);
	set_clock(f, 0);
}

static void
what_was_failed_elsewhere_counts_on(void **state)
{
	struct fixture *f = *state;
	struct attempt one = { .whose = fresh_email(f), .address = fresh_email(f) }, other = { .whose = fresh_email(f), .address = one.address },
		same = { .whose = one.whose, .address = fresh_email(f) };

	set_clock(f, 1800000000);
	for (int i = 0; i < 4; i++)
		assert_int_equal(store_attempt_begin(f->db, f->ctx, &one), OK);
	assert_int_equal(store_attempt_begin(f->db, f->ctx, &other), ERR_TOO_MANY);	/* from the same address */
	assert_int_equal(store_attempt_begin(f->db, f->ctx, &same), ERR_TOO_MANY);	/* at the same account */
	set_clock(f, 1800000001);
	assert_int_equal(store_attempt_begin(f->db, f->ctx, &same), OK);
	assert_int_equal(same.failures, 5);
	/* Who succeeds is forgiven, and what they failed is taken from their address, but not what others failed there. */
	assert_int_equal(store_attempt_begin(f->db, f->ctx, &other), OK);
	set_clock(f, 1800000100);
	assert_int_equal(store_attempt_forgive(f->db, f->ctx, &other), OK);
	assert_int_equal(store_attempt_begin(f->db, f->ctx, &other), OK);
	assert_int_equal(other.failures, 1);
	assert_int_equal(store_attempt_begin(f->db, f->ctx, &(struct attempt){ .whose = fresh_email(f), .address = one.address }), ERR_TOO_MANY);
	set_clock(f, 0);
}

static void
many_at_once_gain_nothing(void **state)
{
	enum { AT_ONCE = 12 };
	struct fixture *f = *state;
	const char *whose = fresh_email(f), *address = fresh_email(f);
	int let_in = 0;

	for (int i = 0; i < AT_ONCE; i++) {
		if (fork() != 0)
			continue;
		struct db *db;
		void *ctx = mem_new(NULL);
		struct attempt attempt = { .whose = whose, .address = address };

		_exit(db_open(ctx, &f->conf, "operator", DB_SECONDS_PAGE, &db) == OK && store_attempt_begin(db, ctx, &attempt) == OK ? 1 : 0);
	}
	for (int i = 0, status; i < AT_ONCE; i++) {
		assert_true(wait(&status) > 0);
		let_in += WEXITSTATUS(status);
	}
	assert_true(let_in >= 1 && let_in <= 4);
}

static void
sessions_begin_and_end(void **state)
{
	struct fixture *f = *state;
	uint64_t id = made(f, ROLE_EDITOR);
	const char *secret = secret_new(f->ctx), *whole = secret_new(f->ctx);
	struct session *sessions;
	struct actor actor;
	size_t count;

	assert_int_equal(store_session_actor(f->db, f->ctx, secret, &actor), ERR_NOT_FOUND);
	assert_int_equal(store_session_begin(f->db, id, false, "Firefox", secret), OK);
	assert_int_equal(store_session_actor(f->db, f->ctx, secret, &actor), OK);
	assert_int_equal(actor.id, id);
	assert_false(actor.verified);
	assert_false(may(&actor, VERB_EDIT, 1));
	assert_int_equal(store_session_verified(f->db, actor.session, whole), OK);
	assert_int_equal(store_session_actor(f->db, f->ctx, secret, &actor), ERR_NOT_FOUND);
	assert_int_equal(store_session_actor(f->db, f->ctx, whole, &actor), OK);
	assert_true(actor.verified);
	assert_int_equal(store_session_begin(f->db, id, true, "", secret), OK);
	assert_int_equal(store_sessions(f->db, f->ctx, id, &sessions, &count), OK);
	assert_int_equal(count, 2);
	assert_int_equal(store_session_end(f->db, id + 1, actor.session), OK);	/* of somebody else */
	assert_int_equal(store_session_actor(f->db, f->ctx, whole, &actor), OK);
	assert_int_equal(store_session_end_others(f->db, id, actor.session), OK);
	assert_int_equal(store_session_actor(f->db, f->ctx, secret, &actor), ERR_NOT_FOUND);
	assert_int_equal(store_person_disable(f->db, f->ctx, 0, id, true), OK);
	assert_int_equal(store_session_actor(f->db, f->ctx, whole, &actor), ERR_NOT_FOUND);
}

static void
who_may_change_whom(void **state)
{
	struct fixture *f = *state;
	uint64_t editor = made(f, ROLE_EDITOR), other = made(f, ROLE_EDITOR), moderator = made(f, ROLE_MODERATOR), administrator = made(f, ROLE_ADMINISTRATOR), id;
	struct membership membership;

	assert_int_equal(store_membership(f->db, f->ctx, "fil-equitable", LANG_FR, &membership), OK);
	assert_int_equal(store_person_organisation(f->db, f->ctx, editor, other, membership.organisation, true), ERR_FORBIDDEN);
	assert_int_equal(store_person_organisation(f->db, f->ctx, moderator, other, membership.organisation, true), OK);
	assert_int_equal(person(f, other).membership_count, 1);
	assert_string_equal(person(f, other).memberships[0].slug, "fil-equitable");
	assert_int_equal(store_person_organisation(f->db, f->ctx, moderator, administrator, membership.organisation, true), ERR_FORBIDDEN);
	assert_int_equal(store_person_role(f->db, f->ctx, moderator, editor, ROLE_ADMINISTRATOR), ERR_FORBIDDEN);
	assert_int_equal(store_person_role(f->db, f->ctx, moderator, moderator, ROLE_ADMINISTRATOR), ERR_FORBIDDEN);
	assert_int_equal(store_person_disable(f->db, f->ctx, moderator, editor, true), ERR_FORBIDDEN);
	assert_int_equal(store_person_end_sessions(f->db, f->ctx, moderator, editor), ERR_FORBIDDEN);
	assert_int_equal(store_person_forget_second_factor(f->db, f->ctx, moderator, editor, &f->mail), ERR_FORBIDDEN);
	assert_int_equal(store_people_need_second_factor(f->db, f->ctx, moderator, true), ERR_FORBIDDEN);
	assert_int_equal(store_person_invite(f->db, f->ctx, &(struct invitation){ .by = editor, .email = fresh_email(f), .name = "", .role = ROLE_EDITOR }, &id), ERR_FORBIDDEN);
	assert_int_equal(store_person_invite(f->db, f->ctx, &(struct invitation){ .by = moderator, .email = fresh_email(f), .name = "", .role = ROLE_MODERATOR }, &id), ERR_FORBIDDEN);
	assert_int_equal(store_person_invite(f->db, f->ctx, &(struct invitation){ .by = moderator, .email = fresh_email(f), .name = "", .role = ROLE_EDITOR }, &id), OK);
	assert_int_equal(store_person_role(f->db, f->ctx, administrator, editor, ROLE_MODERATOR), OK);
	assert_int_equal(person(f, editor).role, ROLE_MODERATOR);
	/* Whoever was disabled a moment ago may nothing any more. */
	assert_int_equal(store_person_disable(f->db, f->ctx, 0, administrator, true), OK);
	assert_int_equal(store_person_role(f->db, f->ctx, administrator, editor, ROLE_EDITOR), ERR_FORBIDDEN);
	assert_int_equal(store_person_role(f->db, f->ctx, 0, id + 1000000, ROLE_EDITOR), ERR_NOT_FOUND);
}

static void
an_address_has_one_account(void **state)
{
	struct fixture *f = *state;
	const char *email = fresh_email(f), *secret = secret_new(f->ctx);
	struct invitation invitation = { .email = email, .name = "", .role = ROLE_EDITOR };
	struct account account;
	struct link link;
	uint64_t id, again = 0, other = made(f, ROLE_EDITOR);

	assert_int_equal(store_person_invite(f->db, f->ctx, &invitation, &id), OK);
	assert_int_equal(store_person_invite(f->db, f->ctx, &invitation, &again), ERR_CONFLICT);
	assert_int_equal(store_person_by_email(f->db, f->ctx, email, LANG_FR, &account), OK);
	assert_int_equal(account.id, id);
	assert_false(account.has_password);
	/* Nor does a change of address take one that has. */
	assert_int_equal(store_link_email(f->db, other, email, secret, &f->mail), OK);
	assert_int_equal(store_link_set_email(f->db, f->ctx, secret, &f->mail), ERR_CONFLICT);
	assert_int_equal(store_link(f->db, f->ctx, secret, LINK_EMAIL, &link), OK);	/* what failed used nothing up */
}

static void
a_link_serves_once_for_what_it_is_for(void **state)
{
	struct fixture *f = *state;
	uint64_t id = made(f, ROLE_EDITOR);
	const char *secret = secret_new(f->ctx), *second = secret_new(f->ctx), *session = secret_new(f->ctx);
	struct link_password set = { .purpose = LINK_INVITATION, .secret = secret, .email = person(f, id).email, .hash = "$new" };
	struct credentials credentials;
	struct actor actor;
	struct link link;

	assert_int_equal(store_link_reset(f->db, id, secret, &f->mail), OK);
	assert_int_equal(store_link_reset(f->db, id, second, &f->mail), OK);
	assert_int_equal(store_link(f->db, f->ctx, second, LINK_RESET, &link), ERR_NOT_FOUND);	/* two within two minutes are one */
	assert_int_equal(store_link(f->db, f->ctx, secret, LINK_RESET, &link), OK);
	assert_int_equal(link.account, id);
	assert_int_equal(store_link(f->db, f->ctx, secret, LINK_INVITATION, &link), ERR_NOT_FOUND);
	assert_int_equal(store_link_set_password(f->db, f->ctx, &set), ERR_NOT_FOUND);
	assert_int_equal(store_session_begin(f->db, id, true, "", session), OK);
	set.purpose = LINK_RESET;
	assert_int_equal(store_link_set_password(f->db, f->ctx, &set), OK);
	assert_int_equal(store_link_set_password(f->db, f->ctx, &set), ERR_NOT_FOUND);
	assert_int_equal(store_session_actor(f->db, f->ctx, session, &actor), ERR_NOT_FOUND);
	assert_int_equal(store_account_credentials(f->db, f->ctx, set.email, &credentials), OK);
	assert_string_equal(credentials.password, "$new");
}

static void
the_second_factor_lets_each_code_pass_once(void **state)
{
	static const unsigned char SECRET[TOTP_BYTES] = "12345678901234567890";
	struct fixture *f = *state;
	uint64_t id = made(f, ROLE_EDITOR);
	const char *codes[RECOVERY_CODES], *email = person(f, id).email;
	struct attempt attempt = { .whose = email, .address = email };
	struct second_factor factor;
	struct credentials credentials;
	struct actor actor;
	const char *secret = secret_new(f->ctx);
	struct second_factor_pass pass = { .attempt = &attempt, .account = id, .session_secret = secret };

	for (size_t i = 0; i < RECOVERY_CODES; i++)
		codes[i] = recovery_new(f->ctx);
	assert_int_equal(store_session_begin(f->db, id, false, "", secret), OK);
	assert_int_equal(store_session_actor(f->db, f->ctx, secret, &actor), OK);
	pass.session = actor.session;
	struct second_factor_set set = { .account = id, .session = actor.session, .session_secret = secret, .secret = SECRET, .step = 100, .codes = codes, .mail = &f->mail };
	assert_int_equal(store_second_factor_set(f->db, f->ctx, &set), OK);
	assert_int_equal(store_second_factor_set(f->db, f->ctx, &set), ERR_CONFLICT);
	assert_int_equal(store_second_factor(f->db, f->ctx, id, &factor), OK);
	assert_true(factor.is_set);
	assert_false(factor.needed);
	assert_memory_equal(factor.secret, SECRET, TOTP_BYTES);
	assert_int_equal(factor.codes, RECOVERY_CODES);
	assert_int_equal(store_account_credentials(f->db, f->ctx, email, &credentials), OK);
	assert_true(credentials.asks_second_factor);
	for (pass.step = 99; pass.step <= 100; pass.step++)
		assert_int_equal(store_second_factor_pass(f->db, f->ctx, &pass), ERR_NOT_FOUND);
	assert_int_equal(store_second_factor_pass(f->db, f->ctx, &pass), OK);	/* 101 */
	assert_int_equal(store_second_factor_pass(f->db, f->ctx, &pass), ERR_NOT_FOUND);
	pass.step = 0;
	pass.code = recovery_plain(f->ctx, codes[7]);
	assert_int_equal(store_second_factor_pass(f->db, f->ctx, &pass), OK);
	assert_int_equal(store_second_factor_pass(f->db, f->ctx, &pass), ERR_NOT_FOUND);
	assert_int_equal(store_second_factor_remove(f->db, id, &f->mail), OK);
	assert_int_equal(store_second_factor(f->db, f->ctx, id, &factor), OK);
	assert_false(factor.is_set);
	assert_int_equal(factor.codes, 0);
}

static void
a_letter_is_there_if_and_only_if_its_occasion_is(void **state)
{
	struct fixture *f = *state;
	struct mail bad = f->mail;
	uint64_t id = made(f, ROLE_EDITOR);
	struct credentials credentials;

	bad.recipient = "no address";
	assert_int_equal(store_account_password(f->db, id, "$other", 0, &bad), ERR_INVALID);
	assert_int_equal(store_account_credentials(f->db, f->ctx, person(f, id).email, &credentials), OK);
	assert_string_equal(credentials.password, "$hash");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(failures_cost_more_and_more),
		cmocka_unit_test(what_was_failed_elsewhere_counts_on),
		cmocka_unit_test(many_at_once_gain_nothing),
		cmocka_unit_test(sessions_begin_and_end),
		cmocka_unit_test(who_may_change_whom),
		cmocka_unit_test(an_address_has_one_account),
		cmocka_unit_test(a_link_serves_once_for_what_it_is_for),
		cmocka_unit_test(the_second_factor_lets_each_code_pass_once),
		cmocka_unit_test(a_letter_is_there_if_and_only_if_its_occasion_is),
	};

	if (sodium_init() < 0)
		return 1;
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("account", tests, set_up, pool_tear_down);
}
