/* The parts of `annuaire check hosting`: each looks at some things and says a line for each. */
#ifndef ANNUAIRE_OPERATE_HOSTING_H
#define ANNUAIRE_OPERATE_HOSTING_H

#include "operate/operator.h"
#include "operate/report.h"
#include "store/roles.h"

/* The server, the schema and what its migrations left, the tables, each account and its rights, the mails that wait. roles: of roles.sql. */
void hosting_database(struct operator *op, const struct roles *roles, struct report *report);

/*
 * The identity of what stands in share, as the build wrote it into build-id: the SHA-256 of the list of all files with theirs, 32 hexadecimal digits, owned by ctx.
 * NULL: *why (owned by ctx) says which file cannot be read.
 */
const char *hosting_share_id(void *ctx, const char *share, const char **why);

#endif
