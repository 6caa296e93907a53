/* Texts as the index holds them, their words, and how far two words are from each other. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/reading.h"
#include "text/search.h"
#include "text/stem.h"

static void
add_word(struct buf *b, const char *word, size_t len)
{
	if (b->len > 0)
		buf_putc(b, ' ');
	buf_add(b, word, len);
}

/* Adds the compound's joined forms: as written, and with each part in the singular where that is another word. */
static void
add_joined(struct buf *b, const struct reading_unit *unit, enum lang lang)
{
	char joined[READING_BYTES + 1], token[STEM_TOKEN_BYTES + 1], before[STEM_TOKEN_BYTES + 1] = "";

	for (int singular = 0; singular < 2; singular++) {
		size_t len = reading_joined(unit, singular, joined);

		if (len == 0)
			return;
		len = stem_token(lang, joined, len, token);
		if (strcmp(token, before) != 0)
			add_word(b, token, len);
		memcpy(before, token, len + 1);
	}
}

char *
search_index(void *ctx, const char *text, enum lang lang)
{
	struct buf b = buf_in(ctx), behind = buf_in(ctx);
	struct reading reading = { .text = text };
	struct reading_unit unit;
	char token[STEM_TOKEN_BYTES + 1], second[STEM_TOKEN_BYTES + 1];

	while (reading_next(&reading, &unit)) {
		for (size_t i = 0; i < unit.count; i++) {
			const struct reading_part *part = &unit.part[i];
			size_t len;

			add_word(&b, token, stem_token(lang, part->first, part->first_len, token));
			if (part->second_len == 0)
				continue;
			len = stem_token(lang, part->second, part->second_len, second);
			if (strcmp(second, token) != 0)
				add_word(&behind, second, len);
		}
		if (unit.count > 1)
			add_joined(&behind, &unit, lang);
	}
	if (behind.len > 0)
		add_word(&b, behind.bytes, behind.len);
	mem_free(behind.bytes);
	return b.bytes != NULL ? b.bytes : mem_strdup(ctx, "");
}

enum { WORD_AT_LEAST = 3, WORD_AT_MOST = 40 };

/* True for words that somebody may have meant: 3 to 40 characters, one of them a letter. */
static bool
is_vocabulary(const char *word)
{
	size_t characters = 0, i = 0;
	bool letter = false;
	uint32_t c;

	while ((c = utf8_next(word, &i)) != 0) {
		characters++;
		if (c < 0x80)
			letter |= c >= 'a';
		else if (!letter)
			letter = utf8proc_category((utf8proc_int32_t)c) <= UTF8PROC_CATEGORY_LO;
	}
	return letter && characters >= WORD_AT_LEAST && characters <= WORD_AT_MOST;
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A word of a text, once. */
struct word {
	UT_hash_handle hh;
	char text[];
};

struct list {
	void *scratch;
	struct word *known;
	const char **word;
	size_t count;
};

static void
add_vocabulary(struct list *list, const char *text, size_t len)
{
	struct word *word;

	HASH_FIND(hh, list->known, text, len, word);
	if (word != NULL || !is_vocabulary(text))
		return;
	word = mem_zero(list->scratch, sizeof(*word) + len + 1);
	memcpy(word->text, text, len);
	HASH_ADD_KEYPTR(hh, list->known, word->text, len, word);
	MEM_GROW(list->scratch, list->word, list->count);
	list->word[list->count++] = word->text;
}

char *
search_vocabulary(void *ctx, const char *text)
{
	struct list list = { .scratch = mem_new(ctx) };
	struct reading reading = { .text = text };
	struct reading_unit unit;
	struct buf b = buf_in(ctx);

	while (reading_next(&reading, &unit)) {
		for (size_t i = 0; i < unit.count; i++) {
			add_vocabulary(&list, unit.part[i].first, unit.part[i].first_len);
			add_vocabulary(&list, unit.part[i].second, unit.part[i].second_len);
		}
	}
	if (list.count > 0)
		qsort(list.word, list.count, sizeof(list.word[0]), by_bytes);
	for (size_t i = 0; i < list.count; i++)
		add_word(&b, list.word[i], strlen(list.word[i]));
	HASH_CLEAR(hh, list.known);
	mem_free(list.scratch);
	return b.bytes != NULL ? b.bytes : mem_strdup(ctx, "");
}

enum { DISTANCE_CHARACTERS = 128 };

/* The characters of s; false when there are more than DISTANCE_CHARACTERS. */
static bool
characters_of(const char *s, uint32_t characters[DISTANCE_CHARACTERS], size_t *count)
{
	size_t i = 0;
	uint32_t c;

	for (*count = 0; (c = utf8_next(s, &i)) != 0; (*count)++) {
		if (*count == DISTANCE_CHARACTERS)
			return false;
		characters[*count] = c;
	}
	return true;
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* One row of the table: the beginning of a that ends with its i-th character (from 1) against every beginning of b. Returns the least of the row. */
static unsigned
distance_row(const uint32_t *a, size_t i, const uint32_t *b, size_t n, const unsigned *two_before, const unsigned *before, unsigned *row)
{
	unsigned smallest = row[0] = (unsigned)i;

	for (size_t j = 1; j <= n; j++) {
		row[j] = before[j - 1] + (a[i - 1] != b[j - 1]);
		row[j] = least(row[j], least(before[j], row[j - 1]) + 1);
		if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
			row[j] = least(row[j], two_before[j - 2] + 1);
		smallest = least(smallest, row[j]);
	}
	return smallest;
}

/* Which plain letters and digits a word has, a bit each; some share one. */
static uint32_t
letters_of(const char *word)
{
	uint32_t letters = 0;

	for (; *word != '\0'; word++)
		if ((unsigned char)*word < 0x80)
			letters |= 1u << (*word & 31);
	return letters;
}

/* A slip takes at most one letter out of a word and brings at most one in: most words are too far by that alone. */
static bool
may_be_near(const char *a, const char *b, unsigned limit)
{
	uint32_t of_a = letters_of(a), of_b = letters_of(b);

	return (unsigned)__builtin_popcount(of_a & ~of_b) <= limit && (unsigned)__builtin_popcount(of_b & ~of_a) <= limit;
}

unsigned
search_distance(const char *a, const char *b, unsigned limit)
{
	uint32_t ca[DISTANCE_CHARACTERS], cb[DISTANCE_CHARACTERS];
	unsigned rows[3][DISTANCE_CHARACTERS + 1], before = 0;
	size_t m, n;

	if (strcmp(a, b) == 0)
		return 0;
	if (!may_be_near(a, b, limit) || !characters_of(a, ca, &m) || !characters_of(b, cb, &n) || (m > n ? m - n : n - m) > limit)
		return limit + 1;
	for (size_t j = 0; j <= n; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= m; i++) {
		unsigned smallest = distance_row(ca, i, cb, n, rows[(i + 1) % 3], rows[(i + 2) % 3], rows[i % 3]);

		/* An exchange of neighbours reaches back two rows, so both must be too far. */
		if (smallest > limit && before > limit)
			return limit + 1;
		before = smallest;
	}
	return least(rows[m % 3][n], limit + 1);
}
