/*
 * Reading what mariadb-dump writes, while it passes by: which tables there are, how many rows each has, and a SHA-256 of them. Two databases with the same figures hold
 * the same. What is hashed are the rows as they are written, "(1,'…')" one behind the other in the order of the primary key, and nothing between them.
 */
#ifndef ANNUAIRE_STORE_DUMP_H
#define ANNUAIRE_STORE_DUMP_H

#include <sodium.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DUMP_NAME_MAX = 64 /* characters of a table's name */ };

struct dump_table {
	const char *name;
	uint64_t rows;
	crypto_hash_sha256_state state;
	char sha256[2 * crypto_hash_sha256_BYTES + 1];	/* once the dump has ended */
};

struct dump {
	void *ctx;
	struct dump_table *tables;	/* in the order of the dump */
	size_t count;
	uint64_t rows;			/* of all of them */

	/* Where in the text we are. */
	enum { DUMP_LINE, DUMP_OTHER, DUMP_NAME, DUMP_HEAD, DUMP_ROWS } at;
	size_t matched;			/* of what a line or a head is compared with */
	bool insert, quoted, escaped;
	int depth;
	char name[4 * DUMP_NAME_MAX + 1];
	size_t name_len;
};

/* An empty one; its tables will be owned by ctx. */
struct dump dump_new(void *ctx);
/* The next len bytes. */
void dump_read(struct dump *dump, const char *bytes, size_t len);
/* The end: fills each table's sha256. False when the text breaks off in the middle of a statement. */
bool dump_end(struct dump *dump);
/* The table of this name, or NULL. */
const struct dump_table *dump_find(const struct dump *dump, const char *name);

#endif
