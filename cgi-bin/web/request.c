/* One request: taken from CGI variables, decoded and checked once. */
#include <ctype.h>
#include <sodium.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "web/request.h"

/* The value of a hexadecimal digit, -1 for anything else. */
static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Percent-decodes s; NULL when it is malformed, no UTF-8, has a NUL, or other control characters that were not asked for. */
static const char *
decode(void *ctx, const char *s, size_t len, bool plus, bool controls)
{
	char *out = mem_zero(ctx, len + 1);
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '%') {
			int high, low;

			if (i + 2 >= len || (high = hex(s[i + 1])) < 0 || (low = hex(s[i + 2])) < 0)
				return NULL;
			out[n++] = (char)(high * 16 + low);
			i += 2;
		} else {
			out[n++] = plus && s[i] == '+' ? ' ' : s[i];
		}
	}
	return utf8_valid(out, n, NULL) && (controls || !utf8_has_control(out, n)) ? out : NULL;
}

/* The web server's id when it is one that may be echoed and logged, else a new one. */
static const char *
request_id(void *ctx, const char *given)
{
	unsigned char random[8];
	char text[sizeof(random) * 2 + 1];
	size_t len = given == NULL ? 0 : strlen(given);

	if (len > 0 && len <= 64 && strspn(given, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") == len)
		return mem_strdup(ctx, given);
	randombytes_buf(random, sizeof(random));
	return mem_strdup(ctx, sodium_bin2hex(text, sizeof(text), random, sizeof(random)));
}

/* The pairs of a query string or of a form, at most max; whether values may have control characters. The caller's array and count. */
static enum err
read_pairs(void *ctx, const char *query, size_t max, bool controls, struct parameter **pairs, size_t *count)
{
	while (query != NULL && *query != '\0') {
		size_t len = strcspn(query, "&"), name = strcspn(query, "=&");
		struct parameter *p;

		if (*count == max) {
			*count = 0;
			return ERR_BAD_REQUEST;
		}
		if (len > 0) {
			MEM_GROW(ctx, *pairs, *count);
			p = &(*pairs)[(*count)++];
			p->name = decode(ctx, query, name, true, false);
			p->value = name < len ? decode(ctx, query + name + 1, len - name - 1, true, controls) : "";
			if (p->name == NULL || p->value == NULL) {
				*count = 0;
				return ERR_BAD_REQUEST;
			}
		}
		query += len;
		if (*query == '&')
			query++;
	}
	return OK;
}

enum err
request_read(struct request *rq, void *ctx, const struct conf *conf, request_variable *variable, const void *from)
{
	const char *target = variable(from, "REQUEST_URI"), *method = variable(from, "REQUEST_METHOD"), *path;
	size_t base = strlen(conf->site_base);

	rq->ctx = ctx;
	rq->id = request_id(ctx, variable(from, "HTTP_X_REQUEST_ID"));
	rq->method = mem_strdup(ctx, method == NULL ? "" : method);
	rq->path = "/";
	rq->accept_language = mem_strdup(ctx, variable(from, "HTTP_ACCEPT_LANGUAGE"));
	rq->if_none_match = mem_strdup(ctx, variable(from, "HTTP_IF_NONE_MATCH"));
	rq->cookies = mem_strdup(ctx, variable(from, "HTTP_COOKIE"));
	rq->origin = mem_strdup(ctx, variable(from, "HTTP_ORIGIN"));
	rq->fetch_site = mem_strdup(ctx, variable(from, "HTTP_SEC_FETCH_SITE"));
	rq->agent = mem_strdup(ctx, variable(from, "HTTP_USER_AGENT"));
	rq->content_type = mem_strdup(ctx, variable(from, "CONTENT_TYPE"));
	rq->content_length = mem_strdup(ctx, variable(from, "CONTENT_LENGTH"));
	rq->address = variable(from, "REMOTE_ADDR") == NULL ? "" : mem_strdup(ctx, variable(from, "REMOTE_ADDR"));
	if (target != NULL && strlen(target) > TARGET_MAX) {
		rq->target = mem_strndup(ctx, target, 200);
		return ERR_TOO_LARGE;
	}
	rq->target = mem_strdup(ctx, target == NULL ? "" : target);
	if (target == NULL || strncmp(target, conf->site_base, base) != 0 || (target[base] != '/' && (base == 0 || (target[base] != '\0' && target[base] != '?'))))
		return ERR_BAD_REQUEST;
	path = decode(ctx, target + base, strcspn(target + base, "?#"), false, false);
	if (path == NULL)
		return ERR_BAD_REQUEST;
	rq->path = *path == '\0' ? "/" : path;	/* the mount without its slash is its root */
	return read_pairs(ctx, strchr(target, '?') == NULL ? NULL : strchr(target, '?') + 1, PARAMETERS_MAX, false, &rq->parameters, &rq->parameter_count);
}

/*
 * Browsers end lines with CR LF (HTML standard, "constructing the form data set"); the rest of the house with LF. Other control characters come along with what is
 * pasted from a PDF or a word processor, unseen: nobody's text is refused for them. Vertical tabs and form feeds end lines, the rest is left out.
 */
static const char *
without_controls(void *ctx, const char *value)
{
	char *out;
	size_t n = 0;

	if (strchr(value, '\r') == NULL && !utf8_has_control(value, strlen(value)))
		return value;
	out = mem_strdup(ctx, value);
	for (const char *in = value; *in != '\0'; in++)
		if (strchr("\r\v\f", *in) == NULL) {
			size_t len = (unsigned char)*in == 0xc2 ? 2 : 1;

			if (!utf8_has_control(in, len))
				out[n++] = *in;
			else
				in += len - 1;
		} else if (*in != '\r' || in[1] != '\n') {
			out[n++] = '\n';
		}
	out[n] = '\0';
	return out;
}

enum err
request_parse_form(void *ctx, const char *form, struct parameter **fields, size_t *count)
{
	enum err e;

	*fields = NULL;
	*count = 0;
	e = read_pairs(ctx, form, FIELDS_MAX, true, fields, count);
	for (size_t i = 0; i < *count; i++)
		(*fields)[i].value = without_controls(ctx, (*fields)[i].value);
	return e;
}

enum err
request_read_form(struct request *rq)
{
	static const char TYPE[] = "application/x-www-form-urlencoded";
	const char *type = rq->content_type == NULL ? "" : rq->content_type;
	size_t len = 0;
	char *body;

	for (const char *c = rq->content_length == NULL ? "" : rq->content_length; *c != '\0'; c++) {
		if (!isdigit((unsigned char)*c))
			return ERR_BAD_REQUEST;
		len = len * 10 + (size_t)(*c - '0');
		if (len > FORM_BYTES_MAX)
			return ERR_TOO_LARGE;
	}
	if (strncasecmp(type, TYPE, strlen(TYPE)) != 0 || strchr("; ", type[strlen(TYPE)]) == NULL)
		return ERR_BAD_REQUEST;
	body = mem_zero(rq->ctx, len + 1);
	if (rq->body(rq->from, body, len) != len || memchr(body, '\0', len) != NULL)
		return ERR_BAD_REQUEST;
	rq->form = body;
	return request_parse_form(rq->ctx, body, &rq->fields, &rq->field_count);
}

enum err
request_only(const struct parameter *pairs, size_t count, const char *name, const char **value)
{
	*value = NULL;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(pairs[i].name, name) != 0)
			continue;
		if (*value != NULL)
			return ERR_BAD_REQUEST;
		*value = pairs[i].value;
	}
	return OK;
}

