/* pay_wechat.c: WeChat Pay APIv3's calls (Native). Signatures are pay_wechat_sign.c's, meanings
 * pay_wechat_callback.c's. */
#include "gate/pay/pay_wechat.h"

#include <openssl/evp.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/crypt/crypt.h"
#include "base/log.h"
#include "base/text.h"
#include "gate/http.h"
#include "gate/pay/pay_bill.h"
#include "gate/pay/pay_text.h"
#include "gate/rsa.h"
#include "gate/secret.h"

static enum err fail(struct pay_call *c, enum err e, const char *problem)
{
	c->problem = problem;
	return e;
}

/* One signed request; body NULL: GET. */
static enum err send_signed(struct pay_call *c, const char *url, const char *target, const char *body,
			    bool is_bill, struct http_answer *out)
{
	struct arena *a = c->arena;
	const struct rsa_key *key = rsa_load_private(a, conf_str(CONF_WECHAT_PRIVATE_KEY_FILE));
	const char *id = conf_str(CONF_WECHAT_PUBLIC_KEY_ID);

	if (key == NULL)
		return fail(c, ERR_INVALID, "settings");
	struct wechat_question q = {body ? "POST" : "GET",
				    target,
				    body ? body : "",
				    c->now,
				    crypt_random_text(a, 32),
				    conf_str(CONF_WECHAT_MERCHANT_ID),
				    conf_str(CONF_WECHAT_SERIAL)};
	const char *headers[] = {
		"Accept: application/json",
		"Content-Type: application/json",
		"User-Agent: ccer/1",
		arena_printf(a, "Authorization: %s", wechat_authorization(a, key, &q)),
		*id ? arena_printf(a, "Wechatpay-Serial: %s", id) : NULL,
		NULL,
	};
	struct http_request r = {
		.is_once = true,
		.is_post = body != NULL,
		.url = url,
		.headers = headers,
		.body = body,
		.size = body ? strlen(body) : 0,
		.want = wechat_header_names,
		.answer_max = is_bill ? PAY_BILL_MAX : 0,
		.total_s = (int)conf_int(is_bill ? CONF_PAY_BILL_TIMEOUT_S : CONF_PAY_TIMEOUT_S)};
	enum err e = http_send(a, &r, out);
	return e == OK ? OK : fail(c, e, err_name(e));
}

static const char *base(struct arena *a)
{
	const char *s = conf_str(CONF_WECHAT_ENDPOINT);
	size_t n = strlen(s);

	return arena_strndup(a, s, n > 0 && s[n - 1] == '/' ? n - 1 : n);
}

/* Refusals need no signature: nothing is done because of one. */
static enum err refusal(struct pay_call *c, const struct http_answer *answer)
{
	const json_t *object = pay_json_load(c->arena, answer->body, answer->size);
	const char *code =
		pay_word(c->arena, object ? pay_json_text(c->arena, object, "code") : "", PAY_PROBLEM_MAX);

	c->problem = *code ? code : arena_printf(c->arena, "http_%ld", answer->status);
	return wechat_meaning(answer->status, code);
}

static enum err verified(struct pay_call *c, const struct http_answer *answer)
{
	struct wechat_signed s = {answer->value[0], answer->value[1], answer->value[2],
				  answer->value[3], answer->body,     answer->size};
	enum pay_verdict v = wechat_verify(c->arena, conf_str(CONF_WECHAT_KEYS_DIRECTORY), c->now, &s);

	if (v == PAY_VERIFIED)
		return OK;
	log_warn("wechat: an answer is %s", pay_verdict_name(v));
	return fail(c, ERR_TAMPERED, arena_printf(c->arena, "answer_%s", pay_verdict_name(v)));
}

/* OK: a verified 2xx; *out NULL for 204. */
static enum err ask(struct pay_call *c, const char *target, const char *body, const json_t **out)
{
	struct http_answer answer;

	TRY(send_signed(c, arena_printf(c->arena, "%s%s", base(c->arena), target), target, body, false,
			&answer));
	if (answer.status < 200 || answer.status > 299)
		return refusal(c, &answer);
	TRY(verified(c, &answer));
	*out = answer.size ? pay_json_load(c->arena, answer.body, answer.size) : NULL;
	if (*out == NULL && answer.status != 204)
		return fail(c, ERR_UNAVAILABLE, "answer_unreadable");
	return fail(c, OK, "");
}

static enum err begin(struct pay_call *c, const struct pay_order *order, struct pay_begin *out)
{
	struct arena *a = c->arena;
	const json_t *answer = NULL;

	if (!pay_order_holds(order, c->now))
		return fail(c, ERR_INVALID, "order");
	const char *body = pay_json_dump(
		a, json_pack("{ss ss ss ss ss ss s{sI ss}}", "appid", conf_str(CONF_WECHAT_APP_ID), "mchid",
			     conf_str(CONF_WECHAT_MERCHANT_ID), "description", order->subject, "out_trade_no",
			     order->out_trade_no, "time_expire", pay_rfc3339(a, order->expires_at),
			     "notify_url", order->notify_url, "amount", "total",
			     (json_int_t)order->amount_fen, "currency", "CNY"));
	TRY(ask(c, "/v3/pay/transactions/native", body, &answer));
	*out = (struct pay_begin){.code_url = pay_json_text(a, answer, "code_url")};
	return *out->code_url ? OK : fail(c, ERR_UNAVAILABLE, "answer_unreadable");
}

