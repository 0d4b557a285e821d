/* office_case.c: decisions on a case. Each goes through review_move with the version and counter the person looked at, and
 * happens once however often it is posted. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/ground/form_key.h"
#include "core/review/case.h"
#include "core/review/review.h"
#include "core/review/review_mark.h"
#include "page/office/office_case_here.h"
#include "page/office/office_code.h"
#include "page/office/review/review_pages.h"
#include "page/page.h"

static const struct form_row reason_rows[] = {
	OFFICE_CASE_ROWS,
	{"reason", NULL, 1000, FORM_MULTILINE},
};
const struct form office_reason_form = FORM(reason_rows);

static const struct form_row pass_rows[] = {
	OFFICE_CASE_ROWS,
	{"code", rule_code6, 12, FORM_SECRET},
};
const struct form office_pass_form = FORM(pass_rows);

static enum err move(struct req *r, struct application *app, enum action action, const char *note, int64_t proposer)
{
	const struct application seen = *app;
	enum err e = review_move(page_ctx(r), app,
				 &(struct move){.action = action, .version = office_seen(r, "version"),
						.moves = office_seen(r, "moves"), .reason = note, .proposer_id = proposer});

	if (e != OK)
		return office_refuse(r, e, &seen, NULL);
	return page_done(r, "/office/queue?queue=%s", state_name(seen.state));
}

enum err office_pass(struct req *r)
{
	struct application app;
	bool already, right = true;

	TRY(page_once(r, &already));
	if (already)
		return OK;
	TRY(office_application(r, &app));
	if (state_row(app.state)->step_up && review_may(&app, &page_ctx(r)->actor, ACTION_PASS))
		TRY(office_code_right(r, &right));
	if (right)
		return move(r, &app, ACTION_PASS, NULL, 0);
	/* The wrong try is committed, and the form's key with it: sent again, that form leads back to the case. */
	return form_key_result(page_ctx(r), params_get(&r->post, "op"),
				arena_printf(r->arena, "/office/case/%s", app.public_id));
}

static enum err decide(struct req *r, enum action action)
{
	struct application app;
	bool already;

	TRY(page_once(r, &already));
	if (already)
		return OK;
	TRY(office_application(r, &app));
	return move(r, &app, action, req_value(r, "reason"), 0);
}

enum err office_return(struct req *r)
{
	return decide(r, ACTION_RETURN);
}

enum err office_return_paper(struct req *r)
{
	return decide(r, ACTION_RETURN_PAPER);
}

enum err office_propose_refusal(struct req *r)
{
	struct application app;

	TRY(office_application(r, &app));
	if (!req_value(r, "reason")[0]) {
		req_error(r, "reason", "required");
		return OK;
	}
	enum err e = review_propose_refusal(page_ctx(r), &app, office_seen(r, "version"), req_value(r, "reason"));
	return e == OK ? office_case_back(r, "decide") : office_refuse(r, e, &app, NULL);
}

/* The supervisor decides on what a reviewer proposed; the reason is theirs to word, the proposal's when left empty. */
enum err office_refuse_post(struct req *r)
{
	struct application app;
	struct case_file f;
	bool already;

	TRY(page_once(r, &already));
	if (already)
		return OK;
	TRY(office_application(r, &app));
	TRY(case_load(page_ctx(r), &app, app.version, &f));
	const char *reason = req_value(r, "reason");
	return move(r, &app, ACTION_REFUSE, reason[0] ? reason : f.proposal, f.proposer_id);
}

enum err office_step_up(struct req *r)
{
	struct application app;

	TRY(office_application(r, &app));
	if (!review_may(&app, &page_ctx(r)->actor, ACTION_PASS))
		return office_refuse(r, ERR_DENIED, &app, NULL);
	TRY(office_code_send(r));
	return r->errors ? OK : office_case_back(r, "decide");
}
