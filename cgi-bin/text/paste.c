/*
 * Pasted HTML to CommonMark: reduced (text/paste_reduce.c), parsed by gumbo as the HTML standard wants it, read into blocks here, written by
 * text/paste_write.c. The depth of all recursion follows from the limits of the reduction.
 */
#include <ctype.h>
#include <gumbo.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/description.h"
#include "text/document.h"
#include "text/markdown.h"
#include "text/paste.h"
#include "text/paste_block.h"
#include "text/paste_reduce.h"
#include "text/space.h"

enum { CONTINUES = -1 /* for the number of an ordered list: whatever comes next */ };

static const char DASH[] = " \xe2\x80\x93 ";	/* U+2013, between the cells of a row */

struct reader {
	void *ctx;
	struct block *at;	/* what the next block goes into */
	struct words words;	/* of the block that is being read, as they stand in the HTML */
	struct buf marker;	/* what Word draws before the paragraph that we are in */
	bool in_marker;
	int heading;		/* the level of the heading that we are in, 0: none */
	int style, link;
	const char **links;
	size_t link_count;
};

static void walk(struct reader *r, const GumboNode *node);

static void
append(struct block *into, struct block *block)
{
	block->previous = into->last;
	block->next = NULL;
	if (into->last != NULL)
		into->last->next = block;
	else
		into->first = block;
	into->last = block;
	into->count++;
}

static void
remove_last(struct block *from)
{
	from->last = from->last->previous;
	if (from->last != NULL)
		from->last->next = NULL;
	else
		from->first = NULL;
	from->count--;
}

static struct block *
new_block(struct reader *r, enum block_kind kind)
{
	struct block *block = MEM_NEW(r->ctx, struct block);

	block->kind = kind;
	return block;
}

static struct block *
open_block(struct reader *r, struct block *into, enum block_kind kind)
{
	struct block *block = new_block(r, kind);

	append(into, block);
	return block;
}

/* Where a block that is no item can stand: in a list, that is a new item. */
static struct block *
place(struct reader *r, struct block *into)
{
	return into->kind == BLOCK_LIST ? open_block(r, into, BLOCK_ITEM) : into;
}

/* What a list that is opened in `into` belongs to: in a list, the item before it, if there is one. */
static struct block *
holder(struct block *into)
{
	return into->kind == BLOCK_LIST && into->last != NULL ? into->last : into;
}

/* The list of that kind which ends `into`, if the next item can go on in it, or else a new one. A list that is empty stands for those in it. */
static struct block *
list_in(struct reader *r, struct block *into, bool ordered, int number)
{
	struct block *list;

	into = holder(into);
	if (into->kind == BLOCK_LIST)
		return into;
	list = into->last;
	if (list != NULL && list->kind == BLOCK_LIST && list->ordered == ordered && (!ordered || number == CONTINUES || number == list->number + (int)list->count))
		return list;
	list = open_block(r, into, BLOCK_LIST);
	list->ordered = ordered;
	list->number = number == CONTINUES ? 1 : number;
	return list;
}

/* Moves all that is in one block to the end of another. */
static void
move_all(struct reader *r, struct block *from, struct block *into)
{
	for (struct block *b = from->first, *next; b != NULL; b = next) {
		next = b->next;
		if (b->kind == BLOCK_LIST)
			move_all(r, b, list_in(r, into, b->ordered, b->number));
		else
			append(into, b);
	}
}

/* The last block of its kind is read: if it has nothing, it was none. */
static void
close_block(struct block *outer, const struct block *block)
{
	if (outer->last == block && block->first == NULL)
		remove_last(outer);
}

/* The last item of a list is read: one that has nothing but a list gives that list's items to its own. */
static void
close_item(struct reader *r, struct block *list)
{
	struct block *item = list->last, *only = item->first;

	if (only == NULL || (only == item->last && only->kind == BLOCK_LIST)) {
		remove_last(list);
		if (only != NULL)
			move_all(r, only, list);
	}
}

/* The bytes of a mark that begins an item, as people and word processors write it before a space; 0: none. */
static size_t
bullet_at(const char *s, bool dashes)
{
	static const char *const BULLET[] = { "·", "▪", "■", "□", "◦", "‣", "●", "○", "➢", "✓", "\xef\x82\xb7" /* U+F0B7, of the font Symbol */ };

	for (size_t i = 0; i < sizeof(BULLET) / sizeof(BULLET[0]); i++)
		if (strncmp(s, BULLET[i], strlen(BULLET[i])) == 0 && space_at(s + strlen(BULLET[i])) > 0)
			return strlen(BULLET[i]);
	return dashes && *s == '-' && space_at(s + 1) > 0 ? 1 : 0;
}

