/* Searched words, marked where a text says them. */
#include <string.h>

#include "base/mem.h"
#include "text/search.h"
#include "view/page.h"

static void
add_part(const struct view *view, struct tpl *tpl, const char *section, const char *text, size_t len, bool hit)
{
	struct tpl *row;

	if (len == 0)
		return;
	row = tpl_row(tpl, section);
	tpl_set(row, "PART", mem_strndup(view->ctx, text, len));
	tpl_show(row, hit ? "HIT" : "PLAIN");
}

bool
set_marked(const struct view *view, struct tpl *tpl, const char *section, const struct search *search, const char *text, enum lang lang)
{
	struct search_mark *marks = NULL;
	size_t n = search == NULL ? 0 : search_marks(view->ctx, search, text, lang, &marks, NULL), at = 0;

	for (size_t i = 0; i < n; i++) {
		add_part(view, tpl, section, text + at, marks[i].from - at, false);
		add_part(view, tpl, section, text + marks[i].from, marks[i].len, true);
		at = marks[i].from + marks[i].len;
	}
	add_part(view, tpl, section, text + at, strlen(text + at), false);
	return n > 0;
}
