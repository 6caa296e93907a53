/* Any bytes as a printed profile: refused with a reason, or every word of it is found again in a field, a report or what is unplaced. */
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "text/document.h"
#include "text/printed.h"
#include "text/words.h"
#include "vocabulary_files.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a print says that no field repeats: headings, labels, the ways to say "none", and the prefix of a facet's unplaced value. */
static const char SCAFFOLD[] = " mission nord generale historique antenne locale profil de l organisation en ecms activites titre d activite description type theme public cible"
    " partenaire zone geographique adresse principale site web internet telephone tel gsm e mail email courriel neant n a pas ajoute une b http ";

static const struct vocabularies *all;

/* The fields, the reports, the lines without a place, and the labels of all chosen terms, folded between spaces. */
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
	for (char *c = b.bytes; (c = strchr(c, '\\')) != NULL; )	/* CommonMark's escapes, JSON's line ends */
		memcpy(c, c[1] == '\\' || c[1] == '"' ? "  " : c[1] == 'n' || c[1] == 't' ? "  " : " ", c[1] != '\0' && strchr("\\\"nt", c[1]) != NULL ? 2 : 1);
	return words_fold(ctx, b.bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void *ctx = mem_new(NULL);
	struct printed printed;
	const char *why = NULL;

	if (all == NULL)
		all = vocabulary_files(mem_new(NULL));
	if (printed_parse(ctx, (const char *)data, size, all, &printed, &why) != OK) {
		if (why == NULL || *why == '\0')
			abort();
	} else {
		const char *have = mem_printf(ctx, " %s ", said(ctx, &printed));
		char *words = words_fold(ctx, mem_strndup(ctx, (const char *)data, size)), *word;

		while ((word = strsep(&words, " ")) != NULL) {
			if (*word == '\0' || strstr(have, mem_printf(ctx, " %s ", word)) != NULL)
				continue;
			fprintf(stderr, "lost: \"%s\"\n", word);
			abort();
		}
		if (document_check(ctx, &printed.organisation, all, &why) != OK && why == NULL)
			abort();
	}
	mem_free(ctx);
	return 0;
}
