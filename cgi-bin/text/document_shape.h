/* The description of the document, member by member: what reading, writing, checking, comparing and merging it walk along. Only for them. */
#ifndef ANNUAIRE_TEXT_DOCUMENT_SHAPE_H
#define ANNUAIRE_TEXT_DOCUMENT_SHAPE_H

#include <stddef.h>

#include "base/err.h"

enum kind {
	/* const char *: one line of text, and what it must look like */
	KIND_LINE, KIND_SOURCE /* of an imported file, tabs and all */, KIND_URL, KIND_EMAIL, KIND_DAY, KIND_DATE /* a year or a month will do */,
	KIND_ENTERPRISE, KIND_SLUG, KIND_COUNTRY, KIND_PARTNER_TYPE, KIND_LAST_STRING = KIND_PARTNER_TYPE,
	/* struct text: a line in each language, and CommonMark in each language */
	KIND_TEXT, KIND_LONG_TEXT,
	/* struct codes, an array of strings: terms of one facet, languages, former slugs */
	KIND_FACET, KIND_LANGUAGES, KIND_SLUGS,
	KIND_NUMBER,		/* int, from 1 */
	KIND_RELATION,
	KIND_OBJECT,		/* a struct inside */
	KIND_ARRAY,		/* of objects: a pointer to structs, and their count elsewhere in the struct */
	KIND_FORMAT,
};

enum {
	ENVELOPE = 1, REQUIRED = 2,
	/* of an array's elements: what recognises one again, all such members together; STABLE is a key number that is the element's address, so its members change one by one */
	KEY = 4, STABLE = 8,
	WHOLE = 16,		/* an object that changes as one */
	PRINTED = 32,		/* as it was printed: kept, not typed */
};

/* One member of an object, and where its value lives in the struct. */
struct member {
	const char *name;
	enum kind kind;
	size_t offset;
	int limit;			/* characters of a string, elements of an array or codes, the largest number */
	int flags;
	const struct shape *shape;	/* of an object, or of an array's elements */
	size_t count_offset;		/* of an array */
};

struct shape {
	const struct member *members;
	size_t count, size;
};

/* The whole document, a struct organisation. */
extern const struct shape document_shape;

/* Where we are in a document; NULL is the document itself. */
struct place {
	const struct place *outer;
	const char *name;
	int index;		/* of an array's element, from 0; -1: none */
};

/* The place in words, elements counted from 1: "activities[3].title"; owned by ctx. */
char *place_name(void *ctx, const struct place *place);

/* *why (owned by ctx) says what is wrong where, elements counted from 1: "activities[3].title: is missing". Returns ERR_INVALID. */
enum err document_fault(void *ctx, const struct place *place, const char *what, const char **why);

#endif
