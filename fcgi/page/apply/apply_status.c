/* apply_status.c: where a submitted application stands: what to do and until when, what happened, what comes, which
 * messages went out. */
#include "page/apply/apply_status.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "core/application/application.h"
#include "core/application/application_follow.h"
#include "core/application/state.h"
#include "core/review/paper.h"
#include "core/review/review.h"
#include "core/review/review_mark.h"
#include "page/apply/apply.h"
#include "page/apply/apply_messages.h"
#include "page/page.h"

static const char *step(struct req *r, size_t *n, const char *kind)
{
	const char *row = arena_printf(r->arena, "step.%zu", (*n)++);

	view_set(r, arena_printf(r->arena, "%s.kind", row), kind);
	return row;
}

/* Hand-over lists going back and forth between the two houses are not the applicant's business. */
static bool is_internal(const char *action)
{
	return !strcmp(action, "dispute");
}

/* The parcels posted before t that are not on the timeline yet. */
static void show_posted(struct req *r, const struct db_rows *shipments, size_t *next, int64_t t, size_t *n)
{
	for (; *next < shipments->count && db_when(shipments, *next, "posted_at") <= t; (*next)++) {
		const char *row = step(r, n, "done");

		view_set(r, arena_printf(r->arena, "%s.event", row), "posted");
		view_set(r, arena_printf(r->arena, "%s.version", row), db_str(shipments, *next, "version"));
		view_set(r, arena_printf(r->arena, "%s.courier", row), db_str(shipments, *next, "courier"));
		view_set(r, arena_printf(r->arena, "%s.tracking", row), db_str(shipments, *next, "tracking"));
		apply_time(r, arena_printf(r->arena, "%s.at", row), db_when(shipments, *next, "posted_at"));
	}
}

static enum err show_done(struct req *r, const struct application *app, size_t *n)
{
	struct db_rows e, shipments;
	size_t next = 0;

	TRY(application_events(page_ctx(r), app, &e));
	TRY(paper_shipments(page_ctx(r), app, &shipments));
	for (size_t i = 0; i < e.count; i++) {
		const char *row;

		show_posted(r, &shipments, &next, db_when(&e, i, "happened_at"), n);
		if (is_internal(db_str(&e, i, "action")))
			continue;
		row = step(r, n, "done");
		view_setf(r, arena_printf(r->arena, "%s.event", row), "%s_%s", db_str(&e, i, "action"),
			  db_str(&e, i, "from_state"));
		view_set(r, arena_printf(r->arena, "%s.version", row), db_str(&e, i, "version"));
		view_num(r, arena_printf(r->arena, "%s.items", row), db_num(&e, i, "items"));
		apply_time(r, arena_printf(r->arena, "%s.at", row), db_when(&e, i, "happened_at"));
		if (!strcmp(db_str(&e, i, "action"), "refuse"))
			view_set(r, "refusal", db_str(&e, i, "note"));
	}
	show_posted(r, &shipments, &next, r->now, n);
	return OK;
}

/* From where it is to the end, in the order of states.def; nothing for what is off the way. */
static void show_coming(struct req *r, const struct application *app, size_t *n)
{
	bool coming = false;

	view_num(r, "registry_days", conf_int(CONF_REGISTRY_DAYS));
	if (state_is_over(app->state) || state_row(app->state)->step == STEP_no)
		return;
	for (enum state s = 0; s < STATE_COUNT; s++) {
		enum state_step step_of = state_row(s)->step;

		if (s == app->state || (coming && step_of == STEP_yes))
			view_set(r, arena_printf(r->arena, "%s.state", step(r, n, coming ? "next" : "now")), state_name(s));
		coming = coming || s == app->state;
	}
}

static enum err show_versions(struct req *r, const struct application *app)
{
	struct db_rows v;

	TRY(application_versions(page_ctx(r), app, &v));
	for (size_t i = 0; i < v.count; i++) {
		const char *row = arena_printf(r->arena, "version.%zu", i);

		view_set(r, arena_printf(r->arena, "%s.number", row), db_str(&v, i, "version"));
		view_setf(r, arena_printf(r->arena, "%s.url", row), "/apply/version/%s", db_str(&v, i, "version"));
		apply_time(r, arena_printf(r->arena, "%s.at", row), db_when(&v, i, "submitted_at"));
	}
	return OK;
}

static enum err show_post(struct req *r, const struct application *app)
{
	struct db_rows mailing;
	struct shipment s;

	if (!state_awaits_papers(app->state))
		return OK;
	enum err e = paper_shipment(page_ctx(r), app, &s);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	if (e == OK && paper_on_its_way(app, &s)) {
		view_set(r, "shipment.courier", s.courier);
		view_set(r, "shipment.tracking", s.tracking);
		apply_time(r, "shipment.at", s.posted_at);
	}
	TRY(application_mailing(page_ctx(r), &mailing));
	view_row(r, "mailing", &mailing, 0);
	return OK;
}

enum err apply_status(struct req *r, const struct application *app)
{
	size_t n = 0;

	TRY(show_done(r, app, &n));
	show_coming(r, app, &n);
	TRY(apply_messages(r, app));
	TRY(show_versions(r, app));
	TRY(show_post(r, app));
	if (review_amendable(app))
		view_set(r, "may_amend", "1");
	if (review_may(app, &page_ctx(r)->actor, ACTION_WITHDRAW))
		view_set(r, "may_withdraw", "1");
	if (state_row(app->state)->keeper == KEEPER_NOBODY)
		view_set(r, "may_start", "1");
	return OK;
}
