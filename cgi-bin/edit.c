/* Editing: an organisation's own people keep its page true, form by form. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/secret.h"
#include "base/log.h"
#include "base/utf8.h"
#include "edit/history.h"
#include "edit/notices.h"
#include "store/draft.h"
#include "store/organisation.h"
#include "store/own.h"
#include "store/publication.h"
#include "store/submission.h"
#include "text/document.h"
#include "text/form.h"
#include "text/markdown.h"
#include "text/paste.h"
#include "text/words.h"
#include "web/app.h"
#include "web/guard.h"

enum { REASON_CHARACTERS = 300, WORDS_CHARACTERS = 100 };

static const char *const DONE[DONE_COUNT] = { [DONE_NOTHING_YET] = "", [DONE_NOTHING] = "nothing", [DONE_PUBLISHED] = "published", [DONE_WAITING] = "waiting",
    [DONE_BOTH] = "both", [DONE_CONFIRMED] = "confirmed", [DONE_WITHDRAWN] = "withdrawn" };

/* Fields of every form beside those of the document. */
static const char *const OTHERS[] = { "token", "base", "receipt", "language", "reason", "do", "again", "pasted", "html", NULL };

static enum err
read_done(const struct request *rq, enum done *done)
{
	const char *code;
	enum err e = request_parameter(rq, "done", &code);

	*done = DONE_NOTHING_YET;
	for (int d = 1; e == OK && code != NULL && d < DONE_COUNT; d++)
		if (strcmp(DONE[d], code) == 0)
			*done = (enum done)d;
	return e;
}

/* To a page below the organisation's forms, "" being the overview, which says what was done. */
static enum err
go_to(struct request *rq, struct response *rs, const char *below, enum done done)
{
	return response_redirect(rs, rq, 303, mem_printf(rq->ctx, "/%s/edit/%s%s", lang_code(rq->lang), rq->arguments[0], below),
	    done == DONE_NOTHING_YET ? "" : mem_printf(rq->ctx, "done=%s", DONE[done]));
}

/* GET /{lang}/edit/ */
static enum err
show_own(struct request *rq, struct response *rs)
{
	struct own_list list = { 0 };
	enum err e = request_parameter(rq, "q", &list.words);

	if (list.words == NULL)
		list.words = "";
	list.words = mem_strndup(rq->ctx, list.words, utf8_prefix(list.words, WORDS_CHARACTERS));
	if (e == OK)
		e = store_own(rq->db, rq->ctx, rq->actor, rq->lang, &list);
	return e != OK ? e : view_own(rq->view, &list, &rs->page);
}

static enum err
read_editing(struct request *rq, struct editing *editing)
{
	enum err e = store_editing(rq->db, rq->ctx, rq->vocabularies, rq->organisation, rq->actor->id, editing);

	rq->gone = &editing->published;
	editing->trusted = may(rq->actor, VERB_MODERATE, 0);
	return e;
}

/* GET /{lang}/edit/{slug} */
static enum err
show_overview(struct request *rq, struct response *rs)
{
	struct editing *editing = MEM_NEW(rq->ctx, struct editing);
	enum done done;
	enum err e = read_done(rq, &done);

	if (e == OK)
		e = read_editing(rq, editing);
	return e != OK ? e : view_edit_overview(rq->view, editing, done, &rs->page);
}

/* What the form of a request is about. */
struct subject {
	enum part part;
	int activity;			/* number; 0: a new one, or another part */
	struct form_scope scope;
	const char *draft;		/* the name its drafts are kept under */
};

static enum err
read_language(const struct request *rq, const char *code, enum lang *lang)
{
	*lang = rq->lang;
	return code == NULL || lang_parse(code, strlen(code), lang) ? OK : ERR_BAD_REQUEST;
}

/* The row of the activity in the document, from 1; of a new one, the row behind the last; 0: there is none. */
static size_t
activity_row(const struct organisation *org, int number)
{
	for (size_t i = 0; i < org->activity_count; i++)
		if (org->activities[i].number == number)
			return i + 1;
	return number == 0 ? org->activity_count + 1 : 0;
}

