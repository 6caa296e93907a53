/* What lists are made of: organisations, activities and partnerships as rows, and the counts beside them. */
#ifndef ANNUAIRE_MODEL_LISTING_H
#define ANNUAIRE_MODEL_LISTING_H

#include "model/facet.h"
#include "model/organisation.h"
#include "model/place.h"

enum { PAGE_SIZE = 20, PAGE_MAX = 10000, DATA_SIZE = 5000 /* rows of a list as data */, QUERY_MAX = 200 /* characters */, CHOICES_MAX = 40, WITHIN_DEFAULT = 25 /* km */ };

enum sort { SORT_DEFAULT, SORT_RELEVANCE, SORT_NAME, SORT_DISTANCE, SORT_LATEST };

/* What a visitor asked a list for. Strings are valid UTF-8; words is trimmed, "" when nothing was typed. */
struct query {
	const char *words;
	struct codes choices[FACET_COUNT];	/* OR inside a facet, AND between facets */
	const char *letter;	/* "a".."z", "0" for what starts otherwise; NULL: all */
	const char *near;	/* a postcode or the name of a place, as typed, trimmed; "": anywhere */
	int within;		/* km around it */
	enum sort asked_sort;	/* SORT_DEFAULT: by relevance with words, by distance near a place, else by name */
	enum sort sort;		/* what it is, once it was found */
	unsigned page;		/* from 1 */
	unsigned size;		/* rows a page */
};

/* How a list was cut. */
struct paging {
	unsigned page;		/* from 1 */
	unsigned pages;		/* at least 1 */
	unsigned long total;	/* rows in all */
};

struct organisation_row {
	uint64_t id;
	const char *slug;
	struct said name;
	const char *acronym;
	struct said summary;
	const char *locality;
	const char *postcode;
	const char *updated_on;
	const char *website;
	const char *source;	/* what search looked in, see text/source.h; NULL where nothing was searched */
	const char *words;	/* its index */
	struct nearest nearest;	/* to the place that was asked for */
};

struct activity_row {
	const char *slug;	/* of its organisation */
	struct said organisation;
	int number;
	struct said title;
	struct said excerpt;	/* plain text, about 200 characters */
	const char *locality;
	const char *source;	/* of the organisation, as above */
	const char *words;
};

/* One organisation naming another, or naming a partner outside the directory. */
struct partnership_row {
	const char *slug;		/* who names */
	struct said name;
	const char *partner_slug;	/* who is named; NULL: not in this directory */
	struct said partner_name;
	const char *type;
	enum relation relation;
	const char *country;
	bool mutual;			/* the other names it as well */
};

/* Who is named by how many organisations. */
struct named_row {
	const char *slug;
	struct said name;
	unsigned long count;
};

struct facet_count {
	enum facet facet;
	const char *code;
	unsigned long count;	/* organisations, or activities */
};

struct letter_count {
	char letter;		/* 'a'..'z', '0' for what starts otherwise */
	unsigned long count;
};

/* A way out when nothing is found: the same search without one of its conditions, or farther around its place. */
struct way_out {
	int within;		/* km around the place that are enough; 0: the place stays as it is, or goes */
	const char *dropped;	/* the words of one clause, or the code of a choice; NULL: the place */
	enum facet facet;	/* of the choice; FACET_COUNT: dropped is of the words */
	const char *words;	/* the words that are left */
	unsigned long count;
};

struct search;	/* the words as they were understood: text/search.h */

/* How a list was found: common to all lists. */
struct finding {
	struct query query;
	const struct search *search;
	struct paging paging;
	const char *corrected;		/* the words that were searched instead of those that were typed; NULL: those were */
	struct place_list places;	/* what query.near can mean; the first was taken */
	struct facet_count *counts;	/* values of facets with how often each would be found, by facet and display order */
	size_t count_count;
	unsigned long in_zone;		/* near a place: how many organisations say that they work in its zone, wherever they are */
	struct way_out *ways_out;
	size_t way_out_count;
	struct facet_count *near_terms;	/* when nothing is found: values of facets that are called like one of the words */
	size_t near_term_count;
};

/* GET /{lang}/ */
struct home {
	unsigned long organisations, activities, partnerships;
	struct facet_count *terms;	/* those with a count above 0, by vocabulary and display order */
	size_t term_count;
	struct organisation_row *latest;	/* latest changes first */
	size_t latest_count;
};

/* GET /{lang}/organisations */
struct organisation_list {
	struct finding finding;
	struct organisation_row *rows;
	size_t row_count;
	struct letter_count *letters;	/* while nothing else cuts the list */
	size_t letter_count;
};

/* GET /{lang}/activities */
struct activity_list {
	struct finding finding;
	struct activity_row *rows;
	size_t row_count;
};

/* GET /{lang}/partners: partnerships of the organisations that were found */
struct partnership_list {
	struct finding finding;
	struct partnership_row *rows;	/* by the naming organisation's name; all rows of one organisation stand together */
	size_t row_count;
	struct named_row *named;	/* the most named, at most 12; of the whole directory */
	size_t named_count;
	struct facet_count *types;	/* partner types: sum of group counts and named partners over the directory */
	size_t type_count;
};

/* GET /{lang}/gaps: how many organisations have a theme and an audience together, for one zone or wherever. */
struct gap_matrix {
	const char *zone;		/* code; NULL: wherever */
	unsigned long organisations;	/* of the zone, or all */
	const struct terms *themes, *audiences;
	unsigned long *count;		/* themes->count rows of audiences->count */
};

/* What is offered while somebody types. */
struct suggestion {
	enum { SUGGESTION_ORGANISATION, SUGGESTION_TERM, SUGGESTION_LOCALITY } kind;
	const char *label;
	const char *slug;	/* of the organisation */
	enum facet facet;	/* of the term */
	const char *code;
};

/* GET /{lang}/organisations/{slug}/partners: beside the organisation's own document */
struct named_by {
	struct partnership_row *rows;	/* organisations that name this one */
	size_t row_count;
};

#endif
