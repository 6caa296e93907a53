/* What every unit test begins with: cmocka behind what it wants before it, and a pool for each test. */
#ifndef ANNUAIRE_TESTS_UNIT_H
#define ANNUAIRE_TESTS_UNIT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <libgen.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

/* *state becomes a pool of the test's own. */
static inline int
pool_set_up(void **state)
{
	*state = mem_new(NULL);
	return 0;
}

/* Frees *state, a pool or whatever else of base/mem.h. */
static inline int
pool_tear_down(void **state)
{
	mem_free(*state);
	return 0;
}

/* For the table of tests: one that is given a pool. */
#define in_pool(test) cmocka_unit_test_setup_teardown(test, pool_set_up, pool_tear_down)

/* The path of a file of this name that is not there yet, in a directory of its own that anybody may enter; owned by ctx. NULL: it could not be made. */
static inline char *
scratch_file(void *ctx, const char *name)
{
	char directory[] = "/tmp/annuaire-unit-XXXXXX";

	return mkdtemp(directory) != NULL && chmod(directory, 0711) == 0 ? mem_printf(ctx, "%s/%s", directory, name) : NULL;
}

/* Takes it away, with its directory. */
static inline void
scratch_file_remove(char *path)
{
	unlink(path);
	rmdir(dirname(path));
}

#endif
