/* Descriptions: tags out, lists found again. */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/description.h"
#include "text/markdown.h"
#include "text/space.h"

static const char BULLET[] = "\xe2\x80\xa2";	/* U+2022 */

/* How many bytes of s look like an HTML tag: "<", a name, and nothing that a text would have up to ">". 0: none. */
static size_t
tag_at(const char *s)
{
	size_t name = s[0] == '<' && s[1] == '/' ? 2 : 1, end = name;

	if (s[0] != '<' || !isalpha((unsigned char)s[name]))
		return 0;
	while (isalnum((unsigned char)s[end]))
		end++;
	if (strchr(" \t\n/>", s[end]) == NULL)
		return 0;
	end += strcspn(s + end, "<>");
	return s[end] == '>' && memmem(s, end, BULLET, strlen(BULLET)) == NULL ? end + 1 : 0;
}

/* True for the tags that stand inside of a word; what any other one parts does not become one word. */
static bool
is_inline(const char *tag)
{
	static const char *const NAMES[] = { "a", "b", "em", "i", "small", "span", "strong", "sub", "sup", "u" };
	const char *name = tag + 1 + (tag[1] == '/');
	size_t len = strcspn(name, " \t\n/>");

	for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
		if (strlen(NAMES[i]) == len && strncasecmp(NAMES[i], name, len) == 0)
			return true;
	return false;
}

/* The text without tags, trimmed; each tag is noted. */
static char *
without_tags(void *ctx, const char *s, struct description *d)
{
	struct buf text = buf_in(ctx);

	while (*s != '\0') {
		size_t tag = tag_at(s);

		if (tag == 0) {
			buf_putc(&text, *s++);
			continue;
		}
		MEM_GROW(ctx, d->tags, d->tag_count);
		d->tags[d->tag_count++] = mem_strndup(ctx, s, tag);
		buf_puts(&text, is_inline(s) ? "" : " ");
		s += tag;
	}
	return space_trim(mem_strdup(ctx, buf_text(&text)));
}

/* True where "- " begins an item: at the start, at a line's start, or glued to the word before; but for the start a capital or a digit follows. */
static bool
dash_at(const char *text, const char *s)
{
	size_t space = *s == '-' ? space_at(s + 1) : 0, i = 0;
	uint32_t c;

	if (space == 0 || s == text)
		return space > 0;
	if (s[-1] == ' ' || (s >= text + 2 && space_at(s - 2) == 2) || (s >= text + 3 && space_at(s - 3) == 3))
		return false;
	c = utf8_next(s + 1 + space, &i);
	return (c >= '0' && c <= '9') || utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU;
}

enum description_marks
description_marks_of(const char *text)
{
	return strstr(text, BULLET) != NULL ? MARKS_BULLETS : dash_at(text, text) ? MARKS_DASHES : MARKS_NONE;
}

size_t
description_mark_at(enum description_marks marks, const char *text, const char *s)
{
	if (marks == MARKS_BULLETS)
		return strncmp(s, BULLET, strlen(BULLET)) == 0 ? strlen(BULLET) : 0;
	return marks == MARKS_DASHES && dash_at(text, s) ? 1 : 0;
}

struct description
description_read(void *ctx, const char *printed)
{
	struct description d = { NULL };
	char *text = without_tags(ctx, printed, &d), *lead = space_one_line(ctx, text, strlen(text));
	enum description_marks marks = description_marks_of(text);
	const char **items = NULL, *from = text;

	for (const char *s = text; marks != MARKS_NONE; s++) {
		size_t mark = description_mark_at(marks, text, s);
		char *piece;

		if (*s != '\0' && mark == 0)
			continue;
		piece = space_one_line(ctx, from, (size_t)(s - from));
		if (from == text) {
			lead = piece;
		} else if (*piece != '\0') {
			MEM_GROW(ctx, items, d.item_count);
			items[d.item_count++] = piece;
		}
		if (*s == '\0')
			break;
		from = s + mark;
	}
	if (d.item_count > 0)
		d.markdown = markdown_list(ctx, lead, items, d.item_count);
	else if (*lead != '\0')
		d.markdown = markdown_from_plain(ctx, lead);
	return d;
}
