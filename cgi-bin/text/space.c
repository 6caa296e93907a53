/* White space, sign by sign. */
#include <string.h>

#include "base/mem.h"
#include "text/space.h"

size_t
space_at(const char *s)
{
	if (*s == ' ' || (*s >= '\t' && *s <= '\r'))
		return 1;
	if (strncmp(s, "\xc2\xa0", 2) == 0)			/* U+00A0 */
		return 2;
	if (strncmp(s, "\xe2\x80\xaf", 3) == 0 || strncmp(s, "\xe2\x80\x87", 3) == 0)	/* U+202F, U+2007 */
		return 3;
	return 0;
}

char *
space_skip(char *s)
{
	size_t space;

	while ((space = space_at(s)) > 0)
		s += space;
	return s;
}

char *
space_trim(char *s)
{
	char *end;

	s = end = space_skip(s);
	for (char *at = s; *at != '\0'; ) {
		size_t space = space_at(at);

		at += space > 0 ? space : 1;
		if (space == 0)
			end = at;
	}
	*end = '\0';
	return s;
}

char *
space_one_line(void *ctx, const char *s, size_t len)
{
	char *line = space_trim(mem_strndup(ctx, s, len));

	for (char *at = line; *at != '\0'; at++)
		if (*at >= '\t' && *at <= '\r')
			*at = ' ';
	return line;
}
