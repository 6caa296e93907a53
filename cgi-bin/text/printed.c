/*
 * Reading a printed profile, line by line: each line goes to the section whose heading stood last, and each section takes what it understands;
 * a line that no section takes is kept as unplaced. Each byte is looked at a fixed number of times, whatever the file.
 */
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/description.h"
#include "text/document.h"
#include "text/markdown.h"
#include "text/printed.h"
#include "text/reading.h"
#include "text/recognise.h"
#include "text/space.h"
#include "text/words.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum section { HEAD, MISSION_NORTH, MISSION, HISTORY, BRANCHES, FACETS, ACTIVITIES, SECTIONS };

/* A heading, folded: "Mission Générale", "Profil de l'organisation en ECMS" … */
static const struct {
	const char *heading, *field;
} SECTION[SECTIONS] = {
	[HEAD] = { "", "name" },
	[MISSION_NORTH] = { "mission nord", "mission_north" },
	[MISSION] = { "mission generale", "mission" },
	[HISTORY] = { "historique", "history" },
	[BRANCHES] = { "antenne locale", "branches" },
	[FACETS] = { "profil de l organisation en ecms", "facets" },
	[ACTIVITIES] = { "activites de l organisation", "activities" },
};

/* What stands before a colon; compared by reading_stem(), so endings, case and accents do not matter. */
static const struct {
	const char *words;
	enum vocabulary vocabulary;
} FACET_LABEL[] = {
	{ "Type activite", VOCABULARY_ACTIVITY_TYPE }, { "Type d'activité", VOCABULARY_ACTIVITY_TYPE }, { "Thème", VOCABULARY_THEME },
	{ "Public cible", VOCABULARY_AUDIENCE }, { "Type de partenaire", VOCABULARY_PARTNER_TYPE }, { "Zone géographique", VOCABULARY_ZONE },
};

enum contact { ADDRESS, WEBSITE, PHONE, EMAIL, CONTACTS, NO_CONTACT = CONTACTS };

static const char *const CONTACT[CONTACTS] = { "address", "website", "phone", "email" };

static const struct {
	const char *words;
	enum contact contact;
} CONTACT_LABEL[] = {
	{ "Adresse principale", ADDRESS }, { "Adresse", ADDRESS }, { "Site web", WEBSITE }, { "Site internet", WEBSITE }, { "Site", WEBSITE },
	{ "Téléphone", PHONE }, { "Tél.", PHONE }, { "GSM", PHONE }, { "E-mail", EMAIL }, { "Email", EMAIL }, { "Mail", EMAIL }, { "Courriel", EMAIL },
};

struct line {
	int number;
	char *text;	/* white space trimmed on both ends */
	bool tab;	/* had one */
	bool indented;	/* by one */
};

/* A row of the table while its description may still go on. */
struct row {
	int line;
	struct buf description;
};

struct parser {
	void *ctx;
	void *scratch;			/* until the end of the line */
	struct organisation *org;
	struct printed *out;
	const struct names *names[VOCABULARY_FACETS];
	const char *facet_stem[COUNT(FACET_LABEL)], *contact_stem[COUNT(CONTACT_LABEL)];
	int seen[SECTIONS];		/* the line of the heading, 0: missing */
	int contact_seen[CONTACTS];
	int facet_seen[VOCABULARY_FACETS];
	enum vocabulary facet;		/* whose values may go on in the next line */
	bool in_facet;
	bool in_branch;			/* the last line belongs to the last branch */
	struct buf texts[SECTIONS];	/* plain text of the three text sections */
	struct row *rows;		/* of each activity */
};

static void
report(struct parser *p, enum printed_finding finding, const char *field, int line, const char *detail)
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

/* « Néant », nothing, or nothing but a dash: the print's ways to say "none". */
static bool
says_none(const char *s)
{
	static const char *const NONE[] = { "", "-", "–", "néant", "NÉANT", "neant" };

	for (size_t i = 0; i < COUNT(NONE); i++)
		if (strcasecmp(s, NONE[i]) == 0)
			return true;
	return false;
}

