/* For unit tests of the store: the database of the directory that tests/run started, as the operator's account. */
#ifndef ANNUAIRE_TESTS_OPEN_DIRECTORY_H
#define ANNUAIRE_TESTS_OPEN_DIRECTORY_H

#include <stdio.h>

#include "store/state.h"
#include "store/vocabulary.h"
#include "unit.h"

/* False when there is none: then a sentence was printed. All is owned by ctx. */
static inline bool
open_directory(void *ctx, int seconds, struct conf *conf, struct db **db, struct vocabularies *all)
{
	const char *why = "";
	struct state now;

	if (conf_read(ctx, NULL, NULL, conf, &why) != OK) {
		fprintf(stderr, "%s: run this through tests/run\n", why);
		return false;
	}
	assert_int_equal(db_open(ctx, conf, "operator", seconds, db), OK);
	assert_int_equal(store_state(*db, ctx, &now), OK);
	assert_int_equal(store_vocabularies(*db, ctx, now.vocabulary_revision, all), OK);
	return true;
}

#endif
