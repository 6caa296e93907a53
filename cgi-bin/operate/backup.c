/* annuaire backup: the whole directory as files, consistent while people edit. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "operate/backup_files.h"
#include "operate/client.h"
#include "operate/command.h"
#include "store/state.h"
#include "store/tables.h"

enum { MEGABYTE = 1024 * 1024, SPARE_BYTES = 16 * MEGABYTE, KEEP_MAX = 10000, NAME_BYTES = 64 };

static const char NAME[] = "annuaire-%Y-%m-%dT%H%M%SZ", LIKE_NAME[] = "annuaire-0000-00-00T000000Z", PARTIAL[] = ".partial";

struct backup {
	struct operator *op;
	const char *directory;		/* where backups are kept */
	int directory_fd;		/* locked: one backup at a time */
	const char *partial, *whole;	/* the same one before and after */
	struct backup_manifest manifest;
	time_t begin;
	struct tables_size size;
	gzFile out;
	const char *why;
};

/* Whether a name is that of a backup, or of one that was not finished. */
static bool
is_backup(const char *name, const char *suffix)
{
	size_t len = strlen(LIKE_NAME);

	if (strlen(name) != len + strlen(suffix) || strcmp(name + len, suffix) != 0)
		return false;
	for (size_t i = 0; i < len; i++)
		if (LIKE_NAME[i] == '0' ? name[i] < '0' || name[i] > '9' : name[i] != LIKE_NAME[i])
			return false;
	return true;
}

static bool
to_disk(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool done = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return done;
}

/* A backup has files and no directories. SHA256SUMS goes first: what is left of a removal that was cut off looks like none. */
static bool
remove_backup(void *ctx, const char *path)
{
	DIR *listing;
	struct dirent *entry;

	unlink(mem_printf(ctx, "%s/%s", path, BACKUP_SUMS));
	listing = opendir(path);
	while (listing != NULL && (entry = readdir(listing)) != NULL)
		unlinkat(dirfd(listing), entry->d_name, 0);
	if (listing != NULL)
		closedir(listing);
	return rmdir(path) == 0;
}

static int
later_first(const void *a, const void *b)
{
	return strcmp(*(const char *const *)b, *(const char *const *)a);
}

/* The names below the directory that end so, the latest first. */
static const char **
names(struct backup *b, const char *suffix, size_t *count)
{
	DIR *listing = opendir(b->directory);
	const char **found = NULL;
	struct dirent *entry;

	*count = 0;
	while (listing != NULL && (entry = readdir(listing)) != NULL) {
		if (!is_backup(entry->d_name, suffix))
			continue;
		MEM_GROW(b->op->ctx, found, *count);
		found[(*count)++] = mem_strdup(b->op->ctx, entry->d_name);
	}
	if (listing != NULL)
		closedir(listing);
	if (*count > 0)
		qsort(found, *count, sizeof(*found), later_first);
	return found;
}

