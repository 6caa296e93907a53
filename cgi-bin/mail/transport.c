/* Handing one message over. */
#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "mail/transport.h"

enum { CONNECT_SECONDS = 10, REPLY_BYTES = 512, TURNS_PER_SECOND = 50 };

struct transport {
	const struct conf *conf;
	const char *password;
	CURL *curl;		/* NULL: not connected */
	bool curl_ready;
};

static int
transport_destroy(struct transport *transport)
{
	transport_hang_up(transport);
	if (transport->curl_ready)
		curl_global_cleanup();
	return 0;
}

enum err
transport_open(void *ctx, const struct conf *conf, struct transport **out, const char **why)
{
	struct transport *transport = talloc_zero(ctx, struct transport);
	enum err e = OK;

	transport->conf = conf;
	if (conf->mail_transport == MAIL_SMTP) {
		if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
			abort();
		transport->curl_ready = true;
		talloc_set_destructor(transport, transport_destroy);
		if (*conf->mail_smtp_user != '\0')
			e = file_password(ctx, conf->mail_smtp_password_file, &transport->password, why);
	}
	*out = transport;
	return e;
}

void
transport_hang_up(struct transport *transport)
{
	if (transport->curl != NULL)
		curl_easy_cleanup(transport->curl);
	transport->curl = NULL;
}

/* The first line of what somebody else said, as ASCII that no terminal and no page takes for more than words. */
static const char *
said(void *ctx, const char *words)
{
	char *line = mem_strndup(ctx, words, strcspn(words, "\r\n"));

	for (char *c = line; *c != '\0'; c++)
		if (*c < ' ' || *c > '~')
			*c = '?';
	return line;
}

static enum handover
send_file(const struct conf *conf, void *ctx, const struct mail *mail, const struct buf *message, const char **why)
{
	const char *path = mem_printf(ctx, "%s/%.10s-%llu.eml", conf->mail_directory, mail->created_at, (unsigned long long)mail->id);

	if (file_write(ctx, path, message->bytes, message->len, why) == OK)
		return HANDOVER_DONE;
	*why = said(ctx, *why);
	return HANDOVER_LATER;
}

/* A file in memory with the message as programs of this machine want it: lines end in LF alone. -1: it could not be made. */
static int
message_in_memory(const struct buf *message)
{
	int fd = memfd_create("mail", MFD_CLOEXEC);

	for (size_t at = 0; fd >= 0 && at < message->len; ) {
		const char *line = message->bytes + at, *end = memchr(line, '\r', message->len - at);
		size_t len = end == NULL ? message->len - at : (size_t)(end - line);

		if (len > 0 && write(fd, line, len) != (ssize_t)len) {
			close(fd);
			return -1;
		}
		at += len + (end != NULL);
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

/* Starts the command with descriptors of ours, no signal blocked, and out of reach of a Ctrl-C that is meant for us. 0, or an error of errno(3). */
static int
spawn_sendmail(const struct conf *conf, const struct mail *mail, int in, int out, pid_t *pid)
{
	const char *arguments[] = { conf->mail_sendmail, "-i", "-f", conf->mail_from, "--", mail->recipient, NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none;
	int error;

	sigemptyset(&none);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDERR_FILENO);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setpgroup(&attributes, 0);
	error = posix_spawn(pid, conf->mail_sendmail, &files, &attributes, (char *const *)(uintptr_t)arguments, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return error;
}

/* How the command ended; it is made to end after TRANSPORT_SECONDS. */
static int
wait_for(pid_t pid)
{
	int status;

	for (int turn = 0; waitpid(pid, &status, WNOHANG) == 0; turn++) {
		if (turn == TRANSPORT_SECONDS * TURNS_PER_SECOND)
			kill(-pid, SIGKILL);
		nanosleep(&(struct timespec){ .tv_nsec = 1000000000L / TURNS_PER_SECOND }, NULL);
	}
	return status;
}

static enum handover
send_by_command(const struct conf *conf, void *ctx, const struct mail *mail, const struct buf *message, const char **why)
{
	int in = message_in_memory(message), out = memfd_create("sendmail", MFD_CLOEXEC), status, error;
	enum handover handover = HANDOVER_LATER;
	char words[REPLY_BYTES] = "";
	pid_t pid;

	error = in < 0 || out < 0 ? errno : spawn_sendmail(conf, mail, in, out, &pid);
	if (error != 0) {
		*why = said(ctx, mem_printf(ctx, "%s: %s", conf->mail_sendmail, strerror(error)));
	} else {
		status = wait_for(pid);
		if (pread(out, words, sizeof(words) - 1, 0) < 0)
			words[0] = '\0';
		*why = said(ctx, mem_printf(ctx, "%s ended with %s %d%s%s", conf->mail_sendmail, WIFEXITED(status) ? "status" : "signal",
		    WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status), words[0] != '\0' ? ": " : "", words));
		if (WIFEXITED(status) && WEXITSTATUS(status) == EX_OK)
			handover = HANDOVER_DONE;
		else if (WIFEXITED(status) && (WEXITSTATUS(status) == EX_NOUSER || WEXITSTATUS(status) == EX_NOHOST || WEXITSTATUS(status) == EX_DATAERR))
			handover = HANDOVER_REFUSED;
	}
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	return handover;
}

/* What libcurl reads, and the last line with which the server refused something. (What it answers to QUIT comes after that.) */
struct talk {
	const char *bytes;
	size_t left;
	char refusal[REPLY_BYTES];
};

static size_t
give(char *into, size_t size, size_t count, void *arg)
{
	struct talk *talk = arg;
	size_t len = size * count < talk->left ? size * count : talk->left;

	memcpy(into, talk->bytes, len);
	talk->bytes += len;
	talk->left -= len;
	return len;
}

static size_t
hear(char *line, size_t size, size_t count, void *arg)
{
	struct talk *talk = arg;

	if (size * count > 0 && (*line == '4' || *line == '5'))
		snprintf(talk->refusal, sizeof(talk->refusal), "%.*s", (int)(size * count), line);
	return size * count;
}

/* A connection that speaks to the server of conf, and to nobody else. */
static CURL *
connection(const struct transport *transport)
{
	const struct conf *conf = transport->conf;
	CURL *curl = curl_easy_init();
	char url[REPLY_BYTES];

	if (curl == NULL)
		abort();
	snprintf(url, sizeof(url), "%s/%s", conf->mail_smtp_url, conf->site_host);	/* the path is what EHLO says */
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_USE_SSL, conf->mail_smtp_tls ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_NONE);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (*conf->mail_smtp_ca != '\0')
		curl_easy_setopt(curl, CURLOPT_CAINFO, conf->mail_smtp_ca);
	if (*conf->mail_smtp_user != '\0') {
		curl_easy_setopt(curl, CURLOPT_USERNAME, conf->mail_smtp_user);
		curl_easy_setopt(curl, CURLOPT_PASSWORD, transport->password);
	}
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)TRANSPORT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)TRANSPORT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, conf->mail_from);
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
	return curl;
}

