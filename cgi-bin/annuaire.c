/* The operator's command: annuaire COMMAND. Its table of commands is at the end. */
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "account/command.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "mail/command.h"
#include "operate/command.h"
#include "store/organisation.h"
#include "store/place.h"
#include "store/publication.h"
#include "store/synonym.h"
#include "store/vocabulary.h"
#include "text/document.h"
#include "text/words.h"

enum { PLACES_MAX_BYTES = 256 * 1024 * 1024, FLAGS_MAX = 64 };

struct command {
	const char *name, *arguments, *help;
	const char *account;		/* its database account; NULL: needs no database */
	bool content;			/* needs a database of this program's schema, and the vocabularies */
	int minimum;			/* arguments */
	int (*run)(struct operator *op, int argc, char **argv);
};

static int
run_vocabulary(struct operator *op, int argc, char **argv)
{
	int rc = 0;

	for (int i = 0; i < argc; i++) {
		const char *slash = strrchr(argv[i], '/'), *base = slash == NULL ? argv[i] : slash + 1, *why = "";
		char *code = mem_strndup(op->ctx, base, strcspn(base, ".")), *table;
		enum vocabulary v;
		bool changed;

		if (strcmp(code, "synonym") == 0) {
			if (file_read(op->ctx, argv[i], DOCUMENT_MAX_BYTES, &table, NULL, &why) == OK && store_synonyms_save(op->db, op->ctx, table, &changed, &why) == OK)
				printf("%-10s %s\n", changed ? "updated" : "unchanged", code);
			else
				rc = operator_fail(argv[i], why);
			continue;
		}
		if (!vocabulary_parse(code, &v)) {
			rc = operator_fail(argv[i], "the file's name must be that of a vocabulary, like theme.tsv");
			continue;
		}
		if (file_read(op->ctx, argv[i], DOCUMENT_MAX_BYTES, &table, NULL, &why) != OK ||
		    store_vocabulary_save(op->db, op->ctx, v, table, &changed, &why) != OK) {
			rc = operator_fail(argv[i], why);
			continue;
		}
		printf("%-10s %s\n", changed ? "updated" : "unchanged", code);
	}
	return rc;
}

static int
run_places(struct operator *op, int argc, char **argv)
{
	int rc = 0;

	for (int i = 0; i < argc; i++) {
		void *ctx = mem_new(op->ctx);
		const char *why = "";
		size_t loaded = 0;
		char *table;
		enum err e;

		e = file_read(ctx, argv[i], PLACES_MAX_BYTES, &table, NULL, &why);
		if (e == OK)
			e = store_places_save(op->db, ctx, table, &loaded, &why);
		if (e == ERR_DATABASE) {
			mem_free(ctx);
			return operator_fail(argv[i], "the database does not answer; nothing of this file was written");
		}
		if (e == OK)
			printf("%-10s %s: %zu %s\n", "loaded", argv[i], loaded, loaded == 1 ? "place" : "places");
		else
			printf("%-10s %s: %s\n", "refused", argv[i], why);
		rc = e == OK ? rc : 1;
		mem_free(ctx);
	}
	return rc;
}

static int
run_export(struct operator *op, int argc, char **argv)
{
	uint64_t *ids;
	size_t count;
	enum err e;

	if (argc == 0) {
		e = store_organisation_ids(op->db, op->ctx, &ids, &count);
	} else {
		count = (size_t)argc;
		ids = MEM_ARRAY(op->ctx, uint64_t, count);
		e = OK;
		for (size_t i = 0; e == OK && i < count; i++) {
			e = store_organisation_id(op->db, op->ctx, argv[i], &ids[i]);
			if (e == ERR_NOT_FOUND)
				return operator_fail(argv[i], "no organisation has this address");
		}
	}
	for (size_t i = 0; e == OK && i < count; i++) {
		void *ctx = mem_new(op->ctx);
		struct organisation org;

		e = store_organisation_document(op->db, ctx, ids[i], &org, NULL);
		if (e == OK)
			puts(document_print(ctx, &org, argc == 1 ? DOCUMENT_PRETTY : DOCUMENT_ENVELOPE));
		mem_free(ctx);
	}
	return e == OK ? 0 : operator_fail("export", "the database does not answer");
}

static int
run_close(struct operator *op, int argc, char **argv)
{
	enum err e = store_organisation_close(op->db, op->ctx, &op->vocabularies, argv[0], argc > 1 ? argv[1] : NULL);

	if (e == ERR_NOT_FOUND)
		return operator_fail("close", "no organisation has this address");
	return e == OK ? 0 : operator_fail("close", "the database does not answer");
}

static int
run_rename(struct operator *op, int argc, char **argv)
{
	enum err e;

	(void)argc;
	if (strcmp(words_slug(op->ctx, argv[1]), argv[1]) != 0)
		return operator_fail(argv[1], "an address has small letters, digits and single hyphens");
	e = store_organisation_rename(op->db, op->ctx, &op->vocabularies, argv[0], argv[1]);
	if (e == ERR_NOT_FOUND)
		return operator_fail(argv[0], "no organisation has this address");
	if (e == ERR_CONFLICT)
		return operator_fail(argv[1], "this address belongs, or belonged, to another organisation");
	return e == OK ? 0 : operator_fail("rename", "the database does not answer");
}

static int
run_account(struct operator *op, int argc, char **argv)
{
	return account_command(op->ctx, &op->conf, op->db, argc, argv);
}

static int
run_mail(struct operator *op, int argc, char **argv)
{
	return mail_command(op->ctx, &op->conf, op->db, argc, argv);
}

