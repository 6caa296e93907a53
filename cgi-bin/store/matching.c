/* Words matched. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/matching.h"

static const char *const SQL_WORDS[UNIVERSE_COUNT] = {
	[UNIVERSE_ORGANISATION] = "SELECT organisation_id, MATCH(words) AGAINST (? IN BOOLEAN MODE) FROM search_text WHERE MATCH(words) AGAINST (? IN BOOLEAN MODE)",
	[UNIVERSE_ACTIVITY] = "SELECT organisation_id << 8 | slot, MATCH(words) AGAINST (? IN BOOLEAN MODE) FROM activity WHERE MATCH(words) AGAINST (? IN BOOLEAN MODE)",
};

/* A search taken apart. */
struct parts {
	struct db *db;
	void *ctx;
	enum universe universe;
	struct frequents frequents;
	struct search rest;		/* clauses that full-text search answers */
	struct search names;		/* words that make a name more relevant */
	struct members *with, *without;	/* what the sets answer: who must be found, who must not; NULL: nothing */
	struct members *named;
};

static int
by_relevance(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->score < y->score || x->score > y->score)
		return x->score > y->score ? -1 : 1;
	return x->member < y->member ? -1 : x->member > y->member;
}

static enum err
match(struct parts *p, const char *expression, struct ranked **ranked, size_t *count, struct members **found)
{
	struct db_rows rows;
	enum err e = db_query(p->db, p->ctx, &rows, SQL_WORDS[p->universe], DB_VALUES(db_text(expression), db_text(expression)));

	if (e != OK)
		return e;
	*found = members_new(p->ctx);
	*ranked = MEM_ARRAY(p->ctx, struct ranked, rows.count + 1);
	*count = rows.count;
	for (size_t i = 0; i < rows.count; i++) {
		(*ranked)[i] = (struct ranked){ (uint32_t)db_cell_number(&rows, i, 0), strtod(db_cell(&rows, i, 1), NULL) };
		members_add(*found, (*ranked)[i].member);
	}
	return OK;
}

/* Who satisfies one clause, as if it were not excluded. */
static enum err
match_clause(struct parts *p, struct search_clause clause, struct members **found)
{
	struct ranked *ranked;
	size_t count;

	clause.excluded = false;
	return match(p, search_expression(p->ctx, &(struct search){ &clause, 1 }), &ranked, &count, found);
}

static const char *
name_token(void *ctx, const struct search_form *form)
{
	return mem_printf(ctx, "%c%s", SEARCH_OF_NAME, form->token[0]);
}

static enum err
find_frequents(struct parts *p, const struct frequent_tokens *known, const struct search *search)
{
	const char **tokens = MEM_ARRAY(p->ctx, const char *, search->count * SEARCH_FORMS_MAX * (SEARCH_TOKENS_MAX + 1));
	size_t count = 0;

	for (size_t i = 0; i < search->count; i++)
		for (size_t f = 0; f < search->clauses[i].form_count; f++) {
			const struct search_form *form = &search->clauses[i].forms[f];

			for (size_t t = 0; t < form->count; t++)
				tokens[count++] = form->token[t];
			if (form->count == 1)
				tokens[count++] = name_token(p->ctx, form);
		}
	return frequent_of(p->db, p->ctx, p->universe, known, tokens, count, &p->frequents);
}

/* Who satisfies a form, by the sets alone; NULL: they do not say. */
static struct members *
set_of_form(const struct parts *p, const struct search_form *form)
{
	struct members *all = NULL;

	if (form->adjacent && form->count > 1)
		return NULL;
	for (size_t t = 0; t < form->count; t++) {
		const struct members *set = frequent_members(&p->frequents, form->token[t]);

		if (set == NULL)
			return NULL;
		if (all == NULL)
			all = members_copy(p->ctx, set);
		else
			members_keep(all, set);
	}
	return all;
}

