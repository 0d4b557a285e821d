/* pay_alipay.c: Alipay's calls (alipay.trade.page.pay and its company). What is signed and what answers mean
 * is pay_alipay_sign.c's. */
#include "gate/pay/pay_alipay.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "gate/http.h"
#include "gate/pay/pay_text.h"
#include "gate/rsa.h"

static enum err fail(struct pay_call *c, enum err e, const char *problem)
{
	c->problem = problem;
	return e;
}

/* The question as GET address: for the browser, or with biz_content in the body for us. */
static const char *address(struct arena *a, const struct alipay_pairs *p, const char *only)
{
	return arena_printf(a, "%s?%s", conf_str(CONF_ALIPAY_ENDPOINT), alipay_encode(a, p, only));
}

static enum err begin(struct pay_call *c, const struct pay_order *order, struct pay_begin *out)
{
	struct arena *a = c->arena;
	const struct rsa_key *key = rsa_load_private(a, conf_str(CONF_ALIPAY_PRIVATE_KEY_FILE));

	if (key == NULL)
		return fail(c, ERR_INVALID, "settings");
	if (!pay_order_holds(order, c->now))
		return fail(c, ERR_INVALID, "order");
	const char *content = pay_json_dump(
		a, json_pack("{ss ss ss ss ss}", "out_trade_no", order->out_trade_no, "product_code",
			     "FAST_INSTANT_TRADE_PAY", "total_amount", pay_yuan(a, order->amount_fen),
			     "subject", order->subject, "time_expire", pay_beijing(a, order->expires_at)));
	struct alipay_pairs p = alipay_question(a, key, c->now, "alipay.trade.page.pay", content,
						order->notify_url, order->return_url);
	*out = (struct pay_begin){.url = address(a, &p, NULL)};
	c->problem = "";
	return OK;
}

/* Public parameters go into the address and biz_content into the body: the gateway reads the charset before
 * the body. */
static enum err ask(struct pay_call *c, const char *method, const char *content, const json_t **out)
{
	static const char *const headers[] = {"Content-Type: application/x-www-form-urlencoded;charset=utf-8",
					      "Accept: application/json", NULL};
	struct arena *a = c->arena;
	struct http_answer answer;
	const struct rsa_key *key = rsa_load_private(a, conf_str(CONF_ALIPAY_PRIVATE_KEY_FILE));
	const struct rsa_key *theirs = key ? rsa_load_public(a, conf_str(CONF_ALIPAY_PUBLIC_KEY_FILE)) : NULL;

	if (theirs == NULL)
		return fail(c, ERR_INVALID, "settings");
	struct alipay_pairs p = alipay_question(a, key, c->now, method, content, NULL, NULL);
	const char *body = alipay_encode(a, &p, "biz_content");
	struct http_request r = {.is_once = true,
				 .is_post = true,
				 .url = address(a, &p, "!biz_content"),
				 .headers = headers,
				 .body = body,
				 .size = strlen(body),
				 .total_s = (int)conf_int(CONF_PAY_TIMEOUT_S)};
	enum err e = http_send(a, &r, &answer);
	if (e != OK)
		return fail(c, e, err_name(e));
	if (answer.status != 200)
		return fail(c, ERR_UNAVAILABLE, arena_printf(a, "http_%ld", answer.status));
	return alipay_answer(a, theirs, method, answer.body, answer.size, out, &c->problem);
}

/* An answer about another order than the one asked for is none. */
static enum err about(struct pay_call *c, const json_t *answer, const char *out_trade_no)
{
	if (strcmp(pay_json_text(c->arena, answer, "out_trade_no"), out_trade_no) == 0)
		return OK;
	return fail(c, ERR_TAMPERED, "answer_other_order");
}

static const char *currency(struct arena *a, const json_t *answer)
{
	const char *said = pay_json_text(a, answer, "trans_currency");

	return *said ? pay_word(a, said, 8) : "CNY";
}

static enum err query(struct pay_call *c, const char *out_trade_no, struct pay_trade *out)
{
	struct arena *a = c->arena;
	const json_t *answer = NULL;

