/*
 * One request as handlers see it: validated once, everything in one pool.
 * Sources: RFC 3875 (CGI), RFC 3986 (URI), RFC 6265 (cookies), the WHATWG URL standard for application/x-www-form-urlencoded.
 */
#ifndef ANNUAIRE_WEB_REQUEST_H
#define ANNUAIRE_WEB_REQUEST_H

#include "base/conf.h"
#include "base/err.h"
#include "model/account.h"
#include "model/form.h"
#include "model/listing.h"
#include "store/db.h"
#include "store/search.h"
#include "store/state.h"
#include "view/view.h"

enum { PARAMETERS_MAX = 256, FIELDS_MAX = 4096, FORM_BYTES_MAX = 1024 * 1024, TARGET_MAX = 8192 /* bytes of REQUEST_URI */, ARGUMENTS_MAX = 2 };

struct finder_kit;

/* The parameters that CGI knows by name, read through one function so that FastCGI and plain CGI look alike. NULL: not set. */
typedef const char *request_variable(const void *from, const char *name);
/* Reads up to len bytes of the body; how many came, less than len only at its end. */
typedef size_t request_body(const void *from, char *bytes, size_t len);

struct request {
	void *ctx;
	const char *id;			/* X-Request-Id of the web server, or one of ours: [A-Za-z0-9._-]{1,64} */
	const char *method;		/* as sent; HEAD is treated as GET, only the body is left out */
	const char *target;		/* REQUEST_URI as sent, for the log */
	const char *path;		/* decoded, after the site's base, starts with "/" */
	struct parameter *parameters;
	size_t parameter_count;
	const char *accept_language, *if_none_match, *cookies, *origin, *fetch_site, *agent, *content_type, *content_length;	/* NULL: not sent */
	const char *address;		/* of the client, as the web server knows it; "" when it does not say */

	request_body *body;		/* read by request_read_form() */
	const void *from;
	struct parameter *fields;	/* of a form that was sent; lines end in LF, values may have tabs and line ends but no other control characters */
	size_t field_count;
	const char *form;		/* the same as it was sent; NULL before */

	const struct actor *actor;	/* whoever is signed in; NULL: nobody, or a public page */
	uint64_t organisation;		/* that {slug} stands for, where the route asks for one that may be edited */
	const char *form_key;		/* what the tokens of forms are made with: web/guard.h; NULL on public pages */

	enum lang lang;			/* from the path */
	const char *arguments[ARGUMENTS_MAX];	/* what the route's {…} after the language stand for */

	const struct conf *conf;
	struct db *db;
	const struct state *state;
	const struct vocabularies *vocabularies;
	struct finder_kit *kit;		/* web/finder.h; NULL in a program that does not search */
	const char *build;		/* changes with every build */
	struct view *view;
	const struct organisation *gone;	/* set by a handler that returns ERR_GONE: what closed, for the page that says so */
};

/* Fills rq's request part from CGI variables. ERR_BAD_REQUEST, ERR_TOO_LARGE: rq still has id, method, target and path ("/") for the error page. */
MUST_CHECK enum err request_read(struct request *rq, void *ctx, const struct conf *conf, request_variable *variable, const void *from);

/*
 * Reads the form in the body, once: ERR_TOO_LARGE when it says that it is longer than FORM_BYTES_MAX (nothing is read then) or has more than FIELDS_MAX fields;
 * ERR_BAD_REQUEST when it is of another type than application/x-www-form-urlencoded, shorter than it says, no UTF-8, or has a NUL.
 */
MUST_CHECK enum err request_read_form(struct request *rq);

/*
 * The fields of a form as a browser sends it, owned by ctx; lines end in LF, and of other control characters only tabs are left. ERR_BAD_REQUEST when there are more than
 * FIELDS_MAX, or one is malformed, no UTF-8, has a NUL, or control characters in its name: then there are none.
 */
MUST_CHECK enum err request_parse_form(void *ctx, const char *form, struct parameter **fields, size_t *count);

/* The value of a field of the form that may stand once; *value NULL when it does not stand. ERR_BAD_REQUEST when it is repeated. */
MUST_CHECK enum err request_field(const struct request *rq, const char *name, const char **value);

/* The same of any pairs. */
MUST_CHECK enum err request_only(const struct parameter *pairs, size_t count, const char *name, const char **value);

/* The value of a cookie, owned by rq->ctx; NULL when it was not sent. */
const char *request_cookie(const struct request *rq, const char *name);

/* s percent-encoded as a browser's form does; owned by ctx. */
const char *request_encoded(void *ctx, const char *s);

/* The value of a parameter that may stand once; *value NULL when it does not stand. ERR_BAD_REQUEST when it is repeated. */
MUST_CHECK enum err request_parameter(const struct request *rq, const char *name, const char **value);

/*
 * The list parameters: q, near, within, sort, letter, page and the facets (each may repeat). Choices of unknown codes, and a page that is no number from 1 to
 * PAGE_MAX, are ERR_NOT_FOUND: no such list. *canonical (owned by rq->ctx) is the same query in a stable order, without what is empty.
 */
MUST_CHECK enum err request_query(const struct request *rq, struct query *query, const char **canonical);

/* The parameter page: 1 when it does not stand; ERR_NOT_FOUND when it is no number from 1 to PAGE_MAX. */
MUST_CHECK enum err request_page(const struct request *rq, unsigned *page);

/* An argument that must be a number from 1 to max; 0 when it is none. */
int request_number(const char *s, int max);

#endif
