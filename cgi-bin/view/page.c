/* The frame around every page. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/secret.h"
#include "view/page.h"

/* Open Graph wants a territory as well. */
static const char *const OG_LOCALE[LANG_COUNT] = { [LANG_FR] = "fr_BE", [LANG_NL] = "nl_BE", [LANG_DE] = "de_BE", [LANG_EN] = "en_GB" };

static const char *const NAV[] = { [NAV_ORGANISATIONS] = "NAV_ORGANISATIONS", [NAV_ACTIVITIES] = "NAV_ACTIVITIES", [NAV_PARTNERS] = "NAV_PARTNERS",
    [NAV_EDIT] = "NAV_EDIT", [NAV_MODERATE] = "NAV_MODERATE", [NAV_ACCOUNT] = "NAV_ACCOUNT" };

/* Who is signed in, and where they may go. */
static void
set_account(const struct view *view, struct tpl *root)
{
	struct tpl *account = tpl_row(root, "ACCOUNT");

	tpl_set(account, "ACCOUNT_NAME", view->actor->name);
	tpl_set(account, "SIGNOUT_TOKEN", secret_token(view->ctx, view->form_key, "/account/signout"));
	if (may(view->actor, VERB_MODERATE, 0))
		tpl_show(account, "ACCOUNT_MODERATES");
}

static void
set_languages(const struct view *view, struct tpl *root, bool alternates)
{
	struct tpl *addresses = alternates ? tpl_row(root, "ADDRESSES") : NULL;
	struct tpl *row;

	for (int l = 0; l < LANG_COUNT; l++) {
		const char *code = lang_code((enum lang)l);

		if (!view->languages[l])
			continue;
		row = tpl_row(root, "LANGUAGE");
		tpl_set(row, "LANGUAGE_CODE", code);
		tpl_set(row, "AUTONYM", lang_autonym((enum lang)l));
		if ((enum lang)l == view->lang)
			tpl_show(row, "LANGUAGE_CURRENT");
		if (addresses != NULL) {
			row = tpl_row(addresses, "ALTERNATE");
			tpl_set(row, "HREFLANG", code);
			tpl_set(row, "ALTERNATE_LANG", code);
		}
	}
	if (addresses != NULL && view->languages[LANG_FR]) {
		row = tpl_row(addresses, "ALTERNATE");
		tpl_set(row, "HREFLANG", "x-default");
		tpl_set(row, "ALTERNATE_LANG", lang_code(LANG_FR));
	}
}

struct page
page_begin(const struct view *view, const struct page_head *head)
{
	struct page page = { .view = view, .root = tpl_new() };
	struct tpl *root = page.root;

	tpl_set_global(root, "BASE", view->base);
	tpl_set_global(root, "LANG", lang_code(view->lang));
	tpl_set_global(root, "PATH", view->path);
	tpl_set(root, "ORIGIN", view->origin);
	tpl_setf(root, "QUERY", "%s%s", view->query[0] != '\0' ? "?" : "", view->query);
	tpl_set(root, "SITE_NAME", view->site_name);
	tpl_set(root, "PAGE_TITLE", head->title);
	tpl_setf(root, "TITLE", "%s · %s", head->title, view->site_name);
	tpl_set(root, "DESCRIPTION", head->description != NULL ? head->description :
	    tr("The organisations for global citizenship and solidarity education in Belgium, their activities and their partners."));
	tpl_set(root, "OG_LOCALE", OG_LOCALE[view->lang]);
	set_languages(view, root, !head->is_error);
	if (head->is_error || head->no_index)
		tpl_show(root, "NO_INDEX");
	if (!head->has_search)
		tpl_show(root, "FIND");
	if (head->nav != NAV_NONE)
		tpl_show(root, NAV[head->nav]);
	if (view->actor != NULL)
		set_account(view, root);
	if (view->read_only)
		tpl_show(root, "READ_ONLY");
	if (head->json_ld != NULL)
		tpl_set(tpl_row(root, "JSON_LD"), "JSON_LD_HTML", head->json_ld);
	page.main = tpl_include(root, "MAIN", head->file);
	return page;
}

enum err
page_end(struct page *page, struct buf *html)
{
	enum err e = tpl_render(page->view->templates, page->view->lang, "layout.tpl", page->root, html);

	tpl_free(page->root);
	return e;
}
