/* The handlers of the program `account`, by the files that have them, and what they share. */
#ifndef ANNUAIRE_ACCOUNT_ACCOUNT_H
#define ANNUAIRE_ACCOUNT_ACCOUNT_H

#include <time.h>

#include "store/account.h"
#include "web/guard.h"

/* signin.c: coming in and going out. */
enum err show_signin(struct request *rq, struct response *rs);
enum err post_signin(struct request *rq, struct response *rs);
enum err post_signout(struct request *rq, struct response *rs);

/* second_factor.c: the second lock, asked for and looked after. */
enum err show_code(struct request *rq, struct response *rs);
enum err post_code(struct request *rq, struct response *rs);
enum err show_second_factor(struct request *rq, struct response *rs);
enum err post_second_factor(struct request *rq, struct response *rs);
enum err show_second_factor_off(struct request *rq, struct response *rs);
enum err post_second_factor_off(struct request *rq, struct response *rs);
enum err show_recovery(struct request *rq, struct response *rs);
enum err post_recovery(struct request *rq, struct response *rs);

/* links.c: what mailed links lead to, and how one asks for one. */
enum err show_reset(struct request *rq, struct response *rs);
enum err post_reset(struct request *rq, struct response *rs);
enum err show_reset_link(struct request *rq, struct response *rs);
enum err post_reset_link(struct request *rq, struct response *rs);
enum err show_invitation(struct request *rq, struct response *rs);
enum err post_invitation(struct request *rq, struct response *rs);
enum err show_email_link(struct request *rq, struct response *rs);
enum err post_email_link(struct request *rq, struct response *rs);

/* own.c: what somebody changes of themselves. */
enum err show_account(struct request *rq, struct response *rs);
enum err show_name(struct request *rq, struct response *rs);
enum err post_name(struct request *rq, struct response *rs);
enum err show_email(struct request *rq, struct response *rs);
enum err post_email(struct request *rq, struct response *rs);
enum err show_password(struct request *rq, struct response *rs);
enum err post_password(struct request *rq, struct response *rs);
enum err post_sessions(struct request *rq, struct response *rs);

/* people.c: the federation's people. */
enum err show_people(struct request *rq, struct response *rs);
enum err show_invite(struct request *rq, struct response *rs);
enum err post_invite(struct request *rq, struct response *rs);
enum err show_rules(struct request *rq, struct response *rs);
enum err post_rules(struct request *rq, struct response *rs);
enum err show_person(struct request *rq, struct response *rs);
enum err post_person_organisations(struct request *rq, struct response *rs);
enum err post_person_invite(struct request *rq, struct response *rs);
enum err post_person_role(struct request *rq, struct response *rs);
enum err post_person_sessions(struct request *rq, struct response *rs);
enum err post_person_second_factor(struct request *rq, struct response *rs);
enum err post_person_disable(struct request *rq, struct response *rs);
enum err post_person_enable(struct request *rq, struct response *rs);

/* shared.c */

enum { NAME_MAX_CHARACTERS = 200 };

/* A path after the language, as response_redirect() wants it. */
MUST_CHECK enum err account_redirect(struct request *rq, struct response *rs, const char *path, const char *query);
/* On to where somebody who is signed in wanted to go; or with the form that waited (`again`, "": none). */
MUST_CHECK enum err account_arrive(struct request *rq, struct response *rs, const char *next, const char *again);
/* On to the second factor, which is asked of whoever has just signed in (second_factor.c). */
MUST_CHECK enum err account_ask_code(struct request *rq, struct response *rs, const char *next, const char *again);
/* The fields of the form that waited, to be sent to `next` once more; NULL: none waits, or it is not one of ours. Owned by rq->ctx. */
MUST_CHECK enum err account_waiting(struct request *rq, const char *next, const char *again, struct waiting **waiting);

/* The value of a field, "" when it was not sent. */
MUST_CHECK enum err account_field(const struct request *rq, const char *name, const char **value);
/* The e-mail address in a field: without spaces at its ends, in small letters; "" when it was not sent or cannot be one. */
MUST_CHECK enum err account_email_field(const struct request *rq, const char *name, const char **email);
/* A name in a field, as one line, and what is wrong with it (NULL: nothing). */
MUST_CHECK enum err account_name_field(const struct request *rq, const char **name, const char **fault);

/* An attempt that was refused: the status and header that say so; returns the sentence. */
const char *account_too_many(const struct request *rq, struct response *rs, const struct attempt *attempt);
/*
 * Whether what was typed is the password of the account, whose hash is given (NULL: it has none): *fault is NULL, or what to say, and then the status is set. Counts as an
 * attempt to sign in.
 */
MUST_CHECK enum err account_check_password(struct request *rq, struct response *rs, const char *email, const char *hash, const char *typed, const char **fault);
/* The same for whoever is signed in. */
MUST_CHECK enum err account_check_own_password(struct request *rq, struct response *rs, const char *typed, const char **fault);

/* The two fields of a new password: "new" and "repeated". */
struct new_password {
	struct field field[2];
	const char *hash;		/* NULL: something is wrong with one of them */
};
void account_new_password_fields(struct new_password *new);
/* Reads them: either the hash or a fault is set. */
MUST_CHECK enum err account_read_new_password(struct request *rq, const char *email, const char *name, struct new_password *new);

/* The languages that the site is offered in, as options; owned by rq->ctx. */
void account_language_options(const struct request *rq, enum lang chosen, struct field *field);
/* The language in a field; that of the page when it is none of them. */
MUST_CHECK enum err account_language_field(const struct request *rq, enum lang *lang);

/* A letter to whoever is signed in. */
MUST_CHECK enum err account_letter_to_self(const struct request *rq, enum account_letter_kind kind, struct mail *mail);

/* Waits until so long after begin, so that how much there was to do does not show. */
void account_wait(const struct timespec *begin);

#endif
