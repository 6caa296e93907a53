/* Facets as sets. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/facet.h"
#include "store/place.h"
#include "text/words.h"

enum { CHUNK = 2000 /* organisations read at a time */ };

/* Names of sets beside those of the vocabularies. */
static const char EVERYBODY[] = "everybody", LANGUAGE[] = "language", CONFIRMED[] = "confirmed", INITIAL[] = "initial", NAMING[] = "naming", POINT[] = "point", NEVER[] = "never";

static const char SQL_NEWER[] = "SELECT facet, code, revision, members FROM facet_set WHERE universe = ? AND revision > ?";
/* No lock is needed: publications follow one another, each holds the directory's row. */
static const char SQL_SET[] =
    "SELECT s.universe, s.facet, s.code, s.members FROM JSON_TABLE(?, '$[*]' COLUMNS (universe INT PATH '$[0]', facet VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin PATH '$[1]',"
    " code VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin PATH '$[2]')) k"
    " JOIN facet_set s ON s.universe = k.universe AND s.facet = k.facet AND s.code = k.code";
static const char SQL_SET_SAVE[] = "INSERT INTO facet_set (universe, facet, code, revision, members) VALUES ";
static const char SQL_SET_AGAIN[] = " ON DUPLICATE KEY UPDATE revision = VALUES(revision), members = VALUES(members)";
static const char SQL_REVISION[] = "SELECT revision FROM directory_state WHERE id = 1";
static const char SQL_LAST[] = "SELECT COALESCE(MAX(organisation_id), 0) FROM facet_value";
static const char SQL_CHUNK[] = "SELECT organisation_id, entries FROM facet_value WHERE organisation_id > ? AND organisation_id <= ?";
static const char SQL_SETS[] = "SELECT facet, code, members FROM facet_set WHERE universe = ?";

/* One value's set. */
struct value_set {
	const char *facet, *code;
	struct members *members;
};

/* Sets by facet and code, sorted. */
struct value_sets {
	struct value_set *set;
	size_t count;
};

