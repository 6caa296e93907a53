/*
 * One folded word without the endings of its language, so that a plural, a feminine and their plain word are the same.
 * French by our own rules, because Snowball's need the accents that visitors leave out; English by those of the S stemmer, because Snowball's go beyond plurals; Dutch and German by
 * Snowball (https://snowballstem.org), with the few plurals that it misses on top.
 */
#ifndef ANNUAIRE_TEXT_STEM_H
#define ANNUAIRE_TEXT_STEM_H

#include <stddef.h>

#include "base/lang.h"

enum { STEM_TOKEN_BYTES = 80 };

/* Stems the len bytes at word in place; returns how many are left: never more, and at least 1 of 1. Words of other letters than a to z keep all. */
size_t stem_word(enum lang lang, char *word, size_t len);

/*
 * The word's stem as a token of the index, NUL-terminated: filled up with "_" to SEARCH_TOKEN_MIN characters, letters that InnoDB (10.11) takes for separators written by
 * their number ("x1f00e"), cut at STEM_TOKEN_BYTES. Returns its length.
 */
size_t stem_token(enum lang lang, const char *word, size_t len, char token[STEM_TOKEN_BYTES + 1]);

/* The first byte that the word's token has in every language: what it cannot be, without stemming it. */
unsigned char stem_first_byte(const char *word);

#endif
