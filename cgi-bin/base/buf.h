/* A growing byte buffer: what a page is rendered into before anything is sent. */
#ifndef ANNUAIRE_BASE_BUF_H
#define ANNUAIRE_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

struct buf {
	void *ctx;	/* who owns bytes */
	char *bytes;	/* always NUL-terminated once something was added; NULL before */
	size_t len;	/* without the NUL */
	size_t size;
};

/* An empty buffer whose bytes will be owned by ctx. */
struct buf buf_in(void *ctx);
void buf_add(struct buf *b, const char *bytes, size_t len);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The text so far, "" when nothing was added; owned by the buffer's context. */
const char *buf_text(const struct buf *b);
/* Empties it, keeps the memory. */
void buf_clear(struct buf *b);

#endif
