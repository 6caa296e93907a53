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
 * The templates of one program: those of every page, and `files` (ended by NULL, not copied), relative to share/templates/<lang>/. Lives until tpl_close().
 * Nothing is read before tpl_load(), nor from disk once a language was loaded.
 */
struct templates *tpl_open(const char *share, const char *const *files);
void tpl_close(struct templates *templates);
/* Loads them in one language, once. ERR_CONFIG when one is missing or does not parse: the log names it. */
MUST_CHECK enum err tpl_load(struct templates *templates, enum lang lang);

/* An empty dictionary for one page. Freed by tpl_free() with all its sections. */
struct tpl *tpl_new(void);
void tpl_free(struct tpl *tpl);
/* A value (copied). NULL counts as "". */
void tpl_set(struct tpl *tpl, const char *key, const char *value);
void tpl_setf(struct tpl *tpl, const char *key, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* A value that sections and included templates see as well. */
void tpl_set_global(struct tpl *tpl, const char *key, const char *value);
/* Shows a section once; or adds one row to it. */
void tpl_show(struct tpl *tpl, const char *section);
struct tpl *tpl_row(struct tpl *tpl, const char *section);
/* Includes the template `file` at {{>KEY}}. */
struct tpl *tpl_include(struct tpl *tpl, const char *key, const char *file);

/* Expands the template `file` at the end of html; loads its language first where that was not done. ERR_INTERNAL: it did not expand, html is unchanged. */
MUST_CHECK enum err tpl_render(struct templates *templates, enum lang lang, const char *file, const struct tpl *tpl, struct buf *html);

#ifdef __cplusplus
}
#endif

#endif
