/*
 * annuaire.ini: the environment (ANNUAIRE_SECTION_KEY) over the file. An unknown key or a bad value stops, with file and line.
 * Source of the file's syntax: inih.
 */
#ifndef ANNUAIRE_BASE_CONF_H
#define ANNUAIRE_BASE_CONF_H

#include <stdbool.h>

#include "base/err.h"
#include "base/lang.h"

struct conf {
	const char *file;		/* where it was read from; NULL: nowhere, defaults */
	const char *site_url;		/* absolute, ends with "/" */
	const char *site_origin;	/* its scheme and host, no slash at the end */
	const char *site_base;		/* its path without the slash at the end: "" or "/annuaire" */
	const char *site_name;
	bool language[LANG_COUNT];	/* which languages the site is offered in */
	int cache_seconds;
	const char *map_tiles;		/* address of map tiles with {z}, {x} and {y}; "": no maps of addresses */
	const char *map_origin;		/* its scheme and host; "" */
	const char *map_attribution;	/* what the tiles' owner wants to be said */
	const char *share;
	const char *run;
	const char *database_socket;
	const char *database_name;
	const char *database_user_prefix;
	const char *database_password_directory;
};

/*
 * Reads the configuration into *conf (strings owned by ctx). path NULL: $ANNUAIRE_CONFIG, ./var/annuaire.ini, /etc/annuaire/annuaire.ini,
 * the first that is there. ERR_CONFIG: *why (owned by ctx) says file, line and reason.
 */
MUST_CHECK enum err conf_read(void *ctx, const char *path, struct conf *conf, const char **why);

#endif
