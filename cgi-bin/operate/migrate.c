/* annuaire migrate: the database brought to this version's schema, or only what that would run. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "operate/command.h"
#include "store/migration.h"

static void
say_waiting(void *arg, const char *holder, const char *until)
{
	(void)arg;
	fprintf(stderr, "waiting  %s is migrating this database; if it died, its lease ends at %s UTC\n", holder, until);
}

static void
say_applied(void *arg, const char *name)
{
	(void)arg;
	printf("applied  %s\n", name);
	fflush(stdout);
}

/* What would be run, as a script that says what it is. */
static void
print_migration(const struct migration *m, unsigned unfinished)
{
	printf("-- %s: %zu statements%s", m->name, m->statement_count, m->version == unfinished ? ", begun before and not finished" : "");
	if (m->readable_from < m->version)
		printf(", programs of schema version %u and newer can read meanwhile", m->readable_from);
	printf("\n");
	for (size_t i = 0; i < m->statement_count; i++)
		printf("%s;\n", m->statements[i]);
	printf("\n");
}

static enum err
print_due(struct operator *op, const struct migrations *migrations)
{
	unsigned version, unfinished;
	enum err e = store_schema_version(op->db, op->ctx, &version, &unfinished);

	if (e != OK)
		return e;
	printf("-- The database has schema version %u, these files go up to %zu. Nothing is changed by --dry-run.\n", version, migrations->count - 1);
	for (size_t i = version + 1; i < migrations->count; i++)
		print_migration(&migrations->all[i], unfinished);
	return OK;
}

int
operate_migrate(struct operator *op, int argc, char **argv)
{
	const struct migration_news news = { .waiting = say_waiting, .applied = say_applied };
	bool dry_run = argc > 0 && strcmp(argv[0], "--dry-run") == 0;
	const char *directory = mem_printf(op->ctx, "%s/schema", op->conf.share), *why = "";
	struct migrations migrations;

	argc -= dry_run;
	argv += dry_run;
	if (argc > 1 || (argc == 1 && argv[0][0] == '-'))
		return operator_fail("migrate", "say: annuaire migrate [--dry-run] [DIRECTORY]");
	if (argc == 1)
		directory = argv[0];
	if (store_migrations(op->ctx, directory, &migrations, &why) != OK)
		return operator_fail("migrate", why);
	if (dry_run)
		return print_due(op, &migrations) == OK ? 0 : operator_fail("migrate", mem_printf(op->ctx, "the database does not answer at %s: %s", db_place(&op->conf), db_reason(op->db)));
	if (store_migrate(op->db, op->ctx, &op->conf, &migrations, &news, &why) != OK)
		return operator_fail("migrate", why);
	printf("the database has schema version %zu\n", migrations.count - 1);
	return 0;
}
