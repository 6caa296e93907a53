/* What the handlers of `edit` share. */
#include <string.h>

#include "base/mem.h"
#include "base/secret.h"
#include "edit/edit.h"

static const char *const DONE[DONE_COUNT] = { [DONE_NOTHING_YET] = "", [DONE_NOTHING] = "nothing", [DONE_PUBLISHED] = "published", [DONE_WAITING] = "waiting",
    [DONE_BOTH] = "both", [DONE_CONFIRMED] = "confirmed", [DONE_WITHDRAWN] = "withdrawn" };

enum err
read_done(const struct request *rq, enum done *done)
{
	const char *code;
	enum err e = request_parameter(rq, "done", &code);

	*done = DONE_NOTHING_YET;
	for (int d = 1; e == OK && code != NULL && d < DONE_COUNT; d++)
		if (strcmp(DONE[d], code) == 0)
			*done = (enum done)d;
	return e;
}

enum done
done_of(enum outcome_kind kind)
{
	return kind == OUTCOME_PUBLISHED ? DONE_PUBLISHED : kind == OUTCOME_WAITING ? DONE_WAITING : kind == OUTCOME_BOTH ? DONE_BOTH : DONE_NOTHING;
}

enum err
go_to(struct request *rq, struct response *rs, const char *below, enum done done)
{
	return response_redirect(rs, rq, 303, mem_printf(rq->ctx, "/%s/edit/%s%s", lang_code(rq->lang), rq->arguments[0], below),
	    done == DONE_NOTHING_YET ? "" : mem_printf(rq->ctx, "done=%s", DONE[done]));
}

enum err
read_editing(struct request *rq, struct editing *editing)
{
	enum err e = store_editing(rq->db, rq->ctx, rq->vocabularies, rq->organisation, rq->actor->id, editing);

	rq->gone = &editing->published;
	editing->trusted = may(rq->actor, VERB_MODERATE, 0);
	return e;
}

size_t
activity_row(const struct organisation *org, int number)
{
	for (size_t i = 0; i < org->activity_count; i++)
		if (org->activities[i].number == number)
			return i + 1;
	return number == 0 ? org->activity_count + 1 : 0;
}

const char *
new_receipt(void *ctx)
{
	return secret_token(ctx, secret_new(ctx), "receipt");
}
