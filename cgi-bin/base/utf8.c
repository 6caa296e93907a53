/* UTF-8 by utf8proc. */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/utf8.h"

bool
utf8_valid(const char *s, size_t len, size_t *at)
{
	size_t i = 0;

	while (i < len) {
		utf8proc_int32_t c;
		utf8proc_ssize_t n;

		if ((signed char)s[i] > 0) {	/* ASCII other than NUL: most of every text */
			i++;
			continue;
		}
		n = s[i] == 0 ? -1 : utf8proc_iterate((const utf8proc_uint8_t *)s + i, (utf8proc_ssize_t)(len - i), &c);
		if (n <= 0) {
			if (at != NULL)
				*at = i;
			return false;
		}
		i += (size_t)n;
	}
	return true;
}

bool
utf8_has_control(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
			return true;
		if (c == 0xc2 && i + 1 < len && (unsigned char)s[i + 1] < 0xa0)	/* U+0080 to U+009F */
			return true;
	}
	return false;
}

size_t
utf8_length(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

char *
utf8_nfc(void *ctx, const char *s)
{
	utf8proc_uint8_t *nfc = utf8proc_NFC((const utf8proc_uint8_t *)s);
	char *copy;

	if (nfc == NULL)
		return mem_strdup(ctx, s);
	copy = mem_strdup(ctx, (const char *)nfc);
	free(nfc);
	return copy;
}

uint32_t
utf8_next(const char *s, size_t *i)
{
	utf8proc_int32_t c = 0;
	utf8proc_ssize_t n;

	if (s[*i] == '\0')
		return 0;
	n = utf8proc_iterate((const utf8proc_uint8_t *)s + *i, -1, &c);
	*i += n > 0 ? (size_t)n : 1;
	return n > 0 ? (uint32_t)c : 0xfffd;
}

char *
utf8_small(void *ctx, const char *s)
{
	char *small = mem_strdup(ctx, s);

	for (char *c = small; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + 'a' - 'A');
	return small;
}

size_t
utf8_prefix(const char *s, size_t characters)
{
	utf8proc_int32_t state = 0;
	uint32_t before = 0;
	size_t i = 0, n = 0, cut = 0;

	while (s[i] != '\0') {
		size_t start = i;
		uint32_t c = utf8_next(s, &i);

		if (before == 0 || utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)c, &state))
			cut = start;	/* a grapheme begins here: the text may be cut before it */
		if (++n > characters)
			return cut;
		before = c;
	}
	return i;
}
