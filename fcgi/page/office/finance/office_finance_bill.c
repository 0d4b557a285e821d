/* office_finance_bill.c: the providers' bills against our book: days, a day's rows, differences explained. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/finance/bill.h"
#include "core/form/field_rule.h"
#include "core/money/pay_way.h"
#include "page/office/finance/finance_pages.h"
#include "page/office/finance/office_finance.h"
#include "page/page.h"

enum { DAYS = 60, PAGE_ROWS = 200 };

static const struct form_row before_rows[] = {{"before", field_rule_date, 20, 0}};
const struct form office_finance_bills_query = FORM(before_rows);

/* After which row the page begins. */
#define PLACE {"matched", rule_id, 1, 0}, {"after", rule_id, 18, 0}

static const struct form_row place_rows[] = {PLACE};
const struct form office_finance_bill_query = FORM(place_rows);

static const struct form_row explain_rows[] = {
	{"row",  rule_id, 18,  FORM_REQUIRED},
	{"note", NULL,    200, FORM_REQUIRED | FORM_MULTILINE},
	PLACE,
};
const struct form office_finance_explain_form = FORM(explain_rows);

/* Sums of a day may be below zero: more was given back than came. */
static void show_sum(struct req *r, const char *row, const char *name, int64_t fen)
{
	view_setf(r, arena_printf(r->arena, "%s.%s", row, name), "%s%s", fen < 0 ? "−" : "",
		  text_amount(r->arena, fen < 0 ? -fen : fen));
}

enum err office_finance_bills(struct req *r)
{
	static const char *const none[] = {NULL}, *const times[] = {"compared_at", "next_at", NULL};
	const char *before = r->method == GET ? req_value(r, "before") : "";
	struct date last;
	struct db_rows rows;

	TRY(bill_days(page_ctx(r), *before ? before : "9999-12-31", &rows));
	office_finance_rows(r, "row", &rows, rows.count, none, times);
	for (size_t i = 0; i < rows.count; i++) {
		const char *row = arena_printf(r->arena, "row.%zu", i);
		int64_t there = db_num(&rows, i, "there_fen"), here = db_num(&rows, i, "here_fen");

		view_setf(r, arena_printf(r->arena, "%s.url", row), "/office/finance/bill/%s/%s",
			  db_str(&rows, i, "provider"), db_str(&rows, i, "day"));
		show_sum(r, row, "there", there);
		show_sum(r, row, "here", here);
		if (there != here)
			show_sum(r, row, "off", there - here);
		office_finance_problem(r, row, db_str(&rows, i, "problem"));
	}
	/* The last day may go on: the next page begins with it. */
	if (rows.count == DAYS && date_parse(db_str(&rows, DAYS - 1, "day"), &last))
		view_setf(r, "more_url", "/office/finance/bills?before=%s", date_iso(r->arena, date_add_days(last, 1)));
	return OK;
}

/* ---- a day ---- */

static void show_row(struct req *r, const struct db_rows *rows, size_t i)
{
	const char *row = arena_printf(r->arena, "row.%zu", i), *order = db_str(rows, i, "order_public_id");
	const char *of = r->method == POST ? params_get(&r->post, "row") : NULL;

	if (*order)
		view_setf(r, arena_printf(r->arena, "%s.order_url", row), "/office/finance/order/%s", order);
	if (of && strcmp(of, db_str(rows, i, "id")) == 0) {
		view_set(r, arena_printf(r->arena, "%s.typed", row), "1");
		view_set(r, arena_printf(r->arena, "%s.typed_note", row), params_get(&r->post, "note"));
	}
	office_finance_problem(r, row, db_str(rows, i, "problem"));
}

static void show_head(struct req *r, const struct db_rows *head)
{
	static const char *const none[] = {NULL}, *const at[] = {"compared_at", "next_at", NULL};
	int64_t there = db_num(head, 0, "there_fen"), here = db_num(head, 0, "here_fen");

	office_finance_rows(r, "day", head, 1, none, at);
	office_finance_problem(r, "day.0", db_str(head, 0, "problem"));
	show_sum(r, "sum", "there", there);
	show_sum(r, "sum", "here", here);
	if (there != here)
		show_sum(r, "sum", "off", there - here);
}

static bool matched(const struct db_rows *rows, size_t i)
{
	return strcmp(db_str(rows, i, "result"), "matched") == 0;
}

/* Where a page begins, given as it was. A form that did not hold has no values yet, but what was posted. */
static const char *place(struct req *r, const char *name)
{
	const char *posted = r->method == POST ? params_get(&r->post, name) : NULL;

	return r->method == GET ? req_value(r, name) : posted ? posted : "";
}

static enum err show_day(struct req *r, const char *provider, const char *day)
{
	static const char *const money[] = {"there_fen", "here_fen", NULL}, *const times[] = {"settled_at", "asked_at", NULL};
	const char *after_matched = place(r, "matched"), *after = place(r, "after");
	struct db_rows head, rows;

	TRY(bill_day(page_ctx(r), provider, day, &head));
	TRY(bill_rows(page_ctx(r), provider, day, strcmp(after_matched, "1") == 0, strtoll(after, NULL, 10), &rows));
	show_head(r, &head);
	size_t shown = rows.count < PAGE_ROWS ? rows.count : PAGE_ROWS;
	office_finance_rows(r, "row", &rows, shown, money, times);
	for (size_t i = 0; i < shown; i++)
		show_row(r, &rows, i);
	if (rows.count > PAGE_ROWS)
		view_setf(r, "more_url", "/office/finance/bill/%s/%s?matched=%d&after=%s", provider, day,
			  matched(&rows, PAGE_ROWS - 1), db_str(&rows, PAGE_ROWS - 1, "id"));
	view_set(r, "place.matched", after_matched);
	view_set(r, "place.after", after);
	office_finance_may(r);
	return OK;
}

enum err office_finance_bill(struct req *r)
{
	struct date day;

	if (!pay_way(r->arg[0]) || !date_parse(r->arg[1], &day))
		return ERR_NOT_FOUND;
	return show_day(r, r->arg[0], r->arg[1]);
}

enum err office_finance_bill_ask(struct req *r)
{
	struct date day;

	if (!pay_way(r->arg[0]) || !date_parse(r->arg[1], &day))
		return ERR_NOT_FOUND;
	TRY(bill_again(page_ctx(r), r->arg[0], r->arg[1]));
	return req_redirect(r, "/office/finance/bill/%s/%s", r->arg[0], r->arg[1]);
}

enum err office_finance_bill_save(struct req *r)
{
	struct date day;
	const char *provider, *of;
	int64_t id = strtoll(req_value(r, "row"), NULL, 10);

	if (!pay_way(r->arg[0]) || !date_parse(r->arg[1], &day))
		return ERR_NOT_FOUND;
	TRY(bill_row_day(page_ctx(r), id, &provider, &of));
	if (strcmp(provider, r->arg[0]) != 0 || strcmp(of, r->arg[1]) != 0)
		return ERR_NOT_FOUND;
	enum err e = bill_explain(page_ctx(r), id, req_value(r, "note"));
	if (e != OK)
		return page_refuse(r, e, "");
	const char *after = req_value(r, "after");
	const char *query = *after ? arena_printf(r->arena, "?matched=%s&after=%s", req_value(r, "matched"), after) : "";
	return req_redirect(r, "/office/finance/bill/%s/%s%s#row-%lld", r->arg[0], r->arg[1], query, (long long)id);
}