/* Opens the directory for this backup alone, and clears away what earlier ones left that were cut off. */
static const char *
prepare(struct backup *b)
{
	const char **left;
	size_t count;

	if (mkdir(b->directory, 0700) != 0 && errno != EEXIST)
		return strerror(errno);
	b->directory_fd = open(b->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (b->directory_fd < 0)
		return strerror(errno);
	if (flock(b->directory_fd, LOCK_EX | LOCK_NB) != 0)
		return "another backup is being written there; wait for its end";
	left = names(b, PARTIAL, &count);
	for (size_t i = 0; i < count; i++)
		remove_backup(b->op->ctx, mem_printf(b->op->ctx, "%s/%s", b->directory, left[i]));
	return NULL;
}

/* Compressed, a dump has less than half of the bytes of the tables: with 10,000 organisations a ninth. */
static const char *
check_space(struct backup *b)
{
	struct statvfs fs;
	uint64_t need = b->size.bytes / 2 + SPARE_BYTES, have;

	if (fstatvfs(b->directory_fd, &fs) != 0)
		return strerror(errno);
	have = (uint64_t)fs.f_bavail * fs.f_frsize;
	return have >= need ? NULL : mem_printf(b->op->ctx, "only %llu MB are free there, %llu may be needed: make room, or choose another directory",
	    (unsigned long long)(have / MEGABYTE), (unsigned long long)(need / MEGABYTE));
}

static bool
take(void *arg, const char *bytes, size_t len)
{
	struct backup *b = arg;
	int code;

	/* The rows are an estimate: the bar is full at the end alone. */
	operator_progress("backup", b->manifest.dump.rows < b->size.rows ? b->manifest.dump.rows / 10 * 10 : b->size.rows - 1, b->size.rows);
	if (gzwrite(b->out, bytes, (unsigned)len) == (int)len)
		return true;
	b->why = mem_printf(b->op->ctx, "%s: %s", BACKUP_DATABASE, gzerror(b->out, &code));
	if (code == Z_ERRNO)
		b->why = mem_printf(b->op->ctx, "%s: %s", BACKUP_DATABASE, strerror(errno));
	return false;
}

/* Level 3 of gzip takes a third of the time of level 6, and a third more room. */
static enum err
write_database(struct backup *b)
{
	const char *path = mem_printf(b->op->ctx, "%s/%s", b->partial, BACKUP_DATABASE), *why = "";
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600), code;
	enum err e;

	b->out = fd < 0 ? NULL : gzdopen(fd, "wb3");
	if (b->out == NULL) {
		b->why = mem_printf(b->op->ctx, "%s: %s", path, strerror(errno));
		return ERR_IO;
	}
	e = client_dump(&b->manifest.dump, &b->op->conf, "backup", take, b, &why);
	code = gzclose(b->out);
	if (e == OK && (code != Z_OK || !to_disk(path))) {
		why = mem_printf(b->op->ctx, "%s: %s", path, strerror(errno));
		e = ERR_IO;
	}
	if (b->why == NULL)
		b->why = why;
	operator_progress("backup", b->size.rows, b->size.rows);
	return e;
}

static enum err
write_configuration(struct backup *b)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	enum err e;

	if (out == NULL)
		abort();
	conf_print(&b->op->conf, out);
	fclose(out);
	e = file_write(b->op->ctx, mem_printf(b->op->ctx, "%s/%s", b->partial, BACKUP_CONFIGURATION), text, len, &b->why);
	free(text);
	return e;
}

/* Under a name that says it is not finished, until all of it is on the disk. */
static enum err
write_all(struct backup *b)
{
	enum err e;

	if (mkdir(b->partial, 0700) != 0) {
		b->why = mem_printf(b->op->ctx, "%s: %s", b->partial, strerror(errno));
		return ERR_IO;
	}
	e = write_database(b);
	if (e == OK)
		e = write_configuration(b);
	if (e == OK)
		e = backup_manifest_write(b->op->ctx, b->partial, &b->manifest, &b->why);
	if (e == OK)
		e = backup_sums_write(b->op->ctx, b->partial, &b->why);
	if (e == OK && (!to_disk(b->partial) || rename(b->partial, b->whole) != 0 || fsync(b->directory_fd) != 0)) {
		b->why = mem_printf(b->op->ctx, "%s: %s", b->whole, strerror(errno));
		e = ERR_IO;
	}
	if (e != OK)
		remove_backup(b->op->ctx, b->partial);
	return e;
}

static void
say(const char *what, const char *path, const struct backup_manifest *manifest)
{
	static const char *const COUNTED[] = { "organisation", "revision", "account" };

	printf("%-10s %s: version %s, schema %u, %s;", what, path, manifest->version, manifest->schema, manifest->made_at);
	for (size_t i = 0; i < sizeof(COUNTED) / sizeof(COUNTED[0]); i++) {
		const struct dump_table *table = dump_find(&manifest->dump, COUNTED[i]);

		printf(" %llu %s%s,", table == NULL ? 0ULL : (unsigned long long)table->rows, COUNTED[i], table != NULL && table->rows == 1 ? "" : "s");
	}
	printf(" %llu rows in %zu tables\n", (unsigned long long)manifest->dump.rows, manifest->dump.count);
}

