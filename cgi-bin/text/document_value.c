/* Values of the document's members, compared, copied and said, kind by kind. */
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/organisation.h"
#include "text/document_value.h"

static const void *
field_of(const struct member *m, const void *object)
{
	return (const char *)object + m->offset;
}

static size_t
count_of(const struct member *m, const void *object)
{
	return *(const size_t *)((const char *)object + m->count_offset);
}

static const void *
element_of(const struct member *m, const void *object, size_t i)
{
	return *(const char *const *)field_of(m, object) + i * m->shape->size;
}

static bool
object_absent(const struct shape *shape, const void *object)
{
	size_t i = 0;

	while (i < shape->count && value_absent(&shape->members[i], object))
		i++;
	return i == shape->count;
}

bool
value_absent(const struct member *m, const void *object)
{
	const void *field = field_of(m, object);

	switch (m->kind) {
	case KIND_TEXT:
	case KIND_LONG_TEXT:
		return text_empty(field);
	case KIND_FACET:
	case KIND_LANGUAGES:
	case KIND_SLUGS:
		return ((const struct codes *)field)->count == 0;
	case KIND_NUMBER:
		return *(const int *)field == 0;
	case KIND_RELATION:
		return *(const enum relation *)field == RELATION_PARTNER;
	case KIND_OBJECT:
		return object_absent(m->shape, field);
	case KIND_ARRAY:
		return count_of(m, object) == 0;
	case KIND_FORMAT:
		return true;
	default:
		return *(const char *const *)field == NULL;
	}
}

static bool
same_string(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Every code of a is one of b's. */
static bool
within(const struct codes *a, const struct codes *b)
{
	for (size_t i = 0; i < a->count; i++) {
		size_t j = 0;

		while (j < b->count && strcmp(a->code[i], b->code[j]) != 0)
			j++;
		if (j == b->count)
			return false;
	}
	return true;
}

static bool
same_codes(const struct codes *a, const struct codes *b, bool exact)
{
	if (a->count != b->count)
		return false;
	if (!exact)
		return within(a, b) && within(b, a);
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->code[i], b->code[i]) != 0)
			return false;
	return true;
}

static bool
same_object(const struct shape *shape, const void *a, const void *b, bool exact)
{
	size_t i = 0;

	while (i < shape->count && value_same(&shape->members[i], a, b, exact))
		i++;
	return i == shape->count;
}

bool
value_same(const struct member *m, const void *a, const void *b, bool exact)
{
	const void *x = field_of(m, a), *y = field_of(m, b);
	size_t i = 0;

	switch (m->kind) {
	case KIND_TEXT:
	case KIND_LONG_TEXT:
		while (i < LANG_COUNT && same_string(((const struct text *)x)->in[i], ((const struct text *)y)->in[i]))
			i++;
		return i == LANG_COUNT;
	case KIND_FACET:
	case KIND_LANGUAGES:
	case KIND_SLUGS:
		return same_codes(x, y, exact);
	case KIND_NUMBER:
		return *(const int *)x == *(const int *)y;
	case KIND_RELATION:
		return *(const enum relation *)x == *(const enum relation *)y;
	case KIND_OBJECT:
		return same_object(m->shape, x, y, exact);
	case KIND_ARRAY:
		if (count_of(m, a) != count_of(m, b))
			return false;
		while (i < count_of(m, a) && same_object(m->shape, element_of(m, a, i), element_of(m, b, i), exact))
			i++;
		return i == count_of(m, a);
	case KIND_FORMAT:
		return true;
	default:
		return same_string(*(const char *const *)x, *(const char *const *)y);
	}
}

static size_t
size_of(const struct member *m)
{
	switch (m->kind) {
	case KIND_TEXT:
	case KIND_LONG_TEXT:
		return sizeof(struct text);
	case KIND_FACET:
	case KIND_LANGUAGES:
	case KIND_SLUGS:
		return sizeof(struct codes);
	case KIND_NUMBER:
		return sizeof(int);
	case KIND_RELATION:
		return sizeof(enum relation);
	case KIND_OBJECT:
		return m->shape->size;
	case KIND_FORMAT:
		return 0;
	default:
		return sizeof(void *);
	}
}

void
value_copy(const struct member *m, void *into, const void *from)
{
	memcpy((char *)into + m->offset, field_of(m, from), size_of(m));
	if (m->kind == KIND_ARRAY)
		*(size_t *)((char *)into + m->count_offset) = count_of(m, from);
}

