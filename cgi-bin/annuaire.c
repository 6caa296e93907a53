/* The operator's command: annuaire COMMAND. Its table of commands is at the end. */
#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "account/command.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "mail/command.h"
#include "store/organisation.h"
#include "store/place.h"
#include "store/publication.h"
#include "store/state.h"
#include "store/synonym.h"
#include "store/vocabulary.h"
#include "text/document.h"
#include "text/printed.h"
#include "text/words.h"

enum { DOCUMENT_MAX_BYTES = 2 * 1024 * 1024, POOL_BYTES = 32 * 1024 * 1024, PLACES_MAX_BYTES = 256 * 1024 * 1024, SHA256_HEX = crypto_hash_sha256_BYTES * 2 + 1, PROGRESS_FROM = 50, MANY = 200, TOGETHER = 50 /* organisations reindexed in one transaction */, FLAGS_MAX = 64 };

struct operator {
	void *ctx;
	struct conf conf;
	struct db *db;
	struct vocabularies vocabularies;
};

struct command {
	const char *name, *arguments, *help;
	const char *account;		/* its database account; NULL: needs no database */
	bool content;			/* needs a database of this program's schema, and the vocabularies */
	int minimum;			/* arguments */
	int (*run)(struct operator *op, int argc, char **argv);
};

static int
fail(const char *what, const char *why)
{
	fprintf(stderr, "annuaire: %s%s%s\n", what, *what != '\0' ? ": " : "", why);
	return 1;
}

/* A bar on a terminal's stderr for work on many things; nothing otherwise. */
static void
progress(const char *what, size_t done, size_t all)
{
	enum { WIDTH = 40 };
	int filled = all == 0 ? WIDTH : (int)(done * WIDTH / all);

	if (all < PROGRESS_FROM || !isatty(STDERR_FILENO) || (done != all && done % 10 != 0))
		return;
	fprintf(stderr, "\r%s [%.*s%.*s] %zu/%zu%s", what, filled, "########################################", WIDTH - filled,
	    "                                        ", done, all, done == all ? "\n" : "");
}

static void
say_applied(void *arg, const char *name)
{
	(void)arg;
	printf("applied  %s\n", name);
}

static int
run_migrate(struct operator *op, int argc, char **argv)
{
	const char *directory = argc > 0 ? argv[0] : mem_printf(op->ctx, "%s/schema", op->conf.share), *why = "";

	if (store_migrate(op->db, op->ctx, directory, say_applied, NULL, &why) != OK)
		return fail("migrate", why);
	printf("the database has schema version %d\n", SCHEMA_VERSION);
	return 0;
}

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
				rc = fail(argv[i], why);
			continue;
		}
		if (!vocabulary_parse(code, &v)) {
			rc = fail(argv[i], "the file's name must be that of a vocabulary, like theme.tsv");
			continue;
		}
		if (file_read(op->ctx, argv[i], DOCUMENT_MAX_BYTES, &table, NULL, &why) != OK ||
		    store_vocabulary_save(op->db, op->ctx, v, table, &changed, &why) != OK) {
			rc = fail(argv[i], why);
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
			return fail(argv[i], "the database does not answer; nothing of this file was written");
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

/* One file on its way in. */
struct import {
	void *ctx;
	const char *path, *name;
	char *bytes;
	size_t len;
	char sha256[SHA256_HEX];
	bool is_printed;
	struct printed printed;		/* its organisation is what the file says */
	uint64_t standing;		/* the organisation that it is about, 0: a new one */
	const char *outcome;		/* imported, updated, unchanged or refused */
	const char *why;
	bool many;			/* one of very many: facets are gathered at the end */
};

static enum err
refuse(struct import *im, enum err e, const char *why)
{
	im->outcome = "refused";
	im->why = why;
	return e;
}

static enum err
read_import(struct operator *op, struct import *im)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	const char *why = "", *slash = strrchr(im->path, '/');
	size_t len = strlen(im->path);
	enum err e;

	im->name = slash == NULL ? im->path : slash + 1;
	im->is_printed = len < 5 || strcmp(im->path + len - 5, ".json") != 0;
	e = file_read(im->ctx, im->path, im->is_printed ? PRINTED_MAX_BYTES : DOCUMENT_MAX_BYTES, &im->bytes, &im->len, &why);
	if (e == OK && im->is_printed)
		e = printed_parse(im->ctx, im->bytes, im->len, &op->vocabularies, &im->printed, &why);
	else if (e == OK)
		e = document_parse(im->ctx, im->bytes, im->len, &im->printed.organisation, &why);
	if (e == OK)
		e = document_check(im->ctx, &im->printed.organisation, &op->vocabularies, &why);
	if (e != OK)
		return refuse(im, e, why);
	crypto_hash_sha256(hash, (const unsigned char *)im->bytes, im->len);
	sodium_bin2hex(im->sha256, sizeof(im->sha256), hash, sizeof(hash));
	return OK;
}

