/*
 * Where a text says what was searched: one pass over its words, which are stemmed only when their first letter can be that of something searched.
 * Words that must stand together are followed by shift-and. Source: R. Baeza-Yates, G. Gonnet, "A new approach to text searching", Communications of the ACM 35(10), 1992.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/reading.h"
#include "text/search.h"
#include "text/stem.h"

enum { NONE = -1 };

/* A place in the text, and what is found there. */
struct hit {
	size_t from, end;
	int clause;
	int form;	/* whose other tokens must be found too; NONE: it is enough */
};

/* A form on its way through the text. */
struct tracked {
	int clause;
	size_t count;
	bool adjacent;
	uint32_t here;		/* the tokens that the word in hand is */
	uint32_t state;		/* bit n: the last n + 1 words are the first n + 1 tokens */
	uint32_t seen;		/* the tokens that were found anywhere */
};

struct target {
	const char *token;
	size_t len;
	int form, position;
	int next;	/* the next target with the same first byte */
};

struct finder {
	void *scratch;
	enum lang lang;
	struct target *target;
	size_t target_count;
	int head[256];
	struct tracked *form;
	size_t form_count;
	bool follows;	/* some form must stand together */
	bool under_way;	/* one of them has begun */
	struct { size_t from, end; } last[SEARCH_TOKENS_MAX];	/* the last words, by their number */
	size_t word_count;
	struct hit *hit;
	size_t hit_count;
};

static void
add_target(struct finder *f, const struct search_form *form, size_t position)
{
	unsigned char first = (unsigned char)form->token[position][0];

	MEM_GROW(f->scratch, f->target, f->target_count);
	f->target[f->target_count] = (struct target){
		.token = form->token[position], .len = strlen(form->token[position]), .form = (int)f->form_count, .position = (int)position, .next = f->head[first],
	};
	f->head[first] = (int)f->target_count++;
}

static struct finder *
finder_of(void *ctx, const struct search *search, enum lang lang)
{
	struct finder *f = MEM_NEW(ctx, struct finder);

	f->scratch = f;
	f->lang = lang;
	for (size_t i = 0; i < sizeof(f->head) / sizeof(f->head[0]); i++)
		f->head[i] = NONE;
	for (size_t i = 0; i < search->count; i++) {
		const struct search_clause *clause = &search->clauses[i];

		for (size_t j = 0; j < clause->form_count && !clause->excluded; j++) {
			const struct search_form *form = &clause->forms[j];

			for (size_t k = 0; k < form->count; k++)
				add_target(f, form, k);
			MEM_GROW(f->scratch, f->form, f->form_count);
			f->form[f->form_count++] = (struct tracked){ .clause = (int)i, .count = form->count, .adjacent = form->adjacent };
			f->follows |= form->adjacent && form->count > 1;
		}
	}
	return f;
}

static void
add_hit(struct finder *f, size_t from, size_t end, int clause, int form)
{
	MEM_GROW(f->scratch, f->hit, f->hit_count);
	f->hit[f->hit_count++] = (struct hit){ from, end, clause, form };
}

/* Notes what the word is that stands from `from` to `end`; in_order: it is a word of the text as it stands, not another reading of it. */
static void
look_up(struct finder *f, const char *word, size_t len, size_t from, size_t end, bool in_order)
{
	char token[STEM_TOKEN_BYTES + 1];
	int i = len > 0 ? f->head[stem_first_byte(word)] : NONE;

	if (i == NONE)
		return;
	len = stem_token(f->lang, word, len, token);
	for (; i != NONE; i = f->target[i].next) {
		const struct target *target = &f->target[i];
		struct tracked *form = &f->form[target->form];

		if (target->len != len || memcmp(target->token, token, len) != 0)
			continue;
		if (form->count == 1) {
			add_hit(f, from, end, form->clause, NONE);
		} else if (!form->adjacent) {
			form->seen |= 1u << target->position;
			add_hit(f, from, end, form->clause, target->form);
		} else if (in_order) {
			form->here |= 1u << target->position;
			f->under_way = true;
		}
	}
}

