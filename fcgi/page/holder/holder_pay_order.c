/* holder_pay_order.c: an order of the holder's account: ways to pay it, a link for a colleague, a declared bank transfer, the
 * invoice. Every holder of either account sees the orders of the trading account (rules.md § 7). */
#include <ctype.h>
#include <string.h>

#include "base/check.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/text.h"
#include "core/account/account.h"
#include "core/finance/bank_transfer.h"
#include "core/form/field_rule.h"
#include "core/ground/ctx.h"
#include "core/money/fee.h"
#include "core/money/invoice.h"
#include "core/money/pay_link.h"
#include "core/people/holder.h"
#include "page/holder/holder_pages.h"
#include "page/holder/holder_pay.h"
#include "page/page.h"

static const char *rule_kind(struct arena *a, int64_t now, const char **value)
{
	(void)a;
	(void)now;
	return strcmp(*value, "ordinary") == 0 || strcmp(*value, "special") == 0 ? NULL : "choice";
}

/* 15, 17, 18 or 20 digits and capitals, as tax offices gave them over time. */
static const char *rule_tax_number(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_code(a, *value);
	size_t n = strlen(*value);
	for (const char *p = *value; *p; p++)
		if (!isdigit((unsigned char)*p) && !isupper((unsigned char)*p))
			return "tax_number";
	return n == 15 || n == 17 || n == 18 || n == 20 ? NULL : "tax_number";
}

static const struct form_row bank_rows[] = {
	/* name          rule                    max  flags */
	{"payer_name",   field_rule_entity_name, 120, FORM_REQUIRED},
	{"declared_on",  field_rule_past_date,   20,  FORM_REQUIRED},
};
const struct form holder_pay_order_transfer_form = FORM(bank_rows);

static const struct form_row invoice_rows[] = {
	{"invoice_title", field_rule_entity_name, 120, FORM_REQUIRED},
	{"tax_number",    rule_tax_number,        30,  FORM_REQUIRED},
	{"invoice_kind",  rule_kind,              8,   FORM_REQUIRED},
	{"invoice_email", field_rule_email,       254, FORM_REQUIRED},
};
const struct form holder_pay_order_invoice_form = FORM(invoice_rows);

enum err holder_pay_order_begin(struct req *r)
{
	struct ctx *c = page_ctx(r);
	struct holder h;
	struct db_rows account;
	struct fee_order *o = ARENA_NEW(r->arena, struct fee_order);

	TRY(holder_load(c, c->actor.id, &h));
	TRY(account_overview(c, &h, &account));
	TRY(fee_order_load(c, db_num(&account, 0, "trading_id"), r->arg[0], o));
	page_begin_with(r, "order", o);
	return OK;
}

static const struct fee_order *order(struct req *r)
{
	return page_begun(r, "order");
}

/* ---- the page ---- */

static enum err show_bank(struct req *r, const struct fee_order *o)
{
	struct bank_transfer t;

	view_set(r, "bank.account_name", conf_str(CONF_PAY_BANK_ACCOUNT_NAME));
	view_set(r, "bank.account_number", conf_str(CONF_PAY_BANK_ACCOUNT_NUMBER));
	view_set(r, "bank.name", conf_str(CONF_PAY_BANK_NAME));
	enum err e = bank_transfer_of_order(page_ctx(r), o, &t);
	if (e == ERR_NOT_FOUND)
		return OK;
	TRY(e);
	view_set(r, "transfer.state", t.state);
	view_set(r, "transfer.payer_name", t.payer_name);
	view_set(r, "transfer.declared_on", t.declared_on);
	view_set(r, "transfer.note", t.note);
	return OK;
}

static enum err show_invoice(struct req *r, const struct fee_order *o)
{
	struct invoice i;
	enum err e = invoice_load(page_ctx(r), o, &i);

	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	view_set(r, "invoice.state", e == OK ? i.state : "none");
	if (e == OK)
		view_set(r, "invoice.number", i.number);
	if (r->errors || r->method == POST)
		return OK; /* what was typed stays */
	view_set(r, "values.invoice_title", e == OK ? i.title : o->org_name);
	view_set(r, "values.tax_number", e == OK ? i.tax_number : o->uscc);
	view_set(r, "values.invoice_kind", e == OK ? i.kind : "ordinary");
	view_set(r, "values.invoice_email", e == OK ? i.email : "");
	return OK;
}

static enum err show_link(struct req *r, const struct fee_order *o)
{
	int64_t until;

	TRY(pay_link_until(page_ctx(r), o, &until));
	if (until >= 0)
		view_set(r, "link.until", date_chinese(r->arena, clock_beijing_date(until)));
	return OK;
}

enum err holder_pay_order(struct req *r)
{
	const struct fee_order *o = order(r);

	TRY(holder_pay_show_order(r, o));
	if (strcmp(o->state, "paid") == 0)
		return show_invoice(r, o);
	if (r->method == GET)
		view_set(r, "values.payer_name", o->org_name);
	TRY(show_bank(r, o));
	return show_link(r, o);
}

/* ---- what is posted ---- */

static enum err back(struct req *r, const char *anchor)
{
	return req_redirect(r, "/account/order/%s#%s", r->arg[0], anchor);
}

enum err holder_pay_order_pay(struct req *r)
{
	return holder_pay_begin(r, order(r));
}

enum err holder_pay_order_make_link(struct req *r)
{
	const char *token;
	enum err e = pay_link_make(page_ctx(r), order(r), &token);

	return e == OK ? req_redirect(r, "/pay/link/%s", token) : page_refuse(r, e, "");
}

enum err holder_pay_order_remove_link(struct req *r)
{
	TRY(pay_link_revoke(page_ctx(r), order(r)));
	return back(r, "link");
}

enum err holder_pay_order_save_transfer(struct req *r)
{
	enum err e = bank_transfer_declare(page_ctx(r), order(r), req_value(r, "payer_name"), req_value(r, "declared_on"));

	return e == OK ? back(r, "bank") : page_refuse(r, e, "");
}

enum err holder_pay_order_save_invoice(struct req *r)
{
	const struct invoice wish = {
		.title = req_value(r, "invoice_title"),
		.tax_number = req_value(r, "tax_number"),
		.kind = req_value(r, "invoice_kind"),
		.email = req_value(r, "invoice_email"),
	};

	enum err e = invoice_request(page_ctx(r), order(r), &wish);
	return e == OK ? back(r, "invoice") : page_refuse(r, e, "");
}
