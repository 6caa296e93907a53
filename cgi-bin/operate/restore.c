/* annuaire restore: a backup becomes a new database, and is proved to be the same. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "base/mem.h"
#include "operate/backup_files.h"
#include "operate/client.h"
#include "operate/command.h"
#include "store/migration.h"
#include "store/state.h"
#include "store/tables.h"

enum { PROGRESS_STEPS = 1000 };

struct restore {
	struct operator *op;
	struct conf conf;		/* of the new database */
	const char *backup;
	struct backup_manifest manifest;
	const char *why;
};

static bool
is_name(const char *name)
{
	size_t len = strlen(name);

	return len > 0 && len <= DUMP_NAME_MAX && strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == len;
}

/* The database must be there, and empty. */
static enum err
open_database(struct restore *r)
{
	const char *name = r->conf.database_name, *user = mem_printf(r->op->ctx, "%smigrate", r->conf.database_user_prefix);
	struct tables_size size;

	if (db_open(r->op->ctx, &r->conf, "migrate", DB_SECONDS_MIGRATE, &r->op->db) != OK) {
		r->why = "the database password cannot be read; see password_directory in annuaire.ini";
		return ERR_CONFIG;
	}
	if (store_tables_size(r->op->db, r->op->ctx, &size) != OK) {
		r->why = mem_printf(r->op->ctx, "the database %s cannot be opened as %s. As the database's administrator: %s", name, user, store_new_database(r->op->ctx, name, user));
		return ERR_DATABASE;
	}
	if (size.tables > 0) {
		r->why = mem_printf(r->op->ctx, "the database %s has %llu tables; a backup goes into an empty one", name, (unsigned long long)size.tables);
		return ERR_CONFLICT;
	}
	return OK;
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

/* Gives the file to the database's own client, which stops at the first statement that is refused and says which. */
static enum err
load(struct restore *r)
{
	static const char *const OPTIONS[] = { "--batch", "--init-command=SET max_statement_time = 0" };
	const char *arguments[] = { OPTIONS[0], OPTIONS[1], r->conf.database_name, NULL }, *path = mem_printf(r->op->ctx, "%s/%s", r->backup, BACKUP_DATABASE), *read_why = NULL;
	char *chunk = mem_zero(r->op->ctx, DUMP_CHUNK_BYTES);
	gzFile in = gzopen(path, "rb");
	struct client client;
	struct stat st;
	int n = 0, code;
	enum err e;

	if (in == NULL || stat(path, &st) != 0) {
		r->why = mem_printf(r->op->ctx, "%s: %s", path, strerror(errno));
		e = ERR_IO;
	} else {
		e = client_start(r->op->ctx, &r->conf, "migrate", "mariadb", arguments, true, &client, &r->why);
	}
	if (e == OK) {
		while ((n = gzread(in, chunk, DUMP_CHUNK_BYTES)) > 0 && write_all(client.pipe, chunk, (size_t)n))
			operator_progress("load", (size_t)((double)gzoffset(in) * (PROGRESS_STEPS - 1) / (double)st.st_size) / 10 * 10, PROGRESS_STEPS);
		if (n < 0)
			read_why = mem_printf(r->op->ctx, "%s: %s", path, gzerror(in, &code));
		e = client_end(r->op->ctx, &client, &r->why);
		operator_progress("load", PROGRESS_STEPS, PROGRESS_STEPS);
	}
	if (in != NULL)
		gzclose(in);
	mem_free(chunk);
	if (read_why != NULL) {
		r->why = read_why;
		e = ERR_IO;
	}
	return e;
}

/* The new database, read as the old one was: every table has the same rows. */
static enum err
compare(struct restore *r)
{
	struct dump now = dump_new(r->op->ctx);
	enum err e = client_dump(&now, &r->conf, "migrate", NULL, NULL, &r->why);

	if (e != OK)
		return e;
	for (size_t i = 0; i < r->manifest.dump.count; i++) {
		const struct dump_table *was = &r->manifest.dump.tables[i], *is = dump_find(&now, was->name);

		if (is != NULL && is->rows == was->rows && strcmp(is->sha256, was->sha256) == 0)
			continue;
		r->why = mem_printf(r->op->ctx, "the table %s is not what it was: %llu rows, now %llu", was->name, (unsigned long long)was->rows,
		    is == NULL ? 0ULL : (unsigned long long)is->rows);
		return ERR_INVALID;
	}
	if (now.count != r->manifest.dump.count) {
		r->why = mem_printf(r->op->ctx, "%zu tables were backed up, now there are %zu", r->manifest.dump.count, now.count);
		return ERR_INVALID;
	}
	return OK;
}

static void
say_applied(void *arg, const char *name)
{
	(void)arg;
	printf("%-10s %s\n", "applied", name);
}

/* A backup of an older schema is brought to ours. */
static enum err
migrate(struct restore *r)
{
	const struct migration_news news = { .applied = say_applied };
	struct migrations migrations;
	enum err e = store_migrations(r->op->ctx, mem_printf(r->op->ctx, "%s/schema", r->op->conf.share), &migrations, &r->why);

	return e == OK ? store_migrate(r->op->db, r->op->ctx, &r->conf, &migrations, &news, &r->why) : e;
}

static int
restore(struct restore *r)
{
	struct operator *op = r->op;
	const char *name = r->conf.database_name;
	time_t begin = time(NULL);

	if (backup_verify(op->ctx, r->backup, &r->manifest, &r->why) != OK)
		return operator_fail("restore", r->why);
	if (r->manifest.schema > SCHEMA_VERSION)
		return operator_fail("restore", mem_printf(op->ctx, "the backup was made by version %s and has schema version %u, this program knows up to %d: install the newer version",
		    r->manifest.version, r->manifest.schema, SCHEMA_VERSION));
	if (open_database(r) != OK)
		return operator_fail("restore", r->why);
	printf("%-10s %s: version %s, schema %u, %s\n", "complete", r->backup, r->manifest.version, r->manifest.schema, r->manifest.made_at);
	fflush(stdout);
	if (load(r) != OK || compare(r) != OK)
		return operator_fail("restore", mem_printf(op->ctx, "%s. Do not use the database %s; drop it, make it anew, and try again", r->why, name));
	for (size_t i = 0; i < r->manifest.dump.count; i++)
		printf("%-10s %-20s %llu\n", "equal", r->manifest.dump.tables[i].name, (unsigned long long)r->manifest.dump.tables[i].rows);
	if (r->manifest.schema < SCHEMA_VERSION && migrate(r) != OK)
		return operator_fail("restore", mem_printf(op->ctx, "restored, but not migrated: %s", r->why));
	printf("%-10s %s: %llu rows in %zu tables, each equal to the backup, in %.0f s\n", "restored", name, (unsigned long long)r->manifest.dump.rows, r->manifest.dump.count,
	    difftime(time(NULL), begin));
	printf("then: name = %s in [database] of annuaire.ini; annuaire roles rights | mariadb; annuaire check; start the programs again\n", name);
	return 0;
}

int
operate_restore(struct operator *op, int argc, char **argv)
{
	struct restore r = { .op = op, .conf = op->conf, .backup = argv[0], .why = "" };

	if (argc != 3 || strcmp(argv[1], "--into") != 0) {
		fprintf(stderr, "usage: annuaire restore BACKUP --into DATABASE\n");
		return 2;
	}
	if (!is_name(argv[2]))
		return operator_fail(argv[2], "the database's name has letters, figures and _");
	r.conf.database_name = argv[2];
	signal(SIGPIPE, SIG_IGN);	/* the client says itself why it ended */
	return restore(&r);
}
