/* store: places loaded, found, near. Against the database of the directory that tests/run started, whose places are those of schema/place. */
#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "store/facet.h"
#include "store/place.h"
#include "store/state.h"
#include "text/document.h"
#include "text/words.h"
#include "open_directory.h"

static const char HEAD[] = "country\tname\tzone\tlatitude\tlongitude\n";

struct fixture {
	void *ctx;
	struct conf conf;
	struct db *db;
};

static void
exec(struct fixture *f, const char *sql)
{
	assert_int_equal(db_exec(f->db, sql, DB_NO_VALUES), OK);
}

static int64_t
number(struct fixture *f, const char *sql)
{
	struct db_rows rows;

	assert_int_equal(db_query(f->db, f->ctx, &rows, sql, DB_NO_VALUES), OK);
	assert_int_equal(rows.count, 1);
	return db_cell_number(&rows, 0, 0);
}

static int
set_up(void **state)
{
	struct fixture *f = MEM_NEW(NULL, struct fixture);
	struct vocabularies all;

	f->ctx = f;
	*state = f;
	return open_directory(f, DB_SECONDS_PAGE, &f->conf, &f->db, &all) ? 0 : -1;
}

/* Nothing of these tests stays: they load places of countries that are none, postcodes, positions with numbers from 900, and points in the sea. */
static int
clean(void **state)
{
	struct fixture *f = *state;

	exec(f, "DELETE FROM place WHERE source = 'postcodes' OR country IN ('XA', 'XB')");
	exec(f, "DELETE FROM position WHERE number >= 900");
	exec(f, "DELETE FROM facet_set WHERE facet = 'point' AND code IN ('0.10000,0.00000', '0.02000,0.02000', '0.00000,-0.05000', '89.99000,170.00000',"
	    " '0.00000,-179.99000', '-50.46694,4.87487')");
	return 0;
}

static size_t
load(struct fixture *f, const char *table)
{
	const char *why = "";
	size_t loaded = 0;
	enum err e = store_places_save(f->db, f->ctx, table, &loaded, &why);

	assert_string_equal(why, "");
	assert_int_equal(e, OK);
	return loaded;
}

