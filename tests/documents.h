/* Documents thrown with dice: any valid one, and edits of it, along the document's table; and what must hold when they are merged. */
#ifndef ANNUAIRE_TESTS_DOCUMENTS_H
#define ANNUAIRE_TESTS_DOCUMENTS_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/change.h"
#include "text/document.h"
#include "text/document_part.h"
#include "text/document_value.h"
#include "vocabularies.h"

/* Bytes while there are any (a fuzzer's), then a xorshift generator from seed, which is not 0. */
struct dice {
	void *ctx;
	const struct vocabularies *all;
	uint64_t seed;
	const uint8_t *bytes;
	size_t len;
};

/* From 0 to sides - 1; at most 256 sides. */
static inline unsigned
throw_dice(struct dice *dice, unsigned sides)
{
	if (dice->len > 0) {
		dice->len--;
		return *dice->bytes++ % sides;
	}
	dice->seed ^= dice->seed << 13;
	dice->seed ^= dice->seed >> 7;
	dice->seed ^= dice->seed << 17;
	return (unsigned)(dice->seed >> 33) % sides;
}

/* A string of the kind, from so few that two people often say the same. */
static inline const char *
any_string(struct dice *dice, enum kind kind)
{
	static const char *const STRINGS[][4] = {
		[KIND_LINE] = { "rouge", "vert", "bleu", "Le quai d'Ostende" }, [KIND_SOURCE] = { "une ligne\tperdue", "une autre", "encore", "a" },
		[KIND_URL] = { "https://a.example/", "https://b.example/", "http://c.example", "https://d.example/x" },
		[KIND_EMAIL] = { "a@a.example", "b@b.example", "c@c.example", "d@d.example" },
		[KIND_DAY] = { "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30" }, [KIND_DATE] = { "2019", "2019-06", "2019-06-30", "2020" },
		[KIND_ENTERPRISE] = { "0123.456.749", "0406.945.286", "0876.543.270", "0123.456.749" },
		[KIND_SLUG] = { "autre-rive", "pont", "quai", "rive" }, [KIND_COUNTRY] = { "BE", "SN", "BE", "SN" },
		[KIND_PARTNER_TYPE] = { "trade-union", "school", "cooperative", "school" },
	};

	return STRINGS[kind][throw_dice(dice, 4)];
}

static inline struct codes
any_codes(struct dice *dice, const struct member *m)
{
	const struct vocabularies *all = dice->all;
	enum vocabulary v;
	size_t most = m->kind == KIND_FACET && vocabulary_parse(m->name, &v) ? all->of[v].count : LANG_COUNT, first = throw_dice(dice, 4), step = throw_dice(dice, 2);
	struct codes codes = { MEM_ARRAY(dice->ctx, const char *, most), throw_dice(dice, (unsigned)most + 1) };

	for (size_t i = 0; i < codes.count; i++) {
		size_t n = (first + (step == 0 ? i : codes.count - i)) % most;

		codes.code[i] = m->kind == KIND_FACET ? all->of[v].term[n].code : lang_code((enum lang)n);
	}
	return codes;
}

static inline void edit_object(struct dice *dice, const struct shape *shape, void *object, unsigned rarity);

/* Nothing ends before it begins. */
static inline void
order_dates(struct dates *dates)
{
	if (dates->starts_on != NULL && dates->ends_on != NULL && strcmp(dates->ends_on, dates->starts_on) < 0)
		dates->ends_on = dates->starts_on;
}

/* One in `rarity` texts, languages, codes … becomes another or goes. */
static inline void
edit_member(struct dice *dice, const struct member *m, void *object, unsigned rarity)
{
	void *field = (char *)object + m->offset;

	if (m->kind == KIND_TEXT || m->kind == KIND_LONG_TEXT) {
		for (int l = 0; l < LANG_COUNT; l++)
			if (throw_dice(dice, rarity) == 0)
				((struct text *)field)->in[l] = throw_dice(dice, 3) == 0 ? NULL : any_string(dice, KIND_LINE);
		if ((m->flags & REQUIRED) != 0 && value_absent(m, object))
			((struct text *)field)->in[LANG_FR] = any_string(dice, KIND_LINE);
		return;
	}
	if (m->kind == KIND_OBJECT) {
		edit_object(dice, m->shape, field, rarity);
		if (strcmp(m->name, "dates") == 0)
			order_dates(field);
		return;
	}
	if (!(value_absent(m, object) && ((m->flags & REQUIRED) != 0 || m->kind == KIND_NUMBER)) && throw_dice(dice, rarity) != 0)
		return;
	if (m->kind <= KIND_LAST_STRING)
		*(const char **)field = (m->flags & REQUIRED) == 0 && throw_dice(dice, 3) == 0 ? NULL : any_string(dice, m->kind);
	else if (m->kind == KIND_NUMBER)
		*(int *)field = 1 + (int)throw_dice(dice, 9);
	else if (m->kind == KIND_RELATION)
		*(enum relation *)field = (enum relation)throw_dice(dice, 2);
	else if (m->kind == KIND_FACET || m->kind == KIND_LANGUAGES)
		*(struct codes *)field = any_codes(dice, m);
}

