/* What somebody changes of themselves. */
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/secret.h"
#include "store/link.h"
#include "store/people.h"
#include "store/second_factor.h"
#include "store/session.h"

/* What was done just before, as the address says it. */
static const char *
done_words(const char *done)
{
	const char *const words[][2] = {
		{ "name", tr("Your name and language are kept.") },
		{ "password", tr("Your new password is set. Wherever else you were signed in, you are no longer.") },
		{ "sessions", tr("That session has ended.") },
		{ "others", tr("You are signed in here and nowhere else.") },
		{ "second-factor-off", tr("The second lock is switched off.") },
	};

	for (size_t i = 0; done != NULL && i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(done, words[i][0]) == 0)
			return words[i][1];
	return NULL;
}

enum err
show_account(struct request *rq, struct response *rs)
{
	struct own_account own = { 0 };
	struct second_factor factor;
	const char *done;
	enum err e = request_parameter(rq, "done", &done);

	if (e == OK)
		e = store_person(rq->db, rq->ctx, rq->actor->id, rq->lang, &own.account);
	if (e == OK)
		e = store_second_factor(rq->db, rq->ctx, rq->actor->id, &factor);
	if (e == OK)
		e = store_sessions(rq->db, rq->ctx, rq->actor->id, &own.sessions, &own.session_count);
	if (e != OK)
		return e;
	own.second_factor_needed = factor.needed;
	own.recovery_codes = factor.codes;
	own.done = done_words(done);
	return view_account(rq->view, &own, &rs->page);
}

static enum err
name_page(struct request *rq, struct response *rs, const char *name, enum lang lang, const char *fault)
{
	struct field fields[] = {
		{ .kind = FIELD_LINE, .name = "name", .label = tr("Your name"), .value = name, .autocomplete = "name", .limit = NAME_MAX_CHARACTERS, .fault = fault,
		    .help = tr("It stands beside what you publish and in letters to you.") },
		{ .kind = FIELD_RADIO, .name = "language", .label = tr("Letters come in") },
	};

	account_language_options(rq, lang, &fields[1]);
	return view_form(rq->view, &(struct form_page){ .title = tr("Name and language"), .path = "/account/name", .fields = fields, .field_count = 2, .button = tr("Save"),
	    .back = "/account/", .back_label = tr("Leave it as it is") }, &rs->page);
}

enum err
show_name(struct request *rq, struct response *rs)
{
	return name_page(rq, rs, rq->actor->name, rq->actor->lang, NULL);
}

enum err
post_name(struct request *rq, struct response *rs)
{
	const char *name, *fault;
	enum lang lang;
	enum err e = account_name_field(rq, &name, &fault);

	if (e == OK)
		e = account_language_field(rq, &lang);
	if (e == OK && fault != NULL) {
		rs->status = 422;
		return name_page(rq, rs, name, lang, fault);
	}
	if (e == OK)
		e = store_account_rename(rq->db, rq->actor->id, name, lang);
	return e == OK ? account_redirect(rq, rs, "/account/", "done=name") : e;
}

static enum err
email_page(struct request *rq, struct response *rs, const char *typed, const char *email_fault, const char *password_fault)
{
	struct field fields[] = {
		{ .kind = FIELD_EMAIL, .name = "email", .label = tr("New e-mail address"), .value = typed, .autocomplete = "email", .fault = email_fault },
		{ .kind = FIELD_PASSWORD, .name = "password", .label = tr("Your present password"), .autocomplete = "current-password", .fault = password_fault },
	};

	return view_form(rq->view, &(struct form_page){ .title = tr("A new e-mail address"), .path = "/account/email",
	    .lead = { mem_printf(rq->ctx, tr("Now you sign in with %s. We send a letter to the new address; nothing changes before you open its link."), rq->actor->email) },
	    .fields = fields, .field_count = 2, .button = tr("Send me the link"), .back = "/account/", .back_label = tr("Leave it as it is") }, &rs->page);
}

enum err
show_email(struct request *rq, struct response *rs)
{
	return email_page(rq, rs, "", NULL, NULL);
}

