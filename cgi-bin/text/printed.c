/*
 * Reading a printed profile. It is cut into lines, each line goes to the section whose heading stood last, and each section takes what it understands;
 * a line that no section takes is kept as unplaced. Each byte is looked at a fixed number of times, whatever the file.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/document.h"
#include "text/markdown.h"
#include "text/printed.h"
#include "text/recognise.h"
#include "text/words.h"

enum section { HEAD, MISSION_NORTH, MISSION, HISTORY, BRANCHES, FACETS, ACTIVITIES, SECTIONS };

static const struct {
	const char *heading, *field;
} SECTION[SECTIONS] = {
	[HEAD] = { NULL, "name" },
	[MISSION_NORTH] = { "Mission Nord", "mission_north" },
	[MISSION] = { "Mission Générale", "mission" },
	[HISTORY] = { "Historique", "history" },
	[BRANCHES] = { "Antenne Locale", "branches" },
	[FACETS] = { "Profil de l'organisation en ECMS", "facets" },
	[ACTIVITIES] = { "Activités de l'Organisation", "activities" },
};

/* What stands before a colon; compared by words_stem(), so endings, case and accents do not matter. */
static const struct {
	const char *words;
	enum vocabulary vocabulary;
} FACET_LABEL[] = {
	{ "Type activite", VOCABULARY_ACTIVITY_TYPE }, { "Type d'activité", VOCABULARY_ACTIVITY_TYPE }, { "Thème", VOCABULARY_THEME },
	{ "Public cible", VOCABULARY_AUDIENCE }, { "Type de partenaire", VOCABULARY_PARTNER_TYPE }, { "Zone géographique", VOCABULARY_ZONE },
};

enum label { ADDRESS, WEBSITE, PHONE, EMAIL, NO_LABEL };

static const struct {
	const char *words;
	enum label label;
} CONTACT_LABEL[] = {
	{ "Adresse principale", ADDRESS }, { "Adresse", ADDRESS }, { "Site web", WEBSITE }, { "Site internet", WEBSITE }, { "Site", WEBSITE },
	{ "Téléphone", PHONE }, { "Tél.", PHONE }, { "GSM", PHONE }, { "E-mail", EMAIL }, { "Email", EMAIL }, { "Mail", EMAIL }, { "Courriel", EMAIL },
};

struct line {
	int number;
	char *text;	/* without its end, spaces trimmed on both ends */
	char *raw;
	bool blank;
};

struct parser {
	void *ctx;
	const struct vocabularies *all;
	struct printed *out;
	struct organisation *org;
	struct line *lines;
	size_t line_count;
	int seen[SECTIONS];		/* the line of the heading, 0: missing */
	int facet_seen[VOCABULARY_FACETS];
	enum vocabulary facet;		/* whose values may go on in the next line */
	bool in_facet;
	bool no_branches, no_activities;	/* said so */
	bool in_branch;			/* the last line belongs to the last branch */
	struct buf *texts[SECTIONS];	/* plain text of the three text sections */
	char **descriptions;		/* of each activity, as printed */
	size_t items;			/* of all lists */
};

static void
report(struct parser *p, enum finding finding, const char *field, int line, const char *detail)
{
	struct printed *out = p->out;

	MEM_GROW(p->ctx, out->reports, out->report_count);
	out->reports[out->report_count++] = (struct printed_report){ finding, field, line, detail };
}

static void
unplaced(struct parser *p, int line, const char *text)
{
	enum { SHOWN = 120 };
	size_t shown = utf8_prefix(text, SHOWN);

	MEM_GROW(p->ctx, p->org->unplaced, p->org->unplaced_count);
	p->org->unplaced[p->org->unplaced_count++] = (struct unplaced){ line, text };
	report(p, FINDING_UNPLACED, "line", line, mem_printf(p->ctx, "%.*s%s", (int)shown, text, text[shown] == '\0' ? "" : "…"));
}

