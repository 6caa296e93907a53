/* Any bytes as a printed profile: refused with a reason, or every word of it is found again in a field, a report or what is unplaced. */
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "text/document.h"
#include "text/printed.h"
#include "text/reading.h"
#include "text/words.h"
#include "vocabularies.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a print says that no field repeats: headings, labels, the ways to say "none", and the prefix of a facet's unplaced value. */
static const char SCAFFOLD[] = " mission nord generale historique antenne locale profil de l organisation en ecms activites titre d activite description type theme public cible"
    " partenaire zone geographique adresse principale site web internet telephone tel gsm e mail email courriel neant n a pas ajoute une b http ";

static const struct vocabularies *all;

/* The fields, the reports, the lines without a place, and all names of the chosen terms, folded. */
static const char *
said(void *ctx, const struct printed *printed)
{
	const struct organisation *org = &printed->organisation;
	struct buf b = buf_in(ctx);

	buf_printf(&b, "%s %s ", SCAFFOLD, document_print(ctx, org, DOCUMENT_CONTENT));
	for (size_t i = 0; i < printed->report_count; i++)
		buf_printf(&b, "%s ", printed->reports[i].detail);
	for (size_t i = 0; i < org->unplaced_count; i++)
		buf_printf(&b, "%s ", org->unplaced[i].text);
	for (int v = 0; v < VOCABULARY_FACETS; v++) {
		for (size_t i = 0; i < org->facets.of[v].count; i++) {
			const struct term *term = vocabulary_term(all, (enum vocabulary)v, org->facets.of[v].code[i]);

			buf_printf(&b, "%s ", term->also);
			for (int l = 0; l < LANG_COUNT; l++)
				buf_printf(&b, "%s ", term->label[l]);
		}
	}
	return words_fold(ctx, buf_text(&b));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void *ctx = mem_new(NULL);
	struct printed printed;
	const char *why = NULL;

	if (all == NULL)
		all = some_vocabularies(mem_new(NULL));
	if (printed_parse(ctx, (const char *)data, size, all, &printed, &why) != OK) {
		if (why == NULL || *why == '\0')
			abort();
	} else {
		const char *have = said(ctx, &printed);
		char *words = words_fold(ctx, mem_strndup(ctx, (const char *)data, size)), *word;

		/* A label may be printed in the plural; a word may be part of a longer one, where a tag was taken out of it. */
		while ((word = strsep(&words, " ")) != NULL) {
			if (strstr(have, word) == NULL && strstr(have, reading_stem(ctx, word)) == NULL) {
				fprintf(stderr, "lost: \"%s\"\n", word);
				abort();
			}
		}
		if (document_check(ctx, &printed.organisation, all, &why) != OK && why == NULL)
			abort();
	}
	mem_free(ctx);
	return 0;
}
