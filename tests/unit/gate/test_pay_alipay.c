/* pay_alipay: what is signed and what is not, notifications, the exact bytes of answers, the bill. */
#include "unit.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

#include "base/arena.h"
#include "gate/pay/pay_alipay.h"
#include "gate/pay/pay_text.h"
#include "gate/rsa.h"
#include "keys.h"

static struct arena *arena;
static char directory[] = "/tmp/ccer-unit-XXXXXX";
static const struct rsa_key *private_key, *public_key;

#define NOW INT64_C(1782000000) /* 2026-06-21 08:00:00 in Beijing */

static const char *notify[][2] = {
	{"app_id",         "2021000000000001"				      },
	{"body",           ""						      },
	{"charset",        "utf-8"						 },
	{"fund_bill_list", "[{\"amount\":\"3000.00\",\"fundChannel\":\"PCREDIT\"}]"},
	{"gmt_payment",    "2026-06-21 07:59:58"                                   },
	{"notify_id",      "2026062100222075958000001"                             },
	{"notify_time",    "2026-06-21 07:59:59"                                   },
	{"notify_type",    "trade_status_sync"                                     },
	{"out_trade_no",   "KH20261222ab"					  },
	{"seller_id",      "2088000000000001"                                      },
	{"sign_type",      "RSA2"						  },
	{"subject",        "开户费 100% + A&B=C"                                },
	{"total_amount",   "3000.00"					       },
	{"trade_no",       "2026062122001400000001"                                },
	{"trade_status",   "TRADE_SUCCESS"					 },
	{"version",        "1.0"						   },
};

/* A notification with one field set, or left out (value NULL), signed as flags say and encoded. */
static const char *signed_callback(const char *name, const char *value, int flags)
{
	struct alipay_pairs p = {.n = 0};
	for (size_t i = 0; i < sizeof notify / sizeof *notify; i++)
		if (name == NULL || strcmp(name, notify[i][0]) != 0)
			p.pair[p.n++] = (struct alipay_pair){notify[i][0], notify[i][1]};
	if (name && value)
		p.pair[p.n++] = (struct alipay_pair){name, value};
	const char *text = alipay_text(arena, &p, flags);
	p.pair[p.n++] = (struct alipay_pair){"sign", rsa_sign(arena, private_key, text, strlen(text))};
	return alipay_encode(arena, &p, NULL);
}

static enum pay_verdict read_callback(const char *body, struct pay_report *out)
{
	struct alipay_pairs p;
	if (!alipay_decode(arena, body, strlen(body), &p))
		return PAY_NOT_UNDERSTOOD;
	return alipay_verify(arena, public_key, &p) ? alipay_callback(arena, &p, NOW, out) : PAY_BAD_SIGNATURE;
}

static void test_what_is_signed(void **state)
{
	struct alipay_pairs p = {
		4, {{"b", "x y"}, {"sign_type", "RSA2"}, {"a", ""}, {"sign", "s"}}
        };

	(void)state;
	assert_string_equal(alipay_text(arena, &p, 0), "a=&b=x y&sign_type=RSA2");
	assert_string_equal(alipay_text(arena, &p, ALIPAY_WITHOUT_EMPTY), "b=x y&sign_type=RSA2");
	assert_string_equal(alipay_text(arena, &p, ALIPAY_WITHOUT_TYPE), "a=&b=x y");
	assert_string_equal(alipay_encode(arena, &p, "b"), "b=x%20y");
	assert_string_equal(alipay_encode(arena, &p, "!b"), "a=&sign=s&sign_type=RSA2");
}

