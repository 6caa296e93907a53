/* base/conf: annuaire.ini, the environment over it, and the command line over both. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/conf.h"
#include "unit.h"

struct fixture {
	void *ctx;
	char *directory, *file;
	struct conf conf;
	const char *why;
};

static int
set_up(void **state)
{
	void *ctx = mem_new(NULL);
	struct fixture *f = MEM_NEW(ctx, struct fixture);

	f->ctx = ctx;
	f->file = scratch_file(ctx, "annuaire.ini");
	if (f->file == NULL)
		return -1;
	f->directory = dirname(mem_strdup(ctx, f->file));
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	scratch_file_remove(f->file);
	mem_free(f->ctx);
	return 0;
}

/* Reads a configuration file with this text. */
static enum err
read_text(struct fixture *f, const char *text)
{
	FILE *out = fopen(f->file, "w");

	assert_non_null(out);
	fputs(text, out);
	fclose(out);
	f->why = NULL;
	return conf_read(f->ctx, f->file, NULL, &f->conf, &f->why);
}

/* This text is refused for this reason. */
static void
refused(struct fixture *f, const char *text, const char *reason)
{
	assert_int_equal(read_text(f, text), ERR_CONFIG);
	assert_string_equal(f->why, reason);
}

static void
without_a_word_the_defaults_stand(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(read_text(f, ""), OK);
	assert_string_equal(f->conf.file, f->file);
	assert_string_equal(f->conf.site_url, "http://127.0.0.1:8080/");
	assert_string_equal(f->conf.site_origin, "http://127.0.0.1:8080");
	assert_string_equal(f->conf.site_base, "");
	assert_string_equal(f->conf.site_name, "Annuaire");
	for (int l = 0; l < LANG_COUNT; l++)
		assert_true(f->conf.language[l]);
	assert_int_equal(f->conf.cache_seconds, 10);
	assert_string_equal(f->conf.share, ANNUAIRE_PREFIX "/share/annuaire");
	assert_string_equal(f->conf.run, "/run/annuaire");
	assert_int_equal(f->conf.sandbox, SANDBOX_ENFORCE);
	assert_string_equal(f->conf.database_socket, "/run/mysqld/mysqld.sock");
	assert_string_equal(f->conf.database_name, "annuaire");
	assert_string_equal(f->conf.database_user_prefix, "annuaire_");
	assert_string_equal(f->conf.database_password_directory, "/etc/annuaire/secret");
	assert_int_equal(f->conf.mail_transport, MAIL_SENDMAIL);
	assert_true(f->conf.mail_smtp_tls);
	assert_string_equal(f->conf.mail_smtp_user, "");
	assert_string_equal(f->conf.mail_from_name, "Annuaire");
	assert_string_equal(f->conf.site_host, "127.0.0.1");
}

static void
every_key_is_read(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(read_text(f, "; a comment\n[site]\nurl = https://ecms.example/annuaire/ ; of the federation\nname = L'annuaire\nlanguages = nl de\ncache_seconds = 0\n"
	    "[paths]\nshare = /a\nrun = /b\n[process]\nsandbox = log\n[database]\nsocket = /c\nname = d\nuser_prefix = e_\npassword_directory = /f\n"
	    "host = db1.example,db2.example:3307\ntls_ca = /g\ntls_cert = /h\ntls_key = /i\nfree_space_path = /j\nminimum_free_mb = 20\n"), OK);
	assert_string_equal(f->conf.site_url, "https://ecms.example/annuaire/");
	assert_string_equal(f->conf.site_origin, "https://ecms.example");
	assert_string_equal(f->conf.site_base, "/annuaire");
	assert_string_equal(f->conf.site_name, "L'annuaire");
	assert_false(f->conf.language[LANG_FR]);
	assert_true(f->conf.language[LANG_NL]);
	assert_true(f->conf.language[LANG_DE]);
	assert_false(f->conf.language[LANG_EN]);
	assert_int_equal(f->conf.cache_seconds, 0);
	assert_string_equal(f->conf.share, "/a");
	assert_string_equal(f->conf.run, "/b");
	assert_int_equal(f->conf.sandbox, SANDBOX_LOG);
	assert_string_equal(f->conf.database_socket, "/c");
	assert_string_equal(f->conf.database_name, "d");
	assert_string_equal(f->conf.database_user_prefix, "e_");
	assert_string_equal(f->conf.database_password_directory, "/f");
	assert_string_equal(f->conf.database_host, "db1.example,db2.example:3307");
	assert_true(f->conf.database_tls);
	assert_string_equal(f->conf.database_tls_ca, "/g");
	assert_string_equal(f->conf.database_tls_cert, "/h");
	assert_string_equal(f->conf.database_tls_key, "/i");
	assert_string_equal(f->conf.database_free_space_path, "/j");
	assert_int_equal(f->conf.database_minimum_free_mb, 20);
}