/* One word further: a form whose last token this is has been found as a whole. */
static void
follow(struct finder *f, size_t from, size_t end)
{
	bool under_way = false;

	if (!f->follows)
		return;
	f->last[f->word_count % SEARCH_TOKENS_MAX].from = from;
	f->last[f->word_count++ % SEARCH_TOKENS_MAX].end = end;
	if (!f->under_way)
		return;
	for (size_t i = 0; i < f->form_count; i++) {
		struct tracked *form = &f->form[i];

		if (!form->adjacent || form->count == 1)
			continue;
		form->state = ((form->state << 1) | 1u) & form->here;
		form->here = 0;
		under_way |= form->state != 0;
		if ((form->state >> (form->count - 1) & 1u) == 0)
			continue;
		for (size_t n = f->word_count - form->count; n < f->word_count; n++)
			add_hit(f, f->last[n % SEARCH_TOKENS_MAX].from, f->last[n % SEARCH_TOKENS_MAX].end, form->clause, NONE);
	}
	f->under_way = under_way;
}

static void
look_up_joined(struct finder *f, const struct reading_unit *unit)
{
	char joined[READING_BYTES + 1], before[READING_BYTES + 1] = "";
	const char *first = unit->part[reading_first_part(unit)].first;

	if (f->head[stem_first_byte(first)] == NONE)
		return;
	for (int singular = 0; singular < 2; singular++) {
		size_t len = reading_joined(unit, singular, joined);

		if (strcmp(joined, before) != 0)
			look_up(f, joined, len, unit->from, unit->end, false);
		memcpy(before, joined, len + 1);
	}
}

static void
read_text(struct finder *f, const char *text)
{
	struct reading reading = { .text = text };
	struct reading_unit unit;

	while (reading_next(&reading, &unit)) {
		for (size_t i = 0; i < unit.count; i++) {
			const struct reading_part *part = &unit.part[i];

			look_up(f, part->first, part->first_len, part->from, part->end, true);
			look_up(f, part->second, part->second_len, part->from, part->end, false);
			follow(f, part->from, part->end);
		}
		if (unit.count > 1)
			look_up_joined(f, &unit);
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->end > y->end) - (x->end < y->end);
}

/* Takes out the hits of forms of which another token was not found, sorts the others. */
static void
settle(struct finder *f)
{
	size_t kept = 0;

	for (size_t i = 0; i < f->hit_count; i++) {
		const struct hit *hit = &f->hit[i];

		if (hit->form == NONE || f->form[hit->form].seen == (1u << f->form[hit->form].count) - 1)
			f->hit[kept++] = *hit;
	}
	f->hit_count = kept;
	if (kept > 1)
		qsort(f->hit, kept, sizeof(f->hit[0]), by_place);
}

static struct finder *
find(void *ctx, const struct search *search, const char *text, enum lang lang)
{
	struct finder *f = finder_of(ctx, search, lang);

	if (f->target_count > 0) {
		read_text(f, text);
		settle(f);
	}
	return f;
}

size_t
search_marks(void *ctx, const struct search *search, const char *text, enum lang lang, struct search_mark **marks, unsigned *found)
{
	struct finder *f = find(ctx, search, text, lang);
	struct search_mark *mark = NULL;
	size_t count = 0;
	unsigned clauses = 0;

	for (size_t i = 0; i < f->hit_count; i++) {
		const struct hit *hit = &f->hit[i];
		struct search_mark *last = count > 0 ? &mark[count - 1] : NULL;

		clauses |= 1u << hit->clause;
		if (last != NULL && hit->from < last->from + last->len) {
			if (hit->end > last->from + last->len)
				last->len = hit->end - last->from;
			continue;
		}
		MEM_GROW(ctx, mark, count);
		mark[count++] = (struct search_mark){ hit->from, hit->end - hit->from };
	}
	mem_free(f);
	*marks = mark;
	if (found != NULL)
		*found = clauses;
	return count;
}

/* How many characters begin in text from `from` to `end`. */
static size_t
characters_between(const char *text, size_t from, size_t end)
{
	size_t n = 0;

	for (; from < end; from++)
		n += ((unsigned char)text[from] & 0xc0) != 0x80;
	return n;
}