/* Elements go, change, come and move; those that would make the document invalid go again. */
static inline void
edit_array(struct dice *dice, const struct member *m, void *object, unsigned rarity)
{
	char **elements = (char **)(void *)((char *)object + m->offset);
	size_t *count = (size_t *)(void *)((char *)object + m->count_offset), size = m->shape->size, n = 0;
	const struct member *number = member_number(m);
	char *edited = mem_zero(dice->ctx, (*count + 2) * size);
	struct elements known;

	for (size_t i = 0; i < *count; i++) {
		if (throw_dice(dice, rarity) == 0)
			continue;
		memcpy(edited + n * size, *elements + i * size, size);
		edit_object(dice, m->shape, edited + n * size, rarity);
		if (number != NULL)
			memcpy(edited + n * size + number->offset, *elements + i * size + number->offset, sizeof(int));
		n++;
	}
	for (int i = 0; i < 2 && throw_dice(dice, rarity) == 0; i++)
		edit_object(dice, m->shape, edited + n++ * size, 2);
	if (n > 1 && throw_dice(dice, rarity) == 0) {
		size_t from = throw_dice(dice, (unsigned)n), to = throw_dice(dice, (unsigned)n);
		void *one = mem_copy(dice->ctx, edited + from * size, size);

		memmove(edited + from * size, edited + to * size, size);
		memcpy(edited + to * size, one, size);
	}
	*elements = edited;
	*count = n;
	known = elements_of(dice->ctx, m, object);
	/* Names of partners and branches may well be said twice. */
	while (!known.distinct && (number != NULL || strcmp(m->name, "partner_groups") == 0 || throw_dice(dice, 8) != 0)) {
		--*count;
		known = elements_of(dice->ctx, m, object);
	}
}

static inline void
edit_object(struct dice *dice, const struct shape *shape, void *object, unsigned rarity)
{
	for (size_t i = 0; i < shape->count; i++) {
		const struct member *m = &shape->members[i];

		if ((m->flags & ENVELOPE) != 0)
			continue;
		if (m->kind == KIND_ARRAY)
			edit_array(dice, m, object, rarity);
		else
			edit_member(dice, m, object, rarity);
	}
}

static inline struct organisation
edited(struct dice *dice, const struct organisation *org, unsigned rarity)
{
	struct organisation copy = *org;

	value_own(dice->ctx, &document_shape, &copy);
	edit_object(dice, &document_shape, &copy, rarity);
	return copy;
}

/* One part is the other, or in it. */
static inline bool
paths_meet(const char *a, const char *b)
{
	size_t len = strlen(a) < strlen(b) ? strlen(a) : strlen(b);

	return strncmp(a, b, len) == 0 && strchr(".", a[len]) != NULL && strchr(".", b[len]) != NULL;
}

static inline bool
among(const struct changes *changes, const char *path)
{
	for (size_t i = 0; i < changes->count; i++)
		if (strcmp(changes->change[i].path, path) == 0)
			return true;
	return false;
}

/* For change_merge.takes: parts that no change of arg (struct changes) meets; and some parts by what their path is, all and none. */
static inline bool
takes_apart(void *arg, const char *path)
{
	const struct changes *others = arg;

	for (size_t i = 0; i < others->count; i++)
		if (paths_meet(others->change[i].path, path))
			return false;
	return true;
}

static inline bool
takes_some(void *arg, const char *path)
{
	unsigned sum = *(const unsigned *)arg;

	for (; *path != '\0'; path++)
		sum = sum * 31 + (unsigned char)*path;
	return sum / 7 % 2 == 0;
}

static inline bool
takes_none(void *arg, const char *path)
{
	(void)arg;
	(void)path;
	return false;
}

struct merged {
	struct organisation org;
	struct change_conflicts conflicts;
	const char *print;
};

static inline struct merged
merged(void *ctx, const struct vocabularies *all, const struct organisation *base, const struct organisation *changed, const struct organisation *current,
    bool (*takes)(void *arg, const char *path), void *arg)
{
	const struct change_merge merge = { base, changed, current, takes, arg, all, LANG_FR };
	struct merged m;

	m.conflicts = change_apply(ctx, &merge, &m.org);
	m.print = document_print(ctx, &m.org, DOCUMENT_CONTENT);
	return m;
}