/* Whether another account has the address is told to nobody: then no letter is sent. */
static enum err
send_email_link(struct request *rq, const char *email)
{
	const char *secret = secret_new(rq->ctx);
	struct account other;
	struct mail mail;
	enum err e = store_person_by_email(rq->db, rq->ctx, email, rq->lang, &other);

	if (e != ERR_NOT_FOUND)
		return e;
	e = view_account_letter(rq->view, &(struct account_letter){ .kind = LETTER_EMAIL, .recipient = email, .name = rq->actor->name, .lang = rq->actor->lang, .secret = secret }, &mail);
	return e == OK ? store_link_email(rq->db, rq->actor->id, email, secret, &mail) : e;
}

enum err
post_email(struct request *rq, struct response *rs)
{
	const char *typed, *email, *password, *email_fault = NULL, *password_fault;
	struct timespec begin;
	enum err e;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	if ((e = account_field(rq, "email", &typed)) != OK || (e = account_email_field(rq, "email", &email)) != OK || (e = account_field(rq, "password", &password)) != OK ||
	    (e = account_check_own_password(rq, rs, password, &password_fault)) != OK)
		return e;
	if (*email == '\0')
		email_fault = tr("Write the whole address, like name@example.org.");
	else if (strcmp(email, rq->actor->email) == 0)
		email_fault = tr("This is the address that you sign in with now.");
	if (email_fault != NULL || password_fault != NULL) {
		rs->status = rs->status == 429 ? 429 : 422;
		return email_page(rq, rs, typed, email_fault, password_fault);
	}
	e = send_email_link(rq, email);
	if (e != OK)
		return e;
	account_wait(&begin);
	return view_message(rq->view, &(struct message_page){ .title = tr("Look into your mailbox"),
	    .paragraphs = { mem_printf(rq->ctx, tr("A letter is on its way to %s. Open its link within a day; until then you sign in as before."), email) },
	    .link = "/account/", .label = tr("Go to my account") }, &rs->page);
}

static enum err
password_page(struct request *rq, struct response *rs, const struct new_password *new, const char *fault)
{
	struct field fields[] = {
		{ .kind = FIELD_PASSWORD, .name = "password", .label = tr("Your present password"), .autocomplete = "current-password", .fault = fault },
		new->field[0], new->field[1],
	};

	return view_form(rq->view, &(struct form_page){ .title = tr("A new password"), .path = "/account/password",
	    .lead = { tr("Wherever else you are signed in, you have to sign in again.") }, .fields = fields, .field_count = 3, .button = tr("Set the password"),
	    .back = "/account/", .back_label = tr("Leave it as it is") }, &rs->page);
}

enum err
show_password(struct request *rq, struct response *rs)
{
	struct new_password new = { 0 };

	account_new_password_fields(&new);
	return password_page(rq, rs, &new, NULL);
}

enum err
post_password(struct request *rq, struct response *rs)
{
	struct new_password new = { 0 };
	const char *password, *fault;
	struct mail mail;
	enum err e = account_field(rq, "password", &password);

	if (e == OK)
		e = account_check_own_password(rq, rs, password, &fault);
	if (e == OK)
		e = account_read_new_password(rq, rq->actor->email, rq->actor->name, &new);
	if (e != OK)
		return e;
	if (fault != NULL || new.hash == NULL) {
		rs->status = rs->status == 429 ? 429 : 422;
		return password_page(rq, rs, &new, fault);
	}
	e = account_letter_to_self(rq, LETTER_PASSWORD_CHANGED, &mail);
	if (e == OK)
		e = store_account_password(rq->db, rq->actor->id, new.hash, rq->actor->session, &mail);
	if (e != OK)
		return e;
	log_event(LOG_LEVEL_INFO, "password-set", "account=%llu address=%s", (unsigned long long)rq->actor->id, rq->address);
	return account_redirect(rq, rs, "/account/", "done=password");
}

/* Ends one session, or all but this one. */
enum err
post_sessions(struct request *rq, struct response *rs)
{
	const char *session;
	bool others;
	enum err e = account_field(rq, "session", &session);

	if (e != OK)
		return e;
	others = strcmp(session, "others") == 0;
	e = others ? store_session_end_others(rq->db, rq->actor->id, rq->actor->session) : store_session_end(rq->db, rq->actor->id, strtoull(session, NULL, 10));
	return e == OK ? account_redirect(rq, rs, "/account/", others ? "done=others" : "done=sessions") : e;
}
