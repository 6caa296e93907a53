/*
 * annuaire.ini; over the file the environment (ANNUAIRE_SECTION_KEY), over the environment what the command line sets. An unknown key or a bad value stops, with file and
 * line. Variables that name no key are left alone: the platforms that run containers add some of their own. Passwords stand in files of their own (base/file.h).
 * Source of the file's syntax: inih.
 */
#ifndef ANNUAIRE_BASE_CONF_H
#define ANNUAIRE_BASE_CONF_H

#include <stdbool.h>
#include <stdio.h>

#include "base/err.h"
#include "base/lang.h"

/* How mails leave: into files of a directory, through a sendmail command, or to an SMTP server. */
enum mail_transport { MAIL_FILE, MAIL_SENDMAIL, MAIL_SMTP };

/* What becomes of a program that asks the kernel for what no request needs (web/sandbox.h). */
enum sandbox { SANDBOX_OFF, SANDBOX_LOG, SANDBOX_ENFORCE };
/* The system's configuration: /etc/annuaire/annuaire.ini, unless it was built for another place. */
extern const char CONF_FILE[];

struct conf {
	const char *file;		/* where it was read from; NULL: nowhere, defaults */
	const struct conf_value *values;	/* of each key, for conf_print() */
	const char *site_url;		/* absolute, ends with "/" */
	const char *site_origin;	/* its scheme and host, no slash at the end */
	const char *site_base;		/* its path without the slash at the end: "" or "/annuaire" */
	const char *site_host;		/* its host without the port */
	const char *site_name;
	bool language[LANG_COUNT];	/* which languages the site is offered in */
	int cache_seconds;
	const char *map_tiles;		/* address of map tiles with {z}, {x} and {y}; "": no maps of addresses */
	const char *map_origin;		/* its scheme and host; "" */
	const char *map_attribution;	/* what the tiles' owner wants to be said */
	enum mail_transport mail_transport;
	const char *mail_directory;	/* of MAIL_FILE */
	const char *mail_sendmail;	/* the command's path */
	const char *mail_smtp_url;	/* smtp://host:port (TLS by STARTTLS) or smtps://host:port (TLS from the first byte) */
	bool mail_smtp_tls;		/* false: without TLS; the server is on this machine then */
	const char *mail_smtp_ca;	/* file of the authorities that may vouch for the server; "": the system's */
	const char *mail_smtp_user;	/* "": nobody signs in */
	const char *mail_smtp_password_file;
	const char *mail_from;		/* address */
	const char *mail_from_name;	/* what stands before it */
	const char *mail_reply_to;	/* address; "": answers go to mail_from */
	const char *share;
	const char *run;
	enum sandbox sandbox;
	const char *log_file;		/* "": standard error */
	const char *database_socket;
	const char *database_host;	/* host:port, several with a comma between, the first that answers is taken; "": the socket */
	bool database_tls;		/* false: TCP without TLS; every host is this machine then */
	const char *database_tls_ca;	/* file of the authorities that may vouch for the server */
	const char *database_tls_cert, *database_tls_key;	/* files of our own certificate and its key; "": none */
	const char *database_name;
	const char *database_user_prefix;
	const char *database_password_directory;
	const char *database_free_space_path;	/* where the database's file system is seen from here; "": it is not watched */
	int database_minimum_free_mb;
};

/*
 * Reads the configuration into *conf (strings owned by ctx). path NULL: $ANNUAIRE_CONFIG, ./var/annuaire.ini, CONF_FILE,
 * the first that is there. flags: "section.key=value" each, NULL behind the last, which goes before those before it; NULL: none.
 * ERR_CONFIG: *why (owned by ctx) says file and line, variable or flag, and the reason.
 */
MUST_CHECK enum err conf_read(void *ctx, const char *path, const char *const *flags, struct conf *conf, const char **why);

/*
 * Writes what is in force as an annuaire.ini: every key, its value, and as a remark where that comes from: "default", "FILE:LINE", "$ANNUAIRE_SECTION_KEY" or "--set".
 * A secret in a value is masked.
 */
void conf_print(const struct conf *conf, FILE *out);

#endif
