/* Signing in. */
#include "base/i18n.h"
#include "view/page.h"

enum err
view_signin(const struct view *view, const struct signin *signin, struct buf *html)
{
	struct field fields[] = {
		{ .kind = FIELD_EMAIL, .name = "email", .label = tr("E-mail address"), .value = signin->email, .autocomplete = "username", .fault = signin->fault },
		{ .kind = FIELD_PASSWORD, .name = "password", .label = tr("Password"), .autocomplete = "current-password" },
		{ .kind = FIELD_HIDDEN, .name = "next", .value = signin->next },
		{ .kind = FIELD_HIDDEN, .name = "again", .value = signin->again },
	};
	size_t count = sizeof(fields) / sizeof(fields[0]) - (signin->again == NULL ? 1 : 0);
	struct page page = page_begin(view, &(struct page_head){ .file = "signin.tpl", .title = tr("Sign in"), .has_search = true, .no_index = true });

	tpl_set(page.main, "HEADING", tr("Sign in"));
	if (signin->again != NULL)
		tpl_show(page.main, "AGAIN");
	if (signin->done != NULL)
		tpl_set(tpl_row(page.main, "DONE"), "DONE_TEXT", signin->done);
	set_form(view, page.main, "/account/signin");
	include_faults(view, page.main, fields, count);
	include_fields(view, page.main, "FIELDS", fields, count);
	return page_end(&page, html);
}

/* A form that waits, in a page of its own around it. */
static struct page
waiting_page(const struct view *view, const char *file, const char *heading, const struct waiting *waiting)
{
	struct page page = page_begin(view, &(struct page_head){ .file = file, .title = heading, .no_index = true });

	tpl_set(page.main, "HEADING", heading);
	set_form(view, page.main, waiting->path);
	include_fields(view, page.main, "FIELDS", waiting->fields, waiting->count);
	return page;
}

enum err
view_again(const struct view *view, const struct waiting *waiting, struct buf *html)
{
	struct page page = waiting_page(view, "again.tpl", tr("Your text is still here"), waiting);

	return page_end(&page, html);
}

enum err
view_later(const struct view *view, const struct waiting *waiting, struct buf *html)
{
	struct page page = waiting_page(view, "later.tpl", tr("Nothing can be changed right now"), waiting);

	tpl_set(page.main, "REQUEST_ID", view->request_id);
	return page_end(&page, html);
}
