/* Any two texts, a NUL between them: their differences make both of them again, stand in their order, and can be shortened. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "fuzz/must.h"
#include "text/diff.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_ends(void *ctx, const struct diff *diff, size_t run)
{
	const char *text = diff->run[run].text;
	size_t len = strlen(text);
	struct diff_ends ends = diff_shorten(ctx, diff, run, 2);

	if (ends.tail == NULL) {
		must(strcmp(ends.head, text) == 0);
		return;
	}
	must(diff->run[run].kind == RUN_SAME && strlen(ends.head) + strlen(ends.tail) < len && strncmp(text, ends.head, strlen(ends.head)) == 0);
	must(strcmp(text + len - strlen(ends.tail), ends.tail) == 0 && (run > 0 || *ends.head == '\0') && (run + 1 < diff->count || *ends.tail == '\0'));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void *ctx = mem_new(NULL);
	const char *before = mem_strndup(ctx, (const char *)data, size), *after = before;
	struct buf old = buf_in(ctx), new = buf_in(ctx);
	struct diff diff;

	if (strlen(before) < size)
		after = mem_strndup(ctx, (const char *)data + strlen(before) + 1, size - strlen(before) - 1);
	if (utf8_valid(before, strlen(before), NULL) && utf8_valid(after, strlen(after), NULL)) {
		diff = diff_words(ctx, before, after);
		for (size_t i = 0; i < diff.count; i++) {
			enum run_kind kind = diff.run[i].kind, last = i == 0 ? RUN_ADDED : diff.run[i - 1].kind;

			must(*diff.run[i].text != '\0' && (i == 0 || (kind != last && !(kind == RUN_REMOVED && last == RUN_ADDED))));
			if (kind != RUN_ADDED)
				buf_puts(&old, diff.run[i].text);
			if (kind != RUN_REMOVED)
				buf_puts(&new, diff.run[i].text);
			check_ends(ctx, &diff, i);
		}
		must(strcmp(buf_text(&old), before) == 0 && strcmp(buf_text(&new), after) == 0);
		must(strcmp(before, after) != 0 || diff.count == (*before != '\0'));
		must(!diff.rough || diff.count <= 4);
	}
	mem_free(ctx);
	return 0;
}
