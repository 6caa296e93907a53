/* Reading what mariadb-dump writes. */
#include <string.h>

#include "base/mem.h"
#include "store/dump.h"

/* A statement begins a line, and no text within one does: line ends in values are written as \n. */
static const char CREATE[] = "CREATE TABLE `", INSERT[] = "INSERT INTO `", VALUES[] = " VALUES";

struct dump
dump_new(void *ctx)
{
	return (struct dump){ .ctx = ctx };
}

/* The table whose name was just read: the last one, or a new one. */
static struct dump_table *
table(struct dump *dump)
{
	struct dump_table *last = dump->count == 0 ? NULL : &dump->tables[dump->count - 1];

	if (last != NULL && strcmp(last->name, dump->name) == 0)
		return last;
	MEM_GROW(dump->ctx, dump->tables, dump->count);
	last = &dump->tables[dump->count++];
	*last = (struct dump_table){ .name = mem_strdup(dump->ctx, dump->name) };
	crypto_hash_sha256_init(&last->state);
	return last;
}

/* The first character of a line decides which of the two statements it may be. */
static void
read_line(struct dump *dump, char c)
{
	const char *wanted;

	if (dump->matched == 0)
		dump->insert = c == *INSERT;
	wanted = dump->insert ? INSERT : CREATE;
	if (c != wanted[dump->matched]) {
		dump->at = c == '\n' ? DUMP_LINE : DUMP_OTHER;
		dump->matched = 0;
	} else if (wanted[++dump->matched] == '\0') {
		dump->at = DUMP_NAME;
		dump->matched = dump->name_len = 0;
	}
}

static void
read_name(struct dump *dump, char c)
{
	if (c != '`') {
		if (dump->name_len < sizeof(dump->name) - 1)
			dump->name[dump->name_len++] = c;
		return;
	}
	dump->name[dump->name_len] = '\0';
	table(dump);
	dump->at = dump->insert ? DUMP_HEAD : DUMP_OTHER;
}

/* Up to VALUES; a list of columns may stand before it. */
static void
read_head(struct dump *dump, char c)
{
	dump->matched = c == VALUES[dump->matched] ? dump->matched + 1 : c == *VALUES;
	if (VALUES[dump->matched] == '\0') {
		dump->at = DUMP_ROWS;
		dump->matched = 0;
	}
}

/* Rows, until the statement's end; returns how many bytes were read. */
static size_t
read_rows(struct dump *dump, const char *bytes, size_t len)
{
	struct dump_table *into = table(dump);
	size_t begin = 0;

	for (size_t i = 0; i < len; i++) {
		char c = bytes[i];

		if (dump->escaped) {
			dump->escaped = false;
		} else if (dump->quoted) {
			dump->escaped = c == '\\';
			dump->quoted = c != '\'';
		} else if (c == '\'') {
			dump->quoted = true;
		} else if (c == '(') {
			if (dump->depth++ == 0)
				begin = i;
		} else if (c == ')') {
			if (--dump->depth > 0)
				continue;
			crypto_hash_sha256_update(&into->state, (const unsigned char *)bytes + begin, i + 1 - begin);
			into->rows++;
			dump->rows++;
		} else if (c == ';' && dump->depth == 0) {
			dump->at = DUMP_OTHER;
			return i + 1;
		}
	}
	if (dump->depth > 0)
		crypto_hash_sha256_update(&into->state, (const unsigned char *)bytes + begin, len - begin);
	return len;
}

void
dump_read(struct dump *dump, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; ) {
		const char *end;

		switch (dump->at) {
		case DUMP_LINE:
			read_line(dump, bytes[i++]);
			break;
		case DUMP_OTHER:
			end = memchr(bytes + i, '\n', len - i);
			i = end == NULL ? len : (size_t)(end - bytes) + 1;
			dump->at = end == NULL ? DUMP_OTHER : DUMP_LINE;
			break;
		case DUMP_NAME:
			read_name(dump, bytes[i++]);
			break;
		case DUMP_HEAD:
			read_head(dump, bytes[i++]);
			break;
		case DUMP_ROWS:
			i += read_rows(dump, bytes + i, len - i);
			break;
		}
	}
}

bool
dump_end(struct dump *dump)
{
	for (size_t i = 0; i < dump->count; i++) {
		unsigned char hash[crypto_hash_sha256_BYTES];

		crypto_hash_sha256_final(&dump->tables[i].state, hash);
		sodium_bin2hex(dump->tables[i].sha256, sizeof(dump->tables[i].sha256), hash, sizeof(hash));
	}
	return dump->at == DUMP_LINE && dump->matched == 0;
}

const struct dump_table *
dump_find(const struct dump *dump, const char *name)
{
	for (size_t i = 0; i < dump->count; i++)
		if (strcmp(dump->tables[i].name, name) == 0)
			return &dump->tables[i];
	return NULL;
}
