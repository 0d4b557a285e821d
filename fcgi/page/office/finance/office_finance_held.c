/* office_finance_held.c: money whose time cannot be: one person proposes from which day it counts, another agrees or not. Giving it back
 * is office_finance_refund.c's. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "core/form/field_rule.h"
#include "core/money/payment_held.h"
#include "page/office/finance/finance_pages.h"
#include "page/office/finance/office_finance.h"
#include "page/page.h"

static const struct form_row held_rows[] = {
	{"payment", rule_id,              18,  FORM_REQUIRED},
	{"day",     field_rule_past_date, 20,  FORM_REQUIRED},
	{"reason",  NULL,                 200, FORM_REQUIRED | FORM_MULTILINE},
};
const struct form office_finance_held_form = FORM(held_rows);

/* What was typed comes back into the row it was typed for; else the day the money became known is offered. */
static void show_row(struct req *r, const struct db_rows *rows, size_t i)
{
	const char *row = arena_printf(r->arena, "row.%zu", i);
	const char *of = r->method == POST ? params_get(&r->post, "payment") : NULL;
	struct date known = clock_beijing_date(db_when(rows, i, "recorded_at"));
	bool typed = of && strcmp(of, db_str(rows, i, "id")) == 0;

	view_setf(r, arena_printf(r->arena, "%s.order_url", row), "/office/finance/order/%s", db_str(rows, i, "order_public_id"));
	view_set(r, arena_printf(r->arena, "%s.day", row), typed ? params_get(&r->post, "day") : date_iso(r->arena, known));
	if (typed) {
		view_set(r, arena_printf(r->arena, "%s.typed", row), "1");
		view_set(r, arena_printf(r->arena, "%s.words", row), params_get(&r->post, "reason"));
	}
	if (*db_str(rows, i, "accept_id") && db_num(rows, i, "proposed_by") == page_ctx(r)->actor.id)
		view_set(r, arena_printf(r->arena, "%s.own", row), "1");
}

enum err office_finance_held(struct req *r)
{
	static const char *const money[] = {"amount_fen", NULL}, *const times[] = {"paid_at", "recorded_at", "proposed_at", NULL};
	struct db_rows rows;

	TRY(payment_held_list(page_ctx(r), &rows));
	office_finance_rows(r, "row", &rows, rows.count, money, times);
	for (size_t i = 0; i < rows.count; i++)
		show_row(r, &rows, i);
	office_finance_may(r);
	return OK;
}

enum err office_finance_held_propose(struct req *r)
{
	enum err e = payment_held_propose(page_ctx(r), strtoll(req_value(r, "payment"), NULL, 10), req_value(r, "day"),
					  req_value(r, "reason"));

	return e == OK ? req_redirect(r, "/office/finance/held") : page_refuse(r, e, "");
}

static enum err decide(struct req *r, bool accept)
{
	const char *id = r->arg[0];

	if (rule_id(r->arena, r->now, &id))
		return ERR_NOT_FOUND;
	enum err e = payment_held_decide(page_ctx(r), strtoll(id, NULL, 10), accept);
	return e == OK ? req_redirect(r, "/office/finance/held") : page_refuse(r, e, "");
}

enum err office_finance_held_confirm(struct req *r)
{
	return decide(r, true);
}

enum err office_finance_held_decline(struct req *r)
{
	return decide(r, false);
}
