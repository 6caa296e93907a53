/* annuaire account … */
#include <string.h>

#include "account/command.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/password.h"
#include "base/secret.h"
#include "store/organisation.h"
#include "store/people.h"

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

/* The organisation at slug, added to what the invitation is for; 1 when there is none. */
static int
add_organisation(struct desk *at, struct invitation *invitation, uint64_t *organisations, const char *slug)
{
	enum err e;

	if (invitation->organisation_count == ORGANISATIONS_MAX)
		return fail(slug, "too many organisations");
	e = store_organisation_id(at->db, at->ctx, slug, &organisations[invitation->organisation_count]);
	if (e != OK)
		return fail(slug, e == ERR_NOT_FOUND ? "no organisation has this address" : SILENT);
	invitation->organisation_count++;
	return 0;
}

static int
read_options(struct desk *at, struct invitation *invitation, uint64_t *organisations, int argc, char **argv)
{
	bool has_role = false;
	int rc = 0;

	for (int i = 0; rc == 0 && i < argc; i += 2) {
		const char *value = argv[i + 1];

		if (i + 1 == argc)
			return fail(argv[i], "a value is missing");
		if (strcmp(argv[i], "--role") == 0)
			rc = (has_role = role_parse(value, &invitation->role)) ? 0 : fail(value, "a role is editor, moderator or administrator");
		else if (strcmp(argv[i], "--organisation") == 0)
			rc = add_organisation(at, invitation, organisations, value);
		else if (strcmp(argv[i], "--name") == 0)
			invitation->name = value;
		else if (strcmp(argv[i], "--language") == 0)
			rc = lang_parse(value, strlen(value), &invitation->lang) ? 0 : fail(value, "a language is fr, nl, de or en");
		else
			rc = fail(argv[i], "no such option");
	}
	return rc == 0 && !has_role ? fail("--role", "say which: editor, moderator or administrator") : rc;
}

static int
invite(struct desk *at, int argc, char **argv)
{
	uint64_t organisations[ORGANISATIONS_MAX], id;
	struct invitation invitation = { .email = argv[0], .name = "", .organisations = organisations, .secret = secret_new(at->ctx) };
	enum err e;

	if (read_options(at, &invitation, organisations, argc - 1, argv + 1) != 0)
		return 1;
	e = store_person_invite(at->db, at->ctx, &invitation, &id);
	if (e != OK)
		return fail(argv[0], e == ERR_CONFLICT ? "this address has an account" : SILENT);
	printf("invited %s\nthis link serves once, for 14 days:\n%s%s/account/invitation/%s\n", invitation.email, at->conf->site_url, lang_code(invitation.lang), invitation.secret);
	return 0;
}

/* One line of the table: role, address, name, language, organisations; its account is made, with a password that is written down in *out. */
static int
make_demo(struct desk *at, char *line, struct buf *out)
{
	uint64_t organisations[ORGANISATIONS_MAX], id;
	struct invitation invitation = { .organisations = organisations };
	const char *password = mem_strndup(at->ctx, secret_new(at->ctx), DEMO_CHARACTERS), *role = strsep(&line, "\t"), *lang, *slugs;
	enum err e;

	invitation.email = strsep(&line, "\t");
	invitation.name = strsep(&line, "\t");
	lang = strsep(&line, "\t");
	slugs = line == NULL ? "" : mem_strdup(at->ctx, line);
	if (lang == NULL || !role_parse(role, &invitation.role) || !lang_parse(lang, strlen(lang), &invitation.lang))
		return fail(role, "a line has: role, e-mail, name, language, organisations; with tabs between");
	while (line != NULL)
		if (add_organisation(at, &invitation, organisations, strsep(&line, "\t")) != 0)
			return 1;
	e = password_hash(at->ctx, at->conf, password, &invitation.password);
	if (e == OK)
		e = store_person_invite(at->db, at->ctx, &invitation, &id);
	if (e == ERR_CONFLICT)
		return fail(invitation.email, "this address has an account");
	if (e != OK)
		return fail(invitation.email, SILENT);
	buf_printf(out, "%s\t%s\t%s\t%s\n", role, invitation.email, password, slugs);
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
