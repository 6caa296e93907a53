/* What the pages share: the frame around them, and values that several of them set in the same way. For view/ only. */
#ifndef ANNUAIRE_VIEW_PAGE_H
#define ANNUAIRE_VIEW_PAGE_H

#include "text/search.h"
#include "view/tpl.h"
#include "view/view.h"

enum nav { NAV_NONE, NAV_ORGANISATIONS, NAV_ACTIVITIES, NAV_PARTNERS, NAV_EDIT, NAV_MODERATE, NAV_ACCOUNT };

struct page {
	const struct view *view;
	struct tpl *root;	/* the frame */
	struct tpl *main;	/* the page inside it */
};

/* What the frame says of the page. Strings are copied. */
struct page_head {
	const char *file;		/* template of the page */
	const char *title;		/* without the site's name */
	const char *description;	/* one sentence, or NULL: the site's own */
	const char *json_ld;		/* "<", ">" and "&" escaped, or NULL */
	enum nav nav;
	bool has_search;		/* the page has a search box of its own: none in the header */
	bool is_error;			/* has no address of its own */
	bool no_index;			/* not for search engines */
};

struct page page_begin(const struct view *view, const struct page_head *head);
/* Renders the page at the end of html and frees it. */
MUST_CHECK enum err page_end(struct page *page, struct buf *html);

/* "14 octobre 2026", "octobre 2026" or "2026" for an ISO date of 10, 7 or 4 characters, in the language of tr(); others as they are. Owned by ctx. */
const char *date_words(void *ctx, const char *iso);
/* "14 octobre 2026, 10:32 (UTC)" for "2026-10-14 10:32". */
const char *moment_words(void *ctx, const char *moment);
/* The month of an ISO date: "octobre 2026". */
const char *month_words(void *ctx, const char *iso);
/* True if iso lies at most so many days before today; both "YYYY-MM-DD". */
bool date_within(const char *iso, const char *today, int days);
/* A whole number with the separator of its language: "12 500". Owned by ctx. */
const char *number_words(void *ctx, enum lang lang, unsigned long n);
/* "in Dutch", in the language of tr(). */
const char *in_language(enum lang lang);
/* "Dutch", in the language of tr(); the code itself when it is no language of ours. */
const char *language_name(const char *code);
/* first, second joined by " · "; either may be NULL. Owned by ctx; NULL when both are. */
const char *joined(void *ctx, const char *first, const char *second);

/* Facets: label in the language of tr(), and the section that shows its drawing. */
const char *facet_label(enum facet facet);
void set_facet_glyph(struct tpl *row, enum facet facet);
/* The label of one value of a facet, in the language of the page; of an order, in that of tr(). */
const char *value_label(const struct view *view, enum facet facet, const char *code);
const char *sort_label(enum sort sort);
/* The value of parameter sort; NULL for SORT_DEFAULT. */
const char *sort_code(enum sort sort);
/* Includes facets.tpl with the values of facets; all: also those without a value, as "none". False when nothing is shown. */
bool include_facets(const struct view *view, struct tpl *tpl, const struct facets *facets, bool all);
/*
 * Includes map.tpl: Belgium, each of its areas with how many organisations work there and a link to them. zones: those of VOCABULARY_ZONE, others are passed
 * over; an area that is not among them has none, and no link.
 */
void include_map(const struct view *view, struct tpl *tpl, const struct facet_count *zones, size_t count);
/* Includes paging.tpl when there is more than one page. query may be NULL. */
void include_paging(struct page *page, const struct paging *paging, const struct query *query);
/* Includes partnerships.tpl: groups with counts, partners, networks. False when the organisation names nobody. */
bool include_partnerships(const struct view *view, struct tpl *tpl, const struct organisation *org);

/* SLUG, NAME, NAME_LANG of the organisation that a page is about. */
struct said set_organisation(const struct view *view, struct tpl *tpl, const struct organisation *org);
/* EMAIL, PHONE and WEBSITE where given; false when none is. */
bool set_contact(const struct view *view, struct tpl *tpl, const struct organisation *org);
/* ACTIVITY_NUMBER, ACTIVITY_TITLE, ACTIVITY_TITLE_LANG; then the description with its notice when it is in another language. */
struct said set_activity_title(const struct view *view, struct tpl *tpl, const struct activity *activity);
struct said set_activity_description(const struct view *view, struct tpl *tpl, const struct activity *activity);
/* "5000 Namur"; NULL when neither is known. Owned by ctx. */
const char *address_place(void *ctx, const struct address *address);
/* ADDRESS with STREET, PLACE and COUNTRY, or NO_ADDRESS. */
void set_address(const struct view *view, struct tpl *tpl, const struct address *address);
/* LANGUAGES: in which it works. */
void set_work_languages(const struct view *view, struct tpl *tpl, const struct codes *languages);
/* CONFIRMED, CONFIRMED_OLD or NOT_CONFIRMED; UPDATED. */
void set_dates(const struct view *view, struct tpl *tpl, const struct organisation *org);
/* A row LONG_TEXT with id and heading; without the text it says `nothing`, or is left out when that is NULL. Returns the text's length in bytes. */
size_t set_long_text(const struct view *view, struct tpl *tpl, const char *id, const char *heading, const struct text *text, const char *nothing);
/* True for a country that is worth saying: where the directory is at home goes without. */
bool is_abroad(const char *country);
/* "ONG, Sénégal": what is known of a partner; NULL when nothing is. relation: also whether it is a network. */
const char *partner_note(const struct view *view, const char *type, const char *country, const enum relation *relation);
/* digits and + of a telephone number, for tel: */
const char *phone_url(void *ctx, const char *phone);
/* 0..100 for count of most, at least 1 so that no bar vanishes; as text. */
void set_percent(struct tpl *row, const char *key, unsigned long count, unsigned long most);