/* The words from one byte to another, as words_part(), without the marks of items that they begin with, "- " only where dashes says so; *marked: there were some. */
static struct words
unmarked(void *ctx, const struct words *words, size_t from, size_t to, bool dashes, bool *marked)
{
	for (size_t mark = 0; from < to && (space_at(words->bytes + from) > 0 || (mark = bullet_at(words->bytes + from, dashes)) > 0); mark = 0) {
		*marked = *marked || mark > 0;
		from += mark > 0 ? mark : space_at(words->bytes + from);
	}
	return words_part(ctx, words, from, to);
}

/* Adds a piece of a line: an item of a list, or the text that goes on in *text (NULL: a new one). */
static void
add_piece(struct reader *r, struct block *into, struct block **text, struct words words, bool item)
{
	struct block *list = into;

	if (words.len == 0)
		return;
	if (item || into->kind == BLOCK_LIST) {
		if (into->kind != BLOCK_LIST)
			list = list_in(r, into, false, 0);
		open_block(r, open_block(r, list, BLOCK_ITEM), BLOCK_TEXT)->words = words;
		*text = NULL;
	} else if (*text == NULL) {
		*text = open_block(r, into, BLOCK_TEXT);
		(*text)->words = words;
	} else {
		struct words *before = &(*text)->words;

		words_add_byte(r->ctx, before, '\n', 0);
		for (size_t i = 0; i < words.len; i++)
			words_add_byte(r->ctx, before, words.bytes[i], words.marks[i]);
		words_end(r->ctx, before);
	}
}

/* Adds one line, which may hold the items of a list. */
static void
add_line(struct reader *r, struct block *into, struct block **text, struct words line)
{
	bool item = false;
	enum description_marks marks;
	size_t from = 0;

	line = unmarked(r->ctx, &line, 0, line.len, false, &item);
	marks = description_marks_of(line.bytes);
	for (size_t i = 0; i <= line.len; i++) {
		size_t mark = description_mark_at(marks, line.bytes, line.bytes + i);
		struct words piece;

		if (mark == 0 && i < line.len)
			continue;
		piece = unmarked(r->ctx, &line, from, i, true, &item);
		add_piece(r, into, text, piece, item);
		item = true;
		from = i + mark;
	}
}

/* Adds settled words. As a row they go on in the text of the rows before. */
static void
add_lines(struct reader *r, struct block *into, const struct words *words, bool row)
{
	struct block *text = row && into->last != NULL && into->last->row ? into->last : NULL;

	for (size_t from = 0, to; from < words->len; from = to + 1) {
		to = from + strcspn(words->bytes + from, "\n");
		if (to == from)		/* more than one break */
			text = NULL;
		else
			add_line(r, into, &text, words_part(r->ctx, words, from, to));
	}
	if (text != NULL)
		text->row = row;
}

/* What was read since the last block began; the reader begins anew. */
static struct words
take_words(struct reader *r)
{
	struct words raw = r->words;

	words_end(r->ctx, &raw);
	r->words = (struct words){ NULL };
	return words_settled(r->ctx, &raw);
}

/* Ends the block that is being read. */
static void
end_text(struct reader *r)
{
	struct words words = take_words(r);
	struct block *heading;

	if (words.len == 0)
		return;
	if (r->heading == 0) {
		add_lines(r, r->at, &words, false);
		return;
	}
	for (size_t i = 0; i < words.len; i++) {
		words.marks[i] &= (uint16_t)~WORDS_STRONG;	/* a heading is */
		words.bytes[i] = words.bytes[i] == '\n' ? ' ' : words.bytes[i];
	}
	heading = open_block(r, place(r, r->at), BLOCK_HEADING);
	heading->number = r->heading;
	heading->words = words_part(r->ctx, &words, 0, words.len);
}

static void
walk_inside(struct reader *r, const GumboNode *node)
{
	const GumboVector *children = &node->v.element.children;

	for (unsigned i = 0; i < children->length; i++)
		walk(r, children->data[i]);
}

