/* Moderation: what people submitted is looked at and decided; the federation's policy; what it looks at from time to time. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/part.h"
#include "store/desk.h"
#include "store/mail.h"
#include "store/moderation.h"
#include "store/organisation.h"
#include "store/policy.h"
#include "store/publication.h"
#include "text/document.h"
#include "text/space.h"
#include "web/app.h"
#include "web/guard.h"
#include "web/metrics.h"
#include "web/review.h"

enum { MISSES_DAYS = 30, NUMBER_MAX = 999999 };

static const char *const DONE[DESK_DONES] = { [DESK_NOTHING] = "", [DESK_ACCEPTED] = "accepted", [DESK_PARTED] = "parted", [DESK_RETURNED] = "returned",
    [DESK_COMMENTED] = "commented", [DESK_SAVED] = "saved", [DESK_RENAMED] = "renamed", [DESK_CLOSED] = "closed" };

static enum err
read_done(const struct request *rq, enum desk_done *done)
{
	const char *code;
	enum err e = request_parameter(rq, "done", &code);

	*done = DESK_NOTHING;
	for (int d = 1; e == OK && code != NULL && d < DESK_DONES; d++)
		if (strcmp(DONE[d], code) == 0)
			*done = (enum desk_done)d;
	return e;
}

/* To a page of the desk, which says what was done. */
static enum err
go_to(struct request *rq, struct response *rs, const char *below, enum desk_done done)
{
	return response_redirect(rs, rq, 303, mem_printf(rq->ctx, "/%s/moderate/%s", lang_code(rq->lang), below), mem_printf(rq->ctx, "done=%s", DONE[done]));
}

/* GET /{lang}/moderate/?page= */
static enum err
show_desk(struct request *rq, struct response *rs)
{
	struct submission_queue queue;
	enum desk_done done;
	unsigned page;
	enum err e = read_done(rq, &done);

	if (e == OK)
		e = request_page(rq, &page);
	if (e == OK)
		e = store_submissions_waiting(rq->db, rq->ctx, rq->vocabularies, rq->lang, page, &queue);
	return e != OK ? e : view_desk(rq->view, &queue, done, &rs->page);
}

/* GET /{lang}/moderate/submissions/{number} */
static enum err
show_submission(struct request *rq, struct response *rs)
{
	struct reviewing reviewing;
	enum err e = review_begin(rq, (uint64_t)request_number(rq->arguments[0], NUMBER_MAX), true, &reviewing);

	if (e == OK)
		e = read_done(rq, &reviewing.page.done);
	return e != OK ? e : view_review(rq->view, &reviewing.page, &rs->page);
}

/* The form of a decision as it was sent. */
struct sent {
	const char *action, *seen, *receipt, *answer, *again;
	struct codes taken;	/* parts that are to be published */
	struct codes kept;	/* parts in conflict that stay as they are published */
};

