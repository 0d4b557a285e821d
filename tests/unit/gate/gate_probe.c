/* gate_probe: the adapters of gate/ as a filter, for tests that let other people's SDKs play the providers:
 * one question a line on stdin, one answer a line on stdout, both JSON. gate_probe -c settings.conf
 *     {"provider": "alipay" | "wechat", "call": "begin", "now": 1782000000, …the fields of the structures of
 * pay.h}
 *     {"provider": "aliyun", "call": "sign", …the fields of struct aliyun_call, "pairs": {name: value}}
 * now: the clock when absent. Answers: {"err", "problem", …} of calls, {"verdict", …} of verify. */
#include "probe.h"

#include <string.h>

#include "gate/pay/pay.h"
#include "gate/sms/sms_aliyun.h"

enum { PAIRS_MAX = 20, HEADERS_MAX = 8 };

static int64_t number(const json_t *q, const char *name)
{
	return json_integer_value(json_object_get(q, name));
}

static json_t *outcome(const struct pay_call *c, enum err e)
{
	return json_pack("{ss ss}", "err", err_name(e), "problem", c->problem);
}

static void put_trade(json_t *out, const struct pay_trade *t)
{
	static const char *const states[] = {"none", "pending", "paid", "closed", "refunded", "unknown"};
	json_object_set_new(out, "trade",
			    json_pack("{ss ss ss ss sI ss ss ss ss sI sI}", "state", states[t->state],
				      "state_word", t->state_word, "out_trade_no", t->out_trade_no,
				      "trade_no", t->trade_no, "amount_fen", (json_int_t)t->amount_fen,
				      "currency", t->currency, "app_id", t->app_id, "merchant_id",
				      t->merchant_id, "seller_id", t->seller_id, "paid_at",
				      (json_int_t)t->paid_at, "refunded_fen", (json_int_t)t->refunded_fen));
}

static void put_refund(json_t *out, const struct pay_refunded *r)
{
	static const char *const states[] = {"none", "pending", "done", "failed", "unknown"};
	json_object_set_new(out, "refund",
			    json_pack("{ss ss ss ss ss sI sI}", "state", states[r->state], "state_word",
				      r->state_word, "out_trade_no", r->out_trade_no, "out_refund_no",
				      r->out_refund_no, "refund_id", r->refund_id, "amount_fen",
				      (json_int_t)r->amount_fen, "done_at", (json_int_t)r->done_at));
}

static json_t *do_begin(const struct pay_provider *p, struct pay_call *c, const json_t *q)
{
	struct pay_order order = {probe_text(q, "out_trade_no"), number(q, "amount_fen"), probe_text(q, "subject"),
				  number(q, "expires_at"), probe_text(q, "notify_url"),   probe_text(q, "return_url")};
	struct pay_begin began = {NULL, NULL};
	enum err e = p->begin(c, &order, &began);
	json_t *out = outcome(c, e);
	json_object_set_new(out, "url", json_string(began.url ? began.url : ""));
	json_object_set_new(out, "code_url", json_string(began.code_url ? began.code_url : ""));
	return out;
}

static json_t *do_query(const struct pay_provider *p, struct pay_call *c, const json_t *q)
{
	struct pay_trade trade;
	enum err e = p->query(c, probe_text(q, "out_trade_no"), &trade);
	json_t *out = outcome(c, e);
	if (e == OK)
		put_trade(out, &trade);
	return out;
}

static json_t *do_close(const struct pay_provider *p, struct pay_call *c, const json_t *q)
{
	enum err e = p->close(c, probe_text(q, "out_trade_no"));
	return outcome(c, e);
}

static json_t *do_refund(const struct pay_provider *p, struct pay_call *c, const json_t *q)
{
	struct pay_refund refund = {
		probe_text(q, "out_trade_no"), probe_text(q, "out_refund_no"),
		number(q, "total_fen"),  number(q, "amount_fen"),
		probe_text(q, "reason"),       json_string_value(json_object_get(q, "notify_url"))};
	struct pay_refunded refunded;
	enum err e = p->refund(c, &refund, &refunded);
	json_t *out = outcome(c, e);
	if (e == OK)
		put_refund(out, &refunded);
	return out;
}

static json_t *do_refund_query(const struct pay_provider *p, struct pay_call *c, const json_t *q)
{
	struct pay_refunded refunded;
	enum err e = p->refund_query(c, probe_text(q, "out_trade_no"), probe_text(q, "out_refund_no"), &refunded);
	json_t *out = outcome(c, e);
	if (e == OK)
		put_refund(out, &refunded);
	return out;
}