enum err
request_parameter(const struct request *rq, const char *name, const char **value)
{
	return request_only(rq->parameters, rq->parameter_count, name, value);
}

enum err
request_field(const struct request *rq, const char *name, const char **value)
{
	return request_only(rq->fields, rq->field_count, name, value);
}

const char *
request_cookie(const struct request *rq, const char *name)
{
	size_t len = strlen(name);

	for (const char *c = rq->cookies == NULL ? "" : rq->cookies; *c != '\0'; c += strcspn(c, ";")) {
		c += strspn(c, "; ");
		if (strncmp(c, name, len) == 0 && c[len] == '=')
			return mem_strndup(rq->ctx, c + len + 1, strcspn(c + len + 1, "; "));
	}
	return NULL;
}

int
request_number(const char *s, int max)
{
	long n = 0;

	if (s == NULL || *s < '1' || *s > '9' || strlen(s) > 9)
		return 0;
	for (; *s != '\0'; s++) {
		if (!isdigit((unsigned char)*s))
			return 0;
		n = n * 10 + (*s - '0');
	}
	return n <= max ? (int)n : 0;
}

/* s without the spaces at its ends, cut after QUERY_MAX characters. */
static const char *
trimmed(void *ctx, const char *s)
{
	size_t len;

	s += strspn(s, " \t\r\n");
	len = utf8_prefix(s, QUERY_MAX);
	while (len > 0 && strchr(" \t\r\n", s[len - 1]) != NULL)
		len--;
	return mem_strndup(ctx, s, len);
}

static void
encode_value(struct buf *b, const char *value)
{
	for (const unsigned char *c = (const unsigned char *)value; *c != '\0'; c++) {
		if (isalnum(*c) || strchr("*-._", *c) != NULL)
			buf_putc(b, (char)*c);
		else if (*c == ' ')
			buf_putc(b, '+');
		else
			buf_printf(b, "%%%02X", *c);
	}
}

