/* The parts of a document, in which people's changes meet or do not (text/change.h), and the elements of an array by what recognises them. */
#ifndef ANNUAIRE_TEXT_DOCUMENT_PART_H
#define ANNUAIRE_TEXT_DOCUMENT_PART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"
#include "text/document_shape.h"

/* One part of an object: a member whose offsets are from the object's beginning, however deep it lies in it. One language of a text is a string. */
struct part {
	const char *path;		/* from the object */
	struct member member;
	const struct member *text;	/* before the first language of a text that must be in some language: that text; its offset is from the object too */
};

struct parts {
	struct part *part;
	size_t count;
};

/* The parts of an object, without those of the envelope; owned by ctx. */
struct parts parts_of(void *ctx, const struct shape *shape);

/* "outer.name", or name itself where outer is "", the document. Owned by ctx or name. */
const char *part_path(void *ctx, const char *outer, const char *name);

struct element {
	const void *at;
	const char *key;
};

struct elements {
	struct element *element;	/* in the array's order */
	struct element **by_key;
	size_t count;
	bool distinct;			/* they have keys, and no two the same; all below needs that */
};

/* The elements of the array m in object; owned by ctx. The key of elements with a STABLE number is its decimals. */
struct elements elements_of(void *ctx, const struct member *m, const void *object);
/* NULL when none has the key. */
const struct element *element_by_key(const struct elements *in, const char *key);
const void *element_at(const struct elements *in, const char *key);
/* True if the elements that a, b and (unless it is NULL) c have in common come in the same order in a and in b. */
bool elements_in_order(const struct elements *a, const struct elements *b, const struct elements *c);
/* What they are called for a reader of lang, a line each; NULL when there are none. Owned by ctx. */
const char *elements_titles(void *ctx, const struct shape *shape, const struct elements *elements, enum lang lang);

/* The STABLE member of an array's elements; NULL when it is no array or they have none. */
const struct member *member_number(const struct member *m);
/* A whole element as a member of itself. */
struct member member_of_element(const struct shape *shape);

#endif
