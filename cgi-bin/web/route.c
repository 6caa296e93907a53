/* Addresses and who answers them. */
#include <string.h>

#include "base/mem.h"
#include "base/secret.h"
#include "web/route.h"

/* What is logged of the request is cut before a secret. */
static void
hide(struct request *rq, const char *secret)
{
	const char *at = strstr(rq->target, secret);

	if (at != NULL)
		rq->target = mem_printf(rq->ctx, "%.*s...", (int)(at - rq->target), rq->target);
}

/* True if the segment is what the pattern's segment asks for; arguments are taken on the way. */
static bool
segment_matches(struct request *rq, const struct conf *conf, const char *pattern, size_t plen, const char *s, size_t len, size_t *taken)
{
	enum lang lang;

	if (plen == strlen("{lang}") && strncmp(pattern, "{lang}", plen) == 0) {
		if (!lang_parse(s, len, &lang) || !conf->language[lang])
			return false;
		rq->lang = lang;
		return true;
	}
	if (plen == 0 || *pattern != '{')
		return plen == len && strncmp(pattern, s, len) == 0;
	if (len == 0 || *taken == ARGUMENTS_MAX)
		return false;
	rq->arguments[*taken] = mem_strndup(rq->ctx, s, len);
	if (strncmp(pattern, "{slug}", plen) == 0 ? strspn(rq->arguments[*taken], "abcdefghijklmnopqrstuvwxyz0123456789-") != len :
	    strncmp(pattern, "{secret}", plen) == 0 ? !secret_is(rq->arguments[*taken]) : request_number(rq->arguments[*taken], 999999) == 0)
		return false;
	if (strncmp(pattern, "{secret}", plen) == 0)
		hide(rq, rq->arguments[*taken]);
	(*taken)++;
	return true;
}

static bool
matches(struct request *rq, const struct conf *conf, const char *pattern)
{
	const char *path = rq->path;
	size_t taken = 0;

	while (*pattern == '/' && *path == '/') {
		size_t plen = strcspn(++pattern, "/"), len = strcspn(++path, "/");

		if (!segment_matches(rq, conf, pattern, plen, path, len, &taken))
			return false;
		pattern += plen;
		path += len;
	}
	return *pattern == '\0' && *path == '\0';
}

const char *
route_methods(const struct route *route)
{
	return route->post == NULL ? "GET, HEAD" : route->show == NULL ? "POST" : "GET, HEAD, POST";
}

enum err
route_find(struct request *rq, const struct conf *conf, const struct route *routes, size_t count, const struct route **route)
{
	enum lang lang;

	for (size_t i = 0; i < count; i++) {
		if (!matches(rq, conf, routes[i].pattern))
			continue;
		*route = &routes[i];
		if (strcmp(rq->method, "POST") == 0)
			return routes[i].post != NULL ? OK : ERR_METHOD;
		return routes[i].show != NULL && (strcmp(rq->method, "GET") == 0 || strcmp(rq->method, "HEAD") == 0) ? OK : ERR_METHOD;
	}
	if (lang_parse(rq->path + 1, strcspn(rq->path + 1, "/"), &lang) && conf->language[lang])
		rq->lang = lang;
	return ERR_NOT_FOUND;
}