/* The attribute's number, or otherwise what it is without it. */
static int
number_of(const GumboNode *node, const char *name, int otherwise)
{
	enum { LARGEST = 999999 };
	const GumboAttribute *attribute = gumbo_get_attribute(&node->v.element.attributes, name);
	char *end;
	long number;

	if (attribute == NULL)
		return otherwise;
	number = strtol(attribute->value, &end, 10);
	return end != attribute->value && *end == '\0' && number >= 0 && number <= LARGEST ? (int)number : otherwise;
}

/* How many bytes of s are Word's mark of an item before a space, as its filtered HTML has it: "1.", "2.1.", "a)", or one sign, or "o" for a circle. 0: none. */
static size_t
word_mark(const char *s)
{
	size_t len = strspn(s, "0123456789.)"), i = 0;
	uint32_t c = utf8_next(s, &i);

	if (c >= 'a' && c <= 'z' && (s[1] == '.' || s[1] == ')'))
		len = 2;
	else if (len < 2 || strchr(".)", s[len - 1]) == NULL)
		len = c == 'o' || utf8proc_category((utf8proc_int32_t)c) >= UTF8PROC_CATEGORY_PC ? i : 0;
	return len > 0 && space_at(s + len) > 0 ? len : 0;
}

/* The number of an item whose mark Word wrote so: the last one of "2.1."; CONTINUES for "b)". */
static int
word_number(const char *mark)
{
	enum { DIGITS = 6 };
	int number = CONTINUES, digits = 0;

	for (; *mark != '\0'; mark++) {
		if (*mark < '0' || *mark > '9') {
			digits = 0;
		} else {
			number = digits == 0 ? *mark - '0' : 10 * number + *mark - '0';
			if (++digits > DIGITS)
				return CONTINUES;
		}
	}
	return number;
}

/* Ends a paragraph that Word means as an item of a list. Without a mark it is none. */
static void
end_word_item(struct reader *r, int level)
{
	struct words words = take_words(r);
	const char *mark = space_one_line(r->ctx, buf_text(&r->marker), r->marker.len);
	struct block *into = r->at, *list;
	size_t len = 0;
	bool ordered;

	if (*mark == '\0') {
		len = word_mark(words.bytes);
		mark = mem_strndup(r->ctx, words.bytes, len);
		words = words_part(r->ctx, &words, len, words.len);
	}
	if (*mark == '\0' || words.len == 0) {
		add_lines(r, into, &words, false);
		return;
	}
	for (; level > 1 && into->last != NULL && into->last->kind == BLOCK_LIST; level--)
		into = into->last->last;
	into = holder(into);
	ordered = strlen(mark) > 1 && strchr(".)", mark[strlen(mark) - 1]) != NULL;
	list = list_in(r, into, ordered, ordered ? word_number(mark) : 0);
	add_lines(r, open_block(r, list, BLOCK_ITEM), &words, false);
	close_item(r, list);
	close_block(into, list);
}

static void
walk_paragraph(struct reader *r, const GumboNode *node)
{
	int level = number_of(node, "level", 0);

	end_text(r);
	buf_clear(&r->marker);
	walk_inside(r, node);
	if (level > 0)
		end_word_item(r, level);
	else
		end_text(r);
}

static void
walk_heading(struct reader *r, const GumboNode *node, int level)
{
	int outer = r->heading;

	end_text(r);
	r->heading = level;
	walk_inside(r, node);
	end_text(r);
	r->heading = outer;
}

/* Reads what is inside of node into a block of its own, a quotation, an item, a list or a cell. */
static void
walk_into(struct reader *r, const GumboNode *node, struct block *block)
{
	struct block *outer = r->at;
	int heading = r->heading;

	r->at = block;
	r->heading = 0;
	walk_inside(r, node);
	end_text(r);
	r->at = outer;
	r->heading = heading;
}

static void
walk_list(struct reader *r, const GumboNode *node, bool ordered)
{
	struct block *list, *into;

	end_text(r);
	into = holder(r->at);
	list = list_in(r, into, ordered, ordered ? number_of(node, "start", 1) : 0);
	walk_into(r, node, list);
	close_block(into, list);
}

static void
walk_item(struct reader *r, const GumboNode *node)
{
	struct block *list;

	end_text(r);
	list = r->at->kind == BLOCK_LIST ? r->at : list_in(r, r->at, false, 0);
	walk_into(r, node, open_block(r, list, BLOCK_ITEM));
	close_item(r, list);
	close_block(r->at, list);
}

