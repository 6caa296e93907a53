/*
 * Google ctemplate from C: the only C++ is behind this header. Keys are constants (they stay in memory for ever), values are data.
 * Every template starts with {{%AUTOESCAPE context="HTML"}}; a value reaches the page unescaped only under a key that ends in _HTML.
 */
#ifndef ANNUAIRE_VIEW_TPL_H
#define ANNUAIRE_VIEW_TPL_H

#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"

#ifdef __cplusplus
extern "C" {
#endif

struct templates;
struct tpl;	/* a dictionary */

/*
 * Loads share/templates/<lang>/ *.tpl of every language and freezes them: nothing is read from disk afterwards.
 * ERR_CONFIG when one is missing or does not parse; *why (owned by ctx) names it. Lives until tpl_close().
 */
MUST_CHECK enum err tpl_open(void *ctx, const char *share, struct templates **templates, const char **why);
void tpl_close(struct templates *templates);

/* An empty dictionary for one page. Freed by tpl_free() with all its sections. */
struct tpl *tpl_new(void);
void tpl_free(struct tpl *tpl);
/* A value (copied). NULL counts as "". */
void tpl_set(struct tpl *tpl, const char *key, const char *value);
void tpl_setf(struct tpl *tpl, const char *key, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* A value that sections and included templates see as well. */
void tpl_set_global(struct tpl *tpl, const char *key, const char *value);
/* Shows a section once, or adds one row to it. */
void tpl_show(struct tpl *tpl, const char *section);
struct tpl *tpl_row(struct tpl *tpl, const char *section);
/* Includes the template `file` at {{>KEY}}. */
struct tpl *tpl_include(struct tpl *tpl, const char *key, const char *file);

/* Expands the template `file` (relative to its language's folder) at the end of html. ERR_INTERNAL: it did not expand, html is unchanged. */
MUST_CHECK enum err tpl_render(const struct templates *templates, enum lang lang, const char *file, const struct tpl *tpl, struct buf *html);

#ifdef __cplusplus
}
#endif

#endif
