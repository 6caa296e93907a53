/* One letter, folded. */
#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "text/fold.h"

const char fold_ascii[128] = {
	['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9',
	['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm',
	['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z',
	['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm',
	['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z',
};

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

static bool
letter_or_digit(utf8proc_int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
	    (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

int
fold_letter(uint32_t c, char piece[FOLD_BYTES])
{
	static const char latin[] = "aaaaaa?ceeeeiiii?nooooo?ouuuuy??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y";	/* U+00C0 to U+00FF */
	const utf8proc_option_t how = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
	utf8proc_int32_t parts[FOLD_PARTS];
	utf8proc_ssize_t n;
	int boundary = 0, len = 0;

	if (c < 0x80) {
		piece[0] = fold_ascii[c];
		return piece[0] != '\0' ? 1 : -1;
	}
	/* Most of what is not ASCII in the four languages, without asking Unicode: accents, dashes, apostrophes, quotes. */
	if (c >= 0xc0 && c <= 0xff && latin[c - 0xc0] != '?') {
		piece[0] = latin[c - 0xc0];
		return 1;
	}
	if (c >= 0x2010 && c <= 0x2027)
		return -1;
	n = utf8proc_decompose_char((utf8proc_int32_t)c, parts, FOLD_PARTS, how, &boundary);
	if (n < 0 || n > FOLD_PARTS)
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
