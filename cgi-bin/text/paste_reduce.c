/*
 * Reduction of pasted HTML, tag by tag. Tags and attributes end where the HTML standard's tokenizer ends them (13.2.5), but nothing rests on that: what is
 * written here has no other tag, attribute or raw text than our own, is parsed again, and is shown as CommonMark only.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/paste.h"
#include "text/paste_reduce.h"

#define WHITE " \t\r\n\f"

/* What becomes of an element. */
enum fate {
	OPEN,		/* its tags go, its content stays */
	DROPPED,	/* gone with its content, which may hold more of the same */
	RAW,		/* gone with its content, up to the first end tag */
	STYLED,		/* may be strong, emphasised or Word's mark, by name and by style */
	PARAGRAPH,
	PART,		/* of a list or a table, or a link: as a paragraph, it nests in itself only with others between, whether it is closed or not */
	NESTING,	/* a block: counts for depth */
	PREFORMATTED,
	LEAF,		/* has no content */
	IMAGE,
};

/* As bits: what a STYLED element puts around its content, in this order. */
enum { STRONG = 1, EMPHASIS = 2, MARK = 4, STYLES = 3 };
static const char *const STYLE[STYLES] = { "strong", "em", "mark" };

/* Sorted by name. What is not here is OPEN. */
static const struct element {
	const char *name;
	enum fate fate;
	const char *as;		/* the element that it becomes */
	int style;		/* of a STYLED one */
} ELEMENT[] = {
	{ "a", PART, "a", 0 }, { "abbr", OPEN, NULL, 0 }, { "address", NESTING, "div", 0 }, { "article", NESTING, "div", 0 }, { "aside", NESTING, "div", 0 },
	{ "b", STYLED, NULL, STRONG }, { "big", OPEN, NULL, 0 }, { "blockquote", NESTING, "blockquote", 0 }, { "body", OPEN, NULL, 0 }, { "br", LEAF, "br", 0 },
	{ "button", OPEN, NULL, 0 }, { "caption", PART, "caption", 0 }, { "center", NESTING, "div", 0 }, { "cite", OPEN, NULL, 0 }, { "code", OPEN, NULL, 0 },
	{ "col", OPEN, NULL, 0 }, { "colgroup", OPEN, NULL, 0 }, { "dd", PARAGRAPH, "p", 0 }, { "del", OPEN, NULL, 0 }, { "details", NESTING, "div", 0 },
	{ "dfn", OPEN, NULL, 0 }, { "dialog", NESTING, "div", 0 }, { "dir", NESTING, "ul", 0 }, { "div", NESTING, "div", 0 }, { "dl", NESTING, "div", 0 },
	{ "dt", PARAGRAPH, "p", 0 }, { "em", STYLED, NULL, EMPHASIS }, { "embed", OPEN, NULL, 0 }, { "fieldset", NESTING, "div", 0 },
	{ "figcaption", NESTING, "div", 0 }, { "figure", NESTING, "div", 0 }, { "font", OPEN, NULL, 0 }, { "footer", NESTING, "div", 0 },
	{ "form", NESTING, "div", 0 }, { "h1", NESTING, "h1", 0 }, { "h2", NESTING, "h2", 0 }, { "h3", NESTING, "h3", 0 }, { "h4", NESTING, "h4", 0 },
	{ "h5", NESTING, "h5", 0 }, { "h6", NESTING, "h6", 0 }, { "head", OPEN, NULL, 0 }, { "header", NESTING, "div", 0 }, { "hgroup", NESTING, "div", 0 },
	{ "hr", LEAF, "hr", 0 }, { "html", OPEN, NULL, 0 }, { "i", STYLED, NULL, EMPHASIS }, { "iframe", RAW, NULL, 0 }, { "img", IMAGE, NULL, 0 },
	{ "input", OPEN, NULL, 0 }, { "ins", OPEN, NULL, 0 }, { "kbd", OPEN, NULL, 0 }, { "label", OPEN, NULL, 0 }, { "legend", NESTING, "div", 0 },
	{ "li", PART, "li", 0 }, { "link", OPEN, NULL, 0 }, { "main", NESTING, "div", 0 }, { "mark", OPEN, NULL, 0 }, { "math", DROPPED, NULL, 0 },
	{ "menu", NESTING, "ul", 0 }, { "meta", OPEN, NULL, 0 }, { "nav", NESTING, "div", 0 }, { "noembed", RAW, NULL, 0 }, { "noframes", RAW, NULL, 0 },
	{ "noscript", DROPPED, NULL, 0 }, { "object", DROPPED, NULL, 0 }, { "ol", NESTING, "ol", 0 }, { "option", PARAGRAPH, "p", 0 },
	{ "p", PARAGRAPH, "p", 0 }, { "pre", PREFORMATTED, "div", 0 }, { "q", OPEN, NULL, 0 }, { "s", OPEN, NULL, 0 }, { "samp", OPEN, NULL, 0 },
	{ "script", RAW, NULL, 0 }, { "section", NESTING, "div", 0 }, { "select", OPEN, NULL, 0 }, { "small", OPEN, NULL, 0 }, { "span", STYLED, NULL, 0 },
	{ "strike", OPEN, NULL, 0 }, { "strong", STYLED, NULL, STRONG }, { "style", RAW, NULL, 0 }, { "sub", OPEN, NULL, 0 }, { "summary", NESTING, "div", 0 },
	{ "sup", OPEN, NULL, 0 }, { "svg", DROPPED, NULL, 0 }, { "table", NESTING, "table", 0 }, { "tbody", OPEN, NULL, 0 }, { "td", PART, "td", 0 },
	{ "template", DROPPED, NULL, 0 }, { "textarea", RAW, NULL, 0 }, { "tfoot", OPEN, NULL, 0 }, { "th", PART, "td", 0 }, { "thead", OPEN, NULL, 0 },
	{ "time", OPEN, NULL, 0 }, { "title", RAW, NULL, 0 }, { "tr", PART, "tr", 0 }, { "tt", OPEN, NULL, 0 }, { "u", OPEN, NULL, 0 },
	{ "ul", NESTING, "ul", 0 }, { "var", OPEN, NULL, 0 }, { "video", OPEN, NULL, 0 }, { "wbr", OPEN, NULL, 0 }, { "xml", RAW, NULL, 0 },
	{ "xmp", RAW, NULL, 0 },
};
enum { ELEMENTS = sizeof(ELEMENT) / sizeof(ELEMENT[0]) };