/* By the address: /edit/{slug}/texts, /edit/{slug}/activities/3, /edit/{slug}/activities/new. */
static enum err
read_subject(const struct request *rq, const struct organisation *org, const char *language, struct subject *subject)
{
	const char *last = strrchr(rq->path, '/') + 1;
	const char **members = MEM_ARRAY(rq->ctx, const char *, 2);
	enum err e = read_language(rq, language, &subject->scope.lang);
	size_t row;

	subject->part = part_parse(last);
	subject->activity = request_number(rq->arguments[1], 999999);
	subject->scope.members = part_members(subject->part == PART_COUNT ? PART_ACTIVITY : subject->part);
	subject->draft = mem_printf(rq->ctx, "%s.%s", last, lang_code(subject->scope.lang));
	if (e != OK || subject->part != PART_COUNT)
		return e;
	subject->part = PART_ACTIVITY;
	row = activity_row(org, subject->activity);
	members[0] = mem_printf(rq->ctx, "activities[%zu]", row);
	subject->scope.members = members;
	return row == 0 ? ERR_NOT_FOUND : OK;
}

static void
set_written(const struct organisation *org, const struct subject *subject, struct edit_form *form)
{
	size_t row = subject->part == PART_ACTIVITY ? activity_row(org, subject->activity) : 0;

	for (int l = 0; l < LANG_COUNT; l++) {
		if (subject->part == PART_ACTIVITY)
			form->written[l] = row <= org->activity_count && org->activities[row - 1].title.in[l] != NULL;
		else if (subject->part == PART_TEXTS)
			form->written[l] = org->mission.in[l] != NULL || org->mission_north.in[l] != NULL || org->history.in[l] != NULL;
		else if (subject->part == PART_BRANCHES)
			for (size_t b = 0; b < org->branch_count; b++)
				form->written[l] |= org->branches[b].name.in[l] != NULL;
		else
			form->written[l] = org->name.in[l] != NULL;
	}
}

/* True if something that the form is about waits for a moderator. */
static bool
asks_first(const struct editing *editing, const struct subject *subject)
{
	bool waits = subject->part == PART_ACTIVITY && store_policy_waits(&editing->policy, "activities");

	for (const char *const *m = part_members(subject->part); *m != NULL; m++)
		waits = waits || store_policy_waits(&editing->policy, *m);
	return waits && !editing->trusted;
}

static struct edit_form
form_of(struct request *rq, const struct editing *editing, const struct subject *subject)
{
	struct edit_form form = { .org = &editing->published, .part = subject->part, .activity = subject->activity, .lang = subject->scope.lang, .basis = editing->basis,
		.reason = "", .receipt = secret_receipt(rq->ctx), .waits = asks_first(editing, subject) };

	set_written(&editing->org, subject, &form);
	return form;
}

/* A form as it was sent, before anything is made of it. */
struct sent {
	const struct parameter *pairs;
	size_t count;
	const char *action, *language, *base, *receipt, *reason;
	struct basis basis;
	struct pasted *pasted;
	size_t pasted_count;
};

static bool
read_basis(const char *s, struct basis *basis)
{
	unsigned long long submission;
	unsigned revision;
	int end = 0;

	if (s == NULL || strlen(s) > 40 || sscanf(s, "%u.%llu%n", &revision, &submission, &end) != 2 || s[end] != '\0')
		return false;
	*basis = (struct basis){ revision, submission };
	return true;
}

/* What HTML was made of once is sent along, a name and a source each. */
static void
read_pasted(void *ctx, const struct parameter *fields, size_t count, struct sent *sent)
{
	const char *name = NULL;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(fields[i].name, "pasted") == 0) {
			name = fields[i].value;
		} else if (strcmp(fields[i].name, "html") == 0 && name != NULL && strlen(name) <= 100) {
			MEM_GROW(ctx, sent->pasted, sent->pasted_count);
			sent->pasted[sent->pasted_count++] = (struct pasted){ name, fields[i].value };
			name = NULL;
		}
	}
}

