/* Three-way merging of documents, part by part. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/change.h"
#include "text/document_part.h"
#include "text/document_value.h"

struct merging {
	void *ctx, *scratch;
	const struct change_merge *merge;
	struct change_conflicts conflicts;
};

/* The same object, or element of an array, in the three documents; NULL where it is not. */
struct sides {
	const void *base, *changed, *current;
};

static bool
takes(const struct merging *g, const char *path)
{
	return g->merge->takes == NULL || g->merge->takes(g->merge->arg, path);
}

static void
conflict(struct merging *g, const char *path, const char *base, const char *ours, const char *theirs)
{
	MEM_GROW(g->ctx, g->conflicts.conflict, g->conflicts.count);
	g->conflicts.conflict[g->conflicts.count++] = (struct change_conflict){ mem_strdup(g->ctx, path), base, ours, theirs };
}

static const char *
text_in(const struct merging *g, const struct member *m, const void *object)
{
	return object == NULL ? NULL : value_text(g->ctx, m, object, g->merge->vocabularies, g->merge->lang);
}

static void
conflict_in(struct merging *g, const char *path, const struct member *m, const struct sides *s)
{
	conflict(g, path, text_in(g, m, s->base), text_in(g, m, s->current), text_in(g, m, s->changed));
}

static bool
same(const struct member *m, const void *a, const void *b, bool exact)
{
	return a == NULL || b == NULL ? a == b : value_same(m, a, b, exact);
}

enum choice { KEEP, TAKE, CLASH };

/* Whose value m gets. Another order of codes is carried along where nothing stands against it, and never clashes. */
static enum choice
choose(const struct member *m, const struct sides *s)
{
	if (same(m, s->base, s->current, true))
		return TAKE;
	if (same(m, s->base, s->changed, false))
		return KEEP;
	if (same(m, s->base, s->current, false))
		return TAKE;
	return same(m, s->changed, s->current, false) ? KEEP : CLASH;
}

static void apply_parts(struct merging *g, const char *path, const struct parts *parts, const struct sides *s, void *merged);

enum { NONE = -1 };

/* An element of changed's or of current's array. */
struct slot {
	const char *key;
	long twin;			/* the same element among the other side's; NONE */
	const void *merged;		/* as it stays; NULL: it does not */
};

/* An array that is merged element by element. */
struct array {
	const char *path;
	const struct member *m, *number;	/* NULL: elements are not parts of their own */
	struct member element;
	struct parts parts;			/* of an element */
	struct elements base, changed, current;
	struct slot *theirs, *ours;
	int *numbers;				/* all that were seen */
	size_t number_count;
	struct buf base_lines, ours_lines, theirs_lines;	/* elements in conflict */
};

static void
add_line(const struct merging *g, const struct array *a, struct buf *lines, const void *element)
{
	const char *line = element == NULL ? NULL : value_line(g->ctx, a->m->shape, element, g->merge->vocabularies, g->merge->lang);

	if (line != NULL)
		buf_printf(lines, lines->len == 0 ? "%s" : "\n%s", line);
}

/* An element that is no part of its own; NULL: it does not stay. */
static const void *
merge_plain(struct merging *g, struct array *a, const struct sides *s)
{
	switch (choose(&a->element, s)) {
	case TAKE:
		return s->changed;
	case KEEP:
		return s->current;
	default:
		add_line(g, a, &a->base_lines, s->base);
		add_line(g, a, &a->ours_lines, s->current);
		add_line(g, a, &a->theirs_lines, s->changed);
		return s->current;
	}
}

/* True if changed has something wanted to say in an element that current withdrew. */
static bool
says_more(const struct merging *g, const struct array *a, const char *path, const struct sides *s)
{
	for (size_t i = 0; i < a->parts.count; i++) {
		const struct part *part = &a->parts.part[i];

		if (!value_same(&part->member, s->base, s->changed, false) && takes(g, part_path(g->scratch, path, part->path)))
			return true;
	}
	return false;
}

/* An element whose members are parts of their own; NULL: it does not stay. */
static const void *
merge_numbered(struct merging *g, struct array *a, const char *path, const struct sides *s)
{
	void *merged;

	if (s->base == NULL)
		return s->current != NULL ? s->current : takes(g, path) ? s->changed : NULL;
	if (s->current == NULL) {
		if (says_more(g, a, path, s))
			conflict_in(g, path, &a->element, s);
		return NULL;
	}
	if (s->changed == NULL) {
		if (!takes(g, path))
			return s->current;
		if (same(&a->element, s->base, s->current, false))
			return NULL;
		conflict_in(g, path, &a->element, s);
		return s->current;
	}
	merged = mem_copy(g->scratch, s->current, a->m->shape->size);
	apply_parts(g, path, &a->parts, s, merged);
	return merged;
}

