/* review_mark.c: claims, marks, proposals to refuse, and opening a submitted application for changes again. */
#include "core/review/review_mark.h"

#include "base/clock.h"
#include "core/application/application.h"
#include "core/application/application_changes.h"
#include "core/application/state.h"
#include "core/form/target.h"
#include "core/ground/audit.h"
#include "core/ground/calendar.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/people/staff.h"
#include "core/review/objection.h"
#include "core/review/queue_tally.h"
#include "core/review/review_fresh.h"
#include "core/review/review_guard.h"

enum { CLAIM_WORKING_DAYS = 2 }; /* a claim frees itself (rules.md § 4) */

enum err review_claimable(struct ctx *c, const struct application *app, bool *claimable)
{
	int days;

	*claimable = false;
	if (!(state_reviewer(app->state) & c->actor.roles) || app->claimed_by == c->actor.id)
		return OK;
	*claimable = app->claimed_by == 0;
	if (*claimable)
		return OK;
	TRY(calendar_working_days(c, clock_beijing_date(app->claimed_at), clock_beijing_date(c->now), &days));
	*claimable = days > CLAIM_WORKING_DAYS;
	return OK;
}

static enum err write_claim(struct ctx *c, const struct application *app, int64_t staff_id, const char *action)
{
	struct queue_place before = queue_place(app), after = before;
	enum err e = db_do(c->db, c->arena, SQL_REVIEW_CLAIM, NULL, staff_id ? db_int(staff_id) : db_null(),
			   db_time(c->arena, staff_id ? c->now : -1), db_int(app->id), db_int(app->moves),
			   db_int(app->claimed_by));

	if (e == ERR_CONFLICT)
		return refuse(c, ERR_STALE, "case_held");
	TRY(e);
	after.unclaimed = staff_id == 0;
	TRY(queue_tally_note(c, before, after));
	audit_note(c, action, "application", app->id, "{\"staff\":%lld}", (long long)staff_id);
	return OK;
}

enum err review_claim(struct ctx *c, const struct application *app)
{
	bool claimable;

	if (!(state_reviewer(app->state) & c->actor.roles))
		return review_denied(c);
	if (app->claimed_by == c->actor.id)
		return OK;
	TRY(review_claimable(c, app, &claimable));
	if (!claimable)
		return refuse(c, ERR_STALE, "case_held");
	return write_claim(c, app, c->actor.id, "application.claim");
}

enum err review_release(struct ctx *c, const struct application *app)
{
	if (app->claimed_by != c->actor.id)
		return review_denied(c);
	return write_claim(c, app, 0, "application.release");
}

enum err review_reassign(struct ctx *c, const struct application *app, int64_t staff_id)
{
	struct staff staff;
	unsigned role = state_reviewer(app->state);

	if (!role || !(c->actor.roles & state_supervisor(app->state)))
		return review_denied(c);
	TRY(staff_load(c, staff_id, &staff));
	if (!(staff.roles & role))
		return refuse(c, ERR_INVALID, "choice");
	return write_claim(c, app, staff_id, "application.reassign");
}

/* The acting reviewer holds this very version; acting, they go on holding it. */
static enum err hold(struct ctx *c, struct application *app, int version)
{
	if (!(state_reviewer(app->state) & c->actor.roles))
		return review_denied(c);
	TRY(review_lock(c, app, version, app->moves));
	if (app->claimed_by != c->actor.id)
		return review_denied(c);
	return db_do(c->db, c->arena, SQL_REVIEW_CLAIM, NULL, db_int(c->actor.id), db_time(c->arena, c->now),
		     db_int(app->id), db_int(app->moves), db_int(c->actor.id));
}

static enum err is_target(struct ctx *c, const struct application *app, struct target target)
{
	struct changes targets;

	TRY(review_targets(c, app, app->version, &targets));
	return changes_have(&targets, target) ? OK : ERR_NOT_FOUND;
}

struct mark {
	struct target target;
	bool right;
	const char *problem, *remedy;
	int settled_in; /* wrong although that earlier version was let pass (objection.h), 0: not so */
};

static enum err write_mark(struct ctx *c, const struct application *app, const struct mark *m)
{
	return db_do(c->db, c->arena, SQL_REVIEW_MARK, NULL, db_int(app->id), db_int(app->version),
		     db_text(state_name(app->state)), db_text(target_text(c->arena, m->target)),
		     db_text(m->right ? "right" : "wrong"), db_text(m->right ? "" : m->problem), db_text(m->right ? "" : m->remedy),
		     db_int(c->actor.id), db_time(c->arena, c->now), m->settled_in ? db_int(m->settled_in) : db_null());
}

