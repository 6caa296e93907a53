/* The federation's desk: the queue, the policy, what is looked at from time to time. */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/part.h"
#include "view/page.h"

static struct page
begin(const struct view *view, const char *file, const char *title)
{
	return page_begin(view, &(struct page_head){ .file = file, .title = title, .nav = NAV_MODERATE, .has_search = true, .no_index = true });
}

/* What was done, said above the page that one comes back to. */
static void
set_done(struct tpl *tpl, enum desk_done done)
{
	const char *words[DESK_DONES] = {
		[DESK_ACCEPTED] = tr("Accepted: all of it is published, and its author gets a letter."),
		[DESK_PARTED] = tr("Published in part: the rest went back to its author, with your answer."),
		[DESK_RETURNED] = tr("Sent back: its author gets your answer. The page stays as it was."),
		[DESK_SAVED] = tr("Saved. It holds for whatever is saved from now on."),
		[DESK_RENAMED] = tr("The page has its new address; the former one leads to it."),
		[DESK_CLOSED] = tr("Closed: the address now says so, and where its work goes on."),
	};

	if (words[done] != NULL)
		tpl_set(tpl_row(tpl, "DONE"), "DONE_TEXT", words[done]);
}

enum err
view_desk(const struct view *view, const struct submission_queue *queue, enum desk_done done, struct buf *html)
{
	struct page page = begin(view, "moderate.tpl", tr("Federation's desk"));
	struct tpl *tpl = page.main;

	set_done(tpl, done);
	if (queue->row_count == 0)
		tpl_show(tpl, "QUEUE_EMPTY");
	for (size_t i = 0; i < queue->row_count; i++) {
		const struct submission_row *submission = &queue->rows[i];
		struct tpl *row = tpl_row(tpl, "QUEUED");

		tpl_setf(row, "QUEUED_NUMBER", "%llu", (unsigned long long)submission->id);
		tpl_set(row, "QUEUED_NAME", submission->name.words);
		tpl_set(row, "QUEUED_LANG", lang_code(submission->name.lang));
		tpl_set(row, "QUEUED_AUTHOR", submission->author);
		tpl_set(row, "QUEUED_SINCE", mem_printf(view->ctx, tr("since %s"), date_words(view->ctx, submission->since)));
		tpl_set(row, "QUEUED_PARTS", mem_printf(view->ctx, trn("%zu change", "%zu changes", submission->parts), submission->parts));
	}
	if (may(view->actor, VERB_ADMINISTER, 0))
		tpl_show(tpl, "ADMINISTERS");
	include_paging(&page, &queue->paging, NULL);
	return page_end(&page, html);
}

static const struct policy_rule *
find_rule(const struct policy_rules *rules, const char *part)
{
	for (size_t i = 0; i < rules->count; i++)
		if (strcmp(rules->rows[i].part, part) == 0)
			return &rules->rows[i];
	return NULL;
}

/* What holds for a part without a rule of the organisation. */
static bool
is_moderated_for_everybody(const struct policy_rules *everybody, const char *part)
{
	const struct policy_rule *rule = find_rule(everybody, part);

	if (rule == NULL)
		rule = find_rule(everybody, "");
	return rule != NULL && rule->moderated;
}

static void
add_choice(struct tpl *row, const char *value, const char *label, bool chosen)
{
	struct tpl *choice = tpl_row(row, "RULE_CHOICE");

	tpl_set(choice, "RULE_VALUE", value);
	tpl_set(choice, "RULE_CHOICE_LABEL", label);
	if (chosen)
		tpl_show(choice, "RULE_CHOSEN");
}

/* A row of the table: a part, and what holds for it. */
static void
set_rule(const struct view *view, struct tpl *tpl, const struct policy_page *policy, const char *part, const char *label)
{
	const struct policy_rule *rule = find_rule(&policy->rules, part);
	struct tpl *row = tpl_row(tpl, "RULE");
	const char *now;

	tpl_set(row, "RULE_PART", part);
	tpl_set(row, "RULE_ID", *part == '\0' ? "others" : part);
	tpl_set(row, "RULE_LABEL", label);
	if (policy->org != NULL) {
		now = is_moderated_for_everybody(&policy->everybody, part) ? tr("after moderation") : tr("at once");
		add_choice(row, "", mem_printf(view->ctx, tr("as for everybody (%s)"), now), rule == NULL);
	} else if (*part != '\0') {
		add_choice(row, "", tr("like all the others"), rule == NULL);
	}
	add_choice(row, "free", tr("published at once"), rule == NULL ? *part == '\0' && policy->org == NULL : !rule->moderated);
	add_choice(row, "moderated", tr("published after moderation"), rule != NULL && rule->moderated);
}

