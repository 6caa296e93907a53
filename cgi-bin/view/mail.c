/* Mails: a letter as text and as HTML. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "view/page.h"

enum { WIDTH = 72 /* characters */ };

/* Adds text, line by line, broken at spaces; every line begins with prefix. What has no space in it is not broken. */
static void
add_wrapped(struct buf *b, const char *prefix, const char *text)
{
	char *rest = mem_strdup(b->ctx, text), *line, *word;

	while ((line = strsep(&rest, "\n")) != NULL) {
		size_t column = utf8_length(prefix);

		buf_puts(b, prefix);
		for (bool first = true; (word = strsep(&line, " ")) != NULL; first = false) {
			size_t length = utf8_length(word);

			if (!first && column + 1 + length > WIDTH) {
				buf_printf(b, "\n%s", prefix);
				column = utf8_length(prefix);
			} else if (!first) {
				buf_putc(b, ' ');
				column++;
			}
			buf_puts(b, word);
			column += length;
		}
		buf_putc(b, '\n');
	}
}

static const char *
body_text(const struct view *view, const struct letter *letter, const char *greeting, const char *home)
{
	struct buf b = buf_in(view->ctx);

	add_wrapped(&b, "", greeting);
	for (size_t i = 0; i < letter->paragraph_count; i++) {
		buf_putc(&b, '\n');
		add_wrapped(&b, "", letter->paragraphs[i]);
	}
	if (letter->quote != NULL) {
		buf_putc(&b, '\n');
		add_wrapped(&b, "> ", letter->quote);
	}
	if (letter->link != NULL) {
		buf_putc(&b, '\n');
		add_wrapped(&b, "", letter->link_label);
		buf_printf(&b, "%s\n", letter->link);
	}
	if (letter->closing != NULL) {
		buf_putc(&b, '\n');
		add_wrapped(&b, "", letter->closing);
	}
	buf_printf(&b, "\n-- \n%s\n%s\n", view->site_name, home);
	return buf_text(&b);
}

static enum err
body_html(const struct view *view, const struct letter *letter, const char *greeting, const char *home, struct buf *html)
{
	struct tpl *tpl = tpl_new(), *row;
	enum err e;

	tpl_set(tpl, "MAIL_LANG", lang_code(letter->lang));
	tpl_set(tpl, "MAIL_SUBJECT", letter->subject);
	tpl_set(tpl, "MAIL_SITE", view->site_name);
	tpl_set(tpl, "MAIL_HOME", home);
	tpl_set(tpl, "GREETING", greeting);
	for (size_t i = 0; i < letter->paragraph_count; i++)
		tpl_set(tpl_row(tpl, "PARAGRAPH"), "PARAGRAPH_TEXT", letter->paragraphs[i]);
	if (letter->quote != NULL) {
		char *rest = mem_strdup(view->ctx, letter->quote), *line;

		row = tpl_row(tpl, "QUOTE");
		while ((line = strsep(&rest, "\n")) != NULL)
			tpl_set(tpl_row(row, "QUOTE_LINE"), "QUOTE_LINE_TEXT", line);
	}
	if (letter->link != NULL) {
		row = tpl_row(tpl, "ACTION");
		tpl_set(row, "ACTION_URL", letter->link);
		tpl_set(row, "ACTION_LABEL", letter->link_label);
	}
	if (letter->closing != NULL)
		tpl_set(tpl_row(tpl, "CLOSING"), "CLOSING_TEXT", letter->closing);
	e = tpl_render(view->templates, letter->lang, "mail.tpl", tpl, html);
	tpl_free(tpl);
	return e;
}

enum err
view_mail(const struct view *view, const struct letter *letter, struct mail *mail)
{
	const char *home = mem_printf(view->ctx, "%s%s/%s/", view->origin, view->base, lang_code(letter->lang)), *greeting;
	struct buf html = buf_in(view->ctx);
	enum err e;

	i18n_use(letter->lang);
	greeting = letter->recipient_name == NULL || *letter->recipient_name == '\0' ? tr("Hello,") : mem_printf(view->ctx, tr("Hello %s,"), letter->recipient_name);
	e = body_html(view, letter, greeting, home, &html);
	*mail = (struct mail){ .kind = letter->kind, .recipient = letter->recipient, .recipient_name = letter->recipient_name == NULL ? "" : letter->recipient_name,
		.lang = letter->lang, .subject = letter->subject, .body_text = body_text(view, letter, greeting, home), .body_html = buf_text(&html) };
	i18n_use(view->lang);
	return e;
}