void
value_own(void *ctx, const struct shape *shape, void *object)
{
	for (size_t i = 0; i < shape->count; i++) {
		const struct member *m = &shape->members[i];
		void *field = (char *)object + m->offset;
		struct codes *codes = field;

		switch (m->kind) {
		case KIND_FACET:
		case KIND_LANGUAGES:
		case KIND_SLUGS:
			codes->code = mem_copy(ctx, codes->code, codes->count * sizeof(codes->code[0]));
			break;
		case KIND_OBJECT:
			value_own(ctx, m->shape, field);
			break;
		case KIND_ARRAY:
			*(void **)field = mem_copy(ctx, *(void **)field, count_of(m, object) * m->shape->size);
			for (size_t n = 0; n < count_of(m, object); n++)
				value_own(ctx, m->shape, *(char **)field + n * m->shape->size);
			break;
		default:
			break;
		}
	}
}

struct saying {
	void *ctx;
	const struct vocabularies *all;
	enum lang lang;
};

static void
add(struct buf *b, const char *between, const char *words)
{
	if (words == NULL)
		return;
	if (b->len > 0)
		buf_puts(b, between);
	buf_puts(b, words);
}

static const char *say(const struct saying *s, const struct member *m, const void *object, const char *between);

static const char *
say_object(const struct saying *s, const struct shape *shape, const void *object, const char *between)
{
	struct buf b = buf_in(s->ctx);

	for (size_t i = 0; i < shape->count; i++)
		if ((shape->members[i].flags & STABLE) == 0)
			add(&b, between, say(s, &shape->members[i], object, between));
	return b.bytes;
}

static const char *
say_codes(const struct saying *s, const struct member *m, const struct codes *codes)
{
	struct buf b = buf_in(s->ctx);
	enum vocabulary v;
	enum lang lang;

	for (size_t i = 0; i < codes->count; i++) {
		const char *code = codes->code[i];

		/* A facet is called as its vocabulary. */
		if (m->kind == KIND_FACET && vocabulary_parse(m->name, &v))
			code = vocabulary_label(s->all, v, code, s->lang);
		else if (m->kind == KIND_LANGUAGES && lang_parse(code, strlen(code), &lang))
			code = lang_autonym(lang);
		add(&b, ", ", code);
	}
	return b.bytes;
}

static const char *
say_text(const struct saying *s, const struct text *text, const char *between)
{
	struct buf b = buf_in(s->ctx);

	for (int l = 0; l < LANG_COUNT; l++)
		add(&b, between, text->in[l]);
	return b.bytes;
}

static const char *
say_array(const struct saying *s, const struct member *m, const void *object)
{
	struct buf b = buf_in(s->ctx);

	for (size_t i = 0; i < count_of(m, object); i++)
		add(&b, "\n", say_object(s, m->shape, element_of(m, object, i), ", "));
	return b.bytes;
}

static const char *
say(const struct saying *s, const struct member *m, const void *object, const char *between)
{
	const void *field = field_of(m, object);

	if (value_absent(m, object))
		return NULL;
	switch (m->kind) {
	case KIND_COUNTRY:
		return vocabulary_label(s->all, VOCABULARY_COUNTRY, *(const char *const *)field, s->lang);
	case KIND_PARTNER_TYPE:
		return vocabulary_label(s->all, VOCABULARY_PARTNER_TYPE, *(const char *const *)field, s->lang);
	case KIND_TEXT:
		return say_text(s, field, " / ");
	case KIND_LONG_TEXT:
		return say_text(s, field, between);
	case KIND_FACET:
	case KIND_LANGUAGES:
	case KIND_SLUGS:
		return say_codes(s, m, field);
	case KIND_NUMBER:
		return mem_printf(s->ctx, "%d", *(const int *)field);
	case KIND_RELATION:
		return tr("network");
	case KIND_OBJECT:
		return say_object(s, m->shape, field, between);
	case KIND_ARRAY:
		return say_array(s, m, object);
	default:
		return *(const char *const *)field;
	}
}

const char *
value_text(void *ctx, const struct member *m, const void *object, const struct vocabularies *all, enum lang lang)
{
	return say(&(struct saying){ ctx, all, lang }, m, object, "\n");
}

const char *
value_line(void *ctx, const struct shape *shape, const void *element, const struct vocabularies *all, enum lang lang)
{
	return say_object(&(struct saying){ ctx, all, lang }, shape, element, ", ");
}
