/* What can be wrong with a member of a document. */
#ifndef ANNUAIRE_MODEL_FAULT_H
#define ANNUAIRE_MODEL_FAULT_H

#include <stddef.h>

#include "model/term.h"

enum fault_kind {
	FAULT_MISSING, FAULT_TOO_LONG /* characters */, FAULT_BLANK, FAULT_CONTROL, FAULT_LINES, FAULT_URL, FAULT_EMAIL, FAULT_DAY, FAULT_DATE, FAULT_ENTERPRISE, FAULT_SLUG,
	FAULT_LANGUAGE, FAULT_COUNTRY, FAULT_PARTNER_TYPE, FAULT_TERM, FAULT_TWICE, FAULT_TOO_MANY, FAULT_RANGE /* from 1 to limit */, FAULT_SAME_NUMBER, FAULT_SAME_TYPE, FAULT_ORDER /* ends before it begins */,
	FAULT_KINDS
};

struct fault {
	const char *place;	/* elements counted from 1: "activities[3].title.fr" */
	enum fault_kind kind;
	int limit;		/* of those that have one */
	enum vocabulary vocabulary;	/* of FAULT_TERM, with the code that it lacks */
	const char *code;
};

struct faults {
	struct fault *fault;
	size_t count;
};

#endif
