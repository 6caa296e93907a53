/* Words, facets and place together. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/matching.h"
#include "store/place.h"
#include "store/search.h"
#include "store/word.h"
#include "text/words.h"

enum { SORTED_MAX = 1000 /* organisations that are sorted one by one */, WALK_FIRST = 64, WALK_MOST = 2048 /* rows of an index read at a time */, WAYS_OUT_MAX = 8, NAMES = 12, LOCALITIES = 4,
    TYPED_MIN = 2 /* characters, before anything is suggested */, MISSED_MAX = 80 /* characters kept of a search */ };

/* Organisations in an order: those that are given, or all of them from a place in an index on. */
#define SORTED "SELECT o.id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) h JOIN organisation o ON o.id = h.id" \
	" JOIN listing l ON l.language = ? AND l.organisation_id = o.id ORDER BY "
static const char SQL_SORTED_NAME[] = SORTED "l.sort_key, o.id";
static const char SQL_SORTED_LATEST[] = SORTED "o.updated_on DESC, o.id DESC";
static const char SQL_WALK_NAME[] =
    "SELECT organisation_id, sort_key FROM listing WHERE language = ? AND (sort_key > ? OR (sort_key = ? AND organisation_id > ?))"
    " ORDER BY sort_key, organisation_id LIMIT ?";
static const char SQL_WALK_LATEST[] =
    "SELECT id, updated_on FROM organisation WHERE status = ? AND (updated_on < ? OR (updated_on = ? AND id < ?)) ORDER BY updated_on DESC, id DESC LIMIT ?";

static const char SQL_MISSED[] =
    "INSERT INTO search_miss (day, language, words, searches) VALUES (UTC_DATE(), ?, ?, 1) ON DUPLICATE KEY UPDATE searches = searches + 1";
static const char SQL_SUGGEST[] =
    "(SELECT 'n' AS kind, s.label, o.slug FROM suggestion s JOIN organisation o ON o.id = s.organisation_id AND o.status = 'published'"
    " WHERE s.kind = 'name' AND s.typed LIKE ? ORDER BY s.typed, s.organisation_id LIMIT ?)"
    " UNION ALL (SELECT 'l', MIN(label), NULL FROM suggestion WHERE kind = 'locality' AND typed LIKE ? GROUP BY typed ORDER BY typed LIMIT ?)";

const char *
store_members_json(void *ctx, const uint32_t *members, size_t count)
{
	struct buf b = buf_in(ctx);

	for (size_t i = 0; i < count; i++)
		buf_printf(&b, "%s%u", i == 0 ? "[" : ",", members[i]);
	buf_puts(&b, count == 0 ? "[]" : "]");
	return buf_text(&b);
}

/* The members of found (NULL: everybody) as a set of one's own, without whom nobody looks for. */
static struct members *
base_of(void *ctx, const struct finder *finder, const struct members *found)
{
	struct members *base = facet_choose(finder->facets, ctx, &(struct query){ .words = "" }, found, FACET_COUNT);

	if (finder->only != NULL)
		members_keep(base, finder->only);
	return base;
}

static enum err
find_words(struct db *db, void *ctx, const struct finder *finder, const struct search *search, struct matching *matching)
{
	return matching_find(db, ctx, finder->universe, finder->frequent, search, base_of(ctx, finder, NULL), matching);
}

static bool
is_found(const struct matching *matching)
{
	return matching->found != NULL && members_count(matching->found) > 0;
}

/* The words as typed, or corrected when nobody has them. Words of nothing but signs find nobody. */
static enum err
understand(struct db *db, void *ctx, const struct finder *finder, struct finding *finding, struct matching *matching)
{
	struct search *search = MEM_NEW(ctx, struct search);
	enum err e;

	*search = search_parse(ctx, finding->query.words, finder->synonyms);
	finding->search = search;
	e = find_words(db, ctx, finder, search, matching);
	if (e == OK && matching->found == NULL && finding->query.words[0] != '\0')
		matching->found = members_new(ctx);
	if (e != OK || !search_has_words(search) || is_found(matching))
		return e;
	e = word_correct(db, ctx, search, &finding->corrected);
	if (e != OK || finding->corrected == NULL)
		return e;
	*search = search_parse(ctx, finding->corrected, finder->synonyms);
	e = find_words(db, ctx, finder, search, matching);
	if (e == OK && !is_found(matching))	/* each of the words is said, but nobody says them all */
		finding->corrected = NULL;
	return e;
}