/* A run of bytes of the source. */
struct piece {
	const char *s;
	size_t len;
};

static bool
is(struct piece piece, const char *word)
{
	return strlen(word) == piece.len && strncasecmp(piece.s, word, piece.len) == 0;
}

static int
compare_name(const void *key, const void *element)
{
	const struct piece *name = key;
	const char *known = ((const struct element *)element)->name;
	int order = strncasecmp(name->s, known, name->len);

	return order != 0 ? order : known[name->len] == '\0' ? 0 : -1;
}

/* NULL: not an element that we know. */
static const struct element *
element_of(struct piece name)
{
	return bsearch(&name, ELEMENT, ELEMENTS, sizeof(ELEMENT[0]), compare_name);
}

/* The name of the tag whose "<" is at s; len 0: none begins there. */
static struct piece
tag_name(const char *s)
{
	struct piece name = { s[1] == '/' ? s + 2 : s + 1, 0 };

	if (isalpha((unsigned char)*name.s))
		name.len = strcspn(name.s, WHITE "/>");
	return name;
}

/* Reads one attribute of a tag, *s moves behind it; value->s is NULL if it has none. False: there is no more, *s is at the ">" or the end of all. */
static bool
next_attribute(const char **s, struct piece *name, struct piece *value)
{
	const char *at = *s + strspn(*s, WHITE "/");

	*s = at;
	if (*at == '>' || *at == '\0')
		return false;
	*name = (struct piece){ at, 1 + strcspn(at + 1, WHITE "/>=") };
	at += name->len;
	at += strspn(at, WHITE);
	*value = (struct piece){ NULL, 0 };
	if (*at == '=') {
		at += 1 + strspn(at + 1, WHITE);
		if (*at == '"' || *at == '\'') {
			const char quote[] = { *at, '\0' };

			*value = (struct piece){ at + 1, strcspn(at + 1, quote) };
			at = value->s + value->len + (value->s[value->len] != '\0');
		} else {
			*value = (struct piece){ at, strcspn(at, WHITE ">") };
			at += value->len;
		}
	}
	*s = at;
	return true;
}

/* What the attributes of one tag say that matters. */
struct said {
	struct piece href, alt, start;	/* s is NULL: not there */
	int bold, italic;		/* 1 yes, 0 no, -1 nothing is said */
	int level;			/* of Word's list, 0: none */
	bool ignored, hidden;		/* Word's mark of an item; display: none */
};

static struct piece
trimmed(const char *s, const char *end)
{
	while (s < end && strchr(WHITE, *s) != NULL)
		s++;
	while (end > s && strchr(WHITE, end[-1]) != NULL)
		end--;
	return (struct piece){ s, (size_t)(end - s) };
}

/* "mso-list: l0 level2 lfo1" */
static int
list_level(struct piece value)
{
	const char *level = memmem(value.s, value.len, "level", strlen("level"));

	return level != NULL && level[5] >= '1' && level[5] <= '9' ? level[5] - '0' : 0;
}

