/* What several handlers of accounts do in the same way. */
#include <string.h>

#include "account/account.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mailbox.h"
#include "base/mem.h"
#include "base/password.h"
#include "base/utf8.h"
#include "text/space.h"

enum { WAIT_MILLISECONDS = 400 };

enum err
account_redirect(struct request *rq, struct response *rs, const char *path, const char *query)
{
	return response_redirect(rs, rq, 303, mem_printf(rq->ctx, "/%s%s", lang_code(rq->lang), path), query);
}

enum err
account_waiting(struct request *rq, const char *next, const char *again, struct waiting **waiting)
{
	struct parameter *sent;
	size_t count;
	enum err e;

	*waiting = NULL;
	if (*again == '\0' || !guard_is_next(next))
		return OK;
	e = request_parse_form(rq->ctx, again, &sent, &count);
	if (e != OK)
		return e;
	*waiting = guard_waiting(rq, next, sent, count);
	return OK;
}

enum err
account_arrive(struct request *rq, struct response *rs, const char *next, const char *again)
{
	struct waiting *waiting;
	const char *query;
	enum err e = account_waiting(rq, next, again, &waiting);

	if (e != OK)
		return e;
	if (waiting != NULL)
		return view_again(rq->view, waiting, &rs->page);
	if (!guard_is_next(next))	/* nowhere in particular: to one's own desk */
		return account_redirect(rq, rs, may(rq->actor, VERB_MODERATE, 0) ? "/moderate/" : "/edit/", "");
	query = strchr(next, '?');
	return query == NULL ? account_redirect(rq, rs, next, "") : account_redirect(rq, rs, mem_strndup(rq->ctx, next, (size_t)(query - next)), query + 1);
}

enum err
account_field(const struct request *rq, const char *name, const char **value)
{
	enum err e = request_field(rq, name, value);

	if (*value == NULL)
		*value = "";
	return e;
}

enum err
account_email_field(const struct request *rq, const char *name, const char **email)
{
	const char *typed;
	enum err e = account_field(rq, name, &typed);
	const char *small;

	*email = "";
	if (e != OK)
		return e;
	small = utf8_small(rq->ctx, space_one_line(rq->ctx, typed, strlen(typed)));
	if (mailbox_valid(small))
		*email = small;
	return OK;
}

enum err
account_name_field(const struct request *rq, const char **name, const char **fault)
{
	const char *typed;
	enum err e = account_field(rq, "name", &typed);

	*name = e == OK ? space_one_line(rq->ctx, typed, strlen(typed)) : "";
	*fault = **name == '\0' ? tr("Write your name: it stands beside what you publish and in letters to you.") :
	    utf8_length(*name) > NAME_MAX_CHARACTERS ? tr("This name is too long: 200 characters at most.") : NULL;
	return e;
}

const char *
account_too_many(const struct request *rq, struct response *rs, const struct attempt *attempt)
{
	unsigned minutes = (attempt->wait + 59) / 60;

	rs->status = 429;
	rs->retry_after = (int)attempt->wait;
	if (attempt->wait < 60)
		return mem_printf(rq->ctx, trn("There were too many failed attempts. Wait %u second, then try again.", "There were too many failed attempts. Wait %u seconds, then try again.",
		    attempt->wait), attempt->wait);
	return mem_printf(rq->ctx, trn("There were too many failed attempts. Wait %u minute, then try again.", "There were too many failed attempts. Wait %u minutes, then try again.",
	    minutes), minutes);
}

enum err
account_check_password(struct request *rq, struct response *rs, const char *email, const char *hash, const char *typed, const char **fault)
{
	struct attempt attempt = { .whose = mem_printf(rq->ctx, "account %s", email), .address = rq->address };
	bool right, stale;
	enum err e = store_attempt_begin(rq->db, rq->ctx, &attempt);

	*fault = NULL;
	if (e == ERR_TOO_MANY) {
		*fault = account_too_many(rq, rs, &attempt);
		return OK;
	}
	if (e == OK)
		e = password_verify(rq->ctx, rq->conf, hash, typed, &right, &stale);
	if (e != OK)
		return e;
	if (right)
		return store_attempt_forgive(rq->db, rq->ctx, &attempt);
	rs->status = 422;
	*fault = tr("This is not your present password. Type it again.");
	return OK;
}