/* Everybody at the points that are near enough. */
static struct members *
find_near(void *ctx, const struct finder *finder, const struct finding *finding, struct found *found)
{
	struct members *near = members_new(ctx);

	found->point_count = facet_near(finder->facets, ctx, finding->places.rows, finding->query.within, &found->points);
	for (size_t i = 0; i < found->point_count; i++)
		members_join(near, found->points[i].members);
	return near;
}

/* Members as they come in order: the page is cut out of them. */
struct cutting {
	const struct finder *finder;
	const struct members *hits;
	size_t skip, size;
	struct found *found;
};

static bool
is_full(const struct cutting *cut)
{
	return cut->found->page_count == cut->size;
}

static void
take(struct cutting *cut, uint32_t member)
{
	if (is_full(cut) || !members_has(cut->hits, member))
		return;
	if (cut->skip > 0)
		cut->skip--;
	else
		cut->found->page[cut->found->page_count++] = member;
}

/* The organisation, or its activities in their order. */
static void
take_organisation(struct cutting *cut, uint32_t organisation)
{
	uint32_t member = organisation << SLOT_BITS, end = (organisation + 1) << SLOT_BITS;

	if (cut->finder->universe == UNIVERSE_ORGANISATION)
		take(cut, organisation);
	else
		while (!is_full(cut) && members_next(cut->hits, member, end - member, &member))
			take(cut, member++);
}

/* The distinct organisations of the hits; NULL when there are more than can be sorted one by one. */
static uint32_t *
few_organisations(void *ctx, const struct cutting *cut, size_t *count)
{
	uint32_t *all;

	*count = members_count(cut->hits);
	if (*count > (cut->finder->universe == UNIVERSE_ORGANISATION ? SORTED_MAX : 8 * SORTED_MAX))
		return NULL;
	all = members_all(ctx, cut->hits);
	if (cut->finder->universe == UNIVERSE_ACTIVITY) {
		size_t n = 0;

		for (size_t i = 0; i < *count; i++)
			if (n == 0 || all[n - 1] != all[i] >> SLOT_BITS)
				all[n++] = all[i] >> SLOT_BITS;
		*count = n;
	}
	return *count > SORTED_MAX ? NULL : all;
}

/* Cuts the page out of the index that has the order, from its beginning until the page is full. */
static enum err
walk(struct db *db, void *ctx, struct cutting *cut, bool latest)
{
	const char *key = latest ? "9999-12-31" : "", *first = latest ? "published" : lang_code(cut->finder->lang);
	int64_t id = 0, size = WALK_FIRST;
	enum err e = OK;

	for (; e == OK && !is_full(cut); size = size < WALK_MOST ? 2 * size : size) {
		struct db_rows rows;

		e = db_query(db, ctx, &rows, latest ? SQL_WALK_LATEST : SQL_WALK_NAME, DB_VALUES(db_text(first), db_text(key), db_text(key), db_number(id), db_number(size)));
		for (size_t i = 0; e == OK && i < rows.count; i++)
			take_organisation(cut, (uint32_t)db_cell_number(&rows, i, 0));
		if (e != OK || (int64_t)rows.count < size)
			break;
		id = db_cell_number(&rows, rows.count - 1, 0);
		key = db_cell(&rows, rows.count - 1, 1);
	}
	return e;
}

static enum err
cut_sorted(struct db *db, void *ctx, struct cutting *cut, bool latest)
{
	struct db_rows rows;
	uint32_t *few;
	size_t count;
	enum err e;

	few = few_organisations(ctx, cut, &count);
	if (few == NULL)
		return walk(db, ctx, cut, latest);
	if (count == 0)
		return OK;
	e = db_query(db, ctx, &rows, latest ? SQL_SORTED_LATEST : SQL_SORTED_NAME, DB_VALUES(db_text(store_members_json(ctx, few, count)), db_text(lang_code(cut->finder->lang))));
	for (size_t i = 0; e == OK && i < rows.count && !is_full(cut); i++)
		take_organisation(cut, (uint32_t)db_cell_number(&rows, i, 0));
	return e;
}

