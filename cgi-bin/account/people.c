/* The people with an account: who may come in, and for whom. */
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/utf8.h"
#include "model/setting.h"
#include "store/people.h"
#include "store/setting.h"
#include "text/space.h"

enum { PEOPLE_PAGE_MAX = 10000 };

/* What was done just before, as the address says it. */
static enum err
done_words(const struct request *rq, const char **words)
{
	const char *const known[][2] = {
		{ "invited", tr("The invitation is on its way.") },
		{ "organisations", tr("What this person looks after has changed.") },
		{ "role", tr("The role has changed. It holds from the next time they sign in.") },
		{ "sessions", tr("All sessions of this person have ended.") },
		{ "second-factor", tr("The second lock is removed, and its owner knows by letter.") },
		{ "disabled", tr("The account is disabled.") },
		{ "enabled", tr("The account is open again.") },
		{ "rules", tr("The rule is kept.") },
	};
	const char *done;
	enum err e = request_parameter(rq, "done", &done);

	*words = NULL;
	for (size_t i = 0; e == OK && done != NULL && i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(done, known[i][0]) == 0)
			*words = known[i][1];
	return e;
}

enum err
show_people(struct request *rq, struct response *rs)
{
	struct people people = { .may_administer = may(rq->actor, VERB_ADMINISTER, 0) };
	const char *words, *page;
	enum err e;

	if ((e = request_parameter(rq, "q", &words)) != OK || (e = request_parameter(rq, "page", &page)) != OK || (e = done_words(rq, &people.done)) != OK)
		return e;
	people.words = words == NULL ? "" : space_one_line(rq->ctx, words, strlen(words));
	people.paging.page = page == NULL ? 1 : (unsigned)request_number(page, PEOPLE_PAGE_MAX);
	if (people.paging.page == 0)
		return ERR_NOT_FOUND;
	e = store_people(rq->db, rq->ctx, rq->lang, &people);
	return e == OK ? view_people(rq->view, &people, &rs->page) : e;
}

static void
role_options(const struct request *rq, enum role chosen, struct field *field)
{
	const char *const help[ROLE_COUNT] = {
		[ROLE_EDITOR] = tr("Looks after the pages of some organisations."),
		[ROLE_MODERATOR] = tr("Looks after every page, decides what is published, and invites editors."),
		[ROLE_ADMINISTRATOR] = tr("The same, and decides who has which role and how one signs in."),
	};

	field->options = MEM_ARRAY(rq->ctx, struct option, ROLE_COUNT);
	for (int r = 0; r < ROLE_COUNT; r++)
		field->options[field->option_count++] = (struct option){ .value = role_code((enum role)r), .label = view_role((enum role)r), .help = help[r], .chosen = (enum role)r == chosen };
}

static struct field
organisation_field(const char *typed, const char *fault)
{
	return (struct field){ .kind = FIELD_LINE, .name = "organisation", .label = tr("Organisation"), .value = typed, .fault = fault,
	    .help = tr("The address of its page in this directory, or what stands at its end: fil-equitable.") };
}

/* The organisation that was meant by the address of its page, or by the end of that; its id is 0 when none was named. */
static enum err
read_organisation(const struct request *rq, enum lang lang, const char **typed, struct membership *membership, const char **fault)
{
	const char *slug, *slash;
	size_t len;
	enum err e = account_field(rq, "organisation", typed);

	*membership = (struct membership){ 0 };
	*fault = NULL;
	if (e != OK)
		return e;
	*typed = space_one_line(rq->ctx, *typed, strlen(*typed));
	len = strcspn(*typed, "?#");
	while (len > 0 && (*typed)[len - 1] == '/')
		len--;
	slug = mem_strndup(rq->ctx, *typed, len);
	slash = strrchr(slug, '/');
	if (*slug == '\0')
		return OK;
	e = store_membership(rq->db, rq->ctx, slash == NULL ? slug : slash + 1, lang, membership);
	if (e != ERR_NOT_FOUND)
		return e;
	*fault = tr("No organisation has this address. Open its page and copy the address from there.");
	return OK;
}

/* What was typed to invite somebody, and what is wrong with it. */
struct inviting {
	const char *email, *name, *organisation;
	enum role role;
	enum lang lang;
	const char *email_fault, *organisation_fault;
};

