/* Places in the database: loaded by the operator, asked by postcode, name and distance. */
#ifndef ANNUAIRE_STORE_PLACE_H
#define ANNUAIRE_STORE_PLACE_H

#include "model/organisation.h"
#include "model/place.h"
#include "store/db.h"

/*
 * Replaces the places that one source has of each country in a table by that table, in one transaction; the directory's revision grows when that changed something.
 * Where organisations are is computed when they are published: store_reproject() afterwards. Which of the two formats it is, its first line says:
 * - ours (schema/place/, file names ending in .tsv): TAB separated, a header line "country name zone latitude longitude";
 * - a GeoNames postal-code file (https://download.geonames.org/export/zip/readme.txt): TAB separated, no header, 12 columns: country code, postal code, place name,
 *   admin name1, admin code1, admin name2, admin code2, admin name3, admin code3, latitude, longitude, accuracy.
 *   The zone of a Belgian row follows from its postcode.
 * *loaded is how many rows. ERR_INVALID: *why (owned by ctx) names line and reason, and nothing was changed.
 */
MUST_CHECK enum err store_places_save(struct db *db, void *ctx, const char *table, size_t *loaded, const char **why);

/*
 * The places that a visitor may mean by what was typed: a postcode ("5000"), a name ("Namur", accents and case do not matter), or both ("5000 Namur"). Best first, at most ten, one a
 * place; empty when none. Without a loaded list of postcodes a postcode is found by the localities that the directory's own addresses have for it, else as the middle of its province,
 * with approximate set.
 */
MUST_CHECK enum err store_places_find(struct db *db, void *ctx, const char *typed, struct place_list *found);

/*
 * Where each of `count` addresses is, as well as is known: by postcode and locality, by locality, by postcode, by province. found[i] is of addresses[i]; its name is NULL when that is
 * nowhere. Belgian addresses only. One round trip.
 */
MUST_CHECK enum err store_places_of_addresses(struct db *db, void *ctx, const struct address *const *addresses, size_t count, struct place *found);

/* Where an organisation's seat and branches are, by number. One round trip. */
MUST_CHECK enum err store_positions(struct db *db, void *ctx, uint64_t organisation, struct position_list *positions);

/* Of `count` organisations (ids as a JSON array), what of each is the nearest to a place: *nearest is in their order, owned by ctx. One round trip. */
MUST_CHECK enum err store_nearest(struct db *db, void *ctx, const struct place *place, const char *organisations, size_t count, struct nearest **nearest);

/* The great circle between two points. */
double place_kilometres(double latitude, double longitude, double other_latitude, double other_longitude);

#endif
