/* Mailed links. To open one shows a form and changes nothing: mail servers open links as well. */
#include <string.h>

#include "account/account.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/secret.h"
#include "store/link.h"
#include "store/people.h"

/* A link that opens nothing any more. */
static enum err
dead_link(struct request *rq, struct response *rs)
{
	rs->status = 410;
	return view_message(rq->view, &(struct message_page){ .title = tr("This link opens nothing any more"),
	    .paragraphs = { tr("It has served already, or it was too old: each link serves once, and not for long."), tr("If you still need it, have another one sent to you.") },
	    .link = "/account/reset", .label = tr("Ask for a new link") }, &rs->page);
}

static enum err
reset_page(struct request *rq, struct response *rs, const char *typed, const char *fault)
{
	struct field field = { .kind = FIELD_EMAIL, .name = "email", .label = tr("E-mail address"), .value = typed, .autocomplete = "username", .fault = fault,
	    .help = tr("The one that you sign in with.") };

	return view_form(rq->view, &(struct form_page){ .title = tr("A new password"), .path = "/account/reset",
	    .lead = { tr("You get a letter with a link that lets you choose a new password.") }, .fields = &field, .field_count = 1, .button = tr("Send me the link"),
	    .back = "/account/signin", .back_label = tr("Go back to signing in") }, &rs->page);
}

enum err
show_reset(struct request *rq, struct response *rs)
{
	return reset_page(rq, rs, "", NULL);
}

/* Sends the link to whoever has this address; nobody else can tell from the answer, nor from how long it took, whether anybody has. */
enum err
post_reset(struct request *rq, struct response *rs)
{
	const char *typed, *email, *secret = secret_new(rq->ctx);
	struct timespec begin;
	struct account account;
	struct mail mail;
	enum err e;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	if ((e = account_field(rq, "email", &typed)) != OK || (e = account_email_field(rq, "email", &email)) != OK)
		return e;
	if (*email == '\0') {
		rs->status = 422;
		return reset_page(rq, rs, typed, tr("Write the whole address, like name@example.org."));
	}
	e = store_person_by_email(rq->db, rq->ctx, email, rq->lang, &account);
	if (e == OK && !account.disabled) {
		e = view_account_letter(rq->view, &(struct account_letter){ .kind = LETTER_RESET, .recipient = account.email, .name = account.name, .lang = account.lang,
		    .secret = secret }, &mail);
		if (e == OK)
			e = store_link_reset(rq->db, account.id, secret, &mail);
		log_event(LOG_LEVEL_INFO, "reset-asked", "account=%llu address=%s", (unsigned long long)account.id, rq->address);
	}
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	account_wait(&begin);
	return view_message(rq->view, &(struct message_page){ .title = tr("Look into your mailbox"),
	    .paragraphs = { mem_printf(rq->ctx, tr("If %s has an account here, a letter is on its way there. Its link serves once, within an hour."), email),
	    tr("Nothing after a few minutes? Look among the unwanted mail, and whether the address is the one that you were invited with.") },
	    .link = "/account/signin", .label = tr("Go back to signing in") }, &rs->page);
}

/* A form that sets a password by a link; an invitation asks for the name as well. */
static enum err
password_page(struct request *rq, struct response *rs, enum link_purpose purpose, const struct link *link, const struct new_password *new, const char *name, const char *fault)
{
	bool invited = purpose == LINK_INVITATION;
	struct field fields[] = {
		{ .kind = FIELD_LINE, .name = "name", .label = tr("Your name"), .value = name, .autocomplete = "name", .limit = NAME_MAX_CHARACTERS, .fault = fault },
		new->field[0], new->field[1],
	};

	return view_form(rq->view, &(struct form_page){ .title = invited ? tr("Welcome") : tr("A new password"),
	    .path = mem_printf(rq->ctx, "/account/%s/%s", invited ? "invitation" : "reset", rq->arguments[0]),
	    .lead = { mem_printf(rq->ctx, invited ? tr("From now on you sign in with %s and the password that you choose here.") : tr("For the account of %s. Wherever you are signed in, you have to sign in again."),
	    link->email) }, .fields = invited ? fields : fields + 1, .field_count = invited ? 3 : 2, .button = tr("Set the password") }, &rs->page);
}

static enum err
show_password_link(struct request *rq, struct response *rs, enum link_purpose purpose)
{
	struct new_password new = { 0 };
	struct link link;
	enum err e = store_link(rq->db, rq->ctx, rq->arguments[0], purpose, &link);

	if (e != OK)
		return e == ERR_NOT_FOUND ? dead_link(rq, rs) : e;
	account_new_password_fields(&new);
	return password_page(rq, rs, purpose, &link, &new, link.name, NULL);
}

