/* The forms of a clause: each word as the index of each language holds it, and the words that mean the same. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/search_clause.h"
#include "text/stem.h"

static int
by_bytes(const void *key, const void *word)
{
	return strcmp(key, *(const char *const *)word);
}

bool
search_is_ordinary(const char *folded)
{
	/* Sorted by bytes. Of the four languages, and what their apostrophes leave ("l'", "d'", "'s"). */
	static const char *const ordinary[] = {
		"a", "aan", "als", "am", "an", "and", "are", "as", "at", "au", "auf", "aus", "aux", "avec", "be", "bei", "bij", "by", "c", "ce", "cela", "ces", "cet",
		"cette", "chez", "comme", "d", "dans", "das", "dat", "de", "dem", "den", "der", "des", "deze", "die", "dies", "dit", "dont", "door", "du", "ein", "eine",
		"einem", "einen", "einer", "elle", "elles", "en", "entre", "er", "es", "est", "et", "etre", "for", "from", "fur", "has", "have", "het", "i", "il", "ils",
		"im", "in", "is", "ist", "it", "its", "j", "je", "l", "la", "le", "les", "leur", "leurs", "m", "maar", "mais", "met", "mit", "n", "naar", "ne", "nous",
		"o", "of", "om", "on", "ont", "op", "or", "ou", "our", "over", "par", "pas", "pour", "qu", "que", "qui", "s", "sa", "se", "ses", "sich", "sie", "sind",
		"son", "sont", "sur", "t", "te", "that", "the", "their", "this", "to", "uit", "um", "un", "und", "une", "van", "vom", "von", "voor", "vous", "was", "we",
		"wie", "wir", "with", "y", "you", "zijn", "zu", "zum", "zur",
	};

	return bsearch(folded, ordinary, sizeof(ordinary) / sizeof(ordinary[0]), sizeof(ordinary[0]), by_bytes) != NULL;
}

bool
search_unit_is_ordinary(const struct reading_unit *unit)
{
	return unit->count == 1 && search_is_ordinary(unit->part[0].first);
}

static bool
same_form(const struct search_form *a, const struct search_form *b)
{
	if (a->count != b->count || (a->count > 1 && a->adjacent != b->adjacent))
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->token[i], b->token[i]) != 0)
			return false;
	return true;
}

void
search_add_form(void *ctx, struct search_clause *clause, const struct search_form *form)
{
	const char **token;

	if (form->count == 0 || clause->form_count == SEARCH_FORMS_MAX)
		return;
	for (size_t i = 0; i < clause->form_count; i++)
		if (same_form(&clause->forms[i], form))
			return;
	token = MEM_ARRAY(ctx, const char *, form->count);
	for (size_t i = 0; i < form->count; i++)
		token[i] = mem_strdup(token, form->token[i]);
	MEM_GROW(ctx, clause->forms, clause->form_count);
	clause->forms[clause->form_count++] = (struct search_form){ token, form->count, form->adjacent || form->count == 1 };
}

static void
add_token(void *ctx, struct search_clause *clause, enum lang lang, const char *word, size_t len)
{
	char token[STEM_TOKEN_BYTES + 1];
	const char *only = token;

	if (len == 0)
		return;
	stem_token(lang, word, len, token);
	search_add_form(ctx, clause, &(struct search_form){ &only, 1, true });
}

/* Tokens of one language put together to a form. */
struct sequence {
	char bytes[SEARCH_TOKENS_MAX][STEM_TOKEN_BYTES + 1];
	const char *token[SEARCH_TOKENS_MAX];
	size_t count;
};

static void
add_parts(struct sequence *s, enum lang lang, const struct reading_unit *unit, size_t first)
{
	for (size_t i = first; i < unit->count && s->count < SEARCH_TOKENS_MAX; i++) {
		stem_token(lang, unit->part[i].first, unit->part[i].first_len, s->bytes[s->count]);
		s->token[s->count] = s->bytes[s->count];
		s->count++;
	}
}

static void
add_compound(void *ctx, struct search_clause *clause, const struct reading_unit *unit)
{
	size_t first = reading_first_part(unit);
	char joined[READING_BYTES + 1];

	for (int singular = 0; singular < 2; singular++) {
		size_t len = reading_joined(unit, singular, joined);

		for (int lang = 0; lang < LANG_COUNT; lang++)
			add_token(ctx, clause, (enum lang)lang, joined, len);
	}
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		struct sequence s;

		s.count = 0;
		add_parts(&s, (enum lang)lang, unit, first);
		search_add_form(ctx, clause, &(struct search_form){ s.token, s.count, true });
	}
}

void
search_add_word(void *ctx, struct search_clause *clause, const struct reading_unit *unit)
{
	const struct reading_part *part = &unit->part[0];

	if (unit->count > 1) {
		add_compound(ctx, clause, unit);
		return;
	}
	for (int lang = 0; lang < LANG_COUNT; lang++)
		add_token(ctx, clause, (enum lang)lang, part->first, part->first_len);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		add_token(ctx, clause, (enum lang)lang, part->second, part->second_len);
}

void
search_add_words(void *ctx, struct search_clause *clause, const struct reading_unit *units, size_t count, bool adjacent)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		struct sequence s;

		s.count = 0;
		for (size_t i = 0; i < count; i++)
			if (adjacent || !search_unit_is_ordinary(&units[i]))
				add_parts(&s, (enum lang)lang, &units[i], 0);
		search_add_form(ctx, clause, &(struct search_form){ s.token, s.count, adjacent });
	}
}

