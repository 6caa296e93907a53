/* Forms that were received: sent twice, by a double click or the back button, a form does once what it does, and is answered as the first time. */
#ifndef ANNUAIRE_STORE_RECEIPT_H
#define ANNUAIRE_STORE_RECEIPT_H

#include "store/db.h"

enum { RECEIPT_BYTES = 16 };

struct receipt {
	unsigned char form[RECEIPT_BYTES];
	uint64_t account;
};

/* hex: the 32 hexadecimal digits that the form was shown with (base/secret.h). ERR_BAD_REQUEST: it is something else. */
MUST_CHECK enum err receipt_read(const char *hex, uint64_t account, struct receipt *receipt);

/* Inside the transaction that does what the form asks for: *outcome is what was kept of the first time, owned by ctx; NULL: this is the first time. */
MUST_CHECK enum err receipt_find(struct db *db, void *ctx, const struct receipt *receipt, const char **outcome);

/* At its end: outcome (ASCII, at most 200) is what a second time is answered from. ERR_CONFLICT: somebody else's form has this number. */
MUST_CHECK enum err receipt_keep(struct db *db, const struct receipt *receipt, const char *outcome);

#endif
