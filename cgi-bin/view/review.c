/* A submission, part by part: what a moderator decides about, and what its author reads; and the letters that tell of it. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/review.h"
#include "view/page.h"

static const char *
kind_words(enum change_kind kind)
{
	switch (kind) {
	case CHANGE_ADDED: return tr("new");
	case CHANGE_REMOVED: return tr("taken away");
	case CHANGE_MOVED: return tr("in another order");
	default: return NULL;
	}
}

static const char *
text_or_nothing(const char *text)
{
	return text == NULL ? tr("(nothing)") : text;
}

/* Both versions and what they began with; a moderator says which is to stand. */
static void
set_conflict(const struct view *view, struct tpl *row, const struct review_page *page, const struct review_part *part, const char *label, bool decides)
{
	struct tpl *conflict = tpl_row(row, "CONFLICT");

	tpl_set(conflict, "CONFLICT_BASE", text_or_nothing(part->before));
	tpl_set(conflict, "CONFLICT_OURS", text_or_nothing(part->today));
	tpl_set(conflict, "CONFLICT_THEIRS", text_or_nothing(part->after));
	if (decides) {
		bool kept = codes_have(page->kept, part->path), taken = page->taken != NULL && codes_have(page->taken, part->path);
		struct option options[] = {
			{ .value = "proposed", .label = tr("what is proposed"), .chosen = taken },
			{ .value = "published", .label = tr("what is published now; the proposal goes back to its author"), .chosen = kept },
		};
		struct field field = { .kind = FIELD_RADIO, .name = mem_printf(view->ctx, "choice.%s", part->path), .label = mem_printf(view->ctx, tr("%s: what should stand?"), label),
		    .options = options, .option_count = sizeof(options) / sizeof(options[0]), .fault = kept || taken ? NULL : page->choice_fault };

		include_fields(view, tpl_row(conflict, "CONFLICT_CHOICE"), "CHOICE", &field, 1);
	}
}

static void
set_part(const struct view *view, struct tpl *tpl, const struct review_page *page, const struct review_part *part, size_t n, bool decides)
{
	const char *label = part_label(view, part->path), *kind = kind_words(part->kind);
	struct tpl *row = tpl_row(tpl, "REVIEW_PART"), *tick;

	tpl_setf(row, "PART_NUMBER", "%zu", n);
	tpl_set(row, "PART_LABEL", label);
	if (part->activity != 0)
		tpl_set(tpl_row(row, "PART_OF"), "PART_OF_TEXT", part->title == NULL ? mem_printf(view->ctx, tr("Activity %d"), part->activity) :
		    mem_printf(view->ctx, tr("Activity %d, %s"), part->activity, part->title));
	if (kind != NULL)
		tpl_set(tpl_row(row, "PART_KIND"), "PART_KIND_TEXT", kind);
	if (part->state == REVIEW_CONFLICT) {
		set_conflict(view, row, page, part, label, decides);
		return;
	}
	include_diff(view, tpl_row(row, "PART_CHANGE"), "DIFF", part->before, part->after);
	if (part->state == REVIEW_DONE)
		tpl_show(row, "PART_DONE");
	if (part->state == REVIEW_BESIDE)
		include_diff(view, tpl_row(row, "PART_BESIDE"), "DIFF", part->before, part->today);
	if (part->state != REVIEW_DONE && decides) {
		tick = tpl_row(row, "PART_TICK");
		tpl_set(tick, "PART_PATH", part->path);
		if (page->taken == NULL || codes_have(page->taken, part->path))
			tpl_show(tick, "PART_TICKED");
	}
}

/* What became of it, when it does not wait. */
static const char *
status_words(const struct view *view, const struct submission *s)
{
	const char *when = s->decided_at == NULL ? "" : moment_words(view->ctx, s->decided_at), *who = s->decided_by.name == NULL ? "" : s->decided_by.name;

	switch (s->status) {
	case SUBMISSION_REPLACED: return mem_printf(view->ctx, tr("%s has saved again since: a newer version took the place of this one."), s->author.name);
	case SUBMISSION_ACCEPTED: return mem_printf(view->ctx, tr("Accepted by %s on %s."), who, when);
	case SUBMISSION_RETURNED:
		return mem_printf(view->ctx, s->revision != 0 ? tr("Accepted in part by %s on %s; the rest was sent back.") : tr("Sent back by %s on %s."), who, when);
	case SUBMISSION_WITHDRAWN: return mem_printf(view->ctx, tr("%s has taken it back."), s->author.name);
	default: return NULL;
	}
}

