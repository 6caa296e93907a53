/* Where a place is that somebody typed, where an address is, and who is near. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "store/place.h"
#include "text/words.h"

enum { FOUND_MAX = 10, TYPED_CHARACTERS = 200, PART_OF_WORD_FROM = 3, POSTCODE_BYTES = 20 };

/* Metres matter nowhere here: a sphere of the Earth's mean radius (IUGG) will do. */
static const double EARTH_KILOMETRES = 6371.0088;
/* Two rows of one name, or two names at one point, are one place. */
static const double SAME_NAME_KILOMETRES = 5, SAME_POINT_KILOMETRES = .1;

/* Degrees travel as text: db_query() reads no other numbers than whole ones. */
#define DEGREES(column) "CAST(" column " AS CHAR(30))"
#define COLUMNS "name, name_key, postcode, zone, " DEGREES("latitude") ", " DEGREES("longitude")
enum { COLUMN_NAME, COLUMN_KEY, COLUMN_POSTCODE, COLUMN_ZONE, COLUMN_LATITUDE, COLUMN_LONGITUDE };

/* At home first; then in the order of the tables, where the better known of one name stands first. */
static const char SQL_BY_NAME[] = "SELECT " COLUMNS " FROM place WHERE name_key = ? ORDER BY country <> 'BE', source, id LIMIT 100";
static const char SQL_BY_BEGINNING[] =
    "SELECT " COLUMNS " FROM place WHERE name_key LIKE ? ORDER BY country <> 'BE', source, LENGTH(name_key), id LIMIT 100";
static const char SQL_BY_POSTCODE[] = "SELECT " COLUMNS " FROM place WHERE postcode = ? ORDER BY country <> 'BE', id LIMIT 200";
static const char SQL_LOCALITIES[] =
    "SELECT locality FROM listing WHERE language = 'fr' AND postcode = ? AND locality IS NOT NULL GROUP BY locality ORDER BY COUNT(*) DESC, locality LIMIT 10";
static const char SQL_OF_ADDRESS[] =
    "SELECT " COLUMNS " FROM place WHERE country = 'BE' AND (name_key = ? OR postcode = ?) ORDER BY source = 'postcodes' AND postcode = ? DESC, source, id LIMIT 300";
static const char SQL_MIDDLE[] =
    "SELECT " DEGREES("latitude") ", " DEGREES("longitude") " FROM zone_middle WHERE zone = ?";
static const char SQL_POSITIONS[] =
    "SELECT number, " DEGREES("latitude") ", " DEGREES("longitude") ", approximate FROM position WHERE organisation_id = ? ORDER BY number";
static const char SQL_NEAREST[] =
    "SELECT h.n, p.number, " DEGREES("p.latitude") ", " DEGREES("p.longitude") ", p.approximate"
    " FROM JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, id BIGINT UNSIGNED PATH '$')) h JOIN position p ON p.organisation_id = h.id";

static double
radians(double degrees)
{
	return degrees * M_PI / 180;
}

/* The haversine formula: exact enough for short ways too. */
double
place_kilometres(double latitude, double longitude, double other_latitude, double other_longitude)
{
	double up = sin(radians(other_latitude - latitude) / 2), along = sin(radians(other_longitude - longitude) / 2);
	double h = up * up + cos(radians(latitude)) * cos(radians(other_latitude)) * along * along;

	return 2 * EARTH_KILOMETRES * asin(h < 1 ? sqrt(h) : 1);
}

static double
cell_degrees(const struct db_rows *rows, size_t row, size_t column)
{
	const char *cell = db_cell(rows, row, column);

	return cell == NULL ? 0 : strtod(cell, NULL);
}

static struct place
read_place(const struct db_rows *rows, size_t i)
{
	return (struct place){ .name = db_cell(rows, i, COLUMN_NAME), .postcode = db_cell(rows, i, COLUMN_POSTCODE), .zone = db_cell(rows, i, COLUMN_ZONE),
		.latitude = cell_degrees(rows, i, COLUMN_LATITUDE), .longitude = cell_degrees(rows, i, COLUMN_LONGITUDE) };
}

