/* The second lock: a code from an application on the telephone, or a recovery code in its place. */
#include <string.h>

#include "account/account.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/secret.h"
#include "store/second_factor.h"

/* The code of sign-in, with where it leads afterwards. */
static enum err
code_page(struct request *rq, struct response *rs, const char *next, const char *again, const char *fault)
{
	struct field fields[] = {
		{ .kind = FIELD_ONE_TIME_CODE, .name = "code", .label = tr("Code"), .autocomplete = "one-time-code", .fault = fault,
		    .help = tr("The six digits that the application shows now. If you have lost your telephone: one of your recovery codes.") },
		{ .kind = FIELD_HIDDEN, .name = "next", .value = next },
		{ .kind = FIELD_HIDDEN, .name = "again", .value = again },
	};

	return view_form(rq->view, &(struct form_page){ .title = tr("A code from your telephone"), .path = "/account/code", .fields = fields,
	    .field_count = sizeof(fields) / sizeof(fields[0]) - (*again == '\0' ? 1 : 0), .button = tr("Go on") }, &rs->page);
}

/* Setting one up, for a secret that was made for it: nothing of it is kept before a code was shown. */
static enum err
setup_page(struct request *rq, struct response *rs, const char *secret, const char *next, const char *again, const char *code_fault, const char *password_fault)
{
	struct field fields[] = {
		{ .kind = FIELD_HIDDEN, .name = "secret", .value = secret },
		{ .kind = FIELD_HIDDEN, .name = "next", .value = next },
		{ .kind = FIELD_HIDDEN, .name = "again", .value = again },
		{ .kind = FIELD_ONE_TIME_CODE, .name = "code", .label = tr("Code"), .autocomplete = "one-time-code", .help = tr("Six digits."), .fault = code_fault },
		{ .kind = FIELD_PASSWORD, .name = "password", .label = tr("Your present password"), .autocomplete = "current-password", .fault = password_fault },
	};
	struct second_factor_setup setup = { .secret = secret, .uri = totp_uri(rq->ctx, secret, rq->conf->site_name, rq->actor->email), .fields = fields,
	    .field_count = sizeof(fields) / sizeof(fields[0]), .needed = !rq->actor->verified };

	if (!rq->actor->verified)	/* the password was asked a moment ago */
		setup.field_count--;
	return view_second_factor(rq->view, &setup, &rs->page);
}

enum err
account_ask_code(struct request *rq, struct response *rs, const char *next, const char *again)
{
	struct second_factor factor;
	enum err e;

	if (*again == '\0')
		return account_redirect(rq, rs, "/account/code", guard_is_next(next) ? mem_printf(rq->ctx, "next=%s", request_encoded(rq->ctx, next)) : "");
	e = store_second_factor(rq->db, rq->ctx, rq->actor->id, &factor);
	if (e != OK)
		return e;
	return factor.is_set ? code_page(rq, rs, next, again, NULL) : setup_page(rq, rs, totp_new(rq->ctx), next, again, NULL, NULL);
}

/* Where to go afterwards, as the address says it. */
static enum err
next_parameter(const struct request *rq, const char **next)
{
	enum err e = request_parameter(rq, "next", next);

	if (*next == NULL || !guard_is_next(*next))
		*next = "";
	return e;
}

enum err
show_code(struct request *rq, struct response *rs)
{
	struct second_factor factor;
	const char *next;
	enum err e = next_parameter(rq, &next);

	if (e != OK || rq->actor->verified)
		return e == OK ? account_arrive(rq, rs, next, "") : e;
	e = store_second_factor(rq->db, rq->ctx, rq->actor->id, &factor);
	if (e == OK && !factor.is_set)
		return account_redirect(rq, rs, "/account/second-factor", *next == '\0' ? "" : mem_printf(rq->ctx, "next=%s", request_encoded(rq->ctx, next)));
	return e == OK ? code_page(rq, rs, next, "", NULL) : e;
}

