/*
 * Any text as pasted HTML: refused, or CommonMark without raw HTML that shows nothing but the site's own elements, and that cleaning again leaves as it is.
 * ASCII as the text of a paragraph, styled and linked at random: exactly that text is shown.
 */
#include <cmark.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "html_text.h"
#include "text/markdown.h"
#include "text/paste.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
has_raw_html(const char *markdown)
{
	cmark_node *root = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(root);
	bool found = false;

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));

		found = found || type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK ||
		    type == CMARK_NODE_IMAGE || type == CMARK_NODE_THEMATIC_BREAK;
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
	return found;
}

/* What cleaning makes of it, checked; NULL: refused. */
static const char *
checked(void *ctx, const char *html, size_t len)
{
	const char *markdown, *again = NULL, *shown;

	if (paste_clean(ctx, html, len, &markdown) != OK)
		return NULL;
	for (int l = 0; l < LANG_COUNT; l++) {
		shown = markdown_html(ctx, markdown, (enum lang)l);
		/* What lists, links and quotations add may be too much for a second time. */
		if (has_raw_html(markdown) || html_text(ctx, shown) == NULL || !utf8_valid(markdown, strlen(markdown), NULL) ||
		    utf8_has_control(markdown, strlen(markdown)) ||
		    (paste_clean(ctx, shown, strlen(shown), &again) == OK && strcmp(again, markdown) != 0)) {
			fprintf(stderr, "html: \"%.*s\"\nmarkdown: \"%s\"\nshown: \"%s\"\nagain: \"%s\"\n", (int)len, html, markdown, shown, again);
			abort();
		}
	}
	return markdown;
}

/* The bytes as a paragraph: control characters become tags, the rest is its text. False: it would have the marks of a list, or is not ASCII. */
static bool
paragraph(const uint8_t *data, size_t size, struct buf *html, struct buf *text)
{
	static const char *const TAG[] = { "<b>", "</b>", "<i>", "</i>", "<a href=https://a.example/>", "<a href='mailto:a@b.example'>", "</a>" };

	buf_puts(html, "<p>");
	for (size_t i = 0; i < size; i++) {
		bool start = text->len == 0 || text->bytes[text->len - 1] == '\n';

		if (data[i] >= 0x7f || data[i] == '\0')
			return false;
		if (data[i] == '\n') {
			buf_puts(html, "<br>");
			buf_putc(text, '\n');
		} else if (data[i] < ' ') {
			buf_puts(html, TAG[data[i] % (sizeof(TAG) / sizeof(TAG[0]))]);
		} else if (data[i] == ' ') {
			buf_putc(html, ' ');
			if (!start && text->bytes[text->len - 1] != ' ')
				buf_putc(text, ' ');
		} else {
			buf_printf(html, "&#%d;", data[i]);
			buf_putc(text, (char)data[i]);
		}
	}
	return strncmp(buf_text(text), "- ", 2) != 0 && strstr(buf_text(text), "\n- ") == NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void *ctx = mem_new(NULL);
	struct buf html = buf_in(ctx), text = buf_in(ctx);
	const char *markdown;

	checked(ctx, (const char *)data, size);
	(void)paste_is_html(mem_strndup(ctx, (const char *)data, size));
	if (paragraph(data, size, &html, &text) && (markdown = checked(ctx, html.bytes, html.len)) != NULL) {
		const char *shown = html_text(ctx, markdown_html(ctx, markdown, LANG_EN)), *expected = html_collapsed(ctx, buf_text(&text));

		if (strcmp(shown, expected) != 0) {
			fprintf(stderr, "html: \"%s\"\nmarkdown: \"%s\"\nshown: \"%s\"\nexpected: \"%s\"\n", html.bytes, markdown, shown, expected);
			abort();
		}
	}
	mem_free(ctx);
	return 0;
}
