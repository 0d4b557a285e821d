/* office_case.c: a case is looked at (office_case_show.c fills the page), held, and decided on. Each decision goes through
 * review_move with the version and counter the person looked at, and happens once however often it is posted. */
#include <stdlib.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/form/target.h"
#include "core/ground/audit.h"
#include "core/message/outbox.h"
#include "core/review/case.h"
#include "core/review/objection.h"
#include "core/review/review.h"
#include "core/review/review_fresh.h"
#include "core/review/review_mark.h"
#include "page/office/office_case_here.h"
#include "page/office/office_code.h"
#include "page/office/review/office_case_show.h"
#include "page/office/review/review_pages.h"
#include "page/page.h"

static const struct form_row case_rows[] = {OFFICE_CASE_ROWS};
const struct form office_case_form = FORM(case_rows);

static const struct form_row query_rows[] = {
	{"version", rule_id, 9, 0}, /* an older one, to be read only */
	{"material", rule_token, 40, 0},
	{"file", rule_token, 22, 0},
	{"page", rule_id, 5, 0},
	{"field", rule_token, 48, 0},
	{"changed", rule_id, 1, 0},
};
const struct form office_case_query = FORM(query_rows);

static const struct form_row reassign_rows[] = {
	OFFICE_CASE_ROWS,
	{"staff", rule_id, 18, FORM_REQUIRED},
};
const struct form office_case_reassign_form = FORM(reassign_rows);

static const struct form_row reason_rows[] = {
	OFFICE_CASE_ROWS,
	{"reason", NULL, 1000, FORM_MULTILINE},
};
const struct form office_case_reason_form = FORM(reason_rows);

static const struct form_row pass_rows[] = {
	OFFICE_CASE_ROWS,
	OFFICE_FACTOR_ROWS,
};
const struct form office_case_pass_form = FORM(pass_rows);

static const struct form_row objection_rows[] = {
	OFFICE_CASE_ROWS,
	{"target", NULL, 64, FORM_REQUIRED}, /* whether it is marked wrong is objection.c's to say */
	{"changes", rule_id, 9, FORM_REQUIRED},
	{"supervisor_reason", NULL, 500, FORM_MULTILINE},
};
const struct form office_case_objection_form = FORM(objection_rows);

static const struct form_row resend_rows[] = {
	OFFICE_CASE_ROWS,
	{"message", rule_id, 18, FORM_REQUIRED},
};
const struct form office_case_send_message_form = FORM(resend_rows);

/* ---- looking ---- */

enum err office_case(struct req *r)
{
	struct application *app = page_application(r);
	int version = office_seen(r, "version");

	if (!version)
		version = app->version;
	TRY(office_case_show_version(r, app, version));
	audit_note(page_ctx(r), "application.view", "application", app->id, "{\"version\":%d}", version);
	return OK;
}

/* Answers with the page itself, the value shown once: it stands in no address and no other page. */
enum err office_case_reveal(struct req *r)
{
	struct application *app = page_application(r);
	const char *value;

	TRY(office_case_show(r));
	TRY(case_reveal(page_ctx(r), app, app->version, req_value(r, "field"), &value));
	view_set(r, "revealed.name", req_value(r, "field"));
	view_set(r, "revealed.value", value);
	return OK;
}

/* ---- holding ---- */

static enum err fresh(struct req *r, const struct application *app)
{
	return review_fresh(page_ctx(r), app, office_seen(r, "version"), office_seen(r, "moves"));
}

enum err office_case_claim(struct req *r)
{
	struct application *app = page_application(r);

	enum err e = fresh(r, app);
	if (e == OK)
		e = review_claim(page_ctx(r), app);
	return e == OK ? office_case_back(r, "") : page_refuse_case(r, e, "");
}

enum err office_case_release(struct req *r)
{
	struct application *app = page_application(r);

	enum err e = review_release(page_ctx(r), app);
	return e == OK ? req_redirect(r, "/office/queue?queue=%s", state_name(app->state))
		       : page_refuse_case(r, e, "");
}

