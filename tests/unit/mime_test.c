/* text/mime: mails as messages. What a reader makes of them is asked of another's parser in tests/site/mail.test.mjs. */
#include <sodium.h>
#include <string.h>

#include "base/utf8.h"
#include "text/mime.h"
#include "unit.h"

static const struct conf CONF = { .mail_from = "annuaire@directory.example", .mail_from_name = "Annuaire", .mail_reply_to = "", .site_host = "directory.example" };

static struct mail
plain_mail(void)
{
	return (struct mail){ .id = 42, .kind = "test", .recipient = "marie@example.org", .recipient_name = "", .lang = LANG_NL, .subject = "Hello", .body_text = "Text\n",
		.body_html = "<p>Text</p>\n", .created_at = "2026-01-05 09:08:07.000123" };
}

/* The message, after a look at what every message is: ASCII, lines of at most `longest` that end in CR LF and nothing else. */
static const char *
message_of(void *ctx, const struct conf *conf, const struct mail *mail, size_t longest)
{
	struct buf message = buf_in(ctx);
	size_t column = 0;

	mime_message(conf, mail, &message);
	assert_int_equal(strlen(buf_text(&message)), message.len);
	for (size_t i = 0; i < message.len; i++) {
		unsigned char c = (unsigned char)message.bytes[i];

		if (c == '\r') {
			assert_int_equal(message.bytes[i + 1], '\n');
			assert_true(column <= longest);
			column = 0;
			i++;
			continue;
		}
		assert_true(c >= ' ' && c <= '~');
		column++;
	}
	assert_int_equal(column, 0);
	return buf_text(&message);
}

/* The value of a header with its folds, or NULL. That the message has it no more than once is seen as well. */
static char *
header(void *ctx, const char *message, const char *name)
{
	const char *end = strstr(message, "\r\n\r\n"), *begin = mem_printf(ctx, "\r\n%s: ", name), *at, *stop;

	message = mem_printf(ctx, "\r\n%.*s\r\n", (int)(end - message), message);
	at = strstr(message, begin);
	if (at == NULL)
		return NULL;
	at += strlen(begin);
	assert_null(strstr(at, begin));
	for (stop = strstr(at, "\r\n"); stop[2] == ' '; stop = strstr(stop + 2, "\r\n"))
		;
	return mem_strndup(ctx, at, (size_t)(stop - at));
}

static size_t
header_lines(const char *message)
{
	const char *end = strstr(message, "\r\n\r\n");
	size_t count = 0;

	for (const char *at = message; at < end; at = strstr(at, "\r\n") + 2)
		count += *at != ' ';
	return count;
}

/* Header text as a reader sees it: encoded words decoded, what stands between two of them left out. Each is looked at: short enough, whole characters. */
static const char *
decoded(void *ctx, const char *value)
{
	struct buf text = buf_in(ctx);
	bool after_word = false;

	while (*value != '\0') {
		size_t blank = strspn(value, " \r\n");

		if (strncmp(value + blank, "=?UTF-8?B?", 10) == 0) {
			const char *from = value + blank + 10, *to = strstr(from, "?=");
			unsigned char bytes[80];
			size_t len;

			assert_non_null(to);
			assert_true(to + 2 - (value + blank) <= 75);
			assert_int_equal(sodium_base642bin(bytes, sizeof(bytes), from, (size_t)(to - from), NULL, &len, NULL, sodium_base64_VARIANT_ORIGINAL), 0);
			assert_true(utf8_valid((const char *)bytes, len, NULL));
			buf_add(&text, value, after_word ? 0 : blank);
			buf_add(&text, (const char *)bytes, len);
			value = to + 2;
			after_word = true;
		} else {
			buf_add(&text, value, blank > 0 ? blank : 1);
			value += blank > 0 ? blank : 1;
			after_word = false;
		}
	}
	return buf_text(&text);
}

