/* pay_text, aes_gcm, rsa: sums, times, the published AES-GCM example, what signatures refuse. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "gate/aes_gcm.h"
#include "gate/pay/pay.h"
#include "gate/pay/pay_text.h"
#include "gate/rsa.h"
#include "keys.h"

static struct arena *arena;
static char directory[] = "/tmp/ccer-unit-XXXXXX";

static const char *path(const char *name)
{
	return arena_printf(arena, "%s/%s", directory, name);
}

static void test_sums(void **state)
{
	static const struct {
		const char *text;
		int64_t fen;
	} good[] = {
		{"3000.00",          300000         },
                {"3000",             300000         },
                {"0.5",              50             },
		{"0.01",             1              },
                {"-12.30",           -1230          },
                {"9999999999999.99", 999999999999999}
        };
	static const char *const bad[] = {"",   ".",  "1.",  ".5",  "1.234",          "1,000.00", " 1",
					  "1 ", "+1", "--1", "1e3", "10000000000000", "0x1"};
	int64_t fen;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_true(pay_fen(good[i].text, &fen));
		assert_int_equal(fen, good[i].fen);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(pay_fen(bad[i], &fen));
	assert_string_equal(pay_yuan(arena, 300000), "3000.00");
	assert_string_equal(pay_yuan(arena, 7), "0.07");
	assert_int_equal(pay_fen_or("-1.00"), -1);
}

static void test_times(void **state)
{
	(void)state;
	setenv("TZ", "America/New_York", 1);
	assert_string_equal(pay_beijing(arena, 1698315752), "2023-10-26 18:22:32");
	assert_int_equal(pay_beijing_parse("2023-10-26 18:22:32"), 1698315752);
	assert_int_equal(pay_beijing_parse("2023-10-26 18:22"), -1);
	assert_int_equal(pay_beijing_parse("2023-02-30 00:00:00"), -1);
	assert_string_equal(pay_rfc3339(arena, 1698315752), "2023-10-26T18:22:32+08:00");
	assert_int_equal(pay_rfc3339_parse("2023-10-26T18:22:32+08:00"), 1698315752);
	assert_int_equal(pay_rfc3339_parse("2023-10-26T10:22:32Z"), 1698315752);
	assert_int_equal(pay_rfc3339_parse("2023-10-26T06:52:32.125-03:30"), 1698315752);
	assert_int_equal(pay_rfc3339_parse("2023-10-26T18:22:32"), -1);
	assert_int_equal(pay_rfc3339_parse(""), -1);
}

static void test_what_an_order_must_hold(void **state)
{
	struct pay_order good = {"KH20261222ab",         300000, "开户费", 2000, "https://a.example/hook",
				 "https://a.example/pay"},
			 o;

	(void)state;
	assert_true(pay_order_holds(&good, 1000));
	o = good, o.out_trade_no = "short";
	assert_false(pay_order_holds(&o, 1000));
	o = good, o.out_trade_no = "has-a-dash";
	assert_false(pay_order_holds(&o, 1000));
	o = good, o.out_trade_no = "012345678901234567890123456789012";
	assert_false(pay_order_holds(&o, 1000));
	o = good, o.amount_fen = 0;
	assert_false(pay_order_holds(&o, 1000));
	o = good, o.expires_at = 1000;
	assert_false(pay_order_holds(&o, 1000));
	o = good, o.notify_url = "https://a.example/hook?x=1";
	assert_false(pay_order_holds(&o, 1000));
	o = good, o.subject = "a&b";
	assert_false(pay_order_holds(&o, 1000));
	o = good, o.subject = "two\nlines";
	assert_false(pay_order_holds(&o, 1000));
}

/* The example of WeChat Pay's own documentation. */
static void test_aes_gcm(void **state)
{
	static const uint8_t key[] = "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb";
	size_t n, plain_n;
	uint8_t *sealed = crypt_base64_decode(arena, "ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI=", &n);

	(void)state;
	assert_string_equal(aes_gcm_open(arena, key, "uluk4a9R25RW", "associatedData", sealed, n, &plain_n),
			    "message");
	assert_int_equal(plain_n, 7);
	assert_null(aes_gcm_open(arena, key, "uluk4a9R25RW", "associatedDatA", sealed, n, &plain_n));
	assert_null(aes_gcm_open(arena, key, "uluk4a9R25RX", "associatedData", sealed, n, &plain_n));
	assert_null(aes_gcm_open(arena, key, "", "associatedData", sealed, n, &plain_n));
	assert_null(aes_gcm_open(arena, key, "uluk4a9R25RW", "associatedData", sealed, 15, &plain_n));
	sealed[0] ^= 1;
	assert_null(aes_gcm_open(arena, key, "uluk4a9R25RW", "associatedData", sealed, n, &plain_n));
}

static void test_rsa(void **state)
{
	const struct rsa_key *private_key = rsa_load_private(arena, path("a.key"));
	const struct rsa_key *public_key = rsa_load_public(arena, path("a.pem"));
	const struct rsa_key *other = rsa_load_public(arena, path("5B0A.pem"));

	(void)state;
	assert_non_null(private_key);
	assert_non_null(public_key);
	assert_non_null(other);
	const char *signature = rsa_sign(arena, private_key, "text", 4);
	assert_true(rsa_verify(arena, public_key, "text", 4, signature));
	assert_false(rsa_verify(arena, public_key, "texT", 4, signature));
	assert_false(rsa_verify(arena, public_key, "text", 3, signature));
	assert_false(rsa_verify(arena, other, "text", 4, signature));
	assert_false(rsa_verify(arena, public_key, "text", 4, ""));
	assert_false(rsa_verify(arena, public_key, "text", 4, "not base64!"));
	assert_false(rsa_verify(arena, public_key, "text", 4, arena_printf(arena, "%s ", signature)));
	assert_string_equal(rsa_certificate_serial(arena, path("5B0A.pem")), "5B0A");
	assert_null(rsa_certificate_serial(arena, path("a.pem")));
	assert_null(rsa_load_private(arena, path("a.pem")));
	assert_null(rsa_load_public(arena, path("none.pem")));
	assert_null(rsa_load_public(arena, path("weak.pem")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_what_an_order_must_hold),
		cmocka_unit_test(test_aes_gcm),
		cmocka_unit_test(test_rsa),
	};
	int failed;

	arena = arena_new();
	if (mkdtemp(directory) == NULL)
		return 1;
	keys_make(directory, "a", 2048, NULL);
	keys_make(directory, "5B0A", 2048, "5B0A");
	keys_make(directory, "weak", 1024, NULL);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	if (system(arena_printf(arena, "rm -rf %s", directory)) != 0)
		failed++;
	arena_free(arena);
	return failed;
}
