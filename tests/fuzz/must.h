/* What a fuzzed function promises: the fuzzer sees it broken. */
#ifndef ANNUAIRE_TESTS_FUZZ_MUST_H
#define ANNUAIRE_TESTS_FUZZ_MUST_H

#include <stdbool.h>
#include <stdlib.h>

static inline void
must(bool holds)
{
	if (!holds)
		abort();
}

#endif
