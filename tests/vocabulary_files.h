/* The vocabularies as the site has them, from schema/vocabulary; tests run from the project's root. */
#ifndef ANNUAIRE_TESTS_VOCABULARY_FILES_H
#define ANNUAIRE_TESTS_VOCABULARY_FILES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "model/term.h"

/* Owned by ctx. Columns: code parent fr nl de en also; a parent stands above its children. Ends the program when a file cannot be read. */
static inline const struct vocabularies *
vocabulary_files(void *ctx)
{
	enum { MAX_BYTES = 1024 * 1024 };
	struct vocabularies *all = MEM_NEW(ctx, struct vocabularies);

	for (int v = 0; v < VOCABULARY_COUNT; v++) {
		struct terms *terms = &all->of[v];
		const char *path = mem_printf(ctx, "schema/vocabulary/%s.tsv", vocabulary_code((enum vocabulary)v)), *why;
		char *rest, *line;

		if (file_read(ctx, path, MAX_BYTES, &rest, NULL, &why) != OK) {
			fprintf(stderr, "%s\n", why);
			exit(1);
		}
		terms->term = MEM_ARRAY(ctx, struct term, strlen(rest) / 8);	/* never moved: children point to parents */
		strsep(&rest, "\n");
		while ((line = strsep(&rest, "\n")) != NULL && *line != '\0') {
			struct term *term = &terms->term[terms->count++];
			const char *parent;

			*term = (struct term){ .id = (uint32_t)(1000 * v) + (uint32_t)terms->count, .vocabulary = (enum vocabulary)v, .code = strsep(&line, "\t"),
			    .position = (int)terms->count };
			parent = strsep(&line, "\t");
			for (int l = 0; l < LANG_COUNT; l++)
				term->label[l] = strsep(&line, "\t");
			term->also = line == NULL ? "" : line;
			for (size_t i = 0; i < terms->count; i++)
				if (strcmp(terms->term[i].code, parent) == 0)
					term->parent = &terms->term[i];
		}
	}
	vocabulary_index(ctx, all);
	return all;
}

#endif
