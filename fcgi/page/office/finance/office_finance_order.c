/* office_finance_order.c: finding orders, and one of them with everything that happened to it and why it is not paid. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/finance/finance.h"
#include "core/finance/finance_why.h"
#include "core/money/payment_attempt.h"
#include "page/office/finance/finance_pages.h"
#include "page/office/finance/office_finance.h"
#include "page/office/office.h"
#include "page/page.h"

static const char *rule_order_state(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return !strcmp(*value, "open") || !strcmp(*value, "paid") || !strcmp(*value, "closed") ? NULL : "choice";
}

static const struct form_row query_rows[] = {
	{"state",  rule_order_state, 6,   0},
	{"text",   NULL,             120, 0},
	{"before", rule_id,          18,  0},
};
const struct form office_finance_orders_query = FORM(query_rows);

/* ---- the list ---- */

enum err office_finance_orders(struct req *r)
{
	static const char *const money[] = {"amount_fen", NULL}, *const times[] = {"created_at", "paid_at", NULL};
	const char *state = req_value(r, "state"), *text = req_value(r, "text");
	struct db_rows rows;

	TRY(finance_orders(page_ctx(r), state, text, strtoll(req_value(r, "before"), NULL, 10), &rows));
	if (*text && rows.count == 1 && !*req_value(r, "before"))
		return req_redirect(r, "/office/finance/order/%s", db_str(&rows, 0, "public_id"));
	office_finance_rows(r, "row", &rows, FINANCE_PAGE, money, times);
	for (size_t i = 0; i < rows.count && i < FINANCE_PAGE; i++)
		view_setf(r, arena_printf(r->arena, "row.%zu.url", i), "/office/finance/order/%s",
			  db_str(&rows, i, "public_id"));
	if (rows.count > FINANCE_PAGE)
		view_setf(r, "more_url", "/office/finance/orders?state=%s&text=%s&before=%s", state,
			  text_percent(r->arena, text), db_str(&rows, FINANCE_PAGE - 1, "id"));
	return OK;
}

/* ---- why ---- */

static void show_why(struct req *r, const struct finance_order *f)
{
	struct finance_why why[FINANCE_WHY_MAX];
	size_t n = finance_why(f, r->now, why);

	for (size_t i = 0; i < n; i++) {
		const struct finance_why *w = &why[i];
		const char *row = arena_printf(r->arena, "why.%zu", i);

		view_set(r, arena_printf(r->arena, "%s.code", row), w->code);
		view_set(r, arena_printf(r->arena, "%s.provider", row), w->provider);
		view_set(r, arena_printf(r->arena, "%s.problem", row), w->problem);
		view_set(r, arena_printf(r->arena, "%s.text", row), w->text);
		view_set(r, arena_printf(r->arena, "%s.number", row), w->number);
		view_num(r, arena_printf(r->arena, "%s.count", row), w->count);
		office_finance_money(r, row, "figures", w->amount_fen);
		if (w->off_fen < 0)
			view_set(r, arena_printf(r->arena, "%s.less", row), "1");
		if (w->off_fen)
			office_finance_money(r, row, "off", w->off_fen < 0 ? -w->off_fen : w->off_fen);
		if (w->sealed)
			view_set(r, arena_printf(r->arena, "%s.sealed", row), "1");
		office_time(r, arena_printf(r->arena, "%s.at", row), w->at);
		office_time(r, arena_printf(r->arena, "%s.until", row), w->until);
		office_finance_problem(r, row, w->problem);
	}
}

/* ---- one order ---- */

static void show_head(struct req *r, const struct finance_order *f)
{
	static const char *const money[] = {"amount_fen", NULL}, *const none[] = {NULL};
	const struct fee_order *o = &f->order;

	view_set(r, "order.id", o->public_id);
	view_set(r, "order.state", o->state);
	view_set(r, "order.account", o->account_number);
	view_set(r, "order.account_state", o->account_state);
	view_set(r, "order.organisation", o->org_name);
	view_set(r, "order.uscc", o->uscc);
	view_set(r, "order.kind", o->kind);
	view_set(r, "order.from", o->valid_from);
	view_set(r, "order.until", o->valid_until);
	view_set(r, "order.figures", text_amount(r->arena, o->amount_fen));
	view_set(r, "order.capital", text_amount_capital(r->arena, o->amount_fen));
	view_set(r, "order.paid_on", o->paid_at >= 0 ? date_iso(r->arena, clock_beijing_date(o->paid_at)) : NULL);
	view_set(r, "order.if_paid", date_iso(r->arena, fee_until_if_paid(o, clock_beijing_date(r->now))));
	office_time(r, "order.created_at", o->created_at);
	office_finance_rows(r, "line", &f->lines, f->lines.count, money, none);
}

