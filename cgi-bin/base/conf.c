/* annuaire.ini, read by inih into one struct; every key stands once in the table, for the file, the environment, the command line and `annuaire config`. */
#include <ini.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <ctype.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/file.h"
#include "base/mailbox.h"
#include "base/mem.h"

/* ANNUAIRE_PREFIX and its like are where `make install` puts things: the Makefile says so. */
#define SECRET ANNUAIRE_SYSCONFDIR "/annuaire/secret"

const char CONF_FILE[] = ANNUAIRE_SYSCONFDIR "/annuaire/annuaire.ini";

enum kind { KIND_TEXT, KIND_OPTIONAL_TEXT, KIND_URL, KIND_TILES, KIND_SECONDS, KIND_LANGUAGES, KIND_TRANSPORT, KIND_SANDBOX, KIND_SMTP_URL, KIND_YES, KIND_MAILBOX,
	KIND_OPTIONAL_MAILBOX, KIND_HOSTS, KIND_MEGABYTES, KIND_LOG_FILE };

static const struct key {
	const char *section, *name, *standard;
	enum kind kind;
	size_t offset;
} KEYS[] = {
	{ "site", "url", "http://127.0.0.1:8080/", KIND_URL, offsetof(struct conf, site_url) },
	{ "site", "name", "Annuaire", KIND_TEXT, offsetof(struct conf, site_name) },
	{ "site", "languages", "fr nl de en", KIND_LANGUAGES, offsetof(struct conf, language) },
	{ "site", "cache_seconds", "10", KIND_SECONDS, offsetof(struct conf, cache_seconds) },
	{ "map", "tiles", "", KIND_TILES, offsetof(struct conf, map_tiles) },
	{ "map", "attribution", "© OpenStreetMap contributors", KIND_TEXT, offsetof(struct conf, map_attribution) },
	{ "mail", "transport", "sendmail", KIND_TRANSPORT, offsetof(struct conf, mail_transport) },
	{ "mail", "directory", ANNUAIRE_LOCALSTATEDIR "/lib/annuaire/mail", KIND_TEXT, offsetof(struct conf, mail_directory) },
	{ "mail", "sendmail", "/usr/sbin/sendmail", KIND_TEXT, offsetof(struct conf, mail_sendmail) },
	{ "mail", "smtp_url", "smtp://127.0.0.1:587", KIND_SMTP_URL, offsetof(struct conf, mail_smtp_url) },
	{ "mail", "smtp_tls", "yes", KIND_YES, offsetof(struct conf, mail_smtp_tls) },
	{ "mail", "smtp_ca", "", KIND_OPTIONAL_TEXT, offsetof(struct conf, mail_smtp_ca) },
	{ "mail", "smtp_user", "", KIND_OPTIONAL_TEXT, offsetof(struct conf, mail_smtp_user) },
	{ "mail", "smtp_password_file", SECRET "/smtp.pw", KIND_TEXT, offsetof(struct conf, mail_smtp_password_file) },
	{ "mail", "from", "annuaire@localhost", KIND_MAILBOX, offsetof(struct conf, mail_from) },
	{ "mail", "from_name", "", KIND_OPTIONAL_TEXT, offsetof(struct conf, mail_from_name) },
	{ "mail", "reply_to", "", KIND_OPTIONAL_MAILBOX, offsetof(struct conf, mail_reply_to) },
	{ "paths", "share", ANNUAIRE_PREFIX "/share/annuaire", KIND_TEXT, offsetof(struct conf, share) },
	{ "paths", "run", ANNUAIRE_RUNSTATEDIR "/annuaire", KIND_TEXT, offsetof(struct conf, run) },
	{ "process", "sandbox", "enforce", KIND_SANDBOX, offsetof(struct conf, sandbox) },
	{ "log", "file", "", KIND_LOG_FILE, offsetof(struct conf, log_file) },
	{ "database", "socket", "/run/mysqld/mysqld.sock", KIND_TEXT, offsetof(struct conf, database_socket) },
	{ "database", "host", "", KIND_HOSTS, offsetof(struct conf, database_host) },
	{ "database", "tls", "yes", KIND_YES, offsetof(struct conf, database_tls) },
	{ "database", "tls_ca", "/etc/ssl/certs/ca-certificates.crt", KIND_TEXT, offsetof(struct conf, database_tls_ca) },
	{ "database", "tls_cert", "", KIND_OPTIONAL_TEXT, offsetof(struct conf, database_tls_cert) },
	{ "database", "tls_key", "", KIND_OPTIONAL_TEXT, offsetof(struct conf, database_tls_key) },
	{ "database", "name", "annuaire", KIND_TEXT, offsetof(struct conf, database_name) },
	{ "database", "user_prefix", "annuaire_", KIND_TEXT, offsetof(struct conf, database_user_prefix) },
	{ "database", "password_directory", SECRET, KIND_TEXT, offsetof(struct conf, database_password_directory) },
	{ "database", "free_space_path", "", KIND_OPTIONAL_TEXT, offsetof(struct conf, database_free_space_path) },
	{ "database", "minimum_free_mb", "500", KIND_MEGABYTES, offsetof(struct conf, database_minimum_free_mb) },
};
enum { KEY_COUNT = sizeof(KEYS) / sizeof(KEYS[0]), FILE_BYTES = 64 * 1024, REMARK_COLUMN = 50 };

