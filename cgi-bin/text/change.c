/* What differs between two documents, part by part. */
#include "base/mem.h"
#include "text/change.h"
#include "text/document_part.h"
#include "text/document_value.h"

struct listing {
	void *ctx, *scratch;
	const struct vocabularies *all;
	enum lang lang;
	struct changes changes;
};

/* m in before and in after, either of them NULL where there is no object at all. */
static void
list_one(struct listing *l, const char *path, enum change_kind kind, const struct member *m, const void *before, const void *after)
{
	MEM_GROW(l->ctx, l->changes.change, l->changes.count);
	l->changes.change[l->changes.count++] = (struct change){ mem_strdup(l->ctx, path), kind,
	    before == NULL ? NULL : value_text(l->ctx, m, before, l->all, l->lang), after == NULL ? NULL : value_text(l->ctx, m, after, l->all, l->lang) };
}

static void list_parts(struct listing *l, const char *path, const struct parts *parts, const void *before, const void *after);

static void
list_elements(struct listing *l, const char *path, const struct shape *shape, const struct elements *before, const struct elements *after)
{
	const struct member element = member_of_element(shape);
	const struct parts parts = parts_of(l->scratch, shape);

	for (size_t i = 0; i < before->count; i++) {
		const struct element *e = &before->element[i];
		const char *inner = part_path(l->scratch, path, e->key);
		const void *now = element_at(after, e->key);

		if (now == NULL)
			list_one(l, inner, CHANGE_REMOVED, &element, e->at, NULL);
		else
			list_parts(l, inner, &parts, e->at, now);
	}
	for (size_t i = 0; i < after->count; i++)
		if (element_by_key(before, after->element[i].key) == NULL)
			list_one(l, part_path(l->scratch, path, after->element[i].key), CHANGE_ADDED, &element, NULL, after->element[i].at);
	if (!elements_in_order(before, after, NULL)) {
		MEM_GROW(l->ctx, l->changes.change, l->changes.count);
		l->changes.change[l->changes.count++] = (struct change){ mem_strdup(l->ctx, path), CHANGE_MOVED,
		    elements_titles(l->ctx, shape, before, l->lang), elements_titles(l->ctx, shape, after, l->lang) };
	}
}

/* True if the arrays, which are not the same, have the same elements. */
static bool
moved(const struct shape *shape, const struct elements *before, const struct elements *after)
{
	const struct member element = member_of_element(shape);
	size_t i = 0;

	if (!before->distinct || !after->distinct || before->count != after->count)
		return false;
	while (i < before->count) {
		const void *now = element_at(after, before->element[i].key);

		if (now == NULL || !value_same(&element, before->element[i].at, now, false))
			break;
		i++;
	}
	return i == before->count;
}

static void
list_parts(struct listing *l, const char *path, const struct parts *parts, const void *before, const void *after)
{
	for (size_t i = 0; i < parts->count; i++) {
		const struct member *m = &parts->part[i].member;
		enum change_kind kind = value_absent(m, before) ? CHANGE_ADDED : value_absent(m, after) ? CHANGE_REMOVED : CHANGE_CHANGED;
		const char *inner;

		if (value_same(m, before, after, false))
			continue;
		inner = part_path(l->scratch, path, parts->part[i].path);
		if (m->kind == KIND_ARRAY) {
			struct elements were = elements_of(l->scratch, m, before), are = elements_of(l->scratch, m, after);

			if (member_number(m) != NULL && were.distinct && are.distinct) {
				list_elements(l, inner, m->shape, &were, &are);
				continue;
			}
			if (moved(m->shape, &were, &are))
				kind = CHANGE_MOVED;
		}
		list_one(l, inner, kind, m, before, after);
	}
}

struct changes
change_list(void *ctx, const struct organisation *before, const struct organisation *after, const struct vocabularies *all, enum lang lang)
{
	struct listing l = { .ctx = ctx, .scratch = mem_new(ctx), .all = all, .lang = lang };
	const struct parts parts = parts_of(l.scratch, &document_shape);

	list_parts(&l, "", &parts, before, after);
	mem_free(l.scratch);
	return l.changes;
}
