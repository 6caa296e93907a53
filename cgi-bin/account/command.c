/* annuaire account … */
#include <string.h>

#include "account/command.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mailbox.h"
#include "base/mem.h"
#include "base/password.h"
#include "base/secret.h"
#include "base/utf8.h"
#include "store/people.h"
#include "view/tpl.h"
#include "view/view.h"

enum { TABLE_BYTES = 64 * 1024, ORGANISATIONS_MAX = 100, DEMO_CHARACTERS = 20 };

/* Where the command runs. */
struct desk {
	void *ctx;
	const struct conf *conf;
	struct db *db;
};

static int
fail(const char *what, const char *why)
{
	fprintf(stderr, "annuaire: account: %s: %s\n", what, why);
	return 1;
}

static const char SILENT[] = "the database does not answer; nothing was changed";

/* Somebody who is invited, and for which organisations. */
struct guest {
	struct invitation invitation;
	uint64_t organisations[ORGANISATIONS_MAX];
	const char *names;		/* of the organisations, as a sentence has them; NULL: none */
};

/* The organisation at slug, added to what the invitation is for; 1 when there is none. */
static int
add_organisation(struct desk *at, struct guest *guest, const char *slug)
{
	struct membership membership;
	enum err e;

	if (guest->invitation.organisation_count == ORGANISATIONS_MAX)
		return fail(slug, "too many organisations");
	e = store_membership(at->db, at->ctx, slug, guest->invitation.lang, &membership);
	if (e != OK)
		return fail(slug, e == ERR_NOT_FOUND ? "no organisation has this address" : SILENT);
	guest->organisations[guest->invitation.organisation_count++] = membership.organisation;
	guest->invitation.organisations = guest->organisations;
	guest->names = guest->names == NULL ? membership.name : mem_printf(at->ctx, "%s, %s", guest->names, membership.name);
	return 0;
}

static int
read_options(struct desk *at, struct guest *guest, int argc, char **argv)
{
	struct invitation *invitation = &guest->invitation;
	bool has_role = false;
	int rc = 0;

	for (int i = 0; rc == 0 && i < argc; i += 2) {
		const char *value = argv[i + 1];

		if (i + 1 == argc)
			return fail(argv[i], "a value is missing");
		if (strcmp(argv[i], "--role") == 0)
			rc = (has_role = role_parse(value, &invitation->role)) ? 0 : fail(value, "a role is editor, moderator or administrator");
		else if (strcmp(argv[i], "--organisation") == 0)
			rc = add_organisation(at, guest, value);
		else if (strcmp(argv[i], "--name") == 0)
			invitation->name = value;
		else if (strcmp(argv[i], "--language") == 0)
			rc = lang_parse(value, strlen(value), &invitation->lang) ? 0 : fail(value, "a language is fr, nl, de or en");
		else
			rc = fail(argv[i], "no such option");
	}
	return rc == 0 && !has_role ? fail("--role", "say which: editor, moderator or administrator") : rc;
}

/* The letter that brings the link. */
static enum err
write_letter(struct desk *at, const struct guest *guest, struct mail *mail)
{
	static const char *const TEMPLATES[] = { "mail.tpl", NULL };
	const struct invitation *invitation = &guest->invitation;
	struct view view = { .ctx = at->ctx, .templates = tpl_open(at->conf->share, TEMPLATES), .lang = invitation->lang, .languages = at->conf->language,
		.site_name = at->conf->site_name, .origin = at->conf->site_origin, .base = at->conf->site_base };
	enum err e;

	i18n_open(mem_printf(at->ctx, "%s/locale", at->conf->share));
	e = view_account_letter(&view, &(struct account_letter){ .kind = LETTER_INVITATION, .recipient = invitation->email, .name = invitation->name, .lang = invitation->lang,
	    .secret = invitation->secret, .organisations = guest->names }, mail);
	tpl_close(view.templates);
	return e;
}

static int
invite(struct desk *at, int argc, char **argv)
{
	struct guest guest = { .invitation = { .email = utf8_small(at->ctx, argv[0]), .name = "", .secret = secret_new(at->ctx) } };
	struct invitation *invitation = &guest.invitation;
	struct mail mail;
	uint64_t id;
	enum err e;

	if (!mailbox_valid(invitation->email))
		return fail(argv[0], "no address that mail can go to");
	if (read_options(at, &guest, argc - 1, argv + 1) != 0)
		return 1;
	if (write_letter(at, &guest, &mail) != OK)
		return fail(argv[0], "the letter could not be made from the templates in [paths] share");
	invitation->mail = &mail;
	e = store_person_invite(at->db, at->ctx, invitation, &id);
	if (e != OK)
		return fail(argv[0], e == ERR_CONFLICT ? "this address has an account" : SILENT);
	printf("invited   %s\nA letter is on its way. Its link, which serves once, within 14 days:\n%s%s/account/invitation/%s\n", invitation->email, at->conf->site_url,
	    lang_code(invitation->lang), invitation->secret);
	return 0;
}