static void
assert_refused(struct fixture *f, const char *table, const char *reason)
{
	const char *why = "";
	size_t loaded = 1;

	assert_int_equal(store_places_save(f->db, f->ctx, table, &loaded, &why), ERR_INVALID);
	assert_int_equal(loaded, 0);
	if (strstr(why, reason) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", why, reason);
}

static struct place_list
find(struct fixture *f, const char *typed)
{
	struct place_list found;

	assert_int_equal(store_places_find(f->db, f->ctx, typed, &found), OK);
	return found;
}

/* What is found first. */
static struct place
first(struct fixture *f, const char *typed)
{
	struct place_list found = find(f, typed);

	if (found.count == 0)
		fail_msg("\"%s\" is not found", typed);
	return found.rows[0];
}

/* What is found of an address between two others: one that is known, one that is known by its province alone. */
static struct place
place_of_address(struct fixture *f, const struct address *address)
{
	const struct address *const addresses[] = { &(struct address){ .postcode = "4780", .locality = "Sankt Vith" }, address, &(struct address){ .postcode = "5999", .locality = "Zzyzx" } };
	struct place places[3];

	assert_int_equal(store_places_of_addresses(f->db, f->ctx, addresses, 3, places), OK);
	assert_string_equal(places[0].name, "Sankt Vith");
	assert_true(places[2].approximate);
	assert_string_equal(places[2].zone, "namur");
	return places[1];
}

static struct place
place_of(struct fixture *f, const char *postcode, const char *locality, const char *country)
{
	return place_of_address(f, &(struct address){ .postcode = postcode, .locality = locality, .country = country });
}

static void
assert_at(const struct place *place, double latitude, double longitude)
{
	if (fabs(place->latitude - latitude) > .02 || fabs(place->longitude - longitude) > .02)
		fail_msg("%s is at %f %f, not at %f %f", place->name, place->latitude, place->longitude, latitude, longitude);
}

static void
a_table_of_ours_is_loaded_once(void **state)
{
	struct fixture *f = *state;
	const char *table = mem_printf(f->ctx, "%sXA\tLe-Haut\tnamur\t1.5\t-2.25\nXA\tÎle d’en Bas\t\t-1\t180\n", HEAD);
	int64_t revision, id;

	assert_int_equal(load(f, table), 2);
	assert_int_equal(number(f, "SELECT COUNT(*) FROM place WHERE country = 'XA' AND source = 'places'"), 2);
	assert_int_equal(number(f, "SELECT COUNT(*) FROM place WHERE country = 'XA' AND name_key = 'ile d en bas' AND zone IS NULL AND longitude = 180"), 1);
	revision = number(f, "SELECT revision FROM directory_state");
	id = number(f, "SELECT MIN(id) FROM place WHERE country = 'XA'");
	assert_int_equal(load(f, table), 2);
	assert_int_equal(number(f, "SELECT revision FROM directory_state"), revision);
	assert_int_equal(number(f, "SELECT MIN(id) FROM place WHERE country = 'XA'"), id);
	/* Another table of the country replaces it, and windows' line ends make no difference; other countries stay. */
	assert_int_equal(load(f, mem_printf(f->ctx, "%sXB\tAilleurs\t\t0\t0", HEAD)), 1);
	assert_int_equal(load(f, "country\tname\tzone\tlatitude\tlongitude\r\nXA\tSeul\t\t3\t4\r\n"), 1);
	assert_int_equal(number(f, "SELECT revision FROM directory_state"), revision + 2);
	assert_int_equal(number(f, "SELECT COUNT(*) FROM place WHERE country IN ('XA', 'XB')"), 2);
	assert_int_equal(find(f, "le haut").count, 0);
	assert_string_equal(first(f, "seul").name, "Seul");
}

static void
a_table_that_is_not_right_is_refused_by_its_line(void **state)
{
	static const struct {
		const char *lines, *reason;
	} WRONG[] = {
		{ "", "line 2: no place" },
		{ "XA\tA\t\t1\t2\n\nXA\tB\t\t1\t2\n", "line 3: expected 5 cells" },
		{ "XA\tA\t\t1\n", "line 2: expected 5 cells separated by tabs, not 4" },
		{ "XA\tA\t\t1\t2\t3\n", "line 2: expected 5 cells separated by tabs, not 6" },
		{ "xa\tA\t\t1\t2\n", "line 2: the country" },
		{ "XAA\tA\t\t1\t2\n", "line 2: the country" },
		{ "XA\t – \t\t1\t2\n", "line 2: no name" },
		{ "XA\tA\tatlantis\t1\t2\n", "line 2: no zone \"atlantis\"" },
		{ "XA\tA\t\t90.1\t2\n", "line 2: the latitude" },
		{ "XA\tA\t\t1\t2\nXA\tB\t\t1\t-180.5\n", "line 3: the longitude" },
		{ "XA\tA\t\t\t2\n", "line 2: the latitude" },
		{ "XA\tA\t\t1e1\t2\n", "line 2: the latitude" },
		{ "XA\tA\t\t1,5\t2\n", "line 2: the latitude" },
		{ "XA\tA\t\tnan\t2\n", "line 2: the latitude" },
		{ "XA\tA\t\t1.\t-\n", "line 2: the longitude" },
		{ "XA\tA\t\t1\t2\nXA\tB\xff\t\t1\t2\n", "line 3: not UTF-8" },
		{ "XA\tA\x01\t\t1\t2\n", "line 2: a control character" },
	};
	struct fixture *f = *state;
	struct buf longest = buf_in(f->ctx);

	load(f, mem_printf(f->ctx, "%sXA\tAvant\t\t1\t2\n", HEAD));
	for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++)
		assert_refused(f, mem_printf(f->ctx, "%s%s", HEAD, WRONG[i].lines), WRONG[i].reason);
	for (int i = 0; i < 181; i++)
		buf_puts(&longest, "é");
	assert_refused(f, mem_printf(f->ctx, "%sXA\t%s\t\t1\t2\n", HEAD, buf_text(&longest)), "line 2: the name is longer than 180 characters");
	assert_refused(f, "", "line 1");
	assert_refused(f, "name\tlatitude\tlongitude\n", "line 1");
	assert_refused(f, "code\tparent\tfr\tnl\tde\ten\talso\nx\t\tx\tx\tx\tx\t\n", "line 1");
	assert_refused(f, "XA\t10 10\tA\t\t\t\t\t\t\t1\t2\t6\nXA\t*\tA\t\t\t\t\t\t\t1\t2\t6\n", "line 2: the postcode");
	assert_refused(f, "XA\t\tA\t\t\t\t\t\t\t1\t2\t6\n", "line 1: the postcode");
	assert_int_equal(number(f, "SELECT COUNT(*) FROM place WHERE country = 'XA'"), 1);
}