/*
 * A 5xx that is about this mail: to MAIL, RCPT or DATA (CURLE_SEND_ERROR), or to the message itself (CURLE_WEIRD_SERVER_REPLY after the whole of it went).
 * One to the greeting, to STARTTLS, to the password, or 530 for wanting one of these, is about this site's account: the mail waits until that is in order.
 */
static bool
is_refused(CURLcode rc, long code, const struct talk *talk)
{
	return code >= 500 && code < 600 && code != 530 && (rc == CURLE_SEND_ERROR || (rc == CURLE_WEIRD_SERVER_REPLY && talk->left == 0));
}

static enum handover
send_smtp(struct transport *transport, void *ctx, const struct mail *mail, const struct buf *message, const char **why)
{
	struct talk talk = { .bytes = message->bytes, .left = message->len };
	struct curl_slist *recipients = curl_slist_append(NULL, mail->recipient);
	char error[CURL_ERROR_SIZE] = "";
	long code = 0;
	CURLcode rc;

	if (transport->curl == NULL)
		transport->curl = connection(transport);
	curl_easy_setopt(transport->curl, CURLOPT_MAIL_RCPT, recipients);
	curl_easy_setopt(transport->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)message->len);
	curl_easy_setopt(transport->curl, CURLOPT_READDATA, &talk);
	curl_easy_setopt(transport->curl, CURLOPT_HEADERDATA, &talk);
	curl_easy_setopt(transport->curl, CURLOPT_ERRORBUFFER, error);
	rc = curl_easy_perform(transport->curl);
	curl_easy_getinfo(transport->curl, CURLINFO_RESPONSE_CODE, &code);
	curl_easy_setopt(transport->curl, CURLOPT_ERRORBUFFER, NULL);
	curl_slist_free_all(recipients);
	if (rc == CURLE_OK)
		return HANDOVER_DONE;
	*why = said(ctx, talk.refusal[0] != '\0' ? talk.refusal : error[0] != '\0' ? error : curl_easy_strerror(rc));
	return is_refused(rc, code, &talk) ? HANDOVER_REFUSED : HANDOVER_LATER;
}

enum handover
transport_send(struct transport *transport, void *ctx, const struct mail *mail, const struct buf *message, const char **why)
{
	switch (transport->conf->mail_transport) {
	case MAIL_FILE:
		return send_file(transport->conf, ctx, mail, message, why);
	case MAIL_SENDMAIL:
		return send_by_command(transport->conf, ctx, mail, message, why);
	case MAIL_SMTP:
		return send_smtp(transport, ctx, mail, message, why);
	}
	abort();
}

/* As far as the server's answers to EHLO, STARTTLS and AUTH. */
static enum err
check_smtp(const struct transport *transport, void *ctx, const char **why)
{
	CURL *curl = connection(transport);
	char error[CURL_ERROR_SIZE] = "";
	struct talk talk = { .left = 0 };
	CURLcode rc;

	curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, &talk);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
	rc = curl_easy_perform(curl);
	curl_easy_cleanup(curl);
	if (rc == CURLE_OK)
		return OK;
	*why = mem_printf(ctx, "%s: %s", transport->conf->mail_smtp_url, said(ctx, talk.refusal[0] != '\0' ? talk.refusal : error[0] != '\0' ? error : curl_easy_strerror(rc)));
	return ERR_IO;
}

enum err
transport_check(struct transport *transport, void *ctx, const char **why)
{
	const struct conf *conf = transport->conf;
	const char *path = conf->mail_transport == MAIL_FILE ? conf->mail_directory : conf->mail_sendmail;

	if (conf->mail_transport == MAIL_SMTP)
		return check_smtp(transport, ctx, why);
	if (access(path, conf->mail_transport == MAIL_FILE ? W_OK | X_OK : X_OK) == 0)
		return OK;
	*why = mem_printf(ctx, "%s: %s", path, strerror(errno));
	return ERR_IO;
}