/* Which organisation the file is about: the same slug, the same bytes, or the same name and the same website; only one of the two is refused. */
static enum err
find_standing(struct operator *op, struct import *im)
{
	const struct organisation *org = &im->printed.organisation;
	struct likeness like;
	enum err e;

	if (org->slug != NULL) {
		e = store_organisation_id(op->db, im->ctx, org->slug, &im->standing);
		if (e != ERR_NOT_FOUND)
			return e;
	}
	e = store_organisation_likeness(op->db, im->ctx, org, im->is_printed ? im->sha256 : NULL, &like);
	if (e != OK)
		return e;
	if (like.source != 0) {
		im->standing = like.source;
		im->outcome = "unchanged";	/* these very bytes are in already; what was edited since stays */
		return OK;
	}
	if (like.name == like.website || (like.name != 0 && org->website == NULL)) {
		im->standing = like.name;
		return OK;
	}
	if (like.name != 0 && like.website != 0)
		return refuse(im, ERR_CONFLICT, mem_printf(im->ctx, "name is that of \"%s\", website is that of \"%s\"", like.name_slug, like.website_slug));
	if (like.name != 0)
		return refuse(im, ERR_CONFLICT, mem_printf(im->ctx, "name is that of \"%s\", but its website is another: the same organisation? "
		    "Then correct one of the two", like.name_slug));
	return refuse(im, ERR_CONFLICT, mem_printf(im->ctx, "website is that of \"%s\", but its name is another: the same organisation? "
	    "Then correct one of the two", like.website_slug));
}

static void
merge_text(struct text *into, const struct text *from)
{
	for (int l = 0; l < LANG_COUNT; l++)
		if (from->in[l] != NULL)
			into->in[l] = from->in[l];
}

/*
 * What a printed profile changes in the document that stands: what it says replaces, what it leaves blank or cannot say (other languages, partners,
 * codes chosen on the site) stays. Activities follow the print; one with a known title keeps its number, facets and translations.
 */
static void
merge_printed(void *ctx, struct organisation *stands, struct organisation *print)
{
	int next = 1;

	merge_text(&stands->name, &print->name);
	merge_text(&stands->mission_north, &print->mission_north);
	merge_text(&stands->mission, &print->mission);
	merge_text(&stands->history, &print->history);
	if (print->address.line != NULL)
		stands->address = print->address;
	if (print->website != NULL)
		stands->website = print->website;
	if (print->phone != NULL)
		stands->phone = print->phone;
	if (print->email != NULL)
		stands->email = print->email;
	if (print->branch_count > 0) {
		stands->branches = print->branches;
		stands->branch_count = print->branch_count;
	}
	if (print->partner_group_count > 0) {
		stands->partner_groups = print->partner_groups;
		stands->partner_group_count = print->partner_group_count;
	}
	for (int v = 0; v < VOCABULARY_FACETS; v++)
		if (print->facets.of[v].count > 0)
			stands->facets.of[v] = print->facets.of[v];
	stands->unplaced = print->unplaced;
	stands->unplaced_count = print->unplaced_count;
	if (print->activity_count == 0)
		return;
	for (size_t i = 0; i < stands->activity_count; i++)
		if (stands->activities[i].number >= next)
			next = stands->activities[i].number + 1;
	for (size_t i = 0; i < print->activity_count; i++) {
		struct activity *activity = &print->activities[i];
		bool known = false;

		for (size_t s = 0; s < stands->activity_count && !known; s++) {
			struct activity merged = stands->activities[s];

			if (merged.title.in[LANG_FR] == NULL ||
			    strcmp(words_fold(ctx, merged.title.in[LANG_FR]), words_fold(ctx, activity->title.in[LANG_FR])) != 0)
				continue;
			merge_text(&merged.title, &activity->title);
			merge_text(&merged.description, &activity->description);
			*activity = merged;
			known = true;
		}
		if (!known)
			activity->number = next++;
	}
	stands->activities = print->activities;
	stands->activity_count = print->activity_count;
}

