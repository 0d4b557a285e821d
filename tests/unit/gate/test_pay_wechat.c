/* pay_wechat: signatures both ways and their keys, callbacks, what words mean, the bill. */
#include "unit.h"

#include <inttypes.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "gate/pay/pay_bill.h"
#include "gate/pay/pay_text.h"
#include "gate/pay/pay_wechat.h"
#include "gate/rsa.h"
#include "keys.h"

static struct arena *arena;
static char directory[] = "/tmp/ccer-unit-XXXXXX";
static const struct rsa_key *public_mode, *certificate_mode;
static const char api_key[] = "0123456789abcdef0123456789ABCDEF";

#define NOW INT64_C(1782000000)

static struct wechat_signed sign(const struct rsa_key *key, const char *serial, int64_t at, const char *body)
{
	const char *timestamp = arena_printf(arena, "%" PRId64, at);
	const char *text = arena_printf(arena, "%s\nnonce\n%s\n", timestamp, body);
	return (struct wechat_signed){timestamp, "nonce", rsa_sign(arena, key, text, strlen(text)),
				      serial,    body,    strlen(body)};
}

static enum pay_verdict verdict(struct wechat_signed s)
{
	return wechat_verify(arena, directory, NOW, &s);
}

static void test_both_kinds_of_keys(void **state)
{
	(void)state;
	assert_int_equal(verdict(sign(public_mode, "PUB_KEY_ID_01", NOW, "{}")), PAY_VERIFIED);
	assert_int_equal(verdict(sign(certificate_mode, "5B0A", NOW, "{}")), PAY_VERIFIED);
	assert_int_equal(verdict(sign(public_mode, "PUB_KEY_ID_01", NOW, "")), PAY_VERIFIED);
	assert_int_equal(verdict(sign(public_mode, "5B0A", NOW, "{}")), PAY_BAD_SIGNATURE);
	assert_int_equal(verdict(sign(public_mode, "PUB_KEY_ID_02", NOW, "{}")), PAY_UNKNOWN_KEY);
	assert_int_equal(verdict(sign(public_mode, "../PUB_KEY_ID_01", NOW, "{}")), PAY_UNKNOWN_KEY);
	assert_int_equal(verdict(sign(public_mode, "", NOW, "{}")), PAY_UNKNOWN_KEY);
	/* a certificate under another's name */
	assert_int_equal(verdict(sign(certificate_mode, "77", NOW, "{}")), PAY_NO_KEYS);
}

static void test_what_is_refused(void **state)
{
	struct wechat_signed s = sign(public_mode, "PUB_KEY_ID_01", NOW, "{\"a\":1}");

	(void)state;
	assert_int_equal(verdict(sign(public_mode, "PUB_KEY_ID_01", NOW - 301, "{}")), PAY_STALE);
	assert_int_equal(verdict(sign(public_mode, "PUB_KEY_ID_01", NOW + 301, "{}")), PAY_STALE);
	assert_int_equal(verdict(sign(public_mode, "PUB_KEY_ID_01", NOW - 300, "{}")), PAY_VERIFIED);
	s.body = "{\"a\":2}";
	assert_int_equal(verdict(s), PAY_BAD_SIGNATURE);
	s = sign(public_mode, "PUB_KEY_ID_01", NOW, "{}");
	s.signature = arena_printf(arena, "WECHATPAY/SIGNTEST/%s", s.signature);
	assert_int_equal(verdict(s), PAY_BAD_SIGNATURE);
	s = sign(public_mode, "PUB_KEY_ID_01", NOW, "{}");
	s.nonce = "other";
	assert_int_equal(verdict(s), PAY_BAD_SIGNATURE);
	s = sign(public_mode, "PUB_KEY_ID_01", NOW, "{}");
	s.timestamp = "1782000000 ";
	assert_int_equal(verdict(s), PAY_BAD_SIGNATURE);
	s.timestamp = "";
	assert_int_equal(verdict(s), PAY_BAD_SIGNATURE);
}