	*out = (struct pay_trade){PAY_NONE, "", out_trade_no, "", -1, "", "", "", "", -1, -1};
	if (!pay_reference_holds(out_trade_no, 6))
		return fail(c, ERR_INVALID, "order");
	enum err e = ask(c, "alipay.trade.query",
			 pay_json_dump(a, json_pack("{ss}", "out_trade_no", out_trade_no)), &answer);
	if (e == ERR_NOT_FOUND)
		return c->problem = "", OK;
	TRY(e);
	TRY(about(c, answer, out_trade_no));
	out->trade_no = pay_word(a, pay_json_text(a, answer, "trade_no"), 64);
	out->state_word = pay_word(a, pay_json_text(a, answer, "trade_status"), 32);
	out->amount_fen = pay_fen_or(pay_json_text(a, answer, "total_amount"));
	out->currency = currency(a, answer);
	out->paid_at = pay_beijing_parse(pay_json_text(a, answer, "send_pay_date"));
	out->state = alipay_state(out->state_word, out->paid_at >= 0);
	return OK;
}

static enum err close_order(struct pay_call *c, const char *out_trade_no)
{
	const json_t *answer = NULL;

	if (!pay_reference_holds(out_trade_no, 6))
		return fail(c, ERR_INVALID, "order");
	TRY(ask(c, "alipay.trade.close",
		pay_json_dump(c->arena, json_pack("{ss}", "out_trade_no", out_trade_no)), &answer));
	return about(c, answer, out_trade_no);
}

/* The answer's refund_fee is of all refunds together, so what this one was is refund_query's to say. */
static enum err refund(struct pay_call *c, const struct pay_refund *r, struct pay_refunded *out)
{
	struct arena *a = c->arena;
	const json_t *answer = NULL;

	*out = (struct pay_refunded){PAY_REFUND_PENDING, "", r->out_trade_no, r->out_refund_no, "", -1, -1};
	if (!pay_refund_holds(r))
		return fail(c, ERR_INVALID, "refund");
	TRY(ask(c, "alipay.trade.refund",
		pay_json_dump(a, json_pack("{ss ss ss ss}", "out_trade_no", r->out_trade_no, "refund_amount",
					   pay_yuan(a, r->amount_fen), "out_request_no", r->out_refund_no,
					   "refund_reason", r->reason)),
		&answer));
	TRY(about(c, answer, r->out_trade_no));
	out->state_word = pay_word(a, pay_json_text(a, answer, "fund_change"), 32);
	if (strcmp(out->state_word, "Y") == 0)
		out->state = PAY_REFUND_DONE;
	return OK;
}

/* Without refund_status there is no refund of that number, or it did not succeed. */
static enum err refund_query(struct pay_call *c, const char *out_trade_no, const char *out_refund_no,
			     struct pay_refunded *out)
{
	struct arena *a = c->arena;
	const json_t *answer = NULL;

	*out = (struct pay_refunded){PAY_REFUND_NONE, "", out_trade_no, out_refund_no, "", -1, -1};
	if (!pay_reference_holds(out_trade_no, 6) || !pay_reference_holds(out_refund_no, 1))
		return fail(c, ERR_INVALID, "refund");
	enum err e =
		ask(c, "alipay.trade.fastpay.refund.query",
		    pay_json_dump(a, json_pack("{ss ss s[s]}", "out_trade_no", out_trade_no, "out_request_no",
					       out_refund_no, "query_options", "gmt_refund_pay")),
		    &answer);
	if (e == ERR_NOT_FOUND)
		return c->problem = "", OK;
	TRY(e);
	out->state_word = pay_word(a, pay_json_text(a, answer, "refund_status"), 32);
	if (*out->state_word == '\0')
		return OK;
	TRY(about(c, answer, out_trade_no));
	if (strcmp(pay_json_text(a, answer, "out_request_no"), out_refund_no) != 0)
		return fail(c, ERR_TAMPERED, "answer_other_refund");
	out->state = strcmp(out->state_word, "REFUND_SUCCESS") == 0 ? PAY_REFUND_DONE : PAY_REFUND_UNKNOWN;
	out->amount_fen = pay_fen_or(pay_json_text(a, answer, "refund_amount"));
	out->done_at = pay_beijing_parse(pay_json_text(a, answer, "gmt_refund_pay"));
	return OK;
}

