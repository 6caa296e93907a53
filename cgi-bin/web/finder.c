/* The facet sets, synonyms and frequent words of a program that searches. */
#include "base/mem.h"
#include "store/synonym.h"
#include "web/finder.h"

struct finder_kit {
	enum universe universe;
	struct facet_index *facets;
	struct synonyms *synonyms;		/* NULL: not read yet */
	void *synonyms_ctx;
	uint64_t synonyms_revision;	/* the vocabularies' */
	struct frequent_tokens frequent;
	void *frequent_ctx;		/* NULL: not read yet */
	uint64_t frequent_revision;	/* the directory's */
};

static struct finder_kit *
kit_new(void *ctx, enum universe universe)
{
	struct finder_kit *kit = MEM_NEW(ctx, struct finder_kit);

	kit->universe = universe;
	kit->facets = facet_index_new(kit, universe);
	return kit;
}

struct finder_kit *
finder_kit_organisations(void *ctx)
{
	return kit_new(ctx, UNIVERSE_ORGANISATION);
}

struct finder_kit *
finder_kit_activities(void *ctx)
{
	return kit_new(ctx, UNIVERSE_ACTIVITY);
}

static enum err
refresh_synonyms(struct finder_kit *kit, struct db *db, uint64_t revision)
{
	enum err e;

	if (kit->synonyms != NULL && kit->synonyms_revision == revision)
		return OK;
	mem_free(kit->synonyms_ctx);
	kit->synonyms = NULL;
	kit->synonyms_ctx = mem_new(kit);
	e = store_synonyms(db, kit->synonyms_ctx, &kit->synonyms);
	if (e != OK)
		kit->synonyms = NULL;
	kit->synonyms_revision = revision;
	return e;
}

static enum err
refresh_frequent(struct finder_kit *kit, struct db *db, uint64_t revision)
{
	enum err e;

	if (kit->frequent_ctx != NULL && kit->frequent_revision == revision)
		return OK;
	mem_free(kit->frequent_ctx);
	kit->frequent_ctx = mem_new(kit);
	e = frequent_tokens(db, kit->frequent_ctx, kit->universe, &kit->frequent);
	if (e != OK) {
		mem_free(kit->frequent_ctx);
		kit->frequent_ctx = NULL;
	}
	kit->frequent_revision = revision;
	return e;
}

enum err
request_finder(const struct request *rq, struct finder *finder)
{
	struct finder_kit *kit = rq->kit;
	enum err e = refresh_synonyms(kit, rq->db, rq->vocabularies->revision);

	if (e == OK)
		e = refresh_frequent(kit, rq->db, rq->state->revision);
	if (e == OK)
		e = facet_index_refresh(kit->facets, rq->db, rq->state->revision, rq->view->today);
	*finder = (struct finder){ .facets = kit->facets, .universe = kit->universe, .all = rq->vocabularies, .synonyms = kit->synonyms,
		.frequent = &kit->frequent, .lang = rq->lang };
	return e;
}

enum err
request_list(struct request *rq, struct response *rs, unsigned size, struct query *query, struct finder *finder)
{
	enum err e = request_query(rq, query, &rq->view->query);

	query->size = size;
	if (e != OK || response_not_modified(rs, rq, rq->state->revision, NULL))
		return e;
	return request_finder(rq, finder);
}