static int
run_config(struct operator *op, int argc, char **argv)
{
	(void)argc, (void)argv;
	conf_print(&op->conf, stdout);
	return 0;
}

static const struct command COMMANDS[] = {
	{ "config", "", "print the configuration in force and where each value comes from", NULL, false, 0, run_config },
	{ "migrate", "[--dry-run]", "bring the database to this version's schema, or print what that would run [DIRECTORY]", "migrate", false, 0, operate_migrate },
	{ "roles", "accounts|rights", "print the SQL that makes the database and its accounts, or their rights [--host HOST]; for: | mariadb", NULL, false, 1, operate_roles },
	{ "vocabulary", "FILE.tsv...", "make vocabularies equal to tables (activity_type.tsv, theme.tsv, ...)", "operator", true, 1, run_vocabulary },
	{ "places", "FILE...", "load places (share/schema/place/*.tsv) or GeoNames postal codes (BE.txt); then: annuaire reindex", "operator", true, 1, run_places },
	{ "import", "FILE...", "printed profiles (.txt) or documents (.json): imported, updated, unchanged or refused", "operator", true, 1, operate_import },
	{ "export", "[SLUG...]", "print documents as JSON, one a line; a single one indented", "operator", true, 0, run_export },
	{ "close", "SLUG [SUCCESSOR]", "close an organisation: its address answers 410 and names the successor", "operator", true, 1, run_close },
	{ "rename", "SLUG NEW-SLUG", "give an organisation a new address: the old one answers 301", "operator", true, 2, run_rename },
	{ "check", "[hosting|content]", "say what is wrong with the hosting and how to mend it; prove that every projection equals what the documents say [--quiet]", NULL, false, 0, operate_check },
	{ "reindex", "", "make every projection anew from the documents", "operator", true, 0, operate_reindex },
	{ "backup", "DIRECTORY [--keep N]", "all of it as files below DIRECTORY, while people edit; or: verify BACKUP", NULL, false, 1, operate_backup },
	{ "restore", "BACKUP --into NAME", "a backup into a new, empty database, and prove that each table is what it was", NULL, false, 1, operate_restore },
	{ "account", "invite|list ...", "who may come in: invite, list, disable, enable, demo", "operator", true, 1, run_account },
	{ "mail", "send|run|test ...", "send what waits: once, or until SIGTERM; or queue a test letter: test ADDRESS [--language fr]", "mail", false, 1, run_mail },
};

static int
usage(FILE *out)
{
	fprintf(out, "annuaire %s: a directory of organisations\n\nusage: annuaire [--config FILE] [--set SECTION.KEY=VALUE]... COMMAND [ARGUMENTS]\n\n", ANNUAIRE_VERSION);
	for (size_t i = 0; i < sizeof(COMMANDS) / sizeof(COMMANDS[0]); i++)
		fprintf(out, "  %-11s%-20s %s\n", COMMANDS[i].name, COMMANDS[i].arguments, COMMANDS[i].help);
	fprintf(out, "\nThe configuration is FILE, $ANNUAIRE_CONFIG, ./var/annuaire.ini or %s, the first that is there.\n"
	    "Over it stands the environment (ANNUAIRE_SECTION_KEY), over both --set.\n", CONF_FILE);
	return out == stdout ? 0 : 2;
}

static int
run(const struct command *command, const char *config, const char *const *flags, int argc, char **argv)
{
	struct operator op = { .ctx = mem_new(NULL) };
	const char *why = NULL;
	int rc;

	if (conf_read(op.ctx, config, flags, &op.conf, &why) == OK && command->account != NULL)
		why = operator_open(&op, command->account, command->content);
	rc = why != NULL ? operator_fail("", why) : command->run(&op, argc, argv);
	mem_free(op.ctx);
	if (fflush(stdout) != 0)
		rc = operator_fail("standard output", strerror(errno));
	return rc;
}

int
main(int argc, char **argv)
{
	const char *config = NULL, *flags[FLAGS_MAX + 1] = { NULL };
	size_t flag_count = 0;

	log_program("annuaire");
	if (sodium_init() < 0)
		return operator_fail("", "no source of random numbers");
	argc--, argv++;
	for (; argc >= 2 && (strcmp(argv[0], "--config") == 0 || strcmp(argv[0], "--set") == 0); argc -= 2, argv += 2) {
		if (strcmp(argv[0], "--config") == 0)
			config = argv[1];
		else if (flag_count < FLAGS_MAX)
			flags[flag_count++] = argv[1];
		else
			return operator_fail("--set", "is given too often");
	}
	if (argc == 0)
		return usage(stderr);
	if (strcmp(argv[0], "--help") == 0 || strcmp(argv[0], "help") == 0)
		return usage(stdout);
	for (size_t i = 0; i < sizeof(COMMANDS) / sizeof(COMMANDS[0]); i++) {
		if (strcmp(argv[0], COMMANDS[i].name) != 0)
			continue;
		if (argc > 1 && strcmp(argv[1], "--help") == 0) {
			printf("usage: annuaire %s %s\n%s\n", COMMANDS[i].name, COMMANDS[i].arguments, COMMANDS[i].help);
			return 0;
		}
		if (argc - 1 < COMMANDS[i].minimum) {
			fprintf(stderr, "usage: annuaire %s %s\n", COMMANDS[i].name, COMMANDS[i].arguments);
			return 2;
		}
		return run(&COMMANDS[i], config, flags, argc - 1, argv + 1);
	}
	fprintf(stderr, "annuaire: no command \"%s\"; annuaire --help lists them\n", argv[0]);
	return 2;
}