enum err review_mark(struct ctx *c, const struct application *app, int version, struct target target, bool right,
		     const char *problem, const char *remedy)
{
	struct application held = *app;
	struct settled settled = {0};

	if (!right && (!problem || !problem[0]))
		return refuse(c, ERR_INVALID, "mark_problem");
	TRY(hold(c, &held, version));
	TRY(is_target(c, &held, target));
	if (!right)
		TRY(objection_settled(c, &held, &settled));
	int settled_in = objection_settled_in(&settled, target);
	TRY(write_mark(c, &held, &(struct mark){target, right, problem, remedy ? remedy : "", settled_in}));
	audit_note(c, "application.mark", "application", app->id,
		   "{\"version\":%d,\"target\":\"%s\",\"verdict\":\"%s\",\"settled_in\":%d}", version, target_text(c->arena, target),
		   right ? "right" : "wrong", settled_in);
	return OK;
}

enum err review_mark_rest_right(struct ctx *c, const struct application *app, int version)
{
	struct application held = *app;
	struct changes targets;
	struct db_rows marks;

	TRY(hold(c, &held, version));
	TRY(review_targets(c, &held, version, &targets));
	TRY(db_do(c->db, c->arena, SQL_REVIEW_MARKS, &marks, db_int(app->id), db_int(version),
		  db_text(state_name(app->state))));
	for (size_t i = 0; i < targets.count; i++) {
		bool marked = false;

		for (size_t k = 0; k < marks.count && !marked; k++)
			marked = target_equal(target_parse(c->arena, db_str(&marks, k, "target")), targets.target[i]);
		if (!marked)
			TRY(write_mark(c, &held, &(struct mark){targets.target[i], true, "", "", 0}));
	}
	audit_note(c, "application.mark_rest", "application", app->id, "{\"version\":%d}", version);
	return OK;
}

enum err review_propose_refusal(struct ctx *c, const struct application *app, int version, const char *reason)
{
	struct application held = *app;

	if (!reason || !reason[0])
		return refuse(c, ERR_INVALID, "required");
	TRY(hold(c, &held, version));
	TRY(db_do(c->db, c->arena, SQL_REVIEW_PROPOSE, NULL, db_int(app->id), db_int(version),
		  db_text(state_name(app->state)), db_int(c->actor.id), db_text(reason), db_time(c->arena, c->now)));
	audit_note(c, "application.propose_refusal", "application", app->id, "{\"version\":%d}", version);
	return OK;
}

bool review_amendable(const struct application *app)
{
	return review_moves(app->state, ACTION_AMEND);
}

static enum err set_amending(struct ctx *c, const struct application *app, int amending)
{
	enum err e = db_do(c->db, c->arena, SQL_REVIEW_SET_AMENDING, NULL, db_int(amending), db_int(app->id),
			   db_int(app->moves));

	return e == ERR_CONFLICT ? review_stale(c, false) : e;
}

enum err review_begin_amend(struct ctx *c, struct application *app)
{
	if (!review_amendable(app) || !(c->actor.roles & ROLE_APPLICANT))
		return review_denied(c);
	if (app->amending)
		return OK;
	TRY(set_amending(c, app, 1));
	app->amending = true;
	audit_note(c, "application.begin_amend", "application", app->id, "{\"version\":%d}", app->version);
	return OK;
}

enum err review_cancel_amend(struct ctx *c, struct application *app)
{
	if (!app->amending || !(c->actor.roles & ROLE_APPLICANT))
		return review_denied(c);
	TRY(set_amending(c, app, 0));
	TRY(db_do(c->db, c->arena, SQL_REVIEW_FIELDS_CLEAR, NULL, db_int(app->id)));
	TRY(db_do(c->db, c->arena, SQL_REVIEW_FIELDS_RESTORE, NULL, db_int(app->id), db_int(app->version)));
	TRY(db_do(c->db, c->arena, SQL_REVIEW_FILES_CLEAR, NULL, db_int(app->id)));
	TRY(db_do(c->db, c->arena, SQL_REVIEW_FILES_RESTORE, NULL, db_int(app->id), db_int(app->version)));
	TRY(db_do(c->db, c->arena, SQL_REVIEW_SECTIONS_RESTORE, NULL, db_int(app->id)));
	app->amending = false;
	audit_note(c, "application.cancel_amend", "application", app->id, "{\"version\":%d}", app->version);
	return OK;
}