/* The document to publish, or "unchanged" when it is what stands. */
static enum err
prepare(struct operator *op, struct import *im, struct organisation **publish)
{
	struct organisation *stands = MEM_NEW(im->ctx, struct organisation), *said = &im->printed.organisation;
	const char *json, *why;
	enum err e;

	*publish = said;
	if (im->standing == 0)
		return OK;
	e = store_organisation_document(op->db, im->ctx, im->standing, stands, &json);
	if (e != OK)
		return e;
	if (im->is_printed) {
		merge_printed(im->ctx, stands, said);
		*publish = stands;
	} else {
		said->id = stands->id;
		said->revision = stands->revision;
		said->slug = stands->slug;
		said->status = stands->status;
	}
	if (strcmp(document_print(im->ctx, *publish, DOCUMENT_CONTENT), json) == 0)
		im->outcome = "unchanged";
	(*publish)->updated_on = im->is_printed ? NULL : said->updated_on;
	e = document_check(im->ctx, *publish, &op->vocabularies, &why);
	return e == OK ? OK : refuse(im, e, why);
}

static enum err
import_one(struct operator *op, struct import *im)
{
	struct organisation *publish;
	struct edition edition;
	bool first;
	enum err e;

	e = read_import(op, im);
	if (e == OK)
		e = find_standing(op, im);
	if (e != OK || im->outcome != NULL)
		return e;
	e = prepare(op, im, &publish);
	if (e != OK || im->outcome != NULL)
		return e;
	first = publish->id == 0;
	edition = (struct edition){ .author = "operator", .reason = im->is_printed ? "import of a printed profile" : "import of a document",
		.many = im->many, .source_name = im->name, .source_bytes = im->bytes, .source_len = im->len, .source_sha256 = im->sha256 };
	e = store_publish(op->db, im->ctx, &op->vocabularies, publish, &edition);
	if (e == ERR_CONFLICT)
		return refuse(im, e, "somebody else published it, or its address is taken by another organisation: try again");
	if (e == OK) {
		im->standing = publish->id;
		im->printed.organisation.slug = publish->slug;
		im->outcome = first ? "imported" : "updated";
	}
	return e;
}

/* The line of a file, and below it what became of each field of a printed profile. */
static void
report(const struct import *im)
{
	static const char *const FINDING[] = { "imported", "blank", "missing", "suspicious", "not placed" };

	printf("%-10s %s%s%s\n", im->outcome, im->path, im->why == NULL ? "" : ": ", im->why == NULL ? "" : im->why);
	if (strcmp(im->outcome, "unchanged") == 0)
		return;
	for (size_t i = 0; i < im->printed.report_count; i++) {
		const struct printed_report *r = &im->printed.reports[i];

		printf("  %-11s %s", FINDING[r->finding], r->field);
		if (r->line > 0)
			printf(", line %d", r->line);
		printf("%s%s\n", *r->detail != '\0' ? ": " : "", r->detail);
	}
}

static int
run_import(struct operator *op, int argc, char **argv)
{
	bool many = argc >= MANY;
	const char *differences;
	int rc = 0;

	for (int i = 0; i < argc; i++) {
		struct import im = { .ctx = mem_new(op->ctx), .path = argv[i], .many = many };
		enum err e = import_one(op, &im);

		if (e == ERR_DATABASE || (e != OK && im.outcome == NULL)) {
			mem_free(im.ctx);
			return fail(argv[i], "the database does not answer; nothing of this file was written");
		}
		if (e != OK)
			rc = 1;
		if (argc < PROGRESS_FROM || e != OK)
			report(&im);
		progress("import", (size_t)i + 1, (size_t)argc);
		mem_free(im.ctx);
	}
	if (many && store_check_counts(op->db, op->ctx, true, &differences) != OK)
		return fail("import", "the database does not answer any more; run: annuaire reindex");
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
				return fail(argv[i], "no organisation has this address");
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
	return e == OK ? 0 : fail("export", "the database does not answer");
}

static int
run_close(struct operator *op, int argc, char **argv)
{
	enum err e = store_organisation_close(op->db, op->ctx, &op->vocabularies, argv[0], argc > 1 ? argv[1] : NULL);

	if (e == ERR_NOT_FOUND)
		return fail("close", "no organisation has this address");
	return e == OK ? 0 : fail("close", "the database does not answer");
}