/* CSS declarations, "property: value;…". */
static void
read_style(struct piece style, struct said *said)
{
	const char *end = style.s + style.len;

	for (const char *s = style.s; s < end; s++) {
		const char *colon = s + strcspn(s, ":;"), *stop = s + strcspn(s, ";");
		struct piece property, value;

		stop = stop < end ? stop : end;
		if (colon < stop) {
			property = trimmed(s, colon);
			value = trimmed(colon + 1, stop);
			if (is(property, "font-weight"))
				said->bold = is(value, "bold") || is(value, "bolder") || (value.len == 3 && *value.s >= '6' && *value.s <= '9');
			else if (is(property, "font-style"))
				said->italic = is(value, "italic") || is(value, "oblique");
			else if (is(property, "mso-list") && is(value, "ignore"))
				said->ignored = true;
			else if (is(property, "mso-list"))
				said->level = list_level(value);
			else if (is(property, "display"))
				said->hidden = is(value, "none");
		}
		s = stop;
	}
}

/* Reads the attributes at s, of each name the first; returns where they end. */
static const char *
read_attributes(const char *s, struct said *said)
{
	struct piece name, value;
	bool styled = false, word_item = false;

	*said = (struct said){ .bold = -1, .italic = -1 };
	while (next_attribute(&s, &name, &value)) {
		if (is(name, "href") && said->href.s == NULL) {
			said->href = value;
		} else if (is(name, "alt") && said->alt.s == NULL) {
			said->alt = value;
		} else if (is(name, "start") && said->start.s == NULL) {
			said->start = value;
		} else if (is(name, "class")) {
			word_item = word_item || memmem(value.s, value.len, "MsoListParagraph", strlen("MsoListParagraph")) != NULL;
		} else if (is(name, "style") && !styled) {
			styled = true;
			read_style(value, said);
		}
	}
	if (word_item && said->level == 0)
		said->level = 1;
	return s;
}

struct reduction {
	struct buf out;
	struct buf open[ELEMENTS];	/* of STYLED elements that are open: what each put around its content, as bits, a byte each */
	int nested[ELEMENTS], depth;	/* how many of each NESTING element are open, and of all with what the styles put */
	int preformatted;
	size_t tags;
};

static void
add_white(struct reduction *r)
{
	if (r->out.len > 0 && r->out.bytes[r->out.len - 1] != ' ')
		buf_putc(&r->out, ' ');
}

/* A value, in quotes of ours. */
static void
add_attribute(struct reduction *r, const char *name, struct piece value)
{
	buf_printf(&r->out, " %s=\"", name);
	for (size_t i = 0; i < value.len; i++)
		if (value.s[i] == '"')
			buf_puts(&r->out, "&quot;");
		else
			buf_putc(&r->out, value.s[i]);
	buf_putc(&r->out, '"');
}

static void
add_open(struct reduction *r, const char *as)
{
	buf_printf(&r->out, "<%s", as);
	r->tags++;
}

static void
add_close(struct reduction *r, const char *as)
{
	buf_printf(&r->out, "</%s>", as);
	r->tags++;
}

static void
open_styled(struct reduction *r, const struct element *element, const struct said *said)
{
	int style = element->style;

	if (said->bold >= 0)
		style = (style & ~STRONG) | (said->bold ? STRONG : 0);
	if (said->italic >= 0)
		style = (style & ~EMPHASIS) | (said->italic ? EMPHASIS : 0);
	if (said->ignored)
		style = MARK;
	buf_putc(&r->open[element - ELEMENT], (char)style);
	for (int i = 0; i < STYLES; i++) {
		if ((style & 1 << i) != 0) {
			add_open(r, STYLE[i]);
			buf_putc(&r->out, '>');
			r->depth++;
		}
	}
}

static void
close_styled(struct reduction *r, const struct element *element)
{
	struct buf *open = &r->open[element - ELEMENT];
	int style = open->len == 0 ? 0 : open->bytes[--open->len];

	for (int i = STYLES - 1; i >= 0; i--) {
		if ((style & 1 << i) != 0) {
			add_close(r, STYLE[i]);
			r->depth--;
		}
	}
}

static void
open_element(struct reduction *r, const struct element *element, const struct said *said)
{
	if (element->fate == STYLED) {
		open_styled(r, element, said);
	} else if (element->fate == IMAGE && said->alt.s != NULL) {
		add_white(r);
		for (size_t i = 0; i < said->alt.len; i++)
			if (said->alt.s[i] == '<')
				buf_puts(&r->out, "&lt;");
			else
				buf_putc(&r->out, said->alt.s[i]);
		buf_putc(&r->out, ' ');
	} else if (element->as != NULL) {
		add_open(r, element->as);
		if (element->fate == PARAGRAPH && said->level > 0)
			buf_printf(&r->out, " level=\"%d\"", said->level);
		if (strcmp(element->as, "a") == 0 && said->href.s != NULL)
			add_attribute(r, "href", said->href);
		if (strcmp(element->as, "ol") == 0 && said->start.s != NULL)
			add_attribute(r, "start", said->start);
		buf_putc(&r->out, '>');
		r->preformatted += element->fate == PREFORMATTED;
		if (element->fate == NESTING || element->fate == PREFORMATTED) {
			r->nested[element - ELEMENT]++;
			r->depth++;
		}
	}
}

