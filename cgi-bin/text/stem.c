/* Stems: French and English by hand, Dutch and German by Snowball; and stems as the index holds them. */
#include <libstemmer.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/utf8.h"
#include "text/search.h"
#include "text/stem.h"

/* Of French words no ending is taken that would leave less than three letters. */
enum { FRENCH_AT_LEAST = 4 };

static bool
ends(const char *word, size_t len, const char *ending)
{
	size_t n = strlen(ending);

	return len >= n && memcmp(word + len - n, ending, n) == 0;
}

/* The last from bytes of word become `to`, which is not longer; returns the new length. */
static size_t
put(char *word, size_t len, size_t from, const char *to)
{
	size_t n = strlen(to);

	memcpy(word + len - from, to, n);
	return len - from + n;
}

/* The word without its feminine e: "citoyenne" citoyen, "engagee" engag, "animatrice" animateu, "active" actif, "francaise" francai. */
static size_t
without_feminine(char *word, size_t len)
{
	if (len < FRENCH_AT_LEAST || word[len - 1] != 'e')
		return len;
	len--;
	/* "amie" is a feminine, "base" is none */
	if (len < FRENCH_AT_LEAST && !ends(word, len, "iv"))
		return memchr("eiu", word[len - 1], 3) != NULL ? len : len + 1;
	if (word[len - 1] == 'e')
		return len - 1;
	if (word[len - 1] == word[len - 2] && memchr("lnst", word[len - 1], 4) != NULL)
		return len - 1;
	if (ends(word, len, "tric") || ends(word, len, "dric"))
		return put(word, len, 3, "eu");
	if (ends(word, len, "iv") || ends(word, len, "euv"))
		return put(word, len, 1, "f");
	/* What the masculine loses as if it were a plural: "liegeois", "heureux" */
	if (ends(word, len, "ais") || ends(word, len, "ois") || ends(word, len, "eus"))
		return len - 1;
	return len;
}

static size_t
french(char *word, size_t len)
{
	enum { AGENT_AT_LEAST = 6 };	/* "peur" is not "peu", "rail" not "ral" */

	if (len < FRENCH_AT_LEAST)
		return len;
	if (ends(word, len, "aux") && word[len - 4] != 'e')
		return put(word, len, 2, "l");
	if (len > FRENCH_AT_LEAST && ends(word, len, "au") && word[len - 3] != 'e')	/* "tuyaux" is of "tuyau" */
		return put(word, len, 1, "l");
	if (word[len - 1] == 's' || word[len - 1] == 'x')
		len--;
	len = without_feminine(word, len);
	/* "travailleur" meets "travailleuse", and that meets "heureux" */
	if (len >= AGENT_AT_LEAST && ends(word, len, "eur"))
		return len - 1;
	if (len >= AGENT_AT_LEAST && ends(word, len, "ail"))
		return put(word, len, 2, "l");
	return len;
}

/* Plurals in s after a vowel, and in n after two: Snowball leaves them. "organisaties", "methodes", "categorieen" (categorieën). */
static size_t
dutch_plural(const char *word, size_t len)
{
	if (len >= 6 && (ends(word, len, "ieen") || ends(word, len, "eeen")))
		return len - 2;
	if (len >= 6 && (ends(word, len, "ies") || ends(word, len, "des") || ends(word, len, "tes")))
		return len - 1;
	return len;
}

/* "Lehrerinnen" and "Studentin" without the feminine; verbs (beginnen) and places (Berlin) keep theirs. */
static size_t
german_feminine(const char *word, size_t len)
{
	static const char *const agents[] = { "er", "ist", "ent", "ant", "ert" };
	enum { AGENT_AT_LEAST = 5 };

	if (len >= AGENT_AT_LEAST + strlen("innen") && ends(word, len, "innen"))
		return len - strlen("innen");
	if (len < AGENT_AT_LEAST + strlen("in") || !ends(word, len, "in"))
		return len;
	for (size_t i = 0; i < sizeof(agents) / sizeof(agents[0]); i++)
		if (ends(word, len - strlen("in"), agents[i]))
			return len - strlen("in");
	return len;
}

/* Snowball's stemmer of one language, made once for the process. What it holds of a word is overwritten by the next. */
static struct sb_stemmer *
snowball(enum lang lang)
{
	static const char *const NAME[LANG_COUNT] = { [LANG_NL] = "dutch", [LANG_DE] = "german" };
	static struct sb_stemmer *made[LANG_COUNT];

	if (made[lang] == NULL && (made[lang] = sb_stemmer_new(NAME[lang], "UTF_8")) == NULL) {
		log_event(LOG_LEVEL_ERROR, "no-stemmer", "language=%s", NAME[lang]);
		abort();
	}
	return made[lang];
}

static size_t
by_snowball(enum lang lang, char *word, size_t len)
{
	struct sb_stemmer *stemmer = snowball(lang);
	const sb_symbol *stem = sb_stemmer_stem(stemmer, (const sb_symbol *)word, (int)len);
	int n = stem != NULL ? sb_stemmer_length(stemmer) : 0;

	if (n <= 0 || (size_t)n > len)
		return len;
	memcpy(word, stem, (size_t)n);
	return (size_t)n;
}