/* Of a clause's one-token forms, the rare ones go into the names to be ranked, the sets of frequent ones into the named. */
static void
take_names(struct parts *p, const struct search_clause *clause)
{
	struct search_clause rare = *clause;

	if (clause->excluded)
		return;
	rare.forms = MEM_ARRAY(p->ctx, struct search_form, clause->form_count);
	rare.form_count = 0;
	for (size_t f = 0; f < clause->form_count; f++) {
		const struct search_form *form = &clause->forms[f];
		const struct members *set = form->count == 1 ? frequent_members(&p->frequents, name_token(p->ctx, form)) : NULL;

		if (set != NULL)
			members_join(p->named, set);
		else if (form->count == 1)
			rare.forms[rare.form_count++] = *form;
	}
	if (rare.form_count > 0)
		p->names.clauses[p->names.count++] = rare;
}

/* A clause with a frequent form is answered here, what is left of it by a question of its own; any other goes into the rest. */
static enum err
take_clause(struct parts *p, const struct search_clause *clause)
{
	struct search_clause left = *clause;
	struct members *set = NULL, *more;
	enum err e = OK;

	left.forms = MEM_ARRAY(p->ctx, struct search_form, clause->form_count);
	left.form_count = 0;
	for (size_t f = 0; f < clause->form_count; f++) {
		more = set_of_form(p, &clause->forms[f]);
		if (more == NULL)
			left.forms[left.form_count++] = clause->forms[f];
		else if (set == NULL)
			set = more;
		else
			members_join(set, more);
	}
	if (set == NULL) {
		p->rest.clauses[p->rest.count++] = *clause;
		return OK;
	}
	if (left.form_count > 0) {
		e = match_clause(p, left, &more);
		if (e != OK)
			return e;
		members_join(set, more);
	}
	if (clause->excluded && p->without != NULL)
		members_join(p->without, set);
	else if (clause->excluded)
		p->without = set;
	else if (p->with != NULL)
		members_keep(p->with, set);
	else
		p->with = set;
	return OK;
}

/* What the sets found, or everybody; without whom the rest excludes. */
static enum err
exclude_rest(struct parts *p, const struct members *everybody, struct matching *m)
{
	enum err e = OK;

	m->found = p->with != NULL ? p->with : members_copy(p->ctx, everybody);
	for (size_t i = 0; e == OK && i < p->rest.count; i++) {
		struct members *set;

		e = match_clause(p, p->rest.clauses[i], &set);
		if (e == OK)
			members_remove(m->found, set);
	}
	return e;
}

enum err
matching_find(struct db *db, void *ctx, enum universe universe, const struct frequent_tokens *frequent, const struct search *search,
    const struct members *everybody, struct matching *m)
{
	struct search_clause *clauses = MEM_ARRAY(ctx, struct search_clause, 2 * search->count);
	struct parts p = { .db = db, .ctx = ctx, .universe = universe, .rest = { clauses, 0 }, .names = { clauses + search->count, 0 }, .named = members_new(ctx) };
	struct members *named;
	enum err e;

	*m = (struct matching){ .named = p.named };
	if (search->count == 0)
		return OK;
	e = find_frequents(&p, frequent, search);
	for (size_t i = 0; e == OK && i < search->count; i++) {
		take_names(&p, &search->clauses[i]);
		e = take_clause(&p, &search->clauses[i]);
	}
	if (e == OK && search_has_words(&p.rest)) {
		e = match(&p, search_ranked_expression(ctx, &p.rest, &p.names), &m->ranked, &m->ranked_count, &m->found);
		if (e == OK && p.with != NULL)
			members_keep(m->found, p.with);
	} else if (e == OK) {
		e = exclude_rest(&p, everybody, m);
		if (e == OK && p.names.count > 0)
			e = match(&p, search_ranked_expression(ctx, &(struct search){ NULL, 0 }, &p.names), &m->ranked, &m->ranked_count, &named);
	}
	if (e != OK)
		return e;
	if (p.without != NULL)
		members_remove(m->found, p.without);
	if (m->ranked_count > 0)
		qsort(m->ranked, m->ranked_count, sizeof(*m->ranked), by_relevance);
	return OK;
}