static enum err
invite_page(struct request *rq, struct response *rs, const struct inviting *typed)
{
	bool roles = may(rq->actor, VERB_ADMINISTER, 0);
	struct field fields[] = {
		{ .kind = FIELD_EMAIL, .name = "email", .label = tr("E-mail address"), .value = typed->email, .autocomplete = "off", .fault = typed->email_fault },
		{ .kind = FIELD_LINE, .name = "name", .label = tr("Name"), .value = typed->name, .autocomplete = "off", .optional = true, .limit = NAME_MAX_CHARACTERS,
		    .help = tr("The letter greets them by it; they can change it.") },
		organisation_field(typed->organisation, typed->organisation_fault),
		{ .kind = FIELD_RADIO, .name = "language", .label = tr("Letters come in") },
		{ .kind = FIELD_RADIO, .name = "role", .label = tr("Role") },
	};

	account_language_options(rq, typed->lang, &fields[3]);
	role_options(rq, typed->role, &fields[4]);
	return view_form(rq->view, &(struct form_page){ .title = tr("Invite somebody"), .path = "/account/people/invite",
	    .lead = { tr("They get a letter with a link to choose a password. It serves once, within 14 days; you can send another.") }, .fields = fields, .field_count = roles ? 5 : 4,
	    .button = tr("Send the invitation"), .back = "/account/people", .back_label = tr("Invite nobody") }, &rs->page);
}

enum err
show_invite(struct request *rq, struct response *rs)
{
	return invite_page(rq, rs, &(struct inviting){ .email = "", .name = "", .organisation = "", .role = ROLE_EDITOR, .lang = rq->lang });
}

static enum err
read_inviting(struct request *rq, struct inviting *typed, const char **email, struct membership *membership)
{
	const char *role;
	enum err e;

	if ((e = account_field(rq, "email", &typed->email)) != OK || (e = account_email_field(rq, "email", email)) != OK || (e = account_field(rq, "name", &typed->name)) != OK ||
	    (e = account_field(rq, "role", &role)) != OK || (e = account_language_field(rq, &typed->lang)) != OK)
		return e;
	typed->name = space_one_line(rq->ctx, typed->name, strlen(typed->name));
	typed->name = mem_strndup(rq->ctx, typed->name, utf8_prefix(typed->name, NAME_MAX_CHARACTERS));
	typed->role = ROLE_EDITOR;
	if (*role != '\0' && !role_parse(role, &typed->role))
		return ERR_BAD_REQUEST;
	if (typed->role != ROLE_EDITOR && !may(rq->actor, VERB_ADMINISTER, 0))
		return ERR_FORBIDDEN;
	e = read_organisation(rq, typed->lang, &typed->organisation, membership, &typed->organisation_fault);
	if (**email == '\0')
		typed->email_fault = tr("Write the whole address, like name@example.org.");
	if (membership->organisation == 0 && typed->organisation_fault == NULL && typed->role == ROLE_EDITOR)
		typed->organisation_fault = tr("Say which organisation they look after; others can be added afterwards.");
	return e;
}

enum err
post_invite(struct request *rq, struct response *rs)
{
	struct inviting typed = { 0 };
	struct membership membership;
	struct invitation invitation = { .by = rq->actor->id, .secret = secret_new(rq->ctx) };
	struct mail mail;
	uint64_t id;
	enum err e = read_inviting(rq, &typed, &invitation.email, &membership);

	if (e == OK && typed.email_fault == NULL && typed.organisation_fault == NULL) {
		invitation.name = typed.name;
		invitation.lang = typed.lang;
		invitation.role = typed.role;
		invitation.organisations = &membership.organisation;
		invitation.organisation_count = membership.organisation == 0 ? 0 : 1;
		invitation.mail = &mail;
		e = view_account_letter(rq->view, &(struct account_letter){ .kind = LETTER_INVITATION, .recipient = invitation.email, .name = typed.name, .lang = typed.lang,
		    .secret = invitation.secret, .organisations = membership.name }, &mail);
		if (e == OK)
			e = store_person_invite(rq->db, rq->ctx, &invitation, &id);
		if (e == OK) {
			log_event(LOG_LEVEL_INFO, "invited", "account=%llu by=%llu role=%s", (unsigned long long)id, (unsigned long long)invitation.by, role_code(typed.role));
			return account_redirect(rq, rs, mem_printf(rq->ctx, "/account/people/%llu", (unsigned long long)id), "done=invited");
		}
		if (e == ERR_CONFLICT) {
			e = OK;
			typed.email_fault = tr("Somebody has an account with this address already: look for them among the people.");
		}
	}
	if (e != OK)
		return e;
	rs->status = 422;
	return invite_page(rq, rs, &typed);
}

