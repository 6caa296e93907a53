/* Submissions looked at, part by part. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/review.h"

/* The number of the activity that a part belongs to; 0: to none. */
static int
activity_of(const char *path)
{
	static const char PREFIX[] = "activities.";

	return strncmp(path, PREFIX, sizeof(PREFIX) - 1) == 0 ? (int)strtol(path + sizeof(PREFIX) - 1, NULL, 10) : 0;
}

/* True for an activity as a whole. */
static bool
is_activity(const char *path)
{
	return activity_of(path) != 0 && strchr(strchr(path, '.') + 1, '.') == NULL;
}

/* True if inner is path, or a part of the activity that path is: "activities.3.title.fr" belongs to "activities.3", but not to "activities", their order. */
static bool
belongs(const char *inner, const char *path)
{
	size_t len = strlen(path);

	return strncmp(inner, path, len) == 0 && (inner[len] == '\0' || (inner[len] == '.' && is_activity(path)));
}

static const char *
title_in(const struct organisation *org, int number, enum lang lang)
{
	for (size_t i = 0; i < org->activity_count; i++)
		if (org->activities[i].number == number)
			return text_for(&org->activities[i].title, lang).words;
	return NULL;
}

static bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* What others made of the part since. Two activities that both sides added under one number are two. */
static void
set_meanwhile(struct review_part *part, const struct changes *since)
{
	for (size_t i = 0; i < since->count; i++) {
		const struct change *theirs = &since->change[i];
		bool same = strcmp(theirs->path, part->path) == 0 && theirs->kind == part->kind && same_text(theirs->after_text, part->after);

		if (!belongs(part->path, theirs->path) || (!same && part->kind == CHANGE_ADDED && is_activity(part->path)))
			continue;
		part->state = same ? REVIEW_DONE : REVIEW_BESIDE;
		part->today = theirs->after_text;
	}
}

static void
add(void *ctx, struct review *review, const struct review_part *part)
{
	MEM_GROW(ctx, review->part, review->count);
	review->part[review->count++] = *part;
}

/* What is in conflict is one part, however much of it was changed. */
static void
add_conflict(void *ctx, struct review *review, const struct change_conflict *conflict)
{
	enum change_kind kind = conflict->base_text == NULL ? CHANGE_ADDED : conflict->theirs_text == NULL ? CHANGE_REMOVED : CHANGE_CHANGED;

	if (review->count > 0 && strcmp(review->part[review->count - 1].path, conflict->path) == 0)
		return;
	add(ctx, review, &(struct review_part){ .path = conflict->path, .kind = kind, .state = REVIEW_CONFLICT, .before = conflict->base_text, .after = conflict->theirs_text,
	    .today = conflict->ours_text });
}

static const struct change_conflict *
find_conflict(const struct change_conflicts *conflicts, const char *path)
{
	for (size_t i = 0; i < conflicts->count; i++)
		if (belongs(path, conflicts->conflict[i].path))
			return &conflicts->conflict[i];
	return NULL;
}

struct review
review_of(void *ctx, const struct review_sides *sides, const struct vocabularies *all, enum lang lang)
{
	struct changes wanted = change_list(ctx, sides->base, sides->submitted, all, lang), since = change_list(ctx, sides->base, sides->published, all, lang);
	struct organisation merged;
	struct change_conflicts conflicts = change_apply(ctx, &(struct change_merge){ .base = sides->base, .changed = sides->submitted, .current = sides->published,
	    .vocabularies = all, .lang = lang }, &merged);
	struct review review = { 0 };

	for (size_t i = 0; i < wanted.count; i++) {
		const struct change *change = &wanted.change[i];
		const struct change_conflict *conflict = find_conflict(&conflicts, change->path);
		struct review_part part = { .path = change->path, .kind = change->kind, .before = change->before_text, .after = change->after_text };

		if (conflict != NULL) {
			add_conflict(ctx, &review, conflict);
			continue;
		}
		set_meanwhile(&part, &since);
		add(ctx, &review, &part);
	}
	for (size_t i = 0; i < review.count; i++) {
		struct review_part *part = &review.part[i];

		part->activity = activity_of(part->path);
		part->title = title_in(sides->submitted, part->activity, lang);
		if (part->title == NULL)
			part->title = title_in(sides->base, part->activity, lang);
		review.open += part->state != REVIEW_DONE;
	}
	return review;
}

static bool
is_taken(void *arg, const char *path)
{
	const struct codes *taken = arg;

	if (taken == NULL)
		return true;
	for (size_t i = 0; i < taken->count; i++)
		if (belongs(path, taken->code[i]))
			return true;
	return false;
}

void
review_merge(void *ctx, const struct review_sides *sides, const struct codes *taken, const struct vocabularies *all, struct organisation *merged)
{
	struct codes wanted = taken == NULL ? (struct codes){ NULL, 0 } : *taken, *only = taken == NULL ? NULL : &wanted, over = { NULL, 0 };
	struct organisation beside, theirs;
	struct change_conflicts conflicts = change_apply(ctx, &(struct change_merge){ .base = sides->base, .changed = sides->submitted, .current = sides->published,
	    .takes = is_taken, .arg = only, .vocabularies = all }, &beside);

	*merged = beside;
	over.code = MEM_ARRAY(ctx, const char *, conflicts.count);
	for (size_t i = 0; i < conflicts.count; i++)
		if (is_taken(only, conflicts.conflict[i].path))
			over.code[over.count++] = conflicts.conflict[i].path;
	if (over.count == 0)
		return;
	/* The same two ways round: where both changed the same, the submission's stays. */
	change_apply(ctx, &(struct change_merge){ .base = sides->base, .changed = sides->published, .current = sides->submitted, .vocabularies = all }, &theirs);
	change_apply(ctx, &(struct change_merge){ .base = &beside, .changed = &theirs, .current = &beside, .takes = is_taken, .arg = &over, .vocabularies = all }, merged);
}
