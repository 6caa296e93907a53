/* What an organisation says of itself, as its profile and the booklet of a short list both show it. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "view/page.h"

enum { CONFIRMED_DAYS = 366 };

const char *
address_place(void *ctx, const struct address *address)
{
	if (address->postcode != NULL && address->locality != NULL)
		return mem_printf(ctx, "%s %s", address->postcode, address->locality);
	return address->locality != NULL ? address->locality : address->postcode;
}

void
set_address(const struct view *view, struct tpl *tpl, const struct address *address)
{
	const char *where = address_place(view->ctx, address);
	struct tpl *row;

	if (where == NULL && address->street == NULL && address->line == NULL) {
		tpl_show(tpl, "NO_ADDRESS");
		return;
	}
	row = tpl_row(tpl, "ADDRESS");
	if (where == NULL && address->street == NULL)
		where = address->line;	/* printed in a way that could not be taken apart */
	if (address->street != NULL)
		tpl_set(tpl_row(row, "STREET"), "STREET_TEXT", address->street);
	tpl_set(row, "PLACE", where);
	if (is_abroad(address->country))
		tpl_set(tpl_row(row, "COUNTRY"), "COUNTRY_LABEL", vocabulary_label(view->vocabularies, VOCABULARY_COUNTRY, address->country, view->lang));
}

void
set_work_languages(const struct view *view, struct tpl *tpl, const struct codes *languages)
{
	const char *names = NULL;

	for (size_t i = 0; i < languages->count; i++) {
		const char *name = language_name(languages->code[i]);

		names = names == NULL ? name : mem_printf(view->ctx, "%s, %s", names, name);
	}
	if (names != NULL)
		tpl_set(tpl_row(tpl, "LANGUAGES"), "LANGUAGES_TEXT", names);
}

void
set_dates(const struct view *view, struct tpl *tpl, const struct organisation *org)
{
	if (org->confirmed_on == NULL) {
		tpl_show(tpl, "NOT_CONFIRMED");
	} else {
		const char *words = mem_printf(view->ctx, tr("Confirmed by the organisation in %s"), month_words(view->ctx, org->confirmed_on));

		if (date_within(org->confirmed_on, view->today, CONFIRMED_DAYS))
			tpl_set(tpl_row(tpl, "CONFIRMED"), "CONFIRMED_TEXT", words);
		else
			tpl_set(tpl_row(tpl, "CONFIRMED_OLD"), "CONFIRMED_OLD_TEXT", mem_printf(view->ctx, tr("%s, more than a year ago"), words));
	}
	if (org->updated_on != NULL)
		tpl_set(tpl_row(tpl, "UPDATED"), "UPDATED_TEXT", mem_printf(view->ctx, tr("Updated on %s"), date_words(view->ctx, org->updated_on)));
}

/* True if every point of the lists in html begins with words in bold, as a chronology does: "- **1998** …". */
static bool
is_dated(const char *html)
{
	const char *li = strstr(html, "<li>");

	if (li == NULL)
		return false;
	for (; li != NULL; li = strstr(li + 4, "<li>"))
		if (strncmp(li + 4 + strspn(li + 4, "\n"), "<strong>", 8) != 0 && strncmp(li + 4 + strspn(li + 4, "\n"), "<p><strong>", 11) != 0)
			return false;
	return true;
}

size_t
set_long_text(const struct view *view, struct tpl *tpl, const char *id, const char *heading, const struct text *text, const char *nothing)
{
	struct said said = text_for(text, view->lang);
	struct tpl *row, *words;

	if (said.words == NULL && nothing == NULL)
		return 0;
	row = tpl_row(tpl, "LONG_TEXT");
	tpl_set(row, "LONG_TEXT_ID", id);
	tpl_set(row, "LONG_TEXT_HEADING", heading);
	if (said.words == NULL) {
		tpl_set(tpl_row(row, "LONG_TEXT_NOTHING"), "LONG_TEXT_NOTHING_TEXT", nothing);
		return 0;
	}
	if (said.lang != view->lang)
		tpl_set(tpl_row(row, "LONG_TEXT_OTHER"), "LONG_TEXT_IN", in_language(said.lang));
	words = tpl_row(row, "LONG_TEXT_WORDS");
	tpl_set(words, "LONG_TEXT_LANG", lang_code(said.lang));
	tpl_set(words, "LONG_TEXT_WORDS_HTML", said.words);
	if (strcmp(id, "history") == 0 && is_dated(said.words))
		tpl_show(words, "LONG_TEXT_DATED");
	return strlen(said.words);
}