static int
keep(struct backup *b, long count)
{
	size_t all;
	const char **found = names(b, "", &all);
	int rc = 0;

	for (size_t i = (size_t)count; i < all; i++) {
		const char *path = mem_printf(b->op->ctx, "%s/%s", b->directory, found[i]);

		if (remove_backup(b->op->ctx, path))
			printf("%-10s %s\n", "removed", path);
		else
			rc = operator_fail(path, strerror(errno));
	}
	return rc;
}

static int
verify(struct operator *op, const char *path)
{
	struct backup_manifest manifest;
	const char *why;

	if (backup_verify(op->ctx, path, &manifest, &why) != OK)
		return operator_fail("backup", why);
	say("complete", path, &manifest);
	return 0;
}

/* By the second in which it begins; where that one has a backup already, by the next. */
static void
name_it(struct backup *b)
{
	char name[NAME_BYTES], at[NAME_BYTES];
	struct tm tm;

	do {
		b->begin = time(NULL);
		gmtime_r(&b->begin, &tm);
		strftime(name, sizeof(name), NAME, &tm);
		b->whole = mem_printf(b->op->ctx, "%s/%s", b->directory, name);
	} while (access(b->whole, F_OK) == 0 && nanosleep(&(struct timespec){ .tv_nsec = 100 * 1000 * 1000 }, NULL) == 0);
	b->partial = mem_printf(b->op->ctx, "%s%s", b->whole, PARTIAL);
	strftime(at, sizeof(at), "%Y-%m-%dT%H:%M:%SZ", &tm);
	b->manifest.made_at = mem_strdup(b->op->ctx, at);
}

static int
make(struct operator *op, const char *directory, long count)
{
	struct backup b = { .op = op, .directory = directory, .directory_fd = -1, .manifest = { .version = ANNUAIRE_VERSION, .dump = dump_new(op->ctx) } };
	struct state state;
	const char *why;
	struct stat st;
	enum err e;
	int rc;

	why = prepare(&b);
	if (why != NULL)
		return operator_fail(directory, why);
	if (db_open(op->ctx, &op->conf, "backup", DB_SECONDS_OPERATOR, &op->db) != OK)
		return operator_fail("", "the database password cannot be read; see password_directory in annuaire.ini");
	e = store_state(op->db, op->ctx, &state);
	if (e == OK || e == ERR_SCHEMA)		/* a database is also backed up before it is migrated */
		e = store_tables_size(op->db, op->ctx, &b.size);
	if (e != OK || state.schema == 0)
		return operator_fail("backup", mem_printf(op->ctx, "the database %s cannot be read as %sbackup; roles.sql says what this account needs", op->conf.database_name,
		    op->conf.database_user_prefix));
	why = check_space(&b);
	if (why != NULL)
		return operator_fail(directory, why);
	name_it(&b);
	b.manifest.schema = state.schema;
	if (write_all(&b) != OK)
		return operator_fail("backup", mem_printf(op->ctx, "%s; nothing was kept of it", b.why));
	say("backed up", b.whole, &b.manifest);
	if (stat(mem_printf(op->ctx, "%s/%s", b.whole, BACKUP_DATABASE), &st) == 0)
		printf("%-10s %.1f MB in %.0f s\n", "", (double)st.st_size / 1e6, difftime(time(NULL), b.begin));
	rc = count == 0 ? 0 : keep(&b, count);
	close(b.directory_fd);
	return rc;
}

int
operate_backup(struct operator *op, int argc, char **argv)
{
	char *end = NULL;
	long count = 0;

	if (argc == 2 && strcmp(argv[0], "verify") == 0)
		return verify(op, argv[1]);
	if (argc == 3 && strcmp(argv[1], "--keep") == 0) {
		count = strtol(argv[2], &end, 10);
		if (*argv[2] == '\0' || *end != '\0' || count < 1 || count > KEEP_MAX)
			return operator_fail("--keep", mem_printf(op->ctx, "must be a number from 1 to %d", KEEP_MAX));
	} else if (argc != 1) {
		fprintf(stderr, "usage: annuaire backup DIRECTORY [--keep NUMBER]\n       annuaire backup verify BACKUP\n");
		return 2;
	}
	return make(op, argv[0], count);
}
