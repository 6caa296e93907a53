/* Whether share is as it was built: the Makefile's build-id, computed once more (find, sort, sha256sum). */
#include <errno.h>
#include <fts.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "operate/hosting.h"

enum { FILE_MAX_BYTES = 64 * 1024 * 1024, ID_CHARACTERS = 32 };

struct file {
	const char *path;	/* "./static/…" */
	char hash[2 * crypto_hash_sha256_BYTES + 1];
};

static int
by_path(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

static void
hash_of(const char *bytes, size_t len, char *hex)
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, (const unsigned char *)bytes, len);
	sodium_bin2hex(hex, 2 * sizeof(hash) + 1, hash, sizeof(hash));
}

/* All files below share but build-id and conf/, which is what hosters copy from; unsorted. */
static bool
read_all(void *ctx, const char *share, struct file **files, size_t *count, const char **why)
{
	char *const roots[] = { mem_strdup(ctx, share), NULL };
	FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	bool fine = walk != NULL;
	FTSENT *entry;

	while (fine && (entry = fts_read(walk)) != NULL) {
		const char *path = entry->fts_path + strlen(share);
		char *bytes;
		size_t len;

		if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR || entry->fts_info == FTS_NS) {
			*why = mem_printf(ctx, "%s: %s", entry->fts_path, strerror(entry->fts_errno));
			fine = false;
		}
		if (entry->fts_info == FTS_D && strcmp(path, "/conf") == 0)
			fts_set(walk, entry, FTS_SKIP);
		if (entry->fts_info != FTS_F || strcmp(path, "/build-id") == 0)
			continue;
		fine = file_read(ctx, entry->fts_path, FILE_MAX_BYTES, &bytes, &len, why) == OK;
		if (!fine)
			break;
		MEM_GROW(ctx, *files, *count);
		(*files)[*count].path = mem_printf(ctx, ".%s", path);
		hash_of(bytes, len, (*files)[(*count)++].hash);
		mem_free(bytes);
	}
	if (walk == NULL)
		*why = mem_printf(ctx, "%s: %s", share, strerror(errno));
	else
		fts_close(walk);
	return fine;
}

const char *
hosting_share_id(void *ctx, const char *share, const char **why)
{
	struct file *files = NULL;
	char hash[2 * crypto_hash_sha256_BYTES + 1], *list = mem_strdup(ctx, "");
	size_t count = 0;

	if (!read_all(ctx, share, &files, &count, why))
		return NULL;
	if (count > 0)
		qsort(files, count, sizeof(*files), by_path);
	for (size_t i = 0; i < count; i++)
		list = talloc_asprintf_append_buffer(list, "%s  %s\n", files[i].hash, files[i].path);
	hash_of(list, strlen(list), hash);
	return mem_strndup(ctx, hash, ID_CHARACTERS);
}