/* One line a person: role, state, address, name, organisations. */
static int
list(struct desk *at, int argc, char **argv)
{
	struct people people = { .words = argc == 0 ? "" : argv[0] };
	enum err e = OK;

	for (people.paging = (struct paging){ 1, 1, 0 }; e == OK && people.paging.page <= people.paging.pages; people.paging.page++) {
		e = store_people(at->db, at->ctx, LANG_FR, &people);
		for (size_t i = 0; e == OK && i < people.row_count; i++) {
			const struct account *person = &people.rows[i];

			printf("%s\t%s\t%s\t%s\t", role_code(person->role), person->disabled ? "disabled" : person->has_password ? "open" : "invited", person->email, person->name);
			for (size_t m = 0; m < person->membership_count; m++)
				printf("%s%s", m == 0 ? "" : " ", person->memberships[m].slug);
			printf("\n");
		}
	}
	return e == OK ? 0 : fail("list", SILENT);
}

static int
set_disabled(struct desk *at, const char *email, bool disabled)
{
	struct account person;
	enum err e = store_person_by_email(at->db, at->ctx, utf8_small(at->ctx, email), LANG_FR, &person);

	if (e == OK)
		e = store_person_disable(at->db, at->ctx, 0, person.id, disabled);
	if (e == OK)
		printf("%-9s %s\n", disabled ? "disabled" : "enabled", person.email);
	return e == OK ? 0 : fail(email, e == ERR_NOT_FOUND ? "nobody has this address" : e == ERR_CONFLICT ? "the last administrator who can sign in" : SILENT);
}

static int
disable(struct desk *at, int argc, char **argv)
{
	(void)argc;
	return set_disabled(at, argv[0], true);
}

static int
enable(struct desk *at, int argc, char **argv)
{
	(void)argc;
	return set_disabled(at, argv[0], false);
}

/* One line of the table: role, address, name, language, organisations; its account is made, with a password that is written down in *out. */
static int
make_demo(struct desk *at, char *line, struct buf *out)
{
	struct guest guest = { 0 };
	struct invitation *invitation = &guest.invitation;
	const char *password = mem_strndup(at->ctx, secret_new(at->ctx), DEMO_CHARACTERS), *role = strsep(&line, "\t"), *lang, *slugs;
	uint64_t id;
	enum err e;

	invitation->email = strsep(&line, "\t");
	invitation->name = strsep(&line, "\t");
	lang = strsep(&line, "\t");
	slugs = line == NULL ? "" : mem_strdup(at->ctx, line);
	if (lang == NULL || !role_parse(role, &invitation->role) || !lang_parse(lang, strlen(lang), &invitation->lang))
		return fail(role, "a line has: role, e-mail, name, language, organisations; with tabs between");
	while (line != NULL)
		if (add_organisation(at, &guest, strsep(&line, "\t")) != 0)
			return 1;
	e = password_hash(at->ctx, at->conf, password, &invitation->password);
	if (e == OK)
		e = store_person_invite(at->db, at->ctx, invitation, &id);
	if (e == ERR_CONFLICT)
		return fail(invitation->email, "this address has an account");
	if (e != OK)
		return fail(invitation->email, SILENT);
	buf_printf(out, "%s\t%s\t%s\t%s\n", role, invitation->email, password, slugs);
	return 0;
}

/* Accounts to try the directory with, each with a password of its own; FILE, which nobody else can read, says which. */
static int
demo(struct desk *at, int argc, char **argv)
{
	struct buf out = buf_in(at->ctx);
	char *table, *line;
	const char *why;

	(void)argc;
	if (file_read(at->ctx, argv[0], TABLE_BYTES, &table, NULL, &why) != OK)
		return fail("demo", why);
	while ((line = strsep(&table, "\n")) != NULL)
		if (*line != '\0' && make_demo(at, line, &out) != 0)
			return 1;
	return file_write(at->ctx, argv[1], out.bytes, out.len, &why) == OK ? 0 : fail("demo", why);
}

static const struct {
	const char *name, *arguments;
	int minimum;
	int (*run)(struct desk *at, int argc, char **argv);
} COMMANDS[] = {
	{ "invite", "EMAIL --role editor|moderator|administrator [--organisation SLUG]... [--name NAME] [--language fr|nl|de|en]", 1, invite },
	{ "list", "[WORDS]", 0, list },
	{ "disable", "EMAIL", 1, disable },
	{ "enable", "EMAIL", 1, enable },
	{ "demo", "TABLE FILE", 2, demo },
};

int
account_command(void *ctx, const struct conf *conf, struct db *db, int argc, char **argv)
{
	struct desk at = { ctx, conf, db };

	for (size_t i = 0; i < sizeof(COMMANDS) / sizeof(COMMANDS[0]); i++)
		if (strcmp(argv[0], COMMANDS[i].name) == 0 && argc > COMMANDS[i].minimum)
			return COMMANDS[i].run(&at, argc - 1, argv + 1);
	for (size_t i = 0; i < sizeof(COMMANDS) / sizeof(COMMANDS[0]); i++)
		fprintf(stderr, "%s annuaire account %s %s\n", i == 0 ? "usage:" : "      ", COMMANDS[i].name, COMMANDS[i].arguments);
	return 2;
}
