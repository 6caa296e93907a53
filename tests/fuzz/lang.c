/* Any Accept-Language header, whatever is offered: an offered language comes back, and always the same one. */
#include <stdint.h>

#include "base/lang.h"
#include "base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bool offered[LANG_COUNT];
	enum lang lang;
	char *header;

	if (size == 0 || data[0] % 16 == 0)	/* the first byte chooses what is offered: something is */
		return 0;
	for (int l = 0; l < LANG_COUNT; l++)
		offered[l] = (data[0] >> l & 1) != 0;
	header = mem_strndup(NULL, (const char *)data + 1, size - 1);
	lang = lang_negotiate(header, offered);
	if (lang >= LANG_COUNT || !offered[lang] || lang_negotiate(header, offered) != lang)
		abort();
	if (lang_parse((const char *)data, size, &lang) && (size != 2 || memcmp(data, lang_code(lang), 2) != 0))
		abort();
	mem_free(header);
	return 0;
}
