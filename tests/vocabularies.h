/* A few terms of each vocabulary, enough to check documents against. */
#ifndef ANNUAIRE_TESTS_VOCABULARIES_H
#define ANNUAIRE_TESTS_VOCABULARIES_H

#include "base/mem.h"
#include "model/term.h"

/* Owned by ctx. */
static inline const struct vocabularies *
some_vocabularies(void *ctx)
{
	static const char *const codes[VOCABULARY_COUNT][4] = {
		[VOCABULARY_ACTIVITY_TYPE] = { "education", "campaign", "advocacy" },
		[VOCABULARY_THEME] = { "food", "climate", "peace" },
		[VOCABULARY_AUDIENCE] = { "teachers", "general-public" },
		[VOCABULARY_PARTNER_TYPE] = { "trade-union", "school", "cooperative" },
		[VOCABULARY_ZONE] = { "namur", "brussels" },
		[VOCABULARY_COUNTRY] = { "BE", "SN" },
	};
	struct vocabularies *all = MEM_NEW(ctx, struct vocabularies);

	for (int v = 0; v < VOCABULARY_COUNT; v++) {
		all->of[v].term = MEM_ARRAY(ctx, struct term, 4);
		for (size_t i = 0; i < 4 && codes[v][i] != NULL; i++)
			all->of[v].term[all->of[v].count++] = (struct term){ .vocabulary = (enum vocabulary)v, .code = codes[v][i], .also = "",
			    .label = { codes[v][i], codes[v][i], codes[v][i], codes[v][i] }, .position = (int)i + 1 };
	}
	vocabulary_index(ctx, all);
	return all;
}

#endif
