/* Why a hit is there: the searched words, marked where they begin a word of the text. Case and accents do not count, nor does a plural's ending. */
#include <string.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "view/page.h"

enum { SEARCHED_MAX = 8, SEARCHED_MIN_BYTES = 2, STEM_MIN_BYTES = 4 };

/* len bytes of s without case and accents, owned by ctx. */
static const char *
folded(void *ctx, const char *s, size_t len)
{
	utf8proc_uint8_t *made = NULL;
	const char *copy = "";

	if (utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)len, &made,
	    UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK) >= 0)
		copy = mem_strdup(ctx, (const char *)made);
	free(made);
	return copy;
}

static bool
is_word(uint32_t c)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);

	return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_MC) || category == UTF8PROC_CATEGORY_ND;
}

/* The byte length of the run at s of word characters (word), or of others. */
static size_t
run(const char *s, bool word)
{
	size_t i = 0, before = 0;

	while (s[i] != '\0') {
		before = i;
		if (is_word(utf8_next(s, &i)) != word)
			return before;
	}
	return i;
}

/* The searched words, folded, plural endings away; returns how many. */
static size_t
searched(void *ctx, const char *words, const char *found[SEARCHED_MAX])
{
	size_t n = 0;

	while (*words != '\0' && n < SEARCHED_MAX) {
		size_t len;

		words += run(words, false);
		len = run(words, true);
		if (len >= SEARCHED_MIN_BYTES) {
			char *word = mem_strdup(ctx, folded(ctx, words, len));
			size_t end = strlen(word);

			while (end > STEM_MIN_BYTES && strchr("sxe", word[end - 1]) != NULL)
				word[--end] = '\0';
			found[n++] = word;
		}
		words += len;
	}
	return n;
}

static bool
begins(const char *word, const char *const *found, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strncmp(word, found[i], strlen(found[i])) == 0)
			return true;
	return false;
}

char
view_initial(void *ctx, const char *name)
{
	char fold;
	size_t skip = run(name, false), len = skip;

	if (name[skip] == '\0')
		return '0';
	utf8_next(name, &len);
	fold = folded(ctx, name + skip, len - skip)[0];
	return fold >= 'a' && fold <= 'z' ? fold : '0';
}

bool
set_marked(const struct view *view, struct tpl *tpl, const char *section, const char *hit, const char *plain, const char *text, const char *words)
{
	const char *found[SEARCHED_MAX], *from = text, *at = text;
	size_t n = searched(view->ctx, words, found);
	bool any = false;
	struct tpl *row;

	while (n > 0 && *at != '\0') {
		size_t len;

		at += run(at, false);
		len = run(at, true);
		if (len > 0 && begins(folded(view->ctx, at, len), found, n)) {
			if (at > from) {
				row = tpl_row(tpl, section);
				tpl_set(row, "PART", mem_strndup(view->ctx, from, (size_t)(at - from)));
				tpl_show(row, plain);
			}
			row = tpl_row(tpl, section);
			tpl_set(row, "PART", mem_strndup(view->ctx, at, len));
			tpl_show(row, hit);
			any = true;
			from = at + len;
		}
		at += len;
	}
	if (*from != '\0') {
		row = tpl_row(tpl, section);
		tpl_set(row, "PART", from);
		tpl_show(row, plain);
	}
	return any;
}