static const char *const PLACES[] = { "var/annuaire.ini", CONF_FILE };

/* What is in force for one of KEYS, as it may be shown, and where it comes from. */
struct conf_value {
	const char *shown, *from;
};

struct reading {
	void *ctx;
	struct conf *conf;
	struct conf_value *values;	/* in force so far */
	bool seen[KEY_COUNT];	/* in the file */
	const char *rest;	/* of the file */
	int line;		/* the last one that was handed out of it */
	const char *server, *database;	/* where the mail server and the database's, or their TLS, were named last */
	const char *why;	/* the first thing wrong; NULL: nothing */
};

static bool
read_languages(void *ctx, const char *value, bool language[LANG_COUNT])
{
	char *rest = mem_strdup(ctx, value), *word;
	bool any = false;
	enum lang lang;

	memset(language, 0, sizeof(*language) * LANG_COUNT);
	while ((word = strsep(&rest, " \t,")) != NULL) {
		if (*word == '\0')
			continue;
		if (!lang_parse(word, strlen(word), &lang))
			return false;
		language[lang] = any = true;
	}
	return any;
}

/* Cuts the site's address into origin and base. */
static bool
read_url(void *ctx, const char *url, struct conf *conf)
{
	size_t scheme = strncmp(url, "https://", 8) == 0 ? 8 : strncmp(url, "http://", 7) == 0 ? 7 : 0;
	size_t len = strlen(url), host = strcspn(url + scheme, "/");

	for (size_t i = 0; i < len; i++)
		if (url[i] <= ' ' || url[i] > '~' || strchr("\"<>\\?#", url[i]) != NULL)
			return false;
	if (scheme == 0 || host == 0 || strcspn(url + scheme, "@") < host || url[len - 1] != '/' || strstr(url + scheme, "//") != NULL)
		return false;
	conf->site_url = mem_strdup(ctx, url);
	conf->site_origin = mem_strndup(ctx, url, scheme + host);
	conf->site_host = mem_strndup(ctx, url + scheme, url[scheme] == '[' ? strcspn(url + scheme, "]") + 1 : strcspn(url + scheme, ":/"));
	conf->site_base = mem_strndup(ctx, url + scheme + host, len - scheme - host - 1);
	return true;
}

/* The address of a tile server with its {z}, {x} and {y}, and its origin; "" is none. */
static bool
read_tiles(void *ctx, const char *url, struct conf *conf)
{
	size_t scheme = strncmp(url, "https://", 8) == 0 ? 8 : strncmp(url, "http://", 7) == 0 ? 7 : 0, host = strcspn(url + scheme, "/{}@");

	for (const char *c = url; *c != '\0'; c++)
		if (*c <= ' ' || *c > '~' || strchr("\"<>\\;,'", *c) != NULL)
			return false;
	if (*url != '\0' && (scheme == 0 || host == 0 || url[scheme + host] != '/' || strstr(url, "{z}") == NULL || strstr(url, "{x}") == NULL || strstr(url, "{y}") == NULL))
		return false;
	conf->map_tiles = mem_strdup(ctx, url);
	conf->map_origin = mem_strndup(ctx, url, *url == '\0' ? 0 : scheme + host);
	return true;
}