/* The stretch of at most `characters` characters in which most clauses are found, of equals the one with most hits, then the first. False: nothing is found. */
static bool
best_stretch(const struct finder *f, const char *text, size_t characters, size_t *from, size_t *end)
{
	unsigned in_clause[SEARCH_CLAUSES_MAX] = { 0 };
	size_t clauses = 0, best_clauses = 0, best_hits = 0, first = 0, length = 0;

	for (size_t i = 0; i < f->hit_count; i++) {
		const struct hit *hit = &f->hit[i];

		length += i > 0 && f->hit[i - 1].end > hit->end ? 0 : characters_between(text, i > 0 ? f->hit[i - 1].end : hit->from, hit->end);
		clauses += in_clause[hit->clause]++ == 0;
		for (; first < i && length > characters; first++) {
			length -= characters_between(text, f->hit[first].from, f->hit[first + 1].from);
			clauses -= --in_clause[f->hit[first].clause] == 0;
		}
		if (clauses > best_clauses || (clauses == best_clauses && i - first + 1 > best_hits)) {
			best_clauses = clauses;
			best_hits = i - first + 1;
			*from = f->hit[first].from;
			*end = hit->end;
		}
	}
	return best_clauses > 0;
}

/* True where a text may be cut: at white space; *at is a whole character. */
static bool
space_at(const char *text, size_t at)
{
	const unsigned char *s = (const unsigned char *)text + at;

	return *s <= ' ' || (s[0] == 0xc2 && s[1] == 0xa0) || (s[0] == 0xe2 && s[1] == 0x80 && (s[2] == 0xaf || s[2] == 0x89));
}

static size_t
back_one(const char *text, size_t at)
{
	do
		at--;
	while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80);
	return at;
}

/* Where an excerpt begins that has `lead` characters before `hit`: at the beginning of a word. */
static size_t
excerpt_start(const char *text, size_t hit, size_t lead)
{
	size_t at = hit, start;

	for (; lead > 0 && at > 0; lead--)
		at = back_one(text, at);
	if (at == 0)
		return 0;
	for (start = at; start < hit && !space_at(text, start) && !space_at(text, back_one(text, start)); )
		utf8_next(text, &start);
	while (start < hit && space_at(text, start))
		utf8_next(text, &start);
	return start;
}

/* Where an excerpt of so many characters from start on ends: behind a word, and not before `least`. */
static size_t
excerpt_end(const char *text, size_t start, size_t least, size_t characters)
{
	size_t full = start + utf8_prefix(text + start, characters), at = full;

	if (text[full] == '\0')
		return full;
	while (at > least && !space_at(text, at))
		at = back_one(text, at);
	while (at > least && space_at(text, back_one(text, at)))
		at = back_one(text, at);
	return at > start ? at : full;
}

/* The bytes as one line: white space of any kind and length is one space. */
static void
add_line(struct buf *b, const char *text, size_t from, size_t end)
{
	size_t begin = b->len;
	bool gap = false;

	while (from < end) {
		size_t next = from;

		utf8_next(text, &next);
		if ((unsigned char)text[from] <= ' ') {
			gap = b->len > begin;
		} else {
			if (gap)
				buf_putc(b, ' ');
			buf_add(b, text + from, next - from);
			gap = false;
		}
		from = next;
	}
}

char *
search_excerpt(void *ctx, const struct search *search, const char *text, enum lang lang, size_t characters)
{
	static const char CUT[] = "…";
	size_t from = 0, end = 0, start = 0, length;
	struct buf b = buf_in(ctx);

	if (characters_between(text, 0, strlen(text)) > characters) {
		struct finder *f = find(ctx, search, text, lang);

		if (best_stretch(f, text, characters, &from, &end)) {
			size_t left = characters - characters_between(text, from, end), rest = characters_between(text, end, strlen(text));

			/* What is found stands in the middle, unless the text ends before. */
			start = excerpt_start(text, from, rest < left / 2 ? left - rest : left / 2);
		}
		mem_free(f);
		length = excerpt_end(text, start, end > start ? end : start, characters);
	} else {
		length = strlen(text);
	}
	if (start > 0)
		buf_puts(&b, CUT);
	add_line(&b, text, start, length);
	if (text[length] != '\0')
		buf_puts(&b, CUT);
	return b.bytes != NULL ? b.bytes : mem_strdup(ctx, "");
}