static enum pay_verdict verify(struct pay_call *c, const struct pay_callback *in, struct pay_report *out)
{
	struct alipay_pairs p;
	const struct rsa_key *key = rsa_load_public(c->arena, conf_str(CONF_ALIPAY_PUBLIC_KEY_FILE));

	c->problem = "";
	if (key == NULL)
		return PAY_NO_KEYS;
	if (!alipay_decode(c->arena, in->body, in->size, &p))
		return PAY_NOT_UNDERSTOOD;
	return alipay_verify(c->arena, key, &p) ? alipay_callback(c->arena, &p, c->now, out)
						: PAY_BAD_SIGNATURE;
}

/* Anything but the seven bytes has it sent again, up to 25 hours. */
static struct pay_reply reply(enum pay_taken taken)
{
	if (taken == PAY_TAKEN)
		return (struct pay_reply){200, "text/plain", "success"};
	return (struct pay_reply){taken == PAY_AGAIN ? 503 : 200, "text/plain", "failure"};
}

/* Alipay still names the address with http; the host answers both, and we ask nobody in the clear. */
static const char *secure(struct arena *a, const char *url)
{
	if (strncmp(url, "http://", 7) == 0 && strcmp(conf_str(CONF_PROFILE), "test") != 0)
		return arena_printf(a, "https://%s", url + 7);
	return url;
}

static enum err bill(struct pay_call *c, struct date day, struct pay_bill *out)
{
	static const char *const headers[] = {NULL};
	struct arena *a = c->arena;
	const json_t *answer = NULL;
	struct http_answer file;

	*out = (struct pay_bill){0, NULL};
	TRY(ask(c, "alipay.data.dataservice.bill.downloadurl.query",
		pay_json_dump(a, json_pack("{ss ss}", "bill_type", "trade", "bill_date", date_iso(a, day))),
		&answer));
	struct http_request r = {.is_once = true,
				 .url = secure(a, pay_json_text(a, answer, "bill_download_url")),
				 .headers = headers,
				 .answer_max = PAY_BILL_MAX,
				 .total_s = (int)conf_int(CONF_PAY_BILL_TIMEOUT_S)};
	enum err e = http_send(a, &r, &file);
	if (e != OK)
		return fail(c, e, err_name(e));
	if (file.status != 200)
		return fail(c, ERR_UNAVAILABLE, arena_printf(a, "http_%ld", file.status));
	return alipay_bill_read(a, file.body, file.size, out, &c->problem);
}

static enum err check(struct pay_call *c)
{
	if (*conf_str(CONF_ALIPAY_SELLER_ID) == '\0' ||
	    http_host(c->arena, conf_str(CONF_ALIPAY_ENDPOINT)) == NULL)
		return fail(c, ERR_INVALID, "settings");
	if (rsa_load_private(c->arena, conf_str(CONF_ALIPAY_PRIVATE_KEY_FILE)) == NULL)
		return fail(c, ERR_INVALID, "pay.alipay_private_key_file");
	if (rsa_load_public(c->arena, conf_str(CONF_ALIPAY_PUBLIC_KEY_FILE)) == NULL)
		return fail(c, ERR_INVALID, "pay.alipay_public_key_file");
	return fail(c, OK, "");
}

static const char *const header_names[] = {NULL};

/* Application and seller. */
static bool is_ours(const struct pay_trade *t, bool must)
{
	return pay_names(t->app_id, CONF_ALIPAY_APP_ID, must) && pay_names(t->seller_id, CONF_ALIPAY_SELLER_ID, must);
}

static const struct provider_file files[] = {
	{CONF_ALIPAY_PRIVATE_KEY_FILE, true },
	{CONF_ALIPAY_PUBLIC_KEY_FILE,  false},
	{CONF_COUNT,                   false},
};

static const struct provider_mend mends[] = {
	{"isv.invalid-signature", "pay.alipay_private_key_file is not the key whose public half that application has there"},
	{"isv.invalid-app-id",    "pay.alipay_app_id is unknown there"                                                      },
	{"bad_signature",         "the answer is signed by another key: pay.alipay_public_key_file"                        },
	{NULL,                    NULL                                                                                      },
};

const struct pay_provider pay_alipay = {
	.is = {"alipay", CONF_ALIPAY_APP_ID, files, mends},
	.header_names = header_names,
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
