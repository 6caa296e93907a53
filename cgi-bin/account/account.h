/* The handlers of the program `account`, by the files that have them, and what they share. */
#ifndef ANNUAIRE_ACCOUNT_ACCOUNT_H
#define ANNUAIRE_ACCOUNT_ACCOUNT_H

#include "store/attempt.h"
#include "web/guard.h"

/* signin.c: coming in and going out. */
enum err show_signin(struct request *rq, struct response *rs);
enum err post_signin(struct request *rq, struct response *rs);
enum err post_signout(struct request *rq, struct response *rs);

/* shared.c */

/* A path after the language, as response_redirect() wants it. */
MUST_CHECK enum err account_redirect(struct request *rq, struct response *rs, const char *path, const char *query);
/* The value of a field, "" when it was not sent. */
MUST_CHECK enum err account_field(const struct request *rq, const char *name, const char **value);
/* The e-mail address in a field: without spaces at its ends, in small letters; "" when it was not sent or cannot be one. */
MUST_CHECK enum err account_email_field(const struct request *rq, const char *name, const char **email);
/* An attempt that was refused: the status and header that say so; returns the sentence. */
const char *account_too_many(const struct request *rq, struct response *rs, const struct attempt *attempt);

#endif
