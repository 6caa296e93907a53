/* What the commands of `annuaire` share. */
#include <stdio.h>
#include <unistd.h>

#include "operate/operator.h"

int
operator_fail(const char *what, const char *why)
{
	fprintf(stderr, "annuaire: %s%s%s\n", what, *what != '\0' ? ": " : "", why);
	return 1;
}

void
operator_progress(const char *what, size_t done, size_t all)
{
	enum { WIDTH = 40 };
	int filled = all == 0 ? WIDTH : (int)(done * WIDTH / all);

	if (all < PROGRESS_FROM || !isatty(STDERR_FILENO) || (done != all && done % 10 != 0))
		return;
	fprintf(stderr, "\r%s [%.*s%.*s] %zu/%zu%s", what, filled, "########################################", WIDTH - filled,
	    "                                        ", done, all, done == all ? "\n" : "");
}