/* How many bytes of white space stand at s: ASCII's, and the no-break spaces that word processors put. */
static size_t
space_at(const char *s)
{
	if (*s == ' ' || (*s >= '\t' && *s <= '\r'))
		return 1;
	if (strncmp(s, "\xc2\xa0", 2) == 0)			/* U+00A0 */
		return 2;
	if (strncmp(s, "\xe2\x80\xaf", 3) == 0 || strncmp(s, "\xe2\x80\x87", 3) == 0)	/* U+202F, U+2007 */
		return 3;
	return 0;
}

/* len bytes at s without white space around, owned by ctx. */
static char *
trimmed(void *ctx, const char *s, size_t len)
{
	const char *end = s + len, *kept = s;
	size_t space;

	while (s < end && (space = space_at(s)) > 0)
		s += space;
	for (const char *at = kept = s; at < end; ) {
		space = space_at(at);
		at += space > 0 ? space : 1;
		if (space == 0)
			kept = at;
	}
	return mem_strndup(ctx, s, (size_t)(kept - s));
}

/* One line of text: tabs and line ends inside are spaces. */
static char *
one_line(void *ctx, const char *s, size_t len)
{
	char *line = trimmed(ctx, s, len);

	for (char *at = line; *at != '\0'; at++)
		if (*at >= '\t' && *at <= '\r')
			*at = ' ';
	return line;
}

/* A heading is alone on its line; apostrophes, case, accents and kinds of space may differ, but no sign may be added. */
static bool
is_heading(void *ctx, const char *line, const char *heading)
{
	void *scratch;
	bool same;

	if (strlen(line) > 3 * strlen(heading))
		return false;
	scratch = mem_new(ctx);
	same = utf8_length(utf8_nfc(scratch, line)) == utf8_length(heading) && strcmp(words_fold(scratch, line), words_fold(scratch, heading)) == 0;
	mem_free(scratch);
	return same;
}

/* « Néant », or nothing but a dash: the print's way to say "none". */
static bool
says_none(void *ctx, const char *s)
{
	enum { LONGEST = 12 };

	return *s == '\0' || strcmp(s, "-") == 0 || strcmp(s, "–") == 0 || (strlen(s) <= LONGEST && strcmp(words_fold(ctx, s), "neant") == 0);
}

/* The stem of what stands before the line's first colon, and *value behind it; NULL: no colon near the start. */
static const char *
label_of(void *ctx, const char *line, const char **value)
{
	enum { LONGEST = 60 };
	size_t len = strcspn(line, ":");

	if (line[len] != ':' || len > LONGEST)
		return NULL;
	*value = one_line(ctx, line + len + 1, strlen(line + len + 1));
	return words_stem(ctx, mem_strndup(ctx, line, len));
}

static enum label
contact_label(void *ctx, const char *line, const char **value)
{
	const char *stem = label_of(ctx, line, value);

	for (size_t i = 0; stem != NULL && i < sizeof(CONTACT_LABEL) / sizeof(CONTACT_LABEL[0]); i++)
		if (strcmp(words_stem(ctx, CONTACT_LABEL[i].words), stem) == 0)
			return CONTACT_LABEL[i].label;
	return NO_LABEL;
}

/* Where the last group of four digits stands that a word follows: the postcode of "street number postcode locality". NULL: none. */
static const char *
postcode_in(const char *line)
{
	const char *found = NULL;

	for (const char *s = line; *s != '\0'; ) {
		size_t digits = strspn(s, "0123456789"), space = 0, one;
		const char *behind = s + digits;

		if (digits == 0) {
			s++;
			continue;
		}
		while ((one = space_at(behind + space)) > 0)
			space += one;
		if (digits == 4 && *s != '0' && space > 0 && behind[space] != '\0') {
			size_t i = 0;
			utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)utf8_next(behind + space, &i));

			if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO)
				found = s;
		}
		s = behind;
	}
	return found;
}

