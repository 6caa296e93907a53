/* Blocks as CommonMark (https://spec.commonmark.org/0.30/): the only markup written is what the kinds of block and the marks of their words ask for. */
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/markdown.h"
#include "text/paste_block.h"

struct writer {
	void *ctx;
	struct buf out;
	struct buf prefix;		/* what a line inside of lists and quotations begins with */
	bool line_start;
	struct markdown_outline outline;
	const char *const *links;
};

static void write_blocks(struct writer *w, const struct block *first, bool tight);

/* A line end, or a blank line, and the prefix of the next line. */
static void
new_line(struct writer *w, bool blank)
{
	const char *prefix = buf_text(&w->prefix);
	size_t bare = w->prefix.len;

	while (bare > 0 && prefix[bare - 1] == ' ')
		bare--;
	buf_putc(&w->out, '\n');
	if (blank) {
		buf_add(&w->out, prefix, bare);
		buf_putc(&w->out, '\n');
	}
	buf_add(&w->out, prefix, w->prefix.len);
	w->line_start = true;
}

/* A character as the rules of emphasis see it (6.2); UNSURE: not every version of Unicode takes it for punctuation. */
enum side { SPACE, SIGN, UNSURE, LETTER };

static enum side
side_of(const char *s)
{
	enum { KNOWN = 0x2e00 };	/* the punctuation below has not changed for many versions */
	size_t i = 0;
	uint32_t c = utf8_next(s, &i);
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);

	if (c <= ' ' || category == UTF8PROC_CATEGORY_ZS)
		return SPACE;
	if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO)
		return LETTER;
	return c < 0x80 || (c < KNOWN && category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO) ? SIGN : UNSURE;
}

/* Where the character before `at` begins; at > 0. */
static size_t
before(const struct words *words, size_t at)
{
	do
		at--;
	while (((unsigned char)words->bytes[at] & 0xc0) == 0x80);
	return at;
}

static int
style_of(const struct words *words, size_t at)
{
	return words->marks[at] & WORDS_STYLES;
}

static int
link_of(const struct words *words, size_t at)
{
	return words->marks[at] >> WORDS_LINK_SHIFT;
}

/* Whether "*" at `at` is read as markup for what stands on that side of it, given what is on the other. */
static bool
flanks(enum side inside, enum side outside)
{
	return inside == LETTER || (inside != SPACE && (outside == SPACE || outside == SIGN));
}

static bool
can_open(const struct words *words, size_t at)
{
	enum side outside = SPACE;

	if (at > 0 && link_of(words, at - 1) != link_of(words, at))
		outside = SIGN;
	else if (at > 0 && style_of(words, at - 1) != 0)
		return false;
	else if (at > 0)
		outside = side_of(words->bytes + before(words, at));
	return flanks(side_of(words->bytes + at), outside);
}

static bool
can_close(const struct words *words, size_t end)
{
	enum side outside = SPACE;

	if (end < words->len)
		outside = link_of(words, end - 1) != link_of(words, end) ? SIGN : side_of(words->bytes + end);
	return flanks(side_of(words->bytes + before(words, end)), outside);
}

/* Where the run of bytes that are marked as the one at `at` ends. */
static size_t
run_end(const struct words *words, size_t at)
{
	uint16_t mark = words->marks[at];

	while (at < words->len && words->marks[at] == mark)
		at++;
	return at;
}

/* Takes the style from the bytes from one to another. */
static void
unstyle(const struct words *words, size_t from, size_t to)
{
	while (from < to)
		words->marks[from++] &= (uint16_t)~WORDS_STYLES;
}

/* True if there is a letter or a number: to stress signs alone is an accident of editing. */
static bool
has_letters(const struct words *words, size_t from, size_t to)
{
	for (; to > from; to = before(words, to))
		if (side_of(words->bytes + before(words, to)) == LETTER)
			return true;
	return false;
}

/*
 * Takes the style from characters at the edges of emphasis until "*" there is read as markup. So emphasised words never touch others that are so in another way,
 * and each opening "*", "**" or "***" meets its own end before any other begins.
 */
static void
narrow(const struct words *words)
{
	for (size_t from = 0, end; from < words->len; from = end) {
		size_t s = from, e;

		end = e = run_end(words, from);
		if (style_of(words, from) == 0)
			continue;
		for (size_t next = s; s < e && !can_open(words, s); s = next) {
			utf8_next(words->bytes, &next);
			unstyle(words, s, next);
		}
		for (size_t last = e; s < e && !can_close(words, e); e = last) {
			last = before(words, e);
			unstyle(words, last, e);
		}
		if (!has_letters(words, s, e))
			unstyle(words, s, e);
	}
}

