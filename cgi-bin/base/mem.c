/* Memory by talloc; out of memory ends the process. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"

static void *
checked(void *p)
{
	if (p == NULL) {
		log_event(LOG_LEVEL_ERROR, "out-of-memory", "pid=%d", (int)getpid());
		abort();
	}
	return p;
}

void *
mem_pool(size_t bytes)
{
#ifdef __SANITIZE_ADDRESS__
	(void)bytes;
	return mem_new(NULL);
#else
	return checked(talloc_pool(NULL, bytes));
#endif
}

void *
mem_new(const void *ctx)
{
	return checked(talloc_new(ctx));
}

void
mem_free(void *p)
{
	talloc_free(p);
}

void
mem_clear(void *ctx)
{
	talloc_free_children(ctx);
}

void *
mem_zero(const void *ctx, size_t bytes)
{
	return checked(talloc_zero_size(ctx, bytes));
}

void *
mem_resize(const void *ctx, void *p, size_t bytes)
{
	return checked(talloc_realloc_size(ctx, p, bytes));
}

void *
mem_copy(const void *ctx, const void *from, size_t bytes)
{
	void *copy = mem_zero(ctx, bytes);

	if (bytes > 0)
		memcpy(copy, from, bytes);
	return copy;
}

char *
mem_strndup(const void *ctx, const char *s, size_t len)
{
	return checked(talloc_strndup(ctx, s, len));
}

char *
mem_strdup(const void *ctx, const char *s)
{
	return s == NULL ? NULL : checked(talloc_strdup(ctx, s));
}

char *
mem_vprintf(const void *ctx, const char *format, va_list ap)
{
	return checked(talloc_vasprintf(ctx, format, ap));
}

char *
mem_printf(const void *ctx, const char *format, ...)
{
	va_list ap;
	char *s;

	va_start(ap, format);
	s = mem_vprintf(ctx, format, ap);
	va_end(ap);
	return s;
}
