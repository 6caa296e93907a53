/* Word-level differences by Myers' greedy algorithm over tokens, made readable. */
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/diff.h"

/* Beyond these two texts are too unlike: edits (the memory of the search grows with their square), and steps of the search. */
enum { EDITS_MAX = 1000, STEPS_MAX = 500000 };

enum token_kind { TOKEN_WORD, TOKEN_SIGN, TOKEN_SPACE };

struct token {
	const char *at;
	size_t len;
	uint32_t hash;
	enum token_kind kind;
	bool changed;		/* removed, or added */
};

struct tokens {
	struct token *token;
	size_t count;
};

static enum token_kind
kind_of(uint32_t c)
{
	utf8proc_category_t category;

	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? TOKEN_WORD :
		    c == ' ' || (c >= '\t' && c <= '\r') ? TOKEN_SPACE : TOKEN_SIGN;
	category = utf8proc_category((utf8proc_int32_t)c);
	return category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP ? TOKEN_SPACE :
	    (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) || (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO) ?
	    TOKEN_WORD : TOKEN_SIGN;
}

/* Marks and invisible joiners stay with what they stand on. */
static bool
belongs_to_last(uint32_t c)
{
	utf8proc_category_t category = c < 0x80 ? UTF8PROC_CATEGORY_CC : utf8proc_category((utf8proc_int32_t)c);

	return (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME) || category == UTF8PROC_CATEGORY_CF;
}

/* Words and stretches of white space are one token each, and so is every sign. */
static struct tokens
tokens_of(void *ctx, const char *s)
{
	struct tokens tokens = { NULL, 0 };
	struct token *last = NULL;
	size_t i = 0;

	while (s[i] != '\0') {
		size_t from = i;
		uint32_t c = utf8_next(s, &i);
		enum token_kind kind = kind_of(c);

		if (last == NULL || !(belongs_to_last(c) || (kind == last->kind && kind != TOKEN_SIGN))) {
			MEM_GROW(ctx, tokens.token, tokens.count);
			last = &tokens.token[tokens.count++];
			*last = (struct token){ s + from, 0, 0, kind, false };
		}
		last->len += i - from;
		last->hash = (last->hash ^ c) * 16777619u;
	}
	return tokens;
}

static bool
same(const struct token *a, const struct token *b)
{
	return a->hash == b->hash && a->len == b->len && memcmp(a->at, b->at, a->len) == 0;
}

/* A stretch of each text: tokens from `from` up to before `to`. */
struct stretch {
	struct token *before, *after;
	long before_count, after_count;
};

/*
 * Marks the tokens that the shortest way from before to after removes and adds. reach[d][i]: how far before was read after d edits on the diagonal
 * k = -d + 2i, k being the tokens read of before less those of after. False when the bounds were met, and nothing marked.
 */
static bool
mark(void *ctx, const struct stretch *s)
{
	const long n = s->before_count, m = s->after_count;
	int **reach = MEM_ARRAY(ctx, int *, EDITS_MAX + 1);
	long steps = 0, d, i = 0;
	bool arrived = false;

	for (d = 0; !arrived; d++) {
		if (d > EDITS_MAX)
			return false;
		reach[d] = MEM_ARRAY(ctx, int, (size_t)d + 1);
		for (i = 0; i <= d; i++) {
			long x = d == 0 ? 0 : i == d || (i > 0 && reach[d - 1][i - 1] >= reach[d - 1][i]) ? reach[d - 1][i - 1] + 1 : reach[d - 1][i];
			long y = x + d - 2 * i;

			for (steps++; x < n && y < m && same(&s->before[x], &s->after[y]); steps++) {
				x++;
				y++;
			}
			reach[d][i] = (int)x;
			arrived = x >= n && y >= m;
			if (arrived)
				break;
			if (steps > STEPS_MAX)
				return false;
		}
	}
	for (d--; d > 0; d--) {
		bool removed = i == d || (i > 0 && reach[d - 1][i - 1] >= reach[d - 1][i]);
		long x = removed ? reach[d - 1][--i] : reach[d - 1][i];

		if (removed)
			s->before[x].changed = true;
		else
			s->after[x + (d - 1) - 2 * i].changed = true;
	}
	return true;
}

/* Marks all that differs; true if only roughly. */
static bool
compare(void *ctx, struct tokens *before, struct tokens *after)
{
	size_t head = 0, tail = 0, fewer = before->count < after->count ? before->count : after->count;
	struct stretch middle;

	while (head < fewer && same(&before->token[head], &after->token[head]))
		head++;
	while (tail < fewer - head && same(&before->token[before->count - 1 - tail], &after->token[after->count - 1 - tail]))
		tail++;
	middle = (struct stretch){ before->token + head, after->token + head, (long)(before->count - head - tail), (long)(after->count - head - tail) };
	if (middle.before_count > 0 && middle.after_count > 0 && mark(ctx, &middle))
		return false;
	for (long i = 0; i < middle.before_count; i++)
		middle.before[i].changed = true;
	for (long i = 0; i < middle.after_count; i++)
		middle.after[i].changed = true;
	return middle.before_count > 0 && middle.after_count > 0;
}

/* One edit: tokens removed and tokens added in their place. */
struct edit {
	size_t removed, removed_end, added, added_end;
};

struct edits {
	struct edit *edit;
	size_t count;
};

static size_t
bytes(const struct tokens *tokens, size_t from, size_t to)
{
	return from == to ? 0 : (size_t)(tokens->token[to - 1].at + tokens->token[to - 1].len - tokens->token[from].at);
}

static bool
replaces(const struct edit *e)
{
	return e->removed < e->removed_end && e->added < e->added_end;
}

