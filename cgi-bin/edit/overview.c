/* What somebody may edit, and one organisation's page of forms. */
#include "base/mem.h"
#include "base/utf8.h"
#include "edit/edit.h"
#include "store/own.h"
#include "store/publication.h"

enum { WORDS_CHARACTERS = 100 };

/* GET /{lang}/edit/ */
enum err
show_own(struct request *rq, struct response *rs)
{
	struct own_list list = { 0 };
	enum err e = request_parameter(rq, "q", &list.words);

	if (list.words == NULL)
		list.words = "";
	list.words = mem_strndup(rq->ctx, list.words, utf8_prefix(list.words, WORDS_CHARACTERS));
	if (e == OK)
		e = store_own(rq->db, rq->ctx, rq->actor, rq->lang, &list);
	return e != OK ? e : view_own(rq->view, &list, &rs->page);
}

/* GET /{lang}/edit/{slug} */
enum err
show_overview(struct request *rq, struct response *rs)
{
	struct editing *editing = MEM_NEW(rq->ctx, struct editing);
	enum done done;
	enum err e = read_done(rq, &done);

	if (e == OK)
		e = read_editing(rq, editing);
	if (e == OK)
		e = store_submission_returned(rq->db, rq->ctx, rq->organisation, rq->actor->id, &editing->returned);
	return e != OK ? e : view_edit_overview(rq->view, editing, done, &rs->page);
}

/* POST /{lang}/edit/{slug}/confirm */
enum err
post_confirm(struct request *rq, struct response *rs)
{
	enum err e = store_organisation_confirm(rq->db, rq->ctx, rq->vocabularies, rq->organisation);

	return e != OK ? e : go_to(rq, rs, "", DONE_CONFIRMED);
}

/* POST /{lang}/edit/{slug}/withdraw: what waits is taken back. */
enum err
post_withdraw(struct request *rq, struct response *rs)
{
	enum err e = store_submission_withdraw(rq->db, rq->organisation, rq->actor->id);

	return e != OK ? e : go_to(rq, rs, "", DONE_WITHDRAWN);
}
