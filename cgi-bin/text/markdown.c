/* CommonMark to HTML, by libcmark. */
#include <cmark.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/markdown.h"

enum { HEADING_FROM = 3, HEADINGS = 4 /* h3 to h6 */ };

#define NBSP "\xc2\xa0"		/* U+00A0 */
#define NNBSP "\xe2\x80\xaf"	/* U+202F, narrow */
#define OPEN_QUOTE "\xc2\xab"	/* « */
#define CLOSE_QUOTE "\xc2\xbb"	/* » */

static bool
begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

/* French: the space before ; : ! ? » and after « does not break. */
static char *
french_spaces(void *ctx, const char *s)
{
	struct buf b = buf_in(ctx);

	for (; *s != '\0'; s++) {
		if (*s == ' ' && (s[1] == ';' || s[1] == '!' || s[1] == '?'))
			buf_puts(&b, NNBSP);
		else if (*s == ' ' && (s[1] == ':' || begins(s + 1, CLOSE_QUOTE)))
			buf_puts(&b, NBSP);
		else
			buf_putc(&b, *s);
		if (begins(s, OPEN_QUOTE) && s[2] == ' ') {
			buf_puts(&b, OPEN_QUOTE + 1);
			buf_puts(&b, NBSP);
			s += 2;
		}
	}
	return b.len == 0 ? mem_strdup(ctx, "") : b.bytes;
}

/* Raw HTML becomes the text that it is: nothing is lost and nothing of it lives. */
static void
disarm(cmark_node *node, cmark_node_type type)
{
	const char *literal = cmark_node_get_literal(node);
	cmark_node *text = cmark_node_new(CMARK_NODE_TEXT), *paragraph;

	cmark_node_set_literal(text, literal);
	if (type == CMARK_NODE_HTML_INLINE) {
		cmark_node_replace(node, text);
	} else {
		paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
		cmark_node_append_child(paragraph, text);
		cmark_node_replace(node, paragraph);
	}
	cmark_node_free(node);
}

/* True for the addresses that a link may lead to. */
static bool
is_safe_url(const char *url)
{
	return strncasecmp(url, "https://", 8) == 0 || strncasecmp(url, "http://", 7) == 0 || strncasecmp(url, "mailto:", 7) == 0;
}

/* A link to anywhere else is only its words; an image is only its description. */
static void
unwrap(cmark_node *node)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(node)) != NULL) {
		cmark_node_unlink(child);
		cmark_node_insert_before(node, child);
	}
	cmark_node_unlink(node);
	cmark_node_free(node);
}

/* The headings that a heading stands under, by the levels that the author gave them: whatever these are, none is skipped on the page. */
struct outline {
	int level[HEADINGS];
	int depth;
};

static int
heading_level(struct outline *outline, int level)
{
	while (outline->depth > 0 && outline->level[outline->depth - 1] >= level)
		outline->depth--;
	if (outline->depth < HEADINGS)
		outline->level[outline->depth++] = level;
	return HEADING_FROM + outline->depth - 1;
}

static void
prepare(void *ctx, cmark_node *root, enum lang lang)
{
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;
	struct outline outline = { .depth = 0 };

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);

		if (event == CMARK_EVENT_EXIT) {
			if (type == CMARK_NODE_IMAGE || (type == CMARK_NODE_LINK && !is_safe_url(cmark_node_get_url(node))))
				unwrap(node);
		} else if (type == CMARK_NODE_HEADING) {
			cmark_node_set_heading_level(node, heading_level(&outline, cmark_node_get_heading_level(node)));
		} else if (type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_HTML_BLOCK) {
			disarm(node, type);
		} else if (type == CMARK_NODE_TEXT && lang == LANG_FR) {
			char *text = french_spaces(ctx, cmark_node_get_literal(node));

			cmark_node_set_literal(node, text);
			mem_free(text);
		}
	}
	cmark_iter_free(iter);
}