static bool
seen(const struct array *a, int number)
{
	size_t i = 0;

	while (i < a->number_count && a->numbers[i] != number)
		i++;
	return i < a->number_count;
}

static void
see_numbers(struct array *a, const struct elements *elements)
{
	for (size_t i = 0; i < elements->count; i++)
		a->numbers[a->number_count++] = *(const int *)(const void *)((const char *)elements->element[i].at + a->number->offset);
}

/* A copy of the element under a number that was never seen. */
static const void *
renumber(struct merging *g, struct array *a, struct slot *slot)
{
	void *copy = mem_copy(g->scratch, slot->merged, a->m->shape->size);
	int number = 0;

	for (size_t i = 0; i < a->number_count; i++)
		if (a->numbers[i] > number)
			number = a->numbers[i];
	if (number >= a->number->limit)
		number = 0;
	do
		number++;
	while (seen(a, number));
	a->numbers[a->number_count++] = number;
	*(int *)(void *)((char *)copy + a->number->offset) = number;
	slot->key = mem_printf(g->scratch, "%d", number);
	return copy;
}

static const void *
merge_element(struct merging *g, struct array *a, const char *key, const void *changed, const void *current)
{
	const struct sides s = { element_at(&a->base, key), changed, current };

	return a->number == NULL ? merge_plain(g, a, &s) : merge_numbered(g, a, part_path(g->scratch, a->path, key), &s);
}

static struct slot *
slots_of(void *ctx, const struct elements *elements)
{
	struct slot *slots = MEM_ARRAY(ctx, struct slot, elements->count);

	for (size_t i = 0; i < elements->count; i++)
		slots[i] = (struct slot){ elements->element[i].key, NONE, NULL };
	return slots;
}

/* Finds twins: elements with the same key, but for two that both sides added under one number by chance. */
static void
pair(struct array *a)
{
	for (size_t i = 0; i < a->changed.count; i++) {
		const struct element *theirs = &a->changed.element[i], *ours = element_by_key(&a->current, theirs->key);

		if (ours == NULL || (a->number != NULL && element_at(&a->base, theirs->key) == NULL && !value_same(&a->element, theirs->at, ours->at, false)))
			continue;
		a->theirs[i].twin = ours - a->current.element;
		a->ours[a->theirs[i].twin].twin = (long)i;
	}
}

static void
merge_elements(struct merging *g, struct array *a)
{
	for (size_t i = 0; i < a->current.count; i++) {
		struct slot *slot = &a->ours[i];

		slot->merged = merge_element(g, a, slot->key, slot->twin == NONE ? NULL : a->changed.element[slot->twin].at, a->current.element[i].at);
		if (slot->twin != NONE)
			a->theirs[slot->twin].merged = slot->merged;
	}
	for (size_t i = 0; i < a->changed.count; i++) {
		struct slot *slot = &a->theirs[i];

		if (slot->twin != NONE)
			continue;
		slot->merged = merge_element(g, a, slot->key, a->changed.element[i].at, NULL);
		if (slot->merged != NULL && element_by_key(&a->current, slot->key) != NULL)
			slot->merged = renumber(g, a, slot);
	}
}

/* True if the array's order is changed's: it moved elements, and current did not. */
static bool
moved_by_changed(struct merging *g, const struct array *a)
{
	if (elements_in_order(&a->changed, &a->base, NULL) || (a->number != NULL && !takes(g, a->path)))
		return false;
	if (elements_in_order(&a->current, &a->base, NULL))
		return true;
	if (a->number != NULL && !elements_in_order(&a->changed, &a->current, &a->base))
		conflict(g, a->path, elements_titles(g->ctx, a->m->shape, &a->base, g->merge->lang), elements_titles(g->ctx, a->m->shape, &a->current, g->merge->lang),
		    elements_titles(g->ctx, a->m->shape, &a->changed, g->merge->lang));
	return false;
}

/*
 * Puts what stays of both sides into one order. What both have comes as `first` has it; between them comes what one side alone has, behind the element that it stands
 * behind there. Returns how many.
 */
static size_t
interleave(const struct slot *first, size_t first_count, const struct slot *second, size_t second_count, const void **out)
{
	size_t i = 0, j = 0, n = 0;

	for (;;) {
		bool left, right;

		while (i < first_count && first[i].merged == NULL)
			i++;
		while (j < second_count && second[j].merged == NULL)
			j++;
		left = i < first_count && first[i].twin == NONE;
		right = j < second_count && second[j].twin == NONE;
		if (left && (!right || strverscmp(first[i].key, second[j].key) <= 0)) {
			out[n++] = first[i++].merged;
		} else if (right) {
			out[n++] = second[j++].merged;
		} else if (i < first_count) {
			j = (size_t)first[i].twin + 1;
			out[n++] = first[i++].merged;
		} else {
			return n;
		}
	}
}