/* What was typed, taken apart. */
struct typed {
	const char *postcode;	/* NULL: none */
	const char *zone;	/* of the postcode, NULL: none */
	const char *key;	/* the folded name, "" when none */
};

struct finding {
	struct db *db;
	void *ctx;
	struct typed typed;
	struct place_list *found;
	const char *keys[FOUND_MAX];	/* folded names of what was found */
};

static bool
is_postcode(const char *s, size_t len)
{
	bool digit = false;

	for (size_t i = 0; i < len; i++) {
		if (!isalnum((unsigned char)s[i]) && s[i] != '-')
			return false;
		digit = digit || isdigit((unsigned char)s[i]);
	}
	return digit && len >= 3 && len <= POSTCODE_BYTES;
}

/* "5000" of "B-5000". */
static const char *
without_country(const char *postcode)
{
	if (strncmp(postcode, "B-", 2) == 0)
		return postcode + 2;
	return strncmp(postcode, "BE-", 3) == 0 ? postcode + 3 : postcode;
}

/* Takes the word at s out of the text when it is a postcode: "5000", "B-5000", "L-1009". */
static bool
take_postcode(void *ctx, struct typed *t, char *s, size_t len)
{
	char *code;

	if (!is_postcode(s, len))
		return false;
	code = mem_strndup(ctx, s, len);
	memset(s, ' ', len);
	for (char *c = code; *c != '\0'; c++)
		*c = (char)toupper((unsigned char)*c);
	t->postcode = without_country(code);
	t->zone = words_zone_of_postcode(t->postcode);
	return true;
}

/* The first word may be a postcode, or the last. */
static struct typed
take_apart(void *ctx, const char *typed)
{
	char *text = mem_strndup(ctx, typed, utf8_prefix(typed, TYPED_CHARACTERS));
	size_t begin = strspn(text, " \t\r\n"), end = strlen(text), word;
	struct typed t = { 0 };

	while (end > begin && strchr(" \t\r\n", text[end - 1]) != NULL)
		end--;
	word = end;
	while (word > begin && strchr(" \t\r\n", text[word - 1]) == NULL)
		word--;
	if (!take_postcode(ctx, &t, text + begin, strcspn(text + begin, " \t\r\n")) && word > begin)
		take_postcode(ctx, &t, text + word, end - word);
	t.key = words_fold(ctx, text);
	return t;
}

static void
add(struct finding *f, const struct place *place, const char *key)
{
	struct place_list *found = f->found;

	for (size_t i = 0; i < found->count; i++) {
		double apart = place_kilometres(place->latitude, place->longitude, found->rows[i].latitude, found->rows[i].longitude);

		if (apart < SAME_POINT_KILOMETRES || (apart < SAME_NAME_KILOMETRES && strcmp(key, f->keys[i]) == 0))
			return;
	}
	if (found->count == FOUND_MAX)
		return;
	f->keys[found->count] = key;
	found->rows[found->count++] = *place;
}

static bool
begins(const char *key, const char *name)
{
	size_t len = strlen(name);

	return strncmp(key, name, len) == 0 && (key[len] == '\0' || key[len] == ' ');
}

static bool
in_zone(const char *zone, const char *wanted)
{
	return wanted == NULL || zone == NULL || strcmp(zone, wanted) == 0;
}

static void
add_row(struct finding *f, const struct db_rows *rows, size_t i)
{
	struct place place = read_place(rows, i);

	add(f, &place, db_cell(rows, i, COLUMN_KEY));
}

