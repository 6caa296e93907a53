/* The pages of those who edit. */
#ifndef ANNUAIRE_MODEL_EDIT_H
#define ANNUAIRE_MODEL_EDIT_H

#include "model/form.h"
#include "model/part.h"
#include "model/submission.h"
#include "model/text.h"

/* An organisation that somebody may edit. */
struct own_row {
	const char *slug;
	struct said name;
	const char *updated_on, *confirmed_on;
	bool waits;		/* something of theirs waits for a moderator */
};

/* GET /{lang}/edit/ */
struct own_list {
	struct own_row *rows;
	size_t row_count;
	const char *words;	/* of a search; moderators may edit every organisation and look for it. "": none */
	bool all;		/* every organisation may be edited */
	bool cut;		/* there are more */
};

/* A part that others changed as well: what it was, what stands, what the author wanted. Texts for people; NULL: nothing. */
struct edit_conflict {
	const char *path, *base, *ours, *theirs;
};

/* GET and POST /{lang}/edit/{slug}/…: one form. */
struct edit_form {
	const struct organisation *org;		/* what is published */
	enum part part;
	int activity;				/* number; 0: a new one, or another part */
	enum lang lang;				/* in which its texts are written */
	bool written[LANG_COUNT];		/* whether it has texts in each language */
	struct field *fields;
	size_t field_count;
	struct basis basis;
	const char *receipt;
	const char *reason;
	bool waits;				/* saving it asks a moderator first */
	bool preview;				/* its long texts are shown as they will look */
	bool resumed;				/* it comes back after its author signed in again */
	const char *draft_at;			/* it is a draft of then, "YYYY-MM-DD HH:MM" UTC; NULL: it is none */
	const struct pasted *cleaned;		/* fields whose HTML was made CommonMark just now, with what it was */
	size_t cleaned_count;
	const struct pasted *pasted;		/* what fields were before they were cleaned, to be kept with the revision */
	size_t pasted_count;
	const struct edit_conflict *conflicts;
	size_t conflict_count;
};

/* What was done before a page is shown: the value of its parameter `done`. */
enum done { DONE_NOTHING_YET, DONE_NOTHING, DONE_PUBLISHED, DONE_WAITING, DONE_BOTH, DONE_CONFIRMED, DONE_WITHDRAWN, DONE_COUNT };

#endif