static const char *const TRANSPORTS[] = { [MAIL_FILE] = "file", [MAIL_SENDMAIL] = "sendmail", [MAIL_SMTP] = "smtp", NULL };
static const char *const SANDBOXES[] = { [SANDBOX_OFF] = "off", [SANDBOX_LOG] = "log", [SANDBOX_ENFORCE] = "enforce", NULL };

/* The place of a word among these, the last of which is NULL; below 0: it is none of them. */
static int
read_word(const char *value, const char *const *words)
{
	int i = 0;

	while (words[i] != NULL && strcmp(value, words[i]) != 0)
		i++;
	return words[i] == NULL ? -1 : i;
}

/* The bytes of a host at the beginning of s: a name, an address, or an IPv6 address in brackets. 0: none. */
static size_t
host_length(const char *s)
{
	size_t len = *s == '[' ? strspn(s + 1, "0123456789abcdefABCDEF:.") + 2 : strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");

	return *s == '[' && (len > strlen(s) || s[len - 1] != ']') ? 0 : len;
}

/* The bytes of ":" and a port at the beginning of s. 0: none. */
static size_t
port_length(const char *s)
{
	size_t digits = *s == ':' ? strspn(s + 1, "0123456789") : 0;

	return digits == 0 ? 0 : 1 + digits;
}

/* A mail server's address: scheme, host, and a port or none. Who signs in stands in keys of its own. */
static bool
is_smtp_url(const char *url)
{
	size_t scheme = strncmp(url, "smtps://", 8) == 0 ? 8 : strncmp(url, "smtp://", 7) == 0 ? 7 : 0, host = host_length(url + scheme);

	return scheme > 0 && host > 0 && url[scheme + host + port_length(url + scheme + host)] == '\0';
}

/* Servers of a database: hosts, each with a port or none, a comma between; or none at all. */
static bool
are_hosts(const char *s)
{
	while (*s != '\0') {
		size_t host = host_length(s);

		s += host + port_length(s + host);
		if (host == 0 || (*s != '\0' && (*s != ',' || s[1] == '\0')))
			return false;
		s += *s == ',';
	}
	return true;
}

/* Whether the host at the beginning of s is this machine, so that nobody can listen between. */
static bool
is_loopback(const char *s)
{
	size_t len = host_length(s);

	return (len == 9 && strncmp(s, "localhost", len) == 0) || (len == 5 && strncmp(s, "[::1]", len) == 0) ||
	    (strncmp(s, "127.", 4) == 0 && strspn(s, "0123456789.") == len);
}

static bool
are_loopback(const char *hosts)
{
	for (; *hosts != '\0'; hosts += strcspn(hosts, ","), hosts += *hosts == ',')
		if (!is_loopback(hosts))
			return false;
	return true;
}

/* Sets one key; NULL or what is wrong with the value. */
static const char *
set(struct reading *r, const struct key *key, const char *value)
{
	void *field = (char *)r->conf + key->offset;
	char *end;
	long number;
	int word;

	switch (key->kind) {
	case KIND_TEXT:
		if (*value == '\0')
			return "must not be empty";
		*(const char **)field = mem_strdup(r->ctx, value);
		return NULL;
	case KIND_OPTIONAL_TEXT:
		*(const char **)field = mem_strdup(r->ctx, value);
		return NULL;
	case KIND_URL:
		return read_url(r->ctx, value, r->conf) ? NULL : "must be like https://directory.example/ with a slash at the end";
	case KIND_TILES:
		return read_tiles(r->ctx, value, r->conf) ? NULL : "must be empty, or like https://tiles.example/{z}/{x}/{y}.png";
	case KIND_SECONDS:
		number = strtol(value, &end, 10);
		if (*value == '\0' || *end != '\0' || number < 0 || number > 86400)
			return "must be a number of seconds from 0 to 86400";
		*(int *)field = (int)number;
		return NULL;
	case KIND_LANGUAGES:
		return read_languages(r->ctx, value, field) ? NULL : "must be some of: fr nl de en";
	case KIND_TRANSPORT:
		word = read_word(value, TRANSPORTS);
		if (word < 0)
			return "must be file, sendmail or smtp";
		*(enum mail_transport *)field = (enum mail_transport)word;
		return NULL;
	case KIND_SANDBOX:
		word = read_word(value, SANDBOXES);
		if (word < 0)
			return "must be enforce, log or off";
		*(enum sandbox *)field = (enum sandbox)word;
		return NULL;
	case KIND_SMTP_URL:
		if (!is_smtp_url(value))
			return "must be like smtp://mail.example:587 or smtps://mail.example:465";
		*(const char **)field = mem_strdup(r->ctx, value);
		return NULL;
	case KIND_HOSTS:
		if (!are_hosts(value))
			return "must be empty, or like db1.example:3306, or several with a comma between";
		*(const char **)field = mem_strdup(r->ctx, value);
		return NULL;
	case KIND_MEGABYTES:
		number = strtol(value, &end, 10);
		if (*value == '\0' || *end != '\0' || number < 1 || number > 1000000)
			return "must be a number of megabytes from 1 to 1000000";
		*(int *)field = (int)number;
		return NULL;
	case KIND_YES:
		if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
			return "must be yes or no";
		*(bool *)field = *value == 'y';
		return NULL;
	case KIND_MAILBOX:
	case KIND_OPTIONAL_MAILBOX:
		if ((key->kind == KIND_MAILBOX || *value != '\0') && !mailbox_valid(value))
			return "must be like annuaire@directory.example";
		*(const char **)field = mem_strdup(r->ctx, value);
		return NULL;
	case KIND_LOG_FILE:
		if (*value != '\0' && *value != '/')
			return "must be empty, or a path from / on";
		*(const char **)field = mem_strdup(r->ctx, value);
		return NULL;
	}
	return "unknown";
}