static enum err
read_sent(const struct request *rq, struct sent *sent)
{
	static const char *const NAMES[] = { "do", "seen", "receipt", "answer", "again" };
	static const char CHOICE[] = "choice.";
	const char **values[] = { &sent->action, &sent->seen, &sent->receipt, &sent->answer, &sent->again };
	enum err e = OK;

	*sent = (struct sent){ .taken.code = MEM_ARRAY(rq->ctx, const char *, rq->field_count), .kept.code = MEM_ARRAY(rq->ctx, const char *, rq->field_count) };
	for (size_t i = 0; e == OK && i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
		e = request_field(rq, NAMES[i], values[i]);
	if (sent->answer == NULL)
		sent->answer = "";
	for (size_t i = 0; i < rq->field_count; i++) {
		const struct parameter *field = &rq->fields[i];

		if (strcmp(field->name, "part") == 0)
			sent->taken.code[sent->taken.count++] = field->value;
		else if (strncmp(field->name, CHOICE, strlen(CHOICE)) == 0 && strcmp(field->value, "proposed") == 0)
			sent->taken.code[sent->taken.count++] = field->name + strlen(CHOICE);
		else if (strncmp(field->name, CHOICE, strlen(CHOICE)) == 0 && strcmp(field->value, "published") == 0)
			sent->kept.code[sent->kept.count++] = field->name + strlen(CHOICE);
	}
	return e;
}

/* What is decided: the parts of the submission that are taken, and whether that is all of it. False: something is missing, and the page says what. */
static bool
understand(struct request *rq, const struct sent *sent, const struct review *review, struct review_page *page, struct decision *decision)
{
	bool accepts = sent->action != NULL && strcmp(sent->action, "accept") == 0;

	decision->taken = (struct codes){ MEM_ARRAY(rq->ctx, const char *, review->count), 0 };
	decision->whole = accepts;
	for (size_t i = 0; accepts && i < review->count; i++) {
		const struct review_part *part = &review->part[i];

		if (codes_have(&sent->taken, part->path))
			decision->taken.code[decision->taken.count++] = part->path;
		else if (part->state == REVIEW_CONFLICT && !codes_have(&sent->kept, part->path))
			page->choice_fault = tr("choose which of the two versions should stand");
		else if (part->state != REVIEW_DONE)
			decision->whole = false;
	}
	if (accepts && page->choice_fault == NULL && decision->taken.count == 0 && !decision->whole)
		page->part_fault = tr("nothing is ticked: tick what you accept, or send all of it back");
	if (utf8_length(sent->answer) > ANSWER_MAX)
		page->answer_fault = mem_printf(rq->ctx, tr("is too long: at most %d characters"), ANSWER_MAX);
	else if (!decision->whole && page->choice_fault == NULL && page->part_fault == NULL && strspn(sent->answer, " \t\n") == strlen(sent->answer))
		page->answer_fault = tr("is missing: its author needs to know why, and what to do");
	return page->choice_fault == NULL && page->part_fault == NULL && page->answer_fault == NULL;
}

/* The page once more, with all that was typed and chosen. */
static enum err
show_again(struct request *rq, struct response *rs, const struct sent *sent, struct reviewing *reviewing, int status)
{
	rs->status = status;
	reviewing->page.taken = &sent->taken;
	reviewing->page.kept = &sent->kept;
	reviewing->page.answer = sent->answer;
	return view_review(rq->view, &reviewing->page, &rs->page);
}

/* Somebody was faster: what stands now, with what was typed. */
static enum err
show_stale(struct request *rq, struct response *rs, const struct sent *sent, uint64_t number)
{
	struct reviewing *reviewing = MEM_NEW(rq->ctx, struct reviewing);
	enum err e = review_begin(rq, number, true, reviewing);

	reviewing->page.stale = true;
	return e != OK ? e : show_again(rq, rs, sent, reviewing, 409);
}

/* POST /{lang}/moderate/submissions/{number}: accept what is ticked, send back, comment */
static enum err
post_submission(struct request *rq, struct response *rs)
{
	struct reviewing *reviewing = MEM_NEW(rq->ctx, struct reviewing);
	struct submission *s = &reviewing->submission;
	struct decision decision;
	const char *why;
	enum desk_done done;
	unsigned revision;
	struct mail mail;
	struct sent sent;
	enum err e = review_begin(rq, (uint64_t)request_number(rq->arguments[0], NUMBER_MAX), true, reviewing);

	rq->gone = &s->published;
	if (e == OK)
		e = read_sent(rq, &sent);
	if (e != OK)
		return e;
	if (sent.action != NULL && strcmp(sent.action, "comment") == 0)
		return review_comment(rq, rs, reviewing, &s->author, 1);
	decision = (struct decision){ .submission = s->id, .moderator = rq->actor->id, .published = (unsigned)request_number(sent.seen, NUMBER_MAX), .answer = sent.answer,
	    .receipt = sent.receipt, .mails = &mail };
	if (sent.again != NULL)
		return show_again(rq, rs, &sent, reviewing, 200);
	if (!understand(rq, &sent, &reviewing->review, &reviewing->page, &decision))
		return show_again(rq, rs, &sent, reviewing, 422);
	done = decision.whole ? DESK_ACCEPTED : decision.taken.count > 0 ? DESK_PARTED : DESK_RETURNED;
	if (s->author.email != NULL) {
		e = view_mail_decided(rq->view, s, done, sent.answer, &mail);
		decision.mail_count = 1;
	}
	if (e == OK)
		e = store_submission_decide(rq->db, rq->ctx, rq->vocabularies, &decision, &revision, &why);
	if (e == ERR_CONFLICT)
		return show_stale(rq, rs, &sent, s->id);
	if (e == ERR_INVALID) {
		log_event(LOG_LEVEL_WARNING, "not-published", "submission=%llu reason=%s", (unsigned long long)s->id, why == NULL ? "" : why);
		reviewing->page.part_fault = mem_printf(rq->ctx, tr("together with what is published, it breaks a limit: %s"), why == NULL ? "" : why);
		return show_again(rq, rs, &sent, reviewing, 422);
	}
	return e != OK ? e : go_to(rq, rs, "", done);
}

/* The organisation that {slug} stands for, where the route has one: by its present address, open. */
static enum err
read_organisation(struct request *rq, struct organisation *org)
{
	uint64_t id;
	enum err e = store_organisation_id(rq->db, rq->ctx, rq->arguments[0], &id);

	rq->gone = org;
	if (e == OK)
		e = store_organisation_document(rq->db, rq->ctx, id, org, NULL);
	return e == OK && org->status == STATUS_CLOSED ? ERR_GONE : e;
}

/* Whose policy a request is about: rules and those of everybody; the organisation is NULL for everybody's own. */
static enum err
read_policy(struct request *rq, struct policy_page *policy)
{
	struct organisation *org = MEM_NEW(rq->ctx, struct organisation);
	enum err e = rq->arguments[0] == NULL ? OK : read_organisation(rq, org);

	*policy = (struct policy_page){ .org = rq->arguments[0] == NULL ? NULL : org };
	if (e == OK)
		e = store_policy(rq->db, rq->ctx, 0, &policy->everybody);
	policy->rules = policy->everybody;
	if (e == OK && policy->org != NULL)
		e = store_policy(rq->db, rq->ctx, org->id, &policy->rules);
	return e;
}

/* GET /{lang}/moderate/policy, /policy/{slug} */
static enum err
show_policy(struct request *rq, struct response *rs)
{
	struct policy_page policy;
	enum err e = read_policy(rq, &policy);

	if (e == OK)
		e = read_done(rq, &policy.done);
	if (e == OK && policy.org == NULL)
		e = store_policy_exceptions(rq->db, rq->ctx, rq->lang, &policy.exceptions);
	return e != OK ? e : view_policy(rq->view, &policy, &rs->page);
}

/* "" for all that no rule names, and the members that forms have. */
static bool
is_policy_part(const char *part)
{
	bool known = *part == '\0' || strcmp(part, "activities") == 0;

	for (int p = 0; p < PART_COUNT; p++)
		for (const char *const *m = part_members((enum part)p); *m != NULL; m++)
			known = known || strcmp(*m, part) == 0;
	return known;
}

/* POST of the same: a rule for each part that is not as the others, or as for everybody. */
static enum err
post_policy(struct request *rq, struct response *rs)
{
	static const char RULE[] = "rule.";
	struct policy_page policy;
	struct policy_rules rules = { MEM_ARRAY(rq->ctx, struct policy_rule, rq->field_count), 0 };
	enum err e = read_policy(rq, &policy);

	for (size_t i = 0; e == OK && i < rq->field_count; i++) {
		const struct parameter *field = &rq->fields[i];
		const char *part = field->name + strlen(RULE);
		bool moderated = strcmp(field->value, "moderated") == 0;

		if (strncmp(field->name, RULE, strlen(RULE)) != 0 || *field->value == '\0')
			continue;
		if (!is_policy_part(part) || (!moderated && strcmp(field->value, "free") != 0))
			return ERR_BAD_REQUEST;
		for (size_t k = 0; k < rules.count; k++)
			if (strcmp(rules.rows[k].part, part) == 0)
				return ERR_BAD_REQUEST;
		rules.rows[rules.count++] = (struct policy_rule){ part, moderated };
	}
	if (e == OK)
		e = store_policy_save(rq->db, rq->ctx, rq->actor->id, policy.org == NULL ? 0 : policy.org->id, &rules);
	return e != OK ? e : go_to(rq, rs, policy.org == NULL ? "policy" : mem_printf(rq->ctx, "policy/%s", policy.org->slug), DESK_SAVED);
}

/* GET /{lang}/moderate/misses?days= */
static enum err
show_misses(struct request *rq, struct response *rs)
{
	struct search_misses misses;
	const char *days;
	int n = MISSES_DAYS;
	enum err e = request_parameter(rq, "days", &days);

	if (e == OK && days != NULL)
		n = request_number(days, 366);
	if (e == OK && n == 0)
		e = ERR_NOT_FOUND;
	if (e == OK)
		e = store_search_misses(rq->db, rq->ctx, n, &misses);
	return e != OK ? e : view_misses(rq->view, &misses, &rs->page);
}

/* GET /{lang}/moderate/unconfirmed?page= */
static enum err
show_unconfirmed(struct request *rq, struct response *rs)
{
	struct unconfirmed_list list;
	unsigned page;
	enum err e = request_page(rq, &page);

	if (e == OK)
		e = store_unconfirmed(rq->db, rq->ctx, rq->lang, page, &list);
	return e != OK ? e : view_unconfirmed(rq->view, &list, &rs->page);
}

static enum err
read_desk_organisation(struct request *rq, struct desk_organisation *desk)
{
	struct organisation *org = MEM_NEW(rq->ctx, struct organisation);
	enum err e = read_organisation(rq, org);

	*desk = (struct desk_organisation){ .org = org, .address = org->slug, .successor = "" };
	return e != OK ? e : store_submissions_of(rq->db, rq->ctx, org->id, &desk->waiting, &desk->first);
}

/* GET /{lang}/moderate/organisations/{slug} */
static enum err
show_organisation(struct request *rq, struct response *rs)
{
	struct desk_organisation desk;
	enum err e = read_desk_organisation(rq, &desk);

	if (e == OK)
		e = read_done(rq, &desk.done);
	return e != OK ? e : view_desk_organisation(rq->view, &desk, &rs->page);
}

/* A field of one line, without the spaces around it; "" when it was not sent. */
static enum err
read_line(const struct request *rq, const char *name, const char **line)
{
	enum err e = request_field(rq, name, line);

	if (e == OK)
		*line = *line == NULL ? "" : space_one_line(rq->ctx, *line, strlen(*line));
	return e;
}

static enum err
show_faults(struct request *rq, struct response *rs, const struct desk_organisation *desk)
{
	rs->status = 422;
	return view_desk_organisation(rq->view, desk, &rs->page);
}

/* POST /{lang}/moderate/organisations/{slug}/address */
static enum err
post_address(struct request *rq, struct response *rs)
{
	struct desk_organisation desk;
	enum err e = read_desk_organisation(rq, &desk);

	if (e == OK)
		e = read_line(rq, "address", &desk.address);
	if (e != OK)
		return e;
	if (document_is_slug(desk.address))
		e = store_organisation_rename(rq->db, rq->ctx, rq->vocabularies, desk.org->slug, desk.address);
	else
		desk.address_fault = tr("is no end of an address: it has small letters, digits and hyphens, like entraide-et-fraternite");
	if (e == ERR_CONFLICT)
		desk.address_fault = tr("belongs to another organisation, or did once: choose another one");
	if (desk.address_fault != NULL)
		return show_faults(rq, rs, &desk);
	if (e == OK)
		log_event(LOG_LEVEL_INFO, "renamed", "account=%llu from=%s to=%s", (unsigned long long)rq->actor->id, desk.org->slug, desk.address);
	return e != OK ? e : go_to(rq, rs, mem_printf(rq->ctx, "organisations/%s", desk.address), DESK_RENAMED);
}

/* POST /{lang}/moderate/organisations/{slug}/close */
static enum err
post_close(struct request *rq, struct response *rs)
{
	struct desk_organisation desk;
	uint64_t successor;
	const char *sure;
	enum err e = read_desk_organisation(rq, &desk);

	if (e == OK)
		e = read_line(rq, "successor", &desk.successor);
	if (e == OK)
		e = request_field(rq, "sure", &sure);
	if (e != OK)
		return e;
	if (sure == NULL)
		desk.sure_fault = tr("tick it, if you are sure");
	if (*desk.successor != '\0') {
		e = store_organisation_id(rq->db, rq->ctx, desk.successor, &successor);
		if (e == ERR_NOT_FOUND || (e == OK && successor == desk.org->id)) {
			desk.successor_fault = tr("is no other organisation of this directory: write the end of its address");
			e = OK;
		}
	}
	if (e == OK && (desk.sure_fault != NULL || desk.successor_fault != NULL))
		return show_faults(rq, rs, &desk);
	if (e == OK)
		e = store_organisation_close(rq->db, rq->ctx, rq->vocabularies, desk.org->slug, *desk.successor == '\0' ? NULL : desk.successor);
	if (e == OK)
		log_event(LOG_LEVEL_INFO, "closed", "account=%llu organisation=%s successor=%s", (unsigned long long)rq->actor->id, desk.org->slug, desk.successor);
	return e != OK ? e : go_to(rq, rs, "", DESK_CLOSED);
}

/* GET /{lang}/moderate/mails?page= */
static enum err
show_mails(struct request *rq, struct response *rs)
{
	struct mail_list mails;
	unsigned page;
	enum err e = request_page(rq, &page);

	if (e == OK)
		e = store_mail_latest(rq->db, rq->ctx, page, &mails);
	return e != OK ? e : view_mails(rq->view, &mails, &rs->page);
}

/* GET /{lang}/moderate/mails/{number} */
static enum err
show_mail(struct request *rq, struct response *rs)
{
	struct mail mail;
	enum err e = store_mail_by_id(rq->db, rq->ctx, (uint64_t)request_number(rq->arguments[0], NUMBER_MAX), &mail);

	return e != OK ? e : view_mail_shown(rq->view, &mail, &rs->page);
}

static const struct route ROUTES[] = {
	{ "/{lang}/moderate/", show_desk, NULL, ACCESS_MODERATOR },
	{ "/{lang}/moderate/submissions/{number}", show_submission, post_submission, ACCESS_MODERATOR },
	{ "/{lang}/moderate/policy", show_policy, post_policy, ACCESS_MODERATOR },
	{ "/{lang}/moderate/policy/{slug}", show_policy, post_policy, ACCESS_MODERATOR },
	{ "/{lang}/moderate/misses", show_misses, NULL, ACCESS_MODERATOR },
	{ "/{lang}/moderate/unconfirmed", show_unconfirmed, NULL, ACCESS_MODERATOR },
	{ "/{lang}/moderate/organisations/{slug}", show_organisation, NULL, ACCESS_MODERATOR },
	{ "/{lang}/moderate/organisations/{slug}/address", NULL, post_address, ACCESS_MODERATOR },
	{ "/{lang}/moderate/organisations/{slug}/close", NULL, post_close, ACCESS_MODERATOR },
	{ "/{lang}/moderate/mails", show_mails, NULL, ACCESS_ADMINISTRATOR },
	{ "/{lang}/moderate/mails/{number}", show_mail, NULL, ACCESS_ADMINISTRATOR },
};

static const char *const TEMPLATES[] = { GUARD_TEMPLATES, REVIEW_TEMPLATES, "moderate.tpl", "policy.tpl", "desk-organisation.tpl", "misses.tpl", "unconfirmed.tpl", "mails.tpl",
    "mail-shown.tpl", "paging.tpl", NULL };

/* The queue of letters: this is the program whose account may look into it. */
static void
measure_mail(struct request *rq, struct buf *out)
{
	struct mail_measures mails;

	if (store_mail_measures(rq->db, rq->ctx, &mails) != OK)
		return;
	metrics_print_one("annuaire_mails_waiting", "gauge", "Letters that wait to be sent.", "moderate", (double)mails.waiting, out);
	metrics_print_one("annuaire_mails_oldest_waiting_seconds", "gauge", "For how long the first of them has waited.", "moderate", mails.oldest_seconds, out);
	metrics_print_one("annuaire_mails_given_up", "gauge", "Letters that were given up in the last 90 days.", "moderate", (double)mails.failed, out);
}

int
main(void)
{
	return app_main(&(struct program){ "moderate", ROUTES, sizeof(ROUTES) / sizeof(ROUTES[0]), TEMPLATES, NULL, measure_mail, guard });
}