static void
the_database_is_reached_without_tls_on_this_machine_alone(void **state)
{
	static const char *const HERE[] = { "", "localhost", "127.0.0.1:3306", "[::1]:3306,127.0.0.2" }, *const ELSEWHERE[] = { "db.example", "localhost.example:3306", "[::2]", "127.0.0.1,10.0.0.1" };
	static const char *const NONE[] = { "db1:", "db1,", ",", "db1 db2", "db1:x", "[::1", "tcp://db1" };
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(HERE) / sizeof(HERE[0]); i++)
		assert_int_equal(read_text(f, mem_printf(f->ctx, "[database]\ntls = no\nhost = %s\n", HERE[i])), OK);
	for (size_t i = 0; i < sizeof(ELSEWHERE) / sizeof(ELSEWHERE[0]); i++) {
		refused(f, mem_printf(f->ctx, "[database]\ntls = no\nhost = %s\n", ELSEWHERE[i]), mem_printf(f->ctx, "%s:3: [database] host: tls = no is only for a MariaDB on this machine", f->file));
		assert_int_equal(read_text(f, mem_printf(f->ctx, "[database]\nhost = %s\n", ELSEWHERE[i])), OK);
	}
	for (size_t i = 0; i < sizeof(NONE) / sizeof(NONE[0]); i++)
		refused(f, mem_printf(f->ctx, "[database]\nhost = %s\n", NONE[i]),
		    mem_printf(f->ctx, "%s:2: [database] host: must be empty, or like db1.example:3306, or several with a comma between", f->file));
	refused(f, "[database]\ntls_key = /a\n", "[database] tls_cert and tls_key go together: set both, or neither");
	refused(f, "[database]\nminimum_free_mb = 0\n", mem_printf(f->ctx, "%s:2: [database] minimum_free_mb: must be a number of megabytes from 1 to 1000000", f->file));
}

static void
a_mistake_is_told_with_its_line(void **state)
{
	struct fixture *f = *state;

	refused(f, "[site]\nname = A\nnmae = B\n", mem_printf(f->ctx, "%s:3: [site] nmae: no such key", f->file));
	refused(f, "[sites]\nname = A\n", mem_printf(f->ctx, "%s:2: [sites] name: no such key", f->file));
	refused(f, "name = A\n", mem_printf(f->ctx, "%s:1: [] name: no such key", f->file));
	refused(f, "[site]\n\nname\n", mem_printf(f->ctx, "%s:3: neither [section] nor key = value", f->file));
	refused(f, "[site]\nname = A\nname = B\n", mem_printf(f->ctx, "%s:3: [site] name: is given twice", f->file));
	refused(f, "[site]\nname\nnmae = B\n", mem_printf(f->ctx, "%s:2: neither [section] nor key = value", f->file));
	refused(f, "[process]\nsandbox = ajar\n", mem_printf(f->ctx, "%s:2: [process] sandbox: must be enforce, log or off", f->file));
	refused(f, "[site]\nname =\n", mem_printf(f->ctx, "%s:2: [site] name: must not be empty", f->file));
}

