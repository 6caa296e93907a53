/* The one list of what can go wrong, and what each means to a visitor, to the log and to HTTP (RFC 9110). */
#ifndef ANNUAIRE_BASE_ERR_H
#define ANNUAIRE_BASE_ERR_H

enum err {
	OK = 0,
	ERR_BAD_REQUEST,	/* the request itself is malformed */
	ERR_FORBIDDEN,		/* whoever asks may not */
	ERR_NOT_FOUND,
	ERR_METHOD,		/* the address exists, not with this method */
	ERR_GONE,		/* an organisation that closed */
	ERR_TOO_LARGE,
	ERR_TOO_MANY,		/* attempts: later again */
	ERR_INVALID,		/* content that cannot be taken, the reason was said where it is known */
	ERR_CONFLICT,		/* content that clashes with what stands */
	ERR_SCHEMA,		/* the database is of another schema version than the program */
	ERR_READ_ONLY,		/* the database takes no changes for now: it is read-only, or its disk is full or soon will be */
	ERR_DATABASE,		/* the database does not answer, or not in time */
	ERR_CONFIG,
	ERR_IO,
	ERR_INTERNAL,
	ERR_COUNT
};

/* Every function that returns enum err must be listened to. */
#define MUST_CHECK __attribute__((warn_unused_result))

/* The HTTP status of e: 200 for OK, 4xx or 5xx otherwise. */
int err_status(enum err e);

/* A short constant word for logs and tests, e.g. "not-found". */
const char *err_token(enum err e);

#endif
