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

enum { HEADING_FROM = 3 };

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
			buf_puts(&b, &OPEN_QUOTE[1]);
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
	cmark_node *text = cmark_node_new(CMARK_NODE_TEXT), *paragraph;
	char *literal = mem_strdup(NULL, cmark_node_get_literal(node));
	size_t len = strlen(literal);

	if (len > 0 && literal[len - 1] == '\n')	/* the end of a block's last line */
		literal[len - 1] = '\0';
	cmark_node_set_literal(text, literal);
	mem_free(literal);
	if (type == CMARK_NODE_HTML_INLINE) {
		cmark_node_replace(node, text);
	} else {
		paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
		cmark_node_append_child(paragraph, text);
		cmark_node_replace(node, paragraph);
	}
	cmark_node_free(node);
}

bool
markdown_is_link(const char *url)
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

int
markdown_heading_level(struct markdown_outline *outline, int level)
{
	while (outline->depth > 0 && outline->level[outline->depth - 1] >= level)
		outline->depth--;
	if (outline->depth < MARKDOWN_HEADINGS)
		outline->level[outline->depth++] = level;
	return HEADING_FROM + outline->depth - 1;
}

static void
prepare(void *ctx, cmark_node *root, enum lang lang)
{
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;
	struct markdown_outline outline = { .depth = 0 };

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);

		if (event == CMARK_EVENT_EXIT) {
			if (type == CMARK_NODE_IMAGE || (type == CMARK_NODE_LINK && !markdown_is_link(cmark_node_get_url(node))))
				unwrap(node);
		} else if (type == CMARK_NODE_HEADING) {
			cmark_node_set_heading_level(node, markdown_heading_level(&outline, cmark_node_get_heading_level(node)));
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

/* True if a line that begins so would begin a block, or make a heading of the line before. */
static bool
begins_block(const char *s, const char *end)
{
	const char *behind = s;

	while (behind < end && *behind == *s)
		behind++;
	switch (*s) {
	case '>':
	case '=':
		return true;
	case '~':
		return behind - s >= 3;
	case '-':
		return behind - s > 1 || behind == end || *behind == ' ' || *behind == '\t';
	case '#':
		return behind == end || *behind == ' ' || *behind == '\t';
	case '+':
		return behind - s == 1 && (behind == end || *behind == ' ' || *behind == '\t');
	default:
		return false;
	}
}

/* True if what stands at s, a character reference's "&", is a whole one. */
static bool
is_reference(const char *s, const char *end)
{
	s += s + 1 < end && s[1] == '#' ? 2 : 1;
	while (s < end && isalnum((unsigned char)*s))
		s++;
	return s < end && *s == ';';
}

/* True if the character at s would be markup there; what stands beyond from and end may be anything. */
static bool
is_markup(const char *from, const char *s, const char *end, enum markdown_place place)
{
	unsigned char before = s > from ? (unsigned char)s[-1] : '\0', after = s + 1 < end ? (unsigned char)s[1] : '\0';

	switch (*s) {
	case '`':
	case '<':
		return true;
	case '\\':
		return after == '\0' || ispunct(after);
	case '*':
		return before != ' ' || after != ' ';
	case '_':
		return !isalnum(before) || !isalnum(after);
	case '[':
		return place == MARKDOWN_IN_LINK;
	case ']':
		return place == MARKDOWN_IN_LINK || (after != '\0' && strchr("([:", after) != NULL);
	case '&':
		return is_reference(s, end);
	default:
		return false;
	}
}

void
markdown_add_text(struct buf *b, const char *s, size_t len, enum markdown_place place)
{
	const char *from = s, *end = s + len;

	if (place == MARKDOWN_LINE_START && s < end) {
		while (s < end && *s >= '0' && *s <= '9')
			s++;
		buf_add(b, from, (size_t)(s - from));
		if (s == from ? begins_block(s, end) : s < end && (*s == '.' || *s == ')') && (s + 1 == end || s[1] == ' ' || s[1] == '\t')) {
			buf_putc(b, '\\');
			buf_putc(b, *s++);
		}
	}
	for (; s < end; s++) {
		if (is_markup(from, s, end, place))
			buf_putc(b, '\\');
		buf_putc(b, *s);
	}
}

/* One line of plain text, without the white space around. */
static void
add_line(struct buf *b, const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\t'))
		s++;
	while (end > s && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	markdown_add_text(b, s, (size_t)(end - s), MARKDOWN_LINE_START);
}

/* Paragraphs of plain text, parted by blank lines; every line but the first stands behind indent. */
static void
add_plain(struct buf *b, const char *plain, const char *indent)
{
	bool begun = false, blank = false;

	while (*plain != '\0') {
		size_t len = strcspn(plain, "\r\n");

		if (strspn(plain, " \t") >= len) {
			blank = true;
		} else {
			if (begun)
				buf_printf(b, "%s\n%s", blank ? "\n" : "\\", indent);
			add_line(b, plain, plain + len);
			begun = true;
			blank = false;
		}
		plain += len;
		plain += strncmp(plain, "\r\n", 2) == 0 ? 2 : *plain != '\0';
	}
}

char *
markdown_from_plain(void *ctx, const char *plain)
{
	struct buf b = buf_in(ctx);

	add_plain(&b, plain, "");
	return b.len == 0 ? mem_strdup(ctx, "") : b.bytes;
}

char *
markdown_list(void *ctx, const char *lead, const char *const *items, size_t count)
{
	struct buf b = buf_in(ctx);

	add_plain(&b, lead, "");
	for (size_t i = 0; i < count; i++) {
		buf_puts(&b, b.len == 0 ? "- " : i == 0 ? "\n\n- " : "\n- ");
		add_plain(&b, items[i], "  ");
	}
	return b.len == 0 ? mem_strdup(ctx, "") : b.bytes;
}
