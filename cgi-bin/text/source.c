/* The lines that search looks in. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/markdown.h"
#include "text/source.h"

enum { NAME_WEIGHT = 20 };

/* One letter a kind, in the order of enum source_kind. */
static const char KIND[SOURCE_KINDS + 1] = "nafstldopmhbqw";

struct writing {
	void *ctx;
	const struct vocabularies *all;
	struct buf lines;
	const char **seen;		/* terms, as "facet:code" */
	size_t seen_count;
};

static void
add(struct writing *w, enum source_kind kind, const char *lang, int activity, const char *term, const char *text)
{
	char *line;

	if (text == NULL || *text == '\0')
		return;
	line = mem_strdup(w->ctx, text);
	for (char *c = line; *c != '\0'; c++)
		if ((unsigned char)*c < ' ')
			*c = ' ';
	buf_printf(&w->lines, "%c\t%s\t%d\t%s\t%s\n", KIND[kind], lang, activity, term, line);
}

static void
add_text(struct writing *w, enum source_kind kind, int activity, const struct text *text, bool markdown)
{
	for (int l = 0; l < LANG_COUNT; l++)
		if (text->in[l] != NULL)
			add(w, kind, lang_code((enum lang)l), activity, "-", markdown ? markdown_excerpt(w->ctx, text->in[l], 0) : text->in[l]);
}

/* Remembers a term; false when it was known. */
static bool
is_new(struct writing *w, const char *code)
{
	for (size_t i = 0; i < w->seen_count; i++)
		if (strcmp(w->seen[i], code) == 0)
			return false;
	MEM_GROW(w->ctx, w->seen, w->seen_count);
	w->seen[w->seen_count++] = code;
	return true;
}

/* Terms with their labels in all languages, where they stand first; afterwards only that they stand there, too. */
static void
add_terms(struct writing *w, int activity, const struct facets *facets)
{
	for (int v = 0; v < VOCABULARY_FACETS; v++)
		for (size_t i = 0; i < facets->of[v].count; i++) {
			const char *code = mem_printf(w->ctx, "%s:%s", vocabulary_code((enum vocabulary)v), facets->of[v].code[i]);

			if (is_new(w, code)) {
				for (int l = 0; l < LANG_COUNT; l++)
					add(w, SOURCE_TERM, lang_code((enum lang)l), activity, code, vocabulary_label(w->all, (enum vocabulary)v, facets->of[v].code[i], (enum lang)l));
			} else {
				buf_printf(&w->lines, "%c\t-\t%d\t%s\t\n", KIND[SOURCE_TERM], activity, code);
			}
		}
}

const char *
source_of(void *ctx, const struct vocabularies *all, const struct organisation *org)
{
	struct writing w = { .ctx = ctx, .all = all, .lines = buf_in(ctx) };

	add_text(&w, SOURCE_NAME, 0, &org->name, false);
	add(&w, SOURCE_ACRONYM, "-", 0, "-", org->acronym);
	for (size_t i = 0; i < org->former_name_count; i++)
		add(&w, SOURCE_FORMER_NAME, "-", 0, "-", org->former_names[i].name);
	add_text(&w, SOURCE_SUMMARY, 0, &org->summary, false);
	add_terms(&w, 0, &org->facets);
	add(&w, SOURCE_LOCALITY, "-", 0, "-", org->address.locality);
	for (size_t i = 0; i < org->activity_count; i++) {
		const struct activity *activity = &org->activities[i];

		add_text(&w, SOURCE_ACTIVITY, activity->number, &activity->title, false);
		add(&w, SOURCE_LOCALITY, "-", activity->number, "-", activity->place);
		add_terms(&w, activity->number, &activity->facets);
	}
	for (size_t i = 0; i < org->activity_count; i++)
		add_text(&w, SOURCE_DESCRIPTION, org->activities[i].number, &org->activities[i].description, true);
	add_text(&w, SOURCE_MISSION_NORTH, 0, &org->mission_north, true);
	add_text(&w, SOURCE_MISSION, 0, &org->mission, true);
	add_text(&w, SOURCE_HISTORY, 0, &org->history, true);
	for (size_t i = 0; i < org->branch_count; i++) {
		add_text(&w, SOURCE_BRANCH, 0, &org->branches[i].name, false);
		add(&w, SOURCE_BRANCH, "-", 0, "-", org->branches[i].address.locality);
	}
	for (size_t i = 0; i < org->partner_count; i++)
		add(&w, SOURCE_PARTNER, "-", 0, "-", org->partners[i].name);
	add(&w, SOURCE_WEBSITE, "-", 0, "-", org->website);
	return buf_text(&w.lines);
}

