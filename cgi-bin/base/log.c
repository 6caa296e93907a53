/* The log: logfmt, one write a line. */
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/utf8.h"

enum { LINE_BYTES = 4096, VALUE_BYTES = 1000 };

static const char *const LEVEL[] = { "info", "warning", "error" }, *const PRIORITY[] = { "<6>", "<4>", "<3>" };

static struct {
	const char *program, *request;
	const char *path;	/* NULL: stderr */
	int fd;
	bool is_journal;
	void (*seen)(void *arg, enum log_level level, const char *event);
	void *arg;
} context = { .program = "annuaire", .fd = STDERR_FILENO };

struct line {
	char bytes[LINE_BYTES];
	size_t len;
};

/* Whether stderr leads straight to the journal. systemd says which device and inode that has, because stderr may have been led elsewhere since. */
static bool
is_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	char own[64];
	struct stat st;

	if (stream == NULL || fstat(STDERR_FILENO, &st) != 0)
		return false;
	snprintf(own, sizeof(own), "%llu:%llu", (unsigned long long)st.st_dev, (unsigned long long)st.st_ino);
	return strcmp(own, stream) == 0;
}

void
log_program(const char *name)
{
	context.program = name;
	context.is_journal = is_journal();
}

void
log_observe(void (*seen)(void *arg, enum log_level level, const char *event), void *arg)
{
	context.seen = seen;
	context.arg = arg;
}

static int
open_file(const char *path)
{
	return open(path, LOG_OPEN_FLAGS, 0640);
}

bool
log_open(const char *path)
{
	int fd;

	if (*path == '\0')
		return true;
	fd = open_file(path);
	if (fd < 0) {
		log_event(LOG_LEVEL_ERROR, "log-unavailable", "file=%s reason=%s", path, strerror(errno));
		return false;
	}
	context.path = path;
	context.fd = fd;
	context.is_journal = false;
	return true;
}

/* Where the next line goes. The file is asked for by its name each time: that costs a microsecond. One that cannot be made anew (yet) leaves us with the former one. */
static int
descriptor(void)
{
	struct stat named, ours;
	int fd;

	if (context.path == NULL)
		return STDERR_FILENO;
	if (stat(context.path, &named) == 0 && fstat(context.fd, &ours) == 0 && named.st_ino == ours.st_ino && named.st_dev == ours.st_dev)
		return context.fd;
	fd = open_file(context.path);
	if (fd >= 0) {
		close(context.fd);
		context.fd = fd;
	}
	return context.fd;
}

void
log_from_handler(const char *line, size_t len)
{
	ssize_t written = context.is_journal ? write(context.fd, PRIORITY[LOG_LEVEL_ERROR], strlen(PRIORITY[LOG_LEVEL_ERROR])) : 0;

	written = write(context.fd, line, len);
	(void)written;
}

void
log_request(const char *id)
{
	context.request = id;
}

static void
put(struct line *line, char c)
{
	if (line->len < LINE_BYTES - 2)
		line->bytes[line->len++] = c;
}

static void
put_text(struct line *line, const char *s)
{
	for (; *s != '\0'; s++)
		put(line, *s);
}

/*
 * A value: quoted when it is empty or has anything but plain signs, cut after VALUE_BYTES so that the pairs behind it keep their place.
 * What could end a line or move a terminal's cursor becomes \xNN, and so do all bytes beyond ASCII of what is not UTF-8.
 */
static void
put_value(struct line *line, const char *s)
{
	size_t end = line->len + VALUE_BYTES;
	bool foreign = !utf8_valid(s, strlen(s), NULL) || utf8_has_control(s, strlen(s));
	bool quoted = *s == '\0' || foreign || strpbrk(s, " \"=\\\t\r\n") != NULL;

	if (quoted)
		put(line, '"');
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;
		char hex[8];

		if (line->len >= end && (foreign || (c & 0xc0) != 0x80)) {
			put_text(line, "...");
			break;
		}
		if (c < 0x20 || c == 0x7f || (c >= 0x80 && foreign)) {
			snprintf(hex, sizeof(hex), "\\x%02x", c);
			put_text(line, hex);
			continue;
		}
		if (c == '"' || c == '\\')
			put(line, '\\');
		put(line, *s);
	}
	if (quoted)
		put(line, '"');
}

static void
put_pair(struct line *line, const char *key, const char *value)
{
	put(line, ' ');
	put_text(line, key);
	put(line, '=');
	put_value(line, value);
}

/*
 * Adds one pair of fields: its conversion, "%d" or "%.60s", is rendered with its argument. One by one, because a value rendered among
 * others could imitate whatever stands between them.
 */
static void
put_argument(struct line *line, const char *key, const char *conversion, va_list *ap)
{
	const char *letter = conversion + strcspn(conversion, "sfdux"), *shown;
	char value[LINE_BYTES] = "";

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	if (*letter == 's') {	/* whole as it is, or cut to a precision */
		shown = va_arg(*ap, const char *);
		if (letter > conversion + 1)
			snprintf(value, sizeof(value), conversion, shown);
		put_pair(line, key, letter > conversion + 1 ? value : shown == NULL ? "" : shown);
		return;
	}
	if (*letter == 'f') {
		snprintf(value, sizeof(value), conversion, va_arg(*ap, double));
	} else if (strpbrk(conversion, "lz") != NULL) {		/* signed and unsigned travel alike */
		snprintf(value, sizeof(value), conversion, va_arg(*ap, long));
	} else if (*letter != '\0') {
		snprintf(value, sizeof(value), conversion, va_arg(*ap, int));
	}
#pragma GCC diagnostic pop
	put_pair(line, key, value);
}

void
log_event(enum log_level level, const char *event, const char *fields, ...)
{
	char pairs[512], at[sizeof("2026-01-01T00:00:00Z")];
	struct line line = { .len = 0 };
	time_t now = time(NULL);
	char *rest = pairs, *pair;
	struct tm tm;
	va_list ap;
	ssize_t written;

	if (context.seen != NULL)
		context.seen(context.arg, level, event);
	gmtime_r(&now, &tm);
	strftime(at, sizeof(at), "%Y-%m-%dT%H:%M:%SZ", &tm);
	if (context.is_journal)
		put_text(&line, PRIORITY[level]);
	put_text(&line, "at=");
	put_text(&line, at);
	put_pair(&line, "level", LEVEL[level]);
	put_pair(&line, "program", context.program);
	if (context.request != NULL)
		put_pair(&line, "id", context.request);
	put_pair(&line, "event", event);
	snprintf(pairs, sizeof(pairs), "%s", fields);
	va_start(ap, fields);
	while ((pair = strsep(&rest, " ")) != NULL) {
		const char *key = strsep(&pair, "=");

		put_argument(&line, key, pair == NULL ? "" : pair, &ap);
	}
	va_end(ap);
	line.bytes[line.len++] = '\n';
	written = write(descriptor(), line.bytes, line.len);
	(void)written;
}
