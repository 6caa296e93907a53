/*
 * Which account may do what in the database: schema/roles.sql, read and printed for a hosting. That file is written for accounts 'annuaire_X'@'localhost'; where the prefix or
 * the machine that they sign in from is another one, it is here that this is put into its statements. Source: MariaDB, CREATE USER and GRANT.
 */
#ifndef ANNUAIRE_STORE_ROLES_H
#define ANNUAIRE_STORE_ROLES_H

#include <stddef.h>

#include "base/conf.h"

/* One thing that one account may do: "edit" may UPDATE the column seen_at (NULL: each of them) of the table session ("*": of each of them). */
struct right {
	const char *account, *privilege, *table, *column;
};

struct roles {
	struct right *rights;
	size_t right_count;
	const char **accounts;	/* each once, without their prefix; not the one that migrates */
	size_t account_count;
};

/* Reads the text of roles.sql. Owned by ctx. ERR_INVALID: *why (owned by ctx) says which statement is none that it should have. */
MUST_CHECK enum err roles_read(void *ctx, const char *sql, struct roles *roles, const char **why);

/*
 * The statements that make the database and its accounts, those of roles and the one that migrates, for who signs in from host ("localhost", an address, or "%"), each with the
 * password that stands in its file; over TLS alone where the configuration says so. Run again, they set the passwords anew. Owned by ctx. ERR_CONFIG: *why names the password
 * that cannot be read.
 */
MUST_CHECK enum err roles_accounts(void *ctx, const struct conf *conf, const struct roles *roles, const char *host, const char **sql, const char **why);

/* The statements of roles.sql for the accounts of this configuration that sign in from host, owned by ctx. */
const char *roles_rights(void *ctx, const struct conf *conf, const char *sql, const char *host);

/* The statement that grants a right (or revokes it) to an account that signs in from host, owned by ctx. */
const char *roles_statement(void *ctx, const struct conf *conf, const struct right *right, const char *host, bool revoke);

/* The one that takes everything from an account, owned by ctx. */
const char *roles_revoke_all(void *ctx, const struct conf *conf, const char *account, const char *host);

#endif
