/* What lists are made of: organisations, activities and partnerships as rows, and the counts beside them. */
#ifndef ANNUAIRE_MODEL_LISTING_H
#define ANNUAIRE_MODEL_LISTING_H

#include "model/organisation.h"

enum { PAGE_SIZE = 20, PAGE_MAX = 10000, QUERY_MAX = 200 /* characters */, CHOICES_MAX = 40 };

/* What a visitor asked a list for. Strings are valid UTF-8; words is trimmed, "" when nothing was typed. */
struct query {
	const char *words;
	struct codes choices[VOCABULARY_FACETS];	/* OR inside a facet, AND between facets */
	const char *letter;	/* "a".."z", "0" for what starts otherwise; NULL: all */
	unsigned page;		/* from 1 */
};

/* How a list was cut. */
struct paging {
	unsigned page;		/* from 1 */
	unsigned pages;		/* at least 1 */
	unsigned long total;	/* rows in all */
};

struct organisation_row {
	const char *slug;
	struct said name;
	const char *acronym;
	struct said summary;
	const char *locality;
	const char *postcode;
	const char *updated_on;
	const char *initial;	/* "A".."Z" or "#" */
	struct facets facets;	/* may be empty where the page does not show them */
};

struct activity_row {
	const char *slug;	/* of its organisation */
	struct said organisation;
	int number;
	struct said title;
	struct said excerpt;	/* plain text, about 200 characters */
	const char *locality;
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
	const char *slug;	/* NULL: not in this directory */
	struct said name;
	enum relation relation;
	unsigned long count;
};

struct term_count {
	enum vocabulary vocabulary;
	const char *code;
	unsigned long count;	/* organisations */
};

struct letter_count {
	char letter;		/* 'a'..'z', '0' for what starts otherwise */
	unsigned long count;
};

/* GET /{lang}/ */
struct home {
	unsigned long organisations, activities, partnerships;
	struct term_count *terms;	/* those with a count above 0, by vocabulary and display order */
	size_t term_count;
	struct organisation_row *latest;	/* latest changes first */
	size_t latest_count;
};

/* GET /{lang}/organisations */
struct organisation_list {
	struct query query;
	struct paging paging;
	struct organisation_row *rows;
	size_t row_count;
	struct term_count *terms;	/* the whole directory's, for the facets beside the list */
	size_t term_count;
	struct letter_count *letters;
	size_t letter_count;
};

/* GET /{lang}/activities */
struct activity_list {
	struct query query;		/* words and page only */
	struct paging paging;
	struct activity_row *rows;
	size_t row_count;
};

/* GET /{lang}/partners */
struct partnership_list {
	struct paging paging;
	struct partnership_row *rows;	/* by the naming organisation's name; all rows of one organisation stand together */
	size_t row_count;
	struct named_row *named;	/* the most named, at most 12 */
	size_t named_count;
	struct term_count *types;	/* partner types: sum of group counts and named partners over the directory */
	size_t type_count;
};

/* GET /{lang}/organisations/{slug}/partners: beside the organisation's own document */
struct named_by {
	struct partnership_row *rows;	/* organisations that name this one */
	size_t row_count;
};

#endif