/* Cuts a printed address; false if it has no postcode, the whole is the street then. */
static bool
read_address(void *ctx, const char *line, struct address *address)
{
	const char *postcode = postcode_in(line);
	size_t street = postcode == NULL ? strlen(line) : (size_t)(postcode - line);

	*address = (struct address){ .line = line, .street = line };
	if (postcode == NULL)
		return false;
	if (street >= 2 && strncmp(postcode - 2, "B-", 2) == 0)
		street -= 2;
	address->street = one_line(ctx, line, street);
	while (*address->street != '\0' && strchr(",;", address->street[strlen(address->street) - 1]) != NULL)
		address->street = one_line(ctx, address->street, strlen(address->street) - 1);
	if (*address->street == '\0')
		address->street = NULL;
	address->postcode = mem_strndup(ctx, postcode, 4);
	address->locality = one_line(ctx, postcode + 4, strlen(postcode + 4));
	return true;
}

static void
read_website(struct parser *p, const struct line *line, const char *value)
{
	const char *close = *value == '<' ? strchr(value, '>') : NULL;
	char *url = close != NULL ? one_line(p->ctx, value + 1, (size_t)(close - value - 1)) : mem_strndup(p->ctx, value, strcspn(value, " "));
	const char *rest = close != NULL ? close + 1 : value + strlen(url);

	if (p->org->website != NULL || says_none(p->ctx, value)) {
		if (p->org->website != NULL)
			unplaced(p, line->number, line->text);
		return;
	}
	if (!document_is_url(url) && strchr(url, '.') != NULL && document_is_url(mem_printf(p->ctx, "http://%s", url))) {
		report(p, FINDING_SUSPICIOUS, "website", line->number, mem_printf(p->ctx, "\"%s\" has no http:// before it, added", url));
		url = mem_printf(p->ctx, "http://%s", url);
	}
	if (!document_is_url(url)) {
		unplaced(p, line->number, line->text);
		return;
	}
	p->org->website = url;
	if (*trimmed(p->ctx, rest, strlen(rest)) != '\0')
		unplaced(p, line->number, one_line(p->ctx, rest, strlen(rest)));
}

static void
read_head(struct parser *p, const struct line *line)
{
	struct organisation *org = p->org;
	const char *value = "";
	enum label label = contact_label(p->ctx, line->text, &value);

	if (org->name.in[LANG_FR] == NULL) {
		org->name.in[LANG_FR] = one_line(p->ctx, line->text, strlen(line->text));
		p->seen[HEAD] = line->number;
	} else if (label == ADDRESS && org->address.line == NULL) {
		if (!says_none(p->ctx, value) && !read_address(p->ctx, value, &org->address))
			report(p, FINDING_SUSPICIOUS, "address", line->number, "no postcode followed by a locality; the whole line is the street");
	} else if (label == WEBSITE) {
		read_website(p, line, value);
	} else if (label == PHONE && org->phone == NULL && *value != '\0') {
		org->phone = value;
	} else if (label == EMAIL && org->email == NULL && document_is_email(value)) {
		org->email = value;
	} else {
		unplaced(p, line->number, line->text);
	}
}

/* A text section: lines that follow each other are one paragraph, a blank line begins another. */
static void
read_text(struct parser *p, enum section section, const struct line *line)
{
	struct buf *text = p->texts[section];

	if (!line->blank)
		buf_printf(text, "%s%s", text->len == 0 || text->bytes[text->len - 1] == '\n' ? "" : "\n", line->text);
	else if (text->len > 0 && text->bytes[text->len - 1] != '\n')
		buf_puts(text, "\n\n");
}

