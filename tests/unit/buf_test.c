/* base/buf: what is added is what is there, however it grows. */
#include "base/buf.h"
#include "unit.h"

static void
an_empty_buffer_reads_as_an_empty_string(void **state)
{
	void *ctx = mem_new(NULL);
	struct buf b = buf_in(ctx);

	(void)state;
	assert_string_equal(buf_text(&b), "");
	buf_add(&b, "ignored", 0);
	buf_puts(&b, "");
	buf_printf(&b, "%s", "");
	assert_string_equal(buf_text(&b), "");
	assert_int_equal(b.len, 0);
	mem_free(ctx);
}

static void
all_ways_of_adding_append(void **state)
{
	void *ctx = mem_new(NULL);
	struct buf b = buf_in(ctx);

	(void)state;
	buf_puts(&b, "Pont");
	buf_putc(&b, ' ');
	buf_add(&b, "de cordes", 2);
	buf_printf(&b, " %d %s", 12, "é");
	assert_string_equal(buf_text(&b), "Pont de 12 é");
	assert_int_equal(b.len, strlen("Pont de 12 é"));
	mem_free(ctx);
}

static void
bytes_may_be_anything(void **state)
{
	void *ctx = mem_new(NULL);
	struct buf b = buf_in(ctx);

	(void)state;
	buf_add(&b, "a\0b", 3);
	assert_int_equal(b.len, 3);
	assert_memory_equal(b.bytes, "a\0b\0", 4);
	mem_free(ctx);
}

/* Around every size at which it grows, the text is whole and ends in NUL. */
static void
growth_keeps_every_byte(void **state)
{
	void *ctx = mem_new(NULL);

	(void)state;
	for (size_t first = 250; first < 262; first++) {
		struct buf b = buf_in(ctx);

		for (size_t i = 0; i < first; i++)
			buf_putc(&b, (char)('a' + i % 26));
		buf_printf(&b, "%0*d", 5000, 7);
		assert_int_equal(b.len, first + 5000);
		assert_int_equal(strlen(b.bytes), b.len);
		for (size_t i = 0; i < first; i++)
			assert_int_equal(b.bytes[i], 'a' + i % 26);
		assert_string_equal(b.bytes + b.len - 7, "0000007");
	}
	mem_free(ctx);
}

static void
clearing_keeps_the_memory(void **state)
{
	void *ctx = mem_new(NULL);
	struct buf b = buf_in(ctx);
	size_t size;

	(void)state;
	buf_clear(&b);
	buf_puts(&b, "first");
	size = b.size;
	buf_clear(&b);
	assert_string_equal(buf_text(&b), "");
	buf_puts(&b, "second");
	assert_string_equal(buf_text(&b), "second");
	assert_int_equal(b.size, size);
	mem_free(ctx);
}

static void
the_bytes_belong_to_the_context(void **state)
{
	void *ctx = mem_new(NULL);
	struct buf b = buf_in(ctx);

	(void)state;
	buf_puts(&b, "owned");
	assert_ptr_equal(talloc_parent(b.bytes), ctx);
	mem_free(ctx);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_buffer_reads_as_an_empty_string),
		cmocka_unit_test(all_ways_of_adding_append),
		cmocka_unit_test(bytes_may_be_anything),
		cmocka_unit_test(growth_keeps_every_byte),
		cmocka_unit_test(clearing_keeps_the_memory),
		cmocka_unit_test(the_bytes_belong_to_the_context),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
