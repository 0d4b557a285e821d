/* office_papers.c: the page of one case's papers: whether the parcel in hand belongs to the current version, what is here, what
 * holds, and the table to count what has arrived. Fills the view only; what is posted goes to office_paper.c. */
#include "page/office/paper/office_papers.h"

#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "core/ground/audit.h"
#include "core/review/case.h"
#include "core/review/paper.h"
#include "core/review/review.h"
#include "page/office/office.h"
#include "page/office/office_case_here.h"
#include "page/office/paper/office_paper.h"
#include "page/office/paper/paper_pages.h"
#include "page/page.h"

static const struct form_row query_rows[] = {
	PARCEL_ROWS,
	{"via",   rule_token, 10, 0}, /* code | tracking: how the parcel was found */
	{"saved", rule_id,    1,  0},
};
const struct form office_papers_query = FORM(query_rows);

/* prefix.N.files, or prefix.N.section and .field. */
static void show_changes(struct req *r, const char *prefix, const struct changes *why)
{
	for (size_t i = 0; i < why->count; i++) {
		const char *row = arena_printf(r->arena, "%s.%zu", prefix, i);
		struct target t = why->target[i];

		if (t.kind != TARGET_FIELD) {
			view_set(r, arena_printf(r->arena, "%s.files", row), "1");
			continue;
		}
		const struct field *f = form_field(t.name);
		view_set(r, arena_printf(r->arena, "%s.field", row), f->name);
		view_set(r, arena_printf(r->arena, "%s.section", row), f->section);
	}
}