/* A branch is a block of lines: its name, and lines that look like an address, a telephone number or an e-mail address. */
static void
read_branch(struct parser *p, const struct line *line)
{
	static const char NONE[] = "l organisation n a pas ajoute";
	struct organisation *org = p->org;
	const char *value = line->text;
	struct branch *branch;
	struct address address;
	enum label label;

	if (line->blank) {
		p->in_branch = false;
		return;
	}
	if (says_none(p->ctx, line->text) || strncmp(words_fold(p->ctx, line->text), NONE, strlen(NONE)) == 0) {
		p->no_branches = true;
		return;
	}
	label = contact_label(p->ctx, line->text, &value);
	if (label == NO_LABEL)
		value = one_line(p->ctx, line->text, strlen(line->text));
	if (!p->in_branch) {
		MEM_GROW(p->ctx, org->branches, org->branch_count);
		org->branches[org->branch_count++] = (struct branch){ 0 };
		p->in_branch = true;
		if (label == NO_LABEL && postcode_in(value) == NULL) {
			org->branches[org->branch_count - 1].name.in[LANG_FR] = value;
			return;
		}
	}
	branch = &org->branches[org->branch_count - 1];
	if ((label == ADDRESS || label == NO_LABEL) && branch->address.line == NULL && read_address(p->ctx, value, &address)) {
		branch->address = address;
		if (branch->name.in[LANG_FR] == NULL)
			branch->name.in[LANG_FR] = address.locality;
	} else if (label == PHONE && branch->phone == NULL && *value != '\0') {
		branch->phone = value;
	} else if (label == EMAIL && branch->email == NULL && document_is_email(value)) {
		branch->email = value;
	} else {
		unplaced(p, line->number, line->text);
	}
}

static void
add_code(void *ctx, struct codes *codes, const char *code)
{
	for (size_t i = 0; i < codes->count; i++)
		if (strcmp(codes->code[i], code) == 0)
			return;
	MEM_GROW(ctx, codes->code, codes->count);
	codes->code[codes->count++] = code;
}

/* How many bytes of s the separator ", " or ";" takes, 0: none stands there. */
static size_t
separator_at(const char *s)
{
	return *s == ';' ? 1 : *s == ',' && space_at(s + 1) > 0 ? 2 : 0;
}

/* The values of a facet: a term may itself contain a comma, so the longest run of pieces that is a term wins. */
static void
read_values(struct parser *p, const struct line *line, const char *value)
{
	enum { RUN = 4 };	/* pieces that one term may be cut into */
	struct codes *codes = &p->org->facets.of[p->facet];

	while (*value != '\0') {
		const struct term *found = NULL;
		size_t piece = 0, taken = 0, end = 0, first = 0;

		for (int run = 0; run < RUN && (run == 0 || value[end] != '\0'); run++) {
			const struct term *term;

			piece = end + (run == 0 ? 0 : separator_at(value + end));
			for (end = piece; value[end] != '\0' && separator_at(value + end) == 0; )
				end++;
			first = run == 0 ? end : first;
			term = recognise_term(p->ctx, p->all, p->facet, mem_strndup(p->ctx, value, end));
			if (term != NULL) {
				found = term;
				taken = end;
			}
		}
		if (found != NULL) {
			add_code(p->ctx, codes, found->code);
		} else {
			char *unknown = one_line(p->ctx, value, first);

			if (*unknown != '\0' && !says_none(p->ctx, unknown))
				unplaced(p, line->number, mem_printf(p->ctx, "%s: %s", vocabulary_code(p->facet), unknown));
			taken = first;
		}
		value += taken;
		value += separator_at(value);
	}
}

static void
read_facet(struct parser *p, const struct line *line)
{
	const char *value = "", *stem = label_of(p->ctx, line->text, &value);

	for (size_t i = 0; stem != NULL && i < sizeof(FACET_LABEL) / sizeof(FACET_LABEL[0]); i++) {
		if (strcmp(words_stem(p->ctx, FACET_LABEL[i].words), stem) == 0) {
			p->facet = FACET_LABEL[i].vocabulary;
			p->facet_seen[p->facet] = line->number;
			p->in_facet = true;
			read_values(p, line, value);
			return;
		}
	}
	if (p->in_facet)
		read_values(p, line, line->text);
	else
		unplaced(p, line->number, line->text);
}