/* Where the set of a value stands, or would stand. */
static size_t
place_of(const struct value_sets *sets, const char *facet, const char *code, bool *there)
{
	size_t low = 0, high = sets->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(sets->set[middle].facet, facet);

		if (order == 0)
			order = strcmp(sets->set[middle].code, code);
		if (order == 0) {
			*there = true;
			return middle;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*there = false;
	return low;
}

static struct value_set *
set_of(void *ctx, struct value_sets *sets, const char *facet, const char *code)
{
	bool there;
	size_t at = place_of(sets, facet, code, &there);

	if (!there) {
		MEM_GROW(ctx, sets->set, sets->count);
		memmove(&sets->set[at + 1], &sets->set[at], sizeof(*sets->set) * (sets->count - at));
		sets->count++;
		sets->set[at] = (struct value_set){ mem_strdup(ctx, facet), mem_strdup(ctx, code), members_new(ctx) };
	}
	return &sets->set[at];
}

struct facet_index {
	enum universe universe;
	uint64_t revision;
	struct value_sets sets;
	char today[sizeof("YYYY-MM-DD")];
	struct members *nobody;
	struct members *fresh[FRESHNESS_COUNT];
};

struct facet_index *
facet_index_new(void *ctx, enum universe universe)
{
	struct facet_index *index = MEM_NEW(ctx, struct facet_index);

	index->universe = universe;
	index->nobody = members_new(index);
	for (int i = 0; i < FRESHNESS_COUNT; i++)
		index->fresh[i] = members_new(index);
	return index;
}

/* The day so many years before an ISO date: only its order counts, so a 29 February may stay one. */
static void
years_before(const char *today, int years, char *day, size_t size)
{
	snprintf(day, size, "%04ld%.6s", strtol(today, NULL, 10) - years, today + 4);
}

/* Sorts the days of confirmation into the four ages that today gives them. */
static void
make_freshness(struct facet_index *index)
{
	char year[32], two[32];

	years_before(index->today, 1, year, sizeof(year));
	years_before(index->today, 2, two, sizeof(two));
	for (int i = 0; i < FRESHNESS_COUNT; i++)
		members_clear(index->fresh[i]);
	for (size_t i = 0; i < index->sets.count; i++) {
		const struct value_set *set = &index->sets.set[i];
		enum freshness age;

		if (strcmp(set->facet, CONFIRMED) != 0)
			continue;
		if (strcmp(set->code, NEVER) == 0)
			age = FRESHNESS_NEVER;
		else if (strcmp(set->code, year) >= 0)
			age = FRESHNESS_YEAR;
		else
			age = strcmp(set->code, two) >= 0 ? FRESHNESS_TWO_YEARS : FRESHNESS_OLDER;
		members_join(index->fresh[age], set->members);
	}
}

enum err
facet_index_refresh(struct facet_index *index, struct db *db, uint64_t revision, const char *today)
{
	struct db_rows rows;
	void *ctx;
	enum err e;

	if (index->revision == revision && strcmp(index->today, today) == 0)
		return OK;
	ctx = mem_new(NULL);
	e = db_query(db, ctx, &rows, SQL_NEWER, DB_VALUES(db_text(universe_code(index->universe)), db_number((int64_t)index->revision)));
	for (size_t i = 0; e == OK && i < rows.count; i++) {
		struct members *members = members_of_cell(index, &rows, i, 3);
		struct value_set *set;

		if (members == NULL) {
			e = ERR_INTERNAL;
			break;
		}
		set = set_of(index, &index->sets, db_cell(&rows, i, 0), db_cell(&rows, i, 1));
		mem_free(set->members);
		set->members = members;
	}
	if (e == OK) {
		index->revision = revision;
		snprintf(index->today, sizeof(index->today), "%s", today);
		make_freshness(index);
	}
	mem_free(ctx);
	return e;
}

static const struct members *
named_set(const struct facet_index *index, const char *facet, const char *code)
{
	bool there;
	size_t at = place_of(&index->sets, facet, code, &there);

	return there ? index->sets.set[at].members : index->nobody;
}

const struct members *
facet_everybody(const struct facet_index *index)
{
	return named_set(index, EVERYBODY, "-");
}

const struct members *
facet_naming(const struct facet_index *index)
{
	return named_set(index, NAMING, "-");
}

const struct members *
facet_letter(const struct facet_index *index, enum lang lang, const char *letter)
{
	char code[8];

	snprintf(code, sizeof(code), "%s-%.1s", lang_code(lang), letter);
	return named_set(index, INITIAL, code);
}

const struct members *
facet_members(const struct facet_index *index, enum facet facet, const char *code)
{
	if (facet == FACET_LANGUAGE)
		return named_set(index, LANGUAGE, code);
	if (facet != FACET_FRESHNESS)
		return named_set(index, vocabulary_code((enum vocabulary)facet), code);
	for (int i = 0; i < FRESHNESS_COUNT; i++)
		if (strcmp(facet_code(NULL, facet, (size_t)i), code) == 0)
			return index->fresh[i];
	return index->nobody;
}

static int
by_distance(const void *a, const void *b)
{
	const struct near_point *x = a, *y = b;

	return (x->kilometres > y->kilometres) - (x->kilometres < y->kilometres);
}

size_t
facet_near(const struct facet_index *index, void *ctx, const struct place *place, double kilometres, struct near_point **points)
{
	size_t count = 0;
	bool there;

	*points = NULL;
	for (size_t i = place_of(&index->sets, POINT, "", &there); i < index->sets.count && strcmp(index->sets.set[i].facet, POINT) == 0; i++) {
		char *rest;
		double latitude = strtod(index->sets.set[i].code, &rest), longitude = strtod(rest + (*rest == ','), NULL);
		double apart = place_kilometres(place->latitude, place->longitude, latitude, longitude);

		if (apart > kilometres)
			continue;
		MEM_GROW(ctx, *points, count);
		(*points)[count++] = (struct near_point){ apart, index->sets.set[i].members };
	}
	if (count > 0)
		qsort(*points, count, sizeof(**points), by_distance);
	return count;
}

struct members *
facet_choose(const struct facet_index *index, void *ctx, const struct query *query, const struct members *found, enum facet except)
{
	struct members *chosen = members_copy(ctx, found == NULL ? facet_everybody(index) : found);

	for (int f = 0; f < FACET_COUNT; f++) {
		const struct codes *choices = &query->choices[f];
		struct members *any;

		if (choices->count == 0 || f == (int)except)
			continue;
		any = members_new(ctx);
		for (size_t i = 0; i < choices->count; i++)
			members_join(any, facet_members(index, (enum facet)f, choices->code[i]));
		members_keep(chosen, any);
		mem_free(any);
	}
	return chosen;
}

struct members *
facet_narrow(const struct facet_index *index, void *ctx, const struct vocabularies *all, const struct query *query, const struct members *found,
    struct facet_count **counts, size_t *count)
{
	struct members *hits = facet_choose(index, ctx, query, found, FACET_COUNT);

	*counts = NULL;
	*count = 0;
	for (int f = 0; f < FACET_COUNT; f++) {
		const struct codes *choices = &query->choices[f];
		const struct members *others = choices->count == 0 ? hits : facet_choose(index, ctx, query, found, (enum facet)f);
		bool everybody = members_count(others) == members_count(facet_everybody(index));	/* then nothing need be intersected: that is most of a long list's work */

		for (size_t i = 0; i < facet_size(all, (enum facet)f); i++) {
			const char *code = facet_code(all, (enum facet)f, i);
			const struct members *set = facet_members(index, (enum facet)f, code);
			unsigned long n = (unsigned long)(everybody ? members_count(set) : members_common(others, set));

			if (n == 0 && !codes_have(choices, code))
				continue;
			MEM_GROW(ctx, *counts, *count);
			(*counts)[(*count)++] = (struct facet_count){ (enum facet)f, code, n };
		}
	}
	return hits;
}

void
facet_gaps(const struct facet_index *index, void *ctx, const struct vocabularies *all, struct gap_matrix *gaps)
{
	const struct members *there = gaps->zone == NULL ? facet_everybody(index) : facet_members(index, (enum facet)VOCABULARY_ZONE, gaps->zone);

	gaps->organisations = (unsigned long)members_count(there);
	gaps->themes = &all->of[VOCABULARY_THEME];
	gaps->audiences = &all->of[VOCABULARY_AUDIENCE];
	gaps->count = MEM_ARRAY(ctx, unsigned long, gaps->themes->count * gaps->audiences->count);
	for (size_t t = 0; t < gaps->themes->count; t++) {
		struct members *theme = members_copy(ctx, there);

		members_keep(theme, facet_members(index, (enum facet)VOCABULARY_THEME, gaps->themes->term[t].code));
		for (size_t a = 0; a < gaps->audiences->count; a++)
			gaps->count[t * gaps->audiences->count + a] = (unsigned long)members_common(theme,
			    facet_members(index, (enum facet)VOCABULARY_AUDIENCE, gaps->audiences->term[a].code));
	}
}

/* One value: what carries it, of which facet. */
struct facet_value {
	unsigned slot;		/* 0: the organisation, n: its n-th activity */
	const char *facet, *code;
};

struct values {
	void *ctx;
	struct facet_value *value;
	size_t count;
};

static void
add_value(struct values *values, unsigned slot, const char *facet, const char *code)
{
	for (size_t i = values->count; i > 0 && values->value[i - 1].slot == slot; i--)
		if (strcmp(values->value[i - 1].facet, facet) == 0 && strcmp(values->value[i - 1].code, code) == 0)
			return;
	MEM_GROW(values->ctx, values->value, values->count);
	values->value[values->count++] = (struct facet_value){ slot, facet, code };
}

/* The terms of one vocabulary, and those above them. */
static void
add_terms(struct values *values, const struct vocabularies *all, unsigned slot, enum vocabulary v, const struct codes *codes)
{
	for (size_t i = 0; i < codes->count; i++)
		for (const struct term *term = vocabulary_term(all, v, codes->code[i]); term != NULL; term = term->parent)
			add_value(values, slot, vocabulary_code(v), term->code);
}

/* What an organisation's activities have from it. */
static void
add_common(struct values *values, unsigned slot, const struct organisation *org, const struct position_list *positions)
{
	add_value(values, slot, EVERYBODY, "-");
	add_value(values, slot, CONFIRMED, org->confirmed_on == NULL ? NEVER : org->confirmed_on);
	for (size_t i = 0; i < org->languages.count; i++)
		add_value(values, slot, LANGUAGE, org->languages.code[i]);
	for (size_t i = 0; i < positions->count; i++)
		add_value(values, slot, POINT, mem_printf(values->ctx, "%.5f,%.5f", positions->rows[i].latitude, positions->rows[i].longitude));
}

const char *
facet_lines(void *ctx, const struct vocabularies *all, const struct organisation *org, const struct position_list *positions)
{
	struct values found = { ctx, NULL, 0 };
	struct buf lines = buf_in(ctx);

	add_common(&found, 0, org, positions);
	if (org->partner_count > 0)
		add_value(&found, 0, NAMING, "-");
	for (int l = 0; l < LANG_COUNT; l++)
		add_value(&found, 0, INITIAL, mem_printf(ctx, "%s-%c", lang_code((enum lang)l), words_initial(words_fold(ctx, text_for(&org->name, (enum lang)l).words))));
	for (int v = 0; v < VOCABULARY_FACETS; v++) {
		add_terms(&found, all, 0, (enum vocabulary)v, &org->facets.of[v]);
		for (size_t i = 0; i < org->activity_count; i++)
			add_terms(&found, all, 0, (enum vocabulary)v, &org->activities[i].facets.of[v]);
	}
	/* An activity that says nothing of a facet has it from its organisation. */
	for (size_t i = 0; i < org->activity_count; i++) {
		const struct facets *own = &org->activities[i].facets;

		add_common(&found, (unsigned)i + 1, org, positions);
		for (int v = 0; v < VOCABULARY_FACETS; v++)
			add_terms(&found, all, (unsigned)i + 1, (enum vocabulary)v, own->of[v].count > 0 ? &own->of[v] : &org->facets.of[v]);
	}
	for (size_t i = 0; i < found.count; i++)
		buf_printf(&lines, "%u %s %s\n", found.value[i].slot, found.value[i].facet, found.value[i].code);
	return buf_text(&lines);
}

/* The values that the lines say, owned by ctx. */
static struct values
read_lines(void *ctx, const char *lines)
{
	struct values values = { ctx, NULL, 0 };
	char *rest = mem_strdup(ctx, lines), *line;

	while ((line = strsep(&rest, "\n")) != NULL && *line != '\0') {
		unsigned slot = (unsigned)strtoul(strsep(&line, " "), NULL, 10);
		const char *facet = strsep(&line, " ");

		if (facet == NULL || line == NULL)
			break;
		MEM_GROW(ctx, values.value, values.count);
		values.value[values.count++] = (struct facet_value){ slot, facet, line };
	}
	return values;
}

static enum universe
universe_of(unsigned slot)
{
	return slot == 0 ? UNIVERSE_ORGANISATION : UNIVERSE_ACTIVITY;
}

static uint32_t
member_of(uint64_t organisation, unsigned slot)
{
	return slot == 0 ? (uint32_t)organisation : (uint32_t)(organisation << SLOT_BITS | slot);
}

static bool
has_value(const struct values *values, const struct facet_value *wanted)
{
	for (size_t i = 0; i < values->count; i++)
		if (values->value[i].slot == wanted->slot && strcmp(values->value[i].facet, wanted->facet) == 0 && strcmp(values->value[i].code, wanted->code) == 0)
			return true;
	return false;
}

/* The sets of both universes that are to be saved, gathered; revision is the directory's, which this transaction has. */
struct saving {
	void *ctx;
	int64_t revision;
	struct db_batch batch;
};

static enum err
begin_saving(struct db *db, void *ctx, struct saving *saving)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_REVISION, DB_NO_VALUES);

	*saving = (struct saving){ .ctx = ctx, .revision = e == OK && rows.count == 1 ? db_cell_number(&rows, 0, 0) : 0 };
	return e;
}

