/* What differs between two plain texts (CommonMark source, or one line), word by word, to be read by people. */
#ifndef ANNUAIRE_TEXT_DIFF_H
#define ANNUAIRE_TEXT_DIFF_H

#include <stdbool.h>
#include <stddef.h>

enum run_kind { RUN_SAME, RUN_REMOVED, RUN_ADDED };

struct run {
	enum run_kind kind;
	const char *text;	/* never empty */
};

/* Runs of one kind never follow each other; where words were replaced, what was removed comes first. */
struct diff {
	struct run *run;
	size_t count;
	bool rough;		/* the texts were too unlike: all between their common beginning and end counts as replaced */
};

/*
 * before against after (valid UTF-8; NULL is ""). Same and removed runs make before again, same and added ones after, byte by byte.
 * A run is of whole words, signs and stretches of white space; what is the same but too small to be told from the changes around it is part of them.
 * E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986; the work is bounded, some milliseconds at most. Owned by ctx.
 */
struct diff diff_words(void *ctx, const char *before, const char *after);

/* What is shown of a long same run: its beginning and its end. */
struct diff_ends {
	const char *head, *tail;	/* tail is NULL when nothing is left out, and head all of it; head is "" at the beginning of the texts, tail at their end */
};

/*
 * The run (its number in the diff) with at most `words` words next to each change, and what lies between them left out; cut at borders of words, with no white space there.
 * Only same runs that leave out more than they keep are shortened. Owned by ctx.
 */
struct diff_ends diff_shorten(void *ctx, const struct diff *diff, size_t run, size_t words);

#endif
