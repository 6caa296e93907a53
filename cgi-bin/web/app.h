/*
 * A program's whole life: configuration, templates, database, the sandbox, then one request after the other until SIGTERM, or SIGHUP: its supervisor starts another.
 * FastCGI by libfcgi with the listening socket on descriptor 0 (FastCGI specification, section 2.2), or plain CGI (RFC 3875) when descriptor 0 is no socket.
 */
#ifndef ANNUAIRE_WEB_APP_H
#define ANNUAIRE_WEB_APP_H

#include "web/route.h"

struct program {
	const char *name;		/* its database account, its line in the log, its metrics */
	const struct route *routes;
	size_t route_count;
	const char *const *templates;	/* beside those of every page; ended by NULL */
	struct finder_kit *(*kit)(void *ctx);	/* of web/finder.h; NULL when it does not search */
	void (*measure)(struct request *rq, struct buf *out);	/* adds metrics of its own to those of every program (web/metrics.h); NULL: it has none */
	enum err (*guard)(struct request *rq, struct response *rs, const struct route *route);	/* of web/guard.h; NULL when all of it is public */
};

/* What main() returns. */
int app_main(const struct program *program);

#endif