/* Adds name=value at the end of a query string that begins with "?"; nothing when value is NULL or "". */
void query_add(struct buf *b, const char *name, const char *value);
/*
 * "?q=…&theme=…" with the members of query, "" when none; page 0 or 1 is left out. Without the choice `less` of a facet when less is not NULL. Owned by ctx.
 */
const char *query_string(void *ctx, const struct query *query, unsigned page, enum facet facet, const char *less);

/* Rows of `section` in tpl: the text in PART, cut where a searched word begins and ends: HIT or PLAIN. search NULL: all of it plain. True if there was a hit. */
bool set_marked(const struct view *view, struct tpl *tpl, const char *section, const struct search *search, const char *text, enum lang lang);

/* Values of one facet, ready to be offered: those seen at once, then the rest behind "more". Owned by view->ctx. */
struct picked {
	const struct facet_count **value;
	size_t first, count;
};
struct picked pick_values(const struct view *view, const struct facet_count *counts, size_t count, enum facet facet, const struct codes *choices);
/* "13 more" */
const char *more_label(void *ctx, size_t n);

/* Includes all that a list has around its rows: search.tpl, refine.tpl, chips.tpl, nothing.tpl, paging.tpl; label is that of the search box, results the heading of the rows. */
void include_finding(struct page *page, const struct finding *finding, const char *label, const char *results);
/*
 * Rows of WHY: why a row was found, in the words of its source; what stands among the shown texts already is left out. activity: the row is that activity, 0: an organisation.
 * False when there is no reason to tell.
 */
bool set_why(const struct view *view, struct tpl *row, const struct finding *finding, const char *source, const char *words, const char *slug, int activity,
    const char *const *shown, size_t shown_count);

/* Where the form that is in tpl (a page or one row of it) is sent: a path after the language; and the proof that it was shown to this browser: ACTION, TOKEN. */
void set_form(const struct view *view, struct tpl *tpl, const char *path);
/* That proof alone. */
const char *form_token(const struct view *view, const char *path);
/* Rows MEMBERSHIP: the organisations that somebody edits; each with a form that takes it away and is sent to `end`, NULL: none. */
void set_memberships(const struct view *view, struct tpl *tpl, const struct account *account, const char *end);
/* Includes fields.tpl under {{>key}}: the fields with their labels, helps and faults. */
void include_fields(const struct view *view, struct tpl *tpl, const char *key, const struct field *fields, size_t count);
/* Includes faults.tpl under {{>FAULTS}} when something is wrong: what, each with a link to its field. */
void include_faults(const struct view *view, struct tpl *tpl, const struct field *fields, size_t count);

/* A field of a document's form gets its label, help and autofill token, by its name; what it is for stands in one place for all forms. */
void set_field_words(const struct view *view, struct field *field);
/* What a part of a document (its path, text/change.h) is called: "History (Dutch)", "Title of the activity (French)". Owned by view->ctx. */
const char *part_label(const struct view *view, const char *path);

/* All that an organisation says (long texts as HTML), into profile.tpl: the page as it is today; or, with positions NULL, as it was. */
void set_profile(const struct view *view, struct tpl *tpl, const struct organisation *org, const struct position_list *positions);

/* DONE, DONE_TEXT: what was done by saving, said above the page that one comes back to. */
void set_edit_done(struct tpl *tpl, enum done done);

/* Includes diff.tpl under {{>key}}: what became of before, word by word; what stays for long is folded up. Texts may be NULL: nothing there. */
void include_diff(const struct view *view, struct tpl *tpl, const char *key, const char *before, const char *after);
/* What some parts of a document (paths, text/change.h) are together, each said once: "History (Dutch), Activity 3". NULL: none. */
const char *parts_words(const struct view *view, const struct codes *parts);

/* What a suggestion is, in the language of tr(), and where it leads: a path after the language. */
const char *suggestion_kind(const struct suggestion *suggestion);
const char *suggestion_path(void *ctx, const struct suggestion *suggestion);

/* The letter under which a name stands: 'a' to 'z', '0' for anything else. Case and accents do not count. */
char view_initial(void *ctx, const char *name);

/* schema.org NGO as JSON-LD, escaped for a script element. Owned by view->ctx. Source: https://schema.org/NGO */
const char *json_ld_of(const struct view *view, const struct organisation *org);

#endif