/* Adds name=value to a query string, percent-encoded as a browser's form does. */
static void
encode(struct buf *b, const char *name, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	buf_printf(b, "%s%s=", b->len > 0 ? "&" : "", name);
	encode_value(b, value);
}

const char *
request_encoded(void *ctx, const char *s)
{
	struct buf b = buf_in(ctx);

	encode_value(&b, s);
	return buf_text(&b);
}

static enum err
read_choices(const struct request *rq, enum facet facet, struct codes *codes)
{
	*codes = (struct codes){ MEM_ARRAY(rq->ctx, const char *, CHOICES_MAX), 0 };
	for (size_t i = 0; i < rq->parameter_count; i++) {
		const char *code;

		if (strcmp(rq->parameters[i].name, facet_parameter(facet)) != 0 || rq->parameters[i].value[0] == '\0')
			continue;
		code = facet_known_code(rq->vocabularies, facet, rq->parameters[i].value);
		if (code == NULL || codes->count == CHOICES_MAX)
			return ERR_NOT_FOUND;
		if (!codes_have(codes, code))
			codes->code[codes->count++] = code;
	}
	return OK;
}

/* A parameter that is one of the values of a list that ends in NULL; *which is its place, 0 when it does not stand. */
static enum err
read_one_of(const struct request *rq, const char *name, const char *const *values, int *which)
{
	const char *value;
	enum err e = request_parameter(rq, name, &value);

	*which = 0;
	if (e != OK || value == NULL || *value == '\0')
		return e;
	for (*which = 1; values[*which - 1] != NULL; ++*which)
		if (strcmp(values[*which - 1], value) == 0)
			return OK;
	return ERR_NOT_FOUND;
}

static const char *const SORTS[] = { "relevance", "name", "distance", "latest", NULL };	/* in the order of enum sort */
static const char *const WITHIN[] = { "5", "10", "25", "50", "100", NULL };

static enum err
read_place_and_order(const struct request *rq, struct query *query, const char *near, struct buf *canonical)
{
	int within, sort;
	enum err e;

	e = read_one_of(rq, "within", WITHIN, &within);
	if (e == OK)
		e = read_one_of(rq, "sort", SORTS, &sort);
	if (e != OK)
		return e;
	if (near != NULL)
		query->near = trimmed(rq->ctx, near);
	if (within > 0)
		query->within = request_number(WITHIN[within - 1], 100);
	query->asked_sort = (enum sort)sort;
	encode(canonical, "near", query->near);
	if (query->near[0] != '\0' && query->within != WITHIN_DEFAULT)
		encode(canonical, "within", WITHIN[within - 1]);
	if (sort > 0)
		encode(canonical, "sort", SORTS[sort - 1]);
	return OK;
}

enum err
request_page(const struct request *rq, unsigned *page)
{
	const char *value;
	enum err e = request_parameter(rq, "page", &value);

	*page = 1;
	if (e == OK && value != NULL && *value != '\0')
		*page = (unsigned)request_number(value, PAGE_MAX);
	return *page == 0 ? ERR_NOT_FOUND : e;
}

enum err
request_query(const struct request *rq, struct query *query, const char **canonical)
{
	const char *words, *letter, *near;
	struct buf b = buf_in(rq->ctx);
	enum err e;

	*query = (struct query){ .words = "", .near = "", .within = WITHIN_DEFAULT, .page = 1, .size = PAGE_SIZE };
	e = request_parameter(rq, "q", &words);
	if (e == OK)
		e = request_page(rq, &query->page);
	if (e == OK)
		e = request_parameter(rq, "letter", &letter);
	if (e == OK)
		e = request_parameter(rq, "near", &near);
	if (e != OK)
		return e;
	if (words != NULL)
		query->words = trimmed(rq->ctx, words);
	encode(&b, "q", query->words);
	for (int f = 0; f < FACET_COUNT; f++) {
		e = read_choices(rq, (enum facet)f, &query->choices[f]);
		if (e != OK)
			return e;
		for (size_t i = 0; i < query->choices[f].count; i++)
			encode(&b, facet_parameter((enum facet)f), query->choices[f].code[i]);
	}
	if (letter != NULL && *letter != '\0') {
		if (strlen(letter) != 1 || ((*letter < 'a' || *letter > 'z') && *letter != '0'))
			return ERR_NOT_FOUND;
		query->letter = letter;
		encode(&b, "letter", letter);
	}
	e = read_place_and_order(rq, query, near, &b);
	if (e != OK)
		return e;
	if (query->page > 1)
		encode(&b, "page", mem_printf(rq->ctx, "%u", query->page));
	*canonical = buf_text(&b);
	return OK;
}