/* The body of the part that begins with this type, decoded. */
static const char *
part(void *ctx, const char *message, const char *type)
{
	const char *at = strstr(message, mem_printf(ctx, "\r\nContent-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", type)), *end;
	size_t len, room = strlen(message);
	unsigned char *bytes = mem_zero(ctx, room);

	assert_non_null(at);
	at = strstr(at, "\r\n\r\n") + 4;
	end = strstr(at, "--=_annuaire_==");
	assert_int_equal(sodium_base642bin(bytes, room, at, (size_t)(end - at), "\r\n", &len, NULL, sodium_base64_VARIANT_ORIGINAL), 0);
	return (const char *)bytes;
}

static void
a_message_says_who_to_whom_when_and_what(void **state)
{
	struct mail mail = plain_mail();
	const char *message = message_of(*state, &CONF, &mail, 78);

	assert_string_equal(header(*state, message, "Date"), "Mon, 05 Jan 2026 09:08:07 +0000");
	assert_string_equal(header(*state, message, "Message-ID"), "<20260105090807000123.42@directory.example>");
	assert_string_equal(header(*state, message, "From"), "\"Annuaire\" <annuaire@directory.example>");
	assert_string_equal(header(*state, message, "To"), "marie@example.org");
	assert_string_equal(header(*state, message, "Subject"), "Hello");
	assert_string_equal(header(*state, message, "Auto-Submitted"), "auto-generated");
	assert_string_equal(header(*state, message, "Content-Language"), "nl");
	assert_string_equal(header(*state, message, "MIME-Version"), "1.0");
	assert_string_equal(header(*state, message, "Content-Type"), "multipart/alternative; boundary=\"=_annuaire_==\"");
	assert_null(header(*state, message, "Reply-To"));
	assert_int_equal(header_lines(message), 9);
	assert_string_equal(part(*state, message, "text/plain"), "Text\r\n");
	assert_string_equal(part(*state, message, "text/html"), "<p>Text</p>\r\n");
	assert_true(strstr(message, "text/plain") < strstr(message, "text/html"));	/* the best one last */
	assert_string_equal(message + strlen(message) - 21, "\r\n--=_annuaire_==--\r\n");
}

static void
the_same_mail_is_the_same_message(void **state)
{
	struct mail mail = plain_mail(), other = plain_mail();

	assert_string_equal(message_of(*state, &CONF, &mail, 78), message_of(*state, &CONF, &mail, 78));
	other.id = 43;
	assert_string_not_equal(header(*state, message_of(*state, &CONF, &other, 78), "Message-ID"), header(*state, message_of(*state, &CONF, &mail, 78), "Message-ID"));
}

static void
answers_may_go_elsewhere(void **state)
{
	struct conf conf = CONF;
	struct mail mail = plain_mail();

	conf.mail_reply_to = "secretariat@federation.example";
	assert_string_equal(header(*state, message_of(*state, &conf, &mail, 78), "Reply-To"), "secretariat@federation.example");
}

static void
subjects_arrive_as_they_were_written(void **state)
{
	static const char *const subjects[] = {
		"", " ", "Été", "L’annuaire d’éducation à la citoyenneté mondiale", "=?UTF-8?B?aGVsbG8=?=", "a =?b", "100 % \"x\" <y> (z), \\", "日本語",
		"\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80"
		"\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80",
		"A long subject in plain English that goes on and on, well beyond what one line of a header may have, and then on",
		"Aoneverylongwordaoneverylongwordaoneverylongwordaoneverylongwordaoneverylongwordaoneverylongwordaoneverylongword",
	};
	struct mail mail = plain_mail();
	char long_one[1 + 3 * 300];

	for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
		mail.subject = subjects[i];
		assert_string_equal(decoded(*state, header(*state, message_of(*state, &CONF, &mail, 76), "Subject")), subjects[i]);
	}
	for (size_t length = 1; length <= 300; length++) {	/* the cuts fall on every byte of a character */
		for (size_t i = 0; i < length; i++)
			memcpy(long_one + 1 + 3 * i, "€", 3);
		long_one[0] = 'x';
		long_one[1 + 3 * length - (length == 300 ? 3 : 0)] = '\0';
		mail.subject = long_one + length % 2;
		assert_string_equal(decoded(*state, header(*state, message_of(*state, &CONF, &mail, 76), "Subject")), mail.subject);
	}
}