/* The best in their order; then whoever else has the words, those who have them in their name first. */
static enum err
cut_relevant(struct db *db, void *ctx, struct cutting *cut, const struct matching *matching)
{
	struct members *left = members_copy(ctx, cut->hits), *named;
	enum err e = OK;

	for (size_t i = 0; i < matching->ranked_count && !is_full(cut); i++)
		take(cut, matching->ranked[i].member);
	if (is_full(cut))
		return OK;
	for (size_t i = 0; i < matching->ranked_count; i++)
		members_take_out(left, matching->ranked[i].member);
	named = members_copy(ctx, left);
	members_keep(named, matching->named);
	members_remove(left, named);
	cut->hits = named;
	if (members_count(named) > 0)
		e = cut_sorted(db, ctx, cut, false);
	cut->hits = left;
	return e == OK && !is_full(cut) && members_count(left) > 0 ? cut_sorted(db, ctx, cut, false) : e;
}

/* From point to point: who is at several stands where the nearest is. */
static void
cut_nearest(void *ctx, struct cutting *cut)
{
	struct members *left = members_copy(ctx, cut->hits);

	for (size_t i = 0; i < cut->found->point_count && !is_full(cut); i++) {
		struct members *here = members_copy(ctx, left);
		uint32_t *all;
		size_t count;

		members_keep(here, cut->found->points[i].members);
		members_remove(left, here);
		count = members_count(here);
		all = members_all(ctx, here);
		for (size_t m = 0; m < count; m++)
			take(cut, all[m]);
		mem_free(all);
		mem_free(here);
	}
}

/* The order that was asked for, or the one that says most. */
static enum sort
sort_of(const struct finding *finding)
{
	const struct query *query = &finding->query;
	bool words = search_has_words(finding->search);

	if (query->asked_sort == SORT_DISTANCE || query->asked_sort == SORT_DEFAULT) {
		if (finding->places.count > 0 && (query->asked_sort == SORT_DISTANCE || !words))
			return SORT_DISTANCE;
		return words ? SORT_RELEVANCE : SORT_NAME;
	}
	return query->asked_sort == SORT_RELEVANCE && !words ? SORT_NAME : query->asked_sort;
}

static enum err
cut_page(struct db *db, void *ctx, const struct finder *finder, struct finding *finding, const struct matching *matching, struct found *found)
{
	const struct query *query = &finding->query;
	struct cutting cut = { finder, found->hits, (size_t)(query->page - 1) * query->size, query->size, found };

	found->page = MEM_ARRAY(ctx, uint32_t, query->size);
	finding->query.sort = sort_of(finding);
	switch (finding->query.sort) {
	case SORT_RELEVANCE:
		return cut_relevant(db, ctx, &cut, matching);
	case SORT_DISTANCE:
		cut_nearest(ctx, &cut);
		return OK;
	default:
		return cut_sorted(db, ctx, &cut, finding->query.sort == SORT_LATEST);
	}
}

static void
add_way_out(struct finding *finding, int within, const char *dropped, enum facet facet, const char *words, size_t count)
{
	if (count > 0 && finding->way_out_count < WAYS_OUT_MAX)
		finding->ways_out[finding->way_out_count++] = (struct way_out){ within, dropped, facet, words, count };
}

/* How far one has to go around the place, if not too far. */
static void
find_farther(void *ctx, const struct finder *finder, struct finding *finding, const struct members *base)
{
	static const int FARTHER[] = { 10, 25, 50, 100 };
	struct finding around = *finding;

	for (size_t i = 0; i < sizeof(FARTHER) / sizeof(FARTHER[0]); i++) {
		struct members *near;
		struct found found;
		size_t count;

		if (FARTHER[i] <= finding->query.within)
			continue;
		around.query.within = FARTHER[i];
		near = find_near(ctx, finder, &around, &found);
		members_keep(near, base);
		count = members_count(facet_choose(finder->facets, ctx, &finding->query, near, FACET_COUNT));
		if (count == 0)
			continue;
		add_way_out(finding, FARTHER[i], NULL, FACET_COUNT, finding->query.words, count);
		break;
	}
}

