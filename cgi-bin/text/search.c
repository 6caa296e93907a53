/* What a visitor typed: read into clauses, and written for InnoDB. */
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/search.h"
#include "text/search_clause.h"

enum { WORDS_MAX = 64 };

/* A word, or what stands between quotes; its units are parser.unit[first] and on. */
struct item {
	size_t from, end;	/* bytes of what was typed */
	size_t first, count;
	bool excluded, phrase;
};

struct parser {
	void *scratch;
	const char *typed;
	size_t at;
	bool excluded;		/* a minus stands before what is read until the next space */
	bool no_quote_ahead;	/* what opens is never closed: then it is no quote, and nobody looks again */
	struct item item[WORDS_MAX];
	size_t count;
	struct reading_unit *unit;
	size_t unit_count;
};

static bool
is_space(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x3000;
}

/* Straight, and those of the four languages, of which each opens in one and closes in another. */
static bool
is_quote(uint32_t c)
{
	return c == '"' || c == 0xab || c == 0xbb || (c >= 0x201c && c <= 0x201f);
}

static void
add_item(struct parser *p, size_t from, size_t end, size_t units, bool phrase)
{
	p->item[p->count++] = (struct item){ .from = from, .end = end, .first = p->unit_count, .count = units, .excluded = p->excluded, .phrase = phrase };
	p->unit_count += units;
}

static void
read_word(struct parser *p)
{
	struct reading reading = { .text = p->typed, .at = p->at };
	const struct reading_unit *unit = &p->unit[p->unit_count];

	if (reading_next(&reading, &p->unit[p->unit_count]))
		add_item(p, unit->from, unit->end, 1, false);
	p->at = reading.at;
}

/* Where the next quote is from `at` on; false: nowhere. */
static bool
find_quote(const struct parser *p, size_t at, size_t *before, size_t *behind)
{
	while (p->typed[at] != '\0') {
		*before = at;
		if (is_quote(utf8_next(p->typed, &at))) {
			*behind = at;
			return true;
		}
	}
	return false;
}

/* The words between a quote, behind which p->at stands, and the next one. */
static void
read_phrase(struct parser *p)
{
	size_t end = 0, behind = 0, units = 0, tokens = 0;
	struct reading reading;

	if (p->no_quote_ahead || !find_quote(p, p->at, &end, &behind)) {
		p->no_quote_ahead = true;
		return;
	}
	reading = (struct reading){ .text = mem_strndup(p->scratch, p->typed + p->at, end - p->at) };
	while (tokens < SEARCH_TOKENS_MAX && p->unit_count + units < WORDS_MAX && reading_next(&reading, &p->unit[p->unit_count + units])) {
		tokens += p->unit[p->unit_count + units].count;
		units++;
	}
	if (units > 0) {
		while (end > p->at && (unsigned char)p->typed[end - 1] <= ' ')
			end--;
		add_item(p, p->at + p->unit[p->unit_count].from, end, units, true);
	}
	p->at = behind;
}

/* Reads up to WORDS_MAX words and phrases. */
static void
read_items(struct parser *p)
{
	bool begins = true;	/* a word would begin here: only there a minus excludes */

	while (p->typed[p->at] != '\0' && p->count < WORDS_MAX && p->unit_count < WORDS_MAX) {
		size_t next = p->at, behind;
		uint32_t c;

		if (reading_begins_word(p->typed + p->at)) {
			read_word(p);
			begins = false;
			continue;
		}
		c = utf8_next(p->typed, &next);
		p->at = behind = next;
		if (is_space(c)) {
			begins = true;
			p->excluded = false;
			continue;
		}
		if (is_quote(c))
			read_phrase(p);
		else if (c == '-' && begins && (reading_begins_word(p->typed + next) || is_quote(utf8_next(p->typed, &behind))))
			p->excluded = true;
		begins = false;
	}
}

static const char *
folded_of(void *ctx, const struct reading_unit *units, size_t count)
{
	struct buf b = buf_in(ctx);

	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < units[i].count; j++) {
			if (b.len > 0)
				buf_putc(&b, ' ');
			buf_add(&b, units[i].part[j].first, units[i].part[j].first_len);
		}
	}
	return buf_text(&b);
}

static bool
has_clause(const struct search *s, const struct search_clause *clause)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->clauses[i].excluded == clause->excluded && s->clauses[i].phrase == clause->phrase && strcmp(s->clauses[i].folded, clause->folded) == 0)
			return true;
	return false;
}

/* How many items from `i` on are words, one after the other, that may be the name of one thing. */
static size_t
plain_items(const struct parser *p, size_t i)
{
	size_t n = 0;

	while (i + n < p->count && !p->item[i + n].phrase && !p->item[i + n].excluded)
		n++;
	return n;
}

