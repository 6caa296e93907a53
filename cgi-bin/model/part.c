/* The forms and their members. */
#include <stddef.h>
#include <string.h>

#include "model/part.h"

static const struct {
	const char *code;
	bool in_language;
	const char *members[6];
} PART[PART_COUNT] = {
	[PART_IDENTITY] = { "identity", true, { "name", "acronym", "summary", "enterprise_number", "former_names" } },
	[PART_CONTACT] = { "contact", false, { "address", "website", "email", "phone", "languages" } },
	[PART_TEXTS] = { "texts", true, { "mission_north", "mission", "history" } },
	[PART_FACETS] = { "facets", false, { "facets" } },
	[PART_BRANCHES] = { "branches", true, { "branches" } },
	[PART_PARTNERS] = { "partners", false, { "partner_groups", "partners" } },
	[PART_ACTIVITY] = { "activity", true, { NULL } },
};

const char *
part_code(enum part part)
{
	return PART[part].code;
}

enum part
part_parse(const char *code)
{
	enum part part = 0;

	while (part < PART_COUNT && strcmp(PART[part].code, code) != 0)
		part++;
	return part;
}

const char *const *
part_members(enum part part)
{
	return PART[part].members;
}

bool
part_in_language(enum part part)
{
	return PART[part].in_language;
}
