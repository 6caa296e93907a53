/* base: one-time codes (the vectors of RFC 6238, appendix B), recovery codes, and what a QR code says. */
#include <sodium.h>
#include <string.h>

#include "base/totp.h"
#include "unit.h"

static const unsigned char *const SECRET = (const unsigned char *)"12345678901234567890";

static void
codes_of_the_standard(void **state)
{
	/* The vectors have eight digits; ours are their last six. */
	static const struct {
		time_t now;
		const char *code;
	} VECTOR[] = { { 59, "287082" }, { 1111111109, "081804" }, { 1111111111, "050471" }, { 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" } };

	(void)state;
	for (size_t i = 0; i < sizeof(VECTOR) / sizeof(VECTOR[0]); i++)
		assert_int_equal(totp_step(SECRET, VECTOR[i].code, VECTOR[i].now, 0), VECTOR[i].now / 30);
}

static void
one_step_either_way_and_each_once(void **state)
{
	time_t now = 1111111111;	/* step 37037037 */
	uint64_t step = 37037037;

	(void)state;
	assert_int_equal(totp_step(SECRET, "050471", now + 30, 0), step);
	assert_int_equal(totp_step(SECRET, "050471", now - 30, 0), step);
	assert_int_equal(totp_step(SECRET, "050471", now + 60, 0), 0);
	assert_int_equal(totp_step(SECRET, "050471", now - 60, 0), 0);
	assert_int_equal(totp_step(SECRET, "050471", now, step), 0);
	assert_int_equal(totp_step(SECRET, "050471", now, step + 1), 0);
	assert_int_equal(totp_step(SECRET, "050471", now, step - 1), step);
	assert_int_equal(totp_step(SECRET, " 050 471 ", now, 0), step);
}

static void
what_is_no_code(void **state)
{
	static const char *const WRONG[] = { "", "05047", "0504711", "O50471", "050471x", "-50471", "050472", "0504\xd9\xa1" };

	(void)state;
	for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++)
		assert_int_equal(totp_step(SECRET, WRONG[i], 1111111111, 0), 0);
}

static void
a_secret_comes_back_as_it_was_written(void **state)
{
	unsigned char bytes[TOTP_BYTES], again[TOTP_BYTES];
	const char *one = totp_new(*state), *other = totp_new(*state);

	assert_int_equal(strlen(one), 32);
	assert_string_not_equal(one, other);
	assert_true(totp_bytes(one, bytes));
	assert_true(totp_bytes("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", bytes));
	assert_memory_equal(bytes, SECRET, TOTP_BYTES);
	assert_true(totp_bytes("gezd gnbv gy3t qojq gezd gnbv gy3t qojq", again));
	assert_memory_equal(again, bytes, TOTP_BYTES);
	assert_false(totp_bytes("", bytes));
	assert_false(totp_bytes("GEZDGNBV", bytes));
	assert_false(totp_bytes("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", bytes));
}

static void
an_address_for_applications(void **state)
{
	assert_string_equal(totp_uri(*state, "ABC", "L'annuaire & co", "a+b@example.org"),
	    "otpauth://totp/L%27annuaire%20%26%20co:a%2Bb@example.org?secret=ABC&issuer=L%27annuaire%20%26%20co");
}

static void
recovery_codes(void **state)
{
	const char *code = recovery_new(*state), *plain = recovery_plain(*state, code);

	assert_int_equal(strlen(code), RECOVERY_CHARACTERS + 3);
	assert_string_not_equal(code, recovery_new(*state));
	assert_int_equal(strlen(plain), RECOVERY_CHARACTERS);
	assert_string_equal(recovery_plain(*state, "ABCD efgh-JKMN pqrs"), "abcdefghjkmnpqrs");
	assert_null(recovery_plain(*state, ""));
	assert_null(recovery_plain(*state, "abcd-efgh-jkmn-pqr"));
	assert_null(recovery_plain(*state, "abcd-efgh-jkmn-pqrst"));
	assert_null(recovery_plain(*state, "abcd-efgh-jkmn-pqr1"));
	assert_null(recovery_plain(*state, "abcd-efgh-jkmn-pqr\xc3\xa9"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_of_the_standard),
		cmocka_unit_test(one_step_either_way_and_each_once),
		cmocka_unit_test(what_is_no_code),
		in_pool(a_secret_comes_back_as_it_was_written),
		in_pool(an_address_for_applications),
		in_pool(recovery_codes),
	};

	if (sodium_init() < 0)
		return 1;
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("totp", tests, NULL, NULL);
}
