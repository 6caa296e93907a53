/* White space of printed and typed text: ASCII's, and the no-break spaces that word processors put. */
#ifndef ANNUAIRE_TEXT_SPACE_H
#define ANNUAIRE_TEXT_SPACE_H

#include <stddef.h>

/* How many bytes of white space stand at s: one sign of it, 0: none. */
size_t space_at(const char *s);
/* s behind its leading white space. */
char *space_skip(char *s);
/* s without white space around; its end is cut in place. */
char *space_trim(char *s);
/* len bytes of s as one line of text, owned by ctx: trimmed, tabs and line ends inside become spaces. */
char *space_one_line(void *ctx, const char *s, size_t len);

#endif
