/* review.c: walks the table of states and makes one move with all its rows. Owns application.state, decision,
 * application_event. Marks and claims are review_mark.c's, guards review_guard.c's. */
#include "core/review/review.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "core/account/account.h"
#include "core/application/application.h"
#include "core/application/application_section.h"
#include "core/application/state.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "core/form/values.h"
#include "core/ground/audit.h"
#include "core/ground/calendar.h"
#include "core/ground/ctx.h"
#include "core/message/outbox.h"
#include "core/review/queue_tally.h"
#include "core/review/review_fresh.h"
#include "core/review/review_guard.h"
#include "core/submission/submission_freeze.h"

static const struct row {
	enum state from;
	enum action action;
	enum state to;
	unsigned roles;
	const char *verdict;
	bool claim;
	review_guard *guard;
} moves[] = {
#define yes true
#define no false
#define MOVE(from, action, to, role, decision, claim, guard) \
	{STATE_##from, ACTION_##action, STATE_##to, ROLE_##role, #decision, claim, guard_##guard},
#include "core/application/states.def"
#undef yes
#undef no
};

static const char *const action_names[ACTION_COUNT] = {
#define ACTION(id, name) [ACTION_##id] = #name,
#include "core/application/states.def"
};

const char *action_name(enum action a)
{
	return action_names[a];
}

static const struct row *row_find(enum state from, enum action action)
{
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].from == from && moves[i].action == action)
			return &moves[i];
	return NULL;
}

bool review_moves(enum state from, enum action action)
{
	return row_find(from, action) != NULL;
}

bool review_may(const struct application *app, const struct actor *actor, enum action action)
{
	const struct row *row = row_find(app->state, action);

	if (!row || !(actor->roles & row->roles))
		return false;
	if (row->claim && app->claimed_by != actor->id)
		return false;
	return action != ACTION_AMEND || app->amending;
}

bool review_may_count(const struct application *app, const struct actor *actor)
{
	return app->state == STATE_PAPER_REVIEW ? app->claimed_by == actor->id : review_may(app, actor, ACTION_RECEIVE);
}

/* ---- the move ---- */

/* How long the state may last; *due NULL: for ever. */
static enum err due_on(struct ctx *c, enum state state, const char **due)
{
	const struct state_row *s = state_row(state);
	struct date today = clock_beijing_date(c->now), end;

	*due = NULL;
	if (s->term < 0)
		return OK;
	int days = (int)conf_int((enum conf_id)s->term);
	if (s->in_working_days)
		TRY(calendar_add_working_days(c, today, days, &end));
	else
		end = date_add_days(today, days);
	*due = date_iso(c->arena, end);
	return OK;
}

/* A case that comes back goes to who last decided its initial review, if on duty (rules.md § 4). */
static enum err last_reviewer(struct ctx *c, const struct application *app, enum action action, int64_t *staff_id)
{
	struct db_rows rows;

	*staff_id = 0;
	if (action != ACTION_SUBMIT && action != ACTION_AMEND)
		return OK;
	TRY(db_do(c->db, c->arena, SQL_REVIEW_LAST_REVIEWER, &rows, db_int(app->id)));
	if (rows.count)
		*staff_id = db_num(&rows, 0, "staff_id");
	return OK;
}

static enum err write_state(struct ctx *c, struct application *app, const struct row *row)
{
	struct queue_place before = queue_place(app);
	const char *due;
	int64_t reviewer;

	TRY(due_on(c, row->to, &due));
	TRY(last_reviewer(c, app, row->action, &reviewer));
	enum err e = db_do(c->db, c->arena, SQL_REVIEW_WRITE_STATE, NULL, db_text(state_name(row->to)),
			   db_time(c->arena, c->now), db_text(due), reviewer ? db_int(reviewer) : db_null(),
			   db_time(c->arena, reviewer ? c->now : -1), db_int(state_is_over(row->to)), db_int(app->id),
			   db_text(state_name(row->from)), db_int(app->version), db_int(app->moves));
	if (e != OK)
		return e == ERR_CONFLICT ? review_stale(c, false) : e;
	app->state = row->to;
	app->moves++;
	app->due_on = due ? due : "";
	app->stage_since = c->now;
	app->claimed_by = reviewer;
	app->claimed_at = reviewer ? c->now : -1;
	return queue_tally_note(c, before, queue_place(app));
}

static enum err write_event(struct ctx *c, const struct application *app, const struct row *row, const char *note)
{
	const char *from = state_name(row->from), *to = state_name(row->to);

	TRY(db_do(c->db, c->arena, SQL_REVIEW_EVENT_INSERT, NULL, db_int(app->id), db_int(app->version),
		  db_text(action_name(row->action)), db_text(from), db_text(to), db_text(actor_kind_name(c->actor.kind)),
		  db_int(c->actor.id), db_text(note ? note : ""), db_time(c->arena, c->now),
		  db_text(app->due_on[0] ? app->due_on : NULL)));
	audit_note(c, arena_printf(c->arena, "application.%s", action_name(row->action)), "application", app->id,
		  "{\"from\":\"%s\",\"to\":\"%s\",\"version\":%d}", from, to, app->version);
	return OK;
}

