/*
 * The document as a form. Each member that somebody types is a field, named by its place: "name.fr", "address.street", "facets.theme" (once for each code),
 * "branches[2].email", "activities[3].title.nl". Rows of an array carry a field "branches[2].was": which row of the document they were (from 1; "" or 0: a new one),
 * so that they may be added, removed and moved, and what the form does not show of a row stays with it.
 */
#ifndef ANNUAIRE_TEXT_FORM_H
#define ANNUAIRE_TEXT_FORM_H

#include "base/err.h"
#include "model/form.h"
#include "model/organisation.h"

/* What a form is about. */
struct form_scope {
	const char *const *members;	/* of the document, or one row of an array, "activities[3]"; ended by NULL */
	enum lang lang;			/* texts are shown and read in this language alone */
};

/*
 * The fields of org in scope, in the document's order: kind, name, value, limit, optional, lang. Of FIELD_ONE and FIELD_SOME the options are the chosen values alone.
 * A row of an array begins with its field "was". A row "activities[n]" beyond the last is a new one, with all its fields empty. Owned by ctx.
 */
struct field *form_fields(void *ctx, const struct organisation *org, const struct form_scope *scope, size_t *count);

/* What the fields' names have in common: "branches[2].email" and "branches[7].email" are "branches[].email", "name.fr" is "name". Owned by ctx. */
const char *form_pattern(void *ctx, const char *name);

/*
 * The pairs of a form that was sent, ready for form_read(): of arrays that are in scope as a whole, new rows that are all blank are left out, and the others numbered anew from 1.
 * `action` (NULL: none) is done to them
 * first: "add:branches" leaves one blank row at the end, "remove:branches[2]", "up:branches[2]", "down:branches[2]". Owned by ctx.
 */
struct parameter *form_rows(void *ctx, const struct form_scope *scope, const struct parameter *sent, size_t sent_count, const char *action, size_t *count);

/*
 * *org becomes base with what the pairs say of the members in scope: spaces at both ends are cut, what is empty is not given, lists of codes are as sent. "BE" names Belgium
 * where the base does, and is nothing elsewhere. A new activity gets the next number. Names in `others` (ended by NULL) are passed over. Nothing is checked but names:
 * ERR_BAD_REQUEST for one that is outside the scope, or repeated where one value is meant.
 * Strings are those of base and of the pairs; the rest is owned by ctx.
 */
MUST_CHECK enum err form_read(void *ctx, const struct organisation *base, const struct form_scope *scope, const struct parameter *pairs, size_t count, const char *const *others,
    struct organisation *org);

/* Takes out of org's arrays what says nothing: rows that were emptied. Its arrays are new ones, owned by ctx. */
void form_trim(void *ctx, struct organisation *org);

/* Fields with what was typed, where it can be shown as it was. */
void form_keep(struct field *fields, size_t field_count, const struct parameter *pairs, size_t count);

#endif