static enum err
rules_page(struct request *rq, struct response *rs, bool needed)
{
	struct option options[] = {
		{ .value = SECOND_FACTOR_OPTIONAL, .label = tr("Everybody decides for themselves"), .chosen = !needed },
		{ .value = SECOND_FACTOR_REQUIRED, .label = tr("Moderators and administrators need one"),
		    .help = tr("Whoever has none yet sets one up before doing anything else, from this moment on; you as well."), .chosen = needed },
	};
	struct field field = { .kind = FIELD_RADIO, .name = "second_factor", .label = tr("Second lock: a code from the telephone"), .options = options, .option_count = 2 };

	return view_form(rq->view, &(struct form_page){ .title = tr("Rules for signing in"), .path = "/account/people/rules", .fields = &field, .field_count = 1, .button = tr("Save"),
	    .back = "/account/people", .back_label = tr("Leave it as it is") }, &rs->page);
}

enum err
show_rules(struct request *rq, struct response *rs)
{
	const char *value;
	enum err e = store_setting(rq->db, rq->ctx, SETTING_SECOND_FACTOR, SECOND_FACTOR_OPTIONAL, &value);

	return e == OK ? rules_page(rq, rs, strcmp(value, SECOND_FACTOR_REQUIRED) == 0) : e;
}

enum err
post_rules(struct request *rq, struct response *rs)
{
	const char *value;
	bool needed;
	enum err e = account_field(rq, "second_factor", &value);

	needed = strcmp(value, SECOND_FACTOR_REQUIRED) == 0;
	if (e == OK && !needed && strcmp(value, SECOND_FACTOR_OPTIONAL) != 0)
		return ERR_BAD_REQUEST;
	if (e == OK)
		e = store_people_need_second_factor(rq->db, rq->ctx, rq->actor->id, needed);
	if (e != OK)
		return e;
	log_event(LOG_LEVEL_INFO, "second-factor-rule", "needed=%d by=%llu", needed, (unsigned long long)rq->actor->id);
	return account_redirect(rq, rs, "/account/people", "done=rules");
}

static uint64_t
person_id(const struct request *rq)
{
	return strtoull(rq->arguments[0], NULL, 10);
}

/* The page of a person; typed and its fault are of the field for one more organisation. */
static enum err
person_page(struct request *rq, struct response *rs, const char *typed, const char *fault, const char *problem)
{
	struct field organisation = organisation_field(typed, fault), role = { .kind = FIELD_RADIO, .name = "role", .label = tr("May do this") };
	struct person_page shown = { .may_administer = may(rq->actor, VERB_ADMINISTER, 0), .organisation = &organisation, .role = &role, .problem = problem };
	enum err e = store_person(rq->db, rq->ctx, person_id(rq), rq->lang, &shown.person);

	if (e == OK)
		e = done_words(rq, &shown.done);
	if (e != OK)
		return e;
	rq->view->path = mem_printf(rq->ctx, "/account/people/%llu", (unsigned long long)shown.person.id);
	shown.may_organise = shown.may_administer || shown.person.role == ROLE_EDITOR;
	role_options(rq, shown.person.role, &role);
	return view_person(rq->view, &shown, &rs->page);
}

enum err
show_person(struct request *rq, struct response *rs)
{
	return person_page(rq, rs, "", NULL, NULL);
}

/* Back to the page of the person, who was changed; or why not. */
static enum err
changed(struct request *rq, struct response *rs, enum err e, const char *deed)
{
	if (e == ERR_CONFLICT) {
		rs->status = 409;
		return person_page(rq, rs, "", NULL, tr("This is the last administrator who can sign in. Make somebody else administrator first."));
	}
	if (e != OK)
		return e;
	log_event(LOG_LEVEL_INFO, "person-changed", "account=%llu by=%llu deed=%s", (unsigned long long)person_id(rq), (unsigned long long)rq->actor->id, deed);
	return account_redirect(rq, rs, person_id(rq) == rq->actor->id && strcmp(deed, "organisations") != 0 ? "/account/signin" :
	    mem_printf(rq->ctx, "/account/people/%llu", (unsigned long long)person_id(rq)), person_id(rq) == rq->actor->id ? "" : mem_printf(rq->ctx, "done=%s", deed));
}