static bool
is_table_header(void *ctx, const char *line)
{
	enum { LONGEST = 60 };

	return strlen(line) <= LONGEST && strcmp(words_fold(ctx, line), "titre d activite description") == 0;
}

/* A row of the table; what has no title of its own goes on with the description before it, as a wrapped print does. */
static void
read_row(struct parser *p, const struct line *line)
{
	struct organisation *org = p->org;
	size_t title = strcspn(line->raw, "\t");
	char *words = one_line(p->ctx, line->raw, title), **last;

	if (is_table_header(p->ctx, line->text))
		return;
	if (line->raw[title] == '\t' && *words != '\0') {
		MEM_GROW(p->ctx, org->activities, org->activity_count);
		MEM_GROW(p->ctx, p->descriptions, org->activity_count);
		p->descriptions[org->activity_count] = trimmed(p->ctx, line->raw + title, strlen(line->raw + title));
		org->activities[org->activity_count++] = (struct activity){ .number = (int)org->activity_count + 1, .title.in[LANG_FR] = words };
	} else if (org->activity_count > 0) {
		last = &p->descriptions[org->activity_count - 1];
		*last = talloc_asprintf_append(*last, "%s%s", **last == '\0' ? "" : "\n", line->text);
	} else if (says_none(p->ctx, line->text)) {
		p->no_activities = true;
	} else {
		unplaced(p, line->number, line->text);
	}
}

/* The description without what looks like HTML tags; each is reported, since it may have meant something. */
static char *
without_tags(struct parser *p, const char *s, int number)
{
	struct buf text = buf_in(p->ctx);
	const char *close = strchr(s, '>');

	while (*s != '\0') {
		bool tag = *s == '<' && (s[1] == '/' || (s[1] >= 'a' && s[1] <= 'z') || (s[1] >= 'A' && s[1] <= 'Z'));

		if (tag && close != NULL && close < s)
			close = strchr(s, '>');		/* the next one; once there is none, there is none later */
		if (tag && close != NULL) {
			report(p, FINDING_SUSPICIOUS, "activities", 0, mem_printf(p->ctx, "activity %d: the tag \"%.*s\" is left out", number, (int)(close + 1 - s), s));
			s = close + 1;
		} else {
			buf_putc(&text, *s++);
		}
	}
	return mem_strdup(p->ctx, buf_text(&text));
}

static const char BULLET[] = "\xe2\x80\xa2";

/* "- " that begins an item: glued to the word before or at a line's start, and followed by a capital or a digit. */
static bool
dash_item_at(const char *text, const char *s)
{
	size_t i = 0;
	uint32_t c;

	if (s[0] != '-' || s[1] != ' ' || (s > text && s[-1] == ' '))
		return false;
	c = utf8_next(s + 2, &i);
	return (c >= '0' && c <= '9') || utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU;
}

/* A printed description as CommonMark: bullets or glued dashes become a list, anything else stays the text that it was. */
static char *
description(struct parser *p, const char *printed, int number)
{
	char *text = without_tags(p, printed, number), *lead;
	bool bullets = strstr(text, BULLET) != NULL, dashes = !bullets && strncmp(text, "- ", 2) == 0;
	const char **items = NULL, *from = text;
	size_t count = 0, len = strlen(text);

	if (!bullets && !dashes)
		return *one_line(p->ctx, text, len) == '\0' ? NULL : markdown_from_plain(p->ctx, one_line(p->ctx, text, len));
	lead = mem_strdup(p->ctx, "");
	for (const char *s = text; ; s++) {
		bool end = *s == '\0', cut = end || (bullets ? strncmp(s, BULLET, strlen(BULLET)) == 0 : s == text || dash_item_at(text, s));
		char *piece;

		if (!cut)
			continue;
		piece = one_line(p->ctx, from, (size_t)(s - from));
		if (from == text && *piece != '\0') {
			lead = piece;
		} else if (*piece != '\0') {
			MEM_GROW(p->ctx, items, count);
			items[count++] = piece;
		}
		if (end)
			break;
		from = s + (bullets ? strlen(BULLET) : strlen("- "));
	}
	p->items += count;
	return markdown_list(p->ctx, lead, items, count);
}

