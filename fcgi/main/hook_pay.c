/* hook_pay.c: payment providers call back. The raw request is journalled and committed first; then, in a transaction of its
 * own, it is verified over its raw bytes and applied once (core/money/payment.h). The answer is the provider's own word; what does not
 * fit an order changes nothing and is asked for again, so a mistake in our settings can still be mended within the provider's
 * day of repeats. */
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "core/ground/ctx.h"
#include "main/hook.h"
#include "main/pay_fact.h"
#include "main/unattended.h"

enum { HEADERS_MAX = 8 };

struct callback {
	const struct pay_provider *provider;
	const char *header[HEADERS_MAX + 1];
	int64_t id; /* of the journal */
	struct pay_report report;
	const char *verdict, *reference;
	bool taken;
};

/* What the provider signs with, for the journal: a line each, printable. */
static const char *read_headers(struct req *r, struct callback *cb)
{
	const char *text = "";

	for (size_t i = 0; cb->provider->header_names[i] && i < HEADERS_MAX; i++) {
		cb->header[i] = req_header(r, cb->provider->header_names[i]);
		text = arena_printf(r->arena, "%s%s: %.500s\n", text, cb->provider->header_names[i], cb->header[i]);
	}
	char *clean = arena_strdup(r->arena, text);
	for (char *p = clean; *p; p++)
		if ((*p < 0x20 && *p != '\n') || *p > 0x7e)
			*p = '?';
	return clean;
}

static enum err settle(struct ctx *c, struct callback *cb)
{
	enum payment_outcome outcome;
	const struct payment_fact fact = pay_fact(cb->provider, &cb->report.trade, "callback");

	TRY(payment_settle(c, &fact, &outcome));
	cb->verdict = payment_outcome_name(outcome);
	cb->taken = outcome != PAYMENT_UNKNOWN && outcome != PAYMENT_MISMATCH;
	return OK;
}

static enum err apply(struct ctx *c, void *arg)
{
	struct callback *cb = arg;
	bool money = cb->reference && cb->report.event == PAY_EVENT_PAYMENT && cb->report.trade.state == PAY_PAID;

	if (money)
		TRY(settle(c, cb));
	return payment_callback_verdict(c, cb->id, cb->verdict, cb->reference ? cb->reference : "");
}

static void answer(struct req *r, const struct callback *cb, enum pay_taken taken)
{
	struct pay_reply reply = cb->provider->reply(taken);

	r->status = reply.status;
	req_answer(r, *reply.type ? reply.type : "text/plain", "answer", reply.body, strlen(reply.body), true);
}

/* Only a payment changes anything. A callback about a refund or a closed trade is kept and not used: the cashier began those and
 * asks the provider what became of them. */
static enum err verify_and_apply(struct req *r)
{
	struct callback *cb = r->finish_ctx;
	struct pay_call call = {.arena = r->arena, .now = r->now, .problem = ""};
	const struct pay_callback in = {r->raw, r->raw_size, cb->header};
	enum pay_verdict verdict = cb->provider->verify(&call, &in, &cb->report);

	cb->verdict = pay_verdict_name(verdict);
	if (verdict == PAY_VERIFIED) {
		cb->verdict = "other_event";
		cb->reference = cb->report.trade.out_trade_no ? cb->report.trade.out_trade_no : "";
		cb->taken = true;
	}
	enum err e = unattended_transaction(r->db, r->arena, apply, cb);
	log_info("callback %lld of %s: %s", (long long)cb->id, cb->provider->is.name, e == OK ? cb->verdict : err_name(e));
	if (e != OK || verdict == PAY_NO_KEYS)
		answer(r, cb, PAY_AGAIN);
	else if (verdict != PAY_VERIFIED)
		answer(r, cb, PAY_REFUSE);
	else
		answer(r, cb, cb->taken ? PAY_TAKEN : PAY_AGAIN);
	return OK;
}

enum err hook_pay(struct req *r)
{
	struct callback *cb = ARENA_NEW(r->arena, struct callback);

	cb->provider = pay_provider(r->arg[0]);
	if (cb->provider == NULL || !provider_is_on(&cb->provider->is))
		return ERR_NOT_FOUND;
	const char *headers = read_headers(r, cb);
	TRY(payment_callback_note(r->subject, cb->provider->is.name, headers, r->raw, r->raw_size, &cb->id));
	r->finish = verify_and_apply;
	r->finish_ctx = cb;
	return OK;
}