/* True if the edit replaces something by something, both longer than len bytes. */
static bool
outweighs(const struct edit *e, const struct tokens *before, const struct tokens *after, size_t len)
{
	return bytes(before, e->removed, e->removed_end) > len && bytes(after, e->added, e->added_end) > len;
}

/*
 * True if what stands between two edits is too small to be read apart from them: no word at all, or at most two words between replacements that are longer.
 * Not between words that are only added, or only removed: there it would have to be said twice.
 */
static bool
too_small(const struct tokens *before, const struct tokens *after, const struct edit *first, const struct edit *second)
{
	enum { WORDS = 2 };
	size_t words = 0, len = bytes(before, first->removed_end, second->removed);

	for (size_t i = first->removed_end; i < second->removed; i++)
		words += before->token[i].kind == TOKEN_WORD;
	if (words == 0)
		return (first->removed < first->removed_end || second->removed < second->removed_end) && (first->added < first->added_end || second->added < second->added_end);
	return words <= WORDS && outweighs(first, before, after, len) && outweighs(second, before, after, len);
}

/* The edits, those put together that would not be read apart. */
static struct edits
edits_of(void *ctx, const struct tokens *before, const struct tokens *after)
{
	struct edits edits = { NULL, 0 };
	size_t i = 0, j = 0;

	while (i < before->count || j < after->count) {
		struct edit e = { i, i, j, j };

		while (i < before->count && before->token[i].changed)
			i++;
		while (j < after->count && after->token[j].changed)
			j++;
		if (e.removed == i && e.added == j) {
			i++;
			j++;
			continue;
		}
		e.removed_end = i;
		e.added_end = j;
		MEM_GROW(ctx, edits.edit, edits.count);
		edits.edit[edits.count++] = e;
		while (edits.count > 1 && too_small(before, after, &edits.edit[edits.count - 2], &edits.edit[edits.count - 1])) {
			struct edit *last = &edits.edit[edits.count - 2];

			last->removed_end = i;
			last->added_end = j;
			edits.count--;
		}
	}
	return edits;
}

static bool
begins_line(const struct tokens *tokens, size_t i)
{
	return i == 0 || (tokens->token[i - 1].kind == TOKEN_SPACE && memchr(tokens->token[i - 1].at, '\n', tokens->token[i - 1].len) != NULL);
}

/*
 * Moves an edit that only adds, or only removes, back to the beginning of a line where it says the same there: a line "- three" came in, not "three" and the next dash.
 * Not farther than `most` tokens, which are the same in both texts.
 */
static void
slide(struct edit *e, const struct tokens *before, const struct tokens *after, size_t most)
{
	const struct tokens *in = e->removed == e->removed_end ? after : before;
	size_t from = in == after ? e->added : e->removed, to = in == after ? e->added_end : e->removed_end, by = 0;

	if (replaces(e))
		return;
	while (by < most && !begins_line(in, from - by) && same(&in->token[from - by - 1], &in->token[to - by - 1]))
		by++;
	if (!begins_line(in, from - by))
		return;
	e->removed -= by;
	e->removed_end -= by;
	e->added -= by;
	e->added_end -= by;
}

static void
add_run(void *ctx, struct diff *diff, enum run_kind kind, const struct tokens *tokens, size_t from, size_t to)
{
	if (from == to)
		return;
	MEM_GROW(ctx, diff->run, diff->count);
	diff->run[diff->count++] = (struct run){ kind, mem_strndup(ctx, tokens->token[from].at, bytes(tokens, from, to)) };
}

struct diff
diff_words(void *ctx, const char *before, const char *after)
{
	void *scratch = mem_new(ctx);
	struct tokens old = tokens_of(scratch, before == NULL ? "" : before), new = tokens_of(scratch, after == NULL ? "" : after);
	struct diff diff = { NULL, 0, compare(scratch, &old, &new) };
	struct edits edits = edits_of(scratch, &old, &new);
	size_t at = 0;

	for (size_t i = 0; i < edits.count; i++) {
		struct edit *e = &edits.edit[i];

		slide(e, &old, &new, e->removed - at - (i > 0));	/* something stays between two edits */
		add_run(ctx, &diff, RUN_SAME, &old, at, e->removed);
		add_run(ctx, &diff, RUN_REMOVED, &old, e->removed, e->removed_end);
		add_run(ctx, &diff, RUN_ADDED, &new, e->added, e->added_end);
		at = e->removed_end;
	}
	add_run(ctx, &diff, RUN_SAME, &old, at, old.count);
	mem_free(scratch);
	return diff;
}

struct diff_ends
diff_shorten(void *ctx, const struct diff *diff, size_t run, size_t words)
{
	const char *text = diff->run[run].text;
	void *scratch = mem_new(ctx);
	struct tokens tokens = tokens_of(scratch, text);
	size_t head = 0, tail = tokens.count, kept = 0;
	struct diff_ends ends = { mem_strdup(ctx, text), NULL };

	if (run > 0)
		for (size_t i = 0; i < tokens.count && kept < words; i++) {
			kept += tokens.token[i].kind == TOKEN_WORD;
			head = i + 1;
		}
	kept = 0;
	if (run + 1 < diff->count)
		for (size_t i = tokens.count; i > head && kept < words; i--) {
			kept += tokens.token[i - 1].kind == TOKEN_WORD;
			tail = i - 1;
		}
	if (diff->run[run].kind == RUN_SAME && tail - head > head + (tokens.count - tail))
		ends = (struct diff_ends){ mem_strndup(ctx, text, bytes(&tokens, 0, head)),
		    mem_strndup(ctx, text + (strlen(text) - bytes(&tokens, tail, tokens.count)), bytes(&tokens, tail, tokens.count)) };
	mem_free(scratch);
	return ends;
}