static void
a_name_is_found_in_each_language(void **state)
{
	static const struct {
		const char *names;
		const char *zone;
		double latitude, longitude;
	} PLACES[] = {
		{ "Liège|Luik|Lüttich|liege|LUIK", "liege", 50.64, 5.57 },
		{ "Bruxelles|Brussel|Brussels|Brüssel", "brussels", 50.85, 4.35 },
		{ "Mons|Bergen", "hainaut", 50.45, 3.95 },
		{ "Namur|Namen", "namur", 50.47, 4.87 },
		{ "Anvers|Antwerpen|Antwerp", "flanders", 51.22, 4.40 },
		{ "Gand|Gent|Ghent", "flanders", 51.05, 3.72 },
		{ "Bruges|Brugge|Brügge", "flanders", 51.21, 3.22 },
		{ "Louvain|Leuven|Löwen", "flanders", 50.88, 4.70 },
		{ "Tournai|Doornik", "hainaut", 50.61, 3.39 },
		{ "Courtrai|Kortrijk", "flanders", 50.83, 3.26 },
		{ "Malines|Mechelen|Mecheln", "flanders", 51.03, 4.48 },
		{ "Wavre|Waver", "walloon-brabant", 50.72, 4.61 },
		{ "Nivelles|Nijvel", "walloon-brabant", 50.60, 4.33 },
		{ "Braine-l'Alleud|Eigenbrakel|braine l alleud", "walloon-brabant", 50.68, 4.37 },
		{ "Arlon|Aarlen|Arel", "luxembourg", 49.68, 5.82 },
		{ "Bastogne|Bastenaken", "luxembourg", 50.00, 5.72 },
		{ "Eupen", "german-speaking", 50.63, 6.03 },
		{ "Sankt Vith|Saint-Vith|St. Vith", "german-speaking", 50.28, 6.13 },
		{ "Kelmis|La Calamine", "german-speaking", 50.72, 6.01 },
		{ "Halle|Hal", "flanders", 50.73, 4.24 },
		{ "Woluwe-Saint-Pierre|Sint-Pieters-Woluwe", "brussels", 50.83, 4.44 },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(PLACES) / sizeof(PLACES[0]); i++) {
		char *names = mem_strdup(f->ctx, PLACES[i].names), *name;

		while ((name = strsep(&names, "|")) != NULL) {
			struct place place = first(f, name);

			assert_at(&place, PLACES[i].latitude, PLACES[i].longitude);
			assert_string_equal(place.zone, PLACES[i].zone);
			assert_false(place.approximate);
		}
	}
}

static void
the_best_comes_first_and_each_place_once(void **state)
{
	struct fixture *f = *state;
	struct place_list found = find(f, "  louvain ");

	assert_true(found.count >= 2 && found.count <= 10);
	assert_string_equal(found.rows[0].name, "Louvain");
	assert_string_equal(found.rows[1].name, "Louvain-la-Neuve");
	/* Only the beginning of a word, when nothing is called so. */
	assert_string_equal(first(f, "Charler").name, "Charleroi");
	assert_int_equal(find(f, "saint").count, 10);
	/* All names of one place are one. */
	found = find(f, "Bruxelles");
	assert_string_equal(found.rows[0].name, "Bruxelles");
	for (size_t i = 1; i < found.count; i++)
		assert_true(fabs(found.rows[i].latitude - found.rows[0].latitude) > 1e-3 || fabs(found.rows[i].longitude - found.rows[0].longitude) > 1e-3);
	assert_int_equal(find(f, "zzyzx").count, 0);
	assert_int_equal(find(f, "").count, 0);
	assert_int_equal(find(f, " - % _ ").count, 0);
	assert_int_equal(find(f, "a%").count, 0);
	assert_int_equal(find(f, "0000").count, 0);
}

