/* The table of the document's members. */
#include "base/mem.h"
#include "model/organisation.h"
#include "text/document_shape.h"

enum { LINE_CHARACTERS = 300, NAME_CHARACTERS = 200, SLUG_CHARACTERS = 80, TEXT_CHARACTERS = 20000, SOURCE_CHARACTERS = 100 * 1024, ACTIVITIES_MAX = 200,
    BRANCHES_MAX = 100, PARTNERS_MAX = 500, UNPLACED_MAX = 10000, NUMBER_MAX = 999999, COUNT_MAX = 100000 };

#define SHAPE(members, type) static const struct shape members##_SHAPE = { members, sizeof(members) / sizeof(members[0]), sizeof(type) }
#define MEMBER(kind, type, field, name, limit, flags) { name, kind, offsetof(type, field), limit, flags, NULL, 0 }
#define LINE(type, field, name) MEMBER(KIND_LINE, type, field, name, LINE_CHARACTERS, 0)
#define LONG_TEXT(type, field, name) MEMBER(KIND_LONG_TEXT, type, field, name, TEXT_CHARACTERS, 0)
#define OBJECT(type, field, name, flags, shape) { name, KIND_OBJECT, offsetof(type, field), 0, flags, &shape##_SHAPE, 0 }
#define ARRAY(type, field, counter, name, limit, shape) { name, KIND_ARRAY, offsetof(type, field), limit, 0, &shape##_SHAPE, offsetof(type, counter) }
#define FACET(vocabulary, name) MEMBER(KIND_FACET, struct facets, of[vocabulary], name, 100, 0)
#define ADDRESS_MEMBERS(type, prefix) \
	LINE(type, prefix street, "street"), LINE(type, prefix postcode, "postcode"), LINE(type, prefix locality, "locality"), \
	MEMBER(KIND_COUNTRY, type, prefix country, "country", 2, 0), MEMBER(KIND_LINE, type, prefix line, "line", LINE_CHARACTERS, PRINTED)

static const struct member FORMER_NAME[] = {
	MEMBER(KIND_LINE, struct former_name, name, "name", LINE_CHARACTERS, REQUIRED | KEY),
	MEMBER(KIND_DATE, struct former_name, until, "until", 10, 0),
};
SHAPE(FORMER_NAME, struct former_name);

static const struct member ADDRESS[] = {
	ADDRESS_MEMBERS(struct address, ),
};
SHAPE(ADDRESS, struct address);

static const struct member BRANCH[] = {
	MEMBER(KIND_TEXT, struct branch, name, "name", NAME_CHARACTERS, KEY),
	ADDRESS_MEMBERS(struct branch, address.),
	LINE(struct branch, phone, "phone"),
	MEMBER(KIND_EMAIL, struct branch, email, "email", LINE_CHARACTERS, 0),
};
SHAPE(BRANCH, struct branch);

static const struct member FACETS[] = {
	FACET(VOCABULARY_ACTIVITY_TYPE, "activity_type"),
	FACET(VOCABULARY_THEME, "theme"),
	FACET(VOCABULARY_AUDIENCE, "audience"),
	FACET(VOCABULARY_PARTNER_TYPE, "partner_type"),
	FACET(VOCABULARY_ZONE, "zone"),
};
SHAPE(FACETS, struct facets);

static const struct member DATES[] = {
	MEMBER(KIND_DAY, struct dates, starts_on, "starts_on", 10, 0),
	MEMBER(KIND_DAY, struct dates, ends_on, "ends_on", 10, 0),
};
SHAPE(DATES, struct dates);

static const struct member ACTIVITY[] = {
	MEMBER(KIND_NUMBER, struct activity, number, "number", NUMBER_MAX, KEY | STABLE),
	MEMBER(KIND_TEXT, struct activity, title, "title", NAME_CHARACTERS, REQUIRED),
	LONG_TEXT(struct activity, description, "description"),
	OBJECT(struct activity, facets, "facets", 0, FACETS),
	OBJECT(struct activity, dates, "dates", WHOLE, DATES),
	LINE(struct activity, place, "place"),
	MEMBER(KIND_TEXT, struct activity, price, "price", NAME_CHARACTERS, 0),
	MEMBER(KIND_LANGUAGES, struct activity, languages, "languages", LANG_COUNT, 0),
	MEMBER(KIND_EMAIL, struct activity, email, "email", LINE_CHARACTERS, 0),
	LINE(struct activity, phone, "phone"),
	MEMBER(KIND_URL, struct activity, website, "website", LINE_CHARACTERS, 0),
};
SHAPE(ACTIVITY, struct activity);