static void
walk_quote(struct reader *r, const GumboNode *node)
{
	struct block *into, *quote;

	end_text(r);
	into = place(r, r->at);
	quote = open_block(r, into, BLOCK_QUOTE);
	walk_into(r, node, quote);
	close_block(into, quote);
	if (into != r->at)
		close_item(r, r->at);
}

static void
walk_table(struct reader *r, const GumboNode *node)
{
	end_text(r);
	if (r->at->last != NULL)
		r->at->last->row = false;	/* of another table */
	walk_inside(r, node);
	end_text(r);
}

/* True if each cell that has anything has one text and there are several: such a row is a line. */
static bool
is_line(const struct block *row)
{
	int filled = 0;

	for (const struct block *cell = row->first; cell != NULL; cell = cell->next) {
		if (cell->first == NULL)
			continue;
		if (cell->count > 1 || cell->first->kind != BLOCK_TEXT || cell->first->row)
			return false;
		filled++;
	}
	return filled > 1;
}

static void
walk_row(struct reader *r, const GumboNode *node)
{
	struct block *row = new_block(r, BLOCK_ROW), *into;
	struct words line = { NULL };

	end_text(r);
	walk_into(r, node, row);
	if (!is_line(row)) {
		for (struct block *cell = row->first; cell != NULL; cell = cell->next) {
			if (cell->first != NULL) {
				into = place(r, r->at);
				move_all(r, cell, into);
				if (into != r->at)
					close_item(r, r->at);
			}
		}
		return;
	}
	for (const struct block *cell = row->first; cell != NULL; cell = cell->next) {
		const struct words *words = cell->first == NULL ? NULL : &cell->first->words;

		if (words != NULL && line.len > 0)
			words_add(r->ctx, &line, DASH, strlen(DASH), 0);
		for (size_t i = 0; words != NULL && i < words->len; i++)
			words_add_byte(r->ctx, &line, words->bytes[i] == '\n' ? ' ' : words->bytes[i], words->marks[i]);
	}
	words_end(r->ctx, &line);
	add_lines(r, r->at, &line, true);
}

static void
walk_styled(struct reader *r, const GumboNode *node, int style)
{
	int outer = r->style;

	r->style |= style;
	walk_inside(r, node);
	r->style = outer;
}

/* True if url, which begins with the address of a server or is a mail address's, names one that the site links to. */
static bool
is_target(void *ctx, const char *url)
{
	const char *behind = strchr(url, ':') + 1;
	size_t host = strspn(behind, "/");

	if (*url == 'm')
		return document_is_email(mem_strndup(ctx, behind, strcspn(behind, "?")));
	return document_is_url(mem_strndup(ctx, url, (size_t)(behind - url) + host + strcspn(behind + host, "/?#")));
}

/* The address that a link leads to, read as browsers do (URL standard, 4.4), what it cannot have percent-encoded; NULL: none that the site links to. */
static const char *
link_target(void *ctx, const char *href)
{
	static const char SAFE[] = "-_.!~*'();/?:@&=+$,#%";
	struct buf plain = buf_in(ctx), url = buf_in(ctx);
	size_t len = strlen(href);

	while (len > 0 && (unsigned char)href[len - 1] <= ' ')
		len--;
	for (size_t i = 0; i < len; i++)
		if (strchr("\t\n\r", href[i]) == NULL && ((unsigned char)href[i] > ' ' || plain.len > 0))
			buf_putc(&plain, href[i]);
	if (!markdown_is_link(buf_text(&plain)))
		return NULL;
	for (char *s = plain.bytes; *s != ':'; s++)
		*s = (char)tolower((unsigned char)*s);
	if (!is_target(ctx, plain.bytes))
		return NULL;
	for (const char *s = plain.bytes; *s != '\0'; s++)
		if (isalnum((unsigned char)*s) || strchr(SAFE, *s) != NULL)
			buf_putc(&url, *s);
		else
			buf_printf(&url, "%%%02X", (unsigned char)*s);
	return url.bytes;
}