static void
every_key_of_mail_is_read(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(read_text(f, "[mail]\ntransport = smtp\ndirectory = /a\nsendmail = /b\nsmtp_url = smtps://mail.example:465\nsmtp_tls = yes\nsmtp_ca = /c\nsmtp_user = d\n"
	    "smtp_password_file = /e\nfrom = f@g.example\nfrom_name = H, I\nreply_to = j@k.example\n"), OK);
	assert_int_equal(f->conf.mail_transport, MAIL_SMTP);
	assert_string_equal(f->conf.mail_directory, "/a");
	assert_string_equal(f->conf.mail_sendmail, "/b");
	assert_string_equal(f->conf.mail_smtp_url, "smtps://mail.example:465");
	assert_string_equal(f->conf.mail_smtp_ca, "/c");
	assert_string_equal(f->conf.mail_smtp_user, "d");
	assert_string_equal(f->conf.mail_smtp_password_file, "/e");
	assert_string_equal(f->conf.mail_from, "f@g.example");
	assert_string_equal(f->conf.mail_from_name, "H, I");
	assert_string_equal(f->conf.mail_reply_to, "j@k.example");
	refused(f, "[mail]\ntransport = pigeon\n", mem_printf(f->ctx, "%s:2: [mail] transport: must be file, sendmail or smtp", f->file));
	refused(f, "[mail]\nfrom = a@b\nreply_to = b\n", mem_printf(f->ctx, "%s:3: [mail] reply_to: must be like annuaire@directory.example", f->file));
	refused(f, "[mail]\nfrom =\n", mem_printf(f->ctx, "%s:2: [mail] from: must be like annuaire@directory.example", f->file));
	refused(f, "[mail]\nsmtp_tls = maybe\n", mem_printf(f->ctx, "%s:2: [mail] smtp_tls: must be yes or no", f->file));
}

static void
a_mail_server_is_a_host_and_a_port(void **state)
{
	struct fixture *f = *state;
	static const char *const wrong[] = { "mail.example", "http://mail.example", "smtp://", "smtp://:25", "smtp://a@mail.example", "smtp://mail.example:", "smtp://mail.example:2x",
		"smtp://mail.example/", "smtp://mail example", "smtp://[::1", "smtp://[::1]x", "smtp://[" };
	static const char *const right[] = { "smtp://mail.example", "smtps://mail.example:465", "smtp://10.0.0.1:25", "smtp://[::1]:587", "smtp://[fe80::1]" };

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		refused(f, mem_printf(f->ctx, "[mail]\nsmtp_url = %s\n", wrong[i]),
		    mem_printf(f->ctx, "%s:2: [mail] smtp_url: must be like smtp://mail.example:587 or smtps://mail.example:465", f->file));
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		assert_int_equal(read_text(f, mem_printf(f->ctx, "[mail]\nsmtp_url = %s\n", right[i])), OK);
}

static void
mail_goes_without_tls_to_this_machine_only(void **state)
{
	struct fixture *f = *state;
	static const char *const here[] = { "smtp://localhost", "smtp://127.0.0.1:25", "smtp://127.3.2.1", "smtp://[::1]:25" };
	static const char *const away[] = { "smtp://mail.example", "smtp://127.0.0.1.example:25", "smtp://localhost.example", "smtp://[::2]", "smtp://10.0.0.1", "smtp://1270.0.0.1" };

	for (size_t i = 0; i < sizeof(here) / sizeof(here[0]); i++) {
		assert_int_equal(read_text(f, mem_printf(f->ctx, "[mail]\nsmtp_url = %s\nsmtp_tls = no\n", here[i])), OK);
		assert_false(f->conf.mail_smtp_tls);
	}
	for (size_t i = 0; i < sizeof(away) / sizeof(away[0]); i++) {
		refused(f, mem_printf(f->ctx, "[mail]\nsmtp_url = %s\nsmtp_tls = no\n", away[i]),
		    mem_printf(f->ctx, "%s:3: [mail] smtp_tls: smtp_tls = no is only for a mail server on this machine", f->file));
		refused(f, mem_printf(f->ctx, "[mail]\nsmtp_tls = no\nsmtp_url = %s\n", away[i]),
		    mem_printf(f->ctx, "%s:3: [mail] smtp_url: smtp_tls = no is only for a mail server on this machine", f->file));
	}
}

static void
languages_are_some_of_four(void **state)
{
	struct fixture *f = *state;
	static const char *const wrong[] = { "es", "fr es", "FR", "," };

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		refused(f, mem_printf(f->ctx, "[site]\nlanguages = %s\n", wrong[i]),
		    mem_printf(f->ctx, "%s:2: [site] languages: must be some of: fr nl de en", f->file));
	assert_int_equal(read_text(f, "[site]\nlanguages = fr, nl\n"), OK);
	assert_true(f->conf.language[LANG_FR] && f->conf.language[LANG_NL] && !f->conf.language[LANG_DE] && !f->conf.language[LANG_EN]);
}

