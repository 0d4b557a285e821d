/* holder_pay.c: an attempt to pay on its way to the provider and back, and a pay link's page. What an account's holder sees of
 * an order is holder_pay_order.c's. */
#include "page/holder/holder_pay.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/qr.h"
#include "base/text.h"
#include "core/account/account.h"
#include "core/ground/ctx.h"
#include "core/money/fee.h"
#include "core/money/pay_link.h"
#include "core/money/pay_way.h"
#include "core/money/payment.h"
#include "core/money/payment_attempt.h"
#include "core/people/holder.h"
#include "page/holder/holder_pages.h"
#include "page/page.h"

enum { REFRESH_WANTED_S = 1, REFRESH_OPEN_S = 5 };

static const char *rule_provider(struct arena *a, int64_t now, const char **value)
{
	(void)a;
	(void)now;
	return pay_way(*value) ? NULL : "choice";
}
static const struct form_row provider_rows[] = {{"provider", rule_provider, 8, FORM_REQUIRED}};
const struct form holder_pay_form = FORM(provider_rows);

/* ---- showing an order, shared with holder_pay_order.c ---- */

enum err holder_pay_show_order(struct req *r, const struct fee_order *o)
{
	struct db_rows lines;
	bool is_held;

	TRY(fee_order_lines(page_ctx(r), o->id, &lines));
	TRY(payment_is_held(page_ctx(r), o->id, &is_held));
	if (is_held)
		view_set(r, "order.held", "1");
	for (size_t i = 0; i < PAY_WAYS; i++)
		view_set(r, arena_printf(r->arena, "way.%zu.name", i), pay_ways[i].name);
	view_set(r, "order.id", o->public_id);
	view_set(r, "order.state", o->state);
	view_set(r, "order.account", o->account_number);
	view_set(r, "order.organisation", o->org_name);
	view_set(r, "order.figures", text_amount(r->arena, o->amount_fen));
	view_set(r, "order.capital", text_amount_capital(r->arena, o->amount_fen));
	for (size_t i = 0; i < lines.count; i++) {
		view_set(r, arena_printf(r->arena, "order.line.%zu.item", i), db_str(&lines, i, "item"));
		view_num(r, arena_printf(r->arena, "order.line.%zu.period", i), db_num(&lines, i, "period"));
		view_set(r, arena_printf(r->arena, "order.line.%zu.figures", i),
			 text_amount(r->arena, db_num(&lines, i, "amount_fen")));
	}
	struct date until = fee_until_if_paid(o, clock_beijing_date(r->now));
	struct date from;
	if (strcmp(o->state, "open") == 0) {
		view_set(r, "order.until", date_chinese(r->arena, until));
	} else if (date_parse(o->valid_from, &from) && date_parse(o->valid_until, &until)) {
		view_set(r, "order.from", date_chinese(r->arena, from));
		view_set(r, "order.until", date_chinese(r->arena, until));
		view_set(r, "order.paid_on", date_chinese(r->arena, clock_beijing_date(o->paid_at)));
	}
	return OK;
}

enum err holder_pay_show_own(struct req *r, const struct fee_order *o)
{
	struct ctx *c = page_ctx(r);
	struct holder h;
	struct db_rows account;

	if (c->actor.kind != ACTOR_HOLDER)
		return OK;
	TRY(holder_load(c, c->actor.id, &h));
	TRY(account_overview(c, &h, &account));
	if (db_num(&account, 0, "trading_id") == o->account_id)
		view_set(r, "own", "1");
	return OK;
}

enum err holder_pay_begin(struct req *r, const struct fee_order *o)
{
	struct payment_attempt a;
	enum err e = payment_begin(page_ctx(r), o, req_value(r, "provider"), &a);

	return e == OK ? req_redirect(r, "/pay/%s", a.reference) : page_refuse(r, e, "");
}

/* ---- pay links ---- */

enum err holder_pay_link_begin(struct req *r)
{
	struct fee_order *o = ARENA_NEW(r->arena, struct fee_order);

	TRY(pay_link_order(page_ctx(r), r->arg[0], o));
	page_begin_with(r, "order", o);
	return OK;
}

enum err holder_pay_link(struct req *r)
{
	const struct fee_order *o = page_begun(r, "order");

	view_set(r, "token", r->arg[0]);
	TRY(holder_pay_show_own(r, o));
	return holder_pay_show_order(r, o);
}

enum err holder_pay_link_pay(struct req *r)
{
	return holder_pay_begin(r, page_begun(r, "order"));
}

/* ---- attempts ---- */

enum err holder_pay_attempt_begin(struct req *r)
{
	struct payment_attempt *a = ARENA_NEW(r->arena, struct payment_attempt);

	TRY(payment_attempt_find(page_ctx(r), r->arg[0], a));
	page_begin_with(r, "attempt", a);
	return OK;
}

/* A code is drawn from the provider's text; the address of its page is a link. */
static void show_target(struct req *r, const struct payment_attempt *a)
{
	const struct pay_way *way = pay_way(a->provider);
	struct qr q;

	if (way == NULL || !way->shows_code) {
		view_set(r, "attempt.url", a->target);
		return;
	}
	if (!qr_make(r->arena, a->target, &q))
		return;
	view_set(r, "qr.path", qr_path(r->arena, &q));
	view_num(r, "qr.size", q.size);
	view_set(r, "qr.text", a->target);
}

/* The page asks again by itself while something is under way; it changes nothing (GET). */
enum err holder_pay_attempt(struct req *r)
{
	const struct payment_attempt *a = page_begun(r, "attempt");
	struct fee_order o;

	TRY(fee_order_by_id(page_ctx(r), a->order_id, &o));
	bool paid = strcmp(o.state, "paid") == 0, closed = strcmp(o.state, "closed") == 0;
	bool open = strcmp(a->state, "open") == 0;
	bool wanted = strcmp(a->state, "wanted") == 0, over = open && a->expires_at <= r->now;
	view_set(r, "attempt.reference", a->reference);
	view_set(r, "attempt.provider", a->provider);
	view_set(r, "attempt.state", paid ? "paid" : over ? "over" : a->state);
	view_set(r, "attempt.until", clock_beijing(r->arena, a->expires_at));
	if (*a->problem && wanted)
		view_set(r, "attempt.waits", "1");
	if (open && !paid && !over)
		show_target(r, a);
	if (!paid && !closed && !over && (wanted || open || strcmp(a->state, "closing") == 0))
		r->refresh_s = wanted ? REFRESH_WANTED_S : REFRESH_OPEN_S;
	TRY(holder_pay_show_own(r, &o));
	return holder_pay_show_order(r, &o);
}

enum err holder_pay_attempt_ask(struct req *r)
{
	const struct payment_attempt *a = page_begun(r, "attempt");

	TRY(payment_ask_soon(page_ctx(r), a));
	return req_redirect(r, "/pay/%s", a->reference);
}