/* Values of facets that somebody has, and whose label says one of the words. */
static void
find_near_terms(void *ctx, const struct finder *finder, struct finding *finding)
{
	struct search_mark *marks;

	for (int v = 0; v < VOCABULARY_FACETS; v++)
		for (size_t i = 0; i < finder->all->of[v].count && finding->near_term_count < WAYS_OUT_MAX; i++) {
			const struct term *term = &finder->all->of[v].term[i];
			size_t count = members_count(facet_members(finder->facets, (enum facet)v, term->code));

			if (count == 0 || search_marks(ctx, finding->search, term->label[finder->lang], finder->lang, &marks, NULL) == 0)
				continue;
			MEM_GROW(ctx, finding->near_terms, finding->near_term_count);
			finding->near_terms[finding->near_term_count++] = (struct facet_count){ (enum facet)v, term->code, (unsigned long)count };
		}
}

/* The words without one of their clauses. */
static const char *
words_without(void *ctx, const struct search *search, size_t without)
{
	struct buf b = buf_in(ctx);

	for (size_t i = 0; i < search->count; i++) {
		const struct search_clause *clause = &search->clauses[i];
		const char *quote = clause->phrase ? "\"" : "";

		if (i != without)
			buf_printf(&b, "%s%s%s%s%s", b.len > 0 ? " " : "", clause->excluded ? "-" : "", quote, clause->typed, quote);
	}
	return buf_text(&b);
}

/* What to drop so that something is found: one of the words, one of the choices, the place. */
static enum err
find_ways_out(struct db *db, void *ctx, const struct finder *finder, struct finding *finding, const struct members *words, const struct members *near)
{
	const struct query *query = &finding->query;
	const struct search *search = finding->search;
	struct members *base = base_of(ctx, finder, words);

	finding->ways_out = MEM_ARRAY(ctx, struct way_out, WAYS_OUT_MAX);
	find_near_terms(ctx, finder, finding);
	if (near != NULL) {
		find_farther(ctx, finder, finding, base);
		add_way_out(finding, 0, NULL, FACET_COUNT, query->words, members_count(facet_choose(finder->facets, ctx, query, base, FACET_COUNT)));
		members_keep(base, near);
	}
	for (int f = 0; f < FACET_COUNT; f++)
		for (size_t i = 0; i < query->choices[f].count; i++) {
			struct query less = *query;
			const char **codes = MEM_ARRAY(ctx, const char *, query->choices[f].count);

			less.choices[f] = (struct codes){ codes, 0 };
			for (size_t c = 0; c < query->choices[f].count; c++)
				if (c != i)
					codes[less.choices[f].count++] = query->choices[f].code[c];
			add_way_out(finding, 0, query->choices[f].code[i], (enum facet)f, query->words, members_count(facet_choose(finder->facets, ctx, &less, base, FACET_COUNT)));
		}
	for (size_t i = 0; search->count > 1 && i < search->count; i++) {
		const char *left = words_without(ctx, search, i);
		struct search fewer = search_parse(ctx, left, finder->synonyms);
		struct matching without;
		enum err e = find_words(db, ctx, finder, &fewer, &without);

		if (e != OK)
			return e;
		if (without.found == NULL)
			continue;
		if (near != NULL)
			members_keep(without.found, near);
		add_way_out(finding, 0, search->clauses[i].typed, FACET_COUNT, left, members_count(facet_choose(finder->facets, ctx, query, without.found, FACET_COUNT)));
	}
	return OK;
}

/* How many work in the zone of the place, wherever their seat is. */
static unsigned long
count_in_zone(void *ctx, const struct finder *finder, const struct finding *finding, const struct members *words)
{
	struct members *there;

	if (finding->places.count == 0 || finding->places.rows[0].zone == NULL)
		return 0;
	there = facet_choose(finder->facets, ctx, &finding->query, words, (enum facet)VOCABULARY_ZONE);
	return (unsigned long)members_common(there, facet_members(finder->facets, (enum facet)VOCABULARY_ZONE, finding->places.rows[0].zone));
}

static struct paging
paging_of(const struct query *query, unsigned long total)
{
	unsigned long pages = (total + query->size - 1) / query->size;

	return (struct paging){ query->page, pages == 0 ? 1 : (unsigned)pages, total };
}

