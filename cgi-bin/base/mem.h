/*
 * Memory: one talloc pool, cleared after each request. Out of memory ends the process (its supervisor starts it again), so nobody checks.
 * A context (void *ctx) owns whatever is allocated below it; mem_free() on it frees all. Source: talloc(3).
 */
#ifndef ANNUAIRE_BASE_MEM_H
#define ANNUAIRE_BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>
#include <talloc.h>

/* A new top-level context with its first bytes in one block; without the block under AddressSanitizer, so that each object is seen. */
void *mem_pool(size_t bytes);
/* A child context of ctx. */
void *mem_new(const void *ctx);
/* Frees p and all below it; NULL is allowed. */
void mem_free(void *p);
/* Frees all below ctx, which stays; a pool's block serves again. */
void mem_clear(void *ctx);

/* bytes of zeroed memory, owned by ctx. Never NULL. */
void *mem_zero(const void *ctx, size_t bytes);
/* Grows or shrinks p (may be NULL) to bytes. Never NULL. */
void *mem_resize(const void *ctx, void *p, size_t bytes);
/* A copy of bytes; from may be NULL when there are none. Never NULL. */
void *mem_copy(const void *ctx, const void *from, size_t bytes);
/* A copy of the first len bytes of s with a NUL behind. */
char *mem_strndup(const void *ctx, const char *s, size_t len);
/* A copy of s; NULL gives NULL. */
char *mem_strdup(const void *ctx, const char *s);
/* printf(3) into a new string. */
char *mem_printf(const void *ctx, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *mem_vprintf(const void *ctx, const char *format, va_list ap) __attribute__((format(printf, 2, 0)));

/* One zeroed object, or count of them, of a type. */
#define MEM_NEW(ctx, type) ((type *)mem_zero((ctx), sizeof(type)))
#define MEM_ARRAY(ctx, type, count) ((type *)mem_zero((ctx), sizeof(type) * (count)))

/*
 * Makes room for one more element at array[count]: the array grows by doubling from 8.
 * array must be NULL with count 0 at first. Evaluates its arguments several times.
 */
#define MEM_GROW(ctx, array, count) \
	do { \
		if ((count) == 0 || ((count) >= 8 && ((count) & ((count) - 1)) == 0)) \
			(array) = mem_resize((ctx), (array), \
			    sizeof(*(array)) * ((count) == 0 ? 8 : 2 * (size_t)(count))); \
	} while (0)

#endif
