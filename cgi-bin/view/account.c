/* One's own account. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "view/page.h"
#include "view/qr.h"

const char *
view_role(enum role role)
{
	return role == ROLE_EDITOR ? tr("Editor") : role == ROLE_MODERATOR ? tr("Moderator") : tr("Administrator");
}

enum err
view_form(const struct view *view, const struct form_page *form, struct buf *html)
{
	struct page page = page_begin(view, &(struct page_head){ .file = "form.tpl", .title = form->title, .has_search = true, .no_index = true, .nav = NAV_ACCOUNT });

	tpl_set(page.main, "HEADING", form->title);
	for (size_t i = 0; i < sizeof(form->lead) / sizeof(form->lead[0]) && form->lead[i] != NULL; i++)
		tpl_set(tpl_row(page.main, "LEAD"), "LEAD_TEXT", form->lead[i]);
	tpl_set(page.main, "BUTTON", form->button);
	if (form->danger)
		tpl_show(page.main, "DANGER");
	if (form->back != NULL) {
		struct tpl *back = tpl_row(page.main, "BACK");

		tpl_set(back, "BACK_PATH", form->back);
		tpl_set(back, "BACK_LABEL", form->back_label);
	}
	set_form(view, page.main, form->path);
	include_faults(view, page.main, form->fields, form->field_count);
	include_fields(view, page.main, "FIELDS", form->fields, form->field_count);
	return page_end(&page, html);
}

enum err
view_message(const struct view *view, const struct message_page *message, struct buf *html)
{
	struct page page = page_begin(view, &(struct page_head){ .file = "message.tpl", .title = message->title, .has_search = true, .no_index = true });

	tpl_set(page.main, "HEADING", message->title);
	for (size_t i = 0; i < sizeof(message->paragraphs) / sizeof(message->paragraphs[0]) && message->paragraphs[i] != NULL; i++)
		tpl_set(tpl_row(page.main, "LEAD"), "LEAD_TEXT", message->paragraphs[i]);
	if (message->link != NULL) {
		struct tpl *link = tpl_row(page.main, "BACK");

		tpl_set(link, "BACK_PATH", message->link);
		tpl_set(link, "BACK_LABEL", message->label);
	}
	return page_end(&page, html);
}

/* "12 minutes ago" */
static const char *
ago(void *ctx, unsigned minutes)
{
	if (minutes == 0)
		return tr("just now");
	if (minutes < 60)
		return mem_printf(ctx, trn("%u minute ago", "%u minutes ago", minutes), minutes);
	return mem_printf(ctx, trn("%u hour ago", "%u hours ago", minutes / 60), minutes / 60);
}

/* "Firefox, Linux": enough to know one's own machines apart. */
static const char *
browser_words(void *ctx, const char *agent)
{
	/* The first that stands in it: each calls itself by the names of those before it as well. */
	static const char *const BROWSER[][2] = { { "Edg", "Edge" }, { "OPR/", "Opera" }, { "Firefox/", "Firefox" }, { "FxiOS/", "Firefox" }, { "Chrome/", "Chrome" }, { "CriOS/", "Chrome" },
	    { "Safari/", "Safari" } };
	static const char *const SYSTEM[][2] = { { "iPhone", "iPhone" }, { "iPad", "iPad" }, { "Android", "Android" }, { "Windows", "Windows" }, { "Mac OS X", "macOS" }, { "Linux", "Linux" } };
	const char *browser = NULL, *system = NULL;

	for (size_t i = 0; browser == NULL && i < sizeof(BROWSER) / sizeof(BROWSER[0]); i++)
		if (strstr(agent, BROWSER[i][0]) != NULL)
			browser = BROWSER[i][1];
	for (size_t i = 0; system == NULL && i < sizeof(SYSTEM) / sizeof(SYSTEM[0]); i++)
		if (strstr(agent, SYSTEM[i][0]) != NULL)
			system = SYSTEM[i][1];
	if (browser == NULL)
		browser = tr("Another browser");
	return system == NULL ? browser : mem_printf(ctx, "%s, %s", browser, system);
}

static void
set_sessions(const struct view *view, struct tpl *tpl, const struct own_account *own)
{
	for (size_t i = 0; i < own->session_count; i++) {
		const struct session *session = &own->sessions[i];
		struct tpl *row = tpl_row(tpl, "SESSION");

		tpl_set(row, "SESSION_BROWSER", browser_words(view->ctx, session->agent));
		tpl_setf(row, "SESSION_TIMES", tr("signed in %s, last seen %s"), ago(view->ctx, session->begun), ago(view->ctx, session->seen));
		if (session->id == view->actor->session) {
			tpl_show(row, "SESSION_THIS");
		} else {
			struct tpl *other = tpl_row(row, "SESSION_OTHER");

			tpl_setf(other, "SESSION_ID", "%llu", (unsigned long long)session->id);
			tpl_set(other, "SESSION_BROWSER", browser_words(view->ctx, session->agent));
		}
	}
	if (own->session_count > 1)
		tpl_show(tpl, "SESSIONS_OTHER");
}

