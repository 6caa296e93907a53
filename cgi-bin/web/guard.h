/*
 * What stands before the handlers of a program that is not all public: who is signed in, whether they may come in, and whether a form was shown by us.
 * Sources: RFC 6265bis (cookies, __Host- prefix), Fetch Metadata (Sec-Fetch-Site), RFC 6454 (Origin).
 */
#ifndef ANNUAIRE_WEB_GUARD_H
#define ANNUAIRE_WEB_GUARD_H

#include "web/route.h"

/* The template that guard() itself needs. */
#define GUARD_TEMPLATES "signin.tpl", "later.tpl", "fields.tpl", "faults.tpl"

/*
 * For struct program. Sets rq->actor, rq->organisation (of ACCESS_ORGANISATION) and rq->form_key, and reads the form that is sent. Whoever is not signed in is led to
 * the sign-in page and back; a form that comes without a session is kept on that page. ERR_FORBIDDEN: signed in, but may not; or a form that was not shown by this site to
 * this browser. Nothing of a program that has a guard is ever kept by a cache.
 */
MUST_CHECK enum err guard(struct request *rq, struct response *rs, const struct route *route);

/* Begins a session in the browser: the secret is what store/ keeps the hash of. NULL: ends it. */
void guard_set_session(const struct request *rq, struct response *rs, const char *secret);

/* The secret of the browser's session; NULL: none. */
const char *guard_session(const struct request *rq);

/* True if `next` is a path that a visitor may be led to after signing in: one of /account, /edit or /moderate of this site. */
bool guard_is_next(const char *next);

/*
 * A form that was sent to path (after the language), ready to be shown as one that waits: its fields but for the token, passwords and codes, which no page repeats. The handler of
 * the form gets "again" with it, and shows it once more before it saves. Owned by rq->ctx.
 */
struct waiting *guard_waiting(const struct request *rq, const char *path, const struct parameter *sent, size_t count);

#endif
