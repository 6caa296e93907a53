/* base/file: files written whole, and passwords that nobody else may read. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "unit.h"

enum { NOBODY = 65534 };

struct fixture {
	void *ctx;
	char *file;
	const char *password, *why;
};

static int
set_up(void **state)
{
	void *ctx = mem_new(NULL);
	struct fixture *f = MEM_NEW(ctx, struct fixture);

	f->ctx = ctx;
	f->file = scratch_file(ctx, "x.pw");
	*state = f;
	return f->file == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	scratch_file_remove(f->file);
	mem_free(f->ctx);
	return 0;
}

/* Reads the password of a file with this text and mode. */
static enum err
read_password(struct fixture *f, const char *text, mode_t mode)
{
	assert_int_equal(file_write(f->ctx, f->file, text, strlen(text), &f->why), OK);
	assert_int_equal(chmod(f->file, mode), 0);
	return file_password(f->ctx, f->file, &f->password, &f->why);
}

static void
what_is_written_is_its_owners_alone(void **state)
{
	struct fixture *f = *state;
	struct stat st;
	char *text;

	assert_int_equal(file_write(f->ctx, f->file, "one\ntwo\n", 8, &f->why), OK);
	assert_int_equal(stat(f->file, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(file_read(f->ctx, f->file, 8, &text, NULL, &f->why), OK);
	assert_string_equal(text, "one\ntwo\n");
	assert_int_equal(file_read(f->ctx, f->file, 7, &text, NULL, &f->why), ERR_TOO_LARGE);
}

static void
a_password_is_the_first_line(void **state)
{
	struct fixture *f = *state;
	static const char *const texts[] = { "un mot de passe", "un mot de passe\n", "un mot de passe\r\n", "un mot de passe\nand a remark\n" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_int_equal(read_password(f, texts[i], 0600), OK);
		assert_string_equal(f->password, "un mot de passe");
	}
	assert_int_equal(read_password(f, "x", 0400), OK);
}

static void
a_password_that_others_could_read_is_refused(void **state)
{
	struct fixture *f = *state;
	static const mode_t modes[] = { 0640, 0440, 0620, 0610, 0604, 0602, 0601, 0644, 0666 };

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		assert_int_equal(read_password(f, "x", modes[i]), ERR_CONFIG);
		assert_string_equal(f->why, mem_printf(f->ctx, "%s: others could read this password; type: chmod 600 %s", f->file, f->file));
	}
}

/* As an ordinary account, with the rights of a file of root's: whether it is taken. */
static bool
handed_over(struct fixture *f, mode_t mode)
{
	enum err e;

	assert_int_equal(chmod(f->file, mode), 0);
	assert_int_equal(setegid(NOBODY), 0);
	assert_int_equal(seteuid(NOBODY), 0);
	e = file_password(f->ctx, f->file, &f->password, &f->why);
	assert_int_equal(seteuid(0), 0);
	assert_int_equal(setegid(0), 0);
	return e == OK;
}

static void
root_hands_a_password_over_by_a_group(void **state)
{
	struct fixture *f = *state;

	if (geteuid() != 0)
		skip();
	assert_int_equal(file_write(f->ctx, f->file, "x\n", 2, &f->why), OK);
	assert_int_equal(chown(f->file, 0, NOBODY), 0);
	assert_true(handed_over(f, 0440));
	assert_true(handed_over(f, 0640));
	assert_false(handed_over(f, 0660));
	assert_false(handed_over(f, 0444));
	assert_int_equal(chown(f->file, NOBODY, NOBODY), 0);
	assert_true(handed_over(f, 0400));
	assert_false(handed_over(f, 0440));
}

static void
no_password_is_told(void **state)
{
	struct fixture *f = *state;
	char *long_one = MEM_ARRAY(f->ctx, char, 1002);

	assert_int_equal(file_password(f->ctx, f->file, &f->password, &f->why), ERR_CONFIG);
	assert_string_equal(f->why, mem_printf(f->ctx, "%s: No such file or directory", f->file));
	assert_int_equal(read_password(f, "", 0600), ERR_CONFIG);
	assert_string_equal(f->why, mem_printf(f->ctx, "%s: no password in it", f->file));
	assert_int_equal(read_password(f, "\nx\n", 0600), ERR_CONFIG);
	memset(long_one, 'x', 1001);
	assert_int_equal(read_password(f, long_one, 0600), ERR_CONFIG);
	assert_string_equal(f->why, mem_printf(f->ctx, "%s: 1001 bytes, more than the 1000 that are taken", f->file));
	long_one[1000] = '\0';
	assert_int_equal(read_password(f, long_one, 0600), OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_written_is_its_owners_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_password_is_the_first_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_password_that_others_could_read_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(root_hands_a_password_over_by_a_group, set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_password_is_told, set_up, tear_down),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
