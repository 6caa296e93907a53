/*
 * A text read word by word, folded: compounds with their parts, and inclusive writing as the two words that it stands for.
 * "Nord-Sud", "CNCD-11.11.11", "www.wsm.be" are compounds; "citoyen·ne·s", "tou.te.s", "animateur-rice", "citoyen(ne)s", "travailleur/euse", "Lehrer*innen" are inclusive.
 * One pass, no allocation.
 */
#ifndef ANNUAIRE_TEXT_READING_H
#define ANNUAIRE_TEXT_READING_H

#include <stdbool.h>
#include <stddef.h>

enum { READING_PARTS = 8, READING_BYTES = 80 };

/* Folded words, NUL-terminated, at most READING_BYTES bytes: what is longer is cut. */
struct reading_part {
	size_t from, end;			/* bytes of the text, with the endings of inclusive writing */
	size_t first_len, second_len;		/* second_len 0: there is no second word */
	char first[READING_BYTES + 1];		/* the word; of inclusive writing the masculine, in the plural when it is written there */
	char second[READING_BYTES + 1];		/* the feminine */
};

/* A word: one part, or a compound of up to READING_PARTS (what is longer comes as several units). */
struct reading_unit {
	size_t from, end;
	size_t count;
	struct reading_part part[READING_PARTS];
};

struct reading {
	const char *text;
	size_t at;
};

/* The next unit of the text; false at its end. */
bool reading_next(struct reading *reading, struct reading_unit *unit);

/*
 * A compound written as one word, NUL-terminated ("nordsud"; "wsmbe", for nobody says www); its parts without plural s if `singular` ("plateforme").
 * Returns its length, 0 for what is no compound.
 */
size_t reading_joined(const struct reading_unit *unit, bool singular, char joined[READING_BYTES + 1]);

/* Where the parts begin that are asked for: behind "www", if anything is. */
size_t reading_first_part(const struct reading_unit *unit);

/* True if a letter or a digit stands there. */
bool reading_begins_word(const char *at);

/*
 * The text's words folded and without their French endings (text/stem.h), separated by single spaces; inclusive writing gives its masculine word.
 * Owned by ctx.
 */
char *reading_stem(void *ctx, const char *s);

#endif
