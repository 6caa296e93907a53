/* What the commands of `annuaire` share. */
#include <stdio.h>

#include "operator/operator.h"

int
fail(const char *what, const char *why)
{
	fprintf(stderr, "annuaire: %s%s%s\n", what, *what != '\0' ? ": " : "", why);
	return 1;
}
