/* Sets of members. The only file that knows CRoaring. */
#include <roaring/roaring.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/members.h"

struct members {
	roaring_bitmap_t *bits;
};

const char *
universe_code(enum universe universe)
{
	return universe == UNIVERSE_ACTIVITY ? "activity" : "organisation";
}

static int
members_free(struct members *set)
{
	roaring_bitmap_free(set->bits);
	return 0;
}

/* Takes over bits. */
static struct members *
members_of(void *ctx, roaring_bitmap_t *bits)
{
	struct members *set = talloc(ctx, struct members);

	if (set == NULL || bits == NULL)
		abort();
	set->bits = bits;
	talloc_set_destructor(set, members_free);
	return set;
}

struct members *
members_new(void *ctx)
{
	return members_of(ctx, roaring_bitmap_create());
}

struct members *
members_copy(void *ctx, const struct members *set)
{
	return members_of(ctx, roaring_bitmap_copy(set->bits));
}

void
members_add(struct members *set, uint32_t member)
{
	roaring_bitmap_add(set->bits, member);
}

void
members_take_out(struct members *set, uint32_t member)
{
	roaring_bitmap_remove(set->bits, member);
}

void
members_clear(struct members *set)
{
	roaring_bitmap_clear(set->bits);
}

size_t
members_count(const struct members *set)
{
	return (size_t)roaring_bitmap_get_cardinality(set->bits);
}

bool
members_has(const struct members *set, uint32_t member)
{
	return roaring_bitmap_contains(set->bits, member);
}

bool
members_equal(const struct members *a, const struct members *b)
{
	return roaring_bitmap_equals(a->bits, b->bits);
}

size_t
members_common(const struct members *a, const struct members *b)
{
	return (size_t)roaring_bitmap_and_cardinality(a->bits, b->bits);
}

bool
members_next(const struct members *set, uint32_t from, uint32_t count, uint32_t *first)
{
	roaring_uint32_iterator_t at;

	roaring_init_iterator(set->bits, &at);
	if (!roaring_move_uint32_iterator_equalorlarger(&at, from) || at.current_value >= from + count)
		return false;
	*first = at.current_value;
	return true;
}

uint32_t *
members_all(void *ctx, const struct members *set)
{
	uint32_t *all = MEM_ARRAY(ctx, uint32_t, members_count(set) + 1);

	roaring_bitmap_to_uint32_array(set->bits, all);
	return all;
}

void
members_keep(struct members *set, const struct members *other)
{
	roaring_bitmap_and_inplace(set->bits, other->bits);
}

void
members_join(struct members *set, const struct members *other)
{
	roaring_bitmap_or_inplace(set->bits, other->bits);
}

void
members_remove(struct members *set, const struct members *other)
{
	roaring_bitmap_andnot_inplace(set->bits, other->bits);
}

struct db_value
members_value(void *ctx, const struct members *set)
{
	size_t size = roaring_bitmap_portable_size_in_bytes(set->bits);
	char *bytes = mem_zero(ctx, size + 1);

	roaring_bitmap_portable_serialize(set->bits, bytes);
	return db_bytes(bytes, size);
}

struct members *
members_of_cell(void *ctx, const struct db_rows *rows, size_t row, size_t column)
{
	roaring_bitmap_t *bits = roaring_bitmap_portable_deserialize_safe(db_cell(rows, row, column), db_cell_length(rows, row, column));

	return bits == NULL ? NULL : members_of(ctx, bits);
}
