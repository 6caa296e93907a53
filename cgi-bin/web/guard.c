/* Who may come in. */
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/secret.h"
#include "store/organisation.h"
#include "store/session.h"
#include "web/guard.h"

static bool
is_secure(const struct request *rq)
{
	return strncmp(rq->conf->site_origin, "https:", 6) == 0;
}

/* Passwords and sessions travel encrypted, or not farther than this machine. */
static bool
is_protected(const struct request *rq)
{
	static const char *const LOOPBACK[] = { "http://127.0.0.1", "http://localhost", "http://[::1]" };

	for (size_t i = 0; i < sizeof(LOOPBACK) / sizeof(LOOPBACK[0]); i++) {
		size_t len = strlen(LOOPBACK[i]);

		if (strncmp(rq->conf->site_origin, LOOPBACK[i], len) == 0 && (rq->conf->site_origin[len] == '\0' || rq->conf->site_origin[len] == ':'))
			return true;
	}
	return is_secure(rq);
}

/* The name of one of our cookies: with __Host- a browser takes it over TLS alone, and from nobody but this host. */
static const char *
cookie_name(const struct request *rq, const char *name)
{
	return mem_printf(rq->ctx, "%s%s", is_secure(rq) ? "__Host-" : "", name);
}

static const char *
cookie_line(const struct request *rq, const char *name, const char *value)
{
	return mem_printf(rq->ctx, "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s", cookie_name(rq, name), value == NULL ? "" : value, is_secure(rq) ? "; Secure" : "",
	    value == NULL ? "; Max-Age=0" : "");
}

static const char *
cookie_secret(const struct request *rq, const char *name)
{
	const char *value = request_cookie(rq, cookie_name(rq, name));

	return secret_is(value) ? value : NULL;
}

const char *
guard_session(const struct request *rq)
{
	return cookie_secret(rq, "annuaire");
}

void
guard_set_session(const struct request *rq, struct response *rs, const char *secret)
{
	rs->cookies[0] = cookie_line(rq, "annuaire", secret);
}

bool
guard_is_next(const char *next)
{
	static const char *const PLACES[] = { "/account", "/edit", "/moderate" };

	for (size_t i = 0; next != NULL && i < sizeof(PLACES) / sizeof(PLACES[0]); i++) {
		size_t len = strlen(PLACES[i]);

		if (strncmp(next, PLACES[i], len) == 0 && strchr("/?", next[len]) != NULL && strpbrk(next, "\r\n\\") == NULL && strstr(next, "//") == NULL)
			return true;
	}
	return false;
}

/* Who is signed in; forms of somebody who is not are tied to a cookie of their own. */
static enum err
recognise(struct request *rq, struct response *rs)
{
	struct actor *actor = MEM_NEW(rq->ctx, struct actor);
	const char *secret = guard_session(rq);
	enum err e = secret == NULL ? ERR_NOT_FOUND : store_session_actor(rq->db, rq->ctx, secret, actor);

	if (e == OK) {
		rq->actor = actor;
		rq->form_key = secret;
	} else if (e == ERR_NOT_FOUND) {
		rq->form_key = cookie_secret(rq, "annuaire-form");
		if (rq->form_key == NULL) {
			rq->form_key = secret_new(rq->ctx);
			rs->cookies[1] = cookie_line(rq, "annuaire-form", rq->form_key);
		}
		e = OK;
	}
	rq->view->actor = rq->actor;
	rq->view->form_key = rq->form_key;
	return e;
}

/* A browser says where a form comes from; what says nothing has only the token to show. */
static bool
comes_from_here(const struct request *rq)
{
	return (rq->fetch_site == NULL || strcmp(rq->fetch_site, "same-origin") == 0) && (rq->origin == NULL || strcmp(rq->origin, rq->conf->site_origin) == 0);
}

static enum err
check_token(const struct request *rq)
{
	const char *token;
	enum err e = request_field(rq, "token", &token);

	if (e == OK && (token == NULL || !secret_same(token, secret_token(rq->ctx, rq->form_key, rq->view->path))))
		e = ERR_FORBIDDEN;
	return e;
}

