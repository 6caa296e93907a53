/* Every word of the directory with how many organisations say it: what a slip of the finger is measured against. */
#ifndef ANNUAIRE_STORE_WORD_H
#define ANNUAIRE_STORE_WORD_H

#include "store/db.h"
#include "text/search.h"

/* Counts the words of an organisation's vocabulary (sorted, separated by spaces, may be "") that are gone, and those that have come. Inside a publication's transaction. */
MUST_CHECK enum err word_change(struct db *db, void *ctx, const char *gone, const char *come);

/*
 * What may have been meant: the typed words with each that no organisation says replaced by the nearest one that some do (one slip in words of up to five characters, two in
 * longer ones; of several the most used). *corrected is NULL when there is nothing to replace, or nothing near. Phrases and exclusions stay as they are.
 */
MUST_CHECK enum err word_correct(struct db *db, void *ctx, const struct search *search, const char **corrected);

/* Makes the table anew from the vocabularies in search_text, or (repair false) says whether it is what they say: *same. */
MUST_CHECK enum err word_rebuild(struct db *db, void *ctx, bool repair, bool *same);

#endif
