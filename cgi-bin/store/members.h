/*
 * Sets of members, as compressed bitmaps (CRoaring): who carries a value, who says a word, who was found.
 * A member of the universe of organisations is the organisation's id; of activities, its id times 256 plus the activity's slot.
 */
#ifndef ANNUAIRE_STORE_MEMBERS_H
#define ANNUAIRE_STORE_MEMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/db.h"

enum universe { UNIVERSE_ORGANISATION, UNIVERSE_ACTIVITY, UNIVERSE_COUNT };
enum { SLOT_BITS = 8 };

/* The universe's name in tables. */
const char *universe_code(enum universe universe);

/* A set of members; owned by a talloc context. */
struct members;

struct members *members_new(void *ctx);
struct members *members_copy(void *ctx, const struct members *set);
void members_add(struct members *set, uint32_t member);
void members_take_out(struct members *set, uint32_t member);
void members_clear(struct members *set);

size_t members_count(const struct members *set);
bool members_has(const struct members *set, uint32_t member);
bool members_equal(const struct members *a, const struct members *b);
/* How many members two sets have in common. */
size_t members_common(const struct members *a, const struct members *b);
/* True if the set has one of the members from `from` on, and fewer than `count` after it. *first is the least of them. */
bool members_next(const struct members *set, uint32_t from, uint32_t count, uint32_t *first);
/* All of them, ascending, owned by ctx. */
uint32_t *members_all(void *ctx, const struct members *set);

/* set becomes: those also in other; those in other as well as its own; those not in other. */
void members_keep(struct members *set, const struct members *other);
void members_join(struct members *set, const struct members *other);
void members_remove(struct members *set, const struct members *other);

/* The set as a column holds it (portable format, https://github.com/RoaringBitmap/RoaringFormatSpec), bytes owned by ctx; and back: NULL when a cell holds none. */
struct db_value members_value(void *ctx, const struct members *set);
struct members *members_of_cell(void *ctx, const struct db_rows *rows, size_t row, size_t column);

#endif