/* What may be shown of a value. No key holds a password; but the owners of tiles have their customers write a key of theirs behind the "?". */
static const char *
shown(void *ctx, const struct key *key, const char *value)
{
	size_t open = strcspn(value, "?");

	return key->kind == KIND_TILES && value[open] == '?' ? mem_printf(ctx, "%.*s?********", (int)open, value) : mem_strdup(ctx, value);
}

/* Sets one key to what stands in `from`; `where` is what a message calls it there. */
static void
assign(struct reading *r, size_t k, const char *value, const char *from, const char *where)
{
	const struct key *key = &KEYS[k];
	const char *wrong = strpbrk(value, "\r\n") != NULL ? "must be one line" : set(r, key, value);

	if (wrong != NULL)
		r->why = mem_printf(r->ctx, "%s: %s", where, wrong);
	if (key->kind == KIND_SMTP_URL || key->offset == offsetof(struct conf, mail_smtp_tls))
		r->server = where;
	if (key->kind == KIND_HOSTS || key->offset == offsetof(struct conf, database_tls))
		r->database = where;
	r->values[k] = (struct conf_value){ shown(r->ctx, key, value), from };
}

/* KEY_COUNT: there is none. */
static size_t
find_key(const char *section, const char *name)
{
	size_t k = 0;

	while (k < KEY_COUNT && (strcmp(KEYS[k].section, section) != 0 || strcmp(KEYS[k].name, name) != 0))
		k++;
	return k;
}

static void
read_defaults(struct reading *r)
{
	for (size_t k = 0; k < KEY_COUNT && r->why == NULL; k++)
		assign(r, k, KEYS[k].standard, "default", KEYS[k].name);
}

/* What inih reads by, as fgets(3). Its lines have room for so much and no more: of a longer one, it would take the end for a line of its own. */
static char *
next_line(char *line, int size, void *stream)
{
	struct reading *r = stream;
	size_t len = strcspn(r->rest, "\n");

	len += r->rest[len] == '\n';
	if (len == 0 || r->why != NULL)
		return NULL;
	r->line++;
	if (len >= (size_t)size) {
		r->why = mem_printf(r->ctx, "%s:%d: a line of more than %d bytes", r->conf->file, r->line, size - 2);
		return NULL;
	}
	memcpy(line, r->rest, len);
	line[len] = '\0';
	r->rest += len;
	return line;
}

static int
handle(void *user, const char *section, const char *name, const char *value)
{
	struct reading *r = user;
	char *from = mem_printf(r->ctx, "%s:%d", r->conf->file, r->line), *where = mem_printf(r->ctx, "%s: [%s] %s", from, section, name);
	size_t k = find_key(section, name);

	if (k == KEY_COUNT || r->seen[k]) {
		r->why = mem_printf(r->ctx, "%s: %s", where, k == KEY_COUNT ? "no such key" : "is given twice");
	} else {
		r->seen[k] = true;
		assign(r, k, value, from, where);
	}
	return r->why == NULL;
}

