/*
 * What search looks in: all that an organisation says, a line each, the weightiest first. The index is made of these lines, and they say afterwards why it was found.
 * A line: kind, language ("-": none), number of the activity (0: none), "facet:code" of a term ("-": none), text; separated by tabs.
 * A term has its labels where it stands first, and no text where it stands again.
 */
#ifndef ANNUAIRE_TEXT_SOURCE_H
#define ANNUAIRE_TEXT_SOURCE_H

#include "model/organisation.h"
#include "text/search.h"

enum source_kind {
	SOURCE_NAME, SOURCE_ACRONYM, SOURCE_FORMER_NAME, SOURCE_SUMMARY, SOURCE_TERM, SOURCE_LOCALITY, SOURCE_ACTIVITY, SOURCE_DESCRIPTION, SOURCE_MISSION_NORTH, SOURCE_MISSION,
	SOURCE_HISTORY, SOURCE_BRANCH, SOURCE_PARTNER, SOURCE_WEBSITE, SOURCE_KINDS
};

struct source_line {
	enum source_kind kind;
	enum lang lang;			/* LANG_FR where the text has none */
	int activity;			/* number, 0: none */
	enum vocabulary vocabulary;	/* of a term */
	const char *code;		/* of a term, else NULL */
	const char *text;		/* plain text on one line */
};

/* The lines of an organisation, owned by ctx. */
const char *source_of(void *ctx, const struct vocabularies *all, const struct organisation *org);

/* What the lines are found by. */
struct source_index {
	const char *words;		/* tokens of everything, a line for each line of the source; those of names once more with SEARCH_OF_NAME before them */
	const char **activity;		/* of each activity, with the organisation's name */
	const char *vocabulary;		/* the distinct words of everything, see search_vocabulary() */
};

/* The index of the lines, read once; activities are the numbers of those that get an index of their own. Owned by ctx. */
struct source_index source_index(void *ctx, const char *source, const struct vocabularies *all, const int *activities, size_t count);

/* Why an organisation was found: one line that says so. */
struct reason {
	struct source_line line;
	const char *activity;	/* the title of the activity that it is about; NULL: none */
	enum lang activity_lang;
};

/*
 * The weightiest lines that together say every clause of the search, then one for each choice (codes of facet v are choices[v]) that the organisation or an activity carries;
 * at most max. words is the index of the source: a line is read only when its tokens promise something. activity: only the lines of that activity, 0: all. Owned by ctx. Returns how many.
 */
size_t source_explain(void *ctx, const char *source, const char *words, const struct search *search, const struct vocabularies *all, const struct codes *choices, int activity,
    struct reason *reasons, size_t max);

#endif
