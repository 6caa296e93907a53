/*
 * Pages as HTML: each function fills one template's dictionary and renders it whole into a buffer. The only place that knows template keys.
 * All of them: the texts they get are owned by the caller; the HTML is owned by view->ctx. ERR_INTERNAL when a template does not expand (logged).
 */
#ifndef ANNUAIRE_VIEW_VIEW_H
#define ANNUAIRE_VIEW_VIEW_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/account.h"
#include "model/edit.h"
#include "model/fault.h"
#include "model/form.h"
#include "model/listing.h"
#include "model/mail.h"
#include "model/moderation.h"
#include "model/organisation.h"
#include "model/shortlist.h"

struct templates;	/* of this program: tpl.h */

/* What every page shows around its content, and how it links. */
struct view {
	void *ctx;
	struct templates *templates;
	const struct vocabularies *vocabularies;
	enum lang lang;
	const bool *languages;		/* LANG_COUNT: which are offered */
	const char *site_name;
	const char *origin;		/* "https://host" */
	const char *base;		/* mount path, "" or "/annuaire" */
	const char *path;		/* of this page after base and "/{lang}", e.g. "/organisations/wsm" or "/" */
	const char *query;		/* canonical query string of this page without "?", "" when none */
	const char *map_tiles, *map_attribution;	/* of maps of addresses; map_tiles "": there are none */
	bool read_only;			/* whoever reads this could change something, but not now */
	const char *request_id;
	const char *today;		/* YYYY-MM-DD */
	const struct actor *actor;	/* whoever is signed in; NULL: nobody, or a public page */
	const char *form_key;		/* what the tokens of forms are made with; NULL on public pages */
};

MUST_CHECK enum err view_profile(const struct view *view, const struct organisation *org, const struct position_list *positions, struct buf *html);
MUST_CHECK enum err view_home(const struct view *view, const struct home *home, struct buf *html);
MUST_CHECK enum err view_organisations(const struct view *view, const struct organisation_list *list, struct buf *html);
MUST_CHECK enum err view_suggest(const struct view *view, const char *typed, const struct suggestion *rows, size_t count, struct buf *html);
MUST_CHECK enum err view_gaps(const struct view *view, const struct gap_matrix *gaps, struct buf *html);
MUST_CHECK enum err view_activities(const struct view *view, const struct activity_list *list, struct buf *html);
/* One organisation's activities, and one of them. */
MUST_CHECK enum err view_organisation_activities(const struct view *view, const struct organisation *org, struct buf *html);
MUST_CHECK enum err view_activity(const struct view *view, const struct organisation *org, const struct activity *activity, struct buf *html);
MUST_CHECK enum err view_partners(const struct view *view, const struct partnership_list *list, struct buf *html);
MUST_CHECK enum err view_organisation_partners(const struct view *view, const struct organisation *org, const struct named_by *by, struct buf *html);
MUST_CHECK enum err view_shortlist(const struct view *view, const struct shortlist *list, struct buf *html);
/* The canonical query string of a list with these slugs, and with list's title and search; owned by ctx. */
const char *view_shortlist_query(void *ctx, const struct shortlist *list, const struct codes *slugs);

/*
 * The same as data, at the end of out: JSON (RFC 8259), CSV (RFC 4180, UTF-8, a header line; a cell that a spreadsheet would run begins with an apostrophe).
 * A list as data has up to DATA_SIZE rows, and in JSON the address of the next ones.
 */
void view_organisations_json(const struct view *view, const struct organisation_list *list, struct buf *out);
void view_organisations_csv(const struct view *view, const struct organisation_list *list, struct buf *out);
void view_activities_json(const struct view *view, const struct activity_list *list, struct buf *out);
void view_activities_csv(const struct view *view, const struct activity_list *list, struct buf *out);
void view_partners_json(const struct view *view, const struct partnership_list *list, struct buf *out);
void view_partners_csv(const struct view *view, const struct partnership_list *list, struct buf *out);
void view_suggest_json(const struct view *view, const struct suggestion *rows, size_t count, struct buf *out);
void view_gaps_csv(const struct view *view, const struct gap_matrix *gaps, struct buf *out);

/* What is wrong with a member of a document, and what to do; with a text that was pasted and is too much to be tidied. Constant, or owned by view->ctx. */
const char *view_fault(const struct view *view, const struct fault *fault);
const char *view_paste_fault(void);

/* The letter that tells a moderator (name, email, lang) that somebody (author) submitted something for org, ready to be queued. */
MUST_CHECK enum err view_submission_notice(const struct view *view, const struct organisation *org, uint64_t submission, const char *author, const char *email, const char *name, enum lang lang,
    struct mail *mail);

/* The pages of those who edit. view_edit_form() gives the form's fields their words and options. */
MUST_CHECK enum err view_own(const struct view *view, const struct own_list *list, struct buf *html);
MUST_CHECK enum err view_edit_overview(const struct view *view, const struct editing *editing, enum done done, struct buf *html);
MUST_CHECK enum err view_edit_activities(const struct view *view, const struct editing *editing, enum done done, struct buf *html);
MUST_CHECK enum err view_edit_form(const struct view *view, const struct edit_form *form, struct buf *html);