/* One organisation more, or one less. */
enum err
post_person_organisations(struct request *rq, struct response *rs)
{
	struct membership membership;
	const char *typed, *fault, *less;
	enum err e = request_field(rq, "remove", &less);

	if (e == OK && less != NULL)
		return changed(rq, rs, store_person_organisation(rq->db, rq->ctx, rq->actor->id, person_id(rq), strtoull(less, NULL, 10), false), "organisations");
	if (e == OK)
		e = read_organisation(rq, rq->lang, &typed, &membership, &fault);
	if (e != OK)
		return e;
	if (membership.organisation == 0) {
		rs->status = 422;
		return person_page(rq, rs, typed, fault == NULL ? tr("Say which organisation.") : fault, NULL);
	}
	return changed(rq, rs, store_person_organisation(rq->db, rq->ctx, rq->actor->id, person_id(rq), membership.organisation, true), "organisations");
}

/* The organisations that somebody edits, as a sentence has them; NULL: none. */
static const char *
names_of(void *ctx, const struct account *person)
{
	const char *names = NULL;

	for (size_t i = 0; i < person->membership_count; i++)
		names = names == NULL ? person->memberships[i].name : mem_printf(ctx, "%s, %s", names, person->memberships[i].name);
	return names;
}

enum err
post_person_invite(struct request *rq, struct response *rs)
{
	const char *secret = secret_new(rq->ctx);
	struct account person;
	struct mail mail;
	enum err e = store_person(rq->db, rq->ctx, person_id(rq), rq->lang, &person);

	if (e == OK)
		e = view_account_letter(rq->view, &(struct account_letter){ .kind = LETTER_INVITATION, .recipient = person.email, .name = person.name, .lang = person.lang, .secret = secret,
		    .organisations = names_of(rq->ctx, &person) }, &mail);
	if (e == OK)
		e = store_person_invite_again(rq->db, rq->ctx, rq->actor->id, person.id, secret, &mail);
	if (e == ERR_CONFLICT)	/* they have answered meanwhile */
		return account_redirect(rq, rs, mem_printf(rq->ctx, "/account/people/%s", rq->arguments[0]), "");
	return changed(rq, rs, e, "invited");
}

enum err
post_person_role(struct request *rq, struct response *rs)
{
	const char *code;
	enum role role;
	enum err e = account_field(rq, "role", &code);

	if (e == OK && !role_parse(code, &role))
		return ERR_BAD_REQUEST;
	return changed(rq, rs, e == OK ? store_person_role(rq->db, rq->ctx, rq->actor->id, person_id(rq), role) : e, "role");
}

enum err
post_person_sessions(struct request *rq, struct response *rs)
{
	return changed(rq, rs, store_person_end_sessions(rq->db, rq->ctx, rq->actor->id, person_id(rq)), "sessions");
}

enum err
post_person_second_factor(struct request *rq, struct response *rs)
{
	struct account person;
	struct mail mail;
	enum err e = store_person(rq->db, rq->ctx, person_id(rq), rq->lang, &person);

	if (e == OK)
		e = view_account_letter(rq->view, &(struct account_letter){ .kind = LETTER_SECOND_FACTOR_OFF, .recipient = person.email, .name = person.name, .lang = person.lang }, &mail);
	return changed(rq, rs, e == OK ? store_person_forget_second_factor(rq->db, rq->ctx, rq->actor->id, person.id, &mail) : e, "second-factor");
}

enum err
post_person_disable(struct request *rq, struct response *rs)
{
	return changed(rq, rs, store_person_disable(rq->db, rq->ctx, rq->actor->id, person_id(rq), true), "disabled");
}

enum err
post_person_enable(struct request *rq, struct response *rs)
{
	return changed(rq, rs, store_person_disable(rq->db, rq->ctx, rq->actor->id, person_id(rq), false), "enabled");
}