/* Places with this name; where a postcode was typed too, those of its zone alone. */
static enum err
find_name(struct finding *f, const char *sql, const char *key)
{
	struct db_rows rows;
	enum err e;

	e = db_query(f->db, f->ctx, &rows, sql, DB_VALUES(db_text(key)));
	for (size_t i = 0; e == OK && i < rows.count; i++)
		if (in_zone(db_cell(&rows, i, COLUMN_ZONE), f->typed.zone))
			add_row(f, &rows, i);
	return e;
}

/* A loaded postcode: its places, those of the typed name first; where one has the name, it alone. */
static enum err
find_postcode(struct finding *f)
{
	struct db_rows rows;
	enum err e;

	e = db_query(f->db, f->ctx, &rows, SQL_BY_POSTCODE, DB_VALUES(db_text(f->typed.postcode)));
	for (size_t i = 0; e == OK && i < rows.count && f->typed.key[0] != '\0'; i++)
		if (begins(db_cell(&rows, i, COLUMN_KEY), f->typed.key))
			add_row(f, &rows, i);
	if (f->found->count > 0 || e != OK)
		return e;
	if (f->typed.key[0] != '\0')
		e = find_name(f, SQL_BY_NAME, f->typed.key);
	for (size_t i = 0; e == OK && i < rows.count; i++)
		add_row(f, &rows, i);
	return e;
}

/* A postcode that no list was loaded for: the localities of the directory's own addresses. */
static enum err
find_localities(struct finding *f)
{
	struct db_rows rows;
	size_t before = 0;
	enum err e;

	e = db_query(f->db, f->ctx, &rows, SQL_LOCALITIES, DB_VALUES(db_text(f->typed.postcode)));
	for (size_t i = 0; e == OK && i < rows.count; i++) {
		e = find_name(f, SQL_BY_NAME, words_fold(f->ctx, db_cell(&rows, i, 0)));
		for (; before < f->found->count; before++)
			if (f->found->rows[before].postcode == NULL)
				f->found->rows[before].postcode = f->typed.postcode;
	}
	return e;
}

/* The middle of a zone's places; place->name stays NULL when it has none. */
static enum err
middle(struct db *db, void *ctx, const char *postcode, struct place *place)
{
	const char *zone = words_zone_of_postcode(postcode);
	struct db_rows rows;
	enum err e;

	*place = (struct place){ 0 };
	if (zone == NULL)
		return OK;
	e = db_query(db, ctx, &rows, SQL_MIDDLE, DB_VALUES(db_text(zone)));
	if (e == OK && rows.count > 0)
		*place = (struct place){ .name = postcode, .postcode = postcode, .zone = zone, .latitude = cell_degrees(&rows, 0, 0),
			.longitude = cell_degrees(&rows, 0, 1), .approximate = true };
	return e;
}

enum err
store_places_find(struct db *db, void *ctx, const char *typed, struct place_list *found)
{
	struct finding f = { .db = db, .ctx = ctx, .typed = take_apart(ctx, typed), .found = found };
	enum err e = OK;

	*found = (struct place_list){ .rows = MEM_ARRAY(ctx, struct place, FOUND_MAX) };
	if (f.typed.postcode == NULL) {
		if (f.typed.key[0] == '\0')
			return OK;
		e = find_name(&f, SQL_BY_NAME, f.typed.key);
		if (e == OK)
			e = find_name(&f, SQL_BY_BEGINNING, mem_printf(ctx, "%s %%", f.typed.key));
		if (e == OK && found->count == 0 && utf8_length(f.typed.key) >= PART_OF_WORD_FROM)
			e = find_name(&f, SQL_BY_BEGINNING, mem_printf(ctx, "%s%%", f.typed.key));
		return e;
	}
	e = find_postcode(&f);
	if (e == OK && found->count == 0)
		e = find_localities(&f);
	if (e == OK && found->count == 0) {
		e = middle(db, ctx, f.typed.postcode, &found->rows[0]);
		found->count = e == OK && found->rows[0].name != NULL;
	}
	return e;
}

