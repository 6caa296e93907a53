/* annuaire account …: who may come in. The first administrator comes from here. */
#ifndef ANNUAIRE_ACCOUNT_COMMAND_H
#define ANNUAIRE_ACCOUNT_COMMAND_H

#include "base/conf.h"
#include "store/db.h"

/*
 * invite | list | disable | enable | demo. Says what it did on stdout, what is wrong on stderr; what main() returns. db is of the account "operator".
 */
int account_command(void *ctx, const struct conf *conf, struct db *db, int argc, char **argv);

#endif