static void
cache_seconds_has_bounds(void **state)
{
	struct fixture *f = *state;
	static const char *const wrong[] = { "-1", "86401", "ten", "10s", "99999999999999999999" };

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		refused(f, mem_printf(f->ctx, "[site]\ncache_seconds = %s\n", wrong[i]),
		    mem_printf(f->ctx, "%s:2: [site] cache_seconds: must be a number of seconds from 0 to 86400", f->file));
	assert_int_equal(read_text(f, "[site]\ncache_seconds = 86400\n"), OK);
	assert_int_equal(f->conf.cache_seconds, 86400);
}

static void
the_url_is_absolute_and_ends_with_a_slash(void **state)
{
	struct fixture *f = *state;
	static const char *const wrong[] = { "https://ecms.example", "ecms.example/", "ftp://ecms.example/", "https:///", "https://ecms.example/a?b/", "https://ecms.example//",
		"https://ecms.example/a b/", "https://ecms.example/\"/", "https://\xc3\xa9.example/", "/" };

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		refused(f, mem_printf(f->ctx, "[site]\nurl = %s\n", wrong[i]),
		    mem_printf(f->ctx, "%s:2: [site] url: must be like https://directory.example/ with a slash at the end", f->file));
	assert_int_equal(read_text(f, "[site]\nurl = http://[::1]:8080/a/b/\n"), OK);
	assert_string_equal(f->conf.site_origin, "http://[::1]:8080");
	assert_string_equal(f->conf.site_base, "/a/b");
	assert_string_equal(f->conf.site_host, "[::1]");
}

static void
the_environment_stands_over_the_file(void **state)
{
	struct fixture *f = *state;

	setenv("ANNUAIRE_SITE_URL", "https://other.example/", 1);
	setenv("ANNUAIRE_DATABASE_USER_PREFIX", "test_", 1);
	assert_int_equal(read_text(f, "[site]\nurl = https://ecms.example/\nname = Kept\n"), OK);
	assert_string_equal(f->conf.site_origin, "https://other.example");
	assert_string_equal(f->conf.database_user_prefix, "test_");
	assert_string_equal(f->conf.site_name, "Kept");
	setenv("ANNUAIRE_SITE_URL", "nowhere", 1);
	refused(f, "", "$ANNUAIRE_SITE_URL: must be like https://directory.example/ with a slash at the end");
	unsetenv("ANNUAIRE_SITE_URL");
	unsetenv("ANNUAIRE_DATABASE_USER_PREFIX");
}

static void
the_command_line_stands_over_the_environment(void **state)
{
	struct fixture *f = *state;
	static const char *const set[] = { "site.name=Set", "map.tiles=https://tiles.example/{z}/{x}/{y}?a=b", "site.name=Set again", NULL };
	static const struct {
		const char *flag, *reason;
	} wrong[] = {
		{ "site.nmae=A", "--set site.nmae: no such key" },
		{ "database.url=A", "--set database.url: no such key" },
		{ "name=A", "--set name: must be like site.name=Annuaire" },
		{ "site.name", "--set site.name: must be like site.name=Annuaire" },
		{ "", "--set : must be like site.name=Annuaire" },
		{ "site.name=", "--set site.name: must not be empty" },
		{ "site.name=A\nB", "--set site.name: must be one line" },
		{ "mail.transport=pigeon", "--set mail.transport: must be file, sendmail or smtp" },
	};

	assert_int_equal(read_text(f, "[site]\nname = Of the file\n"), OK);
	setenv("ANNUAIRE_SITE_NAME", "Of the environment", 1);
	assert_int_equal(conf_read(f->ctx, f->file, set, &f->conf, &f->why), OK);
	assert_string_equal(f->conf.site_name, "Set again");
	assert_string_equal(f->conf.map_tiles, "https://tiles.example/{z}/{x}/{y}?a=b");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		const char *const flags[] = { wrong[i].flag, NULL };

		assert_int_equal(conf_read(f->ctx, f->file, flags, &f->conf, &f->why), ERR_CONFIG);
		assert_string_equal(f->why, wrong[i].reason);
	}
	unsetenv("ANNUAIRE_SITE_NAME");
}

