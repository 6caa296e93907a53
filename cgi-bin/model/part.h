/* The forms that an organisation's page is edited with, each for some members of its document. */
#ifndef ANNUAIRE_MODEL_PART_H
#define ANNUAIRE_MODEL_PART_H

#include <stdbool.h>

enum part { PART_IDENTITY, PART_CONTACT, PART_TEXTS, PART_FACETS, PART_BRANCHES, PART_PARTNERS, PART_ACTIVITY, PART_COUNT };

/* "identity" … "activity": in addresses; those of activities have their number. */
const char *part_code(enum part part);
/* PART_COUNT when none is called so. */
enum part part_parse(const char *code);
/* Members of the document, ended by NULL; of PART_ACTIVITY none: it is one row. */
const char *const *part_members(enum part part);
/* True if its texts are written in one language at a time. */
bool part_in_language(enum part part);

#endif
