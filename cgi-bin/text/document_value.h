/* The value of one member of the document: whether there is one, whether two are the same, and what it says to people. */
#ifndef ANNUAIRE_TEXT_DOCUMENT_VALUE_H
#define ANNUAIRE_TEXT_DOCUMENT_VALUE_H

#include <stdbool.h>

#include "model/term.h"
#include "text/document_shape.h"

/* True where object says nothing in m: no string, no element, zero. */
bool value_absent(const struct member *m, const void *object);

/* True if m is the same in a and b. Of codes only exact minds the order; of an array's elements the order always counts. */
bool value_same(const struct member *m, const void *a, const void *b, bool exact);

/* into takes m from `from`: strings and arrays are shared. */
void value_copy(const struct member *m, void *into, const void *from);

/* Gives an object arrays of its own, owned by ctx, instead of those that it shares; strings stay shared. */
void value_own(void *ctx, const struct shape *shape, void *object);

/*
 * What m says, for a reader of lang: a text as it is, terms, countries and languages by their labels (joined by ", "), an object's members on a line each,
 * an array's elements on a line each (their members joined by ", "; a name's languages by " / "). NULL when it is absent. Owned by ctx or by object.
 * The one word that is ours ("network") is in the language of i18n_use().
 */
const char *value_text(void *ctx, const struct member *m, const void *object, const struct vocabularies *all, enum lang lang);

/* One element of an array on one line, as in value_text(). NULL when it says nothing. */
const char *value_line(void *ctx, const struct shape *shape, const void *element, const struct vocabularies *all, enum lang lang);

#endif
