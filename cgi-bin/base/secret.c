/* Secrets and tokens. */
#include <sodium.h>
#include <string.h>

#include "base/mem.h"
#include "base/secret.h"

enum { RANDOM_BYTES = 32, TOKEN_BYTES = 16 };

const char *
secret_new(void *ctx)
{
	unsigned char random[RANDOM_BYTES];
	char *text = mem_zero(ctx, SECRET_CHARACTERS + 1);

	randombytes_buf(random, sizeof(random));
	return sodium_bin2base64(text, SECRET_CHARACTERS + 1, random, sizeof(random), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

const char *
secret_receipt(void *ctx)
{
	unsigned char random[TOKEN_BYTES];
	char *text = mem_zero(ctx, TOKEN_BYTES * 2 + 1);

	randombytes_buf(random, sizeof(random));
	return sodium_bin2hex(text, TOKEN_BYTES * 2 + 1, random, sizeof(random));
}

bool
secret_is(const char *s)
{
	return s != NULL && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") == SECRET_CHARACTERS && s[SECRET_CHARACTERS] == '\0';
}

void
secret_hash(const char *secret, unsigned char hash[SECRET_HASH_BYTES])
{
	crypto_generichash(hash, SECRET_HASH_BYTES, (const unsigned char *)secret, strlen(secret), NULL, 0);
}

const char *
secret_token(void *ctx, const char *key, const char *purpose)
{
	unsigned char hashed[crypto_generichash_KEYBYTES], token[TOKEN_BYTES];
	char *text = mem_zero(ctx, TOKEN_BYTES * 2 + 1);

	crypto_generichash(hashed, sizeof(hashed), (const unsigned char *)key, strlen(key), NULL, 0);
	crypto_generichash(token, sizeof(token), (const unsigned char *)purpose, strlen(purpose), hashed, sizeof(hashed));
	return sodium_bin2hex(text, TOKEN_BYTES * 2 + 1, token, sizeof(token));
}

bool
secret_same(const char *a, const char *b)
{
	size_t len = strlen(a);

	return strlen(b) == len && sodium_memcmp(a, b, len) == 0;
}
