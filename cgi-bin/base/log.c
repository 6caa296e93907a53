/* The log: logfmt on stderr, one write a line. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"

enum { LINE_BYTES = 4096 };

static const char *const LEVEL[] = { "info", "warning", "error" };

static struct {
	const char *program, *request;
} context = { "annuaire", NULL };

struct line {
	char bytes[LINE_BYTES];
	size_t len;
};

void
log_program(const char *name)
{
	context.program = name;
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

/* A value: quoted when it is empty or has anything but plain signs; control characters become \xNN. */
static void
put_value(struct line *line, const char *s)
{
	bool quoted = *s == '\0' || strpbrk(s, " \"=\\") != NULL;

	for (const char *c = s; *c != '\0' && !quoted; c++)
		quoted = (unsigned char)*c < 0x20 || *c == 0x7f;
	if (!quoted) {
		put_text(line, s);
		return;
	}
	put(line, '"');
	for (; *s != '\0'; s++) {
		char hex[8];

		if (*s == '"' || *s == '\\') {
			put(line, '\\');
			put(line, *s);
		} else if ((unsigned char)*s < 0x20 || *s == 0x7f) {
			snprintf(hex, sizeof(hex), "\\x%02x", (unsigned char)*s);
			put_text(line, hex);
		} else {
			put(line, *s);
		}
	}
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

/* Which key each value of the rendered fields belongs to is marked by this sign, which no format has. */
#define MARK "\x01"

/* fields with MARK before every "key=" and between key and value, so that values may hold anything. */
static void
mark(const char *fields, char *out, size_t size)
{
	size_t n = 0;
	bool key = true;

	if (n + 1 < size)
		out[n++] = MARK[0];
	for (; *fields != '\0' && n + 2 < size; fields++) {
		if (key && *fields == '=') {
			out[n++] = MARK[0];
			key = false;
		} else if (!key && *fields == ' ') {
			out[n++] = MARK[0];
			key = true;
		} else {
			out[n++] = *fields;
		}
	}
	out[n] = '\0';
}

void
log_event(enum log_level level, const char *event, const char *fields, ...)
{
	char format[512], values[LINE_BYTES], at[sizeof("2026-01-01T00:00:00Z")];
	struct line line = { .len = 0 };
	time_t now = time(NULL);
	char *rest = values;
	struct tm tm;
	va_list ap;
	ssize_t written;

	gmtime_r(&now, &tm);
	strftime(at, sizeof(at), "%Y-%m-%dT%H:%M:%SZ", &tm);
	put_text(&line, "at=");
	put_text(&line, at);
	put_pair(&line, "level", LEVEL[level]);
	put_pair(&line, "program", context.program);
	if (context.request != NULL)
		put_pair(&line, "id", context.request);
	put_pair(&line, "event", event);
	mark(fields, format, sizeof(format));
	va_start(ap, fields);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	vsnprintf(values, sizeof(values), format, ap);
#pragma GCC diagnostic pop
	va_end(ap);
	strsep(&rest, MARK);
	while (rest != NULL) {
		const char *key = strsep(&rest, MARK), *value = rest == NULL ? "" : strsep(&rest, MARK);

		put_pair(&line, key, value);
	}
	line.bytes[line.len++] = '\n';
	written = write(STDERR_FILENO, line.bytes, line.len);
	(void)written;
}
