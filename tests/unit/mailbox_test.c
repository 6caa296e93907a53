/* base/mailbox: which addresses mail can go to. */
#include <string.h>

#include "base/buf.h"
#include "base/mailbox.h"
#include "unit.h"

static void
plain_addresses_are_taken(void **state)
{
	static const char *const good[] = { "a@b", "annuaire@localhost", "info@example.org", "marie.dupont+news@mail.example.co", "o'neil_x-y@xn--bcher-kva.example", "1@2.3" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(mailbox_valid(good[i]));
}

static void
what_could_mean_anything_else_is_refused(void **state)
{
	static const char *const bad[] = { "", "@", "a@", "@b", "a", "a@b@c", "a b@c", "a@b c", ".a@b", "a.@b", "a..b@c", "a@.b", "a@b.", "a@b..c", "-f@b", "a@-b", "a@b-", "a@b-.c", "a@b.-c",
		"a@b\r\nBcc: c@d", "a\n@b", "a@b\n", "<a@b>", "a@b,c@d", "\"a b\"@c", "a@[127.0.0.1]", "a@b:25", "é@b", "a@é.example", "a@b\x7f", "a;b@c", "a(b)@c" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(mailbox_valid(bad[i]));
}

static void
each_part_has_its_longest(void **state)
{
	char local[80], domain[300];

	memset(local, 'a', 64);
	memcpy(local + 64, "@b", 3);
	assert_true(mailbox_valid(local));
	memset(local, 'a', 65);
	memcpy(local + 65, "@b", 3);
	assert_false(mailbox_valid(local));
	for (size_t length = 63; length <= 64; length++) {
		memcpy(domain, "a@", 2);
		memset(domain + 2, 'b', length);
		domain[2 + length] = '\0';
		assert_true(mailbox_valid(domain) == (length == 63));
	}
	for (size_t length = 254; length <= 255; length++) {
		struct buf address = buf_in(*state);

		buf_puts(&address, length == 254 ? "a@bb" : "a@bbb");
		while (address.len < length)
			buf_puts(&address, ".c");
		assert_int_equal(address.len, length);
		assert_true(mailbox_valid(buf_text(&address)) == (length == 254));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_addresses_are_taken),
		cmocka_unit_test(what_could_mean_anything_else_is_refused),
		in_pool(each_part_has_its_longest),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("mailbox", tests, NULL, NULL);
}