static void
read_file(struct reading *r)
{
	char *text;
	int line;

	if (file_read(r->ctx, r->conf->file, FILE_BYTES, &text, NULL, &r->why) != OK)
		return;
	r->rest = text;
	line = ini_parse_stream(next_line, r, handle, r);	/* of the first fault; inih goes on after one of its own */
	if (line > 0 && (r->why == NULL || line < r->line))
		r->why = mem_printf(r->ctx, "%s:%d: neither [section] nor key = value", r->conf->file, line);
}

static void
read_environment(struct reading *r)
{
	for (size_t k = 0; k < KEY_COUNT && r->why == NULL; k++) {
		char *variable = mem_printf(r->ctx, "$ANNUAIRE_%s_%s", KEYS[k].section, KEYS[k].name);
		const char *value;

		for (char *c = variable; *c != '\0'; c++)
			*c = (char)toupper((unsigned char)*c);
		value = getenv(variable + 1);
		if (value != NULL)
			assign(r, k, value, variable, variable);
	}
}

static void
read_flags(struct reading *r, const char *const *flags)
{
	for (; flags != NULL && *flags != NULL && r->why == NULL; flags++) {
		size_t named = strcspn(*flags, "=");
		char *where = mem_printf(r->ctx, "--set %.*s", (int)named, *flags), *name = mem_strndup(r->ctx, *flags, named), *section = strsep(&name, ".");
		size_t k = name == NULL ? KEY_COUNT : find_key(section, name);

		if (name == NULL || (*flags)[named] == '\0')
			r->why = mem_printf(r->ctx, "%s: must be like site.name=Annuaire", where);
		else if (k == KEY_COUNT)
			r->why = mem_printf(r->ctx, "%s: no such key", where);
		else
			assign(r, k, *flags + named + 1, "--set", where);
	}
}

static const char *
find_file(const char *path)
{
	if (path == NULL)
		path = getenv("ANNUAIRE_CONFIG");
	for (size_t i = 0; path == NULL && i < sizeof(PLACES) / sizeof(PLACES[0]); i++)
		if (access(PLACES[i], F_OK) == 0)
			path = PLACES[i];
	return path;
}

enum err
conf_read(void *ctx, const char *path, const char *const *flags, struct conf *conf, const char **why)
{
	struct reading r = { .ctx = ctx, .conf = conf, .values = MEM_ARRAY(ctx, struct conf_value, KEY_COUNT) };

	*conf = (struct conf){ .file = mem_strdup(ctx, find_file(path)), .values = r.values };
	read_defaults(&r);
	if (r.why == NULL && conf->file != NULL)
		read_file(&r);
	if (r.why == NULL)
		read_environment(&r);
	if (r.why == NULL)
		read_flags(&r, flags);
	if (r.why == NULL && !conf->mail_smtp_tls && !is_loopback(strstr(conf->mail_smtp_url, "://") + 3))
		r.why = mem_printf(ctx, "%s: smtp_tls = no is only for a mail server on this machine", r.server);
	if (r.why == NULL && !conf->database_tls && !are_loopback(conf->database_host))
		r.why = mem_printf(ctx, "%s: tls = no is only for a MariaDB on this machine", r.database);
	if (r.why == NULL && (*conf->database_tls_cert == '\0') != (*conf->database_tls_key == '\0'))
		r.why = mem_printf(ctx, "[database] tls_cert and tls_key go together: set both, or neither");
	if (r.why == NULL && *conf->mail_from_name == '\0')
		conf->mail_from_name = conf->site_name;
	*why = r.why;
	return r.why == NULL ? OK : ERR_CONFIG;
}

void
conf_print(const struct conf *conf, FILE *out)
{
	const char *section = "";

	fprintf(out, "; %s\n", conf->file != NULL ? conf->file : "no annuaire.ini was found");
	for (size_t k = 0; k < KEY_COUNT; k++) {
		int width;

		if (strcmp(KEYS[k].section, section) != 0)
			fprintf(out, "\n[%s]\n", section = KEYS[k].section);
		width = fprintf(out, "%s = %s", KEYS[k].name, conf->values[k].shown);
		for (const char *c = conf->values[k].shown; *c != '\0'; c++)
			width -= (*c & 0xC0) == 0x80;	/* a byte of UTF-8 that begins no character */
		fprintf(out, "%*s ; %s\n", width < REMARK_COLUMN ? REMARK_COLUMN - width : 0, "", conf->values[k].from);
	}
}
