/* A mail as a message. */
#include <sodium.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "text/mime.h"

/*
 * LINE: what a line with an encoded word may have (RFC 2047 section 2), and less than RFC 5322 section 2.1.1 asks for; WORD: an encoded word.
 * BODY_BYTES make a base64 line of 76 (RFC 2045 section 6.8).
 */
enum { LINE = 76, WORD = 75, WORD_AROUND = sizeof("=?UTF-8?B?" "?=") - 1, BODY_BYTES = 57 };

/* Has signs that base64 never has, so no line of a body is taken for it. */
#define BOUNDARY "=_annuaire_=="

static void
add_base64(struct buf *b, const char *bytes, size_t len)
{
	char text[sodium_base64_ENCODED_LEN(BODY_BYTES, sodium_base64_VARIANT_ORIGINAL)];

	sodium_bin2base64(text, sizeof(text), (const unsigned char *)bytes, len, sodium_base64_VARIANT_ORIGINAL);
	buf_puts(b, text);
}

/* How long the last line is. */
static size_t
column(const struct buf *b)
{
	size_t start = b->len;

	while (start > 0 && b->bytes[start - 1] != '\n')
		start--;
	return b->len - start;
}

/* s on one line: control characters, line ends among them, become spaces. */
static char *
one_line(void *ctx, const char *s)
{
	char *line = mem_strdup(ctx, s);

	for (char *c = line; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = ' ';
	return line;
}

/* True if s may stand in a header as it is: printable ASCII that nobody takes for an encoded word. */
static bool
is_plain(const char *s)
{
	for (const char *c = s; *c != '\0'; c++)
		if (*c < ' ' || *c > '~')
			return false;
	return strstr(s, "=?") == NULL;
}

/* s as encoded words (RFC 2047 section 2), each with whole characters, on as many lines as they need. */
static void
add_encoded(struct buf *b, const char *s)
{
	size_t len = strlen(s);

	for (;;) {
		size_t room = LINE - column(b), take;

		room = ((room < WORD ? room : WORD) - WORD_AROUND) / 4 * 3;
		take = len < room ? len : room;
		while (take > 0 && ((unsigned char)s[take] & 0xc0) == 0x80)
			take--;
		if (take == 0)	/* no UTF-8 at all: cut anywhere */
			take = len < room ? len : room;
		buf_puts(b, "=?UTF-8?B?");
		add_base64(b, s, take);
		buf_puts(b, "?=");
		s += take;
		len -= take;
		if (len == 0)
			return;
		buf_puts(b, "\r\n ");
	}
}

/* A header of free text. */
static void
add_text(struct buf *b, const char *name, const char *value)
{
	const char *line = one_line(b->ctx, value);

	buf_printf(b, "%s: ", name);
	if (is_plain(line) && column(b) + strlen(line) <= LINE)
		buf_puts(b, line);
	else
		add_encoded(b, line);
	buf_puts(b, "\r\n");
}

/* A header of one address, with the name before it (RFC 5322 section 3.4: a quoted string; or encoded words). */
static void
add_address(struct buf *b, const char *name, const char *person, const char *address)
{
	const char *line = one_line(b->ctx, person);

	buf_printf(b, "%s: ", name);
	if (*line == '\0') {
		buf_printf(b, "%s\r\n", address);
		return;
	}
	if (is_plain(line) && column(b) + 2 * strlen(line) + 2 <= LINE) {	/* even if each sign is escaped */
		buf_putc(b, '"');
		for (const char *c = line; *c != '\0'; c++)
			buf_printf(b, "%s%c", *c == '"' || *c == '\\' ? "\\" : "", *c);
		buf_putc(b, '"');
	} else {
		add_encoded(b, line);
	}
	buf_printf(b, "%s<%s>\r\n", column(b) + strlen(address) + 3 <= LINE ? " " : "\r\n ", address);
}

/* Date: the moment at which the mail was queued (RFC 5322 section 3.3), and the Message-ID that is made of it. */
static void
add_identity(struct buf *b, const struct conf *conf, const struct mail *mail)
{
	char date[sizeof("Thu, 01 Jan 1970 00:00:00 +0000")];
	struct tm tm = { 0 };

	strptime(mail->created_at, "%Y-%m-%d %H:%M:%S", &tm);
	timegm(&tm);	/* fills in the day of the week */
	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S +0000", &tm);
	buf_printf(b, "Date: %s\r\nMessage-ID: <", date);
	for (const char *c = mail->created_at; *c != '\0'; c++)
		if (*c >= '0' && *c <= '9')
			buf_putc(b, *c);
	buf_printf(b, ".%llu@%s>\r\n", (unsigned long long)mail->id, conf->site_host);
}

/* One of the alternatives. Its lines end in CR LF before they are encoded (RFC 2046 section 4.1.1). */
static void
add_part(struct buf *b, const char *type, const char *body)
{
	struct buf lines = buf_in(b->ctx);

	for (const char *c = body; *c != '\0'; c++) {
		if (*c == '\n')
			buf_putc(&lines, '\r');
		buf_putc(&lines, *c);
	}
	buf_printf(b, "--" BOUNDARY "\r\nContent-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", type);
	for (size_t done = 0; done < lines.len; done += BODY_BYTES) {
		add_base64(b, lines.bytes + done, lines.len - done < BODY_BYTES ? lines.len - done : BODY_BYTES);
		buf_puts(b, "\r\n");
	}
}

void
mime_message(const struct conf *conf, const struct mail *mail, struct buf *message)
{
	add_identity(message, conf, mail);
	add_address(message, "From", conf->mail_from_name, conf->mail_from);
	if (*conf->mail_reply_to != '\0')
		add_address(message, "Reply-To", "", conf->mail_reply_to);
	add_address(message, "To", mail->recipient_name, mail->recipient);
	add_text(message, "Subject", mail->subject);
	/* RFC 3834 section 5: so that nobody's holiday notice answers it. */
	buf_printf(message, "Auto-Submitted: auto-generated\r\nContent-Language: %s\r\n", lang_code(mail->lang));
	buf_puts(message, "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"" BOUNDARY "\"\r\n\r\n");
	add_part(message, "text/plain", mail->body_text);
	add_part(message, "text/html", mail->body_html);
	buf_puts(message, "--" BOUNDARY "--\r\n");
}