static enum err write_decision(struct ctx *c, const struct application *app, const struct row *row, const struct move *m)
{
	if (!strcmp(row->verdict, "none"))
		return OK;
	return db_do(c->db, c->arena, SQL_REVIEW_DECISION_INSERT, NULL, db_int(app->id), db_int(app->version),
		     db_text(state_name(row->from)), db_text(row->verdict), db_int(c->actor.id),
		     m->proposer_id ? db_int(m->proposer_id) : db_null(), db_text(m->reason ? m->reason : ""),
		     db_time(c->arena, c->now));
}

static enum err write_correction(struct ctx *c, const struct application *app, int number, const struct db_rows *marks, size_t i)
{
	int64_t settled_in = db_num(marks, i, "settled_in");

	return db_do(c->db, c->arena, SQL_REVIEW_CORRECTION_INSERT, NULL, db_int(app->id), db_int(app->version), db_int(number),
		     db_text(db_str(marks, i, "target")), db_text(db_str(marks, i, "problem")), db_text(db_str(marks, i, "remedy")),
		     settled_in ? db_int(settled_in) : db_null(),
		     settled_in ? db_int(db_num(marks, i, "supervisor_id")) : db_null(),
		     db_text(db_str(marks, i, "supervisor_reason")));
}

/* The wrong marks of the stage become the numbered items of the correction letter, in the order of review_targets. */
static enum err write_corrections(struct ctx *c, const struct application *app, enum state stage, int *count)
{
	struct changes targets;
	struct db_rows marks;

	TRY(review_targets(c, app, app->version, &targets));
	TRY(db_do(c->db, c->arena, SQL_REVIEW_WRONG_MARKS, &marks, db_int(app->id), db_int(app->version),
		  db_text(state_name(stage))));
	*count = 0;
	for (size_t t = 0; t < targets.count; t++) {
		for (size_t i = 0; i < marks.count; i++) {
			if (!target_equal(target_parse(c->arena, db_str(&marks, i, "target")), targets.target[t]))
				continue;
			TRY(write_correction(c, app, ++*count, &marks, i));
		}
	}
	return OK;
}

/* Which messages a move sends; internal moves send nothing (rules.md §§ 4, 8). */
static const struct told {
	enum action action;
	enum state to;
	enum message message;
	const char *field;
} tells[] = {
#define TELL(action, to, message, field) {ACTION_##action, STATE_##to, MESSAGE_##message, #field},
#include "core/application/states.def"
};

static enum err write_messages(struct ctx *c, const struct application *app, const struct row *row,
			       const struct values *v, const char *reason, int items)
{
	struct date due;
	bool dated = app->due_on[0] && date_parse(app->due_on, &due);
	const struct message_value values[] = {
		{"number", app->number},
		{"organisation", app->org_name},
		{"items", arena_printf(c->arena, "%d", items)},
		{"due", dated ? date_chinese(c->arena, due) : ""},
		{"reason", reason ? reason : ""},
		{NULL, NULL},
	};

	for (size_t i = 0; i < sizeof tells / sizeof *tells; i++)
		if (tells[i].action == row->action && tells[i].to == row->to)
			TRY(outbox_add(c, tells[i].message, values_get(v, tells[i].field), app->id, values));
	return OK;
}

/* What a move does besides changing the state. */
static enum err consequences(struct ctx *c, struct application *app, const struct row *row, const struct move *m)
{
	struct values v;
	int items = 0;

	if (row->action == ACTION_SUBMIT || row->action == ACTION_AMEND)
		TRY(submission_freeze(c, app));
	if (app->version == 0)
		return OK; /* a draft withdrawn before its first submission: nobody to tell */
	TRY(application_values(c, app, app->version, &v));
	if (row->action == ACTION_RETURN)
		TRY(write_corrections(c, app, row->from, &items));
	if (row->to == STATE_OPENED)
		TRY(account_open(c, app, &v));
	return write_messages(c, app, row, &v, m->reason, items);
}

enum err review_move(struct ctx *c, struct application *app, const struct move *m)
{
	const struct row *row = row_find(app->state, m->action);

	if (!row || !(c->actor.roles & row->roles))
		return review_denied(c);
	TRY(review_lock(c, app, m->version, m->moves));
	if ((m->action == ACTION_SUBMIT || m->action == ACTION_AMEND) && m->edits != app->edits)
		return review_stale(c, false);
	if (!review_may(app, &c->actor, m->action))
		return review_denied(c);
	TRY(row->guard(c, app, m));
	TRY(write_decision(c, app, row, m));
	TRY(write_state(c, app, row));
	TRY(consequences(c, app, row, m));
	TRY(write_event(c, app, row, m->reason));
	log_info("application %lld: %s -> %s", (long long)app->id, state_name(row->from), state_name(row->to));
	return OK;
}
