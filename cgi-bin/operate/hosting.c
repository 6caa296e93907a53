/* annuaire check: what is wrong with a hosting, and whether projections say what the documents say. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "mail/transport.h"
#include "operate/command.h"
#include "operate/hosting.h"

enum { ROLES_MAX_BYTES = 1024 * 1024, ID_MAX_BYTES = 1000 };

/* Accounts of roles.sql that are no program's behind a web server. */
static const char *const COMMANDS[] = { "operator", "mail", "backup" };

static void
check_configuration(const struct conf *conf, struct report *report)
{
	struct stat st;

	if (conf->file == NULL)
		report_warning(report, "configuration", "none was found, so the defaults stand: copy conf/annuaire.ini to /etc/annuaire/annuaire.ini");
	else if (stat(conf->file, &st) == 0 && (st.st_mode & S_IWOTH) != 0)
		report_error(report, "configuration", "anybody can change it; type: chmod o-w %s", conf->file);
	else
		report_ok(report, "configuration", "%s", conf->file);
	if (stat(conf->database_password_directory, &st) != 0)
		report_error(report, "passwords", "%s: %s", conf->database_password_directory, strerror(errno));
	else if ((st.st_mode & S_IWOTH) != 0)
		report_error(report, "passwords", "anybody can change what is in %s; type: chmod o-w %s", conf->database_password_directory, conf->database_password_directory);
	else
		report_ok(report, "passwords", "%s", conf->database_password_directory);
}

static void
check_address(const struct conf *conf, struct report *report)
{
	const char *host = conf->site_host;

	if (strncmp(conf->site_url, "https:", 6) == 0 || strncmp(host, "127.", 4) == 0 || strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0)
		report_ok(report, "site.url", "%s", conf->site_url);
	else
		report_error(report, "site.url", "%s is not https, so nobody can sign in: give the web server a certificate, and change [site] url", conf->site_url);
}

static void
check_share(struct operator *op, struct report *report)
{
	const char *share = op->conf.share, *why = "", *is;
	char *built;

	if (file_read(op->ctx, mem_printf(op->ctx, "%s/build-id", share), ID_MAX_BYTES, &built, NULL, &why) != OK) {
		report_error(report, "share", "%s: see [paths] share, or install the program once more", why);
		return;
	}
	built[strcspn(built, "\n")] = '\0';
	is = hosting_share_id(op->ctx, share, &why);
	if (is == NULL)
		report_error(report, "share", "%s: install the program once more", why);
	else if (strcmp(is, built) != 0)
		report_error(report, "share", "%s is not as it was built: files were changed, added, or are missing; install the program once more", share);
	else
		report_ok(report, "share", "%s, build %s", share, built);
}

/* Whether somebody listens at a socket: 0, or an error of errno(3). */
static int
knock(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), error;

	if (strlen(path) >= sizeof(address.sun_path)) {
		close(fd);
		return ENAMETOOLONG;
	}
	memcpy(address.sun_path, path, strlen(path) + 1);
	error = connect(fd, (const struct sockaddr *)&address, sizeof(address)) == 0 ? 0 : errno;
	close(fd);
	return error;
}

static bool
is_command(const char *account)
{
	for (size_t i = 0; i < sizeof(COMMANDS) / sizeof(COMMANDS[0]); i++)
		if (strcmp(account, COMMANDS[i]) == 0)
			return true;
	return false;
}

static void
check_sockets(struct operator *op, const struct roles *roles, struct report *report)
{
	size_t there = 0, answer = 0;
	struct stat st;

	if (stat(op->conf.run, &st) != 0 || !S_ISDIR(st.st_mode)) {
		report_error(report, "run", "%s: %s; make it, writable by the account that the programs run as", op->conf.run, strerror(errno));
		return;
	}
	if ((st.st_mode & S_IWOTH) != 0)
		report_error(report, "run", "anybody can write into it; type: chmod o-w %s", op->conf.run);
	else
		report_ok(report, "run", "%s", op->conf.run);
	for (size_t i = 0; i < roles->account_count; i++)
		there += !is_command(roles->accounts[i]) && stat(mem_printf(op->ctx, "%s/%s.sock", op->conf.run, roles->accounts[i]), &st) == 0;
	for (size_t i = 0; there > 0 && i < roles->account_count; i++) {
		const char *path = mem_printf(op->ctx, "%s/%s.sock", op->conf.run, roles->accounts[i]);
		int error = is_command(roles->accounts[i]) ? -1 : knock(path);

		if (error == ECONNREFUSED)
			report_error(report, "socket", "%s: nobody listens; start the program %s, and read its log", path, roles->accounts[i]);
		else if (error == ENOENT)
			report_error(report, "socket", "%s is not there; start the program %s", path, roles->accounts[i]);
		else if (error > 0)
			report_warning(report, "socket", "%s: %s; run this as root, or as the account of the web server", path, strerror(error));
		else
			answer += error == 0;
	}
	if (there == 0)
		report_ok(report, "sockets", "none in %s: the web server starts the programs by itself (CGI, mod_fcgid)", op->conf.run);
	else if (answer > 0)
		report_ok(report, "sockets", "%zu programs answer in %s", answer, op->conf.run);
}

