/* gettext, switched from one request to the next. The one place that knows how glibc is told of it. */
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>

#include "base/i18n.h"

/* glibc's counter of catalogue changes: raised, LANGUAGE is read again. */
extern int _nl_msg_cat_cntr;

void
i18n_open(const char *locale_directory)
{
	/* Under "C" gettext never translates; C.UTF-8 is always there. */
	setlocale(LC_ALL, "C.UTF-8");
	bindtextdomain("annuaire", locale_directory);
	bind_textdomain_codeset("annuaire", "UTF-8");
	textdomain("annuaire");
}

void
i18n_use(enum lang lang)
{
	setenv("LANGUAGE", lang_code(lang), 1);
	_nl_msg_cat_cntr++;
}

const char *
tr(const char *msgid)
{
	return gettext(msgid);
}

const char *
trn(const char *one, const char *many, unsigned long n)
{
	return ngettext(one, many, n);
}
