/*
 * What differs between two documents of one organisation, and merging what two people changed. The envelope is no part of it.
 *
 * A part is the unit in which two people's changes do or do not meet. Its path names members as the document does:
 * - "acronym", "address" (all of it), "name.fr" (each language of a text), "facets.theme", "languages" (the order of codes is no change);
 * - "branches", "partners" and other arrays, one part each; its elements are recognised by a key (their name, a group's type);
 * - "activities.3": that activity 3 is there or not; "activities.3.title.fr", "activities.3.facets.audience" …: what it says; "activities": only their order.
 * Where two elements of an array share a key, as no valid document has activities do, the array is one part and one value.
 * Which parts there are follows from the document's table (text/document_shape.h): KEY, STABLE and WHOLE.
 *
 * Texts of values are for people (text/document_value.h); NULL: nothing there.
 */
#ifndef ANNUAIRE_TEXT_CHANGE_H
#define ANNUAIRE_TEXT_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/organisation.h"

enum change_kind { CHANGE_ADDED, CHANGE_REMOVED, CHANGE_CHANGED, CHANGE_MOVED /* the same elements in another order */ };

struct change {
	const char *path;
	enum change_kind kind;
	const char *before_text, *after_text;	/* of moved activities: their titles, a line each */
};

struct changes {
	struct change *change;	/* in the order of the document */
	size_t count;
};

/* What was changed from before to after, said to a reader of lang. before may be all zero: a new organisation. Owned by ctx, texts by ctx or by the documents. */
struct changes change_list(void *ctx, const struct organisation *before, const struct organisation *after, const struct vocabularies *all, enum lang lang);

struct change_merge {
	const struct organisation *base;	/* that both began with */
	const struct organisation *changed;	/* base as one person changed it: theirs */
	const struct organisation *current;	/* base as others changed it meanwhile: ours */
	bool (*takes)(void *arg, const char *path);	/* whether a changed part is wanted; NULL: all are */
	void *arg;
	const struct vocabularies *vocabularies;	/* for the texts of conflicts */
	enum lang lang;
};

/* A part that both changed, and not to the same. Of an array: only the elements that both changed, a line each. */
struct change_conflict {
	const char *path;
	const char *base_text, *ours_text, *theirs_text;
};

struct change_conflicts {
	struct change_conflict *conflict;
	size_t count;
};

/*
 * *merged becomes current with every wanted part set that differs between base and changed; what changed has and base had not is added, and what it has no more is
 * withdrawn. A part that current changed as well, to something else, stays as current has it and is among the conflicts; so does
 * - an activity that one side changed and the other withdrew: one conflict, "activities.3";
 * - a language of a name or a title, when without it no language would be left.
 * Elements of an array meet one by one. Two activities that both sides added under one number stay both: changed's gets a new number, above every number in the three
 * documents (the lowest that none has, where the format knows no higher); takes() is asked by the number that changed gave.
 * What both sides added at one place comes in the order of keys, so that merging two ways round gives the same. Where both reordered an array, current's order stays;
 * of activities that is a conflict.
 * If the three documents pass document_check(), *merged does too, but for limits: two short lists may make one that is too long.
 * Strings of *merged are those of the three documents, which must live as long; its arrays are owned by ctx, as is what is returned. What is no document (id, revision,
 * slug and the rest of the envelope) is current's.
 */
struct change_conflicts change_apply(void *ctx, const struct change_merge *merge, struct organisation *merged);

#endif