static void test_notification(void **state)
{
	struct pay_report n;

	(void)state;
	assert_int_equal(read_callback(signed_callback(NULL, NULL, ALIPAY_WITHOUT_TYPE), &n), PAY_VERIFIED);
	assert_int_equal(n.event, PAY_EVENT_PAYMENT);
	assert_int_equal(n.trade.state, PAY_PAID);
	assert_int_equal(n.trade.amount_fen, 300000);
	assert_int_equal(n.trade.paid_at, NOW - 2);
	assert_string_equal(n.trade.currency, "CNY");
	assert_string_equal(n.trade.out_trade_no, "KH20261222ab");
	assert_string_equal(n.trade.trade_no, "2026062122001400000001");
	assert_string_equal(n.trade.app_id, "2021000000000001");
	assert_string_equal(n.trade.seller_id, "2088000000000001");
	assert_string_equal(n.notify_id, "2026062100222075958000001");
	/* the other ways SDKs and older products sign */
	assert_int_equal(read_callback(signed_callback(NULL, NULL, 0), &n), PAY_VERIFIED);
	assert_int_equal(read_callback(signed_callback(NULL, NULL, ALIPAY_WITHOUT_EMPTY), &n), PAY_VERIFIED);
	assert_int_equal(
		read_callback(signed_callback(NULL, NULL, ALIPAY_WITHOUT_EMPTY | ALIPAY_WITHOUT_TYPE), &n),
		PAY_VERIFIED);
}

static void test_events(void **state)
{
	struct pay_report n;

	(void)state;
	assert_int_equal(read_callback(signed_callback("refund_fee", "10.00", ALIPAY_WITHOUT_TYPE), &n),
			 PAY_VERIFIED);
	assert_int_equal(n.event, PAY_EVENT_REFUND);
	assert_int_equal(n.trade.refunded_fen, 1000);
	assert_int_equal(read_callback(signed_callback("trade_status", "TRADE_CLOSED", ALIPAY_WITHOUT_TYPE), &n),
			 PAY_VERIFIED);
	assert_int_equal(n.event, PAY_EVENT_CLOSE);
	assert_int_equal(n.trade.state, PAY_REFUNDED);
	assert_int_equal(read_callback(signed_callback("trade_status", "SOMETHING", ALIPAY_WITHOUT_TYPE), &n),
			 PAY_VERIFIED);
	assert_int_equal(n.trade.state, PAY_UNKNOWN);
	assert_int_equal(n.event, PAY_EVENT_OTHER);
	assert_int_equal(read_callback(signed_callback("trans_currency", "USD", ALIPAY_WITHOUT_TYPE), &n),
			 PAY_VERIFIED);
	assert_string_equal(n.trade.currency, "USD");
}

static void test_notifications_refused(void **state)
{
	struct pay_report n;
	const char *good = signed_callback(NULL, NULL, ALIPAY_WITHOUT_TYPE);
	const char *cheap = strstr(good, "3000.00&trade_no");
	char *changed = arena_strdup(arena, good);

	(void)state;
	changed[cheap - good] = '2';
	assert_int_equal(read_callback(changed, &n), PAY_BAD_SIGNATURE);
	assert_int_equal(read_callback(arena_printf(arena, "%s&more=1", good), &n), PAY_BAD_SIGNATURE);
	assert_int_equal(read_callback(arena_printf(arena, "%s&trade_no=1", good), &n), PAY_NOT_UNDERSTOOD);
	assert_int_equal(read_callback("a=%zz", &n), PAY_NOT_UNDERSTOOD);
	assert_int_equal(read_callback("a=%00", &n), PAY_NOT_UNDERSTOOD);
	assert_int_equal(read_callback("a=%ff", &n), PAY_NOT_UNDERSTOOD);
	assert_int_equal(read_callback("a", &n), PAY_NOT_UNDERSTOOD);
	assert_int_equal(read_callback("a=%4", &n), PAY_NOT_UNDERSTOOD);
	assert_int_equal(read_callback("sign=&sign_type=RSA2", &n), PAY_BAD_SIGNATURE);
	assert_int_equal(read_callback(signed_callback("sign_type", "RSA", ALIPAY_WITHOUT_TYPE), &n),
			 PAY_BAD_SIGNATURE);
	assert_int_equal(
		read_callback(signed_callback("notify_time", "2025-06-21 07:59:59", ALIPAY_WITHOUT_TYPE), &n),
		PAY_STALE);
	assert_int_equal(
		read_callback(signed_callback("notify_time", "2026-06-22 07:59:59", ALIPAY_WITHOUT_TYPE), &n),
		PAY_STALE);
	assert_int_equal(read_callback(signed_callback("notify_id", NULL, ALIPAY_WITHOUT_TYPE), &n),
			 PAY_NOT_UNDERSTOOD);
}

