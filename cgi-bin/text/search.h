/*
 * What a visitor typed, understood: the clauses of a search, and the words of a text as the index holds them. Pure functions over UTF-8.
 * A text is stemmed by the rules of its language (stem.h); a query, whose language nobody knows, by those of all four.
 */
#ifndef ANNUAIRE_TEXT_SEARCH_H
#define ANNUAIRE_TEXT_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"

enum { SEARCH_CLAUSES_MAX = 8, SEARCH_FORMS_MAX = 24, SEARCH_TOKENS_MAX = 16, SEARCH_TOKEN_MIN = 3 };

/* Stands before a token that is of a name: no word of a text begins so, because a number keeps to itself. */
enum { SEARCH_OF_NAME = '0' };

/*
 * Words that mean the same, each already as alternatives of a clause; read once, asked for each query. An alternative may have several words; typed one after the other without
 * quotes they become one clause, found by all of them or by any of the other alternatives.
 */
struct synonyms;
struct synonym_group {
	const char *words;	/* "plaidoyer | interpellation politique" */
};
/* The groups, owned by ctx; nothing of `groups` is needed afterwards. */
struct synonyms *search_synonyms(void *ctx, const struct synonym_group *groups, size_t count);

/* One way to satisfy a clause: all of its tokens. */
struct search_form {
	const char *const *token;
	size_t count;		/* at least 1, at most SEARCH_TOKENS_MAX */
	bool adjacent;		/* in this order, next to each other; otherwise anywhere in the text */
};

struct search_clause {
	const char *typed;	/* as typed, without quotes or minus */
	const char *folded;	/* folded, unstemmed, single spaces, of inclusive forms the masculine: what corrections compare */
	bool excluded;		/* -word */
	bool phrase;		/* "in quotes": exactly these words in this order, never corrected, no synonyms */
	struct search_form *forms;	/* any of them will do */
	size_t form_count;
};

struct search {
	struct search_clause *clauses;
	size_t count;		/* 0: nothing that could be searched was typed */
};

/*
 * Understands what was typed: words that must all be found, "a phrase", -without. Inclusive forms (citoyen·ne·s, tou.te.s, citoyen(ne)s) mean their masculine and feminine
 * words; compounds (CNCD-11.11.11, Nord-Sud, www.wsm.be) are found as one word, or by their parts where these stand
 * together. Words that every text has (de, the, van) are left out while others remain. At most SEARCH_CLAUSES_MAX clauses from the first 64 words, of a phrase its
 * first SEARCH_TOKENS_MAX words; the rest is ignored. A search of exclusions alone has them all with excluded set. typed may be anything; it is read in one pass.
 * synonyms may be NULL. Owned by ctx.
 */
struct search search_parse(void *ctx, const char *typed, const struct synonyms *synonyms);

/*
 * The search as an expression for MATCH … AGAINST (… IN BOOLEAN MODE): made of our tokens only, so nothing typed can be read as an operator.
 * "" when there is nothing to ask (no clause, or only exclusions). Owned by ctx. Source: MariaDB Knowledge Base, "Full-Text Index Overview", boolean mode.
 */
char *search_expression(void *ctx, const struct search *search);

/*
 * The same, and whatever has words of `names` in a name (SEARCH_OF_NAME before the token) is more relevant: such tokens are rare, and rare ones weigh most.
 * When search asks for nothing, whatever has one of `names` in a name.
 */
char *search_ranked_expression(void *ctx, const struct search *search, const struct search *names);

/* True if one of the clauses must be found (false: nothing typed, or exclusions alone). */
bool search_has_words(const struct search *search);

/*
 * A text as the index holds it: its tokens in order, separated by spaces; then, behind all of them, the second readings of inclusive forms and the joined forms of compounds.
 * Tokens shorter than SEARCH_TOKEN_MIN are filled up with "_", which InnoDB counts as a letter. Owned by ctx.
 */
char *search_index(void *ctx, const char *text, enum lang lang);

/* The text's distinct words, folded but whole, of 3 to 40 characters with at least one letter, sorted by bytes, separated by single spaces. Owned by ctx. */
char *search_vocabulary(void *ctx, const char *text);

/*
 * How many slips of the finger lie between two folded words: insertions, deletions, substitutions, neighbours exchanged (optimal string alignment), in characters;
 * limit + 1 as soon as there are more than limit. Source: G. Navarro, "A guided tour to approximate string matching", ACM Computing Surveys 33(1), 2001.
 */
unsigned search_distance(const char *a, const char *b, unsigned limit);

/* Where a text says what was searched. */
struct search_mark {
	size_t from, len;	/* bytes of the text */
};

/*
 * Every word of text (in lang) that satisfies a clause (of a phrase: each of its words, where they stand together), in order, owned by ctx. Exclusions mark nothing.
 * *found (may be NULL) gets bit n set for clause n. Returns how many marks.
 */
size_t search_marks(void *ctx, const struct search *search, const char *text, enum lang lang, struct search_mark **marks, unsigned *found);

/*
 * About `characters` characters of text around the place where most clauses are found close together, cut at words, with "…" where it was cut, on one line; from its start
 * when nothing is found. Owned by ctx.
 */
char *search_excerpt(void *ctx, const struct search *search, const char *text, enum lang lang, size_t characters);

#endif
