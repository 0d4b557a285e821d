/* objection.c: compares the newest version with the rounds before it, and takes down what a supervisor says. What becomes of a mark in
 * the letter is review.c's. */
#include "core/review/objection.h"

#include <string.h>

#include "base/arena.h"
#include "core/application/application_changes.h"
#include "core/application/state.h"
#include "core/form/document_field.h"
#include "core/ground/audit.h"
#include "core/ground/refusal.h"
#include "core/review/review_fresh.h"
#include "core/review/review_guard.h"

/* An earlier version that was decided on: what changed since, and what was objected to in it. */
struct round {
	int version;
	struct changes changes;
	struct db_rows wrong;
};

/* ---- what is settled ---- */

static bool touched(const struct round *round, struct target t)
{
	const struct changes *ch = &round->changes;

	if (changes_have(ch, t))
		return true;
	for (size_t i = 0; t.kind == TARGET_MATERIAL && i < ch->count; i++)
		if (ch->target[i].kind == TARGET_FIELD && document_prints(t.name, ch->target[i].name))
			return true;
	return false;
}

static bool objected(struct ctx *c, const struct round *round, struct target t)
{
	for (size_t i = 0; i < round->wrong.count; i++)
		if (target_equal(t, target_parse(c->arena, db_str(&round->wrong, i, "target"))))
			return true;
	return false;
}

/* The newest round in which it stood as it does now has the say. */
static int settling(struct ctx *c, const struct round *round, size_t count, struct target t)
{
	for (size_t i = 0; i < count; i++)
		if (!touched(&round[i], t))
			return objected(c, &round[i], t) ? 0 : round[i].version;
	return 0;
}

static enum err load_rounds(struct ctx *c, const struct application *app, const struct db_rows *rows, struct round *out)
{
	for (size_t i = 0; i < rows->count; i++) {
		out[i].version = (int)db_num(rows, i, "version");
		TRY(application_changes_asked(c, app, out[i].version, app->version, &out[i].changes));
		TRY(db_do(c->db, c->arena, SQL_REVIEW_WRONG_MARKS, &out[i].wrong, db_int(app->id), db_int(out[i].version),
			  db_text(state_name(app->state))));
	}
	return OK;
}

enum err objection_settled(struct ctx *c, const struct application *app, struct settled *out)
{
	struct db_rows rows;
	struct changes all;
	struct round *rounds;

	*out = (struct settled){0};
	if (!state_row(app->state)->reviewed)
		return OK;
	TRY(db_do(c->db, c->arena, SQL_OBJECTION_ROUNDS, &rows, db_int(app->id), db_int(app->version),
		  db_text(state_name(app->state))));
	if (!rows.count)
		return OK;
	rounds = ARENA_ARRAY(c->arena, struct round, rows.count);
	TRY(load_rounds(c, app, &rows, rounds));
	TRY(review_targets(c, app, app->version, &all));
	*out = (struct settled){ARENA_ARRAY(c->arena, struct target, all.count), ARENA_ARRAY(c->arena, int, all.count), 0};
	for (size_t i = 0; i < all.count; i++) {
		int version = settling(c, rounds, rows.count, all.target[i]);

		if (!version)
			continue;
		out->target[out->count] = all.target[i];
		out->version[out->count++] = version;
	}
	return OK;
}

int objection_settled_in(const struct settled *s, struct target target)
{
	for (size_t i = 0; i < s->count; i++)
		if (target_equal(s->target[i], target))
			return s->version[i];
	return 0;
}

/* ---- the supervisor's say ---- */

static enum err undecided(struct ctx *c, const struct application *app, const struct objection *o)
{
	struct db_rows mark;

	TRY(db_do(c->db, c->arena, SQL_OBJECTION_MARK, &mark, db_int(app->id), db_int(o->version),
		  db_text(state_name(app->state)), db_text(target_text(c->arena, o->target)), db_int(o->changes)));
	if (!mark.count)
		return refuse(c, ERR_STALE, "objection_moved");
	return db_num(&mark, 0, "staff_id") == c->actor.id ? refuse(c, ERR_DENIED, "objection_own") : OK;
}

enum err objection_decide(struct ctx *c, const struct application *app, const struct objection *o, bool agreed, const char *reason)
{
	struct application held = *app;
	const char *target = target_text(c->arena, o->target);

	if (!state_row(app->state)->reviewed || !(c->actor.roles & state_supervisor(app->state)))
		return review_denied(c);
	if (!reason[0])
		return refuse(c, ERR_INVALID, "objection_reason");
	TRY(review_lock(c, &held, o->version, o->moves));
	TRY(undecided(c, &held, o));
	TRY(db_do(c->db, c->arena, SQL_OBJECTION_DECIDE, NULL, db_int(agreed), db_int(c->actor.id), db_text(reason),
		  db_time(c->arena, c->now), db_int(app->id), db_int(o->version), db_text(state_name(app->state)), db_text(target)));
	audit_note(c, agreed ? "application.confirm_objection" : "application.decline_objection", "application", app->id,
		   "{\"version\":%d,\"target\":\"%s\"}", o->version, target);
	return OK;
}

/* ---- the count ---- */

enum err objection_counts(struct ctx *c, struct db_rows *out)
{
	const int64_t since = c->now - (int64_t)OBJECTION_COUNT_DAYS * 24 * 3600;

	return db_do(c->db, c->arena, SQL_OBJECTION_COUNTS, out, db_time(c->arena, since),
		     db_int((c->actor.roles & (ROLE_EXCHANGE_SUPERVISOR | ROLE_AUDITOR)) != 0),
		     db_int((c->actor.roles & (ROLE_REGISTRY_SUPERVISOR | ROLE_AUDITOR)) != 0));
}