static enum err answer(const char *inner, const char *signed_text, const json_t **out, const char **problem)
{
	const char *sign = signed_text ? rsa_sign(arena, private_key, signed_text, strlen(signed_text)) : "";
	const char *body =
		arena_printf(arena, "{\"alipay_trade_query_response\":%s,\"sign\":\"%s\"}", inner, sign);
	return alipay_answer(arena, public_key, "alipay.trade.query", body, strlen(body), out, problem);
}

/* Spaces, escapes and the order of members are the provider's: nothing may be written anew before verifying.
 */
static void test_answers(void **state)
{
	static const char good[] = "{\"code\" : \"10000\", \"x\":\"\\/ }{ \\\" \\u5f00\",\"sub\":{\"a\":1}}";
	static const char none[] = "{\"code\":\"40004\",\"sub_code\":\"ACQ.TRADE_NOT_EXIST\"}";
	const json_t *out;
	const char *problem;

	(void)state;
	assert_int_equal(answer(good, good, &out, &problem), OK);
	assert_string_equal(pay_json_text(arena, out, "x"), "/ }{ \" 开");
	assert_int_equal(answer(good, "{\"code\":\"10000\"}", &out, &problem), ERR_TAMPERED);
	assert_int_equal(answer(good, NULL, &out, &problem), ERR_TAMPERED);
	assert_int_equal(answer(none, none, &out, &problem), ERR_NOT_FOUND);
	assert_string_equal(problem, "ACQ.TRADE_NOT_EXIST");
	assert_int_equal(answer(none, NULL, &out, &problem), ERR_DENIED);
	assert_int_equal(
		answer("{\"code\":\"20000\",\"sub_code\":\"isp.unknow-error\"}", NULL, &out, &problem),
		ERR_UNAVAILABLE);
	assert_int_equal(answer("{\"code\":\"10000\"", NULL, &out, &problem), ERR_UNAVAILABLE);
	assert_int_equal(answer("\"text\"", NULL, &out, &problem), ERR_UNAVAILABLE);
	assert_int_equal(alipay_answer(arena, public_key, "alipay.trade.query", "<html>", 6, &out, &problem),
			 ERR_UNAVAILABLE);
	static const char refused[] =
		"{\"error_response\":{\"code\":\"40002\",\"sub_code\":\"isv.invalid-signature\"}}";
	assert_int_equal(alipay_answer(arena, public_key, "alipay.trade.query", refused, sizeof refused - 1,
				       &out, &problem),
			 ERR_DENIED);
	assert_string_equal(problem, "isv.invalid-signature");
}

static char *gbk(const char *text, size_t *n)
{
	size_t in = strlen(text), room = 2 * in;
	char *out = arena_alloc(arena, room + 1), *to = out, *from = arena_strdup(arena, text);
	iconv_t cd = iconv_open("GBK", "UTF-8");
	assert_int_equal(iconv(cd, &from, &in, &to, &room), 0);
	iconv_close(cd);
	*n = (size_t)(to - out);
	return out;
}

