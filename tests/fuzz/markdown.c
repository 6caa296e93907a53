/*
 * Any text as CommonMark: nothing but the site's own elements and attributes comes out, all of it UTF-8. Any text as plain text: exactly that text is
 * shown, alone and as the lead and the items of a list.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "html_text.h"
#include "text/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
shows(void *ctx, const char *markdown, const char *plain)
{
	const char *html = markdown_html(ctx, markdown, LANG_EN), *shown = html_text(ctx, html);

	if (shown != NULL && strcmp(shown, html_collapsed(ctx, plain)) == 0)
		return;
	fprintf(stderr, "plain: \"%s\"\nmarkdown: \"%s\"\nhtml: \"%s\"\n", plain, markdown, html);
	abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void *ctx = mem_new(NULL);
	const char *s = mem_strndup(ctx, (const char *)data, size), *html, *excerpt, *item;

	/* No document has these; U+FEFF is no sign that a reader sees. */
	if (!utf8_valid((const char *)data, size, NULL) || utf8_has_control(s, size) || strstr(s, "\xef\xbb\xbf") != NULL) {
		mem_free(ctx);
		return 0;
	}
	for (int l = 0; l < LANG_COUNT; l++) {
		html = markdown_html(ctx, s, (enum lang)l);
		if (!utf8_valid(html, strlen(html), NULL) || html_text(ctx, html) == NULL) {
			fprintf(stderr, "markdown: \"%s\"\nhtml: \"%s\"\n", s, html);
			abort();
		}
	}
	excerpt = markdown_excerpt(ctx, s, 50);
	if (!utf8_valid(excerpt, strlen(excerpt), NULL) || utf8_length(excerpt) > 51 || strpbrk(excerpt, "\n\r") != NULL)
		abort();
	shows(ctx, markdown_from_plain(ctx, s), s);
	item = html_collapsed(ctx, s);
	if (*item != '\0')
		shows(ctx, markdown_list(ctx, item, (const char *const[]){ item, item }, 2), mem_printf(ctx, "%s %s %s", item, item, item));
	mem_free(ctx);
	return 0;
}