static void
a_postcode_without_a_list_is_where_the_directory_has_it(void **state)
{
	struct fixture *f = *state;
	struct place place = first(f, "5000");

	assert_string_equal(place.name, "Namur");
	assert_string_equal(place.postcode, "5000");
	assert_false(place.approximate);
	assert_at(&place, 50.47, 4.87);
	place = first(f, "B-4000 LIEGE");
	assert_string_equal(place.name, "Liège");
	/* A name that the province knows; a postcode that nobody has. */
	place = first(f, "5640 Mettet");
	assert_string_equal(place.name, "Mettet");
	assert_false(place.approximate);
	for (int i = 0; i < 2; i++) {
		place = first(f, i == 0 ? "5640" : "5640 Zzyzx");
		assert_true(place.approximate);
		assert_string_equal(place.name, "5640");
		assert_string_equal(place.zone, "namur");
		assert_true(place.latitude > 49.9 && place.latitude < 50.7 && place.longitude > 4.3 && place.longitude < 5.3);
	}
}

static void
a_loaded_list_of_postcodes_comes_before_all(void **state)
{
	static const char LIST[] =
	    "BE\t5640\tBiesme\tWallonie\tWAL\tNamur\tWNA\tNamur\t92\t50.3333\t4.6167\t6\n"
	    "BE\t5640\tMettet\tWallonie\tWAL\tNamur\tWNA\tNamur\t92\t50.3214\t4.6623\t6\n"
	    "BE\t4700\tEupen\tWallonie\tWAL\tLiège\tWLG\tVerviers\t63\t50.6305\t6.0316\t6\n"
	    "XA\tL-1009\tAilleurs\t\t\t\t\t\t\t49.6\t6.1\t\n";
	struct fixture *f = *state;
	struct place_list found;
	struct place place;

	assert_int_equal(load(f, LIST), 4);
	found = find(f, "5640");
	assert_int_equal(found.count, 2);
	assert_string_equal(found.rows[0].name, "Biesme");
	assert_string_equal(found.rows[0].postcode, "5640");
	assert_string_equal(found.rows[0].zone, "namur");
	assert_false(found.rows[0].approximate);
	found = find(f, "5640 Mettet");
	assert_int_equal(found.count, 1);
	assert_string_equal(found.rows[0].name, "Mettet");
	found = find(f, "mettet 5640");
	assert_int_equal(found.count, 1);
	assert_string_equal(first(f, "4700").zone, "german-speaking");
	place = first(f, "l-1009");
	assert_string_equal(place.name, "Ailleurs");
	assert_null(place.zone);
	/* The village of the two that stand at one point is not said twice. */
	found = find(f, "Mettet");
	assert_string_equal(found.rows[0].name, "Mettet");
	assert_true(found.count == 1 || strcmp(found.rows[1].name, "Mettet") != 0);
	place = place_of(f, "5640", NULL, NULL);
	assert_string_equal(place.name, "Biesme");
	place = place_of(f, "5640", "METTET", NULL);
	assert_string_equal(place.postcode, "5640");
	assert_at(&place, 50.3214, 4.6623);
}

static void
an_address_is_where_its_locality_is_else_in_its_province(void **state)
{
	struct fixture *f = *state;
	struct place place = place_of(f, "4780", "Sankt Vith", "BE");

	assert_at(&place, 50.28, 6.13);
	place = place_of(f, NULL, "Namur (Jambes)", NULL);
	assert_at(&place, 50.47, 4.87);
	place = place_of(f, "B-1000", "Bruxelles / Brussel", NULL);
	assert_at(&place, 50.85, 4.35);
	/* Of two villages of one name the one whose province the postcode says. */
	place = place_of(f, "7900", "Leuze", NULL);
	assert_string_equal(place.zone, "hainaut");
	place = place_of(f, "5310", "Leuze", NULL);
	assert_string_equal(place.zone, "namur");
	assert_false(place.approximate);
	place = place_of(f, "6999", "Zzyzx", NULL);
	assert_true(place.approximate);
	assert_string_equal(place.zone, "luxembourg");
	assert_string_equal(place.name, "6999");
	assert_null(place_of(f, NULL, "Zzyzx", NULL).name);
	assert_null(place_of(f, "0999", "Zzyzx", NULL).name);
	assert_null(place_of(f, "５０００", "Zzyzx", NULL).name);
	assert_null(place_of(f, NULL, NULL, NULL).name);
	assert_null(place_of(f, "5000", "Namur", "FR").name);
}

