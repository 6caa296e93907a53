/* The history of an organisation's page: what changed when, two revisions beside each other. */
#include "base/i18n.h"
#include "base/mem.h"
#include "text/change.h"
#include "view/page.h"

/* Who it was, as everybody is told. */
static const char *
origin_words(enum origin origin)
{
	switch (origin) {
	case ORIGIN_ORGANISATION: return tr("by the organisation");
	case ORIGIN_FEDERATION: return tr("by the federation");
	default: return tr("imported");
	}
}

const char *
view_day_fault(bool is_day)
{
	return is_day ? tr("The organisation was not in the directory yet on that day: choose a later one.") : tr("This is no date: write it like 2026-10-31.");
}

static struct page
begin(const struct view *view, const struct organisation *org, const char *file, const char *title, bool edits)
{
	struct page page = page_begin(view, &(struct page_head){ .file = file, .title = title, .nav = edits ? NAV_EDIT : NAV_ORGANISATIONS, .has_search = edits, .no_index = true });

	set_organisation(view, page.main, org);
	return page;
}

/* What the operator's commands write as an author and as a reason, in the reader's language. */
static const char *
reader_words(const char *s)
{
	if (strcmp(s, "operator") == 0)
		return tr("the directory's operator");
	if (strcmp(s, "import of a printed profile") == 0)
		return tr("import of a printed profile");
	return strcmp(s, "import of a document") == 0 ? tr("import of a document") : s;
}

/* What only those who edit read, and what only they may do. */
static void
set_inside(const struct view *view, struct tpl *row, const struct history_page *history, const struct revision_row *revision)
{
	struct tpl *inside = tpl_row(row, "INSIDE");

	tpl_set(inside, "REVISION_AT", moment_words(view->ctx, revision->at));
	tpl_set(inside, "REVISION_AUTHOR", reader_words(revision->author));
	if (*revision->reason != '\0')
		tpl_set(tpl_row(inside, "REVISION_REASON"), "REVISION_REASON_TEXT", reader_words(revision->reason));
	if (revision->accepted_by != NULL)
		tpl_set(tpl_row(inside, "REVISION_ACCEPTED"), "REVISION_ACCEPTED_TEXT", mem_printf(view->ctx, tr("accepted by %s"), revision->accepted_by));
	if (revision->until != NULL && history->receipt != NULL) {
		struct tpl *restore = tpl_row(inside, "RESTORE");

		set_form(view, restore, mem_printf(view->ctx, "/edit/%s/history", history->org->slug));
		tpl_set(restore, "RECEIPT", history->receipt);
	}
}

static void
set_row(const struct view *view, struct tpl *tpl, const struct history_page *history, size_t i)
{
	const struct revision_row *revision = &history->history.rows[i];
	const char *parts = parts_words(view, &revision->parts);
	struct tpl *row = tpl_row(tpl, "REVISION");

	tpl_setf(row, "REVISION_NUMBER", "%u", revision->number);
	tpl_set(row, "REVISION_DATE", date_words(view->ctx, revision->since));
	tpl_set(row, "REVISION_PARTS", revision->number == 1 ? tr("The page is new") : parts != NULL ? parts : tr("Nothing that is seen"));
	tpl_set(row, "REVISION_ORIGIN", origin_words(revision->origin));
	if (revision->until == NULL)
		tpl_show(row, "REVISION_STANDS");
	if (revision->number > 1)
		tpl_show(row, "REVISION_CHANGES");
	if (history->history.paging.total > 1) {
		struct tpl *choose = tpl_row(row, "REVISION_CHOOSE");

		/* The latest two, until somebody chooses. */
		if (i == 0)
			tpl_show(choose, "CHOOSE_AFTER");
		if (i == 1)
			tpl_show(choose, "CHOOSE_BEFORE");
	}
	if (history->edits)
		set_inside(view, row, history, revision);
}

enum err
view_history(const struct view *view, const struct history_page *history, struct buf *html)
{
	struct said name = text_for(&history->org->name, view->lang);
	const struct field day = { .kind = FIELD_DATE, .name = "on", .label = tr("The page as it was on"), .value = history->on, .fault = history->on_fault };
	struct page page = begin(view, history->org, "history.tpl", mem_printf(view->ctx, tr("What changed: %s"), name.words), history->edits);
	struct tpl *tpl = page.main;

	tpl_show(tpl, history->edits ? "FOR_AUTHOR" : "FOR_VISITOR");
	include_faults(view, tpl, &day, 1);
	include_fields(view, tpl, "DAY", &day, 1);
	if (history->not_restored)
		tpl_show(tpl, "NOT_RESTORED");
	set_edit_done(tpl, history->done);
	if (history->history.paging.total > 1)
		tpl_show(tpl, "COMPARE");
	for (size_t i = 0; i < history->history.row_count; i++)
		set_row(view, tpl, history, i);
	include_paging(&page, &history->history.paging, NULL);
	return page_end(&page, html);
}

static void
set_side(const struct view *view, struct tpl *tpl, const char *section, const struct revision_row *row)
{
	struct tpl *side = tpl_row(tpl, section);

	tpl_setf(side, "REVISION_NUMBER", "%u", row->number);
	tpl_set(side, "REVISION_DATE", date_words(view->ctx, row->since));
	tpl_set(side, "REVISION_ORIGIN", origin_words(row->origin));
}

enum err
view_comparison(const struct view *view, const struct comparison *comparison, struct buf *html)
{
	struct said name = text_for(&comparison->org->name, view->lang);
	struct page page = begin(view, comparison->org, "changes.tpl", mem_printf(view->ctx, tr("Changes compared: %s"), name.words), false);
	struct changes changes = change_list(view->ctx, &comparison->old, &comparison->new, view->vocabularies, view->lang);
	struct tpl *tpl = page.main;

	if (comparison->before.number != 0)
		set_side(view, tpl, "BEFORE", &comparison->before);
	set_side(view, tpl, "AFTER", &comparison->after);
	for (size_t i = 0; i < changes.count; i++) {
		const struct change *change = &changes.change[i];
		struct tpl *row = tpl_row(tpl, "CHANGE");

		tpl_setf(row, "PART_NUMBER", "%zu", i + 1);
		tpl_set(row, "PART_LABEL", part_label(view, change->path));
		include_diff(view, row, "DIFF", change->before_text, change->after_text);
	}
	if (changes.count == 0)
		tpl_show(tpl, "NO_CHANGE");
	return page_end(&page, html);
}
