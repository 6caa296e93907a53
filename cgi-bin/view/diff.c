/* Changes of words, shown in place. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/diff.h"
#include "view/page.h"

enum { WORDS_AROUND = 12 /* that stay beside a change */ };

static void
set_same(const struct view *view, struct tpl *row, const struct diff *diff, size_t run)
{
	struct diff_ends ends = diff_shorten(view->ctx, diff, run, WORDS_AROUND);
	const char *text = diff->run[run].text;
	size_t head = strlen(ends.head);
	struct tpl *folded;

	if (ends.tail == NULL) {
		tpl_set(tpl_row(row, "RUN_SAME"), "RUN_TEXT", text);
		return;
	}
	folded = tpl_row(row, "RUN_FOLDED");
	tpl_set(folded, "RUN_HEAD", ends.head);
	tpl_set(folded, "RUN_MIDDLE", mem_strndup(view->ctx, text + head, strlen(text) - head - strlen(ends.tail)));
	tpl_set(folded, "RUN_TAIL", ends.tail);
}

void
include_diff(const struct view *view, struct tpl *tpl, const char *key, const char *before, const char *after)
{
	struct tpl *included = tpl_include(tpl, key, "diff.tpl");
	struct diff diff = diff_words(view->ctx, before, after);

	if (diff.rough)
		tpl_show(included, "DIFF_ROUGH");
	for (size_t i = 0; i < diff.count; i++) {
		struct tpl *row = tpl_row(included, "RUN");

		if (diff.run[i].kind == RUN_SAME)
			set_same(view, row, &diff, i);
		else
			tpl_set(tpl_row(row, diff.run[i].kind == RUN_REMOVED ? "RUN_REMOVED" : "RUN_ADDED"), "RUN_TEXT", diff.run[i].text);
	}
}

const char *
parts_words(const struct view *view, const struct codes *parts)
{
	struct buf b = buf_in(view->ctx);

	for (size_t i = 0; i < parts->count; i++) {
		const char *path = parts->code[i], *label;
		bool said = false;

		/* Of an activity: that it was changed. */
		if (strncmp(path, "activities.", 11) == 0)
			path = mem_strndup(view->ctx, path, 11 + strcspn(path + 11, "."));
		for (size_t k = 0; k < i && !said; k++)
			said = strncmp(parts->code[k], path, strlen(path)) == 0 && strchr(".", parts->code[k][strlen(path)]) != NULL;
		label = said ? NULL : part_label(view, path);
		if (label != NULL)
			buf_printf(&b, "%s%s", b.len > 0 ? ", " : "", label);
	}
	return b.len > 0 ? buf_text(&b) : NULL;
}