static void
write_styled(struct writer *w, const struct words *words, size_t from, size_t to)
{
	static const char *const MARKUP[] = { "", "**", "*", "***" };

	for (size_t s = from, end; s < to; s = end) {
		const char *markup = MARKUP[style_of(words, s)];

		end = run_end(words, s);
		buf_puts(&w->out, markup);
		w->line_start = w->line_start && *markup == '\0';
		for (size_t line; s < end; s = line) {
			line = s + strcspn(words->bytes + s, "\n");
			line = line < end ? line : end;
			markdown_add_text(&w->out, words->bytes + s, line - s,
			    link_of(words, s) != 0 ? MARKDOWN_IN_LINK : w->line_start ? MARKDOWN_LINE_START : MARKDOWN_IN_LINE);
			w->line_start = w->line_start && line == s;
			if (line < end) {
				buf_putc(&w->out, '\\');
				new_line(w, false);
				line++;
			}
		}
		buf_puts(&w->out, markup);
	}
}

static void
write_link(struct writer *w, const struct words *words, size_t from, size_t to)
{
	const char *url = w->links[link_of(words, from) - 1];
	bool bare = strlen(url) == to - from && memcmp(url, words->bytes + from, to - from) == 0 && strchr(url, '&') == NULL;

	for (size_t i = from; i < to; i++)
		bare = bare && style_of(words, i) == 0;
	if (!bare && w->out.len > 0 && w->out.bytes[w->out.len - 1] == '!') {	/* "![" would be an image */
		w->out.bytes[w->out.len - 1] = '\\';
		buf_putc(&w->out, '!');
	}
	buf_putc(&w->out, bare ? '<' : '[');
	w->line_start = false;
	if (bare) {
		buf_printf(&w->out, "%s>", url);
		return;
	}
	write_styled(w, words, from, to);
	buf_puts(&w->out, "](");
	for (; *url != '\0'; url++)
		buf_printf(&w->out, strchr("();", *url) != NULL ? "\\%c" : "%c", *url);
	buf_putc(&w->out, ')');
}

static void
write_words(struct writer *w, const struct words *words)
{
	narrow(words);
	for (size_t s = 0, end; s < words->len; s = end) {
		int link = link_of(words, s);

		for (end = s; end < words->len && link_of(words, end) == link; )
			end++;
		if (link != 0)
			write_link(w, words, s, end);
		else
			write_styled(w, words, s, end);
	}
}

static void
write_heading(struct writer *w, const struct block *heading)
{
	int level = markdown_heading_level(&w->outline, heading->number);

	for (int i = 0; i < level; i++)
		buf_putc(&w->out, '#');
	buf_putc(&w->out, ' ');
	w->line_start = false;
	write_words(w, &heading->words);
	if (w->out.bytes[w->out.len - 1] == '#') {	/* would close the heading */
		w->out.bytes[w->out.len - 1] = '\\';
		buf_putc(&w->out, '#');
	}
}

/* True if the list needs no blank lines: nothing follows the first block of an item but lists that are begun as such without one (5.2). */
static bool
is_tight(const struct block *list)
{
	for (const struct block *item = list->first; item != NULL; item = item->next)
		for (const struct block *b = item->first->next; b != NULL; b = b->next)
			if (b->kind != BLOCK_LIST || (b->ordered && b->number != 1))
				return false;
	return true;
}

/* Two ordered lists that follow each other differ in the sign behind the number. */
static char
sign_of(const struct block *list)
{
	bool other = false;

	for (const struct block *b = list->previous; b != NULL && b->kind == BLOCK_LIST && b->ordered; b = b->previous)
		other = !other;
	return other ? ')' : '.';
}

static void
write_inside(struct writer *w, const struct block *block, const char *marker, const char *prefix, bool tight)
{
	size_t outer = w->prefix.len;

	buf_puts(&w->out, marker);
	w->line_start = true;
	buf_puts(&w->prefix, prefix);
	write_blocks(w, block->first, tight);
	w->prefix.len = outer;
	w->prefix.bytes[outer] = '\0';
}

static void
write_list(struct writer *w, const struct block *list)
{
	bool tight = is_tight(list);
	char sign = sign_of(list);
	int number = list->number;

	for (const struct block *item = list->first; item != NULL; item = item->next) {
		const char *marker = list->ordered ? mem_printf(w->ctx, "%d%c ", number++, sign) : "- ";

		if (item != list->first)
			new_line(w, !tight);
		write_inside(w, item, marker, mem_printf(w->ctx, "%*s", (int)strlen(marker), ""), tight);
	}
}

static void
write_blocks(struct writer *w, const struct block *first, bool tight)
{
	for (const struct block *b = first; b != NULL; b = b->next) {
		if (b != first)
			new_line(w, !tight);
		if (b->kind == BLOCK_HEADING)
			write_heading(w, b);
		else if (b->kind == BLOCK_LIST)
			write_list(w, b);
		else if (b->kind == BLOCK_QUOTE)
			write_inside(w, b, "> ", "> ", false);
		else
			write_words(w, &b->words);
	}
}

const char *
paste_write(void *ctx, const struct block *root, const char *const *links)
{
	struct writer w = { .ctx = ctx, .out = buf_in(ctx), .prefix = buf_in(ctx), .line_start = true, .links = links };

	write_blocks(&w, root->first, false);
	return buf_text(&w.out);
}