/* From now on the session is whole, in the browser as well. */
static void
become_whole(struct request *rq, struct response *rs, const char *secret)
{
	struct actor *actor = MEM_NEW(rq->ctx, struct actor);

	*actor = *rq->actor;
	actor->verified = true;
	rq->actor = rq->view->actor = actor;
	rq->form_key = rq->view->form_key = secret;
	guard_set_session(rq, rs, secret);
	log_event(LOG_LEVEL_INFO, "second-factor-shown", "account=%llu", (unsigned long long)actor->id);
}

enum err
post_code(struct request *rq, struct response *rs)
{
	struct attempt attempt = { .address = rq->address };
	struct second_factor_pass pass = { .attempt = &attempt, .account = rq->actor->id, .session = rq->actor->session, .session_secret = secret_new(rq->ctx) };
	struct second_factor factor;
	const char *code, *next, *again;
	enum err e;

	if ((e = account_field(rq, "code", &code)) != OK || (e = account_field(rq, "next", &next)) != OK || (e = account_field(rq, "again", &again)) != OK)
		return e;
	if (rq->actor->verified)
		return account_arrive(rq, rs, next, again);
	attempt.whose = mem_printf(rq->ctx, "code %llu", (unsigned long long)rq->actor->id);
	e = store_attempt_begin(rq->db, rq->ctx, &attempt);
	if (e == ERR_TOO_MANY)
		return code_page(rq, rs, next, again, account_too_many(rq, rs, &attempt));
	if (e == OK)
		e = store_second_factor(rq->db, rq->ctx, rq->actor->id, &factor);
	if (e != OK)
		return e;
	if (!factor.is_set)
		return account_redirect(rq, rs, "/account/second-factor", "");
	pass.step = totp_step(factor.secret, code, time(NULL), factor.step);
	pass.code = recovery_plain(rq->ctx, code);
	e = pass.step == 0 && pass.code == NULL ? ERR_NOT_FOUND : store_second_factor_pass(rq->db, rq->ctx, &pass);
	if (e == ERR_NOT_FOUND) {
		log_event(LOG_LEVEL_WARNING, "code-refused", "account=%llu address=%s failures=%u", (unsigned long long)rq->actor->id, rq->address, attempt.failures);
		rs->status = 422;
		return code_page(rq, rs, next, again, tr("This code is wrong, or has served already. Wait for the next one, then type that."));
	}
	if (e != OK)
		return e;
	become_whole(rq, rs, pass.session_secret);
	return account_arrive(rq, rs, next, again);
}

enum err
show_second_factor(struct request *rq, struct response *rs)
{
	struct second_factor factor;
	const char *next;
	enum err e = next_parameter(rq, &next);

	if (e == OK)
		e = store_second_factor(rq->db, rq->ctx, rq->actor->id, &factor);
	if (e != OK)
		return e;
	if (factor.is_set)
		return account_redirect(rq, rs, rq->actor->verified ? "/account/" : "/account/code", "");
	return setup_page(rq, rs, totp_new(rq->ctx), next, "", NULL, NULL);
}

static const char *const *
new_codes(void *ctx)
{
	const char **codes = MEM_ARRAY(ctx, const char *, RECOVERY_CODES);

	for (size_t i = 0; i < RECOVERY_CODES; i++)
		codes[i] = recovery_new(ctx);
	return codes;
}

