/* Reading: letters into words, signs into compounds and inclusive forms. */
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/reading.h"
#include "text/stem.h"

enum { ENDING_BYTES = 7, ENDINGS_MAX = 3, INCLUSIVE_AT_LEAST = 2 };

/* How a feminine is made from what stands before the sign: `from` gives way to `to`. The first that fits is taken. */
struct ending {
	const char *written, *from, *to;
};

static const struct ending endings[] = {
	{ "e", "", "e" }, { "ne", "n", "nne" }, { "le", "l", "lle" }, { "te", "t", "te" }, { "te", "", "te" },
	{ "se", "x", "se" }, { "se", "s", "se" }, { "sse", "", "sse" }, { "esse", "e", "esse" }, { "ce", "x", "ce" }, { "he", "c", "che" },
	{ "ve", "f", "ve" }, { "ive", "if", "ive" }, { "fe", "f", "ffe" }, { "re", "er", "ere" }, { "ere", "er", "ere" }, { "iere", "ier", "iere" },
	{ "euse", "eur", "euse" }, { "euse", "eux", "euse" }, { "rice", "eur", "rice" }, { "trice", "teur", "trice" }, { "ice", "eur", "rice" },
	{ "enne", "en", "enne" }, { "ienne", "ien", "ienne" }, { "onne", "on", "onne" }, { "elle", "el", "elle" }, { "elle", "eau", "elle" }, { "lle", "eau", "elle" },
	{ "ale", "al", "ale" }, { "ale", "aux", "ale" }, { "aise", "ais", "aise" }, { "oise", "ois", "oise" },
};

/* German, behind signs that French and Dutch compounds do not have. */
static const struct ending german_endings[] = { { "innen", "", "innen" }, { "in", "", "in" } };

/* Reads letters and the marks on them, *at moves behind them; returns how many bytes they fold to, of which at most max are in word (whole letters, a NUL behind). */
static size_t
read_letters(const char *text, size_t *at, char *word, size_t max)
{
	char piece[FOLD_BYTES];
	size_t len = 0, all = 0;

	for (;;) {
		unsigned char byte = (unsigned char)text[*at];
		size_t next = *at + 1, n = 1;

		if (byte < 0x80) {
			piece[0] = fold_ascii[byte];
			if (piece[0] == '\0')
				break;
		} else {
			int folded;

			next = *at;
			folded = fold_letter(utf8_next(text, &next), piece);
			if (folded < 0)
				break;
			n = (size_t)folded;
		}
		if (len == all && len + n <= max) {
			memcpy(word + len, piece, n);
			len += n;
		}
		all += n;
		*at = next;
	}
	word[len] = '\0';
	return all;
}

/* An ending is short: longer words are not read to their end to find out. */
static size_t
read_ending(const char *text, size_t *at, char word[ENDING_BYTES + 1])
{
	char piece[FOLD_BYTES];
	size_t len = 0;

	for (;;) {
		size_t next = *at;
		int n = text[next] == '\0' ? -1 : fold_letter(utf8_next(text, &next), piece);

		if (n < 0)
			break;
		if (n == 0 && len == 0)
			return 0;
		if (len + (size_t)n > ENDING_BYTES)
			return 0;
		memcpy(word + len, piece, (size_t)n);
		len += (size_t)n;
		*at = next;
	}
	word[len] = '\0';
	return len;
}

/* Hyphens, points, and what keyboards give instead of the middle dot. */
static bool
joins_parts(uint32_t c)
{
	return c == '-' || c == '.' || c == 0x00b7 || c == 0x2010 || c == 0x2011 || c == 0x2022 || c == 0x2027 || c == 0x2219 || c == 0x22c5 || c == 0x30fb;
}

static bool
joins_german(uint32_t c)
{
	return c == '/' || c == '*' || c == ':' || c == '_';
}

static bool
plain_letters(const char *word, size_t len)
{
	return len <= READING_BYTES / 2 && strspn(word, "abcdefghijklmnopqrstuvwxyz") == len;
}

static bool
word_ends(const char *word, size_t len, const char *ending)
{
	size_t n = strlen(ending);

	return len >= n && memcmp(word + len - n, ending, n) == 0;
}

/* The ending that `written` (len bytes) is behind `word`; NULL: none. */
static const struct ending *
ending_of(const char *word, size_t word_len, const char *written, size_t len, bool german)
{
	const struct ending *list = german ? german_endings : endings;
	size_t count = german ? sizeof(german_endings) / sizeof(german_endings[0]) : sizeof(endings) / sizeof(endings[0]);

	for (size_t i = 0; i < count; i++)
		if (strlen(list[i].written) == len && memcmp(list[i].written, written, len) == 0 && word_ends(word, word_len, list[i].from))
			return &list[i];
	return NULL;
}

/* What inclusive writing has said of one word so far. */
struct inclusive {
	size_t base;	/* bytes of the word without its plural */
	const struct ending *feminine;
	bool plural;
};

/* True if `written` is one more ending of the part; then it is noted. */
static bool
take_ending(const struct reading_part *part, struct inclusive *form, const char *written, uint32_t sign)
{
	const char *word = part->first;
	size_t len = strlen(written), base = form->base;
	bool plural = len > 1 && written[len - 1] == 's';

	if (!form->plural && (strcmp(written, "s") == 0 || (strcmp(written, "x") == 0 && word_ends(word, base, "u"))))
		return form->plural = true;
	if (form->feminine != NULL)
		return false;
	/* "travailleurs·euses": the plural is said twice; "français·es" ends in s anyway */
	if (plural && word_ends(word, base, "s") && !word_ends(word, base, "ais") && !word_ends(word, base, "ois"))
		base--;
	form->feminine = ending_of(word, base, written, plural ? len - 1 : len, false);
	if (form->feminine == NULL && (joins_german(sign) || sign == 0x00b7))
		form->feminine = ending_of(word, base, written, len, true);
	if (form->feminine == NULL)
		return false;
	form->base = base;
	form->plural |= plural;
	return true;
}