/* Cuts the file into lines, ended by LF, CRLF or CR. */
static enum err
cut_lines(struct parser *p, const char *bytes, size_t len, const char **why)
{
	size_t from = 0;

	for (size_t i = 0; i <= len; i++) {
		struct line *line;

		if (i < len && bytes[i] != '\n' && bytes[i] != '\r')
			continue;
		if (i - from > PRINTED_MAX_LINE) {
			*why = mem_printf(p->ctx, "line %zu: longer than %d bytes", p->line_count + 1, PRINTED_MAX_LINE);
			return ERR_INVALID;
		}
		MEM_GROW(p->ctx, p->lines, p->line_count);
		line = &p->lines[p->line_count++];
		line->number = (int)p->line_count;
		line->raw = mem_strndup(p->ctx, bytes + from, i - from);
		line->text = trimmed(p->ctx, line->raw, i - from);
		line->blank = *line->text == '\0';
		if (utf8_has_control(line->raw, i - from)) {
			*why = mem_printf(p->ctx, "line %d: control characters; is this a text file?", line->number);
			return ERR_INVALID;
		}
		if (i + 1 < len && bytes[i] == '\r' && bytes[i + 1] == '\n')
			i++;
		from = i + 1;
	}
	return OK;
}

static enum section
heading(void *ctx, const struct line *line)
{
	for (enum section s = HEAD + 1; s < SECTIONS; s++)
		if (is_heading(ctx, line->text, SECTION[s].heading))
			return s;
	return HEAD;
}

static void
read_lines(struct parser *p)
{
	enum section section = HEAD;

	for (size_t i = 0; i < p->line_count; i++) {
		const struct line *line = &p->lines[i];
		enum section next = line->blank ? HEAD : heading(p->ctx, line);

		if (next != HEAD) {
			if (p->seen[next] != 0)
				report(p, FINDING_SUSPICIOUS, SECTION[next].field, line->number, "this heading comes again; what follows is added");
			else
				p->seen[next] = line->number;
			section = next;
			p->in_facet = p->in_branch = false;
		} else if (section == BRANCHES) {
			read_branch(p, line);
		} else if (p->texts[section] != NULL) {
			read_text(p, section, line);
		} else if (line->blank) {
			continue;
		} else if (section == HEAD) {
			read_head(p, line);
		} else if (section == FACETS) {
			read_facet(p, line);
		} else {
			read_row(p, line);
		}
	}
}

static enum finding
finding(int seen, bool filled)
{
	return filled ? FINDING_IMPORTED : seen != 0 ? FINDING_BLANK : FINDING_MISSING;
}

static void
finish_text(struct parser *p, enum section section, struct text *into)
{
	const struct buf *text = p->texts[section];
	char *plain = trimmed(p->ctx, buf_text(text), text->len);
	bool filled = !says_none(p->ctx, plain);

	if (filled)
		into->in[LANG_FR] = markdown_from_plain(p->ctx, plain);
	if (filled && p->org->partner_group_count == 0) {
		p->org->partner_group_count = recognise_partner_groups(p->ctx, p->all, plain, &p->org->partner_groups);
		if (p->org->partner_group_count > 0)
			report(p, FINDING_IMPORTED, "partner_groups", 0, mem_printf(p->ctx, "%zu groups, read from %s", p->org->partner_group_count, SECTION[section].field));
	}
	report(p, finding(p->seen[section], filled), SECTION[section].field, p->seen[section],
	    filled ? mem_printf(p->ctx, "%zu characters", utf8_length(plain)) : "");
}