static void
save_set(struct saving *saving, enum universe universe, const struct value_set *set)
{
	db_batch_add(saving->ctx, &saving->batch, DB_VALUES(db_text(universe_code(universe)), db_text(set->facet), db_text(set->code), db_number(saving->revision), members_value(saving->ctx, set->members)));
}

static enum err
end_saving(struct db *db, struct saving *saving)
{
	return db_insert(db, saving->ctx, SQL_SET_SAVE, &saving->batch, SQL_SET_AGAIN);
}

/* Puts the sets that the changes touch, as they stand, into sets: their names first, so that new ones are there, empty. */
static enum err
load_touched(struct db *db, void *ctx, const struct facet_value *changes, size_t n, struct value_sets sets[UNIVERSE_COUNT])
{
	struct buf keys = buf_in(ctx);
	struct db_rows rows;
	enum err e;

	for (size_t i = 0; i < n; i++)
		set_of(ctx, &sets[universe_of(changes[i].slot)], changes[i].facet, changes[i].code);
	for (int u = 0; u < UNIVERSE_COUNT; u++)
		for (size_t i = 0; i < sets[u].count; i++)	/* an ENUM counts from 1; codes are plain ASCII */
			buf_printf(&keys, "%s[%d,\"%s\",\"%s\"]", keys.len == 0 ? "[" : ",", u + 1, sets[u].set[i].facet, sets[u].set[i].code);
	buf_puts(&keys, "]");
	e = db_query(db, ctx, &rows, SQL_SET, DB_VALUES(db_text(buf_text(&keys))));
	for (size_t i = 0; e == OK && i < rows.count; i++) {
		enum universe universe = strcmp(db_cell(&rows, i, 0), universe_code(UNIVERSE_ACTIVITY)) == 0 ? UNIVERSE_ACTIVITY : UNIVERSE_ORGANISATION;
		struct value_set *set = set_of(ctx, &sets[universe], db_cell(&rows, i, 1), db_cell(&rows, i, 2));

		mem_free(set->members);
		set->members = members_of_cell(ctx, &rows, i, 3);
		if (set->members == NULL)
			return ERR_INTERNAL;
	}
	return e;
}

