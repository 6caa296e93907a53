/* The table of errors. */
#include "base/err.h"

static const struct {
	int status;
	const char *token;
} ERR[ERR_COUNT] = {
	[OK] = { 200, "ok" },
	[ERR_BAD_REQUEST] = { 400, "bad-request" },
	[ERR_FORBIDDEN] = { 403, "forbidden" },
	[ERR_NOT_FOUND] = { 404, "not-found" },
	[ERR_METHOD] = { 405, "method" },
	[ERR_GONE] = { 410, "gone" },
	[ERR_TOO_LARGE] = { 413, "too-large" },
	[ERR_TOO_MANY] = { 429, "too-many" },
	[ERR_INVALID] = { 422, "invalid" },
	[ERR_CONFLICT] = { 409, "conflict" },
	[ERR_SCHEMA] = { 503, "schema" },
	[ERR_READ_ONLY] = { 503, "read-only" },
	[ERR_DATABASE] = { 503, "database" },
	[ERR_CONFIG] = { 500, "config" },
	[ERR_IO] = { 500, "io" },
	[ERR_INTERNAL] = { 500, "internal" },
};

int
err_status(enum err e)
{
	return ERR[e].status;
}

const char *
err_token(enum err e)
{
	return ERR[e].token;
}
