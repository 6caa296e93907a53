/* The words of the C code itself, in the reader's language, by gettext (the templates are translated when they are built). */
#ifndef ANNUAIRE_BASE_I18N_H
#define ANNUAIRE_BASE_I18N_H

#include "base/lang.h"

/* Once at start: where <lang>/LC_MESSAGES/annuaire.mo are. */
void i18n_open(const char *locale_directory);
/* The language of tr() and trn() from now on; costs half a microsecond. */
void i18n_use(enum lang lang);
/* The translation of msgid; the plural form that n asks for. Constant strings, owned by gettext. */
const char *tr(const char *msgid) __attribute__((format_arg(1)));
const char *trn(const char *one, const char *many, unsigned long n) __attribute__((format_arg(1), format_arg(2)));

#endif