static void
assert_known(struct fixture *f, const char *file, const struct address *address)
{
	struct place place;

	if (address->locality == NULL || (address->country != NULL && strcmp(address->country, "BE") != 0))
		return;
	place = place_of_address(f, address);
	if (place.name == NULL || place.approximate)
		fail_msg("%s: %s is no known place", file, address->locality);
	if (address->postcode != NULL && words_zone_of_postcode(address->postcode) != NULL)
		assert_string_equal(place.zone, words_zone_of_postcode(address->postcode));
	assert_true(find(f, address->locality).count > 0);
}

static void
every_locality_of_the_demonstration_is_known(void **state)
{
	struct fixture *f = *state;
	glob_t files;

	assert_int_equal(glob("schema/demo/*.json", 0, NULL, &files), 0);
	assert_true(files.gl_pathc >= 40);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		struct organisation org;
		const char *why = "";
		char *bytes;
		size_t len;

		assert_int_equal(file_read(f->ctx, files.gl_pathv[i], 1 << 20, &bytes, &len, &why), OK);
		assert_int_equal(document_parse(f->ctx, bytes, len, &org, &why), OK);
		assert_known(f, files.gl_pathv[i], &org.address);
		for (size_t b = 0; b < org.branch_count; b++)
			assert_known(f, files.gl_pathv[i], &org.branches[b].address);
	}
	globfree(&files);
}

static void
put(struct fixture *f, int64_t organisation, int number_of_it, const char *latitude, const char *longitude)
{
	assert_int_equal(db_exec(f->db, "INSERT INTO position (organisation_id, number, latitude, longitude, approximate) VALUES (?, ?, ?, ?, ?)",
	    DB_VALUES(db_number(organisation), db_number(number_of_it), db_text(latitude), db_text(longitude), db_number(number_of_it == 901))), OK);
}

/* In the Gulf of Guinea, where no organisation is. */
static void
who_is_near_stands_once_and_where_it_is_nearest(void **state)
{
	struct fixture *f = *state;
	int64_t a = number(f, "SELECT MIN(id) FROM organisation WHERE status = 'published'"), b = number(f, "SELECT MAX(id) FROM organisation WHERE status = 'published'");
	const struct place here = { .name = "here", .latitude = 0, .longitude = 0 }, north = { .name = "north", .latitude = .1, .longitude = 0 };
	const char *ids = mem_printf(f->ctx, "[%lld,%lld,4000000000,4000000001]", (long long)b, (long long)a);
	struct nearest *nearest;

	put(f, a, 900, "0.1", "0");		/* 11.1 km */
	put(f, a, 901, "0.02", "0.02");		/* 3.1 km */
	put(f, b, 902, "0", "-0.05");		/* 5.6 km */
	put(f, 4000000000, 903, "0", "0");
	put(f, 4000000000, 904, "0", "0");
	assert_int_equal(store_nearest(f->db, f->ctx, &here, ids, 4, &nearest), OK);
	assert_int_equal(nearest[0].number, 902);
	assert_int_equal(nearest[1].number, 901);
	assert_int_equal(nearest[2].number, 903);
	assert_true(nearest[1].approximate && !nearest[0].approximate);
	assert_true(fabs(nearest[1].kilometres - 3.145) < .01 && fabs(nearest[0].kilometres - 5.560) < .01 && nearest[2].kilometres < .001);
	assert_true(nearest[3].kilometres < 0);
	assert_int_equal(store_nearest(f->db, f->ctx, &north, ids, 4, &nearest), OK);
	assert_int_equal(nearest[1].number, 900);
}