static void
names_arrive_with_commas_quotes_and_accents(void **state)
{
	static const struct {
		const char *name, *header;	/* NULL: in encoded words */
	} names[] = {
		{ "Marie Dupont", "\"Marie Dupont\" <marie@example.org>" },
		{ "Dupont, Marie", "\"Dupont, Marie\" <marie@example.org>" },
		{ "Marie \"Mimi\" D. \\o/", "\"Marie \\\"Mimi\\\" D. \\\\o/\" <marie@example.org>" },
		{ "a@b <c@d>", "\"a@b <c@d>\" <marie@example.org>" },
		{ "Hélène Çelik", NULL },
		{ "=?UTF-8?Q?x?=", NULL },
		{ "An organisation with a very long name, of the kind that has to say all that it does", NULL },
		{ "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"", NULL },
	};
	struct mail mail = plain_mail();

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *to;

		mail.recipient_name = names[i].name;
		to = header(*state, message_of(*state, &CONF, &mail, 78), "To");
		if (names[i].header != NULL) {
			assert_string_equal(to, names[i].header);
			continue;
		}
		to = decoded(*state, to);
		assert_memory_equal(to, names[i].name, strlen(names[i].name));
		assert_string_equal(strchr(to + strlen(names[i].name), '<'), "<marie@example.org>");
	}
}

static void
nothing_that_is_said_adds_a_header(void **state)
{
	static const char EVIL[] = "x\r\nBcc: all@example.org\r\n\r\n<p>body</p>\n.\n\x01\x7f";
	static const char SEEN[] = "x  Bcc: all@example.org    <p>body</p> .   ";
	struct conf conf = CONF;
	struct mail mail = plain_mail();
	const char *message;

	conf.mail_from_name = mail.subject = mail.recipient_name = EVIL;
	message = message_of(*state, &conf, &mail, 78);
	assert_int_equal(header_lines(message), 9);
	assert_null(header(*state, message, "Bcc"));
	assert_string_equal(decoded(*state, header(*state, message, "Subject")), SEEN);
	assert_string_equal(header(*state, message, "Auto-Submitted"), "auto-generated");
}

static void
bodies_arrive_whole(void **state)
{
	struct mail mail = plain_mail();
	struct buf text = buf_in(*state), expected = buf_in(*state);

	for (int i = 0; i < 500; i++) {
		buf_printf(&text, "%d: « é » .\n.\n--=_annuaire_==--\n\xf0\x9f\x98\x80%*s\n", i, i * 7, "x");
		buf_printf(&expected, "%d: « é » .\r\n.\r\n--=_annuaire_==--\r\n\xf0\x9f\x98\x80%*s\r\n", i, i * 7, "x");
		if (i > 60 && i < 480)
			continue;
		mail.body_text = mail.body_html = buf_text(&text);
		assert_string_equal(part(*state, message_of(*state, &CONF, &mail, 78), "text/plain"), buf_text(&expected));
		assert_string_equal(part(*state, message_of(*state, &CONF, &mail, 78), "text/html"), buf_text(&expected));
	}
	mail.body_text = "";
	assert_string_equal(part(*state, message_of(*state, &CONF, &mail, 78), "text/plain"), "");
}

static void
a_long_address_has_a_line_of_its_own(void **state)
{
	struct mail mail = plain_mail();
	struct buf address = buf_in(*state);

	buf_puts(&address, "a@bb");
	while (address.len < 254)
		buf_puts(&address, ".c");
	mail.recipient = buf_text(&address);
	mail.recipient_name = "Zoé";
	assert_non_null(strstr(message_of(*state, &CONF, &mail, 998), mem_printf(*state, "?=\r\n <%s>\r\n", mail.recipient)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_pool(a_message_says_who_to_whom_when_and_what),
		in_pool(the_same_mail_is_the_same_message),
		in_pool(answers_may_go_elsewhere),
		in_pool(subjects_arrive_as_they_were_written),
		in_pool(names_arrive_with_commas_quotes_and_accents),
		in_pool(nothing_that_is_said_adds_a_header),
		in_pool(bodies_arrive_whole),
		in_pool(a_long_address_has_a_line_of_its_own),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("mime", tests, NULL, NULL);
}