/* False: the array cannot be merged by its elements, and is one value. */
static bool
merge_array(struct merging *g, const char *path, const struct member *m, const struct sides *s, void *merged)
{
	struct array a = { .path = path, .m = m, .number = member_number(m), .element = member_of_element(m->shape),
	    .base = elements_of(g->scratch, m, s->base), .changed = elements_of(g->scratch, m, s->changed), .current = elements_of(g->scratch, m, s->current),
	    .base_lines = buf_in(g->ctx), .ours_lines = buf_in(g->ctx), .theirs_lines = buf_in(g->ctx) };
	size_t most = a.changed.count + a.current.count, count;
	const void **out;
	char *elements;

	if (!a.base.distinct || !a.changed.distinct || !a.current.distinct)
		return false;
	a.theirs = slots_of(g->scratch, &a.changed);
	a.ours = slots_of(g->scratch, &a.current);
	if (a.number != NULL) {
		a.parts = parts_of(g->scratch, m->shape);
		a.numbers = MEM_ARRAY(g->scratch, int, a.base.count + most + a.changed.count);
		see_numbers(&a, &a.base);
		see_numbers(&a, &a.changed);
		see_numbers(&a, &a.current);
	}
	pair(&a);
	merge_elements(g, &a);
	if (a.base_lines.len + a.ours_lines.len + a.theirs_lines.len > 0)
		conflict(g, path, a.base_lines.bytes, a.ours_lines.bytes, a.theirs_lines.bytes);
	out = MEM_ARRAY(g->scratch, const void *, most);
	count = moved_by_changed(g, &a) ? interleave(a.theirs, a.changed.count, a.ours, a.current.count, out) :
	    interleave(a.ours, a.current.count, a.theirs, a.changed.count, out);
	elements = mem_zero(g->scratch, count * m->shape->size);
	for (size_t i = 0; i < count; i++)
		memcpy(elements + i * m->shape->size, out[i], m->shape->size);
	*(void **)(void *)((char *)merged + m->offset) = elements;
	*(size_t *)(void *)((char *)merged + m->count_offset) = count;
	return true;
}

/* A text that must be in some language, and is in none since changed withdrew one and current the others, stays as current has it. `first` is its first language. */
static void
keep_required(struct merging *g, const char *path, const struct part *first, const struct sides *s, void *merged)
{
	if (!value_absent(first->text, merged) || value_absent(first->text, s->current))
		return;
	for (const struct part *part = first; part < first + LANG_COUNT; part++)
		if (!value_absent(&part->member, s->current))
			conflict_in(g, part_path(g->scratch, path, part->path), &part->member, s);
	value_copy(first->text, merged, s->current);
}

static void
apply_part(struct merging *g, const char *path, const struct member *m, const struct sides *s, void *merged)
{
	if (member_number(m) != NULL && merge_array(g, path, m, s, merged))
		return;
	if (!takes(g, path))
		return;
	switch (choose(m, s)) {
	case TAKE:
		value_copy(m, merged, s->changed);
		break;
	case CLASH:
		if (m->kind != KIND_ARRAY || !merge_array(g, path, m, s, merged))
			conflict_in(g, path, m, s);
		break;
	default:
		break;
	}
}

/* merged, a copy of s->current, gets every wanted part that changed. */
static void
apply_parts(struct merging *g, const char *path, const struct parts *parts, const struct sides *s, void *merged)
{
	for (size_t i = 0; i < parts->count; i++)
		if (!value_same(&parts->part[i].member, s->base, s->changed, true))
			apply_part(g, part_path(g->scratch, path, parts->part[i].path), &parts->part[i].member, s, merged);
	for (size_t i = 0; i < parts->count; i++)
		if (parts->part[i].text != NULL)
			keep_required(g, path, &parts->part[i], s, merged);
}

struct change_conflicts
change_apply(void *ctx, const struct change_merge *merge, struct organisation *merged)
{
	struct merging g = { .ctx = ctx, .scratch = mem_new(ctx), .merge = merge };
	const struct parts parts = parts_of(g.scratch, &document_shape);

	*merged = *merge->current;
	apply_parts(&g, "", &parts, &(struct sides){ merge->base, merge->changed, merge->current }, merged);
	value_own(ctx, &document_shape, merged);
	mem_free(g.scratch);
	return g.conflicts;
}
