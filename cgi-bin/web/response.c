/* One response, printed whole. */
#include <sodium.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "web/response.h"

/* Nothing inline, nothing from elsewhere but the tiles of maps that the hoster names, no frame around us. */
static const char SECURITY[] =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'%s%s; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: strict-origin-when-cross-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()\r\n";

static const struct {
	int status;
	const char *reason;
} REASON[] = {
	{ 200, "OK" }, { 204, "No Content" }, { 301, "Moved Permanently" }, { 303, "See Other" }, { 304, "Not Modified" }, { 400, "Bad Request" }, { 401, "Unauthorized" },
	{ 403, "Forbidden" }, { 404, "Not Found" }, { 405, "Method Not Allowed" }, { 409, "Conflict" }, { 410, "Gone" }, { 413, "Content Too Large" },
	{ 422, "Unprocessable Content" }, { 429, "Too Many Requests" }, { 500, "Internal Server Error" }, { 503, "Service Unavailable" },
};

struct response
response_new(void *ctx)
{
	return (struct response){ .status = 200, .content_type = "text/html; charset=utf-8", .page = buf_in(ctx) };
}

enum form
response_form(struct response *rs, const struct request *rq)
{
	const char *end = strrchr(rq->path, '.');

	if (end != NULL && strcmp(end, ".json") == 0) {
		rs->content_type = "application/json; charset=utf-8";
		return FORM_JSON;
	}
	if (end != NULL && strcmp(end, ".csv") == 0) {
		rs->content_type = "text/csv; charset=utf-8; header=present";
		return FORM_CSV;
	}
	return FORM_PAGE;
}

/* True if the If-None-Match list names etag (weak comparison, RFC 9110 section 13.1.2). */
static bool
etag_matches(const char *list, const char *etag)
{
	const char *opaque = etag + strlen("W/");
	size_t len = strlen(opaque);

	if (list == NULL)
		return false;
	while (*list != '\0') {
		list += strspn(list, " \t,");
		if (*list == '*')
			return true;
		if (strncmp(list, "W/", 2) == 0)
			list += 2;
		if (strncmp(list, opaque, len) == 0 && (list[len] == '\0' || strchr(" \t,", list[len]) != NULL))
			return true;
		list += strcspn(list, ",");
	}
	return false;
}

bool
response_not_modified(struct response *rs, const struct request *rq, uint64_t revision, const char *more)
{
	unsigned char hash[10];
	char text[sizeof(hash) * 2 + 1];
	const char *all;

	all = mem_printf(rq->ctx, "%llu|%llu|%s|%s|%s|%s|%s|%s", (unsigned long long)revision, (unsigned long long)rq->state->vocabulary_revision, rq->build,
	    rq->view->today, lang_code(rq->lang), rq->view->path, rq->view->query, more == NULL ? "" : more);
	if (crypto_generichash(hash, sizeof(hash), (const unsigned char *)all, strlen(all), NULL, 0) != 0)
		return false;
	rs->etag = mem_printf(rq->ctx, "W/\"%s\"", sodium_bin2hex(text, sizeof(text), hash, sizeof(hash)));
	rs->cacheable = true;
	if (!etag_matches(rq->if_none_match, rs->etag))
		return false;
	rs->status = 304;
	return true;
}

enum err
response_redirect(struct response *rs, const struct request *rq, int status, const char *path, const char *query)
{
	/* Only paths that we made: "//host" would be somebody else's site. */
	if (path[0] != '/' || path[1] == '/' || strpbrk(path, "\r\n") != NULL || strpbrk(query, "\r\n") != NULL)
		return ERR_BAD_REQUEST;
	rs->status = status;
	rs->location = mem_printf(rq->ctx, "%s%s%s%s", rq->view->base, path, *query == '\0' ? "" : "?", query);
	buf_clear(&rs->page);
	return OK;
}

static const char *
reason(int status)
{
	for (size_t i = 0; i < sizeof(REASON) / sizeof(REASON[0]); i++)
		if (REASON[i].status == status)
			return REASON[i].reason;
	return "";
}

static void
header(struct buf *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	if (strpbrk(value, "\r\n") != NULL) {
		log_event(LOG_LEVEL_ERROR, "header-refused", "name=%s value=%s", name, value);
		return;
	}
	buf_printf(out, "%s: %s\r\n", name, value);
}

void
response_print(const struct response *rs, const struct request *rq, const struct conf *conf, struct buf *out)
{
	bool content = rs->status != 304 && rs->status != 204, body = content && strcmp(rq->method, "HEAD") != 0;

	buf_printf(out, "Status: %d %s\r\n", rs->status, reason(rs->status));
	if (content) {
		header(out, "Content-Type", rs->content_type);
		buf_printf(out, "Content-Length: %zu\r\n", rs->page.len);
	}
	header(out, "Location", rs->location);
	header(out, "Allow", rs->allow);
	header(out, "ETag", rs->etag);
	header(out, "Vary", rs->vary);
	if (rs->is_private)
		buf_puts(out, "Cache-Control: no-store\r\n");
	else if (rs->cacheable)
		buf_printf(out, "Cache-Control: public, max-age=0, s-maxage=%d, must-revalidate\r\n", conf->cache_seconds);
	else
		buf_puts(out, "Cache-Control: no-cache\r\n");
	if (rs->retry_after > 0)
		buf_printf(out, "Retry-After: %d\r\n", rs->retry_after);
	if (rs->no_index)
		buf_puts(out, "X-Robots-Tag: noindex\r\n");
	for (size_t i = 0; i < sizeof(rs->cookies) / sizeof(rs->cookies[0]); i++)
		header(out, "Set-Cookie", rs->cookies[i]);
	if (rs->clear_site_data)
		buf_puts(out, "Clear-Site-Data: \"cache\", \"storage\"\r\n");
	header(out, "X-Request-Id", rq->id);
	buf_printf(out, SECURITY, *conf->map_origin == '\0' ? "" : " ", conf->map_origin);
	buf_puts(out, "\r\n");
	if (body)
		buf_add(out, rs->page.bytes, rs->page.len);
}
