/* Any text as words: folding what is folded changes nothing, a slug is an address, and stems are words. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/reading.h"
#include "text/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Words between single spaces, none around. */
static bool
well_spaced(const char *s)
{
	return *s != ' ' && strstr(s, "  ") == NULL && (*s == '\0' || s[strlen(s) - 1] != ' ') && strpbrk(s, "\1\t\n\r") == NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void *ctx = mem_new(NULL);
	const char *s = mem_strndup(ctx, (const char *)data, size), *folded, *slug, *stem, *zone;

	zone = words_zone_of_postcode(s);
	if (zone != NULL && (size < 4 || strlen(s) != 4 || *s == '0'))
		abort();
	if (!utf8_valid((const char *)data, size, NULL)) {
		mem_free(ctx);
		return 0;
	}
	folded = words_fold(ctx, s);
	if (!well_spaced(folded) || strcmp(words_fold(ctx, folded), folded) != 0 || !utf8_valid(folded, strlen(folded), NULL))
		abort();
	slug = words_slug(ctx, s);
	if (*slug == '\0' || strlen(slug) > 80 || strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(slug) || *slug == '-' ||
	    slug[strlen(slug) - 1] == '-' || strstr(slug, "--") != NULL || strcmp(words_slug(ctx, slug), slug) != 0)
		abort();
	stem = reading_stem(ctx, s);
	if (!well_spaced(stem) || strlen(stem) > strlen(folded) || !utf8_valid(stem, strlen(stem), NULL) || strcmp(reading_stem(ctx, s), stem) != 0)
		abort();
	if (words_initial(folded) != '0' && words_initial(folded) != *folded)
		abort();
	mem_free(ctx);
	return 0;
}
