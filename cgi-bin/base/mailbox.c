/* E-mail addresses. */
#include <string.h>

#include "base/mailbox.h"

#define LETTERS_AND_DIGITS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

enum { LOCAL_MAX = 64, LABEL_MAX = 63 };

/* True if the len bytes at s are parts of `allowed`, each of 1 to max bytes, with single dots between them. */
static bool
is_dotted(const char *s, size_t len, const char *allowed, size_t max)
{
	const char *end = s + len;

	for (;;) {
		size_t part = strspn(s, allowed);

		if (part == 0 || part > max || part > (size_t)(end - s))
			return false;
		s += part;
		if (s == end)
			return true;
		if (*s++ != '.')
			return false;
	}
}

bool
mailbox_valid(const char *address)
{
	const char *sign = strchr(address, '@'), *domain;

	if (sign == NULL || strlen(address) > MAILBOX_MAX || sign - address > LOCAL_MAX || *address == '-')
		return false;
	domain = sign + 1;
	return is_dotted(address, (size_t)(sign - address), LETTERS_AND_DIGITS "!#$%&'*+-/=?^_`{|}~", LOCAL_MAX) &&
	    is_dotted(domain, strlen(domain), LETTERS_AND_DIGITS "-", LABEL_MAX) &&
	    *domain != '-' && domain[strlen(domain) - 1] != '-' && strstr(domain, "-.") == NULL && strstr(domain, ".-") == NULL;
}
