/* An organisation's activities, and their order. */
#include <string.h>

#include "base/mem.h"
#include "edit/edit.h"

/* GET /{lang}/edit/{slug}/activities */
enum err
show_activities(struct request *rq, struct response *rs)
{
	struct editing *editing = MEM_NEW(rq->ctx, struct editing);
	enum done done;
	enum err e = read_done(rq, &done);

	if (e == OK)
		e = read_editing(rq, editing);
	return e != OK ? e : view_edit_activities(rq->view, editing, done, &rs->page);
}

/* The activities in the order that was sent; those that were not named stay behind, in their order. One may be moved a place up or down. */
static enum err
read_order(struct request *rq, const struct organisation *org, struct activity *ordered)
{
	const char *up, *down;
	size_t n = 0;
	enum err e = request_field(rq, "up", &up);

	if (e == OK)
		e = request_field(rq, "down", &down);
	if (e != OK)
		return e;
	for (size_t i = 0; i < rq->field_count; i++) {
		size_t row = strcmp(rq->fields[i].name, "order") != 0 ? 0 : activity_row(org, request_number(rq->fields[i].value, 999999));

		for (size_t k = 0; k < n; k++)
			if (row > 0 && row <= org->activity_count && ordered[k].number == org->activities[row - 1].number)
				return ERR_BAD_REQUEST;
		if (row > 0 && row <= org->activity_count)
			ordered[n++] = org->activities[row - 1];
	}
	for (size_t i = 0; i < org->activity_count; i++) {
		bool known = false;

		for (size_t k = 0; k < n; k++)
			known = known || ordered[k].number == org->activities[i].number;
		if (!known)
			ordered[n++] = org->activities[i];
	}
	for (size_t i = 0; i + 1 < n; i++)
		if (ordered[i + 1].number == request_number(up, 999999) || ordered[i].number == request_number(down, 999999)) {
			struct activity moved = ordered[i];

			ordered[i] = ordered[i + 1];
			ordered[i + 1] = moved;
			break;
		}
	return OK;
}

/* POST /{lang}/edit/{slug}/activities: their order; a move by one place is shown first, and saved with the rest. */
enum err
post_order(struct request *rq, struct response *rs)
{
	struct editing *editing = MEM_NEW(rq->ctx, struct editing);
	const char *up, *down;
	struct organisation changed;
	struct outcome outcome;
	struct sent sent = { .reason = "", .receipt = new_receipt(rq->ctx) };
	enum err e = read_editing(rq, editing);

	if (e != OK)
		return e;
	changed = editing->org;
	changed.activities = MEM_ARRAY(rq->ctx, struct activity, changed.activity_count);
	e = read_order(rq, &editing->org, changed.activities);
	if (e == OK)
		e = request_field(rq, "up", &up);
	if (e == OK)
		e = request_field(rq, "down", &down);
	if (e != OK)
		return e;
	if (up != NULL || down != NULL) {
		editing->org = changed;
		return view_edit_activities(rq->view, editing, DONE_NOTHING_YET, &rs->page);
	}
	sent.basis = editing->basis;
	e = save(rq, editing, &sent, "activities", &editing->org, &changed, &outcome);
	if (e == OK && outcome.kind == OUTCOME_CONFLICT)
		e = ERR_CONFLICT;
	return e != OK ? e : go_to(rq, rs, "/activities", done_of(outcome.kind));
}
