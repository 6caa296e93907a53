/* Between the files of search: words made into the forms of a clause. Nobody else includes this. */
#ifndef ANNUAIRE_TEXT_SEARCH_CLAUSE_H
#define ANNUAIRE_TEXT_SEARCH_CLAUSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"
#include "text/reading.h"
#include "text/search.h"

/* True for the words that every text has: folded "de", "the", "van", "und". */
bool search_is_ordinary(const char *folded);
/* True for a unit that is one ordinary word. */
bool search_unit_is_ordinary(const struct reading_unit *unit);

/* Adds a form to those of the clause, unless it has it or has SEARCH_FORMS_MAX; tokens are copied to ctx. */
void search_add_form(void *ctx, struct search_clause *clause, const struct search_form *form);
/* Adds all forms of one word or compound. */
void search_add_word(void *ctx, struct search_clause *clause, const struct reading_unit *unit);
/* Adds the forms of several words: next to each other, or anywhere and then without the ordinary ones. */
void search_add_words(void *ctx, struct search_clause *clause, const struct reading_unit *units, size_t count, bool adjacent);

/*
 * The longest beginning of the count units that is one of the synonyms; the forms of its other alternatives are added to the clause. Returns how many units, 0: none.
 */
size_t search_add_synonyms(void *ctx, struct search_clause *clause, const struct synonyms *synonyms, const struct reading_unit *units, size_t count);

#endif
