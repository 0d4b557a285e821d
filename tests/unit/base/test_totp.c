/* totp: the vectors of RFC 6238 (appendix B, SHA-1, their last six digits), neighbours, and what is no code. */
#include "unit.h"

#include "base/arena.h"
#include "base/crypt/totp.h"

static const uint8_t secret[] = "12345678901234567890";

static void test_codes_of_the_rfc_hold_in_their_step(void **state)
{
	static const struct { int64_t now; const char *code; } vectors[] = {
		{59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"},
		{1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		assert_int_equal(totp_step(secret, vectors[i].now, vectors[i].code), vectors[i].now / TOTP_STEP_S);
}

static void test_a_code_holds_one_step_before_and_after_and_names_its_own(void **state)
{
	(void)state;
	assert_int_equal(totp_step(secret, 59 - 30, "287082"), 1);
	assert_int_equal(totp_step(secret, 59 + 30, "287082"), 1);
	assert_int_equal(totp_step(secret, 59 + 60, "287082"), -1);
	assert_int_equal(totp_step(secret, 1234567890 - 60, "005924"), -1);
}

static void test_what_is_no_code_is_refused(void **state)
{
	static const char *const wrong[] = {"", "28708", "2870820", "287083", "abcdef", "94287082", "-87082"};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(totp_step(secret, 59, wrong[i]), -1);
}

static void test_the_secret_in_letters_and_for_a_camera(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal(totp_text(a, secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
	assert_string_equal(totp_uri(a, "CCER", "initial", secret),
			    "otpauth://totp/CCER:initial?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=CCER&algorithm=SHA1"
			    "&digits=6&period=30");
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes_of_the_rfc_hold_in_their_step),
		cmocka_unit_test(test_a_code_holds_one_step_before_and_after_and_names_its_own),
		cmocka_unit_test(test_what_is_no_code_is_refused),
		cmocka_unit_test(test_the_secret_in_letters_and_for_a_camera),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