static void
set_status(const struct view *view, struct tpl *tpl, const struct review_page *page)
{
	const struct submission *s = page->submission;
	const char *words = status_words(view, s);
	struct tpl *row;

	if (words != NULL) {
		row = tpl_row(tpl, "STATUS_NOTE");
		tpl_set(row, "STATUS_TEXT", words);
		if (s->answer != NULL)
			tpl_set(tpl_row(row, "ANSWER"), "ANSWER_TEXT", s->answer);
		if (s->latest != s->id)
			tpl_setf(tpl_row(row, page->moderates ? "NEWER" : "NEWER_OWN"), "NEWER_NUMBER", "%llu", (unsigned long long)s->latest);
		if (s->status == SUBMISSION_RETURNED && !page->moderates)
			set_form(view, tpl_row(row, "RESUBMIT"), mem_printf(view->ctx, "/edit/%s/submissions/%llu/again", s->published.slug, (unsigned long long)s->id));
	}
	if (page->stale && s->status == SUBMISSION_WAITING)
		tpl_show(tpl, "STALE");
	/* Whatever a moderator had typed for what can no longer be decided. */
	if (page->stale && s->status != SUBMISSION_WAITING && *page->answer != '\0')
		tpl_set(tpl_row(tpl, "TYPED"), "TYPED_TEXT", page->answer);
}

static void
set_decision(const struct view *view, struct tpl *tpl, const struct review_page *page, const char *path)
{
	const struct field answer = { .kind = FIELD_LINES, .name = "answer", .label = tr("Why it is sent back"), .limit = 2000, .value = page->answer, .fault = page->answer_fault,
	    .help = tr("The author reads it in a letter, and works from it. Not needed when all of it is accepted.") };
	struct field *faults = MEM_ARRAY(view->ctx, struct field, page->review->count + 2);
	size_t count = 0;
	struct tpl *decision = tpl_row(tpl, "DECISION");

	set_form(view, tpl, path);
	tpl_setf(tpl, "SEEN", "%u", page->submission->published.revision);
	include_fields(view, decision, "ANSWER_FIELD", &answer, 1);
	faults[count++] = (struct field){ .name = "parts", .label = tr("What is published"), .fault = page->part_fault };
	for (size_t i = 0; i < page->review->count; i++) {
		const char *path_of = page->review->part[i].path;

		if (page->review->part[i].state == REVIEW_CONFLICT && !codes_have(page->kept, path_of) && !codes_have(page->taken, path_of))
			faults[count++] = (struct field){ .name = mem_printf(view->ctx, "choice.%s", path_of), .label = part_label(view, path_of), .fault = page->choice_fault };
	}
	faults[count++] = answer;
	include_faults(view, tpl, faults, count);
}

static void
set_remarks(const struct view *view, struct tpl *tpl, const struct review_page *page, const char *path)
{
	const struct submission *s = page->submission;
	const struct field comment = { .kind = FIELD_LINES, .name = "comment", .label = tr("Your comment"), .limit = 2000, .value = page->comment, .fault = page->comment_fault,
	    .help = page->moderates ? tr("The author gets it by mail. Nothing is decided by it.") : tr("The federation gets it by mail.") };
	struct tpl *form = tpl_row(tpl, "COMMENT_FORM");

	for (size_t i = 0; i < s->remark_count; i++) {
		struct tpl *row = tpl_row(tpl, "REMARK");

		tpl_set(row, "REMARK_AUTHOR", s->remarks[i].author);
		tpl_set(row, "REMARK_AT", moment_words(view->ctx, s->remarks[i].at));
		tpl_set(row, "REMARK_WORDS", s->remarks[i].words);
	}
	if (s->remark_count == 0)
		tpl_show(tpl, "NO_REMARKS");
	set_form(view, form, path);
	tpl_set(form, "RECEIPT", page->comment_receipt);
	include_fields(view, form, "COMMENT_FIELD", &comment, 1);
}

/* What was done, said above the page that one comes back to. */
static const char *
done_words(enum desk_done done)
{
	return done == DESK_COMMENTED ? tr("Your comment stands below, and a letter with it is on its way.") : NULL;
}

