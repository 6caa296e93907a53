/* Places on their way into the database: two formats of tables, read line by line, then written in few statements. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/place.h"
#include "text/words.h"

enum { OWN_COUNTRY, OWN_NAME, OWN_ZONE, OWN_LATITUDE, OWN_LONGITUDE, OWN_COLUMNS };
/* https://download.geonames.org/export/zip/readme.txt */
enum { GEO_COUNTRY = 0, GEO_POSTCODE = 1, GEO_NAME = 2, GEO_LATITUDE = 9, GEO_LONGITUDE = 10, GEO_COLUMNS = 12 };
enum { NAME_CHARACTERS = 180, POSTCODE_BYTES = 20, BATCH = 500, BATCH_COLUMNS = 8 };

static const char HEADER[] = "country\tname\tzone\tlatitude\tlongitude";

static const char SQL_ZONES[] = "SELECT code FROM term WHERE vocabulary = 'zone' AND active";
static const char SQL_STANDING[] =
    "SELECT name, postcode, zone, CAST(latitude AS CHAR(30)), CAST(longitude AS CHAR(30)) FROM place WHERE source = ? AND country = ? ORDER BY id";
static const char SQL_CLEAR[] = "DELETE FROM place WHERE source = ? AND country = ?";
static const char SQL_INSERT[] = "INSERT INTO place (source, country, name, name_key, postcode, zone, latitude, longitude) VALUES ";
static const char SQL_MIDDLES_CLEAR[] = "DELETE FROM zone_middle";
static const char SQL_MIDDLES[] =
    "INSERT INTO zone_middle (zone, latitude, longitude) SELECT zone, AVG(latitude), AVG(longitude)"
    " FROM (SELECT DISTINCT zone, latitude, longitude FROM place WHERE country = 'BE' AND zone IS NOT NULL) p GROUP BY zone";
static const char SQL_BUMP[] = "UPDATE directory_state SET revision = revision + 1 WHERE id = 1";

/* One line; coordinates as they were written. */
struct line {
	const char *country, *name, *key, *postcode, *zone, *latitude, *longitude;
};

struct loading {
	struct db *db;
	void *ctx;
	bool is_own;
	struct db_rows zones;
	struct line *lines;
	size_t count;
	const char **countries;		/* each once */
	size_t country_count;
	const char *why;
};

static enum err
refuse(struct loading *load, const char *reason)
{
	load->why = mem_printf(load->ctx, "line %zu: %s", load->count + 1 + (load->is_own ? 1 : 0), reason);
	return ERR_INVALID;
}

/* How many cells the line has; the first `columns` of them in cells. */
static size_t
cut(char *line, char *cells[], size_t columns)
{
	size_t n = 0;

	for (char *rest = line; rest != NULL; n++) {
		char *cell = strsep(&rest, "\t");

		if (n < columns)
			cells[n] = cell;
	}
	return n;
}

/* "50.4669" or "-4": digits with at most one point, from -limit to limit. */
static bool
is_degrees(const char *s, double limit)
{
	const char *digits = *s == '-' ? s + 1 : s;
	size_t whole = strspn(digits, "0123456789"), rest = digits[whole] == '.' ? strspn(digits + whole + 1, "0123456789") : 0;

	return whole > 0 && whole <= 3 && rest <= 15 && digits[whole + (digits[whole] == '.' ? 1 + rest : 0)] == '\0' && fabs(strtod(s, NULL)) <= limit;
}

static bool
is_zone(const struct loading *load, const char *code)
{
	for (size_t i = 0; i < load->zones.count; i++)
		if (strcmp(db_cell(&load->zones, i, 0), code) == 0)
			return true;
	return false;
}

static void
note_country(struct loading *load, const char *country)
{
	for (size_t i = load->country_count; i-- > 0;)
		if (strcmp(load->countries[i], country) == 0)
			return;
	MEM_GROW(load->ctx, load->countries, load->country_count);
	load->countries[load->country_count++] = country;
}

