/* The table of the document's members, cut into the parts that change one by one. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/text.h"
#include "text/document_part.h"

const char *
part_path(void *ctx, const char *outer, const char *name)
{
	return *outer == '\0' ? name : mem_printf(ctx, "%s.%s", outer, name);
}

static void
add_parts(void *ctx, struct parts *parts, const char *outer, size_t offset, const struct shape *shape)
{
	for (size_t i = 0; i < shape->count; i++) {
		struct part part = { part_path(ctx, outer, shape->members[i].name), shape->members[i], NULL };
		struct member *m = &part.member;
		const char *path = part.path;

		m->offset += offset;
		m->count_offset += offset;
		if ((m->flags & ENVELOPE) != 0 || m->kind == KIND_FORMAT)
			continue;
		if (m->kind == KIND_OBJECT && (m->flags & WHOLE) == 0) {
			add_parts(ctx, parts, path, m->offset, m->shape);
			continue;
		}
		if (m->kind != KIND_TEXT && m->kind != KIND_LONG_TEXT) {
			MEM_GROW(ctx, parts->part, parts->count);
			parts->part[parts->count++] = part;
			continue;
		}
		part.text = (m->flags & REQUIRED) != 0 ? mem_copy(ctx, m, sizeof(*m)) : NULL;
		m->kind = KIND_LINE;
		for (int l = 0; l < LANG_COUNT; l++) {
			part.path = part_path(ctx, path, lang_code((enum lang)l));
			MEM_GROW(ctx, parts->part, parts->count);
			parts->part[parts->count++] = part;
			part.text = NULL;
			m->offset += sizeof(const char *);
		}
	}
}

struct parts
parts_of(void *ctx, const struct shape *shape)
{
	struct parts parts = { NULL, 0 };

	add_parts(ctx, &parts, "", 0, shape);
	return parts;
}

/* What recognises the element again; NULL when nothing does. Of a STABLE number: its decimals. */
static const char *
key_of(void *ctx, const struct shape *shape, const void *element)
{
	struct buf b = buf_in(ctx);

	for (size_t i = 0; i < shape->count; i++) {
		const struct member *m = &shape->members[i];
		const char *const *string = (const void *)((const char *)element + m->offset);

		if ((m->flags & KEY) == 0)
			continue;
		if (b.bytes != NULL)
			buf_putc(&b, '\n');
		if (m->kind == KIND_NUMBER)
			buf_printf(&b, "%d", *(const int *)(const void *)string);
		for (int l = 0; l < (m->kind == KIND_TEXT ? LANG_COUNT : m->kind <= KIND_LAST_STRING ? 1 : 0); l++)
			buf_printf(&b, l == 0 ? "%s" : "\n%s", string[l] == NULL ? "" : string[l]);
	}
	return b.bytes;
}

static int
by_key(const void *a, const void *b)
{
	const struct element *const *x = a, *const *y = b;

	return strcmp((*x)->key, (*y)->key);
}

struct elements
elements_of(void *ctx, const struct member *m, const void *object)
{
	const char *first = *(const char *const *)((const char *)object + m->offset);
	struct elements of = { .count = *(const size_t *)((const char *)object + m->count_offset), .distinct = true };

	of.element = MEM_ARRAY(ctx, struct element, of.count);
	of.by_key = MEM_ARRAY(ctx, struct element *, of.count);
	for (size_t i = 0; i < of.count; i++) {
		const void *at = first + i * m->shape->size;

		of.element[i] = (struct element){ at, key_of(ctx, m->shape, at) };
		of.by_key[i] = &of.element[i];
		of.distinct &= of.element[i].key != NULL;
	}
	if (of.distinct && of.count > 0)
		qsort(of.by_key, of.count, sizeof(of.by_key[0]), by_key);
	for (size_t i = 1; of.distinct && i < of.count; i++)
		of.distinct = by_key(&of.by_key[i - 1], &of.by_key[i]) != 0;
	return of;
}

const struct element *
element_by_key(const struct elements *in, const char *key)
{
	struct element wanted = { .key = key }, *k = &wanted, **found;

	found = in->count == 0 ? NULL : bsearch(&k, in->by_key, in->count, sizeof(in->by_key[0]), by_key);
	return found == NULL ? NULL : *found;
}

const void *
element_at(const struct elements *in, const char *key)
{
	const struct element *found = element_by_key(in, key);

	return found == NULL ? NULL : found->at;
}

bool
elements_in_order(const struct elements *a, const struct elements *b, const struct elements *c)
{
	const struct element *last = NULL;

	for (size_t i = 0; i < a->count; i++) {
		const struct element *found = element_by_key(b, a->element[i].key);

		if (found == NULL || (c != NULL && element_by_key(c, found->key) == NULL))
			continue;
		if (last != NULL && found < last)
			return false;
		last = found;
	}
	return true;
}

const struct member *
member_number(const struct member *m)
{
	for (size_t i = 0; m->kind == KIND_ARRAY && i < m->shape->count; i++)
		if ((m->shape->members[i].flags & STABLE) != 0)
			return &m->shape->members[i];
	return NULL;
}

struct member
member_of_element(const struct shape *shape)
{
	return (struct member){ .name = "", .kind = KIND_OBJECT, .shape = shape };
}

const char *
elements_titles(void *ctx, const struct shape *shape, const struct elements *elements, enum lang lang)
{
	struct buf b = buf_in(ctx);
	size_t name = 0;

	while (name < shape->count && shape->members[name].kind != KIND_TEXT)
		name++;
	for (size_t i = 0; i < elements->count; i++) {
		const struct element *e = &elements->element[i];
		const char *title = name == shape->count ? NULL : text_for((const void *)((const char *)e->at + shape->members[name].offset), lang).words;

		buf_printf(&b, i == 0 ? "%s" : "\n%s", title == NULL ? e->key : title);
	}
	return b.bytes;
}
