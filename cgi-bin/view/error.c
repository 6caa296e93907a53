/* When there is nothing to show: what happened, and what to do next. */
#include "base/i18n.h"
#include "base/mem.h"
#include "view/page.h"

struct explained {
	const char *heading, *explanation;
};

static struct explained
explain(enum err e)
{
	switch (err_status(e)) {
	case 400:
		return (struct explained){ tr("This address cannot be read"),
		    tr("Something in it is broken, perhaps where it was copied or cut. Type it again, or look for what you wanted below.") };
	case 403:
		return (struct explained){ tr("You may not do this"),
		    tr("Either this page is not for your account, or the form was open for so long that it is no longer valid. In that case go back, load the page again and send it once more.") };
	case 404:
		return (struct explained){ tr("This page does not exist"),
		    tr("The address may be mistyped, or the page may have moved. What you were looking for may still be in the directory.") };
	case 409:
		return (struct explained){ tr("Somebody else was faster"), tr("What you wanted to change was changed in the meantime. Go back, look at it again, then decide.") };
	case 405:
		return (struct explained){ tr("This page can only be read"), tr("Whatever sent you here wanted to write to it. Nothing was changed.") };
	case 410:
		return (struct explained){ tr("This organisation is no longer in the directory"), tr("It has ended its work, or goes on under another roof.") };
	case 413:
		return (struct explained){ tr("This is too long"), tr("An address: search with fewer words or fewer choices. A form: send it in several parts.") };
	case 429:
		return (struct explained){ tr("Too many attempts"), tr("Please wait a few minutes, then try again.") };
	case 503:
		if (e == ERR_SCHEMA)
			return (struct explained){ tr("The directory is not available right now"),
			    tr("Nothing is lost, but whoever runs this directory has to finish an update first.") };
		if (e == ERR_READ_ONLY)
			return (struct explained){ tr("Nothing can be changed right now"), tr("The directory can be read, but nothing can be changed right now. Try again in a few minutes.") };
		return (struct explained){ tr("The directory is not available right now"),
		    tr("Nothing is lost. It tries again by itself: please come back in a few moments.") };
	default:
		return (struct explained){ tr("Something went wrong on our side"),
		    tr("The fault was recorded. Try again in a moment; if it stays, write to those who keep this directory.") };
	}
}

enum err
view_error(const struct view *view, enum err e, const struct organisation *org, const char *detail, struct buf *html)
{
	struct explained words = explain(e);
	struct page page;
	struct tpl *tpl;

	if (org != NULL && text_for(&org->name, view->lang).words != NULL)
		words.heading = mem_printf(view->ctx, tr("%s is no longer in the directory"), text_for(&org->name, view->lang).words);
	page = page_begin(view, &(struct page_head){ .file = "error.tpl", .title = words.heading, .has_search = true, .is_error = true });
	tpl = page.main;
	tpl_setf(tpl, "STATUS", "%d", err_status(e));
	tpl_set(tpl, "HEADING", words.heading);
	tpl_set(tpl, "EXPLANATION", words.explanation);
	if (detail != NULL)
		tpl_set(tpl_row(tpl, "DETAIL"), "DETAIL_TEXT", detail);
	if (org != NULL && org->successor_slug != NULL) {
		struct tpl *successor = tpl_row(tpl, "SUCCESSOR");

		tpl_set(successor, "SUCCESSOR_SLUG", org->successor_slug);
		tpl_set(successor, "SUCCESSOR_NAME", org->successor_name != NULL ? org->successor_name : org->successor_slug);
	}
	if (err_status(e) < 500)
		tpl_show(tpl, "SEARCH");
	tpl_set(tpl, "REQUEST_ID", view->request_id);
	return page_end(&page, html);
}
