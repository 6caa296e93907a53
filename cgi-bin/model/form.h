/* A form as it is shown: its fields with what was typed, and what is wrong with it. Labels, helps and faults are in the language of the page. */
#ifndef ANNUAIRE_MODEL_FORM_H
#define ANNUAIRE_MODEL_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"

/* A pair of a query string or of a form that was sent: decoded, valid UTF-8 without control characters other than tabs and line ends. */
struct parameter {
	const char *name, *value;
};

enum field_kind {
	FIELD_LINE, FIELD_EMAIL, FIELD_TELEPHONE, FIELD_URL, FIELD_DATE, FIELD_NUMBER,
	FIELD_PASSWORD,
	FIELD_ONE_TIME_CODE,
	FIELD_LINES,		/* plain text of several lines */
	FIELD_TEXT,		/* a long text, CommonMark */
	FIELD_ONE,		/* one of the options, as a list to open */
	FIELD_RADIO,		/* one of the options, all seen */
	FIELD_SOME,		/* any of the options */
	FIELD_HIDDEN,
};

struct option {
	const char *value, *label;
	const char *help;	/* or NULL */
	bool under;		/* belongs under the one before that does not */
	bool chosen;
};

struct field {
	enum field_kind kind;
	const char *name;		/* of the form field; unique in its form */
	const char *label;
	const char *help;		/* or NULL */
	const char *value;		/* as typed; NULL: nothing */
	const char *fault;		/* what is wrong and what to do; NULL: nothing */
	int limit;			/* characters; 0: as many as one likes */
	bool optional;			/* said in the label */
	const char *lang;		/* language code of what is typed; NULL: any */
	const char *autocomplete;	/* WHATWG autofill token; NULL: none */
	const char *list;		/* the id of a datalist element on the page; NULL: none */
	struct option *options;
	size_t option_count;
};

/* True if something is wrong with one of them. */
static inline bool
form_has_faults(const struct field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fields[i].fault != NULL)
			return true;
	return false;
}

/* A form that was sent before its sender had signed in: hidden fields, to be sent once more. */
struct waiting {
	const char *path;		/* after the language */
	struct field *fields;
	size_t count;
};

/* A page that is one form. Texts are in the language of the page. */
struct form_page {
	const char *title;
	const char *path;		/* where it is sent: after the language */
	const char *lead[3];		/* paragraphs above it, ended by NULL */
	struct field *fields;
	size_t field_count;
	const char *button;		/* what it says */
	bool danger;			/* it takes something away */
	const char *back, *back_label;	/* a path after the language, and what it is called; NULL: none */
};

/* A page that says something and leads on. */
struct message_page {
	const char *title;
	const char *paragraphs[3];	/* ended by NULL */
	const char *link, *label;	/* a path after the language, and what it is called; NULL: none */
};

/* GET /{lang}/account/signin, and what a form says whose session is over. */
struct signin {
	const char *next;		/* path after the language that is shown afterwards; NULL: one's own pages */
	const char *email;		/* as typed; "" */
	const char *fault;		/* NULL: none */
	const char *again;		/* a form that was sent without a session, as it was sent: it goes on to `next`; NULL: none */
	const char *done;		/* what was done just before, in the language of the page; NULL: nothing */
};

#endif
