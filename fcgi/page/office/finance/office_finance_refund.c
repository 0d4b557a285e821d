/* office_finance_refund.c: money that came twice: proposed by one person, decided by another with a fresh code, followed until it
 * is back. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/money/refund.h"
#include "page/office/finance/finance_pages.h"
#include "page/office/finance/office_finance.h"
#include "page/office/office_code.h"
#include "page/page.h"

enum { PAGE_ROWS = 50 };

static const struct form_row propose_rows[] = {
	{"payment", rule_id, 18,  FORM_REQUIRED},
	{"reason",  NULL,    200, FORM_REQUIRED | FORM_MULTILINE},
};
const struct form office_finance_propose_form = FORM(propose_rows);

static const struct form_row code_rows[] = {OFFICE_FACTOR_ROWS};
const struct form office_finance_code_form = FORM(code_rows);

static const struct form_row done_rows[] = {{"entry_number", rule_entry_number, 80, FORM_REQUIRED}};
const struct form office_finance_done_form = FORM(done_rows);

/* ---- the list ---- */

/* What was typed comes back into the form of the payment it was typed for. */
static void show_surpluses(struct req *r, const struct db_rows *rows)
{
	static const char *const money[] = {"amount_fen", NULL}, *const times[] = {"paid_at", NULL};
	const char *of = r->method == POST ? params_get(&r->post, "payment") : NULL;

	office_finance_rows(r, "surplus", rows, rows->count, money, times);
	for (size_t i = 0; i < rows->count; i++) {
		const char *row = arena_printf(r->arena, "surplus.%zu", i);

		view_setf(r, arena_printf(r->arena, "%s.order_url", row), "/office/finance/order/%s",
			  db_str(rows, i, "order_public_id"));
		if (of && strcmp(of, db_str(rows, i, "id")) == 0) {
			view_set(r, arena_printf(r->arena, "%s.typed", row), "1");
			view_set(r, arena_printf(r->arena, "%s.reason", row), params_get(&r->post, "reason"));
		}
	}
}

enum err office_finance_refunds(struct req *r)
{
	static const char *const money[] = {"amount_fen", NULL}, *const times[] = {"proposed_at", "decided_at", "done_at", NULL};
	struct db_rows surpluses, rows;

	TRY(refund_surpluses(page_ctx(r), &surpluses));
	show_surpluses(r, &surpluses);
	TRY(refund_list(page_ctx(r), r->method == GET ? strtoll(req_value(r, "before"), NULL, 10) : 0, &rows));
	office_finance_rows(r, "row", &rows, PAGE_ROWS, money, times);
	for (size_t i = 0; i < rows.count && i < PAGE_ROWS; i++) {
		const char *row = arena_printf(r->arena, "row.%zu", i);

		office_finance_problem(r, row, db_str(&rows, i, "problem"));
		view_setf(r, arena_printf(r->arena, "%s.url", row), "/office/finance/refund/%s",
			  db_str(&rows, i, "public_id"));
	}
	if (rows.count > PAGE_ROWS)
		view_setf(r, "more_url", "/office/finance/refunds?before=%s", db_str(&rows, PAGE_ROWS - 1, "id"));
	office_finance_may(r);
	return OK;
}

enum err office_finance_refunds_propose(struct req *r)
{
	enum err e = refund_propose(page_ctx(r), strtoll(req_value(r, "payment"), NULL, 10), req_value(r, "reason"));

	return e == OK ? req_redirect(r, "/office/finance/refunds#list") : page_refuse(r, e, "");
}

/* ---- one ---- */

enum err office_finance_refund(struct req *r)
{
	static const char *const money[] = {"amount_fen", NULL},
				 *const times[] = {"proposed_at", "decided_at", "done_at", "next_at", "paid_at", NULL};
	struct ctx *c = page_ctx(r);
	struct db_rows row;

	TRY(refund_show(c, r->arg[0], &row));
	office_finance_rows(r, "refund", &row, 1, money, times);
	office_finance_problem(r, "refund.0", db_str(&row, 0, "problem"));
	view_set(r, "refund.0.capital", text_amount_capital(r->arena, db_num(&row, 0, "amount_fen")));
	view_setf(r, "refund.0.order_url", "/office/finance/order/%s", db_str(&row, 0, "order_public_id"));
	office_finance_may(r);
	if (db_num(&row, 0, "proposed_by") == c->actor.id)
		view_set(r, "own", "1");
	return office_code_show(r);
}

/* ---- what is posted ---- */

enum err office_finance_refund_begin(struct req *r)
{
	struct refund *refund = ARENA_NEW(r->arena, struct refund);

	TRY(refund_load(page_ctx(r), r->arg[0], refund));
	page_begin_with(r, "refund", refund);
	return OK;
}

enum err office_finance_refund_send(struct req *r)
{
	enum err e = refund_decidable(page_ctx(r), page_begun(r, "refund"));

	if (e != OK)
		return page_refuse(r, e, "");
	TRY(office_code_send(r));
	return r->errors ? OK : req_redirect(r, "/office/finance/refund/%s#decide", r->arg[0]);
}

static enum err answer(struct req *r, enum err e)
{
	return e == OK ? req_redirect(r, "/office/finance/refund/%s", r->arg[0]) : page_refuse(r, e, "");
}

/* The proposer is told before a code is used up. */
enum err office_finance_refund_confirm(struct req *r)
{
	struct refund *refund = page_begun(r, "refund");
	enum err e = refund_decidable(page_ctx(r), refund);
	bool right = false;

	if (e != OK)
		return page_refuse(r, e, "");
	TRY(office_code_right(r, &right));
	return right ? answer(r, refund_decide(page_ctx(r), refund, true)) : OK;
}

enum err office_finance_refund_decline(struct req *r)
{
	return answer(r, refund_decide(page_ctx(r), page_begun(r, "refund"), false));
}

enum err office_finance_refund_save(struct req *r)
{
	return answer(r, refund_bank_done(page_ctx(r), page_begun(r, "refund"), req_value(r, "entry_number")));
}
