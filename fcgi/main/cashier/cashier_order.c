/* cashier_order.c: attempts to pay: to the provider, asked about, closed. claim → commit → ask → note: a cashier that dies in
 * between asks again under the same reference, which a provider takes for the same order. */
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "core/ground/ctx.h"
#include "core/money/payment_attempt.h"
#include "main/cashier/cashier.h"
#include "main/pay_fact.h"

struct order {
	const struct pay_provider *provider;
	struct payment_attempt attempt;
	bool found;
	/* what the provider said */
	enum err said;
	const char *problem, *target;
	struct pay_trade trade;
	enum payment_outcome outcome;
	bool close;
};

static enum err claim(struct ctx *c, void *arg)
{
	struct order *o = arg;

	return payment_claim(c, o->provider->is.name, CASHIER_LEASE_S, &o->found, &o->attempt);
}

/* ---- wanted: to the provider ---- */

static void begin(struct arena *a, struct order *o)
{
	struct pay_call call = {.arena = a, .now = clock_now(), .problem = ""};
	struct pay_begin begun = {0};
	const struct pay_order order = {
		.out_trade_no = o->attempt.reference,
		.amount_fen = o->attempt.amount_fen,
		.subject = conf_str(CONF_PAY_SUBJECT),
		.expires_at = o->attempt.expires_at,
		.notify_url = arena_printf(a, "%s%s", conf_str(CONF_PAY_NOTIFY_URL), o->provider->is.name),
		.return_url = arena_printf(a, "%s/pay/back/%s", conf_str(CONF_PORTAL_URL), o->attempt.reference),
	};

	o->said = o->provider->begin(&call, &order, &begun);
	o->problem = call.problem;
	o->target = begun.url ? begun.url : begun.code_url;
}

static enum err note_begun(struct ctx *c, void *arg)
{
	const struct order *o = arg;

	if (o->said == OK && payment_opened(c, &o->attempt, o->target) == OK)
		return OK;
	return payment_not_opened(c, &o->attempt, *o->problem ? o->problem : "answer", o->said == ERR_DENIED);
}

/* ---- open and closing: asked about ---- */

static void query(struct arena *a, struct order *o)
{
	struct pay_call call = {.arena = a, .now = clock_now(), .problem = ""};

	o->said = o->provider->query(&call, o->attempt.reference, &o->trade);
	o->problem = o->said == OK ? "" : *call.problem ? call.problem : err_name(o->said);
}

static enum err settle(struct ctx *c, struct order *o)
{
	const struct payment_fact fact = pay_fact(o->provider, &o->trade, "query");

	TRY(payment_settle(c, &fact, &o->outcome));
	if (o->outcome != PAYMENT_MISMATCH)
		return OK;
	/* Money that is not what was ordered: somebody has to look. */
	log_warn("cashier: attempt %lld: the provider speaks of another amount, currency or merchant",
		 (long long)o->attempt.id);
	return payment_pending(c, &o->attempt, "mismatch", &o->close);
}

static enum err note_answer(struct ctx *c, void *arg)
{
	struct order *o = arg;

	o->close = false;
	if (o->said != OK)
		return payment_pending(c, &o->attempt, o->problem, &o->close);
	switch (o->trade.state) {
	case PAY_PAID:
		return settle(c, o);
	case PAY_CLOSED:
	case PAY_REFUNDED:
		return payment_closed(c, &o->attempt);
	default:
		return payment_pending(c, &o->attempt, "", &o->close);
	}
}

static enum err note_closed(struct ctx *c, void *arg)
{
	return payment_closed(c, &((struct order *)arg)->attempt);
}

/* Not paid: closed there, so that nobody pays it any more. When the provider says that it is not so any longer, the next
 * query tells what is. */
static enum err close(struct db *db, struct arena *a, struct order *o)
{
	struct pay_call call = {.arena = a, .now = clock_now(), .problem = ""};
	enum err e = o->provider->close(&call, o->attempt.reference);

	if (e == OK || (e == ERR_NOT_FOUND && clock_now() >= o->attempt.expires_at))
		return unattended_transaction(db, a, note_closed, o);
	return OK;
}

static enum err ask(struct db *db, struct arena *a, struct order *o)
{
	query(a, o);
	TRY(unattended_transaction(db, a, note_answer, o));
	if (o->close && o->said == OK)
		return close(db, a, o);
	return OK;
}

enum err cashier_order(struct db *db, struct arena *a, const struct pay_provider *p, bool *did)
{
	struct order o = {.provider = p, .problem = ""};

	TRY(unattended_transaction(db, a, claim, &o));
	*did = o.found;
	if (!o.found)
		return OK;
	enum err e;
	if (strcmp(o.attempt.state, "wanted") == 0) {
		begin(a, &o);
		e = unattended_transaction(db, a, note_begun, &o);
	} else {
		e = ask(db, a, &o);
	}
	log_info("attempt %lld %s: %s%s%s", (long long)o.attempt.id, o.attempt.state, err_name(o.said), *o.problem ? " " : "",
		 o.problem);
	return e;
}