static void show_attempts(struct req *r, const struct db_rows *a)
{
	static const char *const money[] = {"amount_fen", NULL},
				 *const times[] = {"created_at", "opened_at", "asked_at", "next_at", "expires_at", "ended_at",
						   "problem_since", NULL};

	office_finance_rows(r, "attempt", a, a->count, money, times);
	for (size_t i = 0; i < a->count; i++) {
		const char *row = arena_printf(r->arena, "attempt.%zu", i);

		office_finance_problem(r, row, db_str(a, i, "problem"));
		if (strcmp(db_str(a, i, "state"), "settled") != 0)
			view_set(r, "may.ask", page_ctx(r)->actor.roles & FINANCE_DECIDERS ? "1" : NULL);
	}
}

static void show_money(struct req *r, const struct finance_order *f)
{
	static const char *const amount[] = {"amount_fen", NULL}, *const none[] = {NULL},
				 *const paid[] = {"paid_at", "recorded_at", NULL},
				 *const noted[] = {"paid_at", "noted_at", NULL},
				 *const refunded[] = {"proposed_at", "done_at", NULL},
				 *const both[] = {"there_fen", "here_fen", NULL},
				 *const settled[] = {"settled_at", NULL}, *const entry[] = {"entry_fen", NULL},
				 *const moved[] = {"declared_at", "matched_at", "confirmed_at", NULL},
				 *const link[] = {"made_at", "expires_at", "revoked_at", NULL},
				 *const invoice[] = {"requested_at", "exported_at", "issued_at", NULL};

	office_finance_rows(r, "payment", &f->payments, f->payments.count, amount, paid);
	office_finance_rows(r, "mismatch", &f->mismatches, f->mismatches.count, amount, noted);
	office_finance_rows(r, "refund", &f->refunds, f->refunds.count, amount, refunded);
	office_finance_rows(r, "bill", &f->bill, f->bill.count, both, settled);
	office_finance_rows(r, "transfer", &f->transfers, f->transfers.count, entry, moved);
	office_finance_rows(r, "link", &f->links, f->links.count, none, link);
	office_finance_rows(r, "invoice", &f->invoice, f->invoice.count, none, invoice);
	for (size_t i = 0; i < f->links.count; i++)
		if (db_is_null(&f->links, i, "revoked_at") && db_when(&f->links, i, "expires_at") > r->now)
			view_set(r, arena_printf(r->arena, "link.%zu.live", i), "1");
	for (size_t i = 0; i < f->refunds.count; i++)
		office_finance_problem(r, arena_printf(r->arena, "refund.%zu", i), db_str(&f->refunds, i, "problem"));
}

enum err office_finance_order(struct req *r)
{
	static const char *const none[] = {NULL}, *const times[] = {"received_at", NULL};
	struct finance_order f;

	TRY(finance_order(page_ctx(r), r->arg[0], &f));
	show_head(r, &f);
	show_why(r, &f);
	show_attempts(r, &f.attempts);
	show_money(r, &f);
	office_finance_rows(r, "callback", &f.callbacks, f.callbacks.count, none, times);
	office_finance_rows(r, "unbelieved", &f.unbelieved, f.unbelieved.count, none, times);
	if (f.unbelieved_sealed)
		view_set(r, "unbelieved_sealed", "1");
	office_finance_may(r);
	return OK;
}

enum err office_finance_order_ask(struct req *r)
{
	struct fee_order o;
	int asked;

	TRY(fee_order_load(page_ctx(r), 0, r->arg[0], &o));
	TRY(payment_ask_again(page_ctx(r), o.id, &asked));
	return req_redirect(r, "/office/finance/order/%s#attempts", o.public_id);
}
