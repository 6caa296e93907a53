/* annuaire mail …: the mailer, once or for good, and a letter to try it with. */
#ifndef ANNUAIRE_MAIL_COMMAND_H
#define ANNUAIRE_MAIL_COMMAND_H

#include "base/conf.h"
#include "store/db.h"

/* send | run | test ADDRESS [--language CODE]. Says what it did on stdout, what is wrong on stderr; what main() returns. db is of the account "mail". */
int mail_command(void *ctx, const struct conf *conf, struct db *db, int argc, char **argv);

#endif
