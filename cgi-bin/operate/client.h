/* MariaDB's own programs (mariadb, mariadb-dump), run as one of our accounts on the database of the configuration. */
#ifndef ANNUAIRE_OPERATE_CLIENT_H
#define ANNUAIRE_OPERATE_CLIENT_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/conf.h"
#include "store/dump.h"

enum { DUMP_CHUNK_BYTES = 256 * 1024 };

struct client {
	const char *program;
	pid_t pid;
	int pipe;	/* its standard output, or its standard input */
};

/*
 * Starts program (looked for in $PATH) with these arguments, ended by NULL, behind the options that lead to the database as account. reads: we write into client->pipe
 * what it reads, else we read from there what it writes. What it complains of goes to our stderr. Its password travels in a file in memory, never in an argument.
 * ERR_CONFIG or ERR_IO: *why (owned by ctx) says what is wrong. Whoever was given OK calls client_end().
 */
MUST_CHECK enum err client_start(void *ctx, const struct conf *conf, const char *account, const char *program, const char *const *arguments, bool reads,
    struct client *client, const char **why);

/* Closes the pipe and waits for the program. ERR_IO: it did not do its work; *why (owned by ctx) says how it ended. */
MUST_CHECK enum err client_end(void *ctx, struct client *client, const char **why);

/*
 * Runs mariadb-dump as account on the database of conf, in one snapshot, and reads it; take(arg, bytes, len) is called with every chunk as well, and ends it by false.
 * STORE_TABLES_PASSING come without rows. ERR_CONFIG or ERR_IO: *why (owned by dump->ctx; "" when take() knows it) says what is wrong.
 */
MUST_CHECK enum err client_dump(struct dump *dump, const struct conf *conf, const char *account, bool (*take)(void *arg, const char *bytes, size_t len), void *arg, const char **why);

#endif