static void
what_is_in_force_decides_about_tls(void **state)
{
	struct fixture *f = *state;
	static const char *const both[] = { "mail.smtp_url=smtp://mail.example", "mail.smtp_tls=yes", NULL }, *const one[] = { "mail.smtp_url=smtp://mail.example", NULL };

	assert_int_equal(read_text(f, "[mail]\nsmtp_tls = no\n"), OK);
	assert_int_equal(conf_read(f->ctx, f->file, both, &f->conf, &f->why), OK);
	assert_true(f->conf.mail_smtp_tls);
	assert_int_equal(conf_read(f->ctx, f->file, one, &f->conf, &f->why), ERR_CONFIG);
	assert_string_equal(f->why, "--set mail.smtp_url: smtp_tls = no is only for a mail server on this machine");
}

/* What conf_print() writes, owned by f->ctx. */
static char *
printed(struct fixture *f)
{
	char *text = NULL, *copy;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	assert_non_null(out);
	conf_print(&f->conf, out);
	fclose(out);
	copy = mem_strdup(f->ctx, text);
	free(text);
	return copy;
}

static void
what_is_printed_says_where_it_comes_from(void **state)
{
	struct fixture *f = *state;
	static const char *const set[] = { "mail.from_name=M. L'Hôte", NULL };
	char *text;

	assert_int_equal(read_text(f, "[site]\n\nname = L'été\n[map]\ntiles = https://tiles.example/{z}/{x}/{y}?key=abc\n"), OK);
	setenv("ANNUAIRE_SITE_CACHE_SECONDS", "0", 1);
	assert_int_equal(conf_read(f->ctx, f->file, set, &f->conf, &f->why), OK);
	unsetenv("ANNUAIRE_SITE_CACHE_SECONDS");
	text = printed(f);
	assert_memory_equal(text, mem_printf(f->ctx, "; %s\n\n[site]\n", f->file), strlen(f->file) + 11);
	assert_non_null(strstr(text, "\nurl = http://127.0.0.1:8080/                       ; default\n"));
	assert_non_null(strstr(text, mem_printf(f->ctx, "\nname = L'été                                       ; %s:3\n", f->file)));
	assert_non_null(strstr(text, "\ncache_seconds = 0                                  ; $ANNUAIRE_SITE_CACHE_SECONDS\n"));
	assert_non_null(strstr(text, mem_printf(f->ctx, "\ntiles = https://tiles.example/{z}/{x}/{y}?******** ; %s:5\n", f->file)));
	assert_non_null(strstr(text, "\nfrom_name = M. L'Hôte                              ; --set\n"));
	assert_string_equal(f->conf.map_tiles, "https://tiles.example/{z}/{x}/{y}?key=abc");
}

static void
what_is_printed_reads_the_same(void **state)
{
	struct fixture *f = *state;
	char *text;

	assert_int_equal(read_text(f, ""), OK);
	text = printed(f);
	assert_int_equal(read_text(f, text), OK);
	assert_null(strstr(printed(f), "; default"));
	assert_string_equal(f->conf.map_attribution, "© OpenStreetMap contributors");
	assert_string_equal(f->conf.mail_from_name, "Annuaire");
}

static void
a_line_has_its_longest(void **state)
{
	struct fixture *f = *state;
	char line[200] = "name = ";

	memset(line + 7, 'x', 191);
	assert_int_equal(read_text(f, mem_printf(f->ctx, "[site]\n%s\n", line)), OK);
	assert_int_equal(strlen(f->conf.site_name), 191);
	refused(f, mem_printf(f->ctx, "[site]\n%sx\nnmae = B\n", line), mem_printf(f->ctx, "%s:2: a line of more than 198 bytes", f->file));
	refused(f, mem_printf(f->ctx, "[site]\nname\n%sx\n", line), mem_printf(f->ctx, "%s:2: neither [section] nor key = value", f->file));
}

static void
an_address_holds_no_account(void **state)
{
	struct fixture *f = *state;

	refused(f, "[site]\nurl = https://a:b@ecms.example/\n", mem_printf(f->ctx, "%s:2: [site] url: must be like https://directory.example/ with a slash at the end", f->file));
	refused(f, "[map]\ntiles = https://a:b@tiles.example/{z}/{x}/{y}\n", mem_printf(f->ctx, "%s:2: [map] tiles: must be empty, or like https://tiles.example/{z}/{x}/{y}.png", f->file));
}

