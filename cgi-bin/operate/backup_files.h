/*
 * A backup is a directory, NAME below the one that backups are kept in, mode 0700, its files 0600:
 *   database.sql.gz  what mariadb-dump wrote, compressed
 *   annuaire.ini     the configuration that was in force, as `annuaire config` prints it: for whoever builds the host anew, nothing reads it
 *   manifest.json    what made it, when, of which schema, and the rows of each table with their SHA-256 (store/dump.h)
 *   SHA256SUMS       of the three others, as sha256sum(1) writes and checks it; written last
 */
#ifndef ANNUAIRE_OPERATE_BACKUP_FILES_H
#define ANNUAIRE_OPERATE_BACKUP_FILES_H

#include "base/err.h"
#include "store/dump.h"

#define BACKUP_DATABASE "database.sql.gz"
#define BACKUP_CONFIGURATION "annuaire.ini"
#define BACKUP_MANIFEST "manifest.json"
#define BACKUP_SUMS "SHA256SUMS"

/* What the manifest says. */
struct backup_manifest {
	const char *version;	/* of the program */
	unsigned schema;
	const char *made_at;	/* 2026-11-30T12:00:00Z, the beginning of the snapshot */
	struct dump dump;	/* its tables with their names, rows and sha256 */
};

/* Writes manifest.json into directory. ERR_IO: *why (owned by ctx) says which file and why; so do the others. */
MUST_CHECK enum err backup_manifest_write(void *ctx, const char *directory, const struct backup_manifest *manifest, const char **why);
/* Writes SHA256SUMS. */
MUST_CHECK enum err backup_sums_write(void *ctx, const char *directory, const char **why);

/*
 * Whether every file of a backup is there with the sum it had, and what its manifest says (owned by ctx).
 * ERR_INVALID: it is incomplete or damaged, *why says in what.
 */
MUST_CHECK enum err backup_verify(void *ctx, const char *directory, struct backup_manifest *manifest, const char **why);

#endif
