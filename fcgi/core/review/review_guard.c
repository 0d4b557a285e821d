/* review_guard.c: the guards of the table of states. Reads only. */
#include "core/review/review_guard.h"

#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/application_section.h"
#include "core/application/state.h"
#include "core/form/check.h"
#include "core/form/field.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"
#include "core/material/material.h"
#include "core/material/scan.h"
#include "core/review/paper.h"
#include "core/review/review.h"
#include "core/submission/submission_missing.h"

enum err review_lock(struct ctx *c, struct application *app, int version, int moves)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_REVIEW_LOCK, &rows, db_int(app->id)));
	if (strcmp(db_str(&rows, 0, "state"), state_name(app->state)) || db_num(&rows, 0, "version") != version ||
	    db_num(&rows, 0, "moves") != moves)
		return ERR_STALE;
	app->version = version;
	app->moves = moves;
	app->edits = (int)db_num(&rows, 0, "edits");
	app->amending = db_num(&rows, 0, "amending") != 0;
	app->claimed_by = db_num(&rows, 0, "claimed_by");
	app->claimed_at = db_when(&rows, 0, "claimed_at");
	return OK;
}

enum err review_targets(struct ctx *c, const struct application *app, int version, struct changes *out)
{
	struct values v;
	struct materials materials;

	TRY(application_values(c, app, version, &v));
	TRY(material_list(c, app, version, &materials));
	out->target = ARENA_ARRAY(c->arena, const char *, form_field_count + materials.count);
	out->count = 0;
	for (size_t i = 0; i < form_field_count; i++) {
		const char *name = form_fields[i].name;
		if (values_meet(&v, form_fields[i].when) && values_get(&v, name)[0])
			out->target[out->count++] = arena_printf(c->arena, "field:%s", name);
	}
	for (size_t i = 0; i < materials.count; i++)
		out->target[out->count++] = arena_printf(c->arena, "material:%s", materials.v[i].code);
	return OK;
}

static enum err all_marked_right(struct ctx *c, const struct application *app)
{
	struct changes targets;
	struct db_rows right;

	TRY(review_targets(c, app, app->version, &targets));
	TRY(db_do(c->db, c->arena, SQL_REVIEW_RIGHT_MARKS, &right, db_int(app->id), db_int(app->version),
		  db_text(state_name(app->state))));
	for (size_t i = 0; i < targets.count; i++) {
		bool found = false;
		for (size_t k = 0; k < right.count && !found; k++)
			found = !strcmp(targets.target[i], db_str(&right, k, "target"));
		if (!found)
			return ERR_INVALID;
	}
	return OK;
}

static enum err something_wrong(struct ctx *c, const struct application *app)
{
	struct db_rows wrong;

	TRY(db_do(c->db, c->arena, SQL_REVIEW_WRONG_MARKS, &wrong, db_int(app->id), db_int(app->version),
		  db_text(state_name(app->state))));
	return wrong.count ? OK : ERR_INVALID;
}

/* Every material that goes by post is here, in full, in order and valid. */
static enum err paper_complete(struct ctx *c, const struct application *app)
{
	struct papers papers;

	TRY(paper_list(c, app, app->version, &papers));
	return papers.complete ? OK : ERR_INVALID;
}

/* Received is counted: nothing is left to look for in the envelope. */
static enum err paper_counted(struct ctx *c, const struct application *app)
{
	struct papers papers;

	TRY(paper_list(c, app, app->version, &papers));
	for (size_t i = 0; i < papers.count; i++)
		if (!papers.v[i].held && papers.v[i].version != app->version)
			return ERR_INVALID;
	return OK;
}

static enum err paper_problem(struct ctx *c, const struct application *app)
{
	struct papers papers;

	TRY(paper_list(c, app, app->version, &papers));
	return papers.problems ? OK : ERR_INVALID;
}

/* Four eyes: the database's trigger holds it too; here it gives the answer before anything is written. */
static enum err nobody_twice(struct ctx *c, const struct application *app)
{
	struct db_rows passed;

	TRY(db_do(c->db, c->arena, SQL_REVIEW_PASSED_BY, &passed, db_int(app->id), db_int(app->version),
		  db_int(c->actor.id)));
	return passed.count ? ERR_DENIED : OK;
}

static enum err proposed_by_another(struct ctx *c, const struct application *app, const struct move *m)
{
	struct db_rows proposal;

	TRY(db_do(c->db, c->arena, SQL_REVIEW_PROPOSAL, &proposal, db_int(app->id), db_int(app->version),
		  db_text(state_name(app->state))));
	if (!proposal.count || db_num(&proposal, 0, "staff_id") != m->proposer_id || !m->reason || !m->reason[0])
		return ERR_INVALID;
	return m->proposer_id == c->actor.id ? ERR_DENIED : OK;
}

/* Handing over and its answers are lines of a hand-over list, made by hand_over.c in the same transaction. */
static enum err listed(struct ctx *c, const struct application *app, const char *state)
{
	struct db_rows line;

	TRY(db_do(c->db, c->arena, SQL_REVIEW_HAND_OVER_LINE, &line, db_int(app->id), db_int(app->version),
		  db_text(state)));
	return line.count ? OK : ERR_INVALID;
}

static enum err complete(struct ctx *c, const struct application *app)
{
	struct problems missing;

	TRY(submission_missing(c, app, &missing));
	return missing.count ? ERR_INVALID : OK;
}

static enum err guard_pass(struct ctx *c, const struct application *app)
{
	bool files_shown;

	TRY(nobody_twice(c, app));
	TRY(scan_lets_pass(c, app, app->version, &files_shown));
	if (!files_shown)
		return ERR_INVALID;
	if (app->state == STATE_INITIAL_REVIEW)
		return all_marked_right(c, app);
	if (something_wrong(c, app) == OK)
		return ERR_INVALID; /* marked wrong in this stage: return it, or mark it right */
	return app->state == STATE_PAPER_REVIEW ? paper_complete(c, app) : OK;
}

enum err review_guard(struct ctx *c, const struct application *app, const struct move *m)
{
	switch (m->action) {
	case ACTION_SUBMIT:
	case ACTION_AMEND:
		return complete(c, app);
	case ACTION_PASS:
		return guard_pass(c, app);
	case ACTION_RETURN:
		return something_wrong(c, app);
	case ACTION_RETURN_PAPER:
		return paper_problem(c, app);
	case ACTION_REFUSE:
		return proposed_by_another(c, app, m);
	case ACTION_HAND_OVER:
		return listed(c, app, "sent");
	case ACTION_ACCEPT:
		return listed(c, app, "accepted");
	case ACTION_DISPUTE:
		return m->reason && m->reason[0] ? listed(c, app, "disputed") : ERR_INVALID;
	case ACTION_RECEIVE:
		return paper_counted(c, app);
	case ACTION_WITHDRAW:
	case ACTION_COUNT:
		return OK;
	}
	return ERR_DENIED;
}
