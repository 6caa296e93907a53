/* Any name, subject and body: the message has its nine headers and no other, lines that end in CR LF, and nothing beyond ASCII. */
#include <stdint.h>

#include "base/mem.h"
#include "text/mime.h"

enum { HEADERS = 9 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void *ctx = mem_new(NULL);
	const struct conf conf = { .mail_from = "a@b.example", .mail_from_name = "A", .mail_reply_to = "", .site_host = "b.example" };
	char *said = mem_strndup(ctx, (const char *)data, size);
	const struct mail mail = { .id = 1, .kind = "test", .recipient = "c@d.example", .recipient_name = said, .lang = LANG_FR, .subject = said, .body_text = said, .body_html = said,
		.created_at = "2026-01-05 09:08:07.000123" };
	struct buf message = buf_in(ctx);
	size_t column = 0, headers = 0;
	bool body = false;

	mime_message(&conf, &mail, &message);
	for (size_t i = 0; i < message.len; i++) {
		unsigned char c = (unsigned char)message.bytes[i];

		if (c == '\r' && message.bytes[i + 1] == '\n') {
			body = body || column == 0;
			column = 0;
			i++;
			continue;
		}
		if (c < ' ' || c > '~' || column == 78)
			abort();
		headers += !body && column == 0 && c != ' ';
		column++;
	}
	if (!body || headers != HEADERS || column != 0)
		abort();
	mem_free(ctx);
	return 0;
}
