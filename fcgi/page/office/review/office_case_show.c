/* office_case_show.c: the review screen: data left, the document in the middle, materials and what to do on the right. Fills
 * the view only: what is looked at and marked is office_case_marks.c's, what may be done and what happened office_case_moves.c's.
 * What is posted from it goes to office_case_mark.c, office_case.c, office_paper.c. */
#include "page/office/review/office_case_show.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/ground/audit.h"
#include "core/ground/calendar.h"
#include "core/people/staff.h"
#include "core/review/case.h"
#include "core/review/paper.h"
#include "page/office/finance/office_account.h"
#include "page/office/office.h"
#include "page/office/office_case_here.h"
#include "page/office/paper/office_papers.h"
#include "page/office/review/office_case_marks.h"
#include "page/office/review/office_case_moves.h"
#include "page/office/review/office_case_reissue.h"
#include "page/office/review/office_self_check.h"
#include "page/office/review/review_pages.h"
#include "page/page.h"
#include "page/print.h"

static enum err show_holder(struct req *r, const struct application *app)
{
	struct staff holder;

	if (!app->claimed_by)
		return OK;
	enum err e = staff_load(page_ctx(r), app->claimed_by, &holder);
	if (e == OK)
		view_set(r, "case.holder", holder.name);
	if (app->claimed_by == page_ctx(r)->actor.id)
		view_set(r, "case.mine", "1");
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err show_due(struct req *r, const struct application *app)
{
	struct date due;
	int left;

	if (!date_parse(app->due_on, &due))
		return OK;
	TRY(calendar_working_days(page_ctx(r), clock_beijing_date(r->now), due, &left));
	view_set(r, "case.due_on", app->due_on);
	view_num(r, "case.days_left", left);
	view_num(r, "case.days_late", -left);
	view_set(r, "case.pace", left < 0 ? "late" : left <= 2 ? "soon" : "ok");
	return OK;
}

static enum err show_papers(struct req *r, const struct application *app)
{
	struct papers papers;

	if (state_row(app->state)->papers < PAPERS_AWAITED)
		return OK;
	TRY(paper_list(page_ctx(r), app, app->version, &papers));
	for (size_t i = 0; i < papers.count; i++)
		office_paper_show(r, arena_printf(r->arena, "paper.%zu", i), &papers.v[i], app->version);
	view_num(r, "paper_problems", (int64_t)papers.problems);
	view_num(r, "paper_complete", papers.complete);
	view_setf(r, "papers_url", "/office/case/%s/papers", app->public_id);
	return office_shipment_show(r, app);
}

static void show_proposal(struct req *r, const struct case_file *f)
{
	if (!f->proposer_id)
		return;
	view_num(r, "proposal.staff_id", f->proposer_id);
	view_set(r, "proposal.staff", f->proposer);
	view_set(r, "proposal.reason", f->proposal);
	office_time(r, "proposal.at", f->proposed_at);
}

/* How much of it an earlier round let pass as it is. */
static int64_t settled(const struct case_file *f)
{
	int64_t n = 0;

	for (size_t i = 0; i < f->field_count; i++)
		n += f->field[i].settled_in != 0;
	for (size_t i = 0; i < f->material_count; i++)
		n += f->material[i].settled_in != 0;
	return n;
}

/* In all its letters, items that an earlier round had let pass. */
static int64_t objections(const struct case_file *f)
{
	int64_t n = 0;

	for (size_t i = 0; i < f->decisions.count; i++)
		n += db_num(&f->decisions, i, "settled");
	return n;
}

static enum err show_head(struct req *r, const struct application *app, const struct case_file *f)
{
	view_set(r, "case.public_id", app->public_id);
	view_set(r, "case.number", app->number);
	view_set(r, "case.org_name", app->org_name);
	view_set(r, "case.uscc", app->uscc);
	view_set(r, "case.kind", app->kind);
	view_set(r, "case.subject", app->subject);
	view_set(r, "case.state", state_name(app->state));
	view_setf(r, "case.queue_url", "/office/queue?queue=%s", state_name(app->state));
	view_num(r, "case.version", f->version);
	view_num(r, "case.current", app->version);
	view_num(r, "case.previous", f->previous);
	view_num(r, "case.moves", app->moves);
	view_num(r, "case.right", (int64_t)f->right);
	view_num(r, "case.wrong", (int64_t)f->wrong);
	view_num(r, "case.unmarked", (int64_t)f->unmarked);
	view_num(r, "case.changed", (int64_t)f->changed);
	view_num(r, "case.waiting", (int64_t)f->waiting);
	view_num(r, "case.declined", (int64_t)f->declined);
	view_num(r, "case.settled", settled(f));
	view_num(r, "case.objections", objections(f));
	view_set(r, "case.stage", f->stage);
	office_time(r, "case.submitted_at", app->submitted_at);
	office_time(r, "case.stage_since", app->stage_since);
	if (app->amending)
		view_set(r, "case.amending", "1");
	view_set(r, "case.material", req_value(r, "material"));
	view_set(r, "case.file", req_value(r, "file"));
	view_set(r, "case.page", req_value(r, "page"));
	view_set(r, "case.only_changed", req_value(r, "changed"));
	view_setf(r, "case.toggle_url", "/office/case/%s?material=%s&file=%s%s%s%s", app->public_id, req_value(r, "material"),
		  req_value(r, "file"), req_value(r, "page")[0] ? "&page=" : "", req_value(r, "page"),
		  req_value(r, "changed")[0] == '1' ? "" : "&changed=1");
	TRY(show_due(r, app));
	return show_holder(r, app);
}

/* When the page was made from a version that is no longer current, says when the applicant changed it. */
static void show_stale(struct req *r, const struct application *app)
{
	int seen = office_seen(r, "version");

	if (r->method == POST && seen && seen != app->version)
		view_set(r, "stale_at", clock_beijing(r->arena, app->submitted_at) + strlen("2026-12-22 "));
}

enum err office_case_show_version(struct req *r, const struct application *app, int version)
{
	struct case_file f;

	TRY(case_load(page_ctx(r), app, version, &f));
	TRY(show_head(r, app, &f));
	show_stale(r, app);
	TRY(office_marks_show(r, app, &f));
	TRY(office_self_check_show(r, app, version));
	show_proposal(r, &f);
	if (version == app->version)
		TRY(office_actions_show(r, app));
	TRY(show_papers(r, app));
	TRY(print_offers(r, app, version, arena_printf(r->arena, "/office/case/%s/document", app->public_id),
			 arena_printf(r->arena, "?version=%d", version)));
	TRY(office_holders_show(r, app));
	TRY(office_account_link(r, app));
	return office_history_show(r, app, &f);
}

enum err office_case_show(struct req *r)
{
	struct application *app = page_application(r);

	return office_case_show_version(r, app, app->version);
}