/* Adds the clause that begins with item i, if it is one; returns how many items it took. */
static size_t
add_clause(void *ctx, struct search *s, const struct parser *p, size_t i, bool ordinary, const struct synonyms *synonyms)
{
	const struct item *item = &p->item[i];
	const struct reading_unit *units = &p->unit[item->first];
	struct search_clause clause = { .excluded = item->excluded, .phrase = item->phrase }, others = { .excluded = false };
	size_t items = 1, count = item->count;

	if (synonyms != NULL && !item->phrase && !item->excluded) {
		items = search_add_synonyms(p->scratch, &others, synonyms, units, plain_items(p, i));
		count = items = items > 0 ? items : 1;
	}
	if (count == 1 && !item->phrase && !ordinary && search_unit_is_ordinary(units))
		return 1;
	clause.typed = mem_strndup(ctx, p->typed + item->from, item[items - 1].end - item->from);
	clause.folded = folded_of(ctx, units, count);
	if (has_clause(s, &clause))
		return items;
	if (item->phrase || items > 1)
		search_add_words(ctx, &clause, units, count, item->phrase);
	else
		search_add_word(ctx, &clause, units);
	for (size_t f = 0; f < others.form_count; f++)
		search_add_form(ctx, &clause, &others.forms[f]);
	s->clauses[s->count++] = clause;
	return items;
}

static struct search
clauses_of(void *ctx, const struct parser *p, bool ordinary, const struct synonyms *synonyms)
{
	struct search s = { MEM_ARRAY(ctx, struct search_clause, SEARCH_CLAUSES_MAX), 0 };

	for (size_t i = 0; i < p->count && s.count < SEARCH_CLAUSES_MAX; )
		i += add_clause(ctx, &s, p, i, ordinary, synonyms);
	return s;
}

struct search
search_parse(void *ctx, const char *typed, const struct synonyms *synonyms)
{
	struct parser *p = MEM_NEW(ctx, struct parser);
	struct search s;

	p->scratch = p;
	p->typed = typed;
	p->unit = MEM_ARRAY(p, struct reading_unit, WORDS_MAX);
	read_items(p);
	s = clauses_of(ctx, p, false, synonyms);
	/* Nothing but ordinary words: then they are what is asked. */
	if (!search_has_words(&s))
		s = clauses_of(ctx, p, true, synonyms);
	mem_free(p);
	return s;
}

bool
search_has_words(const struct search *search)
{
	for (size_t i = 0; i < search->count; i++)
		if (!search->clauses[i].excluded)
			return true;
	return false;
}

static void
add_tokens(struct buf *b, const struct search_form *form, const char *before, const char *between, const char *behind)
{
	buf_puts(b, before);
	for (size_t i = 0; i < form->count; i++) {
		if (i > 0)
			buf_puts(b, between);
		buf_puts(b, form->token[i]);
	}
	buf_puts(b, behind);
}

static void
add_form_expression(struct buf *b, const struct search_form *form)
{
	if (form->count == 1)
		add_tokens(b, form, "", "", "");
	else if (form->adjacent)
		add_tokens(b, form, "\"", " ", "\"");
	else
		add_tokens(b, form, "(+", " +", ")");
}

static void
add_clause_expression(struct buf *b, const struct search_clause *clause)
{
	if (b->len > 0)
		buf_putc(b, ' ');
	buf_putc(b, clause->excluded ? '-' : '+');
	if (clause->form_count > 1)
		buf_putc(b, '(');
	for (size_t f = 0; f < clause->form_count; f++) {
		if (f > 0)
			buf_putc(b, ' ');
		add_form_expression(b, &clause->forms[f]);
	}
	if (clause->form_count > 1)
		buf_putc(b, ')');
}

/* The one-token forms of a clause as the index holds them of a name: optional, they only rank. */
static void
add_names_expression(struct buf *b, const struct search_clause *clause)
{
	for (size_t f = 0; f < clause->form_count; f++)
		if (clause->forms[f].count == 1)
			buf_printf(b, " %c%s", SEARCH_OF_NAME, clause->forms[f].token[0]);
}

/* InnoDB (10.11) excludes only from what was found before: exclusions come last. */
static char *
expression(void *ctx, const struct search *search, const struct search *names)
{
	struct buf b = buf_in(ctx);

	for (size_t i = 0; i < search->count; i++)
		if (!search->clauses[i].excluded)
			add_clause_expression(&b, &search->clauses[i]);
	for (size_t i = 0; i < names->count; i++)
		if (!names->clauses[i].excluded)
			add_names_expression(&b, &names->clauses[i]);
	for (size_t i = 0; b.len > 0 && i < search->count; i++)
		if (search->clauses[i].excluded)
			add_clause_expression(&b, &search->clauses[i]);
	return b.bytes == NULL ? mem_strdup(ctx, "") : b.bytes;
}

char *
search_expression(void *ctx, const struct search *search)
{
	return expression(ctx, search, &(struct search){ NULL, 0 });
}

char *
search_ranked_expression(void *ctx, const struct search *search, const struct search *names)
{
	return expression(ctx, search, names);
}