static enum err
post_password_link(struct request *rq, struct response *rs, enum link_purpose purpose)
{
	struct link_password set = { .purpose = purpose, .secret = rq->arguments[0] };
	struct new_password new = { 0 };
	const char *fault = NULL;
	struct mail mail;
	struct link link;
	enum err e = store_link(rq->db, rq->ctx, set.secret, purpose, &link);

	if (e != OK)
		return e == ERR_NOT_FOUND ? dead_link(rq, rs) : e;
	if (purpose == LINK_INVITATION)
		e = account_name_field(rq, &set.name, &fault);
	if (e == OK)
		e = account_read_new_password(rq, link.email, set.name == NULL ? link.name : set.name, &new);
	if (e != OK)
		return e;
	if (new.hash == NULL || fault != NULL) {
		rs->status = 422;
		return password_page(rq, rs, purpose, &link, &new, set.name, fault);
	}
	set.email = link.email;
	set.hash = new.hash;
	if (purpose == LINK_RESET) {
		e = view_account_letter(rq->view, &(struct account_letter){ .kind = LETTER_PASSWORD_CHANGED, .recipient = link.email, .name = link.name, .lang = link.lang }, &mail);
		set.mail = &mail;
	}
	if (e == OK)
		e = store_link_set_password(rq->db, rq->ctx, &set);
	if (e != OK)
		return e == ERR_NOT_FOUND ? dead_link(rq, rs) : e;
	log_event(LOG_LEVEL_INFO, "password-set", "account=%llu address=%s", (unsigned long long)link.account, rq->address);
	return account_redirect(rq, rs, "/account/signin", "done=password");
}

enum err
show_reset_link(struct request *rq, struct response *rs)
{
	return show_password_link(rq, rs, LINK_RESET);
}

enum err
post_reset_link(struct request *rq, struct response *rs)
{
	return post_password_link(rq, rs, LINK_RESET);
}

enum err
show_invitation(struct request *rq, struct response *rs)
{
	return show_password_link(rq, rs, LINK_INVITATION);
}

enum err
post_invitation(struct request *rq, struct response *rs)
{
	return post_password_link(rq, rs, LINK_INVITATION);
}

/* The new address is confirmed with the password: whoever was written to by mistake cannot take the account over. */
static enum err
email_page(struct request *rq, struct response *rs, const struct link *link, const char *fault)
{
	struct field field = { .kind = FIELD_PASSWORD, .name = "password", .label = tr("Your present password"), .autocomplete = "current-password", .fault = fault };

	return view_form(rq->view, &(struct form_page){ .title = tr("Your new address"), .path = mem_printf(rq->ctx, "/account/email/%s", rq->arguments[0]),
	    .lead = { mem_printf(rq->ctx, tr("From now on you sign in with %s, and letters go there."), link->new_email) }, .fields = &field, .field_count = 1,
	    .button = tr("Confirm the new address") }, &rs->page);
}

enum err
show_email_link(struct request *rq, struct response *rs)
{
	struct link link;
	enum err e = store_link(rq->db, rq->ctx, rq->arguments[0], LINK_EMAIL, &link);

	if (e != OK)
		return e == ERR_NOT_FOUND ? dead_link(rq, rs) : e;
	return email_page(rq, rs, &link, NULL);
}

enum err
post_email_link(struct request *rq, struct response *rs)
{
	const char *password, *fault;
	struct mail mail;
	struct link link;
	enum err e = store_link(rq->db, rq->ctx, rq->arguments[0], LINK_EMAIL, &link);

	if (e == ERR_NOT_FOUND)
		return dead_link(rq, rs);
	if (e == OK)
		e = account_field(rq, "password", &password);
	if (e == OK)
		e = account_check_password(rq, rs, link.email, link.password, password, &fault);
	if (e == OK && fault != NULL)
		return email_page(rq, rs, &link, fault);
	if (e == OK)
		e = view_account_letter(rq->view, &(struct account_letter){ .kind = LETTER_EMAIL_CHANGED, .recipient = link.email, .name = link.name, .lang = link.lang,
		    .new_email = link.new_email }, &mail);
	if (e == OK)
		e = store_link_set_email(rq->db, rq->ctx, rq->arguments[0], &mail);
	if (e == ERR_NOT_FOUND || e == ERR_CONFLICT)
		return dead_link(rq, rs);
	if (e != OK)
		return e;
	log_event(LOG_LEVEL_INFO, "email-changed", "account=%llu address=%s", (unsigned long long)link.account, rq->address);
	return view_message(rq->view, &(struct message_page){ .title = tr("Your address has changed"),
	    .paragraphs = { mem_printf(rq->ctx, tr("From now on you sign in with %s, and letters go there."), link.new_email) }, .link = "/account/", .label = tr("Go to my account") }, &rs->page);
}
