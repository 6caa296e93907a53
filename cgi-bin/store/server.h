/* What `annuaire check` asks of a MariaDB: how it is set, what its tables are, and what an account may do in it. Source: MariaDB, system variables and information_schema. */
#ifndef ANNUAIRE_STORE_SERVER_H
#define ANNUAIRE_STORE_SERVER_H

#include "store/db.h"
#include "store/roles.h"

struct server {
	const char *version;		/* as it says itself: "10.11.19-MariaDB" */
	unsigned number;		/* 101119 for 10.11.19; 0 when it is no MariaDB */
	int64_t now;			/* its clock, in seconds since 1970 */
	bool read_only;
	int64_t flush_log, log_bin, sync_binlog;	/* innodb_flush_log_at_trx_commit and so on */
	int64_t packet_bytes;		/* max_allowed_packet */
	int64_t connections, connections_used;	/* at most, and most so far */
	const char *directory;		/* where its data lie, on its machine */
	const char *charset;		/* of the database */
};

/* Owned by ctx. */
MUST_CHECK enum err store_server(struct db *db, void *ctx, struct server *server);

/* The tables that are not InnoDB and utf8mb4, or with a column that is neither utf8mb4 nor ascii, each with what it is, ", " between; "" when all are. Those that the account of db sees. Owned by ctx. */
MUST_CHECK enum err store_server_tables(struct db *db, void *ctx, const char **wrong);

/*
 * What the account of db may do, owned by ctx: its rights on tables and columns of this database; with table "*" on all of it, and with table "*.*" on every database.
 * account is what they bear as their name. *host: where it signs in from, as its account says.
 */
MUST_CHECK enum err store_server_rights(struct db *db, void *ctx, const char *account, struct right **rights, size_t *count, const char **host);

/* The mails that wait: how many, and for how many minutes the one that is due longest; how many were given up in the last 7 days. db is of the account "mail". */
MUST_CHECK enum err store_server_mails(struct db *db, void *ctx, int64_t *waiting, int64_t *minutes, int64_t *given_up);

#endif