enum err
post_second_factor(struct request *rq, struct response *rs)
{
	unsigned char bytes[TOTP_BYTES];
	struct second_factor_set set = { .account = rq->actor->id, .session = rq->actor->session, .session_secret = secret_new(rq->ctx), .secret = bytes, .codes = new_codes(rq->ctx) };
	const char *secret, *code, *password, *next, *again, *password_fault = NULL, *code_fault = NULL;
	struct waiting *waiting;
	struct mail mail;
	enum err e;

	if ((e = account_field(rq, "secret", &secret)) != OK || (e = account_field(rq, "code", &code)) != OK || (e = account_field(rq, "password", &password)) != OK ||
	    (e = account_field(rq, "next", &next)) != OK || (e = account_field(rq, "again", &again)) != OK)
		return e;
	if (!totp_bytes(secret, bytes))
		return ERR_BAD_REQUEST;
	if (rq->actor->verified)
		e = account_check_own_password(rq, rs, password, &password_fault);
	if (e == OK)
		e = account_waiting(rq, next, again, &waiting);
	if (e != OK)
		return e;
	set.step = totp_step(bytes, code, time(NULL), 0);
	if (set.step == 0)
		code_fault = tr("This is not the code that belongs to this key. Look at the application again: does its clock go right?");
	if (code_fault != NULL || password_fault != NULL) {
		rs->status = rs->status == 429 ? 429 : 422;
		return setup_page(rq, rs, secret, next, again, code_fault, password_fault);
	}
	e = account_letter_to_self(rq, LETTER_SECOND_FACTOR_ON, &mail);
	set.mail = &mail;
	if (e == OK)
		e = store_second_factor_set(rq->db, rq->ctx, &set);
	if (e == ERR_CONFLICT)	/* sent twice, or set up elsewhere meanwhile */
		return account_redirect(rq, rs, "/account/", "");
	if (e != OK)
		return e;
	become_whole(rq, rs, set.session_secret);
	return view_recovery_codes(rq->view, set.codes, RECOVERY_CODES, waiting, &rs->page);
}

/* A form that asks for nothing but the present password. */
static enum err
password_page(struct request *rq, struct response *rs, struct form_page *form, const char *fault)
{
	struct field field = { .kind = FIELD_PASSWORD, .name = "password", .label = tr("Your present password"), .autocomplete = "current-password", .fault = fault };

	form->fields = &field;
	form->field_count = 1;
	form->back = "/account/";
	form->back_label = tr("Leave it as it is");
	return view_form(rq->view, form, &rs->page);
}

static enum err
off_page(struct request *rq, struct response *rs, const char *fault)
{
	return password_page(rq, rs, &(struct form_page){ .title = tr("Switch off the second lock"), .path = "/account/second-factor/off", .button = tr("Switch off"), .danger = true,
	    .lead = { tr("From then on your password alone opens your account, and your recovery codes serve no more.") } }, fault);
}

enum err
show_second_factor_off(struct request *rq, struct response *rs)
{
	return off_page(rq, rs, NULL);
}

enum err
post_second_factor_off(struct request *rq, struct response *rs)
{
	const char *password, *fault;
	struct mail mail;
	enum err e = account_field(rq, "password", &password);

	if (e == OK)
		e = account_check_own_password(rq, rs, password, &fault);
	if (e == OK && fault != NULL)
		return off_page(rq, rs, fault);
	if (e == OK)
		e = account_letter_to_self(rq, LETTER_SECOND_FACTOR_OFF, &mail);
	if (e == OK)
		e = store_second_factor_remove(rq->db, rq->actor->id, &mail);
	return e == OK ? account_redirect(rq, rs, "/account/", "done=second-factor-off") : e;
}

static enum err
recovery_page(struct request *rq, struct response *rs, const char *fault)
{
	return password_page(rq, rs, &(struct form_page){ .title = tr("New recovery codes"), .path = "/account/recovery", .button = tr("Make new codes"),
	    .lead = { tr("You get ten new ones; the former ones serve no more.") } }, fault);
}

enum err
show_recovery(struct request *rq, struct response *rs)
{
	return recovery_page(rq, rs, NULL);
}

enum err
post_recovery(struct request *rq, struct response *rs)
{
	const char *const *codes = new_codes(rq->ctx), *password, *fault;
	struct second_factor factor;
	struct mail mail;
	enum err e = account_field(rq, "password", &password);

	if (e == OK)
		e = account_check_own_password(rq, rs, password, &fault);
	if (e == OK && fault != NULL)
		return recovery_page(rq, rs, fault);
	if (e == OK)
		e = store_second_factor(rq->db, rq->ctx, rq->actor->id, &factor);
	if (e == OK && !factor.is_set)
		return account_redirect(rq, rs, "/account/second-factor", "");
	if (e == OK)
		e = account_letter_to_self(rq, LETTER_RECOVERY_CODES, &mail);
	if (e == OK)
		e = store_second_factor_codes(rq->db, rq->ctx, rq->actor->id, codes, &mail);
	return e == OK ? view_recovery_codes(rq->view, codes, RECOVERY_CODES, NULL, &rs->page) : e;
}