static enum err read_bill(const char *csv, struct pay_bill *bill, const char **problem)
{
	const char *path = arena_printf(arena, "%s/bill.zip", directory);
	static char bytes[65536];
	const char *text[] = {"#总计\n门店编号,交易订单总笔数\n合计,1\n", csv};
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	for (size_t i = 0; i < 2; i++) {
		size_t n;
		char *p = gbk(text[i], &n);
		zip_file_add(zip, i ? "b.csv" : "a.csv", zip_source_buffer(zip, p, n, 0), ZIP_FL_ENC_UTF_8);
	}
	assert_int_equal(zip_close(zip), 0);
	FILE *f = fopen(path, "r");
	size_t n = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	return alipay_bill_read(arena, bytes, n, bill, problem);
}

#define HEADINGS                                                                                                                        \
	"支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,订单金额（元）,退款批次号/" \
	"请求号,服务费（元）,备注\n"

static void test_bill(void **state)
{
	struct pay_bill bill;
	const char *problem;

	(void)state;
	assert_int_equal(read_bill("#支付宝业务明细查询\n#账号：[20880000]\n" HEADINGS
				   "2026062122001400000001\t,KH20261222ab\t,交易,开户费 ,2026-06-20 "
				   "07:59:58,2026-06-20 08:00:01,3000.00,,-18.00,\n"
				   "2026062122001400000001\t,KH20261222ab\t,退款,开户费 ,2026-06-20 "
				   "07:59:58,2026-06-20 09:00:01,-10.00,R1\t,0.06,\n"
				   "#-----业务明细列表结束-----\n#交易合计：1笔\n",
				   &bill, &problem),
			 OK);
	assert_int_equal(bill.n, 2);
	assert_string_equal(bill.row[0].trade_no, "2026062122001400000001");
	assert_string_equal(bill.row[0].out_trade_no, "KH20261222ab");
	assert_false(bill.row[0].is_refund);
	assert_int_equal(bill.row[0].amount_fen, 300000);
	assert_int_equal(bill.row[0].fee_fen, 1800);
	assert_int_equal(bill.row[0].at, NOW - 86400 + 1);
	assert_true(bill.row[1].is_refund);
	assert_int_equal(bill.row[1].refund_fen, 1000);
	assert_int_equal(bill.row[1].fee_fen, -6);
	assert_string_equal(bill.row[1].out_refund_no, "R1");
	assert_int_equal(read_bill(HEADINGS "#end\n", &bill, &problem), OK);
	assert_int_equal(bill.n, 0);
	assert_int_equal(read_bill(HEADINGS "1,2,交易\n", &bill, &problem), ERR_UNAVAILABLE);
	assert_string_equal(problem, "bill_row");
	assert_int_equal(read_bill(HEADINGS "1,KH,交易,x,2026-06-20 07:59:58,2026-06-20 08:00:01,3千,,0,\n",
				   &bill, &problem),
			 ERR_UNAVAILABLE);
	assert_int_equal(read_bill("支付宝交易号,商户订单号\n", &bill, &problem), ERR_UNAVAILABLE);
	assert_string_equal(problem, "bill_columns");
	assert_int_equal(read_bill("nothing", &bill, &problem), ERR_UNAVAILABLE);
	assert_int_equal(alipay_bill_read(arena, "no zip", 6, &bill, &problem), ERR_UNAVAILABLE);
	assert_string_equal(problem, "bill_unreadable");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_signed), cmocka_unit_test(test_notification),
		cmocka_unit_test(test_events),         cmocka_unit_test(test_notifications_refused),
		cmocka_unit_test(test_answers),        cmocka_unit_test(test_bill),
	};
	int failed;

	arena = arena_new();
	if (mkdtemp(directory) == NULL)
		return 1;
	keys_make(directory, "a", 2048, NULL);
	private_key = rsa_load_private(arena, arena_printf(arena, "%s/a.key", directory));
	public_key = rsa_load_public(arena, arena_printf(arena, "%s/a.pem", directory));
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	if (system(arena_printf(arena, "rm -rf %s", directory)) != 0)
		failed++;
	arena_free(arena);
	return failed;
}