static void show_marks(struct req *r, const char *row, unsigned marks)
{
	static const struct { unsigned mark; const char *name; } names[] = {
		{PAPER_SEAL, "seal"}, {PAPER_SIGNATURE, "signature"}, {PAPER_COPY, "copy"},
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (marks & names[i].mark)
			view_set(r, arena_printf(r->arena, "%s.%s", row, names[i].name), "1");
}

void office_paper_show(struct req *r, const char *row, const struct paper *p, int version)
{
	view_set(r, arena_printf(r->arena, "%s.code", row), p->code);
	view_set(r, arena_printf(r->arena, "%s.name", row), p->name);
	view_num(r, arena_printf(r->arena, "%s.number", row), p->number);
	view_num(r, arena_printf(r->arena, "%s.expected", row), p->expected);
	show_marks(r, arena_printf(r->arena, "%s.asked", row), p->asked);
	if (p->held)
		view_set(r, arena_printf(r->arena, "%s.held", row), "1");
	show_changes(r, arena_printf(r->arena, "%s.why", row), &p->why);
	view_num(r, arena_printf(r->arena, "%s.was", row), p->was);
	if (!p->version)
		return;
	view_num(r, arena_printf(r->arena, "%s.copies", row), p->copies);
	view_set(r, arena_printf(r->arena, "%s.problem", row), p->problem);
	show_marks(r, arena_printf(r->arena, "%s.marks", row), p->marks);
	if (p->version != version)
		view_num(r, arena_printf(r->arena, "%s.older", row), p->version);
}

/* What stands in the row's inputs: as sent, else as noted under this version. */
static void show_inputs(struct req *r, const char *row, const struct application *app, const struct paper *p)
{
	struct typed t = {.copies = "", .words = ""};
	const char *error = NULL;

	if (r->method == POST) {
		t = office_typed(r, p->code);
		error = office_row_error(r, app, p, &t);
	} else if (app->state == STATE_PAPER_REVIEW && p->version == app->version) {
		t = (struct typed){.copies = arena_printf(r->arena, "%d", p->copies), .words = p->problem,
				   .ticks = p->marks};
	}
	view_set(r, arena_printf(r->arena, "%s.in.copies", row), t.copies);
	view_set(r, arena_printf(r->arena, "%s.in.words", row), t.words);
	view_num(r, arena_printf(r->arena, "%s.in.reason", row), t.reason);
	show_marks(r, arena_printf(r->arena, "%s.in", row), t.ticks);
	if (error)
		view_set(r, arena_printf(r->arena, "%s.error", row), error);
}

static enum err show_rows(struct req *r, const struct application *app, const struct parcel *parcel,
			  const struct papers *papers)
{
	struct db_rows reasons;
	struct changes why;
	size_t n = 0;

	for (size_t i = 0; i < papers->count; i++) {
		const struct paper *p = &papers->v[i];
		const char *row = arena_printf(r->arena, "paper.%zu", i);

		office_paper_show(r, row, p, app->version);
		if (office_worthless(r, parcel, p, &why)) {
			view_set(r, arena_printf(r->arena, "%s.worthless", row), "1");
			show_changes(r, arena_printf(r->arena, "%s.since", row), &why);
		}
		show_inputs(r, row, app, p);
	}
	TRY(case_reasons(page_ctx(r), &reasons));
	for (size_t i = 0; i < reasons.count; i++)
		if (!strcmp(db_str(&reasons, i, "applies_to"), "paper"))
			view_row(r, arena_printf(r->arena, "reason.%zu", n++), &reasons, i);
	return OK;
}

static void show_case(struct req *r, const struct application *app)
{
	view_set(r, "case.public_id", app->public_id);
	view_set(r, "case.number", app->number);
	view_set(r, "case.org_name", app->org_name);
	view_set(r, "case.kind", app->kind);
	view_set(r, "case.state", state_name(app->state));
	view_num(r, "case.version", app->version);
	view_num(r, "case.moves", app->moves);
	view_setf(r, "case.url", "/office/case/%s", app->public_id);
	view_setf(r, "case.papers_url", "/office/case/%s/papers", app->public_id);
	if (app->amending)
		view_set(r, "case.amending", "1");
}

static void show_parcel(struct req *r, const struct application *app, const struct parcel *parcel, size_t lacks)
{
	bool may = review_may_count(app, &page_ctx(r)->actor);

	view_set(r, "parcel.match", paper_match_name(parcel->match));
	view_num(r, "parcel.version", office_seen(r, "v"));
	view_set(r, "parcel.check", req_value(r, "check"));
	view_num(r, "parcel.lacking", (int64_t)lacks);
	if (r->method == GET)
		view_set(r, "parcel.via", req_value(r, "via"));
	if (may && parcel->usable)
		view_set(r, "may_count", "1");
	if (may && state_awaits_papers(app->state) && parcel->usable && !lacks)
		view_set(r, "may_receive", "1");
}

enum err office_shipment_show(struct req *r, const struct application *app)
{
	struct shipment s;
	enum err e = paper_shipment(page_ctx(r), app, &s);

	if (e == ERR_NOT_FOUND)
		return OK;
	TRY(e);
	view_set(r, "shipment.courier", s.courier);
	view_set(r, "shipment.tracking", s.tracking);
	view_num(r, "shipment.version", s.version);
	office_time(r, "shipment.posted_at", s.posted_at);
	return OK;
}

static enum err show_arrivals(struct req *r, const struct application *app)
{
	struct db_rows received;

	TRY(paper_received(page_ctx(r), app, &received));
	if (received.count) {
		view_row(r, "received", &received, 0);
		office_time(r, "received.at", db_when(&received, 0, "happened_at"));
	}
	return office_shipment_show(r, app);
}

enum err office_papers_show(struct req *r)
{
	struct application *app = page_application(r);
	struct papers papers;
	struct parcel parcel;

	TRY(paper_list(page_ctx(r), app, app->version, &papers));
	TRY(office_parcel(r, app, &parcel));
	show_case(r, app);
	show_parcel(r, app, &parcel, office_lacking(r, &parcel, &papers));
	view_num(r, "to_post", (int64_t)papers.to_post);
	view_num(r, "problems", (int64_t)papers.problems);
	TRY(show_rows(r, app, &parcel, &papers));
	return show_arrivals(r, app);
}

enum err office_papers(struct req *r)
{
	struct application *app = page_application(r);

	if (req_value(r, "saved")[0])
		view_set(r, "saved", "1");
	audit_note(page_ctx(r), "paper.view", "application", app->id, "{\"version\":%d,\"scanned\":%d}", app->version,
		   office_seen(r, "v"));
	return office_papers_show(r);
}
