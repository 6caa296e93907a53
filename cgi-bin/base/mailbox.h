/* E-mail addresses as people have them: the plain form of RFC 5321 section 4.1.2, in ASCII. */
#ifndef ANNUAIRE_BASE_MAILBOX_H
#define ANNUAIRE_BASE_MAILBOX_H

#include <stdbool.h>

enum { MAILBOX_MAX = 254 /* bytes */ };

/*
 * True for a dot-atom of at most 64 bytes, "@", and a domain of labels; at most MAILBOX_MAX bytes. Quoted local parts, address literals and
 * letters beyond ASCII are refused; so is a hyphen at the beginning, which a program could take for an option. Nothing in it needs quoting in a header.
 */
bool mailbox_valid(const char *address);

#endif