static int
run_rename(struct operator *op, int argc, char **argv)
{
	enum err e;

	(void)argc;
	if (strcmp(words_slug(op->ctx, argv[1]), argv[1]) != 0)
		return fail(argv[1], "an address has small letters, digits and single hyphens");
	e = store_organisation_rename(op->db, op->ctx, &op->vocabularies, argv[0], argv[1]);
	if (e == ERR_NOT_FOUND)
		return fail(argv[0], "no organisation has this address");
	if (e == ERR_CONFLICT)
		return fail(argv[1], "this address belongs, or belonged, to another organisation");
	return e == OK ? 0 : fail("rename", "the database does not answer");
}

/* All organisations, and how they are gone through: compared with their documents, or made anew from them. */
struct round {
	const uint64_t *ids;
	size_t count;
	bool repair;
	size_t helpers;
};

/* What a helper process tells after each step; written whole, since it is shorter than PIPE_BUF. */
struct step {
	size_t done, wrong;
};

/* The share of one helper: every helpers-th step, over a connection of its own. */
static enum err
do_share(const struct operator *op, const struct round *round, size_t helper, int news)
{
	size_t size = round->repair ? TOGETHER : 1;
	void *ctx = mem_pool(POOL_BYTES);
	struct db *db;
	enum err e = db_open(ctx, &op->conf, "operator", DB_SECONDS_OPERATOR, &db);

	for (size_t i = helper * size; e == OK && i < round->count; i += round->helpers * size) {
		struct step step = { round->count - i < size ? round->count - i : size, 0 };
		void *scratch = mem_new(ctx);
		const char *differences = "";

		e = round->repair ? store_reproject(db, scratch, &op->vocabularies, round->ids + i, step.done) :
		    store_check(db, scratch, &op->vocabularies, round->ids[i], &differences);
		if (*differences != '\0') {
			printf("organisation %llu: %s\n", (unsigned long long)round->ids[i], differences);
			step.wrong++;
		}
		if (write(news, &step, sizeof(step)) != sizeof(step))
			e = ERR_INTERNAL;
		mem_free(scratch);
	}
	mem_free(ctx);
	return fflush(stdout) == 0 ? e : ERR_INTERNAL;
}

/* Computing takes most of the time: each processor gets a process of its own. */
static enum err
go_round(const struct operator *op, const struct round *round, size_t *wrong)
{
	enum err e = OK;
	struct step step;
	size_t started = 0, done = 0;
	int news[2], status;

	*wrong = 0;
	if (fflush(NULL) != 0 || pipe(news) != 0)
		return ERR_INTERNAL;
	for (; e == OK && started < round->helpers; started++) {
		pid_t pid = fork();

		if (pid == 0) {
			close(news[0]);
			_exit(do_share(op, round, started, news[1]) == OK ? 0 : 1);
		}
		if (pid < 0)
			e = ERR_INTERNAL;
	}
	close(news[1]);
	while (read(news[0], &step, sizeof(step)) == sizeof(step)) {
		done += step.done;
		*wrong += step.wrong;
		progress(round->repair ? "reindex" : "check", done, round->count);
	}
	close(news[0]);
	while (wait(&status) > 0)
		if (status != 0)
			e = ERR_DATABASE;
	return e;
}

static int
each_projection(struct operator *op, bool repair)
{
	struct round round = { .repair = repair, .helpers = (size_t)sysconf(_SC_NPROCESSORS_ONLN) };
	const char *differences;
	uint64_t *ids;
	size_t wrong;
	enum err e;

	e = store_organisation_ids(op->db, op->ctx, &ids, &round.count);
	round.ids = ids;
	if (e == OK)
		e = go_round(op, &round, &wrong);
	if (e == OK)
		e = store_check_counts(op->db, op->ctx, repair, &differences);
	if (e != OK)
		return fail(repair ? "reindex" : "check", "the database does not answer");
	if (repair) {
		printf("%zu organisations reindexed\n", round.count);
		return 0;
	}
	if (*differences != '\0') {
		printf("the directory's counts: %s\n", differences);
		wrong++;
	}
	if (wrong > 0)
		return fail("check", "the projections above are not what the documents say; run: annuaire reindex");
	printf("%zu organisations: every projection equals its document\n", round.count);
	return 0;
}

static int
run_check(struct operator *op, int argc, char **argv)
{
	(void)argc, (void)argv;
	return each_projection(op, false);
}