/* A heading is alone on its line: apostrophes, case, accents and kinds of space may differ, but no sign may be added. HEAD: it is none. */
static enum section
heading(struct parser *p, const char *line)
{
	enum { SHORTEST = 10, LONGEST = 64 };	/* bytes */
	size_t len = strlen(line);
	const char *folded;

	if (len < SHORTEST || len > LONGEST)
		return HEAD;
	folded = words_fold(p->scratch, line);
	for (enum section s = HEAD + 1; s < SECTIONS; s++)
		if (strcmp(folded, SECTION[s].heading) == 0 && utf8_length(line) == strlen(folded))
			return s;
	return HEAD;
}

/* The stem of what stands before the line's first colon, and *value behind it; NULL: no colon near the start. */
static const char *
label_of(struct parser *p, char *line, char **value)
{
	enum { LONGEST = 60 };
	size_t len = strcspn(line, ":");

	if (line[len] != ':' || len > LONGEST)
		return NULL;
	*value = space_skip(line + len + 1);
	return reading_stem(p->scratch, mem_strndup(p->scratch, line, len));
}

static enum contact
contact_of(struct parser *p, char *line, char **value)
{
	const char *stem = label_of(p, line, value);

	for (size_t i = 0; stem != NULL && i < COUNT(CONTACT_LABEL); i++)
		if (strcmp(p->contact_stem[i], stem) == 0)
			return CONTACT_LABEL[i].contact;
	*value = line;
	return NO_CONTACT;
}

/* Where the last group of four digits stands that a word follows: the postcode of "street number postcode locality". NULL: none. */
static const char *
postcode_in(const char *line)
{
	const char *found = NULL;

	for (const char *s = line; *s != '\0'; ) {
		size_t digits = strspn(s, "0123456789"), space = 0, one, i = 0;
		const char *behind = s + digits;
		utf8proc_category_t category;

		if (digits == 0) {
			s++;
			continue;
		}
		while ((one = space_at(behind + space)) > 0)
			space += one;
		category = utf8proc_category((utf8proc_int32_t)utf8_next(behind + space, &i));
		if (digits == 4 && *s != '0' && space > 0 && category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO)
			found = s;
		s = behind;
	}
	return found;
}

/* Cuts a printed address; without a postcode the whole is the street, and that is reported. */
static void
read_address(struct parser *p, const struct line *line, const char *value, struct address *address)
{
	const char *postcode = postcode_in(value);
	size_t street = postcode == NULL ? strlen(value) : (size_t)(postcode - value);
	char *cut;

	if (street >= 2 && postcode != NULL && strncmp(postcode - 2, "B-", 2) == 0)
		street -= 2;
	cut = space_one_line(p->ctx, value, street);
	while (*cut != '\0' && strchr(",; ", cut[strlen(cut) - 1]) != NULL)
		cut[strlen(cut) - 1] = '\0';
	*address = (struct address){ .line = space_one_line(p->ctx, value, strlen(value)), .street = *cut == '\0' ? NULL : cut };
	if (postcode != NULL) {
		address->postcode = mem_strndup(p->ctx, postcode, 4);
		address->locality = space_one_line(p->ctx, postcode + 4, strlen(postcode + 4));
	} else {
		report(p, FINDING_SUSPICIOUS, "address", line->number, "no postcode followed by a locality; the whole line is the street");
	}
}

static void
read_website(struct parser *p, const struct line *line, char *value)
{
	char *from = *value == '<' ? space_skip(value + 1) : value, *rest;
	size_t len = strcspn(from, "<> \t");
	char *url = space_one_line(p->ctx, from, len);

	if (says_none(url))
		return;
	if (!document_is_url(url) && strchr(url, '.') != NULL && document_is_url(mem_printf(p->ctx, "http://%s", url))) {
		report(p, FINDING_SUSPICIOUS, "website", line->number, mem_printf(p->ctx, "\"%s\" has no http:// before it, added", url));
		url = mem_printf(p->ctx, "http://%s", url);
	}
	if (p->org->website != NULL || !document_is_url(url)) {
		unplaced(p, line->number, line->text);
		return;
	}
	p->org->website = url;
	rest = space_skip(from + len);
	rest = *value == '<' && *rest == '>' ? space_skip(rest + 1) : rest;
	if (*rest != '\0')
		unplaced(p, line->number, rest);
}