/* What people type for what the document keeps: a page's address without its beginning, a country by its name, an enterprise number in any spelling. */
static const char *
as_meant(const struct request *rq, const char *name, const char *value)
{
	const struct terms *countries = &rq->vocabularies->of[VOCABULARY_COUNTRY];
	const char *end = strrchr(name, '.'), *last = end == NULL ? name : end + 1, *typed = words_fold(rq->ctx, value);
	char digits[11];
	size_t n = 0;

	if (strcmp(last, "website") == 0 && strchr(value, '.') != NULL && strstr(value, "://") == NULL && strchr(value, ' ') == NULL)
		return mem_printf(rq->ctx, "https://%s", value);
	if (strcmp(last, "country") == 0)
		for (size_t i = 0; i < countries->count; i++)
			for (int l = 0; l < LANG_COUNT; l++)
				if (strcmp(words_fold(rq->ctx, countries->term[i].label[l]), typed) == 0)
					return strcmp(countries->term[i].code, "BE") == 0 ? "" : countries->term[i].code;
	if (strcmp(last, "enterprise_number") == 0) {
		for (const char *c = value; *c != '\0' && n < sizeof(digits); c++)
			if (*c >= '0' && *c <= '9')
				digits[n++] = *c;
			else if (strchr(" .-", *c) == NULL && strncasecmp(c, "BE", 2) != 0 && strncasecmp(c, "E", 1) != 0)
				return value;
		if (n == 10)
			return mem_printf(rq->ctx, "%.4s.%.3s.%.3s", digits, digits + 4, digits + 7);
		if (n == 9)
			return mem_printf(rq->ctx, "0%.3s.%.3s.%.3s", digits, digits + 3, digits + 6);
	}
	return value;
}

static enum err
only_one(const struct parameter *fields, size_t count, const char *name, const char **value)
{
	*value = NULL;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(fields[i].name, name) != 0)
			continue;
		if (*value != NULL)
			return ERR_BAD_REQUEST;
		*value = fields[i].value;
	}
	return OK;
}