enum err
view_policy(const struct view *view, const struct policy_page *policy, struct buf *html)
{
	struct page page = begin(view, "policy.tpl", tr("What waits for moderation"));
	struct tpl *tpl = page.main;

	set_done(tpl, policy->done);
	set_form(view, tpl, policy->org == NULL ? "/moderate/policy" : mem_printf(view->ctx, "/moderate/policy/%s", policy->org->slug));
	if (policy->org != NULL)
		set_organisation(view, tpl_row(tpl, "FOR_ONE"), policy->org);
	else
		tpl_show(tpl, "FOR_EVERYBODY");
	set_rule(view, tpl, policy, "", tr("All others"));
	for (int part = 0; part < PART_COUNT; part++) {
		const char *const *members = part_members((enum part)part);

		for (size_t m = 0; members[m] != NULL; m++)
			set_rule(view, tpl, policy, members[m], strcmp(members[m], "facets") == 0 ? tr("Profile in global citizenship education") : part_label(view, members[m]));
	}
	set_rule(view, tpl, policy, "activities", part_label(view, "activities"));
	for (size_t i = 0; i < policy->exceptions.count; i++) {
		const struct policy_exception *exception = &policy->exceptions.rows[i];
		struct tpl *row = tpl_row(tpl, "EXCEPTION");

		tpl_set(row, "EXCEPTION_SLUG", exception->slug);
		tpl_set(row, "EXCEPTION_NAME", exception->name.words);
		tpl_set(row, "EXCEPTION_LANG", lang_code(exception->name.lang));
		tpl_set(row, "EXCEPTION_RULES", mem_printf(view->ctx, trn("%zu rule", "%zu rules", exception->rules), exception->rules));
	}
	if (policy->org == NULL && policy->exceptions.count == 0)
		tpl_show(tpl, "NO_EXCEPTION");
	return page_end(&page, html);
}

enum err
view_desk_organisation(const struct view *view, const struct desk_organisation *desk, struct buf *html)
{
	const struct organisation *org = desk->org;
	struct page page = begin(view, "desk-organisation.tpl", text_for(&org->name, view->lang).words);
	struct tpl *tpl = page.main, *form;
	struct option sure[] = { { .value = "yes", .label = tr("Yes, close it") } };
	const struct field address = { .kind = FIELD_LINE, .name = "address", .label = tr("End of the address"), .limit = 80, .value = desk->address, .fault = desk->address_fault,
	    .help = tr("Small letters, digits and hyphens.") };
	const struct field closing[] = {
		{ .kind = FIELD_LINE, .name = "successor", .label = tr("Who goes on with its work"), .limit = 80, .optional = true, .value = desk->successor, .fault = desk->successor_fault,
		    .help = tr("The end of that organisation's address in this directory.") },
		{ .kind = FIELD_SOME, .name = "sure", .label = tr("Close this organisation?"), .options = sure, .option_count = 1, .fault = desk->sure_fault },
	};

	set_organisation(view, tpl, org);
	set_done(tpl, desk->done);
	set_dates(view, tpl, org);
	if (desk->waiting > 0) {
		struct tpl *waiting = tpl_row(tpl, "WAITS");

		tpl_setf(waiting, "WAITS_NUMBER", "%llu", (unsigned long long)desk->first);
		tpl_set(waiting, "WAITS_TEXT", mem_printf(view->ctx, trn("%zu submission waits", "%zu submissions wait", desk->waiting), desk->waiting));
	}
	if (form_has_faults(&address, 1))
		include_faults(view, tpl, &address, 1);
	else
		include_faults(view, tpl, closing, 2);
	form = tpl_row(tpl, "ADDRESS_FORM");
	set_form(view, form, mem_printf(view->ctx, "/moderate/organisations/%s/address", org->slug));
	include_fields(view, form, "ADDRESS_FIELD", &address, 1);
	form = tpl_row(tpl, "CLOSING_FORM");
	set_form(view, form, mem_printf(view->ctx, "/moderate/organisations/%s/close", org->slug));
	include_fields(view, form, "CLOSING_FIELDS", closing, 2);
	if (form_has_faults(closing, 2))
		tpl_show(form, "CLOSING_OPEN");
	return page_end(&page, html);
}

enum err
view_misses(const struct view *view, const struct search_misses *misses, struct buf *html)
{
	static const int DAYS[] = { 30, 90, 365 };
	struct page page = begin(view, "misses.tpl", tr("Searches that found nothing"));
	struct tpl *tpl = page.main;

	for (size_t i = 0; i < sizeof(DAYS) / sizeof(DAYS[0]); i++) {
		struct tpl *row = tpl_row(tpl, "DAYS");

		tpl_setf(row, "DAYS_NUMBER", "%d", DAYS[i]);
		tpl_set(row, "DAYS_LABEL", mem_printf(view->ctx, trn("last %d day", "last %d days", (unsigned long)DAYS[i]), DAYS[i]));
		if (misses->days == DAYS[i])
			tpl_show(row, "DAYS_CURRENT");
	}
	if (misses->count == 0)
		tpl_show(tpl, "NO_MISS");
	else
		tpl_show(tpl, "MISSES");
	for (size_t i = 0; i < misses->count; i++) {
		const struct search_miss *miss = &misses->rows[i];
		struct tpl *row = tpl_row(tpl, "MISS");

		tpl_set(row, "MISS_WORDS", miss->words);
		tpl_set(row, "MISS_LANG", lang_code(miss->lang));
		tpl_set(row, "MISS_LANGUAGE", language_name(lang_code(miss->lang)));
		tpl_set(row, "MISS_SEARCHES", number_words(view->ctx, view->lang, miss->searches));
		tpl_set(row, "MISS_LAST", date_words(view->ctx, miss->last_on));
	}
	return page_end(&page, html);
}

