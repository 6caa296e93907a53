/*
 * One response: status, validators, security headers, body. The only writer of header lines, so that no value can smuggle in another.
 * Sources: RFC 9110 (HTTP), RFC 9111 (caching), RFC 3875 section 6 (CGI).
 */
#ifndef ANNUAIRE_WEB_RESPONSE_H
#define ANNUAIRE_WEB_RESPONSE_H

#include "base/buf.h"
#include "web/request.h"

enum form { FORM_PAGE, FORM_JSON, FORM_CSV };

struct response {
	int status;
	const char *content_type;
	const char *location;		/* a path of ours or NULL */
	const char *allow;		/* for 405 */
	const char *etag;		/* with its quotes, or NULL */
	const char *vary;		/* or NULL */
	bool cacheable;			/* may be kept by shared caches for the site's cache_seconds */
	bool is_private;		/* must be kept by nobody */
	bool clear_site_data;		/* the browser forgets what it kept of this site */
	const char *cookies[2];		/* Set-Cookie lines, or NULL */
	int retry_after;		/* seconds; 0: not sent */
	bool no_index;			/* not for search engines */
	struct buf page;
};

/* An empty 200 text/html response whose page is owned by ctx. */
struct response response_new(void *ctx);

/* In which form the address asks for what it names: as data when it ends in ".json" or ".csv", else as a page. The content type is set to it. */
enum form response_form(struct response *rs, const struct request *rq);

/*
 * Sets the weak ETag of a page from what it shows: the revision given, the vocabularies', the build and the language; and when the client has that very page,
 * makes the response a 304 and returns true: nothing is to be rendered.
 */
bool response_not_modified(struct response *rs, const struct request *rq, uint64_t revision, const char *more);

/* A redirection (301 or 303) to path, which is after the site's base and starts with "/"; query may be "". */
MUST_CHECK enum err response_redirect(struct response *rs, const struct request *rq, int status, const char *path, const char *query);

/* The whole response as CGI output: headers, then the body unless it is a HEAD request or a 304. */
void response_print(const struct response *rs, const struct request *rq, const struct conf *conf, struct buf *out);

#endif