static enum err
read_sent(struct request *rq, const struct parameter *fields, size_t count, struct sent *sent)
{
	static const char *const NAMES[] = { "do", "language", "base", "receipt", "reason" };
	const char **values[] = { &sent->action, &sent->language, &sent->base, &sent->receipt, &sent->reason };
	enum err e = OK;

	*sent = (struct sent){ 0 };
	for (size_t i = 0; e == OK && i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
		e = only_one(fields, count, NAMES[i], values[i]);
	if (e != OK || !read_basis(sent->base, &sent->basis))
		return ERR_BAD_REQUEST;
	if (sent->receipt == NULL || strlen(sent->receipt) != 32)
		return ERR_BAD_REQUEST;
	sent->reason = sent->reason == NULL ? "" : mem_strndup(rq->ctx, sent->reason, utf8_prefix(sent->reason, REASON_CHARACTERS));
	read_pasted(rq->ctx, fields, count, sent);
	sent->pairs = fields;
	sent->count = count;
	return OK;
}

/* The form as it was sent, on the document that it was made from. */
static enum err
read_changed(struct request *rq, struct sent *sent, struct subject *subject, struct organisation *base, struct organisation *changed)
{
	struct parameter *pairs;
	enum err e;

	e = store_editing_at(rq->db, rq->ctx, rq->vocabularies, rq->organisation, rq->actor->id, sent->basis, base);
	if (e == ERR_NOT_FOUND)
		e = ERR_BAD_REQUEST;
	if (e == OK)
		e = read_subject(rq, base, sent->language, subject);
	if (e != OK)
		return e;
	pairs = form_rows(rq->ctx, &subject->scope, sent->pairs, sent->count, sent->action, &sent->count);
	for (size_t i = 0; i < sent->count; i++)
		pairs[i].value = as_meant(rq, pairs[i].name, pairs[i].value);
	sent->pairs = pairs;
	return form_read(rq->ctx, base, &subject->scope, sent->pairs, sent->count, OTHERS, changed);
}

/* Shows the form with what was sent. */
static struct edit_form
again(struct request *rq, const struct editing *editing, const struct subject *subject, const struct sent *sent, const struct organisation *changed)
{
	struct edit_form form = form_of(rq, editing, subject);

	form.basis = sent->basis;
	form.reason = sent->reason;
	form.receipt = sent->receipt;
	form.pasted = sent->pasted;
	form.pasted_count = sent->pasted_count;
	form.fields = form_fields(rq->ctx, changed, &subject->scope, &form.field_count);
	form_keep(form.fields, form.field_count, sent->pairs, sent->count);
	return form;
}

/* GET: the form, or the draft of it that was left behind. */
static enum err
show_form(struct request *rq, struct response *rs)
{
	struct editing *editing = MEM_NEW(rq->ctx, struct editing);
	struct organisation base, changed;
	const char *language, *draft, *saved_at;
	struct subject subject;
	struct edit_form form;
	struct sent sent;
	enum err e;

	e = request_parameter(rq, "language", &language);
	if (e == OK)
		e = read_editing(rq, editing);
	if (e == OK)
		e = read_subject(rq, &editing->org, language, &subject);
	if (e == OK)
		e = store_draft(rq->db, rq->ctx, rq->actor->id, rq->organisation, subject.draft, &draft, &saved_at);
	if (e != OK)
		return e;
	if (draft != NULL) {
		struct parameter *fields = NULL;
		size_t count = 0;

		e = request_parse_form(rq->ctx, draft, &fields, &count);
		if (e == OK)
			e = read_sent(rq, fields, count, &sent);
		if (e == OK)
			e = read_changed(rq, &sent, &subject, &base, &changed);
		if (e == OK) {
			form = again(rq, editing, &subject, &sent, &changed);
			form.draft_at = saved_at;
			return view_edit_form(rq->view, &form, &rs->page);
		}
		if (e != ERR_BAD_REQUEST && e != ERR_NOT_FOUND)
			return e;	/* a draft of what is no longer there is passed over */
	}
	form = form_of(rq, editing, &subject);
	form.fields = form_fields(rq->ctx, &editing->org, &subject.scope, &form.field_count);
	return view_edit_form(rq->view, &form, &rs->page);
}

/* HTML in long texts becomes CommonMark; what it was is kept beside. False when there was none. ERR_TOO_LARGE is a fault of the field. */
static bool
clean(struct request *rq, struct sent *sent, struct edit_form *form)
{
	struct pasted *cleaned = NULL;

	for (size_t i = 0; i < form->field_count; i++) {
		struct field *field = &form->fields[i];
		const char *markdown;

		if (field->kind != FIELD_TEXT || field->value == NULL || !paste_is_html(field->value))
			continue;
		if (paste_clean(rq->ctx, field->value, strlen(field->value), &markdown) != OK) {
			field->fault = view_paste_fault();
			continue;
		}
		MEM_GROW(rq->ctx, cleaned, form->cleaned_count);
		cleaned[form->cleaned_count++] = (struct pasted){ field->name, field->value };
		MEM_GROW(rq->ctx, sent->pasted, sent->pasted_count);
		sent->pasted[sent->pasted_count++] = (struct pasted){ field->name, field->value };
		field->value = markdown;
	}
	form->cleaned = cleaned;
	form->pasted = sent->pasted;
	form->pasted_count = sent->pasted_count;
	return form->cleaned_count > 0 || form_has_faults(form->fields, form->field_count);
}

/* True if the fault is of this field: its own place, its language, or one of its codes. */
static bool
is_about(const struct field *field, const struct fault *fault)
{
	size_t name = strlen(field->name), place = strlen(fault->place);

	if (strncmp(fault->place, field->name, name) == 0)
		return fault->place[name] == '\0' || fault->place[name] == '[' || fault->place[name] == '.';
	return field->lang != NULL && strncmp(field->name, fault->place, place) == 0 && field->name[place] == '.' && strcmp(field->name + place + 1, field->lang) == 0;
}

/* What is wrong with what was sent, beside its fields. True if something is. */
static bool
find_faults(struct request *rq, const struct organisation *changed, struct edit_form *form)
{
	struct faults faults = document_faults(rq->ctx, changed, rq->vocabularies);

	for (size_t i = 0; i < faults.count; i++)
		for (size_t f = 0; f < form->field_count; f++)
			if (form->fields[f].fault == NULL && form->fields[f].kind != FIELD_HIDDEN && is_about(&form->fields[f], &faults.fault[i])) {
				form->fields[f].fault = view_fault(rq->view, &faults.fault[i]);
				break;
			}
	return form_has_faults(form->fields, form->field_count);
}

static enum err
show_again(struct request *rq, struct response *rs, int status, const struct edit_form *form)
{
	rs->status = status;
	return view_edit_form(rq->view, form, &rs->page);
}

/* Two versions of the same: the form with the author's, upon what stands now. */
static enum err
show_conflict(struct request *rq, struct response *rs, const struct editing *editing, struct subject *subject, const struct sent *sent, const struct outcome *outcome)
{
	const struct change_conflicts *conflicts = &outcome->conflicts;
	struct edit_conflict *shown = MEM_ARRAY(rq->ctx, struct edit_conflict, conflicts->count);
	struct edit_form form;
	enum err e = read_subject(rq, &outcome->merged, sent->language, subject);

	if (e == ERR_NOT_FOUND)	/* the activity was withdrawn meanwhile: it is shown as a new one, with all that its author wrote */
		return ERR_CONFLICT;
	form = form_of(rq, editing, subject);
	form.basis = outcome->basis;
	form.reason = sent->reason;
	form.pasted = sent->pasted;
	form.pasted_count = sent->pasted_count;
	form.fields = form_fields(rq->ctx, &outcome->merged, &subject->scope, &form.field_count);
	for (size_t i = 0; i < conflicts->count; i++)
		shown[i] = (struct edit_conflict){ conflicts->conflict[i].path, conflicts->conflict[i].base_text, conflicts->conflict[i].ours_text, conflicts->conflict[i].theirs_text };
	form.conflicts = shown;
	form.conflict_count = conflicts->count;
	return show_again(rq, rs, 409, &form);
}

static enum done
done_of(enum outcome_kind kind)
{
	return kind == OUTCOME_PUBLISHED ? DONE_PUBLISHED : kind == OUTCOME_WAITING ? DONE_WAITING : kind == OUTCOME_BOTH ? DONE_BOTH : DONE_NOTHING;
}

/* Saves what was made of base; *outcome says what became of it. */
static enum err
save(struct request *rq, const struct editing *editing, const struct sent *sent, const char *draft, const struct organisation *base, const struct organisation *changed,
    struct outcome *outcome)
{
	struct proposal proposal = { .organisation = rq->organisation, .account = rq->actor->id, .author = rq->actor->name, .trusted = may(rq->actor, VERB_MODERATE, 0),
		.basis = sent->basis, .base = base, .changed = changed, .reason = sent->reason, .receipt = sent->receipt, .form = draft,
		.pasted = sent->pasted, .pasted_count = sent->pasted_count };
	const char *why = NULL;
	enum err e = write_notices(rq, editing, &proposal);

	if (e == OK)
		e = store_propose(rq->db, rq->ctx, rq->vocabularies, rq->lang, &proposal, outcome, &why);
	if (e == ERR_INVALID)
		log_event(LOG_LEVEL_WARNING, "not-saved", "organisation=%s reason=%s", rq->arguments[0], why == NULL ? "" : why);
	return e;
}

/* The activity taken out of the document. */
static void
withdraw_activity(struct organisation *org, size_t row)
{
	memmove(&org->activities[row - 1], &org->activities[row], (org->activity_count - row) * sizeof(*org->activities));
	org->activity_count--;
}

static bool
begins(const char *s, const char *beginning)
{
	return s != NULL && strncmp(s, beginning, strlen(beginning)) == 0;
}

/* POST: rows added, moved and removed; a preview; a draft thrown away; or all of it saved. */
static enum err
post_form(struct request *rq, struct response *rs)
{
	struct editing *editing = MEM_NEW(rq->ctx, struct editing);
	struct organisation base, changed;
	const char *resumed;
	struct outcome outcome;
	struct subject subject;
	struct edit_form form;
	struct sent sent;
	enum err e;

	e = request_field(rq, "again", &resumed);
	if (e == OK)
		e = read_sent(rq, rq->fields, rq->field_count, &sent);
	if (e == OK)
		e = read_editing(rq, editing);
	if (e == OK)
		e = read_changed(rq, &sent, &subject, &base, &changed);
	if (e != OK)
		return e;
	if (begins(sent.action, "discard")) {
		e = store_draft_drop(rq->db, rq->actor->id, rq->organisation, subject.draft);
		return e != OK ? e : go_to(rq, rs, "", DONE_NOTHING_YET);
	}
	form = again(rq, editing, &subject, &sent, &changed);
	form.preview = begins(sent.action, "preview");
	form.resumed = resumed != NULL;
	if (form.preview || form.resumed || begins(sent.action, "add:") || begins(sent.action, "remove:") || begins(sent.action, "up:") || begins(sent.action, "down:"))
		return show_again(rq, rs, 200, &form);
	if (begins(sent.action, "withdraw") && subject.activity != 0) {
		changed = base;
		changed.activities = mem_copy(rq->ctx, base.activities, base.activity_count * sizeof(*base.activities));
		withdraw_activity(&changed, activity_row(&base, subject.activity));
	} else if (clean(rq, &sent, &form)) {
		return show_again(rq, rs, form_has_faults(form.fields, form.field_count) ? 422 : 200, &form);
	} else if (find_faults(rq, &changed, &form)) {
		return show_again(rq, rs, 422, &form);
	} else {
		form_trim(rq->ctx, &changed);
	}
	e = save(rq, editing, &sent, subject.draft, &base, &changed, &outcome);
	if (e != OK)
		return e;
	if (outcome.kind == OUTCOME_CONFLICT)
		return show_conflict(rq, rs, editing, &subject, &sent, &outcome);
	return go_to(rq, rs, subject.part == PART_ACTIVITY ? "/activities" : "", done_of(outcome.kind));
}

/* GET /{lang}/edit/{slug}/activities */
static enum err
show_activities(struct request *rq, struct response *rs)
{
	struct editing *editing = MEM_NEW(rq->ctx, struct editing);
	enum done done;
	enum err e = read_done(rq, &done);

	if (e == OK)
		e = read_editing(rq, editing);
	return e != OK ? e : view_edit_activities(rq->view, editing, done, &rs->page);
}

/* The activities in the order that was sent; those that were not named stay behind, in their order. One may be moved a place up or down. */
static enum err
read_order(struct request *rq, const struct organisation *org, struct activity *ordered)
{
	const char *up, *down;
	size_t n = 0;
	enum err e = request_field(rq, "up", &up);

	if (e == OK)
		e = request_field(rq, "down", &down);
	if (e != OK)
		return e;
	for (size_t i = 0; i < rq->field_count; i++) {
		size_t row = strcmp(rq->fields[i].name, "order") != 0 ? 0 : activity_row(org, request_number(rq->fields[i].value, 999999));

		for (size_t k = 0; k < n; k++)
			if (row > 0 && row <= org->activity_count && ordered[k].number == org->activities[row - 1].number)
				return ERR_BAD_REQUEST;
		if (row > 0 && row <= org->activity_count)
			ordered[n++] = org->activities[row - 1];
	}
	for (size_t i = 0; i < org->activity_count; i++) {
		bool known = false;

		for (size_t k = 0; k < n; k++)
			known = known || ordered[k].number == org->activities[i].number;
		if (!known)
			ordered[n++] = org->activities[i];
	}
	for (size_t i = 0; i + 1 < n; i++)
		if (ordered[i + 1].number == request_number(up, 999999) || ordered[i].number == request_number(down, 999999)) {
			struct activity moved = ordered[i];

			ordered[i] = ordered[i + 1];
			ordered[i + 1] = moved;
			break;
		}
	return OK;
}

/* POST /{lang}/edit/{slug}/activities: their order; a move by one place is shown first, and saved with the rest. */
static enum err
post_order(struct request *rq, struct response *rs)
{
	struct editing *editing = MEM_NEW(rq->ctx, struct editing);
	const char *up, *down;
	struct organisation changed;
	struct outcome outcome;
	struct sent sent = { .reason = "", .receipt = secret_receipt(rq->ctx) };
	enum err e = read_editing(rq, editing);

	if (e != OK)
		return e;
	changed = editing->org;
	changed.activities = MEM_ARRAY(rq->ctx, struct activity, changed.activity_count);
	e = read_order(rq, &editing->org, changed.activities);
	if (e == OK)
		e = request_field(rq, "up", &up);
	if (e == OK)
		e = request_field(rq, "down", &down);
	if (e != OK)
		return e;
	if (up != NULL || down != NULL) {
		editing->org = changed;
		return view_edit_activities(rq->view, editing, DONE_NOTHING_YET, &rs->page);
	}
	sent.basis = editing->basis;
	e = save(rq, editing, &sent, "activities", &editing->org, &changed, &outcome);
	if (e == OK && outcome.kind == OUTCOME_CONFLICT)
		e = ERR_CONFLICT;
	return e != OK ? e : go_to(rq, rs, "/activities", done_of(outcome.kind));
}

/* POST /{lang}/edit/{slug}/confirm */
static enum err
post_confirm(struct request *rq, struct response *rs)
{
	enum err e = store_organisation_confirm(rq->db, rq->ctx, rq->vocabularies, rq->organisation);

	return e != OK ? e : go_to(rq, rs, "", DONE_CONFIRMED);
}

/* POST /{lang}/edit/{slug}/withdraw: what waits is taken back. */
static enum err
post_withdraw(struct request *rq, struct response *rs)
{
	enum err e = store_submission_withdraw(rq->db, rq->organisation, rq->actor->id);

	return e != OK ? e : go_to(rq, rs, "", DONE_WITHDRAWN);
}

/* POST /{lang}/edit/{slug}/draft: a form that is being filled in, kept as it is. Its field `form` is the end of the form's address. */
static enum err
post_draft(struct request *rq, struct response *rs)
{
	const char *name, *language;
	enum lang lang;
	enum err e = request_field(rq, "form", &name);

	if (e == OK)
		e = request_field(rq, "language", &language);
	if (e == OK)
		e = read_language(rq, language, &lang);
	if (e != OK)
		return e;
	if (name == NULL || (part_parse(name) == PART_COUNT && request_number(name, 999999) == 0 && strcmp(name, "new") != 0))
		return ERR_BAD_REQUEST;
	rs->status = 204;
	return store_draft_save(rq->db, rq->actor->id, rq->organisation, mem_printf(rq->ctx, "%s.%s", name, lang_code(lang)), rq->form);
}

/* POST /{lang}/edit/{slug}/preview: a text as it will look, a piece of HTML. */
static enum err
post_preview(struct request *rq, struct response *rs)
{
	const char *text, *language;
	enum lang lang;
	enum err e = request_field(rq, "text", &text);

	if (e == OK)
		e = request_field(rq, "language", &language);
	if (e == OK)
		e = read_language(rq, language, &lang);
	if (e != OK || text == NULL)
		return e != OK ? e : ERR_BAD_REQUEST;
	if (paste_is_html(text) && paste_clean(rq->ctx, text, strlen(text), &text) != OK)
		return ERR_TOO_LARGE;
	buf_puts(&rs->page, markdown_html(rq->ctx, text, lang));
	return OK;
}

static const struct route ROUTES[] = {
	{ "/{lang}/edit/", show_own, NULL, ACCESS_ACCOUNT },
	{ "/{lang}/edit/{slug}", show_overview, NULL, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/identity", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/contact", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/texts", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/facets", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/branches", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/partners", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/activities", show_activities, post_order, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/activities/new", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/activities/{number}", show_form, post_form, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/history", show_edit_history, post_restore, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/submissions/{number}", show_own_submission, post_own_submission, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/submissions/{number}/again", NULL, post_again, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/confirm", NULL, post_confirm, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/withdraw", NULL, post_withdraw, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/draft", NULL, post_draft, ACCESS_ORGANISATION },
	{ "/{lang}/edit/{slug}/preview", NULL, post_preview, ACCESS_ORGANISATION },
};

static const char *const TEMPLATES[] = { GUARD_TEMPLATES, "edit-own.tpl", "edit-overview.tpl", "edit-activities.tpl", "edit-form.tpl", HISTORY_TEMPLATES, NULL };

int
main(void)
{
	return app_main(&(struct program){ "edit", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]), TEMPLATES, NULL, guard });
}