/* A telephone number or an e-mail address; each is taken once. */
static void
read_contact(struct parser *p, const struct line *line, enum contact contact, const char *value, const char **phone, const char **email)
{
	const char **into = contact == PHONE ? phone : contact == EMAIL ? email : NULL;
	size_t len = strlen(value);

	if (into != NULL && says_none(value))
		return;
	if (*value == '<' && value[len - 1] == '>') {
		value++;
		len -= 2;
	}
	value = space_one_line(p->ctx, value, len);
	if (into == NULL || *into != NULL || *value == '\0' || (contact == EMAIL && !document_is_email(value)))
		unplaced(p, line->number, line->text);
	else
		*into = value;
}

static void
read_head(struct parser *p, const struct line *line)
{
	struct organisation *org = p->org;
	char *value;
	enum contact contact = contact_of(p, line->text, &value);

	if (org->name.in[LANG_FR] == NULL) {
		org->name.in[LANG_FR] = space_one_line(p->ctx, line->text, strlen(line->text));
		p->seen[HEAD] = line->number;
		return;
	}
	if (contact != NO_CONTACT && p->contact_seen[contact] == 0)
		p->contact_seen[contact] = line->number;
	if (contact == WEBSITE)
		read_website(p, line, value);
	else if (contact != ADDRESS || org->address.line != NULL)
		read_contact(p, line, contact, value, &org->phone, &org->email);
	else if (!says_none(value))
		read_address(p, line, value, &org->address);
}

/* "- ", "• " or "1. ": what stands at the start of a line of its own, however the print was wrapped. */
static bool
begins_item(const char *s)
{
	size_t digits = strspn(s, "0123456789");

	return strncmp(s, "- ", 2) == 0 || strncmp(s, "•", strlen("•")) == 0 || (digits > 0 && strncmp(s + digits, ". ", 2) == 0);
}

/* A text section: lines that follow each other are one wrapped paragraph, a blank line begins another. */
static void
read_text(struct buf *text, const struct line *line)
{
	bool begun = text->len > 0 && text->bytes[text->len - 1] != '\n';

	if (*line->text == '\0')
		buf_puts(text, begun ? "\n\n" : "");
	else
		buf_printf(text, "%s%s", !begun ? "" : begins_item(line->text) ? "\n" : " ", line->text);
}

/* A branch is a block of lines: its name, and lines that look like an address, a telephone number or an e-mail address. */
static void
read_branch(struct parser *p, const struct line *line)
{
	static const char NONE[] = "l organisation n a pas ajoute une antenne locale";
	struct organisation *org = p->org;
	struct branch *branch = org->branch_count > 0 ? &org->branches[org->branch_count - 1] : NULL;
	char *value;
	enum contact contact;
	bool postcode;

	if (*line->text == '\0') {
		p->in_branch = false;
		return;
	}
	if (says_none(line->text) || strcmp(words_fold(p->scratch, line->text), NONE) == 0)
		return;
	contact = contact_of(p, line->text, &value);
	postcode = postcode_in(value) != NULL;
	/* A blank line between the name and the rest does not make two branches of one. */
	if (branch == NULL || (!p->in_branch && ((contact == NO_CONTACT && !postcode) || branch->address.line != NULL || branch->phone != NULL || branch->email != NULL))) {
		MEM_GROW(p->ctx, org->branches, org->branch_count);
		branch = &org->branches[org->branch_count++];
		*branch = (struct branch){ .name.in[LANG_FR] = contact == NO_CONTACT && !postcode ? space_one_line(p->ctx, value, strlen(value)) : NULL };
		p->in_branch = true;
		if (branch->name.in[LANG_FR] != NULL)
			return;
	}
	p->in_branch = true;
	if (branch->address.line != NULL || !(contact == ADDRESS || (contact == NO_CONTACT && postcode)))
		read_contact(p, line, contact, value, &branch->phone, &branch->email);
	else if (!says_none(value))
		read_address(p, line, value, &branch->address);
}

