/*
 * The record: an organisation as pages read it, laid out so that reading is a walk along the document's table, without a parser and without copies.
 * It is the document's values in the order of its table (without the envelope), each as text ended by NUL: "" for what is not said, numbers and counts in decimal,
 * four texts where a text may stand in each language, a count before the elements of an array. A publication's content; made anew by `annuaire reindex`.
 */
#ifndef ANNUAIRE_TEXT_RECORD_H
#define ANNUAIRE_TEXT_RECORD_H

#include "base/err.h"
#include "model/organisation.h"

/* org as a record of *len bytes, owned by ctx; equal content gives equal bytes. */
const char *record_write(void *ctx, const struct organisation *org, size_t *len);

/*
 * Reads len bytes into *org (zeroed before). Its strings are those of the record, which must live as long; its arrays are owned by ctx.
 * ERR_INTERNAL: not a record of this version, or cut short.
 */
MUST_CHECK enum err record_read(void *ctx, const char *record, size_t len, struct organisation *org);

#endif
