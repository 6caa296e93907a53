/* Vocabulary terms in what people printed, compared by the stems of their words. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/recognise.h"
#include "text/words.h"

static const char ALIAS_BETWEEN[] = " | ";

/* What is done with each name of a term, stemmed; true ends the walk. */
typedef bool visitor(void *user, const struct term *term, const char *stem);

/* Every label and alias of v, in display order. */
static void
each_name(void *ctx, const struct terms *terms, visitor *visit, void *user)
{
	for (size_t i = 0; i < terms->count; i++) {
		const struct term *term = &terms->term[i];
		const char *also = term->also;

		for (int l = 0; l < LANG_COUNT; l++)
			if (visit(user, term, words_stem(ctx, term->label[l])))
				return;
		while (*also != '\0') {
			const char *end = strstr(also, ALIAS_BETWEEN);
			size_t len = end == NULL ? strlen(also) : (size_t)(end - also);

			if (visit(user, term, words_stem(ctx, mem_strndup(ctx, also, len))))
				return;
			also += end == NULL ? len : len + strlen(ALIAS_BETWEEN);
		}
	}
}

struct same {
	const char *stem;
	const struct term *found;
};

static bool
is_same(void *user, const struct term *term, const char *stem)
{
	struct same *same = user;

	if (*stem == '\0' || strcmp(stem, same->stem) != 0)
		return false;
	same->found = term;
	return true;
}

const struct term *
recognise_term(void *ctx, const struct vocabularies *all, enum vocabulary v, const char *words)
{
	void *scratch = mem_new(ctx);
	struct same same = { words_stem(scratch, words), NULL };

	each_name(scratch, &all->of[v], is_same, &same);
	mem_free(scratch);
	return same.found;
}

struct longest {
	const char *text;	/* stems, from behind a count on */
	const struct term *found;
	size_t len;		/* of the stems that found it */
};

static bool
begins_longer(void *user, const struct term *term, const char *stem)
{
	struct longest *longest = user;
	size_t len = strlen(stem);

	if (len > longest->len && strncmp(longest->text, stem, len) == 0 && (longest->text[len] == ' ' || longest->text[len] == '\0')) {
		longest->found = term;
		longest->len = len;
	}
	return false;
}

size_t
recognise_partner_groups(void *ctx, const struct vocabularies *all, const char *text, struct partner_group **groups)
{
	static const char PHRASE[] = "organisation partenair ";	/* "organisations partenaires", as words_stem() gives it */
	void *scratch = mem_new(ctx);
	const char *at = strstr(words_stem(scratch, text), PHRASE);
	size_t count = 0;

	*groups = NULL;
	for (at = at == NULL ? "" : at + strlen(PHRASE); *at >= '1' && *at <= '9'; at += *at == ' ' ? 1 : 0) {
		struct longest longest = { 0 };
		char *end;
		long n = strtol(at, &end, 10);

		longest.text = *end == ' ' ? end + 1 : end;
		each_name(scratch, &all->of[VOCABULARY_PARTNER_TYPE], begins_longer, &longest);
		if (longest.found == NULL || n > 100000)
			break;
		MEM_GROW(ctx, *groups, count);
		(*groups)[count++] = (struct partner_group){ longest.found->code, (int)n };
		at = longest.text + longest.len;
	}
	mem_free(scratch);
	return count;
}
