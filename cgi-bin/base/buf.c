/* A growing byte buffer. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

enum { FIRST_BYTES = 256 };

struct buf
buf_in(void *ctx)
{
	return (struct buf){ .ctx = ctx };
}

/* Makes room for len more bytes and the NUL. */
static void
reserve(struct buf *b, size_t len)
{
	size_t size = b->size == 0 ? FIRST_BYTES : b->size;

	if (b->len + len + 1 <= b->size)
		return;
	while (size < b->len + len + 1)
		size *= 2;
	b->bytes = mem_resize(b->ctx, b->bytes, size);
	b->size = size;
}

void
buf_add(struct buf *b, const char *bytes, size_t len)
{
	if (len == 0)
		return;
	reserve(b, len);
	memcpy(b->bytes + b->len, bytes, len);
	b->len += len;
	b->bytes[b->len] = '\0';
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_putc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_printf(struct buf *b, const char *format, ...)
{
	va_list ap, again;
	int n;

	va_start(ap, format);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	if (n > 0) {
		reserve(b, (size_t)n);
		vsnprintf(b->bytes + b->len, (size_t)n + 1, format, again);
		b->len += (size_t)n;
	}
	va_end(again);
}

const char *
buf_text(const struct buf *b)
{
	return b->bytes == NULL ? "" : b->bytes;
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->bytes != NULL)
		b->bytes[0] = '\0';
}