/* One way to say what a group means. */
struct alternative {
	size_t group;
	struct search_clause forms;	/* only its forms */
};

/* A way as its words are stemmed in one language. */
struct synonym_key {
	const char *words;
	size_t alternative;
};

struct synonyms {
	struct synonym_key *key;	/* sorted by words */
	size_t key_count;
	struct alternative *alternative;
	size_t alternative_count;	/* those of a group stand together */
	size_t units_max;
};

static int
by_words(const void *a, const void *b)
{
	const struct synonym_key *x = a, *y = b;
	int order = strcmp(x->words, y->words);

	return order != 0 ? order : (x->alternative > y->alternative) - (x->alternative < y->alternative);
}

/* Adds the stems of one more unit. */
static void
add_key(struct buf *key, enum lang lang, const struct reading_unit *unit)
{
	char token[STEM_TOKEN_BYTES + 1];

	for (size_t i = 0; i < unit->count; i++) {
		if (key->len > 0)
			buf_putc(key, ' ');
		buf_add(key, token, stem_token(lang, unit->part[i].first, unit->part[i].first_len, token));
	}
}

/* The stems of the units in one language, separated by spaces. */
static const char *
key_of(struct buf *key, enum lang lang, const struct reading_unit *units, size_t count)
{
	buf_clear(key);
	for (size_t i = 0; i < count; i++)
		add_key(key, lang, &units[i]);
	return buf_text(key);
}

static void
add_alternative(struct synonyms *all, size_t group, const char *words)
{
	struct reading reading = { .text = words };
	struct reading_unit *units;
	struct alternative alternative = { .group = group };
	struct buf key = buf_in(all);
	size_t count = 0;

	units = MEM_ARRAY(all, struct reading_unit, SEARCH_TOKENS_MAX);
	while (count < SEARCH_TOKENS_MAX && reading_next(&reading, &units[count]))
		count++;
	if (count == 1)
		search_add_word(all, &alternative.forms, units);
	else if (count > 1)
		search_add_words(all, &alternative.forms, units, count, false);
	for (int lang = 0; count > 0 && lang < LANG_COUNT; lang++) {
		MEM_GROW(all, all->key, all->key_count);
		all->key[all->key_count++] = (struct synonym_key){ mem_strdup(all, key_of(&key, (enum lang)lang, units, count)), all->alternative_count };
	}
	if (count > 0) {
		MEM_GROW(all, all->alternative, all->alternative_count);
		all->alternative[all->alternative_count++] = alternative;
	}
	if (count > all->units_max)
		all->units_max = count;
	mem_free(units);
	mem_free(key.bytes);
}

struct synonyms *
search_synonyms(void *ctx, const struct synonym_group *groups, size_t count)
{
	struct synonyms *all = MEM_NEW(ctx, struct synonyms);

	for (size_t i = 0; i < count; i++) {
		const char *words = groups[i].words;

		for (;;) {
			size_t len = strcspn(words, "|");
			char *one = mem_strndup(all, words, len);

			add_alternative(all, i, one);
			mem_free(one);
			if (words[len] == '\0')
				break;
			words += len + 1;
		}
	}
	if (all->key_count > 0)
		qsort(all->key, all->key_count, sizeof(all->key[0]), by_words);
	return all;
}

/* The first key that is not before words. */
static size_t
lower_bound(const struct synonyms *all, const char *words)
{
	size_t low = 0, high = all->key_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strcmp(all->key[middle].words, words) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Adds what else the group of alternative `which` says. */
static void
add_others(void *ctx, struct search_clause *clause, const struct synonyms *all, size_t which)
{
	size_t group = all->alternative[which].group, i = which;

	while (i > 0 && all->alternative[i - 1].group == group)
		i--;
	for (; i < all->alternative_count && all->alternative[i].group == group; i++)
		for (size_t f = 0; i != which && f < all->alternative[i].forms.form_count; f++)
			search_add_form(ctx, clause, &all->alternative[i].forms.forms[f]);
}

/* How many of the count units are the longest beginning that is a key of the language; reads no further than some key goes. */
static size_t
longest_key(const struct synonyms *all, struct buf *key, enum lang lang, const struct reading_unit *units, size_t count)
{
	size_t longest = 0;

	buf_clear(key);
	for (size_t n = 0; n < count && n < all->units_max; n++) {
		size_t i;

		add_key(key, lang, &units[n]);
		i = lower_bound(all, buf_text(key));
		if (i == all->key_count || strncmp(all->key[i].words, buf_text(key), key->len) != 0)
			break;
		if (all->key[i].words[key->len] == '\0')
			longest = n + 1;
	}
	return longest;
}

size_t
search_add_synonyms(void *ctx, struct search_clause *clause, const struct synonyms *synonyms, const struct reading_unit *units, size_t count)
{
	struct buf key = buf_in(ctx);
	size_t longest = 0;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		size_t n = longest_key(synonyms, &key, (enum lang)lang, units, count);

		longest = n > longest ? n : longest;
	}
	for (int lang = 0; longest > 0 && lang < LANG_COUNT; lang++) {
		const char *words = key_of(&key, (enum lang)lang, units, longest);

		for (size_t i = lower_bound(synonyms, words); i < synonyms->key_count && strcmp(synonyms->key[i].words, words) == 0; i++)
			add_others(ctx, clause, synonyms, synonyms->key[i].alternative);
	}
	mem_free(key.bytes);
	return longest;
}
