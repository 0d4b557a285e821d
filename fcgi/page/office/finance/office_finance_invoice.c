/* office_finance_invoice.c: invoices on their way to the tax system and back: export once each, the number that comes back. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/money/fee.h"
#include "core/money/invoice.h"
#include "page/office/finance/finance_pages.h"
#include "page/office/finance/office_finance.h"
#include "page/page.h"

enum { PAGE_ROWS = 50 };

static const char *rule_state(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return !strcmp(*value, "requested") || !strcmp(*value, "exported") || !strcmp(*value, "issued") ? NULL : "choice";
}

static const struct form_row list_rows[] = {
	{"state", rule_state, 9,  0},
	{"after", rule_id,    18, 0},
	{"batch", rule_id,    18, 0}, /* just made */
};
const struct form office_finance_invoices_query = FORM(list_rows);

/* 8 (paper) or 20 (electronic) digits; old ones with their 10 or 12 digits of code before. */
static const char *rule_invoice_number(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_code(a, *value);
	size_t n = strlen(*value);
	return strspn(*value, "0123456789") == n && (n == 8 || n == 18 || n == 20) ? NULL : "invoice_number";
}

static const struct form_row number_rows[] = {{"number", rule_invoice_number, 40, FORM_REQUIRED}};
const struct form office_finance_number_form = FORM(number_rows);

/* ---- the lists ---- */

static enum err show_batches(struct req *r)
{
	static const char *const none[] = {NULL}, *const times[] = {"exported_at", NULL};
	struct db_rows rows;

	TRY(invoice_batches(page_ctx(r), &rows));
	office_finance_rows(r, "batch", &rows, rows.count, none, times);
	for (size_t i = 0; i < rows.count; i++)
		view_setf(r, arena_printf(r->arena, "batch.%zu.url", i), "/office/finance/invoice-batch/%s",
			  db_str(&rows, i, "id"));
	return OK;
}

enum err office_finance_invoices(struct req *r)
{
	static const char *const money[] = {"amount_fen", NULL}, *const times[] = {"paid_at", NULL};
	bool get = r->method == GET;

	/* A number is refused on the list of those that wait for one. */
	const char *state = !get && r->arg[0] ? "exported" : get && *req_value(r, "state") ? req_value(r, "state") : "requested";
	struct db_rows rows;
	TRY(invoice_list(page_ctx(r), state, get ? strtoll(req_value(r, "after"), NULL, 10) : 0, &rows));
	office_finance_rows(r, "row", &rows, PAGE_ROWS, money, times);
	for (size_t i = 0; i < rows.count && i < PAGE_ROWS; i++) {
		const char *row = arena_printf(r->arena, "row.%zu", i), *order = db_str(&rows, i, "order_public_id");

		view_setf(r, arena_printf(r->arena, "%s.order_url", row), "/office/finance/order/%s", order);
		if (!get && r->arg[0] && strcmp(r->arg[0], order) == 0)
			view_set(r, arena_printf(r->arena, "%s.typed", row), "1");
	}
	if (rows.count > PAGE_ROWS)
		view_setf(r, "more_url", "/office/finance/invoices?state=%s&after=%s", state,
			  db_str(&rows, PAGE_ROWS - 1, "order_id"));
	view_set(r, "state", state);
	if (get && *req_value(r, "batch"))
		view_setf(r, "batch_url", "/office/finance/invoice-batch/%s", req_value(r, "batch"));
	office_finance_may(r);
	return show_batches(r);
}

enum err office_finance_invoices_save(struct req *r)
{
	struct fee_order o;

	TRY(fee_order_load(page_ctx(r), 0, r->arg[0], &o));
	enum err e = invoice_issued(page_ctx(r), o.id, req_value(r, "number"));
	return e == OK ? req_redirect(r, "/office/finance/invoices?state=exported") : page_refuse(r, e, "");
}

enum err office_finance_invoices_make_batch(struct req *r)
{
	int64_t batch;

	enum err e = invoice_export(page_ctx(r), &batch);
	if (e != OK)
		return page_refuse(r, e, "");
	return req_redirect(r, "/office/finance/invoices?state=exported&batch=%lld", (long long)batch);
}

/* ---- CSV (RFC 4180, with a BOM for spreadsheets) ---- */

struct csv {
	char *text;
	size_t n;
	const char *between;
};

/* A cell that a spreadsheet would take for a formula, also in full width, gets an apostrophe before it (safety.md 21). */
static bool is_formula(const char *s)
{
	static const char *const starts[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

	while (*s == ' ')
		s++;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (strncmp(s, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

static void put(struct csv *c, const char *s)
{
	while (*s)
		c->text[c->n++] = *s++;
}

static void cell(struct csv *c, const char *s)
{
	put(c, c->between);
	put(c, is_formula(s) ? "\"'" : "\"");
	for (; *s; s++) {
		if (*s == '"')
			c->text[c->n++] = '"';
		c->text[c->n++] = *s;
	}
	put(c, "\"");
	c->between = ",";
}

static void end_line(struct csv *c)
{
	put(c, "\r\n");
	c->between = "";
}

static const char *word(const char *name)
{
	const char *s = view_label("finance", name);

	return s ? s : name;
}

static void head(struct csv *c)
{
	static const char *const names[] = {"csv.order", "csv.organisation", "csv.account", "csv.title", "csv.tax_number",
					    "csv.kind", "csv.amount", "csv.paid_on", "csv.email"};

	put(c, "\xEF\xBB\xBF");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cell(c, word(names[i]));
	end_line(c);
}

static void line(struct req *r, struct csv *c, const struct db_rows *rows, size_t i)
{
	int64_t fen = db_num(rows, i, "amount_fen");

	cell(c, db_str(rows, i, "order_public_id"));
	cell(c, db_str(rows, i, "org_name"));
	cell(c, db_str(rows, i, "account_number"));
	cell(c, db_str(rows, i, "title"));
	cell(c, db_str(rows, i, "tax_number"));
	cell(c, word(strcmp(db_str(rows, i, "kind"), "special") == 0 ? "csv.special" : "csv.ordinary"));
	cell(c, arena_printf(r->arena, "%lld.%02lld", (long long)(fen / 100), (long long)(fen % 100)));
	cell(c, date_iso(r->arena, clock_beijing_date(db_when(rows, i, "paid_at"))));
	cell(c, db_str(rows, i, "email"));
	end_line(c);
}

enum err office_finance_invoice_batch(struct req *r)
{
	enum { LINE_MAX_BYTES = 4096 }; /* columns of at most 120 characters, every one of them quoted */
	struct db_rows rows;
	const char *id = r->arg[0];

	if (rule_id(r->arena, r->now, &id))
		return ERR_NOT_FOUND;
	TRY(invoice_batch(page_ctx(r), strtoll(id, NULL, 10), &rows));
	struct csv c = {arena_alloc(r->arena, (rows.count + 1) * LINE_MAX_BYTES), 0, ""};
	head(&c);
	for (size_t i = 0; i < rows.count; i++)
		line(r, &c, &rows, i);
	req_answer(r, "text/csv; charset=utf-8", arena_printf(r->arena, "%s-%s.csv", word("csv.file"), id), c.text, c.n, false);
	return OK;
}