/* Puts members at a point, as publications do. */
static void
put_at(struct fixture *f, const char *point, uint32_t first, uint32_t second)
{
	struct members *members = members_new(f->ctx);
	struct db_batch batch = { 0 };

	members_add(members, first);
	members_add(members, second);
	db_batch_add(f->ctx, &batch, DB_VALUES(db_text("organisation"), db_text("point"), db_text(point), db_number(1), members_value(f->ctx, members)));
	assert_int_equal(db_insert(f->db, f->ctx, "INSERT INTO facet_set (universe, facet, code, revision, members) VALUES ", &batch, ""), OK);
}

static size_t
near(struct fixture *f, double latitude, double longitude, double kilometres, struct near_point **points)
{
	struct facet_index *index = facet_index_new(f->ctx, UNIVERSE_ORGANISATION);

	assert_int_equal(facet_index_refresh(index, f->db, 1, "2026-01-01"), OK);
	return facet_near(index, f->ctx, &(struct place){ .latitude = latitude, .longitude = longitude }, kilometres, points);
}

static void
points_come_nearest_first_and_only_those_in_the_circle(void **state)
{
	struct fixture *f = *state;
	struct near_point *points;

	put_at(f, "0.10000,0.00000", 7, 8);		/* 11.1 km */
	put_at(f, "0.02000,0.02000", 7, 9);		/* 3.1 km */
	put_at(f, "0.00000,-0.05000", 10, 11);		/* 5.6 km */
	assert_int_equal(near(f, 0, 0, 10, &points), 2);
	assert_true(fabs(points[0].kilometres - 3.145) < .01 && fabs(points[1].kilometres - 5.560) < .01);
	assert_true(members_has(points[0].members, 7) && members_has(points[0].members, 9) && members_has(points[1].members, 10));
	assert_int_equal(members_count(points[0].members), 2);
	assert_int_equal(near(f, 0, 0, 3, &points), 0);		/* in the corner of a square around the circle */
	assert_int_equal(near(f, .1, 0, 1, &points), 1);
	assert_true(members_has(points[0].members, 8));
}

static void
a_circle_crosses_the_pole_and_the_date_line(void **state)
{
	struct fixture *f = *state;
	struct near_point *points;

	put_at(f, "89.99000,170.00000", 7, 8);
	assert_int_equal(near(f, 89.99, -10, 3, &points), 1);
	put_at(f, "0.00000,-179.99000", 7, 8);
	assert_int_equal(near(f, 0, 179.99, 3, &points), 1);
	assert_true(points[0].kilometres < 2.3);
	/* As far as from Namur to Brussels, where the Atlantic is. */
	put_at(f, "-50.46694,4.87487", 7, 8);
	assert_int_equal(near(f, -50.85045, 4.34878, 60, &points), 1);
	assert_true(fabs(points[0].kilometres - 56.5) < .1);
}

static void
many_thousands_take_seconds(void **state)
{
	struct fixture *f = *state;
	struct buf table = buf_in(f->ctx);

	for (int i = 0; i < 20000; i++)
		buf_printf(&table, "XB\t%05d\tVillage %d\t\t\t\t\t\t\t%d.5\t%d.25\t4\n", i, i, i % 90, i % 180);
	assert_int_equal(load(f, buf_text(&table)), 20000);
	assert_string_equal(first(f, "19999").name, "Village 19999");
	assert_int_equal(load(f, buf_text(&table)), 20000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_table_of_ours_is_loaded_once, clean),
		cmocka_unit_test_teardown(a_table_that_is_not_right_is_refused_by_its_line, clean),
		cmocka_unit_test(a_name_is_found_in_each_language),
		cmocka_unit_test(the_best_comes_first_and_each_place_once),
		cmocka_unit_test(a_postcode_without_a_list_is_where_the_directory_has_it),
		cmocka_unit_test_teardown(a_loaded_list_of_postcodes_comes_before_all, clean),
		cmocka_unit_test(an_address_is_where_its_locality_is_else_in_its_province),
		cmocka_unit_test(every_locality_of_the_demonstration_is_known),
		cmocka_unit_test_teardown(who_is_near_stands_once_and_where_it_is_nearest, clean),
		cmocka_unit_test_teardown(points_come_nearest_first_and_only_those_in_the_circle, clean),
		cmocka_unit_test_teardown(a_circle_crosses_the_pole_and_the_date_line, clean),
		cmocka_unit_test_teardown(many_thousands_take_seconds, clean),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("place", tests, set_up, pool_tear_down);
}
