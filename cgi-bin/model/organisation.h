/* An organisation and all that its page says. Strings are UTF-8; NULL means "not given". Dates are ISO 8601, "YYYY-MM-DD". */
#ifndef ANNUAIRE_MODEL_ORGANISATION_H
#define ANNUAIRE_MODEL_ORGANISATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "model/term.h"
#include "model/text.h"

struct address {
	const char *street;	/* with its number */
	const char *postcode;
	const char *locality;
	const char *country;	/* ISO 3166-1 alpha-2; NULL: Belgium */
	const char *line;	/* as it was printed, when it came from a printed profile */
};

struct former_name {
	const char *name;
	const char *until;	/* YYYY, YYYY-MM or YYYY-MM-DD */
};

struct branch {
	struct text name;
	struct address address;
	const char *phone;
	const char *email;
};

/* Codes of one vocabulary, in the order given. */
struct codes {
	const char **code;
	size_t count;
};

/* codes NULL: none. */
static inline bool
codes_have(const struct codes *codes, const char *code)
{
	for (size_t i = 0; codes != NULL && i < codes->count; i++)
		if (strcmp(codes->code[i], code) == 0)
			return true;
	return false;
}

struct facets {
	struct codes of[VOCABULARY_FACETS];
};

/* Days, as one: the last is not before the first. */
struct dates {
	const char *starts_on, *ends_on;
};

struct activity {
	int number;		/* stable inside its organisation, from 1: part of its address */
	struct text title;
	struct text description;	/* long text */
	struct facets facets;
	struct dates dates;	/* of what takes place at a date */
	const char *place;
	struct text price;
	struct codes languages;		/* in which it is offered */
	const char *email, *phone, *website;	/* where they are not the organisation's */
};

enum relation { RELATION_PARTNER, RELATION_NETWORK };

struct partner_group {
	const char *type;	/* a term of VOCABULARY_PARTNER_TYPE */
	int count;
};

struct partner {
	const char *name;
	const char *organisation;	/* the slug of an organisation of this directory, or NULL */
	const char *type;		/* a term of VOCABULARY_PARTNER_TYPE, or NULL */
	enum relation relation;
	const char *country;		/* ISO 3166-1 alpha-2, or NULL */
};

/* A line of an imported file that found no place. */
struct unplaced {
	int line;		/* from 1 */
	const char *text;
};

enum status { STATUS_PUBLISHED, STATUS_CLOSED };

struct organisation {
	/* what the directory knows of it */
	uint64_t id;
	unsigned revision;
	const char *slug;
	enum status status;
	const char *updated_on;
	const char *confirmed_on;
	const char *successor_slug;	/* of a closed one */
	const char *successor_name;
	struct codes former_slugs;	/* only in import and export files */

	/* its document */
	struct text name;
	const char *acronym;
	struct former_name *former_names;
	size_t former_name_count;
	struct text summary;
	const char *enterprise_number;	/* of Belgium's register, "0123.456.749" */
	struct address address;
	const char *website;
	const char *email;
	const char *phone;
	struct codes languages;		/* language codes in which it works */
	struct text mission_north;	/* long text */
	struct text mission;		/* long text */
	struct text history;		/* long text */
	struct branch *branches;
	size_t branch_count;
	struct facets facets;
	struct activity *activities;
	size_t activity_count;
	struct partner_group *partner_groups;
	size_t partner_group_count;
	struct partner *partners;
	size_t partner_count;
	struct unplaced *unplaced;
	size_t unplaced_count;
};

#endif