static enum err
check(struct loading *load, struct line *line)
{
	static const char CAPITALS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	if (strlen(line->country) != 2 || strspn(line->country, CAPITALS) != 2)
		return refuse(load, mem_printf(load->ctx, "the country must be two capital letters like BE, not \"%.20s\"", line->country));
	line->key = words_fold(load->ctx, line->name);
	if (*line->key == '\0')
		return refuse(load, "no name");
	if (utf8_length(line->name) > NAME_CHARACTERS || utf8_length(line->key) > NAME_CHARACTERS)
		return refuse(load, mem_printf(load->ctx, "the name is longer than %d characters", NAME_CHARACTERS));
	if (line->postcode != NULL && (*line->postcode == '\0' || strlen(line->postcode) > POSTCODE_BYTES || strspn(line->postcode, "0123456789 -abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != strlen(line->postcode)))
		return refuse(load, mem_printf(load->ctx, "the postcode must be of letters and digits, at most %d", POSTCODE_BYTES));
	if (line->zone != NULL && !is_zone(load, line->zone))
		return refuse(load, mem_printf(load->ctx, "no zone \"%.60s\" in the vocabulary", line->zone));
	if (!is_degrees(line->latitude, 90))
		return refuse(load, mem_printf(load->ctx, "the latitude must be degrees from -90 to 90, not \"%.20s\"", line->latitude));
	if (!is_degrees(line->longitude, 180))
		return refuse(load, mem_printf(load->ctx, "the longitude must be degrees from -180 to 180, not \"%.20s\"", line->longitude));
	return OK;
}

static enum err
read_line(struct loading *load, char *text)
{
	size_t columns = load->is_own ? OWN_COLUMNS : GEO_COLUMNS, found;
	char *cells[GEO_COLUMNS];
	struct line line;
	enum err e;

	if (utf8_has_control(text, strlen(text)) || strchr(text, '\r') != NULL)
		return refuse(load, "a control character");
	found = cut(text, cells, columns);
	if (found != columns)
		return refuse(load, mem_printf(load->ctx, "expected %zu cells separated by tabs, not %zu", columns, found));
	if (load->is_own)
		line = (struct line){ .country = cells[OWN_COUNTRY], .name = cells[OWN_NAME], .zone = *cells[OWN_ZONE] == '\0' ? NULL : cells[OWN_ZONE],
			.latitude = cells[OWN_LATITUDE], .longitude = cells[OWN_LONGITUDE] };
	else
		line = (struct line){ .country = cells[GEO_COUNTRY], .name = cells[GEO_NAME], .postcode = cells[GEO_POSTCODE],
			.latitude = cells[GEO_LATITUDE], .longitude = cells[GEO_LONGITUDE] };
	e = check(load, &line);
	if (e != OK)
		return e;
	if (!load->is_own && strcmp(line.country, "BE") == 0) {
		line.zone = words_zone_of_postcode(line.postcode);
		if (line.zone != NULL && !is_zone(load, line.zone))
			line.zone = NULL;	/* the federation has withdrawn it */
	}
	note_country(load, line.country);
	MEM_GROW(load->ctx, load->lines, load->count);
	load->lines[load->count++] = line;
	return OK;
}

/* The whole table into load->lines. */
static enum err
read_table(struct loading *load, const char *table)
{
	char *rest = mem_strdup(load->ctx, table), *text;
	size_t first = strcspn(table, "\r\n"), tabs = 0, wrong;
	enum err e = OK;

	for (size_t i = 0; i < first; i++)
		tabs += table[i] == '\t';
	load->is_own = first == strlen(HEADER) && strncmp(table, HEADER, first) == 0;
	if (!load->is_own && tabs != GEO_COLUMNS - 1) {
		load->why = "line 1: neither \"country name zone latitude longitude\" nor the 12 cells of a GeoNames postal code, separated by tabs";
		return ERR_INVALID;
	}
	if (!utf8_valid(table, strlen(table), &wrong)) {
		size_t line = 1;

		for (size_t i = 0; i < wrong; i++)
			line += table[i] == '\n';
		load->why = mem_printf(load->ctx, "line %zu: not UTF-8", line);
		return ERR_INVALID;
	}
	if (load->is_own)
		strsep(&rest, "\n");
	while (e == OK && (text = strsep(&rest, "\n")) != NULL) {
		size_t len = strlen(text);

		if (len == 0 && rest == NULL)
			break;		/* behind the last line's end */
		if (len > 0 && text[len - 1] == '\r')
			text[len - 1] = '\0';
		e = read_line(load, text);
	}
	if (e == OK && load->count == 0)
		return refuse(load, "no place");
	return e;
}

static const char *
source(const struct loading *load)
{
	return load->is_own ? "places" : "postcodes";
}

static bool
same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Whether the country's places in the database are those of the table already, in the same order. */
static enum err
is_standing(struct loading *load, const char *country, bool *standing)
{
	void *ctx = mem_new(load->ctx);
	struct db_rows rows;
	size_t at = 0;
	enum err e;

	e = db_query(load->db, ctx, &rows, SQL_STANDING, DB_VALUES(db_text(source(load)), db_text(country)));
	*standing = e == OK;
	for (size_t i = 0; *standing && i < load->count; i++) {
		const struct line *line = &load->lines[i];

		if (strcmp(line->country, country) != 0)
			continue;
		*standing = at < rows.count && same(db_cell(&rows, at, 0), line->name) && same(db_cell(&rows, at, 1), line->postcode) &&
		    same(db_cell(&rows, at, 2), line->zone) && fabs(strtod(db_cell(&rows, at, 3), NULL) - strtod(line->latitude, NULL)) < 1e-9 &&
		    fabs(strtod(db_cell(&rows, at, 4), NULL) - strtod(line->longitude, NULL)) < 1e-9;
		at++;
	}
	*standing = *standing && at == rows.count;
	mem_free(ctx);
	return e;
}

/* Lines from..to in one statement. */
static enum err
insert(struct loading *load, size_t from, size_t to)
{
	struct db_value values[BATCH * BATCH_COLUMNS], *value = values;
	struct buf sql = buf_in(load->ctx);
	enum err e;

	buf_puts(&sql, SQL_INSERT);
	for (size_t i = from; i < to; i++) {
		const struct line *line = &load->lines[i];

		buf_printf(&sql, "%s(?, ?, ?, ?, ?, ?, ?, ?)", i > from ? ", " : "");
		*value++ = db_text(source(load));
		*value++ = db_text(line->country);
		*value++ = db_text(line->name);
		*value++ = db_text(line->key);
		*value++ = db_text(line->postcode);
		*value++ = db_text(line->zone);
		*value++ = db_text(line->latitude);
		*value++ = db_text(line->longitude);
	}
	e = db_exec(load->db, buf_text(&sql), values, (size_t)(value - values));
	mem_free(sql.bytes);
	return e;
}

static enum err
save(void *arg)
{
	struct loading *load = arg;
	bool all_standing = true;
	enum err e = OK;

	for (size_t i = 0; e == OK && all_standing && i < load->country_count; i++)
		e = is_standing(load, load->countries[i], &all_standing);
	if (e != OK || all_standing)
		return e;
	for (size_t i = 0; e == OK && i < load->country_count; i++)
		e = db_exec(load->db, SQL_CLEAR, DB_VALUES(db_text(source(load)), db_text(load->countries[i])));
	for (size_t from = 0; e == OK && from < load->count; from += BATCH)
		e = insert(load, from, from + BATCH < load->count ? from + BATCH : load->count);
	if (e == OK)
		e = db_exec(load->db, SQL_MIDDLES_CLEAR, DB_NO_VALUES);
	if (e == OK)
		e = db_exec(load->db, SQL_MIDDLES, DB_NO_VALUES);
	return e == OK ? db_exec(load->db, SQL_BUMP, DB_NO_VALUES) : e;
}

enum err
store_places_save(struct db *db, void *ctx, const char *table, size_t *loaded, const char **why)
{
	struct loading load = { .db = db, .ctx = mem_new(ctx), .why = "" };
	enum err e;

	e = db_query(db, load.ctx, &load.zones, SQL_ZONES, DB_NO_VALUES);
	if (e == OK)
		e = read_table(&load, table);
	if (e == OK)
		e = db_transaction(db, save, &load);
	*loaded = e == OK ? load.count : 0;
	*why = mem_strdup(ctx, load.why);
	mem_free(load.ctx);
	return e;
}
