/* Letters to the moderators. */
#ifndef ANNUAIRE_EDIT_NOTICES_H
#define ANNUAIRE_EDIT_NOTICES_H

#include "web/request.h"

/* Gives the proposal the letters that go out in case something of it waits. */
MUST_CHECK enum err write_notices(struct request *rq, const struct editing *editing, struct proposal *proposal);

#endif
