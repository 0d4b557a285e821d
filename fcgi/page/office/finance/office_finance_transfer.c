/* office_finance_transfer.c: bank transfers: what payers declared, matched with the bank's entries by one person and confirmed by
 * another. Reading the bank's statement in is office_finance_transfers_upload.c's. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/finance/bank_transfer.h"
#include "core/form/field_rule.h"
#include "page/office/finance/finance_pages.h"
#include "page/office/finance/office_finance.h"
#include "page/page.h"

enum { PAGE_ROWS = 50 };

static const char *rule_state(struct arena *a, int64_t now, const char **value)
{
	static const char *const states[] = {"declared", "matched", "confirmed", "rejected"};

	(void)a, (void)now;
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (!strcmp(*value, states[i]))
			return NULL;
	return "choice";
}

static const struct form_row list_rows[] = {
	{"state", rule_state, 9,  0},
	{"after", rule_id,    18, 0},
	{"added", rule_id,    9,  0}, /* of a statement just read in */
	{"known", rule_id,    9,  0},
};
const struct form office_finance_transfers_query = FORM(list_rows);

static const struct form_row match_rows[] = {
	/* name          rule                  max  flags */
	{"entry_number", rule_entry_number,    80,  FORM_REQUIRED},
	{"entry_yuan",   rule_yuan,            20,  FORM_REQUIRED},
	{"entry_on",     field_rule_past_date, 20,  FORM_REQUIRED},
};
const struct form office_finance_match_form = FORM(match_rows);

static const struct form_row reason_rows[] = {{"reason", NULL, 200, FORM_REQUIRED | FORM_MULTILINE}};
const struct form office_finance_reason_form = FORM(reason_rows);

/* ---- the lists ---- */

enum err office_finance_transfers(struct req *r)
{
	static const char *const money[] = {"amount_fen", "entry_fen", NULL}, *const times[] = {"declared_at", NULL};
	bool get = r->method == GET;
	const char *state = get && *req_value(r, "state") ? req_value(r, "state") : "declared";
	struct db_rows rows;

	TRY(bank_transfer_list(page_ctx(r), state, get ? strtoll(req_value(r, "after"), NULL, 10) : 0, &rows));
	office_finance_rows(r, "row", &rows, PAGE_ROWS, money, times);
	for (size_t i = 0; i < rows.count && i < PAGE_ROWS; i++)
		view_setf(r, arena_printf(r->arena, "row.%zu.url", i), "/office/finance/transfer/%s",
			  db_str(&rows, i, "public_id"));
	if (rows.count > PAGE_ROWS)
		view_setf(r, "more_url", "/office/finance/transfers?state=%s&after=%s", state,
			  db_str(&rows, PAGE_ROWS - 1, "id"));
	view_set(r, "state", state);
	if (get && *req_value(r, "added")) {
		view_set(r, "statement.read", "1");
		view_set(r, "statement.added", req_value(r, "added"));
		view_set(r, "statement.known", req_value(r, "known"));
	}
	office_finance_may(r);
	return OK;
}

/* ---- one ---- */

/* Entries of the statement that may be this transfer; one is chosen with a button, which fills the form in. */
static enum err show_entries(struct req *r, const struct db_rows *t)
{
	static const char *const money[] = {"amount_fen", NULL}, *const none[] = {NULL};
	struct db_rows entries;

	TRY(bank_entry_free(page_ctx(r), db_str(t, 0, "account_number"), db_str(t, 0, "payer_name"),
			    db_num(t, 0, "amount_fen"), &entries));
	office_finance_rows(r, "entry", &entries, entries.count, money, none);
	return OK;
}

enum err office_finance_transfer(struct req *r)
{
	static const char *const money[] = {"amount_fen", "entry_fen", NULL},
				 *const times[] = {"declared_at", "matched_at", "confirmed_at", NULL};
	struct db_rows t;
	struct ctx *c = page_ctx(r);

	TRY(bank_transfer_show(c, r->arg[0], &t));
	office_finance_rows(r, "transfer", &t, 1, money, times);
	view_set(r, "transfer.0.capital", text_amount_capital(r->arena, db_num(&t, 0, "amount_fen")));
	office_finance_may(r);
	if (db_num(&t, 0, "matched_by") == c->actor.id)
		view_set(r, "own", "1");
	return strcmp(db_str(&t, 0, "state"), "declared") == 0 ? show_entries(r, &t) : OK;
}

/* ---- what is posted ---- */

enum err office_finance_transfer_begin(struct req *r)
{
	struct bank_transfer *t = ARENA_NEW(r->arena, struct bank_transfer);

	TRY(bank_transfer_load(page_ctx(r), r->arg[0], t));
	page_begin_with(r, "transfer", t);
	return OK;
}

static enum err answer(struct req *r, enum err e)
{
	static const struct page_place places[] = {{"transfer_amount", "entry_yuan"}, {"entry_used", "entry_number"}, {NULL, ""}};

	return e == OK ? req_redirect(r, "/office/finance/transfer/%s", r->arg[0]) : page_refuse_beside(r, e, places);
}

enum err office_finance_transfer_match(struct req *r)
{
	return answer(r, bank_transfer_match(page_ctx(r), page_begun(r, "transfer"), req_value(r, "entry_number"),
					     strtoll(req_value(r, "entry_yuan"), NULL, 10), req_value(r, "entry_on")));
}

enum err office_finance_transfer_confirm(struct req *r)
{
	enum payment_outcome outcome;

	return answer(r, bank_transfer_confirm(page_ctx(r), page_begun(r, "transfer"), &outcome));
}

enum err office_finance_transfer_decline(struct req *r)
{
	return answer(r, bank_transfer_reject(page_ctx(r), page_begun(r, "transfer"), req_value(r, "reason")));
}
