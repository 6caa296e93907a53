/* The record, written and read along the table of the document's members. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/document_shape.h"
#include "text/record.h"

/* Changes with whatever the table has: a record of another version is not read. */
static const char FORMAT[] = "record/2";

static void
write_string(struct buf *b, const char *s)
{
	buf_add(b, s == NULL ? "" : s, s == NULL ? 1 : strlen(s) + 1);
}

static void
write_number(struct buf *b, size_t n)
{
	buf_printf(b, "%zu", n);
	buf_putc(b, '\0');
}

static void
write_object(struct buf *b, const struct shape *shape, const void *from)
{
	for (size_t i = 0; i < shape->count; i++) {
		const struct member *m = &shape->members[i];
		const void *field = (const char *)from + m->offset;
		const struct codes *codes = field;

		if ((m->flags & ENVELOPE) != 0)
			continue;
		switch (m->kind) {
		case KIND_FORMAT:
			write_string(b, FORMAT);
			break;
		case KIND_TEXT:
		case KIND_LONG_TEXT:
			for (int l = 0; l < LANG_COUNT; l++)
				write_string(b, ((const struct text *)field)->in[l]);
			break;
		case KIND_FACET:
		case KIND_LANGUAGES:
		case KIND_SLUGS:
			write_number(b, codes->count);
			for (size_t n = 0; n < codes->count; n++)
				write_string(b, codes->code[n]);
			break;
		case KIND_NUMBER:
			write_number(b, (size_t)*(const int *)field);
			break;
		case KIND_RELATION:
			write_number(b, *(const enum relation *)field);
			break;
		case KIND_OBJECT:
			write_object(b, m->shape, field);
			break;
		case KIND_ARRAY:
			write_number(b, *(const size_t *)((const char *)from + m->count_offset));
			for (size_t n = 0; n < *(const size_t *)((const char *)from + m->count_offset); n++)
				write_object(b, m->shape, *(const char *const *)field + n * m->shape->size);
			break;
		default:
			write_string(b, *(const char *const *)field);
		}
	}
}

const char *
record_write(void *ctx, const struct organisation *org, size_t *len)
{
	struct buf b = buf_in(ctx);

	write_object(&b, &document_shape, org);
	*len = b.len;
	return b.bytes;
}

struct reading {
	void *ctx;
	const char *at, *end;
	bool failed;			/* then everything reads as not said */
};

static const char *
read_string(struct reading *r)
{
	const char *s = r->at, *nul = memchr(s, '\0', (size_t)(r->end - s));

	if (nul == NULL)
		r->failed = true;
	else
		r->at = nul + 1;
	return nul == NULL || nul == s ? NULL : s;
}

/* From 0 to most. */
static size_t
read_number(struct reading *r, size_t most)
{
	const char *s = read_string(r);
	unsigned long n = s == NULL ? 0 : strtoul(s, NULL, 10);

	if (s != NULL && n <= most)
		return n;
	r->failed = true;
	return 0;
}

/* Of elements of at least a byte each, all of which are still to come. */
static size_t
read_count(struct reading *r)
{
	return read_number(r, (size_t)(r->end - r->at));
}

static void
read_object(struct reading *r, const struct shape *shape, void *into)
{
	const char *format;

	for (size_t i = 0; i < shape->count && !r->failed; i++) {
		const struct member *m = &shape->members[i];
		void *field = (char *)into + m->offset;
		struct codes *codes = field;
		size_t count;

		if ((m->flags & ENVELOPE) != 0)
			continue;
		switch (m->kind) {
		case KIND_FORMAT:
			format = read_string(r);
			r->failed |= format == NULL || strcmp(format, FORMAT) != 0;
			break;
		case KIND_TEXT:
		case KIND_LONG_TEXT:
			for (int l = 0; l < LANG_COUNT; l++)
				((struct text *)field)->in[l] = read_string(r);
			break;
		case KIND_FACET:
		case KIND_LANGUAGES:
		case KIND_SLUGS:
			codes->count = read_count(r);
			codes->code = MEM_ARRAY(r->ctx, const char *, codes->count);
			for (size_t n = 0; n < codes->count; n++) {
				codes->code[n] = read_string(r);
				r->failed |= codes->code[n] == NULL;
			}
			break;
		case KIND_NUMBER:
			*(int *)field = (int)read_number(r, INT_MAX);
			break;
		case KIND_RELATION:
			*(enum relation *)field = (enum relation)read_number(r, RELATION_NETWORK);
			break;
		case KIND_OBJECT:
			read_object(r, m->shape, field);
			break;
		case KIND_ARRAY:
			count = read_count(r);
			*(size_t *)((char *)into + m->count_offset) = count;
			*(void **)field = mem_zero(r->ctx, count * m->shape->size);
			for (size_t n = 0; n < count && !r->failed; n++)
				read_object(r, m->shape, *(char **)field + n * m->shape->size);
			break;
		default:
			*(const char **)field = read_string(r);
		}
	}
}

enum err
record_read(void *ctx, const char *record, size_t len, struct organisation *org)
{
	struct reading r = { ctx, record, record + len, false };

	memset(org, 0, sizeof(*org));
	read_object(&r, &document_shape, org);
	return !r.failed && r.at == r.end ? OK : ERR_INTERNAL;
}
