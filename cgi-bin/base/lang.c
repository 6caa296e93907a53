/* The four languages. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"

static const struct {
	const char *code, *autonym;
	enum lang chain[LANG_COUNT];
} LANG[LANG_COUNT] = {
	[LANG_FR] = { "fr", "Français", { LANG_FR, LANG_EN, LANG_NL, LANG_DE } },
	[LANG_NL] = { "nl", "Nederlands", { LANG_NL, LANG_EN, LANG_FR, LANG_DE } },
	[LANG_DE] = { "de", "Deutsch", { LANG_DE, LANG_FR, LANG_EN, LANG_NL } },
	[LANG_EN] = { "en", "English", { LANG_EN, LANG_FR, LANG_NL, LANG_DE } },
};

const char *
lang_code(enum lang lang)
{
	return LANG[lang].code;
}

const char *
lang_autonym(enum lang lang)
{
	return LANG[lang].autonym;
}

bool
lang_parse(const char *s, size_t len, enum lang *lang)
{
	for (int l = 0; len == 2 && l < LANG_COUNT; l++) {
		if (strncmp(s, LANG[l].code, 2) == 0) {
			*lang = (enum lang)l;
			return true;
		}
	}
	return false;
}

const enum lang *
lang_chain(enum lang lang)
{
	return LANG[lang].chain;
}

/* The weight behind ";q=" of one element of the header, in thousandths; 1000 when there is none. */
static int
weight(const char *element, size_t len)
{
	const char *q = memchr(element, ';', len);
	double value;

	if (q == NULL)
		return 1000;
	q++;
	q += strspn(q, " \t");
	if (strncasecmp(q, "q=", 2) != 0)
		return 1000;
	value = strtod(q + 2, NULL);
	return value >= 0 && value <= 1 ? (int)(value * 1000) : 0;
}

enum lang
lang_negotiate(const char *header, const bool offered[LANG_COUNT])
{
	enum lang best = LANG_FR;
	int best_weight = 0;

	while (best < LANG_COUNT - 1 && !offered[best])
		best++;
	while (header != NULL && *header != '\0') {
		size_t len, code;
		enum lang lang;

		header += strspn(header, " \t,");
		len = strcspn(header, ",");
		code = strcspn(header, ";-, \t");
		for (int l = 0; code == 2 && l < LANG_COUNT; l++) {
			lang = (enum lang)l;
			if (offered[lang] && strncasecmp(header, LANG[lang].code, 2) == 0 && weight(header, len) > best_weight) {
				best = lang;
				best_weight = weight(header, len);
			}
		}
		header += len;
	}
	return best;
}
