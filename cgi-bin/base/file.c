/* Reading and writing whole files, and reading passwords. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

enum { PASSWORD_MAX_BYTES = 1000 };

static enum err
read_all(void *ctx, int fd, const char *path, size_t size, char **bytes, size_t *len, const char **why)
{
	size_t have = 0;
	ssize_t n = 1;

	*bytes = mem_zero(ctx, size + 1);
	while (have < size && (n = read(fd, *bytes + have, size - have)) > 0)
		have += (size_t)n;
	if (n < 0) {
		*why = mem_printf(ctx, "%s: %s", path, strerror(errno));
		return ERR_IO;
	}
	if (len != NULL)
		*len = have;
	return OK;
}

/* Whether only its reader may read a file. What root owns and hands to somebody else comes by a group, or by an access list, which shows as one. */
static bool
is_private(const struct stat *st)
{
	mode_t others = st->st_mode & (S_IRWXG | S_IRWXO);

	return others == 0 || (others == S_IRGRP && st->st_uid == 0 && geteuid() != 0);
}

static enum err
read_file(void *ctx, const char *path, size_t max, bool secret, char **bytes, size_t *len, const char **why)
{
	struct stat st;
	enum err e;
	int fd;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) != 0) {
		*why = mem_printf(ctx, "%s: %s", path, strerror(errno));
		e = ERR_IO;
	} else if (!S_ISREG(st.st_mode)) {
		*why = mem_printf(ctx, "%s: not a regular file", path);
		e = ERR_IO;
	} else if (secret && !is_private(&st)) {
		*why = mem_printf(ctx, "%s: others could read this password; type: chmod 600 %s", path, path);
		e = ERR_CONFIG;
	} else if ((size_t)st.st_size > max) {
		*why = mem_printf(ctx, "%s: %lld bytes, more than the %zu that are taken", path, (long long)st.st_size, max);
		e = ERR_TOO_LARGE;
	} else {
		e = read_all(ctx, fd, path, (size_t)st.st_size, bytes, len, why);
	}
	if (fd >= 0)
		close(fd);
	return e;
}

enum err
file_read(void *ctx, const char *path, size_t max, char **bytes, size_t *len, const char **why)
{
	return read_file(ctx, path, max, false, bytes, len, why);
}

enum err
file_password(void *ctx, const char *path, const char **password, const char **why)
{
	char *text;

	if (read_file(ctx, path, PASSWORD_MAX_BYTES, true, &text, NULL, why) != OK)
		return ERR_CONFIG;
	text[strcspn(text, "\r\n")] = '\0';
	if (*text == '\0') {
		*why = mem_printf(ctx, "%s: no password in it", path);
		return ERR_CONFIG;
	}
	*password = text;
	return OK;
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	ssize_t n;

	for (size_t done = 0; done < len; done += (size_t)n) {
		n = write(fd, bytes + done, len - done);
		if (n <= 0)
			return false;
	}
	return fsync(fd) == 0;
}

enum err
file_write(void *ctx, const char *path, const char *bytes, size_t len, const char **why)
{
	char *beside = mem_printf(ctx, "%s.XXXXXX", path);
	int fd = mkostemp(beside, O_CLOEXEC);	/* with mode 0600 */
	bool written = fd >= 0 && write_all(fd, bytes, len) && rename(beside, path) == 0;

	if (!written) {
		*why = mem_printf(ctx, "%s: %s", path, strerror(errno));
		if (fd >= 0)
			unlink(beside);
	}
	if (fd >= 0)
		close(fd);
	return written ? OK : ERR_IO;
}