enum err
view_review(const struct view *view, const struct review_page *page, struct buf *html)
{
	const struct submission *s = page->submission;
	const struct review *review = page->review;
	struct said name = text_for(&s->published.name, view->lang);
	struct page frame = page_begin(view, &(struct page_head){ .file = "submission.tpl", .title = mem_printf(view->ctx, tr("Changes to %s"), name.words),
	    .nav = page->moderates ? NAV_MODERATE : NAV_EDIT, .has_search = true, .no_index = true });
	struct tpl *tpl = frame.main;
	const char *path = page->moderates ? mem_printf(view->ctx, "/moderate/submissions/%llu", (unsigned long long)s->id) :
	    mem_printf(view->ctx, "/edit/%s/submissions/%llu", s->published.slug, (unsigned long long)s->id);
	bool decides = page->moderates && s->status == SUBMISSION_WAITING;

	set_organisation(view, tpl, &s->published);
	tpl_show(tpl, page->moderates ? "FOR_MODERATOR" : "FOR_AUTHOR");
	tpl_set(tpl, "SUBMITTED", mem_printf(view->ctx, trn("%s proposes %zu change, on %s.", "%s proposes %zu changes, on %s.", review->count), s->author.name,
	    review->count, moment_words(view->ctx, s->at)));
	if (done_words(page->done) != NULL)
		tpl_set(tpl_row(tpl, "DONE"), "DONE_TEXT", done_words(page->done));
	if (*s->reason != '\0')
		tpl_set(tpl_row(tpl, "REASON"), "REASON_TEXT", s->reason);
	tpl_set(tpl, "RECEIPT", page->receipt);
	set_status(view, tpl, page);
	for (size_t i = 0; i < review->count; i++)
		set_part(view, tpl, page, &review->part[i], i + 1, decides);
	if (review->open == 0 && s->status == SUBMISSION_WAITING)
		tpl_show(tpl, "ALL_DONE");
	if (decides)
		set_decision(view, tpl, page, path);
	set_remarks(view, tpl, page, path);
	if (page->comment_fault != NULL) {
		const struct field comment = { .name = "comment", .label = tr("Your comment"), .fault = page->comment_fault };

		include_faults(view, tpl, &comment, 1);
	}
	return page_end(&frame, html);
}

/* The address of a page below the language of whom a letter is for. */
static const char *
address(const struct view *view, enum lang lang, const char *path)
{
	return mem_printf(view->ctx, "%s%s/%s%s", view->origin, view->base, lang_code(lang), path);
}

enum err
view_mail_decided(const struct view *view, const struct submission *s, enum desk_done decided, const char *answer, struct mail *mail)
{
	enum lang lang = s->author.lang;
	const char *name = text_for(&s->published.name, lang).words, *said;
	const char *own = address(view, lang, mem_printf(view->ctx, "/edit/%s/submissions/%llu", s->published.slug, (unsigned long long)s->id));
	const char *public = address(view, lang, mem_printf(view->ctx, "/organisations/%s", s->published.slug));
	struct letter letter = { .lang = lang, .recipient = s->author.email, .recipient_name = s->author.name };

	i18n_use(lang);
	if (decided == DESK_ACCEPTED) {
		letter.kind = "submission-accepted";
		letter.subject = mem_printf(view->ctx, tr("Published: your changes to %s"), name);
		said = mem_printf(view->ctx, tr("The federation has accepted all that you proposed for %s. Visitors see it from now on."), name);
	} else if (decided == DESK_PARTED) {
		letter.kind = "submission-accepted-in-part";
		letter.subject = mem_printf(view->ctx, tr("Published in part: your changes to %s"), name);
		said = mem_printf(view->ctx, tr("The federation has accepted a part of what you proposed for %s; visitors see it from now on. The rest comes back to you, with this answer:"), name);
	} else {
		letter.kind = "submission-returned";
		letter.subject = mem_printf(view->ctx, tr("Sent back: your changes to %s"), name);
		said = mem_printf(view->ctx, tr("The federation has not published what you proposed for %s; the page stays as it was. It answers:"), name);
	}
	letter.paragraphs = &said;
	letter.paragraph_count = 1;
	letter.quote = decided == DESK_ACCEPTED ? NULL : answer;
	letter.link = decided == DESK_ACCEPTED ? public : own;
	letter.link_label = decided == DESK_ACCEPTED ? tr("See the page") : tr("See what came back, and take it up again");
	letter.closing = decided == DESK_ACCEPTED ? NULL : tr("Nothing of it is lost: all that you wrote stands there.");
	return view_mail(view, &letter, mail);
}

enum err
view_mail_comment(const struct view *view, const struct submission *s, const char *words, const struct person *to, bool moderates, struct mail *mail)
{
	const char *name = text_for(&s->published.name, to->lang).words, *said;
	struct letter letter = { .kind = "submission-comment", .lang = to->lang, .recipient = to->email, .recipient_name = to->name, .quote = words };

	i18n_use(to->lang);
	letter.subject = mem_printf(view->ctx, tr("About the changes to %s"), name);
	said = mem_printf(view->ctx, tr("%s has written about the changes to %s that wait to be published:"), view->actor->name, name);
	letter.paragraphs = &said;
	letter.paragraph_count = 1;
	letter.link = address(view, to->lang, moderates ? mem_printf(view->ctx, "/moderate/submissions/%llu", (unsigned long long)s->id) :
	    mem_printf(view->ctx, "/edit/%s/submissions/%llu", s->published.slug, (unsigned long long)s->id));
	letter.link_label = tr("See the changes, and answer");
	return view_mail(view, &letter, mail);
}