char *
markdown_html(void *ctx, const char *markdown, enum lang lang)
{
	static const char LINK[] = "<a href=\"";
	cmark_node *root = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
	struct buf b = buf_in(ctx);
	char *html, *from, *link;

	cmark_consolidate_text_nodes(root);
	prepare(ctx, root, lang);
	html = cmark_render_html(root, CMARK_OPT_DEFAULT);
	cmark_node_free(root);
	/* cmark escapes every "<" and quote of the text, so this can only be a link that it made. */
	for (from = html; (link = strstr(from, LINK)) != NULL; from = link + 2) {
		buf_add(&b, from, (size_t)(link - from));
		buf_puts(&b, "<a rel=\"nofollow ugc noopener\"");
	}
	buf_puts(&b, from);
	free(html);
	return b.len == 0 ? mem_strdup(ctx, "") : b.bytes;
}

char *
markdown_excerpt(void *ctx, const char *markdown, size_t characters)
{
	cmark_node *root = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(root);
	struct buf b = buf_in(ctx);
	cmark_event_type event;
	size_t cut;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);

		if (event == CMARK_EVENT_EXIT)
			continue;
		if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_HTML_BLOCK ||
		    type == CMARK_NODE_CODE_BLOCK)
			buf_puts(&b, cmark_node_get_literal(node));
		else if (b.len > 0 && b.bytes[b.len - 1] != ' ' && (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK ||
		    type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING || type == CMARK_NODE_ITEM))
			buf_putc(&b, ' ');
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
	for (size_t i = 0; i < b.len; i++)
		if (b.bytes[i] == '\n')
			b.bytes[i] = ' ';
	while (b.len > 0 && b.bytes[b.len - 1] == ' ')
		b.bytes[--b.len] = '\0';
	if (b.len == 0)
		return mem_strdup(ctx, "");
	cut = characters == 0 ? b.len : utf8_prefix(b.bytes, characters);
	if (cut == b.len)
		return b.bytes;
	while (cut > 0 && b.bytes[cut] != ' ')
		cut--;
	if (cut == 0)
		cut = utf8_prefix(b.bytes, characters);
	while (cut > 0 && strchr(" ,;:.", b.bytes[cut - 1]) != NULL)
		cut--;
	return mem_printf(ctx, "%.*s\xe2\x80\xa6", (int)cut, b.bytes);
}

/* A paragraph of plain text; a blank line in it begins another one. */
static void
append_plain(cmark_node *parent, const char *plain)
{
	cmark_node *paragraph = NULL;

	while (*plain != '\0') {
		size_t len = strcspn(plain, "\n");
		cmark_node *text;
		char *line;

		if (len == 0) {
			paragraph = NULL;
			plain++;
			continue;
		}
		if (paragraph == NULL) {
			paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
			cmark_node_append_child(parent, paragraph);
		} else {
			cmark_node_append_child(paragraph, cmark_node_new(CMARK_NODE_LINEBREAK));
		}
		line = mem_strndup(NULL, plain, len);
		text = cmark_node_new(CMARK_NODE_TEXT);
		cmark_node_set_literal(text, line);
		cmark_node_append_child(paragraph, text);
		mem_free(line);
		plain += len + (plain[len] == '\n');
	}
}

/* Prints the document as CommonMark and frees it. */
static char *
print(void *ctx, cmark_node *root)
{
	char *markdown = cmark_render_commonmark(root, CMARK_OPT_DEFAULT, 0), *copy;
	size_t len = strlen(markdown);

	while (len > 0 && markdown[len - 1] == '\n')
		len--;
	copy = mem_strndup(ctx, markdown, len);
	free(markdown);
	cmark_node_free(root);
	return copy;
}

char *
markdown_from_plain(void *ctx, const char *plain)
{
	cmark_node *root = cmark_node_new(CMARK_NODE_DOCUMENT);

	append_plain(root, plain);
	return print(ctx, root);
}

char *
markdown_list(void *ctx, const char *lead, const char *const *items, size_t count)
{
	cmark_node *root = cmark_node_new(CMARK_NODE_DOCUMENT), *list = cmark_node_new(CMARK_NODE_LIST);

	append_plain(root, lead);
	cmark_node_set_list_type(list, CMARK_BULLET_LIST);
	cmark_node_set_list_tight(list, 1);
	for (size_t i = 0; i < count; i++) {
		cmark_node *item = cmark_node_new(CMARK_NODE_ITEM);

		append_plain(item, items[i]);
		cmark_node_append_child(list, item);
	}
	cmark_node_append_child(root, list);
	return print(ctx, root);
}