void
set_memberships(const struct view *view, struct tpl *tpl, const struct account *account, const char *end)
{
	for (size_t i = 0; i < account->membership_count; i++) {
		struct tpl *row = tpl_row(tpl, "MEMBERSHIP");

		tpl_set(row, "MEMBERSHIP_SLUG", account->memberships[i].slug);
		tpl_set(row, "MEMBERSHIP_NAME", account->memberships[i].name);
		if (end != NULL) {
			row = tpl_row(row, "MEMBERSHIP_END");
			set_form(view, row, end);
			tpl_setf(row, "MEMBERSHIP_ID", "%llu", (unsigned long long)account->memberships[i].organisation);
		}
	}
}

enum err
view_account(const struct view *view, const struct own_account *own, struct buf *html)
{
	const struct account *account = &own->account;
	struct page page = page_begin(view, &(struct page_head){ .file = "account.tpl", .title = tr("My account"), .has_search = true, .no_index = true, .nav = NAV_ACCOUNT });
	struct tpl *tpl = page.main, *factor;

	if (own->done != NULL)
		tpl_set(tpl_row(tpl, "DONE"), "DONE_TEXT", own->done);
	tpl_set(tpl, "NAME", account->name);
	tpl_set(tpl, "ACCOUNT_EMAIL", account->email);
	tpl_set(tpl, "ACCOUNT_LANGUAGE", lang_autonym(account->lang));
	tpl_set(tpl, "ACCOUNT_LANGUAGE_CODE", lang_code(account->lang));
	tpl_set(tpl, "ROLE", view_role(account->role));
	if (account->membership_count > 0)
		set_memberships(view, tpl_row(tpl, "MEMBERSHIPS"), account, NULL);
	if (account->has_second_factor) {
		factor = tpl_row(tpl, "FACTOR_ON");
		tpl_setf(factor, "FACTOR_CODES", trn("%u recovery code is left.", "%u recovery codes are left.", own->recovery_codes), own->recovery_codes);
		if (!own->second_factor_needed)
			tpl_show(factor, "FACTOR_REMOVABLE");
	} else {
		tpl_show(tpl, "FACTOR_OFF");
	}
	set_form(view, tpl, "/account/sessions");
	set_sessions(view, tpl, own);
	if (may(view->actor, VERB_MODERATE, 0))
		tpl_show(tpl, "PEOPLE");
	return page_end(&page, html);
}

enum err
view_second_factor(const struct view *view, const struct second_factor_setup *setup, struct buf *html)
{
	struct page page = page_begin(view, &(struct page_head){ .file = "second-factor.tpl", .title = tr("A code from your telephone"), .has_search = true, .no_index = true, .nav = NAV_ACCOUNT });
	struct tpl *tpl = page.main;
	struct buf spaced = buf_in(view->ctx), link = buf_in(view->ctx);
	int size;

	for (size_t i = 0; setup->secret[i] != '\0'; i++)
		buf_printf(&spaced, "%s%c", i > 0 && i % 4 == 0 ? " " : "", setup->secret[i]);
	tpl_set(tpl, "HEADING", tr("A code from your telephone"));
	tpl_set(tpl, "QR_PATH", qr_path(view->ctx, setup->uri, &size));
	tpl_setf(tpl, "QR_SIZE", "%d", size);
	tpl_set(tpl, "FACTOR_KEY", buf_text(&spaced));
	/* ctemplate takes no scheme but the web's. This address is ours, and percent-encoded: what HTML reads otherwise is only the ampersand. */
	for (const char *c = setup->uri; *c != '\0'; c++)
		buf_puts(&link, *c == '&' ? "&amp;" : (const char[]){ *c, '\0' });
	tpl_set(tpl, "FACTOR_URI_HTML", buf_text(&link));
	tpl_show(tpl, setup->needed ? "FACTOR_NEEDED" : "FACTOR_FREE");
	set_form(view, tpl, "/account/second-factor");
	include_faults(view, tpl, setup->fields, setup->field_count);
	include_fields(view, tpl, "FIELDS", setup->fields, setup->field_count);
	return page_end(&page, html);
}

enum err
view_recovery_codes(const struct view *view, const char *const *codes, size_t count, const struct waiting *waiting, struct buf *html)
{
	struct page page = page_begin(view, &(struct page_head){ .file = "recovery.tpl", .title = tr("Your recovery codes"), .has_search = true, .no_index = true, .nav = NAV_ACCOUNT });

	tpl_set(page.main, "HEADING", tr("Your recovery codes"));
	for (size_t i = 0; i < count; i++)
		tpl_set(tpl_row(page.main, "CODE"), "CODE_TEXT", codes[i]);
	if (waiting != NULL) {
		struct tpl *form = tpl_row(page.main, "WAITING");

		set_form(view, form, waiting->path);
		include_fields(view, form, "FIELDS", waiting->fields, waiting->count);
	} else {
		tpl_show(page.main, "NOT_WAITING");
	}
	return page_end(&page, html);
}
