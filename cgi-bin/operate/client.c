/* MariaDB's own programs. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "operate/client.h"
#include "store/tables.h"

enum { OPTIONS_FD = 3 /* of the program */ };

/* One line of an option file: quoted, so that blanks and "#" are what they are. Source: MariaDB, "Configuring MariaDB with Option Files". */
static void
put_option(struct buf *out, const char *name, const char *value)
{
	buf_printf(out, "%s=\"", name);
	for (; *value != '\0'; value++) {
		if (*value == '\\')
			buf_putc(out, '\\');
		buf_putc(out, *value);
	}
	buf_puts(out, "\"\n");
}

/* Over TCP, with the server's certificate checked as store/db.c does it. The comma makes one host a list, which takes a port with it. */
static void
put_network(struct buf *out, const struct conf *conf)
{
	buf_printf(out, "protocol=tcp\nhost=\"%s%s\"\n", conf->database_host, strchr(conf->database_host, ',') == NULL ? "," : "");
	if (!conf->database_tls)
		return;
	buf_puts(out, "ssl\nssl-verify-server-cert\ntls-version=\"TLSv1.2,TLSv1.3\"\n");
	put_option(out, "ssl-ca", conf->database_tls_ca);
	if (*conf->database_tls_cert != '\0') {
		put_option(out, "ssl-cert", conf->database_tls_cert);
		put_option(out, "ssl-key", conf->database_tls_key);
	}
}

/* How the programs get to the database of conf: the one place that says so to them, as db_connect() in store/db.c does for ourselves. */
static const char *
options(void *ctx, const struct conf *conf, const char *account, const char *password)
{
	struct buf out = buf_in(ctx);

	buf_puts(&out, "[client]\n");
	if (*conf->database_host != '\0')
		put_network(&out, conf);
	else
		put_option(&out, "socket", conf->database_socket);
	put_option(&out, "user", mem_printf(ctx, "%s%s", conf->database_user_prefix, account));
	put_option(&out, "password", password);
	put_option(&out, "default-character-set", "utf8mb4");
	return buf_text(&out);
}

/* A file that has no name, and that nobody else may read: the programs pass over one that others could write. */
static int
in_memory(const char *text)
{
	int fd = memfd_create("options", MFD_CLOEXEC);

	if (fd >= 0 && (fchmod(fd, S_IRUSR | S_IWUSR) != 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static int
spawn(const char *program, const char *const *arguments, int file, int end, bool reads, pid_t *pid)
{
	posix_spawn_file_actions_t files;
	int error;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, end, reads ? STDIN_FILENO : STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&files, file, OPTIONS_FD);
	error = posix_spawnp(pid, program, &files, NULL, (char *const *)(uintptr_t)arguments, environ);
	posix_spawn_file_actions_destroy(&files);
	return error;
}

enum err
client_start(void *ctx, const struct conf *conf, const char *account, const char *program, const char *const *arguments, bool reads, struct client *client, const char **why)
{
	size_t count = 0;
	const char *password, **all;
	int ends[2], file, error;

	if (file_password(ctx, mem_printf(ctx, "%s/%s.pw", conf->database_password_directory, account), &password, why) != OK)
		return ERR_CONFIG;
	while (arguments[count] != NULL)
		count++;
	all = MEM_ARRAY(ctx, const char *, count + 3);
	all[0] = program;
	all[1] = mem_printf(ctx, "--defaults-file=/proc/self/fd/%d", OPTIONS_FD);
	memcpy(all + 2, arguments, count * sizeof(*arguments));
	file = in_memory(options(ctx, conf, account, password));
	if (file < 0 || pipe2(ends, O_CLOEXEC) != 0) {
		*why = strerror(errno);
		if (file >= 0)
			close(file);
		return ERR_IO;
	}
	*client = (struct client){ .program = program, .pipe = ends[reads ? 1 : 0] };
	error = spawn(program, all, file, ends[reads ? 0 : 1], reads, &client->pid);
	close(file);
	close(ends[reads ? 0 : 1]);
	if (error == 0)
		return OK;
	close(client->pipe);
	*why = mem_printf(ctx, "%s: %s%s", program, strerror(error), error == ENOENT ? "; type: apt-get install mariadb-client" : "");
	return ERR_IO;
}

enum err
client_end(void *ctx, struct client *client, const char **why)
{
	int status = 0;

	close(client->pipe);
	while (waitpid(client->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return OK;
	*why = mem_printf(ctx, "%s ended with %s %d", client->program, WIFEXITED(status) ? "status" : "signal", WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
	return ERR_IO;
}

/*
 * One snapshot without locks (--single-transaction), row by row (--quick), bytes as hexadecimal figures, tables in the order of their key so that equal ones look equal.
 * What only makes sense where the database is replaced, or in another engine than InnoDB, is left out.
 */
static const char *const *
dump_arguments(void *ctx, const struct conf *conf)
{
	static const char *const ALWAYS[] = { "--single-transaction", "--quick", "--hex-blob", "--order-by-primary", "--no-autocommit", "--no-tablespaces", "--skip-triggers",
		"--skip-add-locks", "--skip-add-drop-table" };
	size_t count = sizeof(ALWAYS) / sizeof(ALWAYS[0]), passing = 0;
	const char **all;

	while (STORE_TABLES_PASSING[passing] != NULL)
		passing++;
	all = MEM_ARRAY(ctx, const char *, count + passing + 2);
	memcpy(all, ALWAYS, sizeof(ALWAYS));
	for (size_t i = 0; i < passing; i++)
		all[count++] = mem_printf(ctx, "--ignore-table-data=%s.%s", conf->database_name, STORE_TABLES_PASSING[i]);
	all[count] = conf->database_name;
	return all;
}

enum err
client_dump(struct dump *dump, const struct conf *conf, const char *account, bool (*take)(void *arg, const char *bytes, size_t len), void *arg, const char **why)
{
	char *chunk = mem_zero(dump->ctx, DUMP_CHUNK_BYTES);
	const char *ended = "";
	struct client client;
	bool taken = true;
	ssize_t n;
	enum err e;

	e = client_start(dump->ctx, conf, account, "mariadb-dump", dump_arguments(dump->ctx, conf), false, &client, why);
	if (e != OK)
		return e;
	while (taken && ((n = read(client.pipe, chunk, DUMP_CHUNK_BYTES)) > 0 || (n < 0 && errno == EINTR))) {
		if (n < 0)
			continue;
		dump_read(dump, chunk, (size_t)n);
		taken = take == NULL || take(arg, chunk, (size_t)n);
	}
	mem_free(chunk);
	e = client_end(dump->ctx, &client, &ended);
	*why = taken ? ended : "";
	if (e == OK && !dump_end(dump)) {
		*why = "mariadb-dump broke off";
		e = ERR_IO;
	}
	return taken ? e : ERR_IO;
}
