/* One letter as a reader means it, the ground under words, stems and search: lower case, no accents, ligatures opened. */
#ifndef ANNUAIRE_TEXT_FOLD_H
#define ANNUAIRE_TEXT_FOLD_H

#include <stdint.h>

enum { FOLD_PARTS = 32, FOLD_BYTES = 4 * FOLD_PARTS };

/*
 * The folded letters and digits of one code point, in piece without a NUL; returns how many bytes, 0 for a mark that belongs to the letter before, -1 for what stands
 * between words.
 */
int fold_letter(uint32_t c, char piece[FOLD_BYTES]);

/* The same for an ASCII character: what it folds to, '\0' for what stands between words. */
extern const char fold_ascii[128];

#endif