enum err
facet_change(struct db *db, void *ctx, uint64_t organisation, const char *gone, const char *come)
{
	struct value_sets sets[UNIVERSE_COUNT] = { { NULL, 0 } };
	struct values before = read_lines(ctx, gone), after = read_lines(ctx, come), changes = { ctx, NULL, 0 };
	struct saving saving;
	size_t added = 0;
	enum err e;

	changes.value = MEM_ARRAY(ctx, struct facet_value, before.count + after.count + 1);
	for (size_t i = 0; i < after.count; i++)
		if (!has_value(&before, &after.value[i]))
			changes.value[changes.count++] = after.value[i];
	added = changes.count;
	for (size_t i = 0; i < before.count; i++)
		if (!has_value(&after, &before.value[i]))
			changes.value[changes.count++] = before.value[i];
	if (changes.count == 0)
		return OK;
	e = load_touched(db, ctx, changes.value, changes.count, sets);
	if (e == OK)
		e = begin_saving(db, ctx, &saving);
	if (e != OK)
		return e;
	for (size_t i = 0; i < changes.count; i++) {
		const struct facet_value *change = &changes.value[i];
		struct members *members = set_of(ctx, &sets[universe_of(change->slot)], change->facet, change->code)->members;

		if (i < added)
			members_add(members, member_of(organisation, change->slot));
		else
			members_take_out(members, member_of(organisation, change->slot));
	}
	for (int u = 0; u < UNIVERSE_COUNT; u++)
		for (size_t i = 0; i < sets[u].count; i++)
			save_set(&saving, (enum universe)u, &sets[u].set[i]);
	return end_saving(db, &saving);
}

