/* holder_account.c: the account centre, and signing in to it. Activation and paying have pages of their own. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/account/account.h"
#include "core/ground/ctx.h"
#include "core/ground/session.h"
#include "core/money/fee.h"
#include "core/people/holder.h"
#include "page/holder/holder.h"
#include "page/holder/holder_pages.h"
#include "page/once.h"
#include "page/page.h"

static const struct form_row sign_in_rows[] = {
	{"login", holder_rule_login, 32, FORM_REQUIRED},
	{"password", NULL, 512, FORM_REQUIRED | FORM_SECRET},
};
const struct form holder_account_sign_in_form = FORM(sign_in_rows);

static const struct form_row sign_in_query_rows[] = {{"done", rule_token, 16, 0}};
const struct form holder_account_sign_in_query = FORM(sign_in_query_rows);

enum err holder_account_sign_in(struct req *r)
{
	if (r->method == GET)
		view_set(r, "done", req_value(r, "done"));
	return OK;
}

enum err holder_account_sign_in_start(struct req *r)
{
	int64_t id;
	enum err e = holder_sign_in(page_ctx(r), req_value(r, "login"), req_value(r, "password"), &id);

	if (e != OK)
		return page_refuse_counted(r, e, "", "sign_in_wrong");
	TRY(once_session(r, REALM_HOLDER, id, true));
	return req_redirect(r, "/account");
}

enum err holder_account_sign_in_end(struct req *r)
{
	TRY(session_end(page_ctx(r), page_subject(r)->token));
	req_cookie_set(r, "h", "", -1);
	return req_redirect(r, "/account/sign-in?done=out");
}

static void show_date(struct req *r, const char *name, int64_t t)
{
	view_set(r, name, date_chinese(r->arena, clock_beijing_date(t)));
}

static void show_order(struct req *r, const struct db_rows *orders, size_t i)
{
	const char *row = arena_printf(r->arena, "order.%zu", i);

	view_row(r, row, orders, i);
	view_setf(r, arena_printf(r->arena, "%s.url", row), "/account/order/%s", db_str(orders, i, "public_id"));
	view_set(r, arena_printf(r->arena, "%s.figures", row), text_amount(r->arena, db_num(orders, i, "amount_fen")));
	show_date(r, arena_printf(r->arena, "%s.date", row), db_when(orders, i, "created_at"));
}

/* What was paid and what is to be paid. */
static enum err show_orders(struct req *r, int64_t trading_id)
{
	struct db_rows orders, lines;
	struct fee_order o;

	TRY(fee_orders(page_ctx(r), trading_id, &orders));
	for (size_t i = 0; i < orders.count; i++)
		show_order(r, &orders, i);
	if (orders.count == 0 || strcmp(db_str(&orders, 0, "state"), "open") != 0)
		return OK;
	TRY(fee_order_load(page_ctx(r), trading_id, db_str(&orders, 0, "public_id"), &o));
	TRY(fee_order_lines(page_ctx(r), o.id, &lines));
	view_setf(r, "due.url", "/account/order/%s", o.public_id);
	view_set(r, "due.figures", text_amount(r->arena, o.amount_fen));
	view_set(r, "due.capital", text_amount_capital(r->arena, o.amount_fen));
	for (size_t i = 0; i < lines.count; i++) {
		view_setf(r, arena_printf(r->arena, "due.line.%zu.item", i), "%s", db_str(&lines, i, "item"));
		view_set(r, arena_printf(r->arena, "due.line.%zu.figures", i),
			 text_amount(r->arena, db_num(&lines, i, "amount_fen")));
	}
	return OK;
}

enum err holder_account(struct req *r)
{
	struct ctx *c = page_ctx(r);
	struct holder h;
	struct db_rows rows;

	TRY(holder_load(c, c->actor.id, &h));
	TRY(account_overview(c, &h, &rows));
	view_row(r, "account", &rows, 0);
	show_date(r, "opened_on", db_when(&rows, 0, "opened_at"));
	show_date(r, "bound_on", db_when(&rows, 0, "bound_at"));
	view_set(r, "holder.name", h.name);
	view_set(r, "holder.role", h.role);
	view_set(r, "holder.login", h.login);
	struct date until;
	if (fee_applies(db_str(&rows, 0, "kind")) && date_parse(db_str(&rows, 0, "paid_until"), &until))
		view_set(r, "paid_until", date_chinese(r->arena, until));
	return show_orders(r, db_num(&rows, 0, "trading_id"));
}
