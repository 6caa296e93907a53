/* HTML that the site makes, read as strictly as it is made: only known elements and attributes, every quote closed; and the words that it shows. */
#ifndef ANNUAIRE_TESTS_HTML_TEXT_H
#define ANNUAIRE_TESTS_HTML_TEXT_H

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

/* True if the len bytes at s are one of the words of list, each followed by a space. */
static inline bool
html_one_of(const char *list, const char *s, size_t len)
{
	for (const char *at = list; (at = strchr(at, *s)) != NULL; at++)
		if ((at == list || at[-1] == ' ') && strncmp(at, s, len) == 0 && at[len] == ' ')
			return true;
	return false;
}

/* s behind the tag that begins there; NULL: it is none that the site's texts may have. */
static inline const char *
html_tag(const char *s)
{
	bool end = s[1] == '/';
	const char *name = s + 1 + end;
	size_t len = strcspn(name, " />");

	if (len == 0 || !html_one_of("p h3 h4 h5 h6 ul ol li a em strong code pre blockquote br hr ", name, len))
		return NULL;
	for (s = name + len; *s == ' ' && isalpha((unsigned char)s[1]); ) {
		size_t attribute = strcspn(++s, "=>\"' ");
		const char *value = s + attribute + 2;

		if (end || strncmp(s + attribute, "=\"", 2) != 0 || !html_one_of("rel href title start class ", s, attribute))
			return NULL;
		if (strncmp(s, "href", 4) == 0 && strncasecmp(value, "http://", 7) != 0 && strncasecmp(value, "https://", 8) != 0 && strncasecmp(value, "mailto:", 7) != 0)
			return NULL;
		s = value + strcspn(value, "\"<>");
		if (*s++ != '"')
			return NULL;
	}
	if (strncmp(s, " /", 2) == 0)
		s += 2;
	return *s == '>' ? s + 1 : NULL;
}

/* s as a browser shows its white space. Owned by ctx. */
static inline const char *
html_collapsed(void *ctx, const char *s)
{
	struct buf b = buf_in(ctx);

	for (; *s != '\0'; s++)
		if (strchr(" \t\r\n", *s) == NULL)
			buf_putc(&b, *s);
		else if (b.len > 0 && b.bytes[b.len - 1] != ' ')
			buf_putc(&b, ' ');
	if (b.len > 0 && b.bytes[b.len - 1] == ' ')
		b.bytes[--b.len] = '\0';
	return buf_text(&b);
}

/* What a reader sees, white space as a browser shows it; NULL: the HTML is not of the kind above. Owned by ctx. */
static inline const char *
html_text(void *ctx, const char *s)
{
	static const char *const ENTITY[][2] = { { "&lt;", "<" }, { "&gt;", ">" }, { "&amp;", "&" }, { "&quot;", "\"" } };
	struct buf b = buf_in(ctx);

	while (*s != '\0') {
		if (*s == '<') {
			s = html_tag(s);
			if (s == NULL)
				return NULL;
		} else if (*s == '&') {
			size_t i = 0;

			while (i < 4 && strncmp(s, ENTITY[i][0], strlen(ENTITY[i][0])) != 0)
				i++;
			if (i == 4)
				return NULL;
			buf_puts(&b, ENTITY[i][1]);
			s += strlen(ENTITY[i][0]);
		} else if (strchr(" \t\r\n", *s) != NULL) {
			if (b.len > 0 && b.bytes[b.len - 1] != ' ')
				buf_putc(&b, ' ');
			s++;
		} else if (*s == '>' || *s == '"') {
			return NULL;
		} else {
			buf_putc(&b, *s++);
		}
	}
	if (b.len > 0 && b.bytes[b.len - 1] == ' ')
		b.bytes[--b.len] = '\0';
	return buf_text(&b);
}

#endif
