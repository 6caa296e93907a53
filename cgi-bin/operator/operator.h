/* The operator's command `annuaire`: what its commands share, and those that have files of their own. */
#ifndef ANNUAIRE_OPERATOR_OPERATOR_H
#define ANNUAIRE_OPERATOR_OPERATOR_H

#include "base/conf.h"
#include "model/term.h"
#include "store/db.h"

struct operator {
	void *ctx;
	struct conf conf;
	struct db *db;
	struct vocabularies vocabularies;
};

/* Says "annuaire: what: why" on stderr; returns the status 1, with which the command ends. */
int fail(const char *what, const char *why);

/* annuaire account invite | list | disable | enable | demo: account.c. Returns the status. */
int run_account(struct operator *op, int argc, char **argv);

#endif
