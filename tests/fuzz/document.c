/* Any bytes as a document: refused with a reason, or read, written and read again as the same, as a record too; and checked without harm. Any bytes as a record. */
#include <stdint.h>

#include "base/mem.h"
#include "text/document.h"
#include "text/record.h"
#include "vocabularies.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void *ctx = mem_new(NULL);
	struct organisation org, again;
	const char *why = NULL, *first, *second, *record;
	size_t len;

	if (document_parse(ctx, (const char *)data, size, &org, &why) == OK) {
		first = document_print(ctx, &org, DOCUMENT_ENVELOPE);
		if (document_parse(ctx, first, strlen(first), &again, &why) != OK)
			abort();
		second = document_print(ctx, &again, DOCUMENT_ENVELOPE);
		if (strcmp(first, second) != 0)
			abort();
		record = record_write(ctx, &org, &len);
		if (record_read(ctx, record, len, &again) != OK)
			abort();
		if (strcmp(document_print(ctx, &org, DOCUMENT_CONTENT), document_print(ctx, &again, DOCUMENT_CONTENT)) != 0)
			abort();
		why = NULL;
		if (document_check(ctx, &org, some_vocabularies(ctx), &why) != OK && why == NULL)
			abort();
	} else if (why == NULL) {
		abort();
	}
	record = mem_copy(ctx, data, size);
	if (record_read(ctx, record, size, &again) == OK)
		document_print(ctx, &again, DOCUMENT_CONTENT);
	mem_free(ctx);
	return 0;
}