static void
add_code(void *ctx, struct codes *codes, const char *code)
{
	if (codes_have(codes, code))
		return;
	MEM_GROW(ctx, codes->code, codes->count);
	codes->code[codes->count++] = code;
}

/* How many bytes of s the separator ", " or ";" takes, 0: none stands there. */
static size_t
separator_at(const char *s)
{
	size_t space = *s == ',' ? space_at(s + 1) : 0;

	return *s == ';' ? 1 : space > 0 ? 1 + space : 0;
}

/* The values of a facet: a term may itself contain a comma, so the longest run of pieces that is a term wins. */
static void
read_values(struct parser *p, const struct line *line, const char *value)
{
	enum { RUN = 4, LONGEST = 300 };	/* pieces that one term may be cut into, bytes of one */

	while (*value != '\0') {
		const struct term *found = NULL;
		size_t taken = 0, end = 0;

		for (int run = 0; run < RUN && end < LONGEST && (run == 0 || value[end] != '\0'); run++) {
			const struct term *term;

			for (end += run == 0 ? 0 : separator_at(value + end); value[end] != '\0' && separator_at(value + end) == 0; )
				end++;
			term = recognise_term(p->names[p->facet], mem_strndup(p->scratch, value, end));
			if (term != NULL)
				found = term;
			if (term != NULL || run == 0)
				taken = end;
		}
		if (found != NULL) {
			add_code(p->ctx, &p->org->facets.of[p->facet], found->code);
		} else {
			char *unknown = space_one_line(p->ctx, value, taken);

			if (!says_none(unknown))
				unplaced(p, line->number, mem_printf(p->ctx, "%s: %s", vocabulary_code(p->facet), unknown));
		}
		value += taken;
		value += separator_at(value);
	}
}

