/* What the commands of `annuaire` share. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "operate/operator.h"
#include "store/state.h"
#include "store/vocabulary.h"

const char *
operator_open(struct operator *op, const char *account, bool content)
{
	struct state state;
	enum err e = OK;

	if (db_open(op->ctx, &op->conf, account, strcmp(account, "migrate") == 0 ? DB_SECONDS_MIGRATE : DB_SECONDS_OPERATOR, &op->db) != OK)
		return "the database password cannot be read; see password_directory in annuaire.ini";
	if (content)
		e = store_state_to_write(op->db, op->ctx, &state);
	if (e == ERR_SCHEMA)
		return mem_printf(op->ctx, "the database has schema version %u, this program needs version %d; %s", state.schema, SCHEMA_VERSION,
		    state.schema > SCHEMA_VERSION ? "install the newer version of the program" : "run: annuaire migrate");
	if (content && e == OK)
		e = store_vocabularies(op->db, op->ctx, state.vocabulary_revision, &op->vocabularies);
	return e == OK ? NULL : mem_printf(op->ctx, "the database does not answer at %s: %s", db_place(&op->conf), db_reason(op->db));
}

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