/* The sign and the ending at *at, if there is one of this part: behind "·", in "(…)", or behind "/-". */
static bool
read_inclusive(const char *text, size_t *at, const struct reading_part *part, struct inclusive *form)
{
	char written[ENDING_BYTES + 1];
	struct inclusive now = *form;
	size_t i = *at;
	uint32_t sign = utf8_next(text, &i);

	if (sign != '(' && !joins_parts(sign) && !joins_german(sign))
		return false;
	if (sign == '/' && text[i] == '-')
		i++;
	if (read_ending(text, &i, written) == 0 || (sign == '(' && text[i] != ')') || !take_ending(part, &now, written, sign))
		return false;
	if (sign == '(') {
		char byte = text[++i];
		size_t behind = i;

		/* "citoyen(ne)s" */
		if ((byte == 's' || byte == 'S' || byte == 'x') && !reading_begins_word(text + i + 1)) {
			now.plural = true;
			behind = i + 1;
		} else if (reading_begins_word(text + i)) {
			return false;
		}
		i = behind;
	}
	*at = i;
	*form = now;
	return true;
}

static size_t
append(char *word, size_t len, const char *more)
{
	size_t n = strlen(more);

	memcpy(word + len, more, n + 1);
	return len + n;
}

/* The two words of an inclusive form, in the part that was its base. */
static void
spell(struct reading_part *part, const struct inclusive *form)
{
	char last = part->first[form->base - 1];

	if (form->feminine != NULL) {
		size_t kept = form->base - strlen(form->feminine->from);

		memcpy(part->second, part->first, kept);
		part->second_len = append(part->second, kept, form->feminine->to);
		if (form->plural)
			part->second_len = append(part->second, part->second_len, "s");
	}
	if (form->plural && last != 's' && last != 'x' && last != 'z')
		part->first_len = append(part->first, form->base, word_ends(part->first, form->base, "eau") ? "x" : "s");
}

/* What inclusive writing adds behind the part, if anything; *at moves behind it. */
static void
take_inclusive(const char *text, size_t *at, struct reading_part *part)
{
	struct inclusive form = { .base = part->first_len };
	int taken = 0;

	if (part->first_len < INCLUSIVE_AT_LEAST || !plain_letters(part->first, part->first_len))
		return;
	while (taken < ENDINGS_MAX && read_inclusive(text, at, part, &form))
		taken++;
	if (taken == 0)
		return;
	spell(part, &form);
	part->end = *at;
}

/* One part, its first letter at *at; *at moves behind it. False: there is no letter. */
static bool
read_part(const char *text, size_t *at, struct reading_part *part)
{
	part->from = *at;
	if (read_letters(text, at, part->first, READING_BYTES) == 0)
		return false;
	part->first_len = strlen(part->first);
	part->end = *at;
	part->second_len = 0;
	part->second[0] = '\0';
	if (text[*at] != ' ' && text[*at] != '\0')
		take_inclusive(text, at, part);
	return true;
}

bool
reading_begins_word(const char *at)
{
	char piece[FOLD_BYTES];
	size_t i = 0;

	return *at != '\0' && fold_letter(utf8_next(at, &i), piece) > 0;
}

bool
reading_next(struct reading *reading, struct reading_unit *unit)
{
	const char *text = reading->text;
	size_t at = reading->at;

	while (text[at] != '\0' && !reading_begins_word(text + at))
		utf8_next(text, &at);
	reading->at = at;
	if (text[at] == '\0')
		return false;
	unit->from = at;
	unit->count = 0;
	while (read_part(text, &at, &unit->part[unit->count])) {
		uint32_t sign;

		reading->at = unit->end = at;
		if (++unit->count == READING_PARTS || text[at] == ' ' || text[at] == '\0')
			break;
		sign = utf8_next(text, &at);
		if (!joins_parts(sign) || !reading_begins_word(text + at))
			break;
	}
	return true;
}

size_t
reading_first_part(const struct reading_unit *unit)
{
	return unit->count > 1 && strcmp(unit->part[0].first, "www") == 0;
}

size_t
reading_joined(const struct reading_unit *unit, bool singular, char joined[READING_BYTES + 1])
{
	enum { PLURAL_AT_LEAST = 4 };
	size_t first = reading_first_part(unit), len = 0;

	if (unit->count - first < 2)
		return 0;
	for (size_t i = first; i < unit->count; i++) {
		const struct reading_part *part = &unit->part[i];
		size_t n = part->first_len;

		if (singular && n >= PLURAL_AT_LEAST && (part->first[n - 1] == 's' || part->first[n - 1] == 'x'))
			n--;
		if (len + n > READING_BYTES)
			break;
		memcpy(joined + len, part->first, n);
		len += n;
	}
	joined[len] = '\0';
	return len;
}

char *
reading_stem(void *ctx, const char *s)
{
	struct buf b = buf_in(ctx);
	struct reading reading = { .text = s };
	struct reading_unit unit;

	while (reading_next(&reading, &unit)) {
		for (size_t i = 0; i < unit.count; i++) {
			struct reading_part *part = &unit.part[i];

			if (b.len > 0)
				buf_putc(&b, ' ');
			buf_add(&b, part->first, stem_word(LANG_FR, part->first, part->first_len));
		}
	}
	return b.bytes != NULL ? b.bytes : mem_strdup(ctx, "");
}
