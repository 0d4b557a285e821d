/* office_finance_rate.c: what the fees are from which day on, and new ones by two people. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/form/field_rule.h"
#include "core/money/fee_rate.h"
#include "page/office/finance/finance_pages.h"
#include "page/office/finance/office_finance.h"
#include "page/page.h"

static const char *rule_item(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return !strcmp(*value, "opening") || !strcmp(*value, "annual") ? NULL : "choice";
}

static const char *rule_payer_kind(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return !strcmp(*value, "project_owner") || !strcmp(*value, "other") ? NULL : "choice";
}

static const struct form_row rate_rows[] = {
	/* name          rule             max flags */
	{"rate_item",    rule_item,       12, FORM_REQUIRED},
	{"rate_kind",    rule_payer_kind, 20, FORM_REQUIRED},
	{"rate_yuan",    rule_yuan,       20, FORM_REQUIRED},
	{"effective_on", field_rule_date, 20, FORM_REQUIRED},
};
const struct form office_finance_rate_form = FORM(rate_rows);

enum err office_finance_rates(struct req *r)
{
	static const char *const money[] = {"amount_fen", NULL}, *const none[] = {NULL},
				 *const times[] = {"proposed_at", "decided_at", NULL};
	struct ctx *c = page_ctx(r);
	struct db_rows rates, proposals;

	TRY(fee_rates(c, &rates));
	TRY(fee_rate_proposals(c, &proposals));
	office_finance_rows(r, "rate", &rates, rates.count, money, none);
	office_finance_rows(r, "proposal", &proposals, proposals.count, money, times);
	for (size_t i = 0; i < proposals.count; i++)
		if (db_num(&proposals, i, "proposed_by") == c->actor.id)
			view_set(r, arena_printf(r->arena, "proposal.%zu.own", i), "1");
	office_finance_may(r);
	return OK;
}

static enum err answer(struct req *r, enum err e)
{
	return e == OK ? req_redirect(r, "/office/finance/rates") : page_refuse(r, e, "");
}

enum err office_finance_rates_propose(struct req *r)
{
	const struct fee_rate rate = {req_value(r, "rate_item"), req_value(r, "rate_kind"), req_value(r, "effective_on"),
				      strtoll(req_value(r, "rate_yuan"), NULL, 10)};

	enum err e = fee_rate_propose(page_ctx(r), &rate);
	if (e != OK)
		return page_refuse(r, e, "effective_on");
	return req_redirect(r, "/office/finance/rates");
}

static int64_t id(struct req *r)
{
	const char *text = r->arg[0];

	return rule_id(r->arena, r->now, &text) ? 0 : strtoll(text, NULL, 10);
}

enum err office_finance_rates_release(struct req *r)
{
	return answer(r, fee_rate_release(page_ctx(r), id(r)));
}

enum err office_finance_rates_withdraw(struct req *r)
{
	return answer(r, fee_rate_withdraw(page_ctx(r), id(r)));
}
