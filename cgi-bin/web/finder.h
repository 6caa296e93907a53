/*
 * What a program that searches keeps from one request to the next: facet sets and synonyms, read when a search first needs them.
 * A program without search neither keeps nor links any of it.
 */
#ifndef ANNUAIRE_WEB_FINDER_H
#define ANNUAIRE_WEB_FINDER_H

#include "web/request.h"

/* The templates that view's include_finding() needs. */
#define FINDER_TEMPLATES "search.tpl", "refine.tpl", "found.tpl", "chips.tpl", "why.tpl", "nothing.tpl", "paging.tpl"

struct finder_kit;

/* For struct program: an empty kit for one universe, owned by ctx. */
struct finder_kit *finder_kit_organisations(void *ctx);
struct finder_kit *finder_kit_activities(void *ctx);

/* What a search of this request stands on; the kit is brought to the directory's present state. Only in programs that have a kit. */
MUST_CHECK enum err request_finder(const struct request *rq, struct finder *finder);

#endif
