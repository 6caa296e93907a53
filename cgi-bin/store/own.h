/* The organisations that somebody may edit. */
#ifndef ANNUAIRE_STORE_OWN_H
#define ANNUAIRE_STORE_OWN_H

#include "model/account.h"
#include "model/edit.h"
#include "store/db.h"

enum { OWN_MAX = 100 };

/* Those of the actor, by name; whoever may edit them all gets those with list->words in their name, at most OWN_MAX. The rest of list is filled; owned by ctx. */
MUST_CHECK enum err store_own(struct db *db, void *ctx, const struct actor *actor, enum lang lang, struct own_list *list);

#endif
