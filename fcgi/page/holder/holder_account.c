/* holder_account.c: signing in to an account, activation, the account centre. Paying has pages of its own. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/account/account.h"
#include "core/ground/ctx.h"
#include "core/ground/session.h"
#include "core/money/fee.h"
#include "core/people/holder.h"
#include "page/code_help.h"
#include "page/holder/holder_pages.h"
#include "page/page.h"

/* Login names are account numbers: half-width capitals; dashes stay, they tell the representatives apart. */
static const char *rule_login(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	char *s = text_half_width(a, *value);
	for (char *p = s; *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	*value = s;
	return NULL;
}

static const char *rule_trimmed(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_half_width(a, *value);
	return NULL;
}

static const struct form_row activate_rows[] = {
	{"login", rule_login, 32, FORM_REQUIRED},
	{"activation_code", rule_trimmed, 32, FORM_REQUIRED},
	{"sms_code", rule_code6, 12, FORM_REQUIRED},
	{"password", rule_password, 128, FORM_REQUIRED | FORM_SECRET},
	{"password_again", NULL, 128, FORM_REQUIRED | FORM_SECRET},
};
const struct form activate_form = FORM(activate_rows);

static const struct form_row activate_code_rows[] = {
	{"login", rule_login, 32, FORM_REQUIRED},
	{"activation_code", rule_trimmed, 32, FORM_REQUIRED},
	{"sms_code", NULL, 12, 0},
	{"password", NULL, 512, FORM_SECRET},
	{"password_again", NULL, 512, FORM_SECRET},
};
const struct form activate_code_form = FORM(activate_code_rows);

static const struct form_row sign_in_rows[] = {
	{"login", rule_login, 32, FORM_REQUIRED},
	{"password", NULL, 512, FORM_REQUIRED | FORM_SECRET},
};
const struct form account_sign_in_form = FORM(sign_in_rows);

static const struct form_row sign_in_query_rows[] = {{"done", rule_token, 16, 0}};
const struct form account_sign_in_query = FORM(sign_in_query_rows);

/* Wrong tries are counted and committed. */
static enum err refuse(struct req *r, enum err e, const char *field, const char *message)
{
	r->commit_refused = true;
	return page_refuse(r, e, field, message);
}

enum err account_activate(struct req *r)
{
	return code_help_anybody(r, NULL);
}

enum err account_activate_code(struct req *r)
{
	const char *login = req_value(r, "login"), *code = req_value(r, "activation_code");
	enum err e = holder_activate_begin(page_ctx(r), login, code);

	if (e != OK)
		return refuse(r, e, "activation_code", "activation_wrong");
	view_set(r, "code_sent", "1");
	view_set(r, "values.login", login);
	view_set(r, "values.activation_code", code);
	return code_help_anybody(r, NULL);
}

enum err account_activate_post(struct req *r)
{
	int64_t id;

	if (strcmp(req_value(r, "password"), req_value(r, "password_again"))) {
		req_error(r, "password_again", "password_again");
		return OK;
	}
	enum err e = holder_activate(page_ctx(r), req_value(r, "login"), req_value(r, "activation_code"),
				     req_value(r, "sms_code"), req_value(r, "password"), &id);
	return e == OK ? req_redirect(r, "/account/sign-in?done=activated")
		       : refuse(r, e, "sms_code", "activation_or_code_wrong");
}

enum err account_sign_in(struct req *r)
{
	if (r->method == GET)
		view_set(r, "done", req_value(r, "done"));
	return OK;
}

enum err account_sign_in_post(struct req *r)
{
	struct ctx *c = page_ctx(r);
	const char *token;
	int64_t id;
	enum err e = holder_sign_in(c, req_value(r, "login"), req_value(r, "password"), &id);

	if (e != OK)
		return refuse(r, e, "", "sign_in_wrong");
	TRY(session_start(c, REALM_HOLDER, id, true, &token));
	req_cookie_set(r, "h", token, 0);
	return req_redirect(r, "/account");
}

enum err account_sign_out(struct req *r)
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

enum err account_home(struct req *r)
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