static void
close_element(struct reduction *r, const struct element *element)
{
	if (element->fate == STYLED) {
		close_styled(r, element);
	} else if (element->as != NULL && element->fate != LEAF) {
		add_close(r, element->as);
		if (r->nested[element - ELEMENT] > 0) {
			r->nested[element - ELEMENT]--;
			r->depth--;
			r->preformatted -= element->fate == PREFORMATTED;
		}
	}
}

static const char *
behind_tag(const char *s)
{
	s += strcspn(s, ">");
	return *s == '>' ? s + 1 : s;
}

/* s behind the end tag of what is dropped with its content; the end of all if there is none. */
static const char *
behind_content(const char *s, struct piece name, bool nests)
{
	int depth = 1;

	while (depth > 0 && *(s += strcspn(s, "<")) != '\0') {
		bool end = s[1] == '/';
		struct piece found = tag_name(s);

		s++;
		if (found.len == name.len && strncasecmp(found.s, name.s, name.len) == 0) {
			depth += end ? -1 : nests;
			s = found.s + found.len;
		}
	}
	return behind_tag(s);
}

/* What is no tag and is not shown: comments, declarations, processing instructions, Word's conditions. Returns what is behind, NULL if it is none of these. */
static const char *
behind_comment(const char *s)
{
	const char *end;

	if (strncmp(s, "<!--", 4) == 0) {
		end = strstr(s + 2, "-->");	/* "<!-->" is a whole one */
		return end == NULL ? s + strlen(s) : end + 3;
	}
	if (s[1] != '!' && s[1] != '?' && s[1] != '/')
		return NULL;
	return behind_tag(s);
}

/* Reads the tag at s, which has that name; returns what is behind it. */
static const char *
reduce_tag(struct reduction *r, const char *s, struct piece name)
{
	const struct element *element = element_of(name);
	bool end = s[1] == '/';
	struct said said;

	s = read_attributes(name.s + name.len, &said);
	if (*s == '\0')		/* a tag that does not end is none, and shows nothing */
		return s;
	s++;
	if (element == NULL || element->fate == OPEN)
		return s;
	if (!end && (element->fate == RAW || element->fate == DROPPED))
		return element->fate == DROPPED && s[-2] == '/' ? s : behind_content(s, name, element->fate == DROPPED);
	if (!end && said.hidden && (element->fate == STYLED || element->fate == NESTING))
		return behind_content(s, name, true);
	if (end)
		close_element(r, element);
	else
		open_element(r, element, &said);
	return s;
}

enum err
paste_reduce(void *ctx, const char *html, const char **reduced)
{
	struct reduction r = { .out = buf_in(ctx) };

	for (int i = 0; i < ELEMENTS; i++)
		r.open[i] = buf_in(ctx);
	for (const char *s = html, *behind; *s != '\0'; ) {
		struct piece name = { NULL, 0 };

		if (*s == '<')
			name = tag_name(s);
		if (name.len > 0) {
			s = reduce_tag(&r, s, name);
		} else if (*s == '<' && (behind = behind_comment(s)) != NULL) {
			s = behind;
		} else if (*s == '\n' && r.preformatted > 0) {
			add_open(&r, "br>");
			s++;
		} else if (strchr(WHITE, *s) != NULL) {
			add_white(&r);
			s++;
		} else {
			if (*s == '<')
				buf_puts(&r.out, "&lt;");
			else
				buf_putc(&r.out, *s);
			s++;
		}
		if (r.out.len > PASTE_MAX_BYTES || r.tags > PASTE_MAX_TAGS || r.depth > PASTE_MAX_DEPTH)
			return ERR_TOO_LARGE;
	}
	*reduced = buf_text(&r.out);
	return OK;
}

bool
paste_is_html(const char *text)
{
	for (const char *s = text; (s = strchr(s, '<')) != NULL; s++) {
		struct piece tag = tag_name(s), name, value;
		const char *at = tag.s + tag.len;
		bool plausible = true;

		if (tag.len == 0 || element_of(tag) == NULL)
			continue;
		while (plausible && next_attribute(&at, &name, &value))
			plausible = s[1] != '/' && value.s != NULL;
		if (plausible && *at == '>')
			return true;
	}
	return false;
}