/* Turns what the lines gave into texts and lists, and says of every field what became of it. */
static void
finish(struct parser *p)
{
	struct organisation *org = p->org;

	report(p, FINDING_IMPORTED, "name", p->seen[HEAD], org->name.in[LANG_FR]);
	report(p, org->address.line != NULL ? FINDING_IMPORTED : FINDING_MISSING, "address", 0, org->address.line != NULL ? org->address.line : "");
	report(p, org->website != NULL ? FINDING_IMPORTED : FINDING_MISSING, "website", 0, org->website != NULL ? org->website : "");
	finish_text(p, MISSION_NORTH, &org->mission_north);
	finish_text(p, MISSION, &org->mission);
	finish_text(p, HISTORY, &org->history);
	for (size_t i = 0; i < org->branch_count; i++)
		if (org->branches[i].name.in[LANG_FR] == NULL)
			org->branches[i].name.in[LANG_FR] = org->name.in[LANG_FR];
	report(p, finding(p->seen[BRANCHES], org->branch_count > 0), "branches", p->seen[BRANCHES],
	    org->branch_count > 0 ? mem_printf(p->ctx, "%zu", org->branch_count) : p->no_branches ? "none" : "");
	for (int v = 0; v < VOCABULARY_FACETS; v++)
		report(p, finding(p->facet_seen[v], org->facets.of[v].count > 0), vocabulary_code((enum vocabulary)v), p->facet_seen[v],
		    org->facets.of[v].count > 0 ? mem_printf(p->ctx, "%zu", org->facets.of[v].count) : "");
	for (size_t i = 0; i < org->activity_count; i++)
		org->activities[i].description.in[LANG_FR] = description(p, p->descriptions[i], (int)i + 1);
	report(p, finding(p->seen[ACTIVITIES], org->activity_count > 0), "activities", p->seen[ACTIVITIES],
	    org->activity_count > 0 ? mem_printf(p->ctx, "%zu, with %zu list items", org->activity_count, p->items) : p->no_activities ? "none" : "");
}

/* A name and one heading, or one label, are the least that a printed profile has. */
static enum err
recognised(struct parser *p, const char **why)
{
	bool any = p->org->address.line != NULL || p->org->website != NULL;
	const char *name = p->org->name.in[LANG_FR], *value;

	for (int s = HEAD + 1; s < SECTIONS; s++)
		any = any || p->seen[s] != 0;
	if (name == NULL || contact_label(p->ctx, name, &value) != NO_LABEL)
		*why = "no name: the first line that is not blank must be the organisation's name";
	else if (!any)
		*why = "not a printed profile: none of its headings (\"Mission Nord\", \"Historique\", …) was found";
	else
		return OK;
	return ERR_INVALID;
}

enum err
printed_parse(void *ctx, const char *bytes, size_t len, const struct vocabularies *all, struct printed *printed, const char **why)
{
	struct parser p = { .ctx = ctx, .all = all, .out = printed, .org = &printed->organisation };
	struct buf texts[SECTIONS];
	size_t at;
	enum err e;

	*printed = (struct printed){ .reports = NULL };
	if (len > PRINTED_MAX_BYTES) {
		*why = mem_printf(ctx, "longer than %d bytes", PRINTED_MAX_BYTES);
		return ERR_INVALID;
	}
	if (!utf8_valid(bytes, len, &at)) {
		*why = mem_printf(ctx, "byte %zu is not UTF-8 text", at + 1);
		return ERR_INVALID;
	}
	if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {	/* U+FEFF, written before the text by some editors */
		bytes += 3;
		len -= 3;
	}
	for (int s = MISSION_NORTH; s <= HISTORY; s++) {
		texts[s] = buf_in(ctx);
		p.texts[s] = &texts[s];
	}
	e = cut_lines(&p, bytes, len, why);
	if (e != OK)
		return e;
	read_lines(&p);
	e = recognised(&p, why);
	if (e == OK)
		finish(&p);
	return e;
}
