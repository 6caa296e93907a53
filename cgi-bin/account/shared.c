/* What several handlers of accounts do in the same way. */
#include <string.h>

#include "account/account.h"
#include "base/i18n.h"
#include "base/mem.h"

enum { EMAIL_BYTES = 254 };

enum err
account_redirect(struct request *rq, struct response *rs, const char *path, const char *query)
{
	return response_redirect(rs, rq, 303, mem_printf(rq->ctx, "/%s%s", lang_code(rq->lang), path), query);
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
	size_t len;
	char *low;

	*email = "";
	if (e != OK)
		return e;
	typed += strspn(typed, " \t\n");
	len = strcspn(typed, " \t\n");
	if (len == 0 || len > EMAIL_BYTES || typed[len + strspn(typed + len, " \t\n")] != '\0')
		return OK;
	low = mem_strndup(rq->ctx, typed, len);
	for (char *c = low; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + 'a' - 'A');
	*email = low;
	return OK;
}

const char *
account_too_many(const struct request *rq, struct response *rs, const struct attempt *attempt)
{
	rs->status = 429;
	rs->retry_after = (int)attempt->wait;
	if (attempt->wait < 60)
		return mem_printf(rq->ctx, trn("There were too many failed attempts. Wait %u second, then try again.", "There were too many failed attempts. Wait %u seconds, then try again.",
		    attempt->wait), attempt->wait);
	return mem_printf(rq->ctx, trn("There were too many failed attempts. Wait %u minute, then try again.", "There were too many failed attempts. Wait %u minutes, then try again.",
	    (attempt->wait + 59) / 60), (attempt->wait + 59) / 60);
}