static const struct member PARTNER_GROUP[] = {
	MEMBER(KIND_PARTNER_TYPE, struct partner_group, type, "type", LINE_CHARACTERS, REQUIRED | KEY),
	MEMBER(KIND_NUMBER, struct partner_group, count, "count", COUNT_MAX, 0),
};
SHAPE(PARTNER_GROUP, struct partner_group);

static const struct member PARTNER[] = {
	MEMBER(KIND_LINE, struct partner, name, "name", LINE_CHARACTERS, REQUIRED | KEY),
	MEMBER(KIND_SLUG, struct partner, organisation, "organisation", SLUG_CHARACTERS, 0),
	MEMBER(KIND_PARTNER_TYPE, struct partner, type, "type", LINE_CHARACTERS, 0),
	MEMBER(KIND_RELATION, struct partner, relation, "relation", 0, 0),
	MEMBER(KIND_COUNTRY, struct partner, country, "country", 2, 0),
};
SHAPE(PARTNER, struct partner);

static const struct member UNPLACED[] = {
	MEMBER(KIND_NUMBER, struct unplaced, line, "line", NUMBER_MAX, KEY),
	MEMBER(KIND_SOURCE, struct unplaced, text, "text", SOURCE_CHARACTERS, REQUIRED | KEY),
};
SHAPE(UNPLACED, struct unplaced);

#define ORG struct organisation
static const struct member ORGANISATION[] = {
	{ "format", KIND_FORMAT, 0, 0, 0, NULL, 0 },
	MEMBER(KIND_SLUG, ORG, slug, "slug", SLUG_CHARACTERS, ENVELOPE),
	MEMBER(KIND_DAY, ORG, updated_on, "updated_on", 10, ENVELOPE),
	MEMBER(KIND_DAY, ORG, confirmed_on, "confirmed_on", 10, ENVELOPE),
	MEMBER(KIND_SLUGS, ORG, former_slugs, "former_slugs", 20, ENVELOPE),
	MEMBER(KIND_TEXT, ORG, name, "name", NAME_CHARACTERS, REQUIRED),
	MEMBER(KIND_LINE, ORG, acronym, "acronym", 100, 0),
	ARRAY(ORG, former_names, former_name_count, "former_names", 20, FORMER_NAME),
	MEMBER(KIND_ENTERPRISE, ORG, enterprise_number, "enterprise_number", 12, 0),
	MEMBER(KIND_TEXT, ORG, summary, "summary", LINE_CHARACTERS, 0),
	OBJECT(ORG, address, "address", WHOLE, ADDRESS),
	MEMBER(KIND_URL, ORG, website, "website", LINE_CHARACTERS, 0),
	MEMBER(KIND_EMAIL, ORG, email, "email", LINE_CHARACTERS, 0),
	LINE(ORG, phone, "phone"),
	MEMBER(KIND_LANGUAGES, ORG, languages, "languages", LANG_COUNT, 0),
	LONG_TEXT(ORG, mission_north, "mission_north"),
	LONG_TEXT(ORG, mission, "mission"),
	LONG_TEXT(ORG, history, "history"),
	ARRAY(ORG, branches, branch_count, "branches", BRANCHES_MAX, BRANCH),
	OBJECT(ORG, facets, "facets", 0, FACETS),
	ARRAY(ORG, activities, activity_count, "activities", ACTIVITIES_MAX, ACTIVITY),
	ARRAY(ORG, partner_groups, partner_group_count, "partner_groups", 100, PARTNER_GROUP),
	ARRAY(ORG, partners, partner_count, "partners", PARTNERS_MAX, PARTNER),
	ARRAY(ORG, unplaced, unplaced_count, "unplaced", UNPLACED_MAX, UNPLACED),
};
const struct shape document_shape = { ORGANISATION, sizeof(ORGANISATION) / sizeof(ORGANISATION[0]), sizeof(ORG) };

char *
place_name(void *ctx, const struct place *place)
{
	const char *outer = place->outer == NULL ? "" : mem_printf(ctx, "%s.", place_name(ctx, place->outer));

	return place->index < 0 ? mem_printf(ctx, "%s%s", outer, place->name) : mem_printf(ctx, "%s%s[%d]", outer, place->name, place->index + 1);
}

enum err
document_fault(void *ctx, const struct place *place, const char *what, const char **why)
{
	*why = mem_printf(ctx, "%s: %s", place == NULL ? "the document" : place_name(ctx, place), what);
	return ERR_INVALID;
}
