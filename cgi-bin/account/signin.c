/* Coming in and going out. */
#include <string.h>

#include "account/account.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/password.h"
#include "base/secret.h"
#include "store/people.h"
#include "store/session.h"

enum { AGENT_BYTES = 200, ALERT_FAILURES = 10 };

/* What the browser calls itself, as far as it is plain ASCII. */
static const char *
agent_of(const struct request *rq)
{
	char *agent = mem_strndup(rq->ctx, rq->agent == NULL ? "" : rq->agent, AGENT_BYTES);

	for (char *c = agent; *c != '\0'; c++)
		if (*c < ' ' || *c > '~')
			*c = '?';
	return agent;
}

enum err
show_signin(struct request *rq, struct response *rs)
{
	const char *next, *done;
	enum err e = request_parameter(rq, "next", &next);

	if (e != OK)
		return e;
	if (rq->actor != NULL && rq->actor->verified)
		return account_arrive(rq, rs, next, "");
	e = request_parameter(rq, "done", &done);
	return e == OK ? view_signin(rq->view, &(struct signin){ .next = guard_is_next(next) ? next : NULL, .email = "",
	    .done = done == NULL ? NULL : tr("Your new password is set. Sign in with it.") }, &rs->page) : e;
}

/* Begins the session, in the database and in the browser, and makes the rest of this request part of it. */
static enum err
enter(struct request *rq, struct response *rs, const struct attempt *attempt, const struct credentials *credentials, const char *rehashed)
{
	struct entrance entrance = { .attempt = attempt, .account = credentials->id, .password = rehashed, .verified = !credentials->asks_second_factor,
	    .agent = agent_of(rq), .former = guard_session(rq), .secret = secret_new(rq->ctx) };
	struct actor *actor = MEM_NEW(rq->ctx, struct actor);
	enum err e = store_account_enter(rq->db, rq->ctx, &entrance);

	if (e == OK)
		e = store_session_actor(rq->db, rq->ctx, entrance.secret, actor);
	if (e != OK)
		return e;
	guard_set_session(rq, rs, entrance.secret);
	rq->actor = rq->view->actor = actor;
	rq->form_key = rq->view->form_key = entrance.secret;
	log_event(LOG_LEVEL_INFO, "signed-in", "account=%llu verified=%d", (unsigned long long)actor->id, actor->verified);
	return OK;
}

/* Whether the password is that of the account, which need not exist; in the same time whatever it is. */
static enum err
compare(struct request *rq, const char *email, const char *password, struct credentials *credentials, bool *right, const char **rehashed)
{
	bool stale;
	enum err e = store_account_credentials(rq->db, rq->ctx, email, credentials);

	*rehashed = NULL;
	if (e == ERR_NOT_FOUND)
		*credentials = (struct credentials){ 0 };
	else if (e != OK)
		return e;
	e = password_verify(rq->ctx, rq->conf, credentials->password, password, right, &stale);
	*right = *right && !credentials->disabled;
	if (e == OK && *right && stale)
		e = password_hash(rq->ctx, rq->conf, password, rehashed);
	return e;
}

/* The owner of an account is told when attempts have failed ALERT_FAILURES times in a row. It takes as long where there is no owner. */
static enum err
alert(struct request *rq, const char *email)
{
	struct timespec begin;
	struct account account;
	struct mail mail;
	enum err e;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	e = store_person_by_email(rq->db, rq->ctx, email, rq->lang, &account);
	if (e == OK)
		e = view_account_letter(rq->view, &(struct account_letter){ .kind = LETTER_ALERT, .recipient = account.email, .name = account.name, .lang = account.lang }, &mail);
	if (e == OK)
		e = store_account_tell(rq->db, &mail);
	account_wait(&begin);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
post_signin(struct request *rq, struct response *rs)
{
	struct signin signin = { 0 };
	struct credentials credentials;
	struct attempt attempt = { .address = rq->address };
	const char *email, *password, *next, *again, *rehashed;
	bool right = false;
	enum err e;

	if ((e = account_email_field(rq, "email", &email)) != OK || (e = account_field(rq, "email", &signin.email)) != OK ||
	    (e = account_field(rq, "password", &password)) != OK || (e = account_field(rq, "next", &next)) != OK || (e = account_field(rq, "again", &again)) != OK)
		return e;
	signin.next = guard_is_next(next) ? next : NULL;
	signin.again = *again == '\0' || signin.next == NULL ? NULL : again;
	attempt.whose = mem_printf(rq->ctx, "account %s", email);
	e = store_attempt_begin(rq->db, rq->ctx, &attempt);
	if (e == ERR_TOO_MANY) {
		signin.fault = account_too_many(rq, rs, &attempt);
		return view_signin(rq->view, &signin, &rs->page);
	}
	if (e == OK)
		e = compare(rq, email, password, &credentials, &right, &rehashed);
	if (e != OK)
		return e;
	if (!right) {
		log_event(LOG_LEVEL_WARNING, "signin-refused", "account=%llu address=%s failures=%u", (unsigned long long)credentials.id, rq->address, attempt.failures);
		if (attempt.failures == ALERT_FAILURES && (e = alert(rq, email)) != OK)
			return e;
		rs->status = 422;
		signin.fault = tr("The address or the password is wrong. Type both again.");
		return view_signin(rq->view, &signin, &rs->page);
	}
	e = enter(rq, rs, &attempt, &credentials, rehashed);
	if (e != OK)
		return e;
	return rq->actor->verified ? account_arrive(rq, rs, next, again) : account_ask_code(rq, rs, next, again);
}

/* Ends the session where there still is one. */
enum err
post_signout(struct request *rq, struct response *rs)
{
	enum err e = rq->actor == NULL ? OK : store_session_end(rq->db, rq->actor->id, rq->actor->session);

	guard_set_session(rq, rs, NULL);
	rs->clear_site_data = true;
	return e == OK ? account_redirect(rq, rs, "/", "") : e;
}
