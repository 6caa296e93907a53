/* Who may do what. */
#include <string.h>

#include "model/account.h"

static const char *const ROLE[ROLE_COUNT] = { [ROLE_EDITOR] = "editor", [ROLE_MODERATOR] = "moderator", [ROLE_ADMINISTRATOR] = "administrator" };

const char *
role_code(enum role role)
{
	return ROLE[role];
}

bool
role_parse(const char *code, enum role *role)
{
	for (int r = 0; r < ROLE_COUNT; r++) {
		if (strcmp(code, ROLE[r]) != 0)
			continue;
		*role = (enum role)r;
		return true;
	}
	return false;
}

bool
may(const struct actor *actor, enum verb verb, uint64_t organisation)
{
	if (actor == NULL || !actor->verified)
		return false;
	if (verb == VERB_ADMINISTER)
		return actor->role == ROLE_ADMINISTRATOR;
	if (actor->role != ROLE_EDITOR)
		return true;
	for (size_t i = 0; verb == VERB_EDIT && i < actor->organisation_count; i++)
		if (actor->organisations[i] == organisation)
			return true;
	return false;
}
