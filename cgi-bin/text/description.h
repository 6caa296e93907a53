/* An activity's description as the old directories print it: lists flattened into one line, remains of HTML. */
#ifndef ANNUAIRE_TEXT_DESCRIPTION_H
#define ANNUAIRE_TEXT_DESCRIPTION_H

#include <stddef.h>

/* Everything is owned by the ctx of the reading. */
struct description {
	const char *markdown;	/* CommonMark; NULL: nothing is said */
	size_t item_count;	/* of its list */
	const char **tags;	/* what looked like HTML tags and was left out, as it stood */
	size_t tag_count;
};

/*
 * Reads one printed description (UTF-8): tags are left out; "•", or "- " that is glued to the word before and followed by a capital or a digit, make a
 * list, what stands before the first bullet its lead; anything else stays the text that it was. Linear in its length.
 */
struct description description_read(void *ctx, const char *printed);

/* What begins the items of a list that a text lost: nothing; "•"; or "- " at its start, which is then looked for glued to words too. */
enum description_marks { MARKS_NONE, MARKS_BULLETS, MARKS_DASHES };
enum description_marks description_marks_of(const char *text);
/* How many bytes of such a mark stand at s, a place in text, without the space behind; 0: none, as at the end. */
size_t description_mark_at(enum description_marks marks, const char *text, const char *s);

#endif
