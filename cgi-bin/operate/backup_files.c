/* The files of a backup. */
#include <cJSON.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "operate/backup_files.h"
#include "operate/client.h"
#include "store/tables.h"

enum { MANIFEST_MAX_BYTES = 1024 * 1024, HEX = 2 * crypto_hash_sha256_BYTES };

static const char FORMAT[] = "annuaire-backup/1";
static const char *const FILES[] = { BACKUP_DATABASE, BACKUP_CONFIGURATION, BACKUP_MANIFEST };
enum { FILE_COUNT = sizeof(FILES) / sizeof(FILES[0]) };

static enum err
sum(void *ctx, const char *path, char hex[HEX + 1], const char **why)
{
	unsigned char *chunk, hash[crypto_hash_sha256_BYTES];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	crypto_hash_sha256_state state;
	ssize_t n = -1;

	crypto_hash_sha256_init(&state);
	chunk = mem_zero(ctx, DUMP_CHUNK_BYTES);
	while (fd >= 0 && (n = read(fd, chunk, DUMP_CHUNK_BYTES)) > 0)
		crypto_hash_sha256_update(&state, chunk, (unsigned long long)n);
	if (n < 0)
		*why = mem_printf(ctx, "%s: %s", path, strerror(errno));
	crypto_hash_sha256_final(&state, hash);
	sodium_bin2hex(hex, HEX + 1, hash, sizeof(hash));
	mem_free(chunk);
	if (fd >= 0)
		close(fd);
	return n < 0 ? ERR_IO : OK;
}

enum err
backup_sums_write(void *ctx, const char *directory, const char **why)
{
	struct buf out = buf_in(ctx);

	for (size_t i = 0; i < FILE_COUNT; i++) {
		char hex[HEX + 1];

		if (sum(ctx, mem_printf(ctx, "%s/%s", directory, FILES[i]), hex, why) != OK)
			return ERR_IO;
		buf_printf(&out, "%s  %s\n", hex, FILES[i]);
	}
	return file_write(ctx, mem_printf(ctx, "%s/%s", directory, BACKUP_SUMS), out.bytes, out.len, why);
}

enum err
backup_manifest_write(void *ctx, const char *directory, const struct backup_manifest *manifest, const char **why)
{
	cJSON *json = cJSON_CreateObject(), *passing = cJSON_AddArrayToObject(json, "without_rows"), *tables = cJSON_AddObjectToObject(json, "tables");
	char *text;
	enum err e;

	cJSON_AddStringToObject(json, "format", FORMAT);
	cJSON_AddStringToObject(json, "version", manifest->version);
	cJSON_AddNumberToObject(json, "schema", manifest->schema);
	cJSON_AddStringToObject(json, "made_at", manifest->made_at);
	for (size_t i = 0; STORE_TABLES_PASSING[i] != NULL; i++)
		cJSON_AddItemToArray(passing, cJSON_CreateString(STORE_TABLES_PASSING[i]));
	for (size_t i = 0; i < manifest->dump.count; i++) {
		cJSON *table = cJSON_AddObjectToObject(tables, manifest->dump.tables[i].name);

		cJSON_AddNumberToObject(table, "rows", (double)manifest->dump.tables[i].rows);
		cJSON_AddStringToObject(table, "sha256", manifest->dump.tables[i].sha256);
	}
	text = cJSON_Print(json);
	e = file_write(ctx, mem_printf(ctx, "%s/%s", directory, BACKUP_MANIFEST), text, strlen(text), why);
	cJSON_free(text);
	cJSON_Delete(json);
	return e;
}

static const char *
string_of(void *ctx, const cJSON *object, const char *name)
{
	const char *value = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));

	return mem_strdup(ctx, value == NULL ? "" : value);
}

static double
number_of(const cJSON *object, const char *name)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);

	return cJSON_IsNumber(item) && item->valuedouble > 0 ? item->valuedouble : 0;
}

static enum err
read_manifest(void *ctx, const char *path, struct backup_manifest *manifest, const char **why)
{
	const cJSON *tables, *table;
	cJSON *json;
	char *text;

	if (file_read(ctx, path, MANIFEST_MAX_BYTES, &text, NULL, why) != OK)
		return ERR_INVALID;
	json = cJSON_Parse(text);
	*manifest = (struct backup_manifest){ .version = string_of(ctx, json, "version"), .schema = (unsigned)number_of(json, "schema"),
		.made_at = string_of(ctx, json, "made_at"), .dump = dump_new(ctx) };
	tables = cJSON_GetObjectItemCaseSensitive(json, "tables");
	cJSON_ArrayForEach(table, tables) {
		struct dump_table one = { .name = mem_strdup(ctx, table->string), .rows = (uint64_t)number_of(table, "rows") };

		snprintf(one.sha256, sizeof(one.sha256), "%s", string_of(ctx, table, "sha256"));
		MEM_GROW(ctx, manifest->dump.tables, manifest->dump.count);
		manifest->dump.tables[manifest->dump.count++] = one;
		manifest->dump.rows += one.rows;
	}
	if (strcmp(string_of(ctx, json, "format"), FORMAT) != 0)
		*why = mem_printf(ctx, "%s: not of the format %s", path, FORMAT);
	else if (manifest->schema == 0 || manifest->dump.count == 0)
		*why = mem_printf(ctx, "%s: says nothing of the schema or of the tables", path);
	cJSON_Delete(json);
	return *why == NULL ? OK : ERR_INVALID;
}

enum err
backup_verify(void *ctx, const char *directory, struct backup_manifest *manifest, const char **why)
{
	char *sums;

	*why = NULL;
	if (access(directory, F_OK) == 0 && access(mem_printf(ctx, "%s/%s", directory, BACKUP_SUMS), F_OK) != 0) {
		*why = mem_printf(ctx, "%s: no complete backup, %s is missing", directory, BACKUP_SUMS);
		return ERR_INVALID;
	}
	if (file_read(ctx, mem_printf(ctx, "%s/%s", directory, BACKUP_SUMS), MANIFEST_MAX_BYTES, &sums, NULL, why) != OK)
		return ERR_INVALID;
	for (size_t i = 0; i < FILE_COUNT; i++) {
		const char *path = mem_printf(ctx, "%s/%s", directory, FILES[i]);
		char hex[HEX + 1];

		if (sum(ctx, path, hex, why) != OK)
			return ERR_INVALID;
		if (strstr(sums, mem_printf(ctx, "%s  %s\n", hex, FILES[i])) == NULL) {
			*why = mem_printf(ctx, "%s: damaged, its SHA-256 is not the one in %s", path, BACKUP_SUMS);
			return ERR_INVALID;
		}
	}
	return read_manifest(ctx, mem_printf(ctx, "%s/%s", directory, BACKUP_MANIFEST), manifest, why);
}
