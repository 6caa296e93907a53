/*
 * The printed profile: one organisation's page as the old directories print it, turned back into a document.
 * The grammar and its rules: README, "The printed profile" (headings alone on their line, a table with tabs, lists glued by "- " or "•").
 */
#ifndef ANNUAIRE_TEXT_PRINTED_H
#define ANNUAIRE_TEXT_PRINTED_H

#include <stddef.h>

#include "base/err.h"
#include "model/organisation.h"
#include "model/term.h"

enum { PRINTED_MAX_BYTES = 1024 * 1024, PRINTED_MAX_LINE = 100 * 1024 };

enum printed_finding { FINDING_IMPORTED, FINDING_BLANK, FINDING_MISSING, FINDING_SUSPICIOUS, FINDING_UNPLACED };

/* What became of one field, or of one line that has none. */
struct printed_report {
	enum printed_finding finding;
	const char *field;	/* constant: "name", "address", "website", "mission_north", … "line" */
	int line;		/* from 1; 0 when it is about no line */
	const char *detail;	/* what a person would want to know; owned by the ctx of the parse; may be "" */
};

struct printed {
	struct organisation organisation;	/* texts in French (the format's language), CommonMark */
	struct printed_report *reports;
	size_t report_count;
};

/*
 * Reads one printed profile of len bytes into *printed (owned by ctx). Facet values and partner groups are recognised by the labels (any language) and aliases of
 * `all`; a value that no term carries is kept as unplaced and reported. What cannot be placed is in organisation.unplaced and in reports, by line.
 * ERR_INVALID: longer than the limits above, not UTF-8, control characters, or no name; *why (owned by ctx) says what and where.
 */
MUST_CHECK enum err printed_parse(void *ctx, const char *bytes, size_t len, const struct vocabularies *all, struct printed *printed, const char **why);

#endif
