/* What every unit test begins with: cmocka behind what it wants before it, and a pool for each test. */
#ifndef ANNUAIRE_TESTS_UNIT_H
#define ANNUAIRE_TESTS_UNIT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

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

#endif
