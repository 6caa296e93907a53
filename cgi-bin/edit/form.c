/* The forms: shown, shown again with what is wrong, and saved. */
#include <string.h>

#include "base/mem.h"
#include "base/secret.h"
#include "edit/edit.h"
#include "store/draft.h"
#include "text/document.h"
#include "text/markdown.h"
#include "text/paste.h"

static void
set_written(const struct organisation *org, const struct subject *subject, struct edit_form *form)
{
	size_t row = subject->part == PART_ACTIVITY ? activity_row(org, subject->activity) : 0;

	for (int l = 0; l < LANG_COUNT; l++) {
		if (subject->part == PART_ACTIVITY)
			form->written[l] = row > 0 && row <= org->activity_count && org->activities[row - 1].title.in[l] != NULL;
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
enum err
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
			e = read_changed(rq, editing, &sent, &subject, &base, &changed);
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

	if (e != OK)
		return e;
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
enum err
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
		e = read_changed(rq, editing, &sent, &subject, &base, &changed);
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

/* POST /{lang}/edit/{slug}/draft: a form that is being filled in, kept as it is. Its field `form` is the end of the form's address. */
enum err
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
enum err
post_preview(struct request *rq, struct response *rs)
{
	const char *text, *language;
	enum lang lang;
	enum err e = request_field(rq, "text", &text);

	if (e == OK)
		e = request_field(rq, "lang", &language);
	if (e == OK)
		e = read_language(rq, language, &lang);
	if (e != OK || text == NULL)
		return e != OK ? e : ERR_BAD_REQUEST;
	if (paste_is_html(text) && paste_clean(rq->ctx, text, strlen(text), &text) != OK)
		return ERR_TOO_LARGE;
	buf_puts(&rs->page, markdown_html(rq->ctx, text, lang));
	return OK;
}