static void
check_disk(const struct conf *conf, struct report *report)
{
	struct statvfs space;
	long long free_mb;

	if (*conf->database_free_space_path == '\0') {
		report_warning(report, "disk", "nobody watches the database's: where it is this machine's, set [database] free_space_path, for instance to /var/lib/mysql");
		return;
	}
	if (statvfs(conf->database_free_space_path, &space) != 0) {
		report_error(report, "disk", "%s: %s; see [database] free_space_path", conf->database_free_space_path, strerror(errno));
		return;
	}
	free_mb = (long long)space.f_bavail * (long long)space.f_frsize / (1024 * 1024);
	if (free_mb < conf->database_minimum_free_mb)
		report_error(report, "disk", "%lld MB are free at %s, fewer than %d: nothing can be changed until there is room again", free_mb, conf->database_free_space_path, conf->database_minimum_free_mb);
	else if (free_mb < 2LL * conf->database_minimum_free_mb)
		report_warning(report, "disk", "%lld MB are free at %s: below %d nothing can be changed; make room", free_mb, conf->database_free_space_path, conf->database_minimum_free_mb);
	else
		report_ok(report, "disk", "%lld MB are free at %s", free_mb, conf->database_free_space_path);
}

static void
check_mail(struct operator *op, struct report *report)
{
	struct transport *transport;
	const char *why = "";

	if (transport_open(op->ctx, &op->conf, &transport, &why) != OK || transport_check(transport, op->ctx, &why) != OK)
		report_error(report, "mail", "%s; see [mail] in annuaire.ini", why);
	else
		report_ok(report, "mail", "%s", op->conf.mail_transport == MAIL_SMTP ? op->conf.mail_smtp_url : op->conf.mail_transport == MAIL_FILE ? op->conf.mail_directory :
		    op->conf.mail_sendmail);
}

static size_t
check_hosting(struct operator *op, bool quiet)
{
	const char *path = mem_printf(op->ctx, "%s/schema/roles.sql", op->conf.share), *why = "";
	struct report report = { .quiet = quiet };
	struct roles roles = { 0 };
	char *sql;

	check_configuration(&op->conf, &report);
	check_address(&op->conf, &report);
	check_share(op, &report);
	if (file_read(op->ctx, path, ROLES_MAX_BYTES, &sql, NULL, &why) != OK || roles_read(op->ctx, sql, &roles, &why) != OK)
		report_error(&report, "roles.sql", "%s", why);
	check_sockets(op, &roles, &report);
	check_disk(&op->conf, &report);
	check_mail(op, &report);
	hosting_database(op, &roles, &report);
	if (!quiet || report.errors + report.warnings > 0)
		printf("hosting: %zu %s, %zu %s\n", report.errors, report.errors == 1 ? "error" : "errors", report.warnings, report.warnings == 1 ? "warning" : "warnings");
	return report.errors;
}

int
operate_check(struct operator *op, int argc, char **argv)
{
	bool quiet = false, hosting = true, content = true;
	const char *why;
	size_t errors;

	for (int i = 0; i < argc; i++) {
		if (strcmp(argv[i], "--quiet") == 0)
			quiet = true;
		else if (strcmp(argv[i], "hosting") == 0)
			content = false;
		else if (strcmp(argv[i], "content") == 0)
			hosting = false;
		else
			return operator_fail("check", "say: annuaire check [hosting|content] [--quiet]");
	}
	errors = hosting ? check_hosting(op, quiet) : 0;
	if (!content)
		return errors > 0;
	why = operator_open(op, "operator", true);
	if (why != NULL)
		return operator_fail("", why);
	return operate_check_projections(op, quiet) != 0 || errors > 0;
}
