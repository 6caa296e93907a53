/* Vocabularies: the five facets of an ECMS profile, and countries. The federation edits them, so no term is named in code. */
#ifndef ANNUAIRE_MODEL_TERM_H
#define ANNUAIRE_MODEL_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"

enum vocabulary {
	VOCABULARY_ACTIVITY_TYPE,
	VOCABULARY_THEME,
	VOCABULARY_AUDIENCE,
	VOCABULARY_PARTNER_TYPE,
	VOCABULARY_ZONE,
	VOCABULARY_FACETS,	/* the five above are facets */
	VOCABULARY_COUNTRY = VOCABULARY_FACETS,
	VOCABULARY_COUNT
};

/* "activity_type" "theme" "audience" "partner_type" "zone" "country": in documents, tables and file names. */
const char *vocabulary_code(enum vocabulary v);
/* "type" "theme" "public" "partner" "zone": the query parameter of a facet. */
const char *vocabulary_parameter(enum vocabulary v);
/* True and *v set if code is one of vocabulary_code()'s. */
bool vocabulary_parse(const char *code, enum vocabulary *v);

struct term {
	uint32_t id;
	enum vocabulary vocabulary;
	const char *code;		/* [a-z0-9-]+, or ISO 3166-1 alpha-2 for countries */
	const struct term *parent;	/* NULL: top level */
	const char *label[LANG_COUNT];	/* never NULL */
	const char *also;		/* aliases, separated by " | "; "" when none */
	int position;			/* display order inside its vocabulary, from 1 */
};

struct terms {
	struct term *term;	/* in display order */
	const struct term **by_code;
	size_t count;
};

struct vocabularies {
	uint64_t revision;
	struct terms of[VOCABULARY_COUNT];
};

/* The term, or NULL if the vocabulary has no such code. */
const struct term *vocabulary_term(const struct vocabularies *all, enum vocabulary v, const char *code);
/* Its label for a reader of lang; the code itself where the term is unknown (it was withdrawn since). Never NULL. */
const char *vocabulary_label(const struct vocabularies *all, enum vocabulary v, const char *code, enum lang lang);
/* Fills by_code after term and count are set; by_code is owned by ctx. */
void vocabulary_index(void *ctx, struct vocabularies *all);

#endif
