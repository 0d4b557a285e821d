/* office_case_reissue.c: on an opened case: who holds its accounts, and a new activation code for those not activated yet. */
#include "page/office/review/office_case_reissue.h"

#include "base/arena.h"
#include "core/account/holder_issue.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "page/office/office.h"
#include "page/office/office_case_here.h"
#include "page/office/review/review_pages.h"
#include "page/page.h"

static const struct form_row reissue_rows[] = {
	OFFICE_CASE_ROWS,
	{"login", rule_token, 16, 0},
};
const struct form office_case_reissue_form = FORM(reissue_rows);

enum err office_holders_show(struct req *r, const struct application *app)
{
	struct ctx *c = page_ctx(r);
	struct db_rows rows;

	if (app->state != STATE_OPENED || !(c->actor.roles & OFFICE_REISSUERS))
		return OK;
	TRY(holder_list(c, app, &rows));
	view_rows(r, "holder", &rows);
	for (size_t i = 0; i < rows.count; i++) {
		const char *row = arena_printf(r->arena, "holder.%zu", i);
		int64_t until = db_when(&rows, i, "activation_until");

		office_time(r, arena_printf(r->arena, "%s.activated", row), db_when(&rows, i, "activated_at"));
		office_time(r, arena_printf(r->arena, "%s.until", row), until);
		if (until <= r->now)
			view_set(r, arena_printf(r->arena, "%s.expired", row), "1");
	}
	return OK;
}

enum err office_case_reissue(struct req *r)
{
	struct application *app = page_application(r);

	enum err e = holder_reissue(page_ctx(r), app, req_value(r, "login"));
	if (e != OK)
		return page_refuse(r, e, "");
	return req_redirect(r, "/office/case/%s#holders", app->public_id);
}
