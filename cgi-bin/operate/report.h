/* What `annuaire check` says: one line for each thing that was looked at, and for what is wrong what to do. */
#ifndef ANNUAIRE_OPERATE_REPORT_H
#define ANNUAIRE_OPERATE_REPORT_H

#include <stdbool.h>
#include <stddef.h>

struct report {
	bool quiet;			/* what is right is not said */
	size_t warnings, errors;
};

/* Each prints its line on stdout: "ok       WHAT: …", "warning  WHAT: …", "error    WHAT: …". */
void report_ok(struct report *report, const char *what, const char *format, ...) __attribute__((format(printf, 3, 4)));
void report_warning(struct report *report, const char *what, const char *format, ...) __attribute__((format(printf, 3, 4)));
void report_error(struct report *report, const char *what, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
