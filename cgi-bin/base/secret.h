/*
 * Secrets that people and browsers hold: random ones, the hashes that the database keeps of them, and the tokens of forms. By libsodium (randombytes, BLAKE2b);
 * sodium_init() was called.
 */
#ifndef ANNUAIRE_BASE_SECRET_H
#define ANNUAIRE_BASE_SECRET_H

#include <stdbool.h>

enum { SECRET_CHARACTERS = 43, SECRET_HASH_BYTES = 32 };

/* 32 random bytes as base64url without padding (RFC 4648 section 5), owned by ctx. */
const char *secret_new(void *ctx);
/* 32 random hexadecimal digits, owned by ctx: what a form that is to be taken once is known by. */
const char *secret_receipt(void *ctx);
/* True if s looks like what secret_new() makes. */
bool secret_is(const char *s);
/* What is kept of a secret: it is found by its hash, and the hash does not give it away. */
void secret_hash(const char *secret, unsigned char hash[SECRET_HASH_BYTES]);
/* What a form for `purpose` carries to prove that it was shown to whoever holds `key`: 32 hexadecimal digits, owned by ctx. */
const char *secret_token(void *ctx, const char *key, const char *purpose);
/* Compares in a time that does not depend on where they differ. */
bool secret_same(const char *a, const char *b);

#endif
