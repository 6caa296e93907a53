/* base: passwords, hashed and judged. */
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/password.h"
#include "unit.h"

struct fixture {
	void *ctx;
	struct conf conf;
};

static int
set_up(void **state)
{
	struct fixture *f = MEM_NEW(NULL, struct fixture);
	char *place = mem_strdup(f, "/tmp/annuaire-password.XXXXXX");

	f->ctx = f;
	f->conf = (struct conf){ .site_name = "Annuaire", .share = "schema", .run = mkdtemp(place) };	/* the list of common ones stands there before it is installed */
	*state = f;
	return f->conf.run == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 2; i++)
		unlink(mem_printf(f, "%s/password-%d.lock", f->conf.run, i));
	rmdir(f->conf.run);
	mem_free(f);
	return 0;
}

static void
a_hash_knows_its_password(void **state)
{
	struct fixture *f = *state;
	const char *hash, *other;
	bool right, stale;

	assert_int_equal(password_hash(f->ctx, &f->conf, "quatre chevaux", &hash), OK);
	assert_int_equal(password_hash(f->ctx, &f->conf, "quatre chevaux", &other), OK);
	assert_string_not_equal(hash, other);
	assert_int_equal(strncmp(hash, "$argon2id$v=19$m=65536,t=2,p=1$", 31), 0);
	assert_int_equal(password_verify(f->ctx, &f->conf, hash, "quatre chevaux", &right, &stale), OK);
	assert_true(right);
	assert_false(stale);
	assert_int_equal(password_verify(f->ctx, &f->conf, hash, "quatre chevaux ", &right, &stale), OK);
	assert_false(right);
	assert_int_equal(password_verify(f->ctx, &f->conf, NULL, "quatre chevaux", &right, &stale), OK);
	assert_false(right);
}

static void
composed_or_not_it_is_the_same(void **state)
{
	struct fixture *f = *state;
	const char *hash;
	bool right, stale;

	assert_int_equal(password_hash(f->ctx, &f->conf, "\xc3\xa9t\xc3\xa9 en Flandre", &hash), OK);
	assert_int_equal(password_verify(f->ctx, &f->conf, hash, "e\xcc\x81te\xcc\x81 en Flandre", &right, &stale), OK);
	assert_true(right);
}

static void
a_weaker_hash_is_worth_making_anew(void **state)
{
	struct fixture *f = *state;
	char weak[crypto_pwhash_STRBYTES];
	bool right, stale;

	assert_int_equal(crypto_pwhash_str(weak, "quatre chevaux", 14, crypto_pwhash_OPSLIMIT_MIN, 19 * 1024 * 1024), 0);
	assert_int_equal(password_verify(f->ctx, &f->conf, weak, "quatre chevaux", &right, &stale), OK);
	assert_true(right && stale);
	assert_int_equal(password_verify(f->ctx, &f->conf, weak, "cinq chevaux", &right, &stale), OK);
	assert_false(right || stale);
}

/* What the judge says, with a name and an address known. */
static enum password_fault
judged(struct fixture *f, const char *password)
{
	static const char *const CONTEXT[] = { "Annuaire", "mireille.dupont@exemple.org", "Mireille d'Aubreville-Dupont" };
	enum password_fault fault;

	assert_int_equal(password_judge(f->ctx, &f->conf, password, CONTEXT, 3, &fault), OK);
	return fault;
}

static char *
repeated(struct fixture *f, const char *s, int times)
{
	char *text = mem_strdup(f->ctx, "");

	for (int i = 0; i < times; i++)
		text = mem_printf(f->ctx, "%s%s", text, s);
	return text;
}

static void
which_are_taken(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(judged(f, ""), PASSWORD_SHORT);
	assert_int_equal(judged(f, "kx8!vq2"), PASSWORD_SHORT);
	assert_int_equal(judged(f, "\xc3\xa9\xc3\xa0\xc3\xa8\xc3\xb9"), PASSWORD_SHORT);
	assert_int_equal(judged(f, "kx8!vq2z"), PASSWORD_GOOD);
	assert_int_equal(judged(f, "correct horse battery staple"), PASSWORD_GOOD);
	assert_int_equal(judged(f, "        x"), PASSWORD_GOOD);
	assert_int_equal(judged(f, repeated(f, "\xe2\x82\xac", 128)), PASSWORD_GOOD);
	assert_int_equal(judged(f, repeated(f, "\xe2\x82\xac", 129)), PASSWORD_LONG);
	assert_int_equal(judged(f, "wachtwoord"), PASSWORD_COMMON);
	assert_int_equal(judged(f, "WachtWoord1"), PASSWORD_COMMON);
	assert_int_equal(judged(f, "12345678"), PASSWORD_COMMON);
	assert_int_equal(judged(f, "zzzzzzzz"), PASSWORD_COMMON);
	assert_int_equal(judged(f, "annuaire"), PASSWORD_CONTEXT);
	assert_int_equal(judged(f, "MIREILLE-dupont-42"), PASSWORD_CONTEXT);
	assert_int_equal(judged(f, "aubreville.org1"), PASSWORD_CONTEXT);
	assert_int_equal(judged(f, "mireille aime les girafes"), PASSWORD_GOOD);
}

static void
without_its_list_none_is_taken(void **state)
{
	struct fixture *f = *state;
	struct conf elsewhere = f->conf;
	enum password_fault fault;

	elsewhere.share = f->conf.run;
	assert_int_equal(password_judge(f->ctx, &elsewhere, "correct horse battery staple", NULL, 0, &fault), ERR_IO);
}

static void
two_at_once_and_no_more(void **state)
{
	struct fixture *f = *state;
	const char *hash;
	bool right, stale;
	int held[2], freed;

	for (int i = 0; i < 2; i++) {
		held[i] = open(mem_printf(f->ctx, "%s/password-%d.lock", f->conf.run, i), O_RDONLY | O_CREAT | O_CLOEXEC, 0644);
		assert_int_equal(flock(held[i], LOCK_EX), 0);
	}
	assert_int_equal(password_verify(f->ctx, &f->conf, NULL, "quatre chevaux", &right, &stale), ERR_TOO_MANY);
	assert_int_equal(password_hash(f->ctx, &f->conf, "quatre chevaux", &hash), ERR_TOO_MANY);
	/* One that ends, whatever way, leaves its place to whoever waits. */
	freed = fork();
	if (freed == 0) {
		usleep(200000);
		_exit(0);
	}
	close(held[1]);
	assert_int_equal(waitpid(freed, NULL, 0), freed);
	assert_int_equal(password_hash(f->ctx, &f->conf, "quatre chevaux", &hash), OK);
	close(held[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hash_knows_its_password),
		cmocka_unit_test(composed_or_not_it_is_the_same),
		cmocka_unit_test(a_weaker_hash_is_worth_making_anew),
		cmocka_unit_test(which_are_taken),
		cmocka_unit_test(without_its_list_none_is_taken),
		cmocka_unit_test(two_at_once_and_no_more),
	};

	if (sodium_init() < 0)
		return 1;
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("password", tests, set_up, tear_down);
}
