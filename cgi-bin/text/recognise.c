/* Vocabulary terms in what people printed, compared by the stems of their words. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/reading.h"
#include "text/recognise.h"

enum { COUNT_MAX = 100000 };

static const char ALIAS_BETWEEN[] = " | ";

struct name {
	const char *stem;
	const struct term *term;
};

struct names {
	struct name *name;	/* sorted by stem, then in display order */
	size_t count;
};

static int
by_stem(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	int order = strcmp(x->stem, y->stem);

	return order != 0 ? order : (x->term > y->term) - (x->term < y->term);
}

static void
add_name(struct names *names, const struct term *term, const char *words, size_t len)
{
	char *copy = mem_strndup(names, words, len);
	const char *stem = reading_stem(names, copy);

	mem_free(copy);
	if (*stem == '\0')
		return;
	MEM_GROW(names, names->name, names->count);
	names->name[names->count++] = (struct name){ stem, term };
}

const struct names *
recognise_names(void *ctx, const struct vocabularies *all, enum vocabulary v)
{
	struct names *names = MEM_NEW(ctx, struct names);

	for (size_t i = 0; i < all->of[v].count; i++) {
		const struct term *term = &all->of[v].term[i];
		const char *also = term->also, *end;

		for (int l = 0; l < LANG_COUNT; l++)
			add_name(names, term, term->label[l], strlen(term->label[l]));
		for (; (end = strstr(also, ALIAS_BETWEEN)) != NULL; also = end + strlen(ALIAS_BETWEEN))
			add_name(names, term, also, (size_t)(end - also));
		add_name(names, term, also, strlen(also));
	}
	if (names->count > 0)
		qsort(names->name, names->count, sizeof(names->name[0]), by_stem);
	return names;
}

const struct term *
recognise_term(const struct names *names, const char *words)
{
	char *stem = reading_stem(NULL, words);
	size_t low = 0, high = names->count;
	const struct term *found = NULL;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strcmp(names->name[middle].stem, stem) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < names->count && strcmp(names->name[low].stem, stem) == 0)
		found = names->name[low].term;
	mem_free(stem);
	return found;
}

/* The longest name at the start of text, which is stems; NULL: none. */
static const struct name *
longest_at(const struct names *names, const char *text)
{
	const struct name *found = NULL;

	/* Of two names that both begin the text the longer one is sorted behind the shorter: the last one that fits is the longest. */
	for (size_t i = 0; i < names->count; i++) {
		const struct name *name = &names->name[i];
		size_t len = strlen(name->stem);

		if (strncmp(text, name->stem, len) == 0 && (text[len] == ' ' || text[len] == '\0') && (found == NULL || strcmp(found->stem, name->stem) != 0))
			found = name;
	}
	return found;
}

/* Adds a group, or its count to the group that stands for the same term; false: no document takes so many. */
static bool
add_group(void *ctx, struct partner_group **groups, size_t *count, const char *type, long n)
{
	size_t i = 0;

	while (i < *count && strcmp((*groups)[i].type, type) != 0)
		i++;
	if (n > COUNT_MAX || (i < *count && n > COUNT_MAX - (*groups)[i].count))
		return false;
	if (i == *count) {
		MEM_GROW(ctx, *groups, *count);
		(*groups)[(*count)++] = (struct partner_group){ type, 0 };
	}
	(*groups)[i].count += (int)n;
	return true;
}

size_t
recognise_partner_groups(void *ctx, const struct names *types, const char *text, struct partner_group **groups)
{
	static const char PHRASE[] = "organisation partenair ";	/* "organisations partenaires", as reading_stem() gives it */
	char *stems = reading_stem(NULL, text);
	size_t count = 0;

	*groups = NULL;
	for (const char *at = stems; count == 0 && (at = strstr(at, PHRASE)) != NULL; ) {
		bool word = at == stems || at[-1] == ' ';

		at += strlen(PHRASE);
		while (word && *at >= '1' && *at <= '9') {
			char *behind;
			long n = strtol(at, &behind, 10);
			const struct name *type = *behind == ' ' ? longest_at(types, behind + 1) : NULL;

			if (type == NULL || !add_group(ctx, groups, &count, type->term->code, n))
				break;
			at = behind + 1 + strlen(type->stem);
			at += *at == ' ';
		}
	}
	mem_free(stems);
	return count;
}
