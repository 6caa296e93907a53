/* Addresses and who answers them. A program's routes are one constant table. */
#ifndef ANNUAIRE_WEB_ROUTE_H
#define ANNUAIRE_WEB_ROUTE_H

#include "web/response.h"

/* Who may come in; what is not public needs a guard (web/guard.h). */
enum access {
	ACCESS_PUBLIC,
	ACCESS_FORM,		/* anybody; the page has a form that is sent here */
	ACCESS_HALF,		/* signed in, even if the second factor is still to come */
	ACCESS_ACCOUNT,		/* signed in */
	ACCESS_ORGANISATION,	/* may edit the organisation that {slug} stands for */
	ACCESS_MODERATOR,
	ACCESS_ADMINISTRATOR,
};

struct route {
	/*
	 * Segments: literal text, {lang} (an offered language), {slug} ([a-z0-9-]+), {number} (1 to 999999 without leading zeros) or {secret} (of a link that
	 * was mailed, see base/secret.h; it is not logged). What {slug}, {number} and {secret} stand for arrives in rq->arguments, in order.
	 */
	const char *pattern;
	enum err (*show)(struct request *rq, struct response *rs);	/* GET and HEAD; NULL: only sent to */
	enum err (*post)(struct request *rq, struct response *rs);	/* POST; NULL: only read */
	enum access access;
};

/*
 * The route of rq->path, with rq->lang and rq->arguments set. ERR_NOT_FOUND: none (rq->lang is set when the path begins with a language);
 * ERR_METHOD: the route is set, but not for the method.
 */
MUST_CHECK enum err route_find(struct request *rq, const struct conf *conf, const struct route *routes, size_t count, const struct route **route);

/* The methods of a route, as the Allow header lists them. */
const char *route_methods(const struct route *route);

#endif
