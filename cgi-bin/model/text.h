/* What an organisation says, in the languages in which it says it. */
#ifndef ANNUAIRE_MODEL_TEXT_H
#define ANNUAIRE_MODEL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"

/* NULL where a language is missing. In a revision long texts are CommonMark, in a publication they are the HTML made of it. */
struct text {
	const char *in[LANG_COUNT];
};

/* One text in the language in which it was found. words is NULL when there is none at all. */
struct said {
	const char *words;
	enum lang lang;
};

static inline bool
text_empty(const struct text *text)
{
	for (int i = 0; i < LANG_COUNT; i++)
		if (text->in[i] != NULL)
			return false;
	return true;
}

/* The text for a reader of lang, along lang_chain(). */
static inline struct said
text_for(const struct text *text, enum lang lang)
{
	const enum lang *chain = lang_chain(lang);

	for (int i = 0; i < LANG_COUNT; i++)
		if (text->in[chain[i]] != NULL)
			return (struct said){ text->in[chain[i]], chain[i] };
	return (struct said){ NULL, lang };
}

#endif
