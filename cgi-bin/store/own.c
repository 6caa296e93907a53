/* The organisations that somebody may edit. */
#include <string.h>

#include "base/mem.h"
#include "store/own.h"
#include "text/words.h"

#define COLUMNS \
	"SELECT o.slug, l.name, l.name_language, o.updated_on, o.confirmed_on," \
	" EXISTS (SELECT 1 FROM submission s WHERE s.account_id = ? AND s.organisation_id = o.id AND s.status = 'waiting')" \
	" FROM listing l JOIN organisation o ON o.id = l.organisation_id AND o.status = 'published'"
static const char SQL_OWN[] =
    COLUMNS " JOIN account_organisation m ON m.account_id = ? AND m.organisation_id = o.id WHERE l.language = ? ORDER BY l.sort_key, o.id LIMIT ?";
/* A few names out of at most some hundred thousand, for the few who may: read through. */
static const char SQL_ALL[] = COLUMNS " WHERE l.language = ? AND l.sort_key LIKE CONCAT('%', ?, '%') ORDER BY l.sort_key, o.id LIMIT ?";

enum err
store_own(struct db *db, void *ctx, const struct actor *actor, enum lang lang, struct own_list *list)
{
	struct db_value account = db_number((int64_t)actor->id), language = db_text(lang_code(lang)), most = db_number(OWN_MAX + 1);
	struct db_rows rows;
	enum err e;

	list->all = may(actor, VERB_MODERATE, 0);
	e = list->all ? db_query(db, ctx, &rows, SQL_ALL, DB_VALUES(account, language, db_text(words_fold(ctx, list->words)), most)) :
	    db_query(db, ctx, &rows, SQL_OWN, DB_VALUES(account, account, language, most));
	if (e != OK)
		return e;
	list->cut = rows.count > OWN_MAX;
	list->row_count = list->cut ? OWN_MAX : rows.count;
	list->rows = MEM_ARRAY(ctx, struct own_row, list->row_count);
	for (size_t i = 0; i < list->row_count; i++) {
		struct own_row *row = &list->rows[i];

		*row = (struct own_row){ .slug = db_cell(&rows, i, 0), .name = { db_cell(&rows, i, 1), lang }, .updated_on = db_cell(&rows, i, 3), .confirmed_on = db_cell(&rows, i, 4),
			.waits = db_cell_number(&rows, i, 5) != 0 };
		if (!lang_parse(db_cell(&rows, i, 2), strlen(db_cell(&rows, i, 2)), &row->name.lang))
			return ERR_INTERNAL;
	}
	return OK;
}
