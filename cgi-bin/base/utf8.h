/* UTF-8 (RFC 3629) by utf8proc: what may come in, and how many characters it is. */
#ifndef ANNUAIRE_BASE_UTF8_H
#define ANNUAIRE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True if all len bytes are valid UTF-8 without NUL. Otherwise *at is the offset of the first wrong byte (at may be NULL). */
bool utf8_valid(const char *s, size_t len, size_t *at);
/* True if s has a control character other than tab, LF and CR. s must be valid. */
bool utf8_has_control(const char *s, size_t len);
/* The number of code points in s (valid UTF-8). */
size_t utf8_length(const char *s);
/* s in NFC, owned by ctx. s must be valid. */
char *utf8_nfc(void *ctx, const char *s);
/* s with the letters A to Z made small and all else as it is, owned by ctx. */
char *utf8_small(void *ctx, const char *s);
/* The byte length of the first `characters` code points of s, never inside a grapheme's combining marks. */
size_t utf8_prefix(const char *s, size_t characters);
/* Reads one code point at s[*i], moves *i behind it; 0 at the end (s valid, NUL-terminated). */
uint32_t utf8_next(const char *s, size_t *i);

#endif