static void
read_facet(struct parser *p, const struct line *line)
{
	char *value = line->text;
	const char *stem = label_of(p, line->text, &value);

	for (size_t i = 0; stem != NULL && i < COUNT(FACET_LABEL); i++) {
		if (strcmp(p->facet_stem[i], stem) == 0) {
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

/* A row of the table; what has no title of its own goes on with the description before it, as a wrapped print does. */
static void
read_row(struct parser *p, const struct line *line)
{
	enum { HEADER_LONGEST = 60 };
	struct organisation *org = p->org;
	size_t title = strcspn(line->text, "\t"), n = org->activity_count;

	if (strlen(line->text) <= HEADER_LONGEST && strcmp(words_fold(p->scratch, line->text), "titre d activite description") == 0)
		return;
	if (line->tab && !line->indented) {
		MEM_GROW(p->ctx, org->activities, n);
		MEM_GROW(p->ctx, p->rows, n);
		org->activities[n] = (struct activity){ .number = (int)n + 1, .title.in[LANG_FR] = space_one_line(p->ctx, line->text, title) };
		p->rows[n] = (struct row){ line->number, buf_in(p->ctx) };
		buf_puts(&p->rows[n].description, space_skip(line->text + title));
		org->activity_count++;
	} else if (n > 0) {
		buf_printf(&p->rows[n - 1].description, "\n%s", line->text);
	} else if (!says_none(line->text)) {
		unplaced(p, line->number, line->text);
	}
}

static enum section
read_line(struct parser *p, enum section section, const struct line *line)
{
	enum section next = heading(p, line->text);

	if (next != HEAD) {
		if (p->seen[next] != 0)
			report(p, FINDING_SUSPICIOUS, SECTION[next].field, line->number, "this heading comes again; what follows is added");
		else
			p->seen[next] = line->number;
		p->in_facet = p->in_branch = false;
		return next;
	}
	if (section == BRANCHES)
		read_branch(p, line);
	else if (section == MISSION_NORTH || section == MISSION || section == HISTORY)
		read_text(&p->texts[section], line);
	else if (*line->text == '\0')
		return section;
	else if (section == HEAD)
		read_head(p, line);
	else if (section == FACETS)
		read_facet(p, line);
	else
		read_row(p, line);
	return section;
}

/* Cuts the text into lines, ended by LF, CRLF or CR, and reads each. */
static enum err
read_lines(struct parser *p, char *text, const char **why)
{
	enum section section = HEAD;
	struct line line = { 0 };
	char ended;

	do {
		size_t len = strcspn(text, "\r\n"), i = 0;
		uint32_t c;

		ended = text[len];
		text[len] = '\0';
		line.number++;
		if (len > PRINTED_MAX_LINE) {
			*why = mem_printf(p->ctx, "line %d: longer than %d bytes", line.number, PRINTED_MAX_LINE);
			return ERR_INVALID;
		}
		if (utf8_has_control(text, len)) {
			do
				c = utf8_next(text, &i);
			while (c == '\t' || utf8proc_category((utf8proc_int32_t)c) != UTF8PROC_CATEGORY_CC);
			*why = mem_printf(p->ctx, "line %d: a control character (U+%04X); is this a text file?", line.number, (unsigned)c);
			return ERR_INVALID;
		}
		line.tab = memchr(text, '\t', len) != NULL;
		line.text = space_skip(text);
		line.indented = line.tab && memchr(text, '\t', (size_t)(line.text - text)) != NULL;
		line.text = space_trim(line.text);
		p->scratch = mem_new(p->ctx);
		section = read_line(p, section, &line);
		mem_free(p->scratch);
		text += len + 1;
		if (ended == '\r' && *text == '\n')
			text++;
	} while (ended != '\0');
	return OK;
}

static enum printed_finding
finding(int seen, bool filled)
{
	return filled ? FINDING_IMPORTED : seen != 0 ? FINDING_BLANK : FINDING_MISSING;
}

static void
finish_text(struct parser *p, enum section section, struct text *into)
{
	char *plain = space_trim(mem_strdup(p->ctx, buf_text(&p->texts[section])));
	bool filled = !says_none(plain);

	if (filled)
		into->in[LANG_FR] = markdown_from_plain(p->ctx, plain);
	report(p, finding(p->seen[section], filled), SECTION[section].field, p->seen[section],
	    filled ? mem_printf(p->ctx, "%zu characters", utf8_length(plain)) : "");
	if (filled && p->org->partner_group_count == 0) {
		p->org->partner_group_count = recognise_partner_groups(p->ctx, p->names[VOCABULARY_PARTNER_TYPE], plain, &p->org->partner_groups);
		if (p->org->partner_group_count > 0)
			report(p, FINDING_IMPORTED, "partner_groups", p->seen[section],
			    mem_printf(p->ctx, "%zu groups, read from %s", p->org->partner_group_count, SECTION[section].field));
	}
}

/* Turns what the lines gave into texts and lists, and says of every field what became of it. */
static void
finish(struct parser *p)
{
	struct organisation *org = p->org;
	size_t items = 0;
	const char *contacts[CONTACTS] = { org->address.line, org->website, org->phone, org->email };

	report(p, FINDING_IMPORTED, "name", p->seen[HEAD], org->name.in[LANG_FR]);
	for (int c = 0; c < CONTACTS; c++)
		if (c <= WEBSITE || p->contact_seen[c] != 0)	/* the others are not in every print */
			report(p, finding(p->contact_seen[c], contacts[c] != NULL), CONTACT[c], p->contact_seen[c], contacts[c] != NULL ? contacts[c] : "");
	finish_text(p, MISSION_NORTH, &org->mission_north);
	finish_text(p, MISSION, &org->mission);
	finish_text(p, HISTORY, &org->history);
	for (size_t i = 0; i < org->branch_count; i++) {
		struct branch *branch = &org->branches[i];

		if (branch->name.in[LANG_FR] == NULL)
			branch->name.in[LANG_FR] = branch->address.locality != NULL ? branch->address.locality : org->name.in[LANG_FR];
	}
	report(p, finding(p->seen[BRANCHES], org->branch_count > 0), "branches", p->seen[BRANCHES],
	    org->branch_count > 0 ? mem_printf(p->ctx, "%zu", org->branch_count) : "");
	for (int v = 0; v < VOCABULARY_FACETS; v++)
		report(p, finding(p->facet_seen[v], org->facets.of[v].count > 0), vocabulary_code((enum vocabulary)v), p->facet_seen[v],
		    org->facets.of[v].count > 0 ? mem_printf(p->ctx, "%zu", org->facets.of[v].count) : "");
	for (size_t i = 0; i < org->activity_count; i++) {
		struct description d = description_read(p->ctx, buf_text(&p->rows[i].description));

		org->activities[i].description.in[LANG_FR] = d.markdown;
		items += d.item_count;
		for (size_t t = 0; t < d.tag_count; t++)
			report(p, FINDING_SUSPICIOUS, "activities", p->rows[i].line, mem_printf(p->ctx, "activity %zu: the tag %s is left out", i + 1, d.tags[t]));
	}
	report(p, finding(p->seen[ACTIVITIES], org->activity_count > 0), "activities", p->seen[ACTIVITIES],
	    org->activity_count > 0 ? mem_printf(p->ctx, "%zu, with %zu list items", org->activity_count, items) : "");
}

/* A name and one heading, or one label, are the least that a printed profile has. */
static enum err
recognised(struct parser *p, const char **why)
{
	bool any = p->org->address.line != NULL || p->org->website != NULL;
	const char *name = p->org->name.in[LANG_FR];
	char *value;

	for (int s = HEAD + 1; s < SECTIONS; s++)
		any = any || p->seen[s] != 0;
	p->scratch = p->ctx;
	if (name == NULL || contact_of(p, mem_strdup(p->ctx, name), &value) != NO_CONTACT)
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
	struct parser p = { .ctx = ctx, .out = printed, .org = &printed->organisation };
	size_t at;
	enum err e;

	*printed = (struct printed){ .reports = NULL };
	if (len > PRINTED_MAX_BYTES) {
		*why = mem_printf(ctx, "longer than %d bytes", PRINTED_MAX_BYTES);
		return ERR_INVALID;
	}
	if (!utf8_valid(bytes, len, &at)) {
		int line = 1;

		for (size_t i = 0; i < at; i++)
			line += bytes[i] == '\n';
		*why = mem_printf(ctx, "line %d, byte %zu of the file: %s", line, at + 1, bytes[at] == '\0' ? "a NUL; is this a text file?" : "not UTF-8");
		return ERR_INVALID;
	}
	if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {	/* U+FEFF, written before the text by some editors */
		bytes += 3;
		len -= 3;
	}
	for (int v = 0; v < VOCABULARY_FACETS; v++)
		p.names[v] = recognise_names(ctx, all, (enum vocabulary)v);
	for (size_t i = 0; i < COUNT(FACET_LABEL); i++)
		p.facet_stem[i] = reading_stem(ctx, FACET_LABEL[i].words);
	for (size_t i = 0; i < COUNT(CONTACT_LABEL); i++)
		p.contact_stem[i] = reading_stem(ctx, CONTACT_LABEL[i].words);
	for (int s = MISSION_NORTH; s <= HISTORY; s++)
		p.texts[s] = buf_in(ctx);
	e = read_lines(&p, utf8_nfc(ctx, mem_strndup(ctx, bytes, len)), why);
	if (e == OK)
		e = recognised(&p, why);
	if (e == OK)
		finish(&p);
	return e;
}
