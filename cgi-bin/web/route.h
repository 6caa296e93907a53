/* Addresses and who answers them. A program's routes are one constant table. */
#ifndef ANNUAIRE_WEB_ROUTE_H
#define ANNUAIRE_WEB_ROUTE_H

#include "web/response.h"

struct route {
	/*
	 * Segments: literal text, {lang} (an offered language), {slug} ([a-z0-9-]+) or {number} (1 to 999999 without leading zeros).
	 * What {slug} and {number} stand for arrives in rq->arguments, in order.
	 */
	const char *pattern;
	enum err (*show)(struct request *rq, struct response *rs);	/* GET and HEAD */
};

/*
 * The route of rq->path, with rq->lang and rq->arguments set. ERR_NOT_FOUND: none (rq->lang is set when the path begins with a language);
 * ERR_METHOD: the route is set, the method is not GET or HEAD.
 */
MUST_CHECK enum err route_find(struct request *rq, const struct conf *conf, const struct route *routes, size_t count, const struct route **route);

#endif