static void
tiles_are_an_address_with_its_numbers_or_nothing(void **state)
{
	struct fixture *f = *state;
	static const char *const wrong[] = { "https://tiles.example/", "tiles.example/{z}/{x}/{y}.png", "https:///{z}/{x}/{y}", "https://{z}.example/{x}/{y}", "https://tiles.example/{z}/{x}.png",
		"https://tiles.example/{z}/{x}/{y} .png", "https://tiles.example,evil.example/{z}/{x}/{y}" };

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		refused(f, mem_printf(f->ctx, "[map]\ntiles = %s\n", wrong[i]),
		    mem_printf(f->ctx, "%s:2: [map] tiles: must be empty, or like https://tiles.example/{z}/{x}/{y}.png", f->file));
	assert_int_equal(read_text(f, "[map]\ntiles = https://tiles.example:8443/a/{z}/{x}/{y}.png?key=b\n"), OK);
	assert_string_equal(f->conf.map_origin, "https://tiles.example:8443");
	assert_string_equal(f->conf.map_tiles, "https://tiles.example:8443/a/{z}/{x}/{y}.png?key=b");
	assert_int_equal(read_text(f, "[map]\ntiles =\n"), OK);
	assert_string_equal(f->conf.map_origin, "");
}

static void
a_file_that_cannot_be_read_stops(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(conf_read(f->ctx, f->file, NULL, &f->conf, &f->why), ERR_CONFIG);
	assert_string_equal(f->why, mem_printf(f->ctx, "%s: No such file or directory", f->file));
	assert_int_equal(conf_read(f->ctx, f->directory, NULL, &f->conf, &f->why), ERR_CONFIG);
	assert_string_equal(f->why, mem_printf(f->ctx, "%s: not a regular file", f->directory));
}

static void
the_file_is_found_where_it_is_looked_for(void **state)
{
	struct fixture *f = *state;
	char *before = get_current_dir_name(), *var = mem_printf(f->ctx, "%s/var", f->directory);

	assert_int_equal(read_text(f, "[site]\nname = Named by the environment\n"), OK);
	setenv("ANNUAIRE_CONFIG", f->file, 1);
	assert_int_equal(conf_read(f->ctx, NULL, NULL, &f->conf, &f->why), OK);
	assert_string_equal(f->conf.site_name, "Named by the environment");
	unsetenv("ANNUAIRE_CONFIG");

	assert_int_equal(mkdir(var, 0700), 0);
	assert_int_equal(chdir(f->directory), 0);
	assert_int_equal(rename("annuaire.ini", "var/annuaire.ini"), 0);
	assert_int_equal(conf_read(f->ctx, NULL, NULL, &f->conf, &f->why), OK);
	assert_string_equal(f->conf.file, "var/annuaire.ini");
	assert_string_equal(f->conf.site_name, "Named by the environment");
	assert_int_equal(unlink("var/annuaire.ini"), 0);
	assert_int_equal(rmdir("var"), 0);
	assert_int_equal(chdir(before), 0);
	free(before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(without_a_word_the_defaults_stand, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_key_is_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_database_is_reached_without_tls_on_this_machine_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_mistake_is_told_with_its_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_key_of_mail_is_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_mail_server_is_a_host_and_a_port, set_up, tear_down),
		cmocka_unit_test_setup_teardown(mail_goes_without_tls_to_this_machine_only, set_up, tear_down),
		cmocka_unit_test_setup_teardown(languages_are_some_of_four, set_up, tear_down),
		cmocka_unit_test_setup_teardown(cache_seconds_has_bounds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_url_is_absolute_and_ends_with_a_slash, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_environment_stands_over_the_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_command_line_stands_over_the_environment, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_in_force_decides_about_tls, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_printed_says_where_it_comes_from, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_printed_reads_the_same, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_line_has_its_longest, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_address_holds_no_account, set_up, tear_down),
		cmocka_unit_test_setup_teardown(tiles_are_an_address_with_its_numbers_or_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_file_that_cannot_be_read_stops, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_file_is_found_where_it_is_looked_for, set_up, tear_down),
	};

	/* Nothing of the environment in which the tests are started may decide. */
	static const char *const variables[] = { "CONFIG", "SITE_URL", "SITE_NAME", "SITE_LANGUAGES", "SITE_CACHE_SECONDS", "PATHS_SHARE", "PATHS_RUN",
		"DATABASE_SOCKET", "DATABASE_NAME", "DATABASE_USER_PREFIX", "DATABASE_PASSWORD_DIRECTORY" };

	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
		char name[64];

		snprintf(name, sizeof(name), "ANNUAIRE_%s", variables[i]);
		unsetenv(name);
	}
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
