/* Any document and any two edits of it: merged they keep what must hold. The input is the dice, and the seed of more. */
#include <stdint.h>
#include <stdio.h>

#include "documents.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dice dice = { mem_new(NULL), NULL, 1 + size, data, size };
	const char *fault;

	for (size_t i = 0; i < size; i++)
		dice.seed = (dice.seed ^ data[i]) * 0x100000001b3;
	dice.seed |= 1;
	dice.all = some_vocabularies(dice.ctx);
	fault = merging_fault(&dice);
	if (fault != NULL) {
		fprintf(stderr, "%s\n", fault);
		abort();
	}
	mem_free(dice.ctx);
	return 0;
}
