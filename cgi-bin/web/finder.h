/*
 * What a program that searches keeps from one request to the next: facet sets, synonyms and which words are frequent, read when a search first needs them.
 * A program without search neither keeps nor links any of it.
 */
#ifndef ANNUAIRE_WEB_FINDER_H
#define ANNUAIRE_WEB_FINDER_H

#include "web/response.h"

/* The templates that view's include_finding() needs. */
#define FINDER_TEMPLATES "search.tpl", "refine.tpl", "found.tpl", "chips.tpl", "why.tpl", "nothing.tpl", "paging.tpl"

struct finder_kit;

/* For struct program: an empty kit for one universe, owned by ctx. */
struct finder_kit *finder_kit_organisations(void *ctx);
struct finder_kit *finder_kit_activities(void *ctx);

/* What a search of this request stands on; the kit is brought to the directory's present state. Only in programs that have a kit. */
MUST_CHECK enum err request_finder(const struct request *rq, struct finder *finder);

/*
 * How every list begins: its query, with `size` rows a page (rq->view->query is set to it), and what it is searched with. When the client has the list the
 * response is a 304, and the finder is not set. Errors as of request_query() and request_finder().
 */
MUST_CHECK enum err request_list(struct request *rq, struct response *rs, unsigned size, struct query *query, struct finder *finder);

#endif