/* Among Belgian places of this name, or of this postcode: those that have both stand first. The best that does not contradict the postcode. */
static void
choose(const struct db_rows *rows, const char *key, const char *postcode, struct place *found)
{
	const char *zone = words_zone_of_postcode(postcode);
	size_t best = rows->count, by_postcode = rows->count;

	for (size_t i = 0; i < rows->count; i++) {
		const char *of_row = db_cell(rows, i, COLUMN_POSTCODE);
		bool named = *key != '\0' && strcmp(db_cell(rows, i, COLUMN_KEY), key) == 0;
		bool there = postcode != NULL && of_row != NULL && strcmp(of_row, postcode) == 0;

		if (named && there) {
			best = i;
			break;
		}
		if (named && best == rows->count && in_zone(db_cell(rows, i, COLUMN_ZONE), zone))
			best = i;
		if (there && by_postcode == rows->count)
			by_postcode = i;
	}
	if (best == rows->count)
		best = by_postcode;
	if (best < rows->count)
		*found = read_place(rows, best);
}

enum err
store_place_of_address(struct db *db, void *ctx, const struct address *address, struct place *found)
{
	const char *locality = address->locality == NULL ? "" : address->locality, *postcode = NULL, *key;
	struct db_rows rows;
	enum err e;

	*found = (struct place){ 0 };
	if ((address->country != NULL && strcmp(address->country, "BE") != 0) || (*locality == '\0' && address->postcode == NULL))
		return OK;
	if (address->postcode != NULL && is_postcode(address->postcode, strlen(address->postcode)))
		postcode = without_country(address->postcode);
	/* "Namur (Jambes)", "Bruxelles / Brussel": the first of them. */
	key = words_fold(ctx, mem_strndup(ctx, locality, strcspn(locality, "(/,;")));
	e = db_query(db, ctx, &rows, SQL_OF_ADDRESS, DB_VALUES(db_text(key), db_text(postcode), db_text(postcode)));
	if (e != OK)
		return e;
	choose(&rows, key, postcode, found);
	return found->name != NULL ? OK : middle(db, ctx, postcode, found);
}

enum err
store_nearest(struct db *db, void *ctx, const struct place *place, const char *organisations, size_t count, struct nearest **nearest)
{
	struct nearest *all = MEM_ARRAY(ctx, struct nearest, count);
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_NEAREST, DB_VALUES(db_text(organisations)));

	*nearest = all;
	for (size_t i = 0; i < count; i++)
		all[i].kilometres = -1;
	for (size_t i = 0; e == OK && i < rows.count; i++) {
		struct nearest *best = &all[db_cell_number(&rows, i, 0) - 1];
		int number = (int)db_cell_number(&rows, i, 1);
		double apart = place_kilometres(place->latitude, place->longitude, cell_degrees(&rows, i, 2), cell_degrees(&rows, i, 3));

		/* Of two that are equally near, the seat or the first branch. */
		if (best->kilometres < 0 || apart < best->kilometres || (apart <= best->kilometres && number < best->number))
			*best = (struct nearest){ apart, number, db_cell_number(&rows, i, 4) != 0 };
	}
	return e;
}

enum err
store_positions(struct db *db, void *ctx, uint64_t organisation, struct position_list *positions)
{
	struct db_rows rows;
	enum err e = db_query(db, ctx, &rows, SQL_POSITIONS, DB_VALUES(db_number((int64_t)organisation)));

	*positions = (struct position_list){ 0 };
	if (e != OK)
		return e;
	positions->rows = MEM_ARRAY(ctx, struct position, rows.count);
	for (size_t i = 0; i < rows.count; i++)
		positions->rows[positions->count++] = (struct position){ (int)db_cell_number(&rows, i, 0), cell_degrees(&rows, i, 1), cell_degrees(&rows, i, 2), db_cell_number(&rows, i, 3) != 0 };
	return OK;
}