/* Reads one line, which is cut in place. */
static bool
read_line(char *rest, struct source_line *line)
{
	char *kind = strsep(&rest, "\t"), *lang = strsep(&rest, "\t"), *number = strsep(&rest, "\t"), *term = strsep(&rest, "\t"), *code;
	const char *letter = strchr(KIND, *kind);

	if (letter == NULL || *kind == '\0' || rest == NULL)
		return false;
	*line = (struct source_line){ .kind = (enum source_kind)(letter - KIND), .activity = (int)strtol(number, NULL, 10), .text = rest };
	if (!lang_parse(lang, strlen(lang), &line->lang))
		line->lang = LANG_FR;
	code = strchr(term, ':');
	if (code != NULL) {
		*code = '\0';
		if (!vocabulary_parse(term, &line->vocabulary))
			return false;
		line->code = code + 1;
	}
	return true;
}

/* Moves *at behind a line, and returns the length of that. */
static size_t
pass_line(const char **at)
{
	const char *line = *at, *end = strchrnul(line, '\n');

	*at = *end == '\0' ? end : end + 1;
	return (size_t)(end - line);
}

/* Reads the next line of a kind that has the cell in it, and moves *source behind it; false: there is none. Only what is read is copied: the rest is too much for that. */
static bool
next_with(void *ctx, const char **source, enum source_kind kind, const char *cell, struct source_line *line)
{
	while (**source != '\0') {
		const char *at = *source;
		size_t len = pass_line(source);

		if (*at == KIND[kind] && memmem(at, len, cell, strlen(cell)) != NULL)
			return read_line(mem_strndup(ctx, at, len), line);
	}
	return false;
}

/* True if the line belongs to the activity, or says whose it is. */
static bool
concerns(const struct source_line *line, int number)
{
	return number == 0 || line->activity == number || line->kind == SOURCE_NAME;
}

static void
add_line(struct buf *b, const char *line)
{
	buf_puts(b, line);
	buf_putc(b, '\n');
}

/* Adds the tokens once more, as those of a name; so often that no text says a word more often and comes before a name. */
static void
add_as_name(void *ctx, struct buf *b, const char *indexed)
{
	char *rest = mem_strdup(ctx, indexed), *token;

	while ((token = strsep(&rest, " ")) != NULL)
		for (int n = 0; n < NAME_WEIGHT && *token != '\0'; n++)
			buf_printf(b, " %c%s", SEARCH_OF_NAME, token);
}

/* The index of one term's labels. */
struct labels {
	enum vocabulary vocabulary;
	const char *code, *index;
};

struct all_labels {
	struct labels *row;
	size_t count;
};

/* Labels stand where the term stands first, and an activity may not be there: so their index is remembered. */
static const char *
labels_index(void *ctx, const struct vocabularies *all, struct all_labels *known, const struct source_line *line)
{
	struct buf b = buf_in(ctx);

	for (size_t i = 0; i < known->count; i++)
		if (known->row[i].vocabulary == line->vocabulary && strcmp(known->row[i].code, line->code) == 0)
			return known->row[i].index;
	for (int l = 0; l < LANG_COUNT; l++)
		add_line(&b, search_index(ctx, vocabulary_label(all, line->vocabulary, line->code, (enum lang)l), (enum lang)l));
	MEM_GROW(ctx, known->row, known->count);
	known->row[known->count] = (struct labels){ line->vocabulary, line->code, buf_text(&b) };
	return known->row[known->count++].index;
}

struct source_index
source_index(void *ctx, const char *source, const struct vocabularies *all, const int *activities, size_t count)
{
	struct buf words = buf_in(ctx), texts = buf_in(ctx), *each = MEM_ARRAY(ctx, struct buf, count);
	struct source_index index = { .activity = MEM_ARRAY(ctx, const char *, count) };
	char *rest = mem_strdup(ctx, source), *at;
	struct all_labels known = { NULL, 0 };
	struct source_line line;

	for (size_t i = 0; i < count; i++)
		each[i] = buf_in(ctx);
	while ((at = strsep(&rest, "\n")) != NULL && read_line(at, &line)) {
		const char *indexed = search_index(ctx, line.text, line.lang);

		buf_puts(&words, indexed);
		if (line.kind <= SOURCE_FORMER_NAME)
			add_as_name(ctx, &words, indexed);
		buf_putc(&words, '\n');
		add_line(&texts, line.text);
		for (size_t i = 0; i < count && (line.activity != 0 || line.kind == SOURCE_NAME); i++) {
			if (!concerns(&line, activities[i]))
				continue;
			if (line.kind == SOURCE_TERM)
				buf_puts(&each[i], labels_index(ctx, all, &known, &line));
			else
				add_line(&each[i], indexed);
		}
	}
	index.words = buf_text(&words);
	index.vocabulary = search_vocabulary(ctx, buf_text(&texts));
	for (size_t i = 0; i < count; i++)
		index.activity[i] = buf_text(&each[i]);
	return index;
}

