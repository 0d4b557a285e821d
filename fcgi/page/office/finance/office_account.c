/* office_account.c: an open account as staff of the exchange look at it: both numbers, its orders, and another kind for it by two
 * people (core/account/kind_change.h); and the list of such changes. */
#include "page/office/finance/office_account.h"

#include <stdlib.h>
#include <string.h>

#include "core/account/kind_change.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/money/fee.h"
#include "page/office/finance/finance_pages.h"
#include "page/office/finance/office_finance.h"
#include "page/office/office.h"
#include "page/page.h"

static const char *rule_kind(struct arena *a, int64_t now, const char **value)
{
	static const char *const kinds[] = {"national_emitter", "local_emitter", "project_owner", "other"};

	(void)a, (void)now;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(*value, kinds[i]))
			return NULL;
	return "choice";
}

static const struct form_row kind_rows[] = {
	/* name     rule       max  flags */
	{"seen",    rule_kind, 20,  FORM_REQUIRED},
	{"to_kind", rule_kind, 20,  FORM_REQUIRED},
	{"reason",  NULL,      200, FORM_REQUIRED | FORM_MULTILINE},
};
const struct form office_account_propose_form = FORM(kind_rows);

/* ---- the page ---- */

static enum err show_orders(struct req *r, int64_t account_id)
{
	static const char *const money[] = {"amount_fen", NULL}, *const times[] = {"created_at", "paid_at", NULL};
	struct db_rows orders;

	TRY(fee_orders(page_ctx(r), account_id, &orders));
	office_finance_rows(r, "order", &orders, orders.count, money, times);
	return OK;
}

static enum err show_changes(struct req *r, int64_t account_id)
{
	static const char *const none[] = {NULL}, *const times[] = {"proposed_at", "decided_at", NULL};
	struct db_rows rows;

	TRY(kind_changes_of(page_ctx(r), account_id, &rows));
	office_finance_rows(r, "change", &rows, rows.count, none, times);
	if (rows.count == 0 || strcmp(db_str(&rows, 0, "state"), "proposed") != 0)
		return OK;
	view_set(r, "waiting", "1");
	if (db_num(&rows, 0, "proposed_by") == page_ctx(r)->actor.id)
		view_set(r, "own", "1");
	view_set(r, "pays.then", fee_applies(db_str(&rows, 0, "to_kind")) ? "1" : "0");
	return OK;
}

enum err office_account(struct req *r)
{
	static const char *const none[] = {NULL}, *const times[] = {"opened_at", NULL};
	struct db_rows account;

	TRY(kind_change_account(page_ctx(r), r->arg[0], &account));
	office_finance_rows(r, "account", &account, 1, none, times);
	view_set(r, "pays.now", fee_applies(db_str(&account, 0, "kind")) ? "1" : "0");
	if (page_ctx(r)->actor.roles & OFFICE_LOOKERS)
		view_setf(r, "case_url", "/office/case/%s", db_str(&account, 0, "application_public_id"));
	TRY(show_orders(r, db_num(&account, 0, "id")));
	TRY(show_changes(r, db_num(&account, 0, "id")));
	office_finance_may(r);
	return OK;
}

enum err office_account_link(struct req *r, const struct application *app)
{
	const char *number;

	if (app->state != STATE_OPENED || !(page_ctx(r)->actor.roles & FINANCE_READERS))
		return OK;
	TRY(kind_change_number(page_ctx(r), app->id, &number));
	if (number)
		view_setf(r, "account_url", "/office/account/%s", number);
	return OK;
}

/* ---- another kind ---- */

enum err office_account_propose(struct req *r)
{
	static const struct page_place places[] = {{"kind_same", "to_kind"}, {NULL, ""}};

	enum err e = kind_change_propose(page_ctx(r), r->arg[0], req_value(r, "seen"), req_value(r, "to_kind"),
					 req_value(r, "reason"));
	if (e != OK)
		return page_refuse_beside(r, e, places);
	return req_redirect(r, "/office/account/%s#kind", r->arg[0]);
}

static int64_t change_id(struct req *r)
{
	const char *text = r->arg[1];

	return rule_id(r->arena, r->now, &text) ? 0 : strtoll(text, NULL, 10);
}

static enum err answer(struct req *r, enum err e)
{
	return e == OK ? req_redirect(r, "/office/account/%s#kind", r->arg[0]) : page_refuse(r, e, "");
}

enum err office_account_confirm(struct req *r)
{
	return answer(r, kind_change_confirm(page_ctx(r), r->arg[0], change_id(r)));
}

enum err office_account_withdraw(struct req *r)
{
	return answer(r, kind_change_withdraw(page_ctx(r), r->arg[0], change_id(r)));
}