/* Dutch doubles a consonant to keep a vowel short ("brug", "bruggen"); Snowball undoubles three of them only. */
static size_t
undoubled(const char *word, size_t len)
{
	return len > 3 && word[len - 1] == word[len - 2] && memchr("bfglmnprs", word[len - 1], 9) != NULL ? len - 1 : len;
}

/* One spelling of two: "organization" is "organisation". */
static void
english_spelling(char *word, size_t len)
{
	static const char *const behind[] = { "e", "es", "ed", "er", "ers", "ing", "ation", "ations", "ational" };
	enum { AT_LEAST = 7 };	/* "size" */

	for (size_t i = 0; i < sizeof(behind) / sizeof(behind[0]) && len >= AT_LEAST; i++) {
		size_t n = strlen(behind[i]);

		if (ends(word, len, behind[i]) && ends(word, len - n, "iz"))
			word[len - n - 1] = 's';
	}
}

/*
 * Plurals alone: Snowball makes "figur" of "figurant", and then a French word finds English ones that nobody meant.
 * Source: D. Harman, "How effective is suffixing?", JASIS 42(1), 1991 (the S stemmer), with "es" behind what hisses.
 */
static size_t
english(char *word, size_t len)
{
	static const char *const hissing[] = { "sses", "xes", "ches", "shes" };

	english_spelling(word, len);
	if (len < 4 || word[len - 1] != 's' || ends(word, len, "ss") || ends(word, len, "us"))
		return len;
	if (len > 4 && ends(word, len, "ies"))
		return put(word, len, 3, "y");
	for (size_t i = 0; i < sizeof(hissing) / sizeof(hissing[0]); i++)
		if (ends(word, len, hissing[i]))
			return len - 2;
	return len - 1;
}

static bool
is_ascii(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)word[i] >= 0x80)
			return false;
	return true;
}

size_t
stem_word(enum lang lang, char *word, size_t len)
{
	if (len < 3 || !is_ascii(word, len))
		return len;
	switch (lang) {
	case LANG_NL:
		return undoubled(word, by_snowball(lang, word, dutch_plural(word, len)));
	case LANG_DE:
		return by_snowball(lang, word, german_feminine(word, len));
	case LANG_EN:
		return english(word, len);
	default:
		return french(word, len);
	}
}

/* Letters above ASCII that every InnoDB with Unicode 5 or later takes for letters; the others would cut a token in two. */
static bool
innodb_letter(uint32_t c)
{
	static const struct { uint32_t from, to; } known[] = {
		{ 0xc0, 0x2ad }, { 0x37b, 0x3ff }, { 0x400, 0x513 }, { 0x561, 0x586 }, { 0x5d0, 0x5ea }, { 0x621, 0x63a }, { 0x641, 0x669 }, { 0x671, 0x6d3 },
		{ 0x10d0, 0x10fa }, { 0x1200, 0x135a }, { 0x3041, 0x3096 }, { 0x30a1, 0x30fa }, { 0x4e00, 0x9fa5 }, { 0xac00, 0xd7a3 },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]) && c >= known[i].from; i++)
		if (c <= known[i].to)
			return true;
	return false;
}

/* The word with what InnoDB does not know spelt out; returns its bytes and counts its characters. */
static size_t
spelt_out(const char *word, size_t len, char token[STEM_TOKEN_BYTES + 1], size_t *characters)
{
	size_t i = 0, n = 0;

	*characters = 0;
	while (i < len) {
		size_t start = i;
		uint32_t c = utf8_next(word, &i);
		char number[16];
		const char *piece = word + start;
		size_t bytes = i - start;

		if (c >= 0x80 && !innodb_letter(c)) {
			bytes = (size_t)snprintf(number, sizeof(number), "x%x", (unsigned)c);
			piece = number;
		}
		if (n + bytes > STEM_TOKEN_BYTES)
			break;
		memcpy(token + n, piece, bytes);
		n += bytes;
		*characters += piece == number ? bytes : 1;
	}
	return n;
}

size_t
stem_token(enum lang lang, const char *word, size_t len, char token[STEM_TOKEN_BYTES + 1])
{
	size_t characters;

	if (len <= STEM_TOKEN_BYTES && is_ascii(word, len)) {
		memcpy(token, word, len);
		characters = len = stem_word(lang, token, len);
	} else {
		len = spelt_out(word, len, token, &characters);
	}
	for (; characters < SEARCH_TOKEN_MIN; characters++)
		token[len++] = '_';
	token[len] = '\0';
	return len;
}

unsigned char
stem_first_byte(const char *word)
{
	size_t i = 0;

	if ((unsigned char)*word < 0x80)
		return (unsigned char)*word;
	return innodb_letter(utf8_next(word, &i)) ? (unsigned char)*word : 'x';
}
