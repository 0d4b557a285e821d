/* office_case_moves.c: what may be done with a case by who looks at it, and what happened to it. Fills the view only; what is
 * done is posted to office_case.c and office_case_mark.c. */
#include "page/office/review/office_case_moves.h"

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/form/target.h"
#include "core/people/staff.h"
#include "core/review/case.h"
#include "core/review/hand_over.h"
#include "core/review/review.h"
#include "core/review/review_mark.h"
#include "page/office/office.h"
#include "page/office/office_code.h"
#include "page/office/office_messages.h"
#include "page/page.h"

/* ---- what may be done ---- */

/* What the supervisor of who reviews it may do besides deciding on a refusal. */
static enum err show_supervising(struct req *r, const struct application *app)
{
	struct db_rows rows;
	unsigned role = state_reviewer(app->state);

	if (!role || !(page_ctx(r)->actor.roles & state_supervisor(app->state)))
		return OK;
	view_set(r, "may.supervise", "1");
	TRY(staff_with_role(page_ctx(r), role, &rows));
	view_rows(r, "colleague", &rows);
	return OK;
}

enum err office_actions_show(struct req *r, const struct application *app)
{
	const struct actor *who = &page_ctx(r)->actor;
	bool claimable;

	TRY(review_claimable(page_ctx(r), app, &claimable));
	if (claimable)
		view_set(r, "may.claim", "1");
	for (enum action a = 0; a < ACTION_COUNT; a++)
		if (review_may(app, who, a))
			view_set(r, arena_printf(r->arena, "may.%s", action_name(a)), "1");
	if (state_reviewer(app->state) & who->roles) {
		view_set(r, "may.review", "1");
		if (app->claimed_by == who->id)
			view_set(r, "may.mark", "1");
	}
	if (state_row(app->state)->step_up && review_may(app, who, ACTION_PASS)) {
		view_set(r, "needs_code", "1");
		TRY(office_code_show(r));
	}
	return show_supervising(r, app);
}

/* ---- what happened ---- */

static void show_times(struct req *r, const char *prefix, const struct db_rows *rows, const char *column)
{
	view_rows(r, prefix, rows);
	for (size_t i = 0; i < rows->count; i++)
		office_time(r, office_at(r, prefix, i, "at"), db_when(rows, i, column));
}

enum err office_history_show(struct req *r, const struct application *app, const struct case_file *f)
{
	const char *list;

	show_times(r, "event", &f->events, "happened_at");
	show_times(r, "decision", &f->decisions, "decided_at");
	show_times(r, "version", &f->versions, "submitted_at");
	for (size_t i = 0; i < f->versions.count; i++)
		view_setf(r, office_at(r, "version", i, "url"), "/office/case/%s?version=%lld", app->public_id,
			  (long long)db_num(&f->versions, i, "version"));
	view_rows(r, "correction", &f->corrections);
	for (size_t i = 0; i < f->corrections.count; i++) {
		struct target t = target_parse(r->arena, db_str(&f->corrections, i, "target"));

		view_set(r, office_at(r, "correction", i, t.kind == TARGET_FIELD ? "field" : "material"), t.name);
	}
	view_rows(r, "related", &f->related);
	for (size_t i = 0; i < f->related.count; i++)
		view_setf(r, office_at(r, "related", i, "url"), "/office/case/%s", db_str(&f->related, i, "public_id"));
	TRY(office_messages_of(r, app));
	TRY(hand_over_of(page_ctx(r), app->id, &list));
	view_set(r, "hand_over.number", list);
	if (list[0])
		view_setf(r, "hand_over.url", "/office/hand-over/%s", list);
	return OK;
}