enum err
account_check_own_password(struct request *rq, struct response *rs, const char *typed, const char **fault)
{
	struct credentials credentials;
	enum err e = store_account_credentials(rq->db, rq->ctx, rq->actor->email, &credentials);

	*fault = NULL;
	return e == OK ? account_check_password(rq, rs, rq->actor->email, credentials.password, typed, fault) : e;
}

void
account_new_password_fields(struct new_password *new)
{
	new->field[0] = (struct field){ .kind = FIELD_PASSWORD, .name = "new", .label = tr("New password"), .autocomplete = "new-password",
	    .help = tr("At least 8 characters; 15 are better, four or five words for instance. Spaces are welcome.") };
	new->field[1] = (struct field){ .kind = FIELD_PASSWORD, .name = "repeated", .label = tr("The same password again"), .autocomplete = "new-password" };
}

enum err
account_read_new_password(struct request *rq, const char *email, const char *name, struct new_password *new)
{
	const char *context[] = { rq->conf->site_name, email, name }, *password, *repeated;
	enum password_fault fault = PASSWORD_GOOD;
	enum err e;

	account_new_password_fields(new);
	if ((e = account_field(rq, "new", &password)) != OK || (e = account_field(rq, "repeated", &repeated)) != OK)
		return e;
	e = password_judge(rq->ctx, rq->conf, password, context, sizeof(context) / sizeof(context[0]), &fault);
	if (e != OK)
		return e;
	switch (fault) {
	case PASSWORD_SHORT:
		new->field[0].fault = tr("Too short: at least 8 characters.");
		break;
	case PASSWORD_LONG:
		new->field[0].fault = tr("Too long: 128 characters at most.");
		break;
	case PASSWORD_COMMON:
		new->field[0].fault = tr("This is one of the passwords that are tried first. Choose one that only you would think of.");
		break;
	case PASSWORD_CONTEXT:
		new->field[0].fault = tr("Apart from your name, your address or the name of this site there is too little left of it: at least 8 characters.");
		break;
	case PASSWORD_GOOD:
		if (strcmp(password, repeated) != 0)
			new->field[1].fault = tr("The two are not the same. Type both again.");
		else
			e = password_hash(rq->ctx, rq->conf, password, &new->hash);
		break;
	}
	return e;
}

void
account_language_options(const struct request *rq, enum lang chosen, struct field *field)
{
	field->options = MEM_ARRAY(rq->ctx, struct option, LANG_COUNT);
	for (int l = 0; l < LANG_COUNT; l++)
		if (rq->conf->language[l])
			field->options[field->option_count++] = (struct option){ .value = lang_code((enum lang)l), .label = lang_autonym((enum lang)l), .chosen = (enum lang)l == chosen };
}

enum err
account_language_field(const struct request *rq, enum lang *lang)
{
	const char *code;
	enum err e = account_field(rq, "language", &code);

	if (e == OK && (!lang_parse(code, strlen(code), lang) || !rq->conf->language[*lang]))
		*lang = rq->lang;
	return e;
}

enum err
account_letter_to_self(const struct request *rq, enum account_letter_kind kind, struct mail *mail)
{
	return view_account_letter(rq->view, &(struct account_letter){ .kind = kind, .recipient = rq->actor->email, .name = rq->actor->name, .lang = rq->actor->lang }, mail);
}

void
account_wait(const struct timespec *begin)
{
	struct timespec until = { begin->tv_sec, begin->tv_nsec + WAIT_MILLISECONDS * 1000000L };

	if (until.tv_nsec >= 1000000000L)
		until = (struct timespec){ until.tv_sec + 1, until.tv_nsec - 1000000000L };
	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
}
