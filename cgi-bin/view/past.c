/* The profile as it was. Apart from the profile's own file, so that only whoever shows this links what renders texts. */
#include "base/i18n.h"
#include "base/mem.h"
#include "text/document.h"
#include "view/page.h"

/* From when to when the page stood. */
static const char *
span_words(const struct view *view, const struct revision_row *row)
{
	const char *since = date_words(view->ctx, row->since);

	if (row->until == NULL)
		return mem_printf(view->ctx, tr("This is version %u of the page; it stands since %s."), row->number, since);
	return mem_printf(view->ctx, tr("This is version %u of the page; it stood from %s to %s."), row->number, since, date_words(view->ctx, row->until));
}

enum err
view_past(const struct view *view, const struct organisation *document, const struct revision_row *row, struct buf *html)
{
	struct organisation org = *document;
	struct page page = page_begin(view, &(struct page_head){ .file = "profile.tpl", .nav = NAV_ORGANISATIONS, .no_index = true,
	    .title = mem_printf(view->ctx, tr("%s, as it was on %s"), text_for(&org.name, view->lang).words, date_words(view->ctx, row->since)) });
	struct tpl *past = tpl_row(page.main, "PAST");

	/* Where partners are today is not where they were. */
	org.partners = mem_copy(view->ctx, org.partners, org.partner_count * sizeof(*org.partners));
	for (size_t i = 0; i < org.partner_count; i++)
		org.partners[i].organisation = NULL;
	document_render(view->ctx, &org);
	tpl_set(past, "PAST_SPAN", span_words(view, row));
	if (row->number > 1)
		tpl_setf(tpl_row(past, "PAST_BEFORE"), "PAST_NUMBER", "%u", row->number - 1);
	if (row->until != NULL)
		tpl_setf(tpl_row(past, "PAST_AFTER"), "PAST_NUMBER", "%u", row->number + 1);
	set_profile(view, page.main, &org, NULL);
	return page_end(&page, html);
}
