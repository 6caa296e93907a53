/* What `annuaire check` says. */
#include <stdarg.h>
#include <stdio.h>

#include "operate/report.h"

static void
print(const char *weight, const char *what, const char *format, va_list ap)
{
	printf("%-8s %s: ", weight, what);
	vprintf(format, ap);
	putchar('\n');
}

void
report_ok(struct report *report, const char *what, const char *format, ...)
{
	va_list ap;

	if (report->quiet)
		return;
	va_start(ap, format);
	print("ok", what, format, ap);
	va_end(ap);
}

void
report_warning(struct report *report, const char *what, const char *format, ...)
{
	va_list ap;

	report->warnings++;
	va_start(ap, format);
	print("warning", what, format, ap);
	va_end(ap);
}

void
report_error(struct report *report, const char *what, const char *format, ...)
{
	va_list ap;

	report->errors++;
	va_start(ap, format);
	print("error", what, format, ap);
	va_end(ap);
}
