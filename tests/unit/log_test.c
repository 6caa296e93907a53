/* base/log: one line an event, and nobody but the program decides where it ends. */
#include <fcntl.h>
#include <regex.h>
#include <unistd.h>

#include "base/log.h"
#include "unit.h"

static char written[16384];
static int screen = -1, file = -1;

static void
catch_stderr(void)
{
	char name[] = "/tmp/annuaire-log-XXXXXX";

	file = mkstemp(name);
	assert_true(file >= 0);
	unlink(name);
	screen = dup(STDERR_FILENO);
	dup2(file, STDERR_FILENO);
}

/* What was logged since catch_stderr(). */
static const char *
caught(void)
{
	ssize_t n;

	dup2(screen, STDERR_FILENO);
	close(screen);
	n = pread(file, written, sizeof(written) - 1, 0);
	close(file);
	assert_true(n >= 0);
	written[n] = '\0';
	return written;
}

/* What stands behind the event's name, of exactly one line. */
static const char *
pairs(void)
{
	const char *line = caught(), *event = strstr(line, " event=test ");
	char *end = strchr(line, '\n');

	assert_non_null(event);
	assert_non_null(end);
	assert_int_equal(end[1], '\0');
	*end = '\0';
	return event + strlen(" event=test ");
}

static void
a_line_says_when_who_and_what(void **state)
{
	regex_t pattern;

	(void)state;
	log_program("profile");
	log_request(NULL);
	catch_stderr();
	log_event(LOG_LEVEL_WARNING, "test", "status=%d", 200);
	assert_int_equal(regcomp(&pattern, "^at=20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z level=warning program=profile event=test status=200\n$",
	    REG_EXTENDED | REG_NOSUB), 0);
	assert_int_equal(regexec(&pattern, caught(), 0, NULL, 0), 0);
	regfree(&pattern);
}

static void
the_request_is_named_until_it_is_over(void **state)
{
	(void)state;
	log_request("4f1c");
	catch_stderr();
	log_event(LOG_LEVEL_INFO, "test", "n=%d", 1);
	assert_non_null(strstr(caught(), " level=info program=profile id=4f1c event=test n=1\n"));
	log_request(NULL);
	catch_stderr();
	log_event(LOG_LEVEL_ERROR, "test", "n=%d", 1);
	assert_non_null(strstr(caught(), " level=error program=profile event=test n=1\n"));
}

static void
every_type_is_written(void **state)
{
	(void)state;
	catch_stderr();
	log_event(LOG_LEVEL_INFO, "test", "int=%d long=%ld size=%zu unsigned=%u real=%.1f cut=%.3s all=%s fixed=word", -3, 4000000000L, (size_t)7, 4000000000U, 2.345,
	    "abcdef", "abc");
	assert_string_equal(pairs(), "int=-3 long=4000000000 size=7 unsigned=4000000000 real=2.3 cut=abc all=abc fixed=word");
}

static void
odd_values_are_quoted(void **state)
{
	(void)state;
	catch_stderr();
	log_event(LOG_LEVEL_INFO, "test", "a=%s b=%s c=%s d=%s e=%s f=%s", "", "two words", "x=y", "say \"hi\"", "back\\slash", "été");
	assert_string_equal(pairs(), "a=\"\" b=\"two words\" c=\"x=y\" d=\"say \\\"hi\\\"\" e=\"back\\\\slash\" f=été");
}

static void
no_value_can_forge_a_line_or_a_pair(void **state)
{
	(void)state;
	catch_stderr();
	log_event(LOG_LEVEL_INFO, "test", "path=%s status=%d", "/\nat=2026 event=forged\r\x01" "evil\x01yes\x1b[2J", 404);
	assert_string_equal(pairs(), "path=\"/\\x0aat=2026 event=forged\\x0d\\x01evil\\x01yes\\x1b[2J\" status=404");
	catch_stderr();
	log_event(LOG_LEVEL_INFO, "test", "path=%s status=%d", "%s%n%d", 404);
	assert_string_equal(pairs(), "path=%s%n%d status=404");
}

static void
what_is_not_utf8_is_escaped(void **state)
{
	(void)state;
	catch_stderr();
	log_event(LOG_LEVEL_INFO, "test", "path=%s c1=%s", "/caf\xe9", "é\xc2\x9b" "2J");
	assert_string_equal(pairs(), "path=\"/caf\\xe9\" c1=\"\\xc3\\xa9\\xc2\\x9b2J\"");
}

/* The pairs behind a very long value still stand, and the line stays one write that pipes keep whole. */
static void
a_long_value_is_cut(void **state)
{
	static const char *const repeated[] = { "a", "\n", "\xff", "é", "\"" };
	char value[9001];

	(void)state;
	for (size_t i = 0; i < sizeof(repeated) / sizeof(repeated[0]); i++) {
		size_t len = strlen(repeated[i]);
		const char *line;

		for (size_t at = 0; at < sizeof(value) - 1; at++)
			value[at] = repeated[i][at % len];
		value[sizeof(value) - 1] = '\0';
		catch_stderr();
		log_event(LOG_LEVEL_INFO, "test", "target=%s again=%s third=%s status=%d", value, value, value, 200);
		line = pairs();
		assert_true(strlen(line) < 4000);
		assert_non_null(strstr(line, strchr("a\xc3", repeated[i][0]) != NULL ? "... again=" : "...\" again="));
		assert_string_equal(line + strlen(line) - strlen(" status=200"), " status=200");
	}
}

/* The last one here: from then on lines go into the file. */
static void
what_a_handler_says_goes_where_the_log_goes(void **state)
{
	static const char LINE[] = "level=error event=watchdog\n";
	char path[] = "/tmp/annuaire-log-XXXXXX";
	ssize_t n;
	int fd = mkstemp(path);

	(void)state;
	assert_true(log_open(path));
	log_event(LOG_LEVEL_INFO, "test", "a=%d", 1);
	log_from_handler(LINE, sizeof(LINE) - 1);
	n = read(fd, written, sizeof(written) - 1);
	close(fd);
	unlink(path);
	assert_true(n > 0);
	written[n] = '\0';
	assert_non_null(strstr(written, " event=test a=1\n"));
	assert_string_equal(strchr(written, '\n') + 1, LINE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_says_when_who_and_what),
		cmocka_unit_test(the_request_is_named_until_it_is_over),
		cmocka_unit_test(every_type_is_written),
		cmocka_unit_test(odd_values_are_quoted),
		cmocka_unit_test(no_value_can_forge_a_line_or_a_pair),
		cmocka_unit_test(what_is_not_utf8_is_escaped),
		cmocka_unit_test(a_long_value_is_cut),
		cmocka_unit_test(what_a_handler_says_goes_where_the_log_goes),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