/* The title of an activity in the language of the line that speaks of it, else in the first that it has. */
static void
set_activity(void *ctx, const char *source, struct reason *reason)
{
	const char *number = mem_printf(ctx, "\t%d\t", reason->line.activity);
	struct source_line line;

	while (reason->line.activity != 0 && (reason->activity == NULL || reason->activity_lang != reason->line.lang) &&
	    next_with(ctx, &source, SOURCE_ACTIVITY, number, &line)) {
		if (reason->activity != NULL && line.lang != reason->line.lang)
			continue;
		reason->activity = line.text;
		reason->activity_lang = line.lang;
	}
}

/* True if the line's term is the chosen one, or stands under it. */
static bool
is_chosen(const struct vocabularies *all, const struct source_line *line, const char *code)
{
	for (const struct term *term = vocabulary_term(all, line->vocabulary, line->code); term != NULL; term = term->parent)
		if (strcmp(term->code, code) == 0)
			return true;
	return false;
}

static size_t
explain_choice(void *ctx, const char *source, const struct vocabularies *all, enum vocabulary v, const char *code, int activity, struct reason *reason)
{
	const char *at = source, *facet = mem_printf(ctx, "\t%s:", vocabulary_code(v));
	struct source_line line;

	while (next_with(ctx, &at, SOURCE_TERM, facet, &line)) {
		if ((activity != 0 && line.activity != 0 && line.activity != activity) || !is_chosen(all, &line, code))
			continue;
		*reason = (struct reason){ .line = line };
		set_activity(ctx, source, reason);
		return 1;
	}
	return 0;
}

/* True if the token stands among the tokens of a line. */
static bool
has_token(const char *tokens, size_t tokens_len, const char *token)
{
	const char *end = tokens + tokens_len;
	size_t len = strlen(token);

	for (const char *at = tokens; (at = memmem(at, (size_t)(end - at), token, len)) != NULL; at += len)
		if ((at == tokens || at[-1] == ' ') && (at + len == end || at[len] == ' '))
			return true;
	return false;
}

/* True if the line's tokens have all of one form of a clause that is not explained yet: then its text is worth reading. */
static bool
may_explain(const struct search *search, unsigned explained, const char *tokens, size_t len)
{
	for (size_t c = 0; c < search->count; c++) {
		const struct search_clause *clause = &search->clauses[c];

		if (clause->excluded || (explained & 1u << c) != 0)
			continue;
		for (size_t f = 0; f < clause->form_count; f++) {
			size_t t = 0;

			while (t < clause->forms[f].count && has_token(tokens, len, clause->forms[f].token[t]))
				t++;
			if (t == clause->forms[f].count)
				return true;
		}
	}
	return false;
}

size_t
source_explain(void *ctx, const char *source, const char *words, const struct search *search, const struct vocabularies *all, const struct codes *choices, int activity,
    struct reason *reasons, size_t max)
{
	const char *at = source, *tokens_at = words;
	unsigned explained = 0, wanted = 0;
	struct source_line line;
	size_t n = 0;

	for (size_t i = 0; i < search->count; i++)
		if (!search->clauses[i].excluded)
			wanted |= 1u << i;
	while (n < max && (explained & wanted) != wanted && *tokens_at != '\0') {
		const char *text = at, *tokens = tokens_at;
		size_t len = pass_line(&at);
		struct search_mark *marks;
		unsigned found;

		if (!may_explain(search, explained, tokens, pass_line(&tokens_at)))
			continue;
		if (!read_line(mem_strndup(ctx, text, len), &line))
			break;
		if (!concerns(&line, activity) || search_marks(ctx, search, line.text, line.lang, &marks, &found) == 0 ||
		    (found & ~explained) == 0)
			continue;
		explained |= found;
		reasons[n] = (struct reason){ .line = line };
		set_activity(ctx, source, &reasons[n++]);
	}
	for (int v = 0; v < VOCABULARY_FACETS; v++)
		for (size_t i = 0; i < choices[v].count && n < max; i++)
			n += explain_choice(ctx, source, all, (enum vocabulary)v, choices[v].code[i], activity, &reasons[n]);
	return n;
}