static void test_authorization(void **state)
{
	struct wechat_question q = {
		"POST", "/v3/pay/transactions/native?a=b", "{\"x\":\"开\"}", NOW, "abc", "1900000001",
		"5B0A"};
	const char *header = wechat_authorization(arena, certificate_mode, &q);
	const char *start = strstr(header, "signature=\"") + 11;
	const char *signature = arena_strndup(arena, start, strcspn(start, "\""));
	static const char text[] = "POST\n/v3/pay/transactions/native?a=b\n1782000000\nabc\n{\"x\":\"开\"}\n";
	const struct rsa_key *key = rsa_load_public(arena, arena_printf(arena, "%s/5B0A.pem", directory));

	(void)state;
	assert_ptr_equal(
		strstr(header,
		       "WECHATPAY2-SHA256-RSA2048 mchid=\"1900000001\",nonce_str=\"abc\",signature=\""),
		header);
	assert_non_null(strstr(header, "\",timestamp=\"1782000000\",serial_no=\"5B0A\""));
	assert_true(rsa_verify(arena, key, text, sizeof text - 1, signature));
}

static const char *sealed(const char *plain, const char *nonce, const char *additional)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	size_t n = strlen(plain);
	uint8_t *out = arena_alloc(arena, n + 16);
	int size;
	EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, (const uint8_t *)api_key, (const uint8_t *)nonce);
	if (*additional)
		EVP_EncryptUpdate(ctx, NULL, &size, (const uint8_t *)additional, (int)strlen(additional));
	EVP_EncryptUpdate(ctx, out, &size, (const uint8_t *)plain, (int)n);
	EVP_EncryptFinal_ex(ctx, out + n, &size);
	EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, 16, out + n);
	EVP_CIPHER_CTX_free(ctx);
	return crypt_base64_standard(arena, out, n + 16);
}

static enum pay_verdict read_callback(const char *event, const char *plain, struct pay_report *out)
{
	const char *body = arena_printf(
		arena,
		"{\"id\":\"EV-1\",\"create_time\":\"2026-06-21T08:00:00+08:00\",\"resource_type\":"
		"\"encrypt-resource\",\"event_type\":\"%s\",\"resource\":{\"original_type\":\"transaction\","
		"\"algorithm\":"
		"\"AEAD_AES_256_GCM\",\"ciphertext\":\"%s\",\"associated_data\":\"transaction\",\"nonce\":"
		"\"abcdefghijkl\"}}",
		event, sealed(plain, "abcdefghijkl", "transaction"));
	return wechat_callback(arena, api_key, body, strlen(body), out);
}

static void test_callbacks(void **state)
{
	struct pay_report n;

	(void)state;
	assert_int_equal(read_callback("TRANSACTION.SUCCESS",
				     "{\"appid\":\"wx1\",\"mchid\":\"1900000001\",\"out_trade_no\":"
				     "\"KH20261222ab\",\"transaction_id\":\"42000\",\"trade_state\":"
				     "\"SUCCESS\",\"success_time\":\"2026-06-21T07:59:58+08:00\",\"amount\":{"
				     "\"total\":300000,\"currency\":\"CNY\"}}",
				     &n),
			 PAY_VERIFIED);
	assert_int_equal(n.event, PAY_EVENT_PAYMENT);
	assert_int_equal(n.trade.state, PAY_PAID);
	assert_int_equal(n.trade.amount_fen, 300000);
	assert_int_equal(n.trade.paid_at, NOW - 2);
	assert_string_equal(n.notify_id, "EV-1");
	assert_string_equal(n.trade.merchant_id, "1900000001");
	assert_string_equal(n.trade.app_id, "wx1");
	assert_int_equal(read_callback("REFUND.ABNORMAL",
				     "{\"mchid\":\"1900000001\",\"out_trade_no\":\"KH20261222ab\","
				     "\"transaction_id\":\"42000\",\"out_refund_no\":\"R1\",\"refund_id\":"
				     "\"50000\",\"refund_status\":\"ABNORMAL\",\"amount\":{\"total\":300000,"
				     "\"refund\":1000}}",
				     &n),
			 PAY_VERIFIED);
	assert_int_equal(n.event, PAY_EVENT_REFUND);
	assert_int_equal(n.refund.state, PAY_REFUND_FAILED);
	assert_int_equal(n.refund.amount_fen, 1000);
	assert_string_equal(n.refund.out_refund_no, "R1");
	assert_int_equal(read_callback("TRANSACTION.SUCCESS", "{}", &n), PAY_NOT_UNDERSTOOD);
	assert_int_equal(read_callback("TRANSACTION.SUCCESS", "no json", &n), PAY_NO_KEYS);
	assert_int_equal(
		wechat_callback(arena, "ffffffffffffffffffffffffffffffff", "{\"resource\":{}}", 15, &n),
		PAY_NO_KEYS);
	assert_int_equal(wechat_callback(arena, api_key, "{}", 2, &n), PAY_NOT_UNDERSTOOD);
}

