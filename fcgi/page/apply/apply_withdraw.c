/* apply_withdraw.c: taking an application back for good, only knowingly. */
#include <stdlib.h>

#include "core/application/application.h"
#include "core/application/state.h"
#include "core/ground/ctx.h"
#include "core/review/review.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/page.h"

static const struct form_row rows[] = {APPLY_KNOWINGLY_ROWS};
const struct form apply_withdraw_form = FORM(rows);

enum err apply_withdraw(struct req *r)
{
	struct application *app = page_application(r);

	return r->errors || review_may(app, &page_ctx(r)->actor, ACTION_WITHDRAW) ? OK : req_redirect(r, "/apply");
}

enum err apply_withdraw_confirm(struct req *r)
{
	struct application *app = page_application(r);
	enum err e;

	e = review_move(page_ctx(r), app,
			&(struct move){.action = ACTION_WITHDRAW, .version = atoi(req_value(r, "version")),
				       .moves = atoi(req_value(r, "moves"))});
	return e == OK ? req_redirect(r, "/apply") : page_refuse_case(r, e, "");
}