static void
walk_link(struct reader *r, const GumboNode *node)
{
	const GumboAttribute *href = gumbo_get_attribute(&node->v.element.attributes, "href");
	const char *url = href == NULL ? NULL : link_target(r->ctx, href->value);
	int outer = r->link;
	size_t link = 0;

	while (url != NULL && link < r->link_count && strcmp(r->links[link], url) != 0)
		link++;
	if (url != NULL && link == r->link_count) {
		MEM_GROW(r->ctx, r->links, r->link_count);
		r->links[r->link_count++] = url;
	}
	r->link = url == NULL ? 0 : 1 + (int)link;
	walk_inside(r, node);
	r->link = outer;
}

static void
walk_element(struct reader *r, const GumboNode *node)
{
	GumboTag tag = node->v.element.tag;

	switch (tag) {
	case GUMBO_TAG_BR:
		words_add_byte(r->ctx, &r->words, '\n', r->style | r->link << WORDS_LINK_SHIFT);
		break;
	case GUMBO_TAG_A:
		walk_link(r, node);
		break;
	case GUMBO_TAG_STRONG:
		walk_styled(r, node, WORDS_STRONG);
		break;
	case GUMBO_TAG_EM:
		walk_styled(r, node, WORDS_EMPHASIS);
		break;
	case GUMBO_TAG_MARK:
		r->in_marker = true;
		walk_inside(r, node);
		r->in_marker = false;
		break;
	case GUMBO_TAG_P:
		walk_paragraph(r, node);
		break;
	case GUMBO_TAG_H1: case GUMBO_TAG_H2: case GUMBO_TAG_H3: case GUMBO_TAG_H4: case GUMBO_TAG_H5: case GUMBO_TAG_H6:
		walk_heading(r, node, 1 + (int)(tag - GUMBO_TAG_H1));
		break;
	case GUMBO_TAG_UL:
	case GUMBO_TAG_OL:
		walk_list(r, node, tag == GUMBO_TAG_OL);
		break;
	case GUMBO_TAG_LI:
		walk_item(r, node);
		break;
	case GUMBO_TAG_BLOCKQUOTE:
		walk_quote(r, node);
		break;
	case GUMBO_TAG_TABLE:
		walk_table(r, node);
		break;
	case GUMBO_TAG_TR:
		walk_row(r, node);
		break;
	case GUMBO_TAG_TD:
		walk_into(r, node, open_block(r, r->at, BLOCK_CELL));
		break;
	default:		/* what only parts texts: html, body, div, caption, tbody, hr */
		end_text(r);
		walk_inside(r, node);
		end_text(r);
	}
}

static void
walk(struct reader *r, const GumboNode *node)
{
	if (node->type == GUMBO_NODE_ELEMENT) {
		walk_element(r, node);
		return;
	}
	if (node->type != GUMBO_NODE_TEXT && node->type != GUMBO_NODE_WHITESPACE)
		return;
	for (const char *s = utf8_nfc(r->ctx, node->v.text.text); *s != '\0'; s++) {
		char c = *s >= '\t' && *s <= '\r' ? ' ' : *s;	/* "\n" is a line break's */

		if (r->in_marker)
			buf_putc(&r->marker, c);
		else
			words_add_byte(r->ctx, &r->words, c, r->style | r->link << WORDS_LINK_SHIFT);
	}
}

static void *
allocate(void *ctx, size_t bytes)
{
	return mem_resize(ctx, NULL, bytes);
}

static void
release(void *ctx, void *p)
{
	(void)ctx;
	mem_free(p);
}

enum err
paste_clean(void *ctx, const char *html, size_t len, const char **markdown)
{
	enum { POOL = 512 * 1024 };
	void *own;
	GumboOptions options = kGumboDefaultOptions;
	struct block root = { .kind = BLOCK_ROOT };
	struct reader r = { .at = &root };
	const char *reduced;
	enum err e;

	if (!utf8_valid(html, len, NULL))
		return ERR_INVALID;
	r.ctx = own = mem_pool(POOL);
	r.marker = buf_in(own);
	e = paste_reduce(own, mem_strndup(own, html, len), &reduced);
	if (e == OK) {
		options.allocator = allocate;
		options.deallocator = release;
		options.userdata = own;		/* freed with it: gumbo_destroy_output() recurses */
		options.max_errors = 0;
		walk(&r, gumbo_parse_with_options(&options, reduced, strlen(reduced))->root);
		end_text(&r);
		*markdown = mem_strdup(ctx, paste_write(own, &root, r.links));
	}
	mem_free(own);
	return e;
}
