/* Where a place is that somebody typed, where an address is, and who is near. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
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
enum { COLUMN_NAME, COLUMN_KEY, COLUMN_POSTCODE, COLUMN_ZONE, COLUMN_LATITUDE, COLUMN_LONGITUDE, COLUMN_ADDRESS };

/* At home first; then in the order of the tables, where the better known of one name stands first. */
static const char SQL_BY_NAME[] = "SELECT " COLUMNS " FROM place WHERE name_key = ? ORDER BY country <> 'BE', source, id LIMIT 100";
static const char SQL_BY_BEGINNING[] =
    "SELECT " COLUMNS " FROM place WHERE name_key LIKE ? ORDER BY country <> 'BE', source, LENGTH(name_key), id LIMIT 100";
static const char SQL_BY_POSTCODE[] = "SELECT " COLUMNS " FROM place WHERE postcode = ? ORDER BY country <> 'BE', id LIMIT 200";
static const char SQL_LOCALITIES[] =
    "SELECT locality FROM listing WHERE language = 'fr' AND postcode = ? AND locality IS NOT NULL GROUP BY locality ORDER BY COUNT(*) DESC, locality LIMIT 10";
/* Of each address, by its number: Belgian places of its name, those of its postcode, and, without a name, the middle of its zone. */
#define ADDRESSES "JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, wanted_name VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$[0]'," \
    " wanted_postcode VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin PATH '$[1]', wanted_zone VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin PATH '$[2]')) wanted"
static const char SQL_OF_ADDRESSES[] =
    "SELECT " COLUMNS ", n, source, id FROM " ADDRESSES " JOIN place ON country = 'BE' AND name_key = wanted_name"
    " UNION ALL SELECT " COLUMNS ", n, source, id FROM " ADDRESSES " JOIN place ON country = 'BE' AND postcode = wanted_postcode"
    " UNION ALL SELECT NULL, NULL, NULL, zone, " DEGREES("latitude") ", " DEGREES("longitude") ", n, NULL, NULL FROM " ADDRESSES " JOIN zone_middle ON zone = wanted_zone"
    " ORDER BY 7, 8, 9";
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

/* What is looked for of an address. key NULL: it is nowhere that we know of. */
struct looked_for {
	const char *key, *postcode, *zone;
};

static struct looked_for
look_for(void *ctx, const struct address *address)
{
	const char *locality = address->locality == NULL ? "" : address->locality;
	struct looked_for l = { NULL, NULL, NULL };

	if ((address->country != NULL && strcmp(address->country, "BE") != 0) || (*locality == '\0' && address->postcode == NULL))
		return l;
	if (address->postcode != NULL && is_postcode(address->postcode, strlen(address->postcode)))
		l.postcode = without_country(address->postcode);
	l.zone = words_zone_of_postcode(l.postcode);
	/* "Namur (Jambes)", "Bruxelles / Brussel": the first of them. */
	l.key = words_fold(ctx, mem_strndup(ctx, locality, strcspn(locality, "(/,;")));
	return l;
}

/* Among the rows from begin to end, those of one address: the place that has its name and its postcode, else its name and no other province, else its postcode, else the middle. */
static struct place
choose(const struct db_rows *rows, size_t begin, size_t end, const struct looked_for *l)
{
	size_t named = end, by_postcode = end, middle = end;
	struct place place;

	for (size_t i = begin; i < end; i++) {
		const char *of_row = db_cell(rows, i, COLUMN_POSTCODE);
		bool has_name = *l->key != '\0' && db_cell(rows, i, COLUMN_KEY) != NULL && strcmp(db_cell(rows, i, COLUMN_KEY), l->key) == 0;
		bool has_postcode = l->postcode != NULL && of_row != NULL && strcmp(of_row, l->postcode) == 0;

		if (has_name && has_postcode)
			return read_place(rows, i);
		if (has_name && named == end && in_zone(db_cell(rows, i, COLUMN_ZONE), l->zone))
			named = i;
		if (has_postcode && by_postcode == end)
			by_postcode = i;
		if (db_cell(rows, i, COLUMN_NAME) == NULL)
			middle = i;
	}
	if (named < end || by_postcode < end)
		return read_place(rows, named < end ? named : by_postcode);
	if (middle == end)
		return (struct place){ 0 };
	place = read_place(rows, middle);
	place.name = place.postcode = l->postcode;
	place.approximate = true;
	return place;
}

/* A member of a JSON array; what is looked for is letters, digits, spaces and "-", so it needs no escape. */
static void
add_json(struct buf *json, const char *before, const char *s)
{
	buf_puts(json, before);
	if (s == NULL)
		buf_puts(json, "null");
	else
		buf_printf(json, "\"%s\"", s);
}

enum err
store_places_of_addresses(struct db *db, void *ctx, const struct address *const *addresses, size_t count, struct place *found)
{
	struct looked_for *looked_for = MEM_ARRAY(ctx, struct looked_for, count);
	struct buf json = buf_in(ctx);
	struct db_rows rows;
	struct db_value all;
	enum err e;

	for (size_t i = 0; i < count; i++) {
		looked_for[i] = look_for(ctx, addresses[i]);
		add_json(&json, i == 0 ? "[[" : "],[", looked_for[i].key);
		add_json(&json, ",", looked_for[i].postcode);
		add_json(&json, ",", looked_for[i].zone);
	}
	buf_puts(&json, count == 0 ? "[]" : "]]");
	all = db_text(buf_text(&json));
	e = db_query(db, ctx, &rows, SQL_OF_ADDRESSES, DB_VALUES(all, all, all));
	for (size_t i = 0, row = 0; e == OK && i < count; i++) {
		size_t begin = row;

		while (row < rows.count && db_cell_number(&rows, row, COLUMN_ADDRESS) == (int64_t)i + 1)
			row++;
		found[i] = looked_for[i].key == NULL ? (struct place){ 0 } : choose(&rows, begin, row, &looked_for[i]);
	}
	return e;
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