/* Every activity that one side added is in the result, under one number or another; strings are shared. */
static inline bool
keeps_activities(const struct organisation *base, const struct organisation *changed, const struct organisation *result)
{
	for (size_t i = 0; i < changed->activity_count; i++) {
		const struct activity *a = &changed->activities[i];
		bool old = false, kept = false;

		for (size_t j = 0; j < base->activity_count; j++)
			old |= base->activities[j].number == a->number;
		for (size_t j = 0; j < result->activity_count; j++)
			kept |= memcmp(&result->activities[j].title, &a->title, sizeof(a->title)) == 0;
		if (!old && !kept)
			return false;
	}
	return true;
}

/* What must hold of a base and of two people's edits; NULL, or what does not. */
static inline const char *
merging_fault(struct dice *dice)
{
	void *ctx = dice->ctx;
	const struct vocabularies *all = dice->all;
	const struct organisation nothing = { .id = 1 };
	const struct organisation base = edited(dice, &nothing, 2), x = edited(dice, &base, 1 + throw_dice(dice, 20)), y = edited(dice, &base, 1 + throw_dice(dice, 20));
	const char *print_x = document_print(ctx, &x, DOCUMENT_CONTENT), *print_y = document_print(ctx, &y, DOCUMENT_CONTENT), *why;
	struct changes of_x = change_list(ctx, &base, &x, all, LANG_FR), of_y = change_list(ctx, &base, &y, all, LANG_FR), of_some;
	struct merged both, apart, around, some;
	unsigned salt = throw_dice(dice, 256);

	if (document_check(ctx, &base, all, &why) != OK || document_check(ctx, &x, all, &why) != OK || document_check(ctx, &y, all, &why) != OK)
		return mem_printf(ctx, "the dice made an invalid document: %s", why);
	both = merged(ctx, all, &base, &x, &base, NULL, NULL);
	if (strcmp(both.print, print_x) != 0 || both.conflicts.count > 0)
		return "x onto base is not x";
	both = merged(ctx, all, &base, &base, &y, NULL, NULL);
	if (strcmp(both.print, print_y) != 0 || both.conflicts.count > 0)
		return "nothing onto y is not y";
	both = merged(ctx, all, &base, &x, &y, takes_none, NULL);
	if (strcmp(both.print, print_y) != 0 || both.conflicts.count > 0)
		return "none of x onto y is not y";
	both = merged(ctx, all, &base, &x, &x, NULL, NULL);
	if (strcmp(both.print, print_x) != 0 || both.conflicts.count > 0)
		return "x onto x is not x";

	both = merged(ctx, all, &base, &x, &y, NULL, NULL);
	if (document_check(ctx, &both.org, all, &why) != OK)
		return mem_printf(ctx, "x onto y is invalid: %s", why);
	if (!keeps_activities(&base, &x, &both.org) || !keeps_activities(&base, &y, &both.org))
		return "an activity is lost";
	for (size_t i = 0; i < both.conflicts.count; i++) {
		bool known = false;

		for (size_t j = 0; j < of_x.count; j++)
			known |= paths_meet(of_x.change[j].path, both.conflicts.conflict[i].path);
		if (!known)
			return mem_printf(ctx, "a conflict in what x did not change: %s", both.conflicts.conflict[i].path);
	}

	/* Only what y did not touch: nothing is in the way, and the way round does not matter (but to the order of codes, where both have another). */
	apart = merged(ctx, all, &base, &x, &base, takes_apart, &of_y);
	around = merged(ctx, all, &base, &y, &apart.org, NULL, NULL);
	apart = merged(ctx, all, &base, &apart.org, &y, NULL, NULL);
	if (change_list(ctx, &apart.org, &around.org, all, LANG_FR).count > 0 && apart.conflicts.count == 0 && around.conflicts.count == 0)
		return mem_printf(ctx, "disjoint changes do not commute:\n%s\n%s", apart.print, around.print);
	for (size_t i = 0; i < apart.conflicts.count; i++)
		if (strncmp(apart.conflicts.conflict[i].path, "name.", 5) != 0 && strstr(apart.conflicts.conflict[i].path, ".title.") == NULL)
			return mem_printf(ctx, "disjoint changes clash in %s", apart.conflicts.conflict[i].path);

	some = merged(ctx, all, &base, &x, &base, takes_some, &salt);
	if (document_check(ctx, &some.org, all, &why) != OK)
		return mem_printf(ctx, "a part of x is invalid: %s", why);
	of_some = change_list(ctx, &base, &some.org, all, LANG_FR);
	for (size_t i = 0; i < of_x.count; i++)
		if (some.conflicts.count == 0 && takes_some(&salt, of_x.change[i].path) != among(&of_some, of_x.change[i].path))
			return mem_printf(ctx, "taken or not against the wish: %s", of_x.change[i].path);
	for (size_t i = 0; i < of_some.count; i++)
		if (!among(&of_x, of_some.change[i].path))
			return mem_printf(ctx, "changed by nobody: %s", of_some.change[i].path);
	return NULL;
}

#endif
