/* What the commands of `annuaire` share: what a command is given, how it says that something is wrong, and how far it has come. */
#ifndef ANNUAIRE_OPERATE_OPERATOR_H
#define ANNUAIRE_OPERATE_OPERATOR_H

#include "base/conf.h"
#include "model/term.h"
#include "store/db.h"

enum { DOCUMENT_MAX_BYTES = 2 * 1024 * 1024, PROGRESS_FROM = 50 /* things: fewer are soon done */ };

struct operator {
	void *ctx;
	struct conf conf;
	struct db *db;
	struct vocabularies vocabularies;
};

/*
 * Opens op->db as an account; content: and is sure that the database has this program's schema, and reads the vocabularies. NULL, or what is wrong and what to do about it,
 * owned by op->ctx.
 */
const char *operator_open(struct operator *op, const char *account, bool content);

/* Says on stderr what is wrong, and why. Returns 1, as main() does then. */
int operator_fail(const char *what, const char *why);

/* A bar on a terminal's stderr for work on many things; nothing otherwise. Called again with each thing done. */
void operator_progress(const char *what, size_t done, size_t all);

#endif