static enum err query(struct pay_call *c, const char *out_trade_no, struct pay_trade *out)
{
	const json_t *answer = NULL;

	*out = (struct pay_trade){PAY_NONE, "", out_trade_no, "", -1, "", "", "", "", -1, -1};
	if (!pay_reference_holds(out_trade_no, 6))
		return fail(c, ERR_INVALID, "order");
	enum err e = ask(c,
			 arena_printf(c->arena, "/v3/pay/transactions/out-trade-no/%s?mchid=%s", out_trade_no,
				      conf_str(CONF_WECHAT_MERCHANT_ID)),
			 NULL, &answer);
	if (e == ERR_NOT_FOUND)
		return fail(c, OK, "");
	TRY(e);
	*out = wechat_trade(c->arena, answer);
	return strcmp(out->out_trade_no, out_trade_no) == 0 ? OK
							    : fail(c, ERR_TAMPERED, "answer_other_order");
}

/* An order that was never made or is closed already: nobody can pay it. */
static enum err close_order(struct pay_call *c, const char *out_trade_no)
{
	const json_t *answer = NULL;

	if (!pay_reference_holds(out_trade_no, 6))
		return fail(c, ERR_INVALID, "order");
	const char *body =
		pay_json_dump(c->arena, json_pack("{ss}", "mchid", conf_str(CONF_WECHAT_MERCHANT_ID)));
	enum err e =
		ask(c, arena_printf(c->arena, "/v3/pay/transactions/out-trade-no/%s/close", out_trade_no),
		    body, &answer);
	if (e == ERR_NOT_FOUND || (e == ERR_CONFLICT && strstr(c->problem, "CLOSED") != NULL))
		return fail(c, OK, "");
	return e;
}

static enum err refund_answer(struct pay_call *c, const json_t *answer, const char *out_refund_no,
			      struct pay_refunded *out)
{
	*out = wechat_refunded(c->arena, answer);
	return strcmp(out->out_refund_no, out_refund_no) == 0 ? OK
							      : fail(c, ERR_TAMPERED, "answer_other_refund");
}

static enum err refund(struct pay_call *c, const struct pay_refund *r, struct pay_refunded *out)
{
	const json_t *answer = NULL;

	if (!pay_refund_holds(r))
		return fail(c, ERR_INVALID, "refund");
	const char *body = pay_json_dump(
		c->arena, json_pack("{ss ss ss ss* s{sI sI ss}}", "out_trade_no", r->out_trade_no,
				    "out_refund_no", r->out_refund_no, "reason", r->reason, "notify_url",
				    r->notify_url, "amount", "refund", (json_int_t)r->amount_fen, "total",
				    (json_int_t)r->total_fen, "currency", "CNY"));
	TRY(ask(c, "/v3/refund/domestic/refunds", body, &answer));
	return refund_answer(c, answer, r->out_refund_no, out);
}

static enum err refund_query(struct pay_call *c, const char *out_trade_no, const char *out_refund_no,
			     struct pay_refunded *out)
{
	const json_t *answer = NULL;

	*out = (struct pay_refunded){PAY_REFUND_NONE, "", out_trade_no, out_refund_no, "", -1, -1};
	if (!pay_reference_holds(out_refund_no, 1))
		return fail(c, ERR_INVALID, "refund");
	enum err e = ask(c, arena_printf(c->arena, "/v3/refund/domestic/refunds/%s", out_refund_no), NULL,
			 &answer);
	if (e == ERR_NOT_FOUND)
		return fail(c, OK, "");
	TRY(e);
	return refund_answer(c, answer, out_refund_no, out);
}

static enum pay_verdict verify(struct pay_call *c, const struct pay_callback *in, struct pay_report *out)
{
	struct wechat_signed s = {in->header[0], in->header[1], in->header[2],
				  in->header[3], in->body,      in->size};
	const char *api_key = secret_read(c->arena, conf_str(CONF_WECHAT_API_KEY_FILE));

	c->problem = "";
	if (api_key == NULL)
		return PAY_NO_KEYS;
	enum pay_verdict v = wechat_verify(c->arena, conf_str(CONF_WECHAT_KEYS_DIRECTORY), c->now, &s);
	return v == PAY_VERIFIED ? wechat_callback(c->arena, api_key, in->body, in->size, out) : v;
}

/* A 200 is success whatever its body says. */
static struct pay_reply reply(enum pay_taken taken)
{
	if (taken == PAY_TAKEN)
		return (struct pay_reply){204, "", ""};
	return (struct pay_reply){taken == PAY_AGAIN ? 503 : 401, "application/json",
				  "{\"code\":\"FAIL\",\"message\":\"\\u5931\\u8d25\"}"};
}

