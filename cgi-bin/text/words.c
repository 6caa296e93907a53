/* Words as a reader means them: folded, made into addresses. Every function is one pass over its text. */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/words.h"

enum { SLUG_BYTES = 80 };

char *
words_fold(void *ctx, const char *s)
{
	struct buf b = buf_in(ctx);
	char piece[FOLD_BYTES];
	bool gap = false;
	size_t i = 0;

	while (s[i] != '\0') {
		int len = fold_letter(utf8_next(s, &i), piece);

		if (len > 0 && gap && b.len > 0)
			buf_putc(&b, ' ');
		if (len > 0)
			buf_add(&b, piece, (size_t)len);
		if (len != 0)
			gap = len < 0;
	}
	return b.bytes != NULL ? b.bytes : mem_strdup(ctx, "");
}

char *
words_slug(void *ctx, const char *name)
{
	char *folded = words_fold(ctx, name);
	char *slug = mem_zero(ctx, SLUG_BYTES + 1);
	size_t len = 0, word = 0;	/* word: where the last hyphen stands */

	for (const char *s = folded; *s != '\0'; s++) {
		bool ascii = (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9');
		bool space = *s == ' ' && len > 0 && slug[len - 1] != '-';

		if (!ascii && !space)
			continue;
		if (len == SLUG_BYTES) {
			if (ascii && word > 0)
				len = word;
			break;
		}
		if (space)
			word = len;
		slug[len++] = ascii ? *s : '-';
	}
	while (len > 0 && slug[len - 1] == '-')
		len--;
	slug[len] = '\0';
	mem_free(folded);
	return len > 0 ? slug : mem_strdup(ctx, "organisation");
}

char
words_initial(const char *folded)
{
	return *folded >= 'a' && *folded <= 'z' ? *folded : '0';
}

const char *
words_zone_of_postcode(const char *postcode)
{
	/* Where each zone begins; the next one ends it. Source: bpost, the list of Belgian postcodes. */
	static const struct {
		int from;
		const char *zone;
	} zones[] = {
		{ 1000, "brussels" }, { 1300, "walloon-brabant" }, { 1500, "flanders" }, { 4000, "liege" }, { 4700, "german-speaking" },
		{ 4800, "liege" }, { 5000, "namur" }, { 6000, "hainaut" }, { 6600, "luxembourg" }, { 7000, "hainaut" }, { 8000, "flanders" },
	};
	const char *zone = NULL;
	int code = 0;

	if (postcode == NULL || strlen(postcode) != 4 || strspn(postcode, "0123456789") != 4)
		return NULL;
	for (int i = 0; i < 4; i++)
		code = 10 * code + (postcode[i] - '0');
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]) && zones[i].from <= code; i++)
		zone = zones[i].zone;
	return zone;
}
