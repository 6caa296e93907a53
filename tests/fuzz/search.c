/*
 * Anything typed, against anything written: expressions are of our characters and balanced, tokens are of a length that InnoDB keeps, marks and excerpts stay in their text.
 * The input is a query, a NUL, and a text; without a NUL it is both.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "fuzz/must.h"
#include "text/search.h"
#include "text/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Tokens of 3 to 84 characters between single spaces, as InnoDB keeps them. */
static void
check_index(const char *index)
{
	for (const char *at = index; *at != '\0'; ) {
		size_t len = strcspn(at, " "), characters = 0;

		for (size_t i = 0; i < len; i++) {
			unsigned char c = (unsigned char)at[i];

			must(c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
			characters += (c & 0xc0) != 0x80;
		}
		must(characters >= SEARCH_TOKEN_MIN && characters <= 84);
		at += len;
		must(*at == '\0' || at[1] != '\0');
		at += *at != '\0';
	}
	must(utf8_valid(index, strlen(index), NULL));
}

/* Nothing that the boolean mode would read otherwise than we mean it. */
static void
check_expression(const char *expression, bool words)
{
	int depth = 0;
	bool quoted = false, excluding = false;

	must(words == (*expression != '\0'));
	for (const char *s = expression; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;
		bool sign = c == '+' || c == '-';

		/* InnoDB ignores an exclusion before the first word. */
		excluding |= c == '-';
		must(!excluding || c != '+' || depth > 0);
		must(c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr("_+-\" ()", c) != NULL);
		quoted ^= c == '"';
		must(!quoted || (c != '(' && c != ')' && !sign));
		depth += (c == '(') - (c == ')');
		must(depth >= 0 && depth <= 2);
		must(!sign || ((s == expression || s[-1] == ' ' || s[-1] == '(') && s[1] != ' ' && s[1] != '\0' && s[1] != ')'));
	}
	must(depth == 0 && !quoted && strstr(expression, "()") == NULL && strstr(expression, "\"\"") == NULL && strstr(expression, "  ") == NULL);
	must(utf8_valid(expression, strlen(expression), NULL));
}

static void
check_search(const struct search *search)
{
	must(search->count <= SEARCH_CLAUSES_MAX);
	for (size_t i = 0; i < search->count; i++) {
		const struct search_clause *clause = &search->clauses[i];

		must(clause->form_count >= 1 && clause->form_count <= SEARCH_FORMS_MAX && *clause->typed != '\0' && *clause->folded != '\0');
		for (size_t f = 0; f < clause->form_count; f++) {
			must(clause->forms[f].count >= 1 && clause->forms[f].count <= SEARCH_TOKENS_MAX);
			for (size_t t = 0; t < clause->forms[f].count; t++) {
				check_index(clause->forms[f].token[t]);
				must(strchr(clause->forms[f].token[t], ' ') == NULL);
			}
		}
	}
}

static void
check_marks(void *ctx, const struct search *search, const char *text, enum lang lang)
{
	size_t len = strlen(text), end = 0, count;
	struct search_mark *marks;
	unsigned found;

	count = search_marks(ctx, search, text, lang, &marks, &found);
	for (size_t i = 0; i < count; i++) {
		must(marks[i].len > 0 && marks[i].from >= end && marks[i].from + marks[i].len <= len);
		must(utf8_valid(text + marks[i].from, marks[i].len, NULL) && *words_fold(ctx, mem_strndup(ctx, text + marks[i].from, marks[i].len)) != '\0');
		end = marks[i].from + marks[i].len;
	}
	must((count > 0) == (found != 0) && found >> search->count == 0);
}

static void
check_text(void *ctx, const struct search *search, const char *text, enum lang lang, size_t characters)
{
	char *index = search_index(ctx, text, lang), *vocabulary = search_vocabulary(ctx, text), *excerpt = search_excerpt(ctx, search, text, lang, characters);

	check_index(index);
	must(utf8_valid(vocabulary, strlen(vocabulary), NULL) && strstr(vocabulary, "  ") == NULL);
	must(utf8_valid(excerpt, strlen(excerpt), NULL) && utf8_length(excerpt) <= characters + 2 && strpbrk(excerpt, "\n\t\r") == NULL);
	must(search_distance(text, vocabulary, 3) <= 4 && search_distance(text, vocabulary, 3) == search_distance(vocabulary, text, 3));
	must(strlen(text) > 300 || search_distance(text, text, 0) == 0);
	check_marks(ctx, search, text, lang);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct synonym_group groups[] = { { "plaidoyer | interpellation politique" }, { "a|b c|c-d|e" }, { "ecms | éducation à la citoyenneté" } };
	void *ctx;
	const char *typed, *text;
	struct search search;

	if (size == 0)
		return 0;
	ctx = mem_new(NULL);
	typed = mem_strndup(ctx, (const char *)data + 1, size - 1);
	text = strlen(typed) < size - 1 ? mem_strndup(ctx, (const char *)data + 2 + strlen(typed), size - 2 - strlen(typed)) : typed;
	search = search_parse(ctx, typed, (data[0] & 4) != 0 ? search_synonyms(ctx, groups, sizeof(groups) / sizeof(groups[0])) : NULL);
	check_search(&search);
	check_expression(search_expression(ctx, &search), search_has_words(&search));
	if (utf8_valid(text, strlen(text), NULL))
		check_text(ctx, &search, text, (enum lang)(data[0] & 3), data[0] >> 3);
	mem_free(ctx);
	return 0;
}