static const char *sha1_hex(struct arena *a, const void *p, size_t n)
{
	uint8_t hash[EVP_MAX_MD_SIZE];
	size_t size = 0;

	if (EVP_Q_digest(NULL, "SHA1", NULL, p, n, hash, &size) != 1)
		die("wechat: no SHA-1");
	return text_hex(a, hash, size);
}

/* Path and query of an address. */
static const char *target_of(const char *url)
{
	const char *host = strstr(url, "://"), *path = host ? strchr(host + 3, '/') : NULL;

	return path ? path : "/";
}

/* The table ends with the headings of its totals. */
static bool goes_on(const char *line)
{
	return *line == '`';
}

/* Values begin with a backtick; they may hold commas, but no ",`". */
const struct bill_format wechat_bill = {
	.heading = {
		[BILL_AT] = "交易时间",
		[BILL_TRADE] = "微信订单号",
		[BILL_OUT_TRADE] = "商户订单号",
		[BILL_OUT_REFUND] = "商户退款单号",
		[BILL_KIND] = "交易状态",
		[BILL_AMOUNT] = "订单金额",
		[BILL_REFUND] = "申请退款金额",
		[BILL_FEE] = "手续费",
		[BILL_CURRENCY] = "货币种类",
		[BILL_STATUS] = "退款状态",
	},
	.refund_kind = "REFUND",
	.separator = ",`",
	.goes_on = goes_on,
};

/* The file itself bears no signature: the signed answer has its hash. */
static enum err bill(struct pay_call *c, struct date day, struct pay_bill *out)
{
	struct arena *a = c->arena;
	const json_t *answer = NULL;
	struct http_answer file;

	*out = (struct pay_bill){0, NULL};
	TRY(ask(c, arena_printf(a, "/v3/bill/tradebill?bill_date=%s&bill_type=ALL", date_iso(a, day)), NULL,
		&answer));
	const char *url = pay_json_text(a, answer, "download_url");
	TRY(send_signed(c, url, target_of(url), NULL, true, &file));
	if (file.status != 200)
		return refusal(c, &file);
	if (strcmp(pay_json_text(a, answer, "hash_type"), "SHA1") != 0 ||
	    strcasecmp(pay_json_text(a, answer, "hash_value"), sha1_hex(a, file.body, file.size)) != 0)
		return fail(c, ERR_TAMPERED, "bill_hash");
	return bill_read(a, file.body, &wechat_bill, out, &c->problem);
}

static bool key_of_mode_is_there(struct arena *a)
{
	const char *id = conf_str(CONF_WECHAT_PUBLIC_KEY_ID),
		   *directory = conf_str(CONF_WECHAT_KEYS_DIRECTORY);

	return *directory &&
	       (*id == '\0' || rsa_load_public(a, arena_printf(a, "%s/%s.pem", directory, id)) != NULL);
}

static enum err check(struct pay_call *c)
{
	const char *api_key = secret_read(c->arena, conf_str(CONF_WECHAT_API_KEY_FILE));

	if (*conf_str(CONF_WECHAT_MERCHANT_ID) == '\0' || *conf_str(CONF_WECHAT_SERIAL) == '\0' ||
	    http_host(c->arena, conf_str(CONF_WECHAT_ENDPOINT)) == NULL)
		return fail(c, ERR_INVALID, "settings");
	if (api_key == NULL || strlen(api_key) != 32)
		return fail(c, ERR_INVALID, "pay.wechat_api_key_file");
	if (rsa_load_private(c->arena, conf_str(CONF_WECHAT_PRIVATE_KEY_FILE)) == NULL)
		return fail(c, ERR_INVALID, "pay.wechat_private_key_file");
	if (!key_of_mode_is_there(c->arena))
		return fail(c, ERR_INVALID, "pay.wechat_keys_directory");
	return fail(c, OK, "");
}

/* Application and merchant. */
static bool is_ours(const struct pay_trade *t, bool must)
{
	return pay_names(t->app_id, CONF_WECHAT_APP_ID, must) && pay_names(t->merchant_id, CONF_WECHAT_MERCHANT_ID, must);
}

static const struct provider_file files[] = {
	{CONF_WECHAT_PRIVATE_KEY_FILE, true },
	{CONF_WECHAT_API_KEY_FILE,     true },
	{CONF_COUNT,                   false},
};

static const struct provider_mend mends[] = {
	{"SIGN_ERROR",    "pay.wechat_serial and pay.wechat_private_key_file do not belong together"},
	{"bad_signature", "the answer is signed by another key: pay.wechat_keys_directory"          },
	{NULL,            NULL                                                                      },
};

const struct pay_provider pay_wechat = {
	.is = {"wechat", CONF_WECHAT_APP_ID, files, mends},
	.header_names = wechat_header_names,
	.begin = begin,
	.query = query,
	.close = close_order,
	.refund = refund,
	.refund_query = refund_query,
	.verify = verify,
	.reply = reply,
	.bill = bill,
	.check = check,
	.is_ours = is_ours,
};
