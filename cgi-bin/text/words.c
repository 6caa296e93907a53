/* Words as a reader means them: folded, stemmed, made into addresses. Every function is one pass over its text. */
#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/words.h"

enum { SLUG_BYTES = 80, STEM_AT_LEAST = 4 };

/* Between two words that one of the signs of inclusive writing joins, where folding would leave a space. */
static const char JOINT = '\1';

/* Letters that Unicode does not take apart, though readers type them apart. */
static const char *
opened(uint32_t c)
{
	switch (c) {
	case 0x0153: return "oe";
	case 0x00e6: return "ae";
	case 0x00f8: return "o";
	case 0x0142: return "l";
	case 0x0111: case 0x00f0: return "d";
	case 0x0127: return "h";
	case 0x0131: return "i";
	case 0x00fe: return "th";
	default: return NULL;
	}
}

/* "citoyen-ne-s", "tou.te.s", "étudiant·es", "citoyen∙ne∙s" and what keyboards give instead of these dots. */
static bool
joins_words(uint32_t c)
{
	return c == '-' || c == '.' || c == 0x00b7 || c == 0x2010 || c == 0x2011 || c == 0x2022 || c == 0x2027 || c == 0x2219 || c == 0x22c5;
}

static bool
letter_or_digit(utf8proc_int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
	    (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

enum { PIECE_PARTS = 32, PIECE_BYTES = 4 * PIECE_PARTS };

/* The letters and digits of one code point in piece; how many bytes, 0 for a mark that belongs to the letter before, -1 for what stands between words. */
static int
fold_one(uint32_t c, char piece[PIECE_BYTES])
{
	const utf8proc_option_t how = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
	utf8proc_int32_t parts[PIECE_PARTS];
	utf8proc_ssize_t n;
	int boundary = 0, len = 0;

	if (c < 0x80) {
		piece[0] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
		return (piece[0] >= 'a' && piece[0] <= 'z') || (c >= '0' && c <= '9') ? 1 : -1;
	}
	n = utf8proc_decompose_char((utf8proc_int32_t)c, parts, PIECE_PARTS, how, &boundary);
	if (n < 0 || n > PIECE_PARTS)
		return -1;
	for (utf8proc_ssize_t i = 0; i < n; i++) {
		const char *apart = opened((uint32_t)parts[i]);

		if (apart != NULL) {
			memcpy(piece + len, apart, strlen(apart));
			len += (int)strlen(apart);
		} else if (letter_or_digit(parts[i])) {
			len += (int)utf8proc_encode_char(parts[i], (utf8proc_uint8_t *)piece + len);
		}
	}
	return len > 0 || n == 0 ? len : -1;
}

/* The text folded; with joints where words_stem() wants to know what stood between two words. */
static char *
fold(void *ctx, const char *s, bool joints)
{
	struct buf b = buf_in(ctx);
	char piece[PIECE_BYTES], gap = '\0';
	size_t i = 0;

	while (s[i] != '\0') {
		uint32_t c = utf8_next(s, &i);
		int len = fold_one(c, piece);

		if (len > 0) {
			if (gap != '\0' && b.len > 0)
				buf_putc(&b, gap);
			buf_add(&b, piece, (size_t)len);
			gap = '\0';
		} else if (len < 0) {
			gap = joints && gap == '\0' && joins_words(c) ? JOINT : ' ';
		}
	}
	return b.bytes != NULL ? b.bytes : mem_strdup(ctx, "");
}

char *
words_fold(void *ctx, const char *s)
{
	return fold(ctx, s, false);
}

/* The endings that inclusive writing adds behind its sign. */
static bool
inclusive_ending(const char *word, size_t len)
{
	static const char *const endings[] = {
		"e", "s", "es", "ne", "nes", "le", "les", "te", "tes", "se", "ses", "ve", "ves", "re", "res", "fe", "fes",
		"euse", "euses", "rice", "rices", "trice", "trices", "ere", "eres", "ienne", "iennes",
	};

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (strlen(endings[i]) == len && memcmp(word, endings[i], len) == 0)
			return true;
	return false;
}

/* How many bytes of the len at word are its stem; "aux" becomes "al" in place. */
static size_t
stem(char *word, size_t len)
{
	size_t characters = 0;

	for (size_t i = 0; i < len; i++)
		characters += ((unsigned char)word[i] & 0xc0) != 0x80;
	if (characters < STEM_AT_LEAST)
		return len;
	if (word[len - 1] == 'x' && word[len - 2] == 'u' && word[len - 3] == 'a' && word[len - 4] != 'e') {
		word[len - 2] = 'l';
		return len - 1;
	}
	if (word[len - 1] == 's' || word[len - 1] == 'x') {
		len--;
		characters--;
	}
	if (characters >= STEM_AT_LEAST && word[len - 1] == 'e') {
		len--;
		characters--;
		/* "citoyenne" and "citoyen", "professionnelle" and "professionnel" */
		if (characters >= STEM_AT_LEAST && word[len - 1] == word[len - 2] && memchr("lnst", word[len - 1], 4) != NULL)
			len--;
	}
	return len;
}

char *
words_stem(void *ctx, const char *s)
{
	char *text = fold(ctx, s, true), *to = text, *word = text;
	char before = '\0';

	while (*word != '\0') {
		size_t len = 0, kept;
		char after;

		while ((unsigned char)word[len] > ' ')
			len++;
		after = word[len];
		if (before != JOINT || !inclusive_ending(word, len)) {
			if (to > text)
				*to++ = ' ';
			kept = stem(word, len);
			memmove(to, word, kept);
			to += kept;
		}
		before = after;
		word += after == '\0' ? len : len + 1;
	}
	*to = '\0';
	return text;
}

char *
words_slug(void *ctx, const char *name)
{
	char *folded = words_fold(ctx, name);
	char *slug = mem_zero(ctx, SLUG_BYTES + 1);
	size_t len = 0, word = 0;	/* word: where the last hyphen stands */

	for (const char *s = folded; *s != '\0'; s++) {
		bool ascii = (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9');
		bool space = *s == ' ' && len > 0 && slug[len - 1] != '-';

		if (!ascii && !space)
			continue;
		if (len == SLUG_BYTES) {
			if (ascii && word > 0)
				len = word;
			break;
		}
		if (space)
			word = len;
		slug[len++] = ascii ? *s : '-';
	}
	while (len > 0 && slug[len - 1] == '-')
		len--;
	slug[len] = '\0';
	mem_free(folded);
	return len > 0 ? slug : mem_strdup(ctx, "organisation");
}

char
words_initial(const char *folded)
{
	return *folded >= 'a' && *folded <= 'z' ? *folded : '0';
}

const char *
words_zone_of_postcode(const char *postcode)
{
	/* Where each zone begins; the next one ends it. Source: bpost, the list of Belgian postcodes. */
	static const struct {
		int from;
		const char *zone;
	} zones[] = {
		{ 1000, "brussels" }, { 1300, "walloon-brabant" }, { 1500, "flanders" }, { 4000, "liege" }, { 4700, "german-speaking" },
		{ 4800, "liege" }, { 5000, "namur" }, { 6000, "hainaut" }, { 6600, "luxembourg" }, { 7000, "hainaut" }, { 8000, "flanders" },
	};
	const char *zone = NULL;
	int code = 0;

	if (postcode == NULL || strlen(postcode) != 4 || strspn(postcode, "0123456789") != 4)
		return NULL;
	for (int i = 0; i < 4; i++)
		code = 10 * code + (postcode[i] - '0');
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]) && zones[i].from <= code; i++)
		zone = zones[i].zone;
	return zone;
}