/* GET /{lang}/account/signin */
MUST_CHECK enum err view_signin(const struct view *view, const struct signin *signin, struct buf *html);
/* A page that is one form; one that says something. */
MUST_CHECK enum err view_form(const struct view *view, const struct form_page *form, struct buf *html);
MUST_CHECK enum err view_message(const struct view *view, const struct message_page *message, struct buf *html);
/* After signing in, with a form that was sent without a session: one button sends it once more. */
MUST_CHECK enum err view_again(const struct view *view, const struct waiting *waiting, struct buf *html);
/* When nothing can be changed, with a form that was sent: one button sends it once more. */
MUST_CHECK enum err view_later(const struct view *view, const struct waiting *waiting, struct buf *html);

/*
 * A letter as a mail ready to be queued: *mail gets kind, recipient, subject and both bodies, owned by view->ctx and by letter. Greeted and closed in the letter's
 * language whatever view->lang is; what the letter itself says its writer has put into that language, by i18n_use(letter->lang) before tr().
 * The program's templates must have mail.tpl. Afterwards tr() speaks view->lang.
 */
MUST_CHECK enum err view_mail(const struct view *view, const struct letter *letter, struct mail *mail);

/* The history of an organisation's page. view_past(): the page as revision `row` had it, whose long texts org has as CommonMark. */
MUST_CHECK enum err view_history(const struct view *view, const struct history_page *history, struct buf *html);
MUST_CHECK enum err view_past(const struct view *view, const struct organisation *org, const struct revision_row *row, struct buf *html);
MUST_CHECK enum err view_comparison(const struct view *view, const struct comparison *comparison, struct buf *html);
/* What is wrong with a day that the page is asked for: it is none, or (is_day) lies before the first version. */
const char *view_day_fault(bool is_day);

/* The federation's desk. view_review() is also the page of whoever submitted what it shows. */
MUST_CHECK enum err view_desk(const struct view *view, const struct submission_queue *queue, enum desk_done done, struct buf *html);
MUST_CHECK enum err view_review(const struct view *view, const struct review_page *page, struct buf *html);
MUST_CHECK enum err view_policy(const struct view *view, const struct policy_page *policy, struct buf *html);
MUST_CHECK enum err view_desk_organisation(const struct view *view, const struct desk_organisation *desk, struct buf *html);
MUST_CHECK enum err view_misses(const struct view *view, const struct search_misses *misses, struct buf *html);
MUST_CHECK enum err view_unconfirmed(const struct view *view, const struct unconfirmed_list *list, struct buf *html);
MUST_CHECK enum err view_mails(const struct view *view, const struct mail_list *mails, struct buf *html);
MUST_CHECK enum err view_mail_shown(const struct view *view, const struct mail *mail, struct buf *html);

/* Letters about a submission, ready to be queued: to its author, what became of it (all accepted, some of it, none) with the answer; to anybody, what somebody said about it. */
MUST_CHECK enum err view_mail_decided(const struct view *view, const struct submission *submission, enum desk_done decided, const char *answer, struct mail *mail);
MUST_CHECK enum err view_mail_comment(const struct view *view, const struct submission *submission, const char *words, const struct person *to, bool moderates, struct mail *mail);

/* One's own account, and its second factor: setting it up, and the recovery codes (RECOVERY_CODES of base/totp.h), which are shown once, with the form that waits meanwhile (NULL: none). */
MUST_CHECK enum err view_account(const struct view *view, const struct own_account *own, struct buf *html);
MUST_CHECK enum err view_second_factor(const struct view *view, const struct second_factor_setup *setup, struct buf *html);
MUST_CHECK enum err view_recovery_codes(const struct view *view, const char *const *codes, size_t count, const struct waiting *waiting, struct buf *html);
/* The people with an account, and one of them. */
MUST_CHECK enum err view_people(const struct view *view, const struct people *people, struct buf *html);
MUST_CHECK enum err view_person(const struct view *view, const struct person_page *person, struct buf *html);
/* "Editor", in the language of tr(). */
const char *view_role(enum role role);

/* What an account's owner is written about. */
enum account_letter_kind {
	LETTER_INVITATION, LETTER_RESET,
	LETTER_EMAIL,			/* to the new address */
	LETTER_EMAIL_CHANGED,		/* to the former one */
	LETTER_PASSWORD_CHANGED, LETTER_SECOND_FACTOR_ON, LETTER_SECOND_FACTOR_OFF, LETTER_RECOVERY_CODES,
	LETTER_ALERT,			/* attempts to sign in failed */
	LETTER_KIND_COUNT
};
struct account_letter {
	enum account_letter_kind kind;
	const char *recipient, *name;	/* name "": greeted without */
	enum lang lang;
	const char *secret;		/* of the link in the first three; else NULL */
	const char *organisations;	/* of LETTER_INVITATION: whom they look after, as one says it; NULL: the directory itself */
	const char *new_email;		/* of LETTER_EMAIL_CHANGED */
};
/* As a mail ready to be queued, owned by view->ctx. Afterwards tr() speaks view->lang. */
MUST_CHECK enum err view_account_letter(const struct view *view, const struct account_letter *letter, struct mail *mail);

/*
 * The page for an error: what happened and what to do next. org is the closed organisation with its successor for ERR_GONE, else NULL.
 * detail: a sentence already translated or NULL (for ERR_SCHEMA: both numbers and the command to run).
 */
MUST_CHECK enum err view_error(const struct view *view, enum err e, const struct organisation *org, const char *detail, struct buf *html);

#endif
