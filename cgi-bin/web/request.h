/*
 * One request as handlers see it: validated once, everything in one pool.
 * Sources: RFC 3875 (CGI), RFC 3986 (URI), the WHATWG URL standard for application/x-www-form-urlencoded.
 */
#ifndef ANNUAIRE_WEB_REQUEST_H
#define ANNUAIRE_WEB_REQUEST_H

#include "base/conf.h"
#include "base/err.h"
#include "model/listing.h"
#include "store/db.h"
#include "store/search.h"
#include "store/state.h"
#include "view/view.h"

enum { PARAMETERS_MAX = 256, TARGET_MAX = 8192 /* bytes of REQUEST_URI */, ARGUMENTS_MAX = 2 };

struct parameter {
	const char *name, *value;	/* decoded, valid UTF-8 without control characters */
};

struct finder_kit;

struct request {
	void *ctx;
	const char *id;			/* X-Request-Id of the web server, or one of ours: [A-Za-z0-9._-]{1,64} */
	const char *method;		/* as sent; HEAD is treated as GET, only the body is left out */
	const char *target;		/* REQUEST_URI as sent, for the log */
	const char *path;		/* decoded, after the site's base, starts with "/" */
	struct parameter *parameters;
	size_t parameter_count;
	const char *accept_language, *if_none_match;	/* NULL: not sent */

	enum lang lang;			/* from the path */
	const char *arguments[ARGUMENTS_MAX];	/* what the route's {…} after the language stand for */

	struct db *db;
	const struct state *state;
	const struct vocabularies *vocabularies;
	struct finder_kit *kit;		/* web/finder.h; NULL in a program that does not search */
	const char *build;		/* changes with every build */
	struct view *view;
	const struct organisation *gone;	/* set by a handler that returns ERR_GONE: what closed, for the page that says so */
};

/* The parameters that CGI knows by name, read through one function so that FastCGI and plain CGI look alike. NULL: not set. */
typedef const char *request_variable(const void *from, const char *name);

/* Fills rq's request part from CGI variables. ERR_BAD_REQUEST, ERR_TOO_LARGE: rq still has id, method, target and path ("/") for the error page. */
MUST_CHECK enum err request_read(struct request *rq, void *ctx, const struct conf *conf, request_variable *variable, const void *from);

/* The value of a parameter that may stand once; *value NULL when it does not stand. ERR_BAD_REQUEST when it is repeated. */
MUST_CHECK enum err request_parameter(const struct request *rq, const char *name, const char **value);

/*
 * The list parameters: q, near, within, sort, letter, page and the facets (each may repeat). Choices of unknown codes, and a page that is no number from 1 to
 * PAGE_MAX, are ERR_NOT_FOUND: no such list. *canonical (owned by rq->ctx) is the same query in a stable order, without what is empty.
 */
MUST_CHECK enum err request_query(const struct request *rq, struct query *query, const char **canonical);

/* An argument that must be a number from 1 to max; 0 when it is none. */
int request_number(const char *s, int max);

#endif
