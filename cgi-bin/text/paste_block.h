/* What pasted HTML is read into, and CommonMark written from. Only for text/paste.c, text/paste_words.c and text/paste_write.c. */
#ifndef ANNUAIRE_TEXT_PASTE_BLOCK_H
#define ANNUAIRE_TEXT_PASTE_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How each byte of a text is shown: two bits, and above them the number of the link that it is part of, from 1; 0: none. */
enum { WORDS_STRONG = 1, WORDS_EMPHASIS = 2, WORDS_STYLES = 3, WORDS_LINK_SHIFT = 2 };

/* A text: UTF-8, a NUL behind; white space as it is shown, "\n" for a line break. */
struct words {
	char *bytes;
	uint16_t *marks;	/* of each byte */
	size_t len;
};

/* Adds one byte, or len of them, all marked so; ctx owns what grows. No NUL is behind until words_end(). */
void words_add_byte(void *ctx, struct words *words, char c, int mark);
void words_add(void *ctx, struct words *words, const char *bytes, size_t len, int mark);
void words_end(void *ctx, struct words *words);
/* The words from one byte to another without white space around, a copy. */
struct words words_part(void *ctx, const struct words *words, size_t from, size_t to);
/*
 * The words as they are shown, a copy: white space collapsed and none around, one "\n" for a line break, two for more of them; signs that nobody sees left out.
 * A space is marked as what stands on both sides of it is.
 */
struct words words_settled(void *ctx, const struct words *raw);

enum block_kind {
	BLOCK_ROOT,
	BLOCK_TEXT,		/* a paragraph, its words */
	BLOCK_HEADING,
	BLOCK_LIST, BLOCK_ITEM,	/* a list has items only, an item whatever the root may have */
	BLOCK_QUOTE,
	BLOCK_ROW, BLOCK_CELL,	/* of a table, until the row is read */
};

struct block {
	enum block_kind kind;
	bool ordered;		/* a list */
	int number;		/* of an ordered list's first item; a heading's level in HTML, 1 to 6 */
	bool row;		/* a text of rows of a table, a line each */
	struct words words;	/* of a text or a heading: never empty, no white space around */
	size_t count;		/* of the blocks inside */
	struct block *first, *last, *next, *previous;
};

/* The blocks inside root as CommonMark, owned by ctx. links: the addresses of the texts' links, by their numbers less 1. */
const char *paste_write(void *ctx, const struct block *root, const char *const *links);

#endif
