/* What the federation decided: model/setting.h has the names. */
#ifndef ANNUAIRE_STORE_SETTING_H
#define ANNUAIRE_STORE_SETTING_H

#include "store/db.h"

/* The setting's value, owned by ctx; the standard where nothing was decided. */
MUST_CHECK enum err store_setting(struct db *db, void *ctx, const char *name, const char *standard, const char **value);

/* Decides. Whether somebody may is asked by whoever calls, in the transaction that they call it in. */
MUST_CHECK enum err store_setting_save(struct db *db, const char *name, const char *value);

#endif