enum err office_case_reassign(struct req *r)
{
	struct application *app = page_application(r);

	enum err e = fresh(r, app);
	if (e == OK)
		e = review_reassign(page_ctx(r), app, strtoll(req_value(r, "staff"), NULL, 10));
	return e == OK ? office_case_back(r, "") : page_refuse_case(r, e, "");
}

/* ---- deciding ---- */

static enum err move(struct req *r, struct application *app, enum action action, const char *note, int64_t proposer)
{
	const struct application seen = *app;
	enum err e = review_move(page_ctx(r), app,
				 &(struct move){.action = action, .version = office_seen(r, "version"),
						.moves = office_seen(r, "moves"), .reason = note, .proposer_id = proposer});

	if (e != OK)
		return page_refuse_case(r, e, "");
	return req_redirect(r, "/office/queue?queue=%s", state_name(seen.state));
}

enum err office_case_pass(struct req *r)
{
	struct application *app = page_application(r);
	bool right = true;

	if (state_row(app->state)->step_up && review_may(app, &page_ctx(r)->actor, ACTION_PASS))
		TRY(office_code_right(r, &right));
	return right ? move(r, app, ACTION_PASS, NULL, 0) : OK;
}

static enum err decide(struct req *r, enum action action)
{
	struct application *app = page_application(r);

	return move(r, app, action, req_value(r, "reason"), 0);
}

enum err office_case_return(struct req *r)
{
	return decide(r, ACTION_RETURN);
}

enum err office_case_return_paper(struct req *r)
{
	return decide(r, ACTION_RETURN_PAPER);
}

enum err office_case_propose_refusal(struct req *r)
{
	struct application *app = page_application(r);

	enum err e = review_propose_refusal(page_ctx(r), app, office_seen(r, "version"), req_value(r, "reason"));
	return e == OK ? office_case_back(r, "decide") : page_refuse_case(r, e, e == ERR_INVALID ? "reason" : "");
}

/* The supervisor decides on what a reviewer proposed; the reason is theirs to word, the proposal's when left empty. */
enum err office_case_refuse(struct req *r)
{
	struct application *app = page_application(r);
	struct case_file f;

	TRY(case_load(page_ctx(r), app, app->version, &f));
	const char *reason = req_value(r, "reason");
	return move(r, app, ACTION_REFUSE, reason[0] ? reason : f.proposal, f.proposer_id);
}

/* The supervisor says why something is objected to that an earlier round let pass, or that it is not to be. */
static enum err supervise(struct req *r, bool agreed)
{
	const struct objection seen = {office_seen(r, "version"), office_seen(r, "moves"),
				       target_parse(r->arena, req_value(r, "target")), office_seen(r, "changes")};

	enum err e = objection_decide(page_ctx(r), page_application(r), &seen, agreed, req_value(r, "supervisor_reason"));
	return e == OK ? office_case_back(r, "objections") : page_refuse_case(r, e, e == ERR_INVALID ? "supervisor_reason" : "");
}

enum err office_case_confirm_objection(struct req *r)
{
	return supervise(r, true);
}

enum err office_case_decline_objection(struct req *r)
{
	return supervise(r, false);
}

enum err office_case_send_code(struct req *r)
{
	struct application *app = page_application(r);

	if (!review_may(app, &page_ctx(r)->actor, ACTION_PASS))
		return page_refuse_case(r, review_denied(page_ctx(r)), "");
	TRY(office_code_send(r));
	return r->errors ? OK : office_case_back(r, "decide");
}

/* ---- its messages ---- */

enum err office_case_send_message(struct req *r)
{
	struct application *app = page_application(r);

	enum err e = outbox_resend(page_ctx(r), app->id, strtoll(req_value(r, "message"), NULL, 10));
	if (e != OK)
		return page_refuse(r, e, "");
	return req_redirect(r, "/office/case/%s#messages", app->public_id);
}