enum err
view_unconfirmed(const struct view *view, const struct unconfirmed_list *list, struct buf *html)
{
	struct page page = begin(view, "unconfirmed.tpl", tr("Pages not confirmed for long"));
	struct tpl *tpl = page.main;

	tpl_set(tpl, "UNCONFIRMED_COUNT", mem_printf(view->ctx, trn("%s organisation has not confirmed its page for a year.", "%s organisations have not confirmed their page for a year.",
	    list->paging.total), number_words(view->ctx, view->lang, list->paging.total)));
	for (size_t i = 0; i < list->row_count; i++) {
		const struct unconfirmed_row *org = &list->rows[i];
		struct tpl *row = tpl_row(tpl, "UNCONFIRMED");

		tpl_set(row, "UNCONFIRMED_SLUG", org->slug);
		tpl_set(row, "UNCONFIRMED_NAME", org->name.words);
		tpl_set(row, "UNCONFIRMED_LANG", lang_code(org->name.lang));
		tpl_set(row, "UNCONFIRMED_ON", org->confirmed_on == NULL ? tr("never confirmed") : mem_printf(view->ctx, tr("confirmed on %s"), date_words(view->ctx, org->confirmed_on)));
		tpl_set(row, "UNCONFIRMED_UPDATED", mem_printf(view->ctx, tr("Updated on %s"), date_words(view->ctx, org->updated_on)));
		tpl_set(row, "UNCONFIRMED_EDITORS", org->editors == 0 ? tr("nobody edits it") : mem_printf(view->ctx, trn("%u person edits it", "%u people edit it", org->editors), org->editors));
	}
	include_paging(&page, &list->paging, NULL);
	return page_end(&page, html);
}

/* Where a mail is on its way. */
static const char *
mail_state(const struct view *view, const struct mail *mail)
{
	if (mail->sent_at != NULL)
		return mem_printf(view->ctx, tr("sent on %s"), moment_words(view->ctx, mail->sent_at));
	if (mail->failed_at != NULL)
		return mem_printf(view->ctx, tr("given up on %s"), moment_words(view->ctx, mail->failed_at));
	return mail->attempts == 0 ? tr("waiting") : mem_printf(view->ctx, trn("waiting, after %u attempt", "waiting, after %u attempts", mail->attempts), mail->attempts);
}

static void
set_mail(const struct view *view, struct tpl *tpl, const struct mail *mail)
{
	tpl_setf(tpl, "MAIL_NUMBER", "%llu", (unsigned long long)mail->id);
	tpl_set(tpl, "MAIL_SUBJECT", mail->subject);
	tpl_set(tpl, "MAIL_LANG", lang_code(mail->lang));
	tpl_set(tpl, "MAIL_RECIPIENT", mail->recipient);
	tpl_set(tpl, "MAIL_PERSON", mail->recipient_name);
	tpl_set(tpl, "MAIL_WHEN", moment_words(view->ctx, mail->created_at));
	tpl_set(tpl, "MAIL_STATE", mail_state(view, mail));
	if (mail->failed_at != NULL)
		tpl_show(tpl, "MAIL_FAILED");
	if (mail->error != NULL)
		tpl_set(tpl_row(tpl, "MAIL_ERROR"), "MAIL_ERROR_TEXT", mail->error);
}

enum err
view_mails(const struct view *view, const struct mail_list *mails, struct buf *html)
{
	struct page page = begin(view, "mails.tpl", tr("Mails"));
	struct tpl *tpl = page.main;

	tpl_show(tpl, mails->row_count == 0 ? "NO_MAIL" : "MAILS");
	for (size_t i = 0; i < mails->row_count; i++)
		set_mail(view, tpl_row(tpl, "MAIL"), &mails->rows[i]);
	include_paging(&page, &mails->paging, NULL);
	return page_end(&page, html);
}

enum err
view_mail_shown(const struct view *view, const struct mail *mail, struct buf *html)
{
	struct page page = begin(view, "mail-shown.tpl", mail->subject);

	set_mail(view, page.main, mail);
	tpl_set(page.main, "MAIL_TEXT", mail->body_text);
	return page_end(&page, html);
}