static int
run_reindex(struct operator *op, int argc, char **argv)
{
	(void)argc, (void)argv;
	return each_projection(op, true);
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
	{ "migrate", "[DIRECTORY]", "bring the database to this version's schema", "migrate", false, 0, run_migrate },
	{ "vocabulary", "FILE.tsv...", "make vocabularies equal to tables (activity_type.tsv, theme.tsv, ...)", "operator", true, 1, run_vocabulary },
	{ "places", "FILE...", "load places (share/schema/place/*.tsv) or GeoNames postal codes (BE.txt); then: annuaire reindex", "operator", true, 1, run_places },
	{ "import", "FILE...", "printed profiles (.txt) or documents (.json): imported, updated, unchanged or refused", "operator", true, 1, run_import },
	{ "export", "[SLUG...]", "print documents as JSON, one a line; a single one indented", "operator", true, 0, run_export },
	{ "close", "SLUG [SUCCESSOR]", "close an organisation: its address answers 410 and names the successor", "operator", true, 1, run_close },
	{ "rename", "SLUG NEW-SLUG", "give an organisation a new address: the old one answers 301", "operator", true, 2, run_rename },
	{ "check", "", "prove that every projection equals what the documents say", "operator", true, 0, run_check },
	{ "reindex", "", "make every projection anew from the documents", "operator", true, 0, run_reindex },
	{ "account", "invite|list ...", "who may come in: invite, list, disable, enable, demo", "operator", true, 1, run_account },
	{ "mail", "send|run|test ...", "send what waits: once, or until SIGTERM; or queue a test letter: test ADDRESS [--language fr]", "mail", false, 1, run_mail },
};

static int
usage(FILE *out)
{
	fprintf(out, "annuaire %s: a directory of organisations\n\nusage: annuaire [--config FILE] [--set SECTION.KEY=VALUE]... COMMAND [ARGUMENTS]\n\n", ANNUAIRE_VERSION);
	for (size_t i = 0; i < sizeof(COMMANDS) / sizeof(COMMANDS[0]); i++)
		fprintf(out, "  %-11s%-18s %s\n", COMMANDS[i].name, COMMANDS[i].arguments, COMMANDS[i].help);
	fprintf(out, "\nThe configuration is FILE, $ANNUAIRE_CONFIG, ./var/annuaire.ini or /etc/annuaire/annuaire.ini, the first that is there.\n"
	    "Over it stands the environment (ANNUAIRE_SECTION_KEY), over both --set.\n");
	return out == stdout ? 0 : 2;
}

static int
run(const struct command *command, const char *config, const char *const *flags, int argc, char **argv)
{
	struct operator op = { .ctx = mem_new(NULL) };
	const char *why = "";
	struct state state;
	enum err e;
	int rc;

	if (conf_read(op.ctx, config, flags, &op.conf, &why) != OK) {
		rc = fail("", why);
	} else if (command->account != NULL && db_open(op.ctx, &op.conf, command->account, DB_SECONDS_OPERATOR, &op.db) != OK) {
		rc = fail("", "the database password cannot be read; see password_directory in annuaire.ini");
	} else if (command->content && (e = store_state(op.db, op.ctx, &state)) != OK) {
		rc = e == ERR_SCHEMA ? fail("", mem_printf(op.ctx, "the database has schema version %u, this program needs version %d; run: annuaire migrate",
		    state.schema, SCHEMA_VERSION)) : fail("", mem_printf(op.ctx, "the database does not answer at %s", op.conf.database_socket));
	} else if (command->content && store_vocabularies(op.db, op.ctx, state.vocabulary_revision, &op.vocabularies) != OK) {
		rc = fail("", "the database does not answer");
	} else {
		rc = command->run(&op, argc, argv);
	}
	mem_free(op.ctx);
	if (fflush(stdout) != 0)
		rc = fail("standard output", strerror(errno));
	return rc;
}

int
main(int argc, char **argv)
{
	const char *config = NULL, *flags[FLAGS_MAX + 1] = { NULL };
	size_t flag_count = 0;

	log_program("annuaire");
	if (sodium_init() < 0)
		return fail("", "no source of random numbers");
	argc--, argv++;
	for (; argc >= 2 && (strcmp(argv[0], "--config") == 0 || strcmp(argv[0], "--set") == 0); argc -= 2, argv += 2) {
		if (strcmp(argv[0], "--config") == 0)
			config = argv[1];
		else if (flag_count < FLAGS_MAX)
			flags[flag_count++] = argv[1];
		else
			return fail("--set", "is given too often");
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