/* The sign-in page, which leads back here: to the page, or with the form that was sent. */
static enum err
ask_to_sign_in(struct request *rq, struct response *rs)
{
	const char *query = strchr(rq->target, '?'), *next = rq->view->path;

	if (rq->form == NULL) {
		if (query != NULL)
			next = mem_printf(rq->ctx, "%s%s", next, query);
		return response_redirect(rs, rq, 303, mem_printf(rq->ctx, "/%s/account/signin", lang_code(rq->lang)), mem_printf(rq->ctx, "next=%s", request_encoded(rq->ctx, next)));
	}
	rs->status = 401;
	rq->view->path = "/account/signin";
	return view_signin(rq->view, &(struct signin){ .next = next, .email = "", .again = rq->form }, &rs->page);
}

static enum err
admit(struct request *rq, const struct route *route)
{
	enum err e;

	switch (route->access) {
	case ACCESS_MODERATOR:
		return may(rq->actor, VERB_MODERATE, 0) ? OK : ERR_FORBIDDEN;
	case ACCESS_ADMINISTRATOR:
		return may(rq->actor, VERB_ADMINISTER, 0) ? OK : ERR_FORBIDDEN;
	case ACCESS_ORGANISATION:
		e = store_organisation_id(rq->db, rq->ctx, rq->arguments[0], &rq->organisation);
		if (e == ERR_NOT_FOUND)	/* who may edit one alone is not told which others there are */
			return may(rq->actor, VERB_MODERATE, 0) ? e : ERR_FORBIDDEN;
		return e == OK && !may(rq->actor, VERB_EDIT, rq->organisation) ? ERR_FORBIDDEN : e;
	default:
		return OK;
	}
}

static bool
is_repeated(const char *name)
{
	static const char *const NEVER[] = { "token", "again", "password", "new", "repeated", "code" };

	for (size_t i = 0; i < sizeof(NEVER) / sizeof(NEVER[0]); i++)
		if (strcmp(name, NEVER[i]) == 0)
			return false;
	return true;
}

struct waiting *
guard_waiting(const struct request *rq, const char *path, const struct parameter *sent, size_t count)
{
	struct waiting *waiting = MEM_NEW(rq->ctx, struct waiting);

	*waiting = (struct waiting){ path, MEM_ARRAY(rq->ctx, struct field, count + 1), 0 };
	for (size_t i = 0; i < count; i++)
		if (is_repeated(sent[i].name))
			waiting->fields[waiting->count++] = (struct field){ .kind = FIELD_HIDDEN, .name = sent[i].name, .value = sent[i].value };
	waiting->fields[waiting->count++] = (struct field){ .kind = FIELD_HIDDEN, .name = "again", .value = "1" };
	return waiting;
}

/* Signed in as far as the route asks. */
static bool
is_signed_in(const struct request *rq, const struct route *route)
{
	return rq->actor != NULL && (rq->actor->verified || route->access == ACCESS_HALF);
}

enum err
guard(struct request *rq, struct response *rs, const struct route *route)
{
	bool open = route->access == ACCESS_PUBLIC || route->access == ACCESS_FORM, sent = strcmp(rq->method, "POST") == 0;
	enum err e;

	rs->no_index = true;
	if (!is_protected(rq)) {
		log_event(LOG_LEVEL_ERROR, "unprotected", "url=%s reason=%s", rq->conf->site_url, "people sign in over https, or on this machine alone: see [site] url");
		return ERR_CONFIG;
	}
	if (sent && !comes_from_here(rq)) {
		log_event(LOG_LEVEL_WARNING, "foreign-form", "origin=%s site=%s", rq->origin == NULL ? "" : rq->origin, rq->fetch_site == NULL ? "" : rq->fetch_site);
		return ERR_FORBIDDEN;
	}
	e = recognise(rq, rs);
	if (e == OK && sent)
		e = request_read_form(rq);
	if (e != OK)
		return e;
	if (!open && rq->actor != NULL && !is_signed_in(rq, route))
		return response_redirect(rs, rq, 303, mem_printf(rq->ctx, "/%s/account/code", lang_code(rq->lang)), "");
	if (!open && rq->actor == NULL)
		return ask_to_sign_in(rq, rs);
	e = admit(rq, route);
	if (e == OK && sent)
		e = check_token(rq);
	if (e == ERR_FORBIDDEN)
		log_event(LOG_LEVEL_WARNING, "refused", "account=%llu target=%s", rq->actor == NULL ? 0ULL : (unsigned long long)rq->actor->id, rq->target);
	return e;
}