/* All sets as table facet_value says they should be. */
static enum err
compute_sets(struct db *db, void *ctx, struct value_sets sets[UNIVERSE_COUNT])
{
	struct db_rows rows;
	int64_t last;
	enum err e;

	e = db_query(db, ctx, &rows, SQL_LAST, DB_NO_VALUES);
	if (e != OK)
		return e;
	last = db_cell_number(&rows, 0, 0);
	for (int64_t from = 0; e == OK && from < last; from += CHUNK) {
		void *chunk = mem_new(ctx);

		e = db_query(db, chunk, &rows, SQL_CHUNK, DB_VALUES(db_number(from), db_number(from + CHUNK)));
		for (size_t i = 0; e == OK && i < rows.count; i++) {
			struct values values = read_lines(chunk, db_cell(&rows, i, 1));

			for (size_t v = 0; v < values.count; v++)
				members_add(set_of(ctx, &sets[universe_of(values.value[v].slot)], values.value[v].facet, values.value[v].code)->members,
				    member_of((uint64_t)db_cell_number(&rows, i, 0), values.value[v].slot));
		}
		mem_free(chunk);
	}
	return e;
}

/* Compares the sets of one universe with those in the database, and saves what differs if that is asked for. */
static enum err
settle(struct db *db, void *ctx, enum universe universe, struct value_sets *sets, bool repair, bool *same)
{
	struct saving saving;
	struct db_rows rows;
	bool *seen;
	enum err e;

	e = begin_saving(db, ctx, &saving);
	if (e == OK)
		e = db_query(db, ctx, &rows, SQL_SETS, DB_VALUES(db_text(universe_code(universe))));
	if (e != OK)
		return e;
	for (size_t i = 0; i < rows.count; i++)	/* what is in the database alone should be empty */
		set_of(ctx, sets, db_cell(&rows, i, 0), db_cell(&rows, i, 1));
	seen = MEM_ARRAY(ctx, bool, sets->count + 1);
	for (size_t i = 0; i < rows.count; i++) {
		struct members *members = members_of_cell(ctx, &rows, i, 2);
		bool there;
		size_t at = place_of(sets, db_cell(&rows, i, 0), db_cell(&rows, i, 1), &there);

		seen[at] = members != NULL && members_equal(members, sets->set[at].members);
		mem_free(members);
	}
	for (size_t i = 0; i < sets->count; i++) {
		if (seen[i])
			continue;
		*same = false;
		if (repair)
			save_set(&saving, universe, &sets->set[i]);
	}
	return end_saving(db, &saving);
}

enum err
facet_rebuild(struct db *db, void *ctx, bool repair, bool *same)
{
	struct value_sets sets[UNIVERSE_COUNT] = { { NULL, 0 } };
	enum err e = compute_sets(db, ctx, sets);

	*same = true;
	for (int u = 0; e == OK && u < UNIVERSE_COUNT; u++)
		e = settle(db, ctx, (enum universe)u, &sets[u], repair, same);
	return e;
}