static json_t *do_verify(const struct pay_provider *p, struct pay_call *c, const json_t *q)
{
	static const char *const events[] = {"payment", "refund", "close", "other"};
	const char *header[HEADERS_MAX] = {NULL}, *body = probe_text(q, "body");
	for (size_t i = 0; p->header_names[i]; i++)
		header[i] = probe_text(json_object_get(q, "headers"), p->header_names[i]);
	struct pay_callback in = {body, strlen(body), header};
	struct pay_report report;
	enum pay_verdict v = p->verify(c, &in, &report);
	struct pay_reply reply = p->reply(v == PAY_VERIFIED  ? PAY_TAKEN
					  : v == PAY_NO_KEYS ? PAY_AGAIN
							     : PAY_REFUSE);
	json_t *out = json_pack("{ss s{si ss ss}}", "verdict", pay_verdict_name(v), "reply", "status",
				reply.status, "type", reply.type, "body", reply.body);
	if (v == PAY_VERIFIED) {
		json_object_set_new(out, "event", json_string(events[report.event]));
		json_object_set_new(out, "notify_id", json_string(report.notify_id));
		put_trade(out, &report.trade);
		put_refund(out, &report.refund);
	}
	return out;
}

static json_t *do_bill(const struct pay_provider *p, struct pay_call *c, const json_t *q)
{
	struct pay_bill bill = {0, NULL};
	struct date day = {0, 0, 0};
	json_t *rows = json_array();
	(void)date_parse(probe_text(q, "day"), &day);
	enum err e = p->bill(c, day, &bill);
	for (size_t i = 0; i < bill.n; i++) {
		const struct pay_bill_row *r = &bill.row[i];
		json_array_append_new(rows, json_pack("{sb ss ss ss sI sI sI sI ss ss}", "is_refund",
						      r->is_refund, "trade_no", r->trade_no, "out_trade_no",
						      r->out_trade_no, "out_refund_no", r->out_refund_no,
						      "amount_fen", (json_int_t)r->amount_fen, "refund_fen",
						      (json_int_t)r->refund_fen, "fee_fen",
						      (json_int_t)r->fee_fen, "at", (json_int_t)r->at,
						      "currency", r->currency, "status", r->status));
	}
	json_t *out = outcome(c, e);
	json_object_set_new(out, "rows", rows);
	return out;
}

static json_t *do_check(const struct pay_provider *p, struct pay_call *c, const json_t *q)
{
	(void)q;
	enum err e = p->check(c);
	return outcome(c, e);
}

static json_t *do_aliyun(struct arena *a, const json_t *q)
{
	struct aliyun_pair pairs[PAIRS_MAX];
	const char *name;
	json_t *value;
	size_t n = 0;
	json_object_foreach(json_object_get(q, "pairs"), name, value) if (n < PAIRS_MAX) pairs[n++] =
		(struct aliyun_pair){name, json_string_value(value)};
	struct aliyun_call call = {probe_text(q, "key"),    probe_text(q, "secret"),        probe_text(q, "host"),
				   probe_text(q, "action"), probe_text(q, "version"),       probe_text(q, "date"),
				   probe_text(q, "nonce"),  aliyun_query(a, pairs, n)};
	return json_pack("{ss ss}", "query", call.query, "authorization", aliyun_authorization(a, &call));
}

static json_t *answer(struct arena *a, const json_t *q)
{
	static const struct {
		const char *name;
		json_t *(*run)(const struct pay_provider *p, struct pay_call *c, const json_t *q);
	} calls[] = {
		{"begin",        do_begin       },
		{"query",        do_query       },
		{"close",        do_close       },
		{"refund",       do_refund      },
		{"refund_query", do_refund_query},
		{"verify",       do_verify      },
		{"bill",         do_bill        },
		{"check",        do_check       },
	};
	struct pay_call c = {a, probe_now(q), ""};
	const struct pay_provider *p = pay_provider(probe_text(q, "provider"));
	if (p == NULL)
		return do_aliyun(a, q);
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		if (strcmp(calls[i].name, probe_text(q, "call")) == 0)
			return calls[i].run(p, &c, q);
	return json_pack("{ss}", "err", "no such call");
}

int main(int argc, char **argv)
{
	return probe_run("gate_probe", argc, argv, answer);
}