enum err
store_find(struct db *db, void *ctx, const struct finder *finder, struct finding *finding, struct found *found)
{
	const struct query *query = &finding->query;
	struct members *words, *near = NULL, *base, *hits;
	struct matching matching;
	enum err e;

	*found = (struct found){ 0 };
	e = understand(db, ctx, finder, finding, &matching);
	words = matching.found;
	if (e == OK && query->near[0] != '\0')
		e = store_places_find(db, ctx, query->near, &finding->places);
	if (e != OK)
		return e;
	if (finding->places.count > 0)
		near = find_near(ctx, finder, finding, found);
	base = base_of(ctx, finder, words);
	if (near != NULL)
		members_keep(base, near);
	hits = facet_narrow(finder->facets, ctx, finder->all, query, base, &finding->counts, &finding->count_count);
	if (query->letter != NULL && finder->universe == UNIVERSE_ORGANISATION)
		members_keep(hits, facet_letter(finder->facets, finder->lang, query->letter));
	found->hits = hits;
	finding->in_zone = count_in_zone(ctx, finder, finding, words);
	finding->paging = paging_of(query, members_count(hits));
	if (query->page > finding->paging.pages)
		return ERR_NOT_FOUND;
	if (finding->paging.total == 0)
		return find_ways_out(db, ctx, finder, finding, words, near);
	return cut_page(db, ctx, finder, finding, &matching, found);
}

enum err
store_search_missed(struct db *db, void *ctx, enum lang lang, const char *words)
{
	const char *folded = words_fold(ctx, words);
	size_t digits = 0;

	for (const char *c = folded; *c != '\0'; c++)
		digits += *c >= '0' && *c <= '9';
	if (*folded == '\0' || strchr(words, '@') != NULL || digits > 5 || utf8_length(folded) > MISSED_MAX)
		return OK;
	return db_exec(db, SQL_MISSED, DB_VALUES(db_text(lang_code(lang)), db_text(folded)));
}

/* Terms of which a word begins as typed (folded), and which somebody has. */
static void
suggest_terms(void *ctx, const struct finder *finder, const char *typed, struct suggestion *rows, size_t max, size_t *count)
{
	size_t len = strlen(typed);

	for (int v = 0; v < VOCABULARY_FACETS; v++)
		for (size_t i = 0; i < finder->all->of[v].count && *count < max; i++) {
			const struct term *term = &finder->all->of[v].term[i];
			const char *label = words_fold(ctx, term->label[finder->lang]), *word = label;

			while (word != NULL && strncmp(word, typed, len) != 0)
				word = (word = strchr(word, ' ')) == NULL ? NULL : word + 1;
			if (word != NULL && members_count(facet_members(finder->facets, (enum facet)v, term->code)) > 0)
				rows[(*count)++] = (struct suggestion){ SUGGESTION_TERM, term->label[finder->lang], NULL, (enum facet)v, term->code };
		}
}

static bool
is_there(const struct suggestion *rows, size_t count, const char *slug)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].slug, slug) == 0)
			return true;
	return false;
}

enum err
store_suggest(struct db *db, void *ctx, const struct finder *finder, const char *typed, struct suggestion *rows, size_t max, size_t *count)
{
	const char *folded = words_fold(ctx, typed), *beginning;
	struct db_rows found;
	size_t names = 0;
	enum err e;

	*count = 0;
	if (utf8_length(folded) < TYPED_MIN)
		return OK;
	beginning = mem_printf(ctx, "%s%%", folded);	/* folded words have no wildcard of LIKE's */
	e = db_query(db, ctx, &found, SQL_SUGGEST, DB_VALUES(db_text(beginning), db_number(NAMES), db_text(beginning), db_number(LOCALITIES)));
	if (e != OK)
		return e;
	for (size_t i = 0; i < found.count && names < max / 2; i++)
		if (db_cell(&found, i, 0)[0] == 'n' && !is_there(rows, names, db_cell(&found, i, 2)))
			rows[names++] = (struct suggestion){ SUGGESTION_ORGANISATION, db_cell(&found, i, 1), db_cell(&found, i, 2), FACET_COUNT, NULL };
	*count = names;
	suggest_terms(ctx, finder, folded, rows, max > names + 2 ? max - 2 : max, count);
	for (size_t i = 0; i < found.count && *count < max; i++)
		if (db_cell(&found, i, 0)[0] == 'l')
			rows[(*count)++] = (struct suggestion){ SUGGESTION_LOCALITY, db_cell(&found, i, 1), NULL, FACET_COUNT, NULL };
	return OK;
}
