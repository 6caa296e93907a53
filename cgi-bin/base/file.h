/* Reading and writing whole files, and reading passwords. */
#ifndef ANNUAIRE_BASE_FILE_H
#define ANNUAIRE_BASE_FILE_H

#include <stddef.h>

#include "base/err.h"

/*
 * The bytes of a regular file of at most max bytes, with a NUL behind, owned by ctx; *len (may be NULL) is their number.
 * ERR_IO or ERR_TOO_LARGE: *why (owned by ctx) names the file and the reason.
 */
MUST_CHECK enum err file_read(void *ctx, const char *path, size_t max, char **bytes, size_t *len, const char **why);

/*
 * The password in a file of at most 1000 bytes: its first line, owned by ctx. Its mode is 0600 or 0400, so that nobody but its owner reads it. Whoever is not root
 * is also handed 0440 or 0640 of root's own: a group of one's own, or the access list of one's own that systemd's LoadCredential= makes (systemd.exec(5)).
 * ERR_CONFIG: *why (owned by ctx) names the file and the reason: it cannot be read, others could read it, nothing is in it.
 */
MUST_CHECK enum err file_password(void *ctx, const char *path, const char **password, const char **why);

/*
 * Writes len bytes into a file that only its owner may read. Who looks at path sees the old content, none, or the whole new one: it is written beside,
 * brought to disk, and renamed. ERR_IO: *why (owned by ctx) names the file and the reason; nothing is left behind.
 */
MUST_CHECK enum err file_write(void *ctx, const char *path, const char *bytes, size_t len, const char **why);

#endif
