/* office_finance.c: what waits for finance today, what is wrong with providers, and what its pages share. */
#include "page/office/finance/office_finance.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/finance/finance.h"
#include "page/office/finance/finance_pages.h"
#include "page/office/office.h"
#include "page/page.h"

static const struct form_row before_rows[] = {{"before", rule_id, 18, 0}};
const struct form office_finance_before_query = FORM(before_rows);

/* ---- shared ---- */

void office_finance_money(struct req *r, const char *row, const char *name, int64_t fen)
{
	if (fen >= 0)
		view_set(r, arena_printf(r->arena, "%s.%s", row, name), text_amount(r->arena, fen));
}

/* Their codes hold dots and dashes, labels do not: ACQ.TRADE_NOT_EXIST → acq_trade_not_exist. */
void office_finance_problem(struct req *r, const char *row, const char *problem)
{
	char *key = arena_strdup(r->arena, problem);

	for (char *p = key; *p; p++)
		*p = isalnum((unsigned char)*p) ? (char)tolower((unsigned char)*p) : '_';
	if (*key)
		view_set(r, arena_printf(r->arena, "%s.words", row), view_label("pay_problem", key));
}

/* row.name: a DATETIME column as Beijing time. */
static void show_time(struct req *r, const char *row, const char *name, const struct db_rows *rows, size_t i)
{
	int64_t t = db_when(rows, i, name);

	if (t >= 0)
		office_time(r, arena_printf(r->arena, "%s.%s", row, name), t);
}

void office_finance_rows(struct req *r, const char *prefix, const struct db_rows *rows, size_t max,
			 const char *const *money, const char *const *times)
{
	for (size_t i = 0; i < rows->count && i < max; i++) {
		const char *row = arena_printf(r->arena, "%s.%zu", prefix, i);

		view_row(r, row, rows, i);
		for (const char *const *m = money; *m; m++)
			office_finance_money(r, row, arena_printf(r->arena, "%s_figures", *m),
					     db_is_null(rows, i, *m) ? -1 : db_num(rows, i, *m));
		for (const char *const *t = times; *t; t++)
			show_time(r, row, *t, rows, i);
	}
}

void office_finance_may(struct req *r)
{
	unsigned roles = page_ctx(r)->actor.roles;

	if (roles & ROLE_FINANCE)
		view_set(r, "may.finance", "1");
	if (roles & FINANCE_DECIDERS)
		view_set(r, "may.decide", "1");
	if (roles & ROLE_EXCHANGE_SUPERVISOR)
		view_set(r, "may.supervise", "1");
}

const char *rule_yuan(struct arena *a, int64_t now, const char **value)
{
	enum { YUAN_DIGITS = 10 };
	const char *typed = text_figures(a, *value, "元");
	char *out = arena_alloc(a, strlen(typed) + 3), *p = out;
	int decimals = -1;

	(void)now;
	*value = typed;
	for (; *typed; typed++) {
		if (*typed == '.' && decimals < 0 && p > out)
			decimals = 0;
		else if (!isdigit((unsigned char)*typed) || decimals == 2 || (decimals < 0 && p - out == YUAN_DIGITS))
			return "yuan";
		else
			*p++ = *typed, decimals += decimals >= 0;
	}
	if (p == out || decimals == 0)
		return "yuan";
	for (int i = decimals < 0 ? 0 : decimals; i < 2; i++)
		*p++ = '0';
	*p = '\0';
	*value = out;
	return strtoll(out, NULL, 10) > 0 ? NULL : "yuan";
}

const char *rule_entry_number(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_half_width(a, *value);
	size_t n = strlen(*value);
	for (const char *p = *value; *p; p++)
		if (!isalnum((unsigned char)*p) && !strchr("-_./", *p))
			return "entry_number";
	return n >= 4 && n <= 64 ? NULL : "entry_number";
}

/* ---- today ---- */

enum err office_finance(struct req *r)
{
	static const char *const none[] = {NULL}, *const times[] = {"problem_since", NULL};
	struct ctx *c = page_ctx(r);
	struct db_rows tallies, troubled;

	TRY(finance_tallies(c, &tallies));
	view_row(r, "tally", &tallies, 0);
	TRY(finance_troubled(c, &troubled));
	office_finance_rows(r, "troubled", &troubled, troubled.count, none, times);
	for (size_t i = 0; i < troubled.count; i++) {
		const char *row = arena_printf(r->arena, "troubled.%zu", i);

		office_finance_problem(r, row, db_str(&troubled, i, "problem"));
		view_setf(r, arena_printf(r->arena, "%s.url", row), "/office/finance/order/%s",
			  db_str(&troubled, i, "order_public_id"));
	}
	return OK;
}

/* ---- callbacks ---- */

static void show_order_url(struct req *r, const char *row, const struct db_rows *rows, size_t i)
{
	const char *id = db_str(rows, i, "order_public_id");

	if (*id)
		view_setf(r, arena_printf(r->arena, "%s.order_url", row), "/office/finance/order/%s", id);
}

enum err office_finance_callbacks(struct req *r)
{
	static const char *const none[] = {NULL}, *const times[] = {"received_at", NULL};
	struct db_rows rows;

	TRY(finance_bad_callbacks(page_ctx(r), strtoll(req_value(r, "before"), NULL, 10), &rows));
	office_finance_rows(r, "row", &rows, FINANCE_PAGE, none, times);
	for (size_t i = 0; i < rows.count && i < FINANCE_PAGE; i++)
		show_order_url(r, arena_printf(r->arena, "row.%zu", i), &rows, i);
	if (rows.count > FINANCE_PAGE)
		view_setf(r, "more_url", "/office/finance/callbacks?before=%s", db_str(&rows, FINANCE_PAGE - 1, "id"));
	return OK;
}

/* Bytes as they came: what is not clean text is shown as hexadecimal. */
static const char *shown(struct arena *a, struct db_cell body)
{
	const char *text = arena_strndup(a, body.data, body.size);

	if (text_utf8_valid(body.data, body.size) && text_clean(text, true))
		return text;
	return text_hex(a, body.data, body.size);
}

enum err office_finance_callback(struct req *r)
{
	static const char *const none[] = {NULL}, *const times[] = {"received_at", NULL};
	struct db_rows row;
	const char *id = r->arg[0];

	if (rule_id(r->arena, r->now, &id))
		return ERR_NOT_FOUND;
	TRY(finance_callback(page_ctx(r), strtoll(id, NULL, 10), &row));
	office_finance_rows(r, "callback", &row, 1, none, times);
	show_order_url(r, "callback.0", &row, 0);
	view_set(r, "callback.0.body", shown(r->arena, db_raw(&row, 0, "body")));
	return OK;
}