static void test_what_words_mean(void **state)
{
	(void)state;
	assert_int_equal(wechat_meaning(404, "ORDER_NOT_EXIST"), ERR_NOT_FOUND);
	assert_int_equal(wechat_meaning(400, "ORDERPAID"), ERR_CONFLICT);
	assert_int_equal(wechat_meaning(401, "SIGN_ERROR"), ERR_DENIED);
	assert_int_equal(wechat_meaning(429, "SOMETHING"), ERR_LIMITED);
	assert_int_equal(wechat_meaning(500, "SYSTEM_ERROR"), ERR_UNAVAILABLE);
	assert_int_equal(wechat_meaning(400, ""), ERR_UNAVAILABLE);
	assert_int_equal(wechat_meaning(502, ""), ERR_UNAVAILABLE);
	assert_int_equal(wechat_meaning(302, ""), ERR_UNAVAILABLE);
}

#define HEADINGS                                                                                                                          \
	"\xef\xbb\xbf交易时间,公众账号ID,商户号,微信订单号,商户订单号,交易状态,货币种类,商户退款单号," \
	"退款状态,商品名称,手续费,订单金额,申请退款金额\r\n"
#define TOTALS "总交易单数,应结订单总金额\r\n`2,`3000.00\r\n"

static void test_bill(void **state)
{
	struct pay_bill bill;
	const char *problem;

	(void)state;
	assert_int_equal(bill_read(arena,
				   HEADINGS "`2026-06-20 "
					    "08:00:01,`wx1,`1900000001,`42000,`KH20261222ab,`SUCCESS,`CNY,`0,"
					    "`,`开户费, 年费,`18.00,`3000.00,`0.00\r\n"
					    "`2026-06-20 "
					    "09:00:01,`wx1,`1900000001,`42000,`KH20261222ab,`REFUND,`CNY,`R1,"
					    "`SUCCESS,`开户费,`-0.06,`0.00,`10.00\r\n" TOTALS,
				   &wechat_bill, &bill, &problem),
			 OK);
	assert_int_equal(bill.n, 2);
	assert_int_equal(bill.row[0].amount_fen, 300000);
	assert_int_equal(bill.row[0].fee_fen, 1800);
	assert_string_equal(bill.row[0].out_refund_no, "");
	assert_string_equal(bill.row[0].status, "SUCCESS");
	assert_int_equal(bill.row[0].at, NOW - 86400 + 1);
	assert_true(bill.row[1].is_refund);
	assert_int_equal(bill.row[1].refund_fen, 1000);
	assert_int_equal(bill.row[1].fee_fen, -6);
	assert_string_equal(bill.row[1].out_refund_no, "R1");
	assert_int_equal(bill_read(arena, HEADINGS TOTALS, &wechat_bill, &bill, &problem), OK);
	assert_int_equal(bill.n, 0);
	assert_int_equal(
		bill_read(arena, HEADINGS "`2026-06-20 08:00:01,`wx1\r\n", &wechat_bill, &bill, &problem),
		ERR_UNAVAILABLE);
	assert_int_equal(bill_read(arena, "交易时间,微信订单号\n", &wechat_bill, &bill, &problem),
			 ERR_UNAVAILABLE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_both_kinds_of_keys), cmocka_unit_test(test_what_is_refused),
		cmocka_unit_test(test_authorization),      cmocka_unit_test(test_callbacks),
		cmocka_unit_test(test_what_words_mean),    cmocka_unit_test(test_bill),
	};
	int failed;

	arena = arena_new();
	if (mkdtemp(directory) == NULL)
		return 1;
	keys_make(directory, "PUB_KEY_ID_01", 2048, NULL);
	keys_make(directory, "5B0A", 2048, "5B0A");
	if (system(arena_printf(arena, "cp %s/5B0A.pem %s/77.pem", directory, directory)) != 0)
		return 1;
	public_mode = rsa_load_private(arena, arena_printf(arena, "%s/PUB_KEY_ID_01.key", directory));
	certificate_mode = rsa_load_private(arena, arena_printf(arena, "%s/5B0A.key", directory));
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	if (system(arena_printf(arena, "rm -rf %s", directory)) != 0)
		failed++;
	arena_free(arena);
	return failed;
}
