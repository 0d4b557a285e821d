/* review_guard.c: the guards of the table of states. Reads only. */
#include "core/review/review_guard.h"

#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/application_section.h"
#include "core/application/state.h"
#include "core/form/check.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/material/material.h"
#include "core/material/scan.h"
#include "core/review/paper.h"
#include "core/review/review.h"
#include "core/review/review_fresh.h"
#include "core/submission/submission_missing.h"

enum err review_lock(struct ctx *c, struct application *app, int version, int moves)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_REVIEW_LOCK, &rows, db_int(app->id)));
	if (strcmp(db_str(&rows, 0, "state"), state_name(app->state)) || db_num(&rows, 0, "version") != version ||
	    db_num(&rows, 0, "moves") != moves)
		return review_stale(c, (int)db_num(&rows, 0, "version") != version);
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
	out->target = ARENA_ARRAY(c->arena, struct target, form_field_count + materials.count);
	out->count = 0;
	for (size_t i = 0; i < form_field_count; i++) {
		const char *name = form_fields[i].name;

		if (values_meet(&v, form_fields[i].when) && values_get(&v, name)[0])
			out->target[out->count++] = target_field(name);
	}
	for (size_t i = 0; i < materials.count; i++)
		out->target[out->count++] = target_material(materials.v[i].code);
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
			found = target_equal(targets.target[i], target_parse(c->arena, db_str(&right, k, "target")));
		if (!found)
			return refuse(c, ERR_INVALID, "marks_incomplete");
	}
	return OK;
}

static enum err wrong_marks(struct ctx *c, const struct application *app, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_REVIEW_WRONG_MARKS, out, db_int(app->id), db_int(app->version),
		     db_text(state_name(app->state)));
}

/* What an earlier round settled is objected to with a supervisor's reason only (objection.h). */
enum err guard_some_wrong(struct ctx *c, const struct application *app, const struct move *m)
{
	struct db_rows wrong;

	(void)m;
	TRY(wrong_marks(c, app, &wrong));
	for (size_t i = 0; i < wrong.count; i++)
		if (db_num(&wrong, i, "settled_in") && !db_num(&wrong, i, "agreed"))
			return refuse(c, ERR_INVALID, "objection_waits");
	return wrong.count ? OK : refuse(c, ERR_INVALID, "nothing_wrong");
}

/* Every material that goes by post is here, in full, in order and valid. */
static enum err paper_complete(struct ctx *c, const struct application *app)
{
	struct papers papers;

	TRY(paper_list(c, app, app->version, &papers));
	return papers.complete ? OK : refuse(c, ERR_INVALID, "paper_incomplete");
}

/* Received is counted: nothing is left to look for in the envelope. */
enum err guard_papers_counted(struct ctx *c, const struct application *app, const struct move *m)
{
	struct papers papers;

	(void)m;
	TRY(paper_list(c, app, app->version, &papers));
	for (size_t i = 0; i < papers.count; i++)
		if (!papers.v[i].held && papers.v[i].version != app->version)
			return refuse(c, ERR_INVALID, "paper_uncounted");
	return OK;
}

enum err guard_paper_wrong(struct ctx *c, const struct application *app, const struct move *m)
{
	struct papers papers;

	(void)m;
	TRY(paper_list(c, app, app->version, &papers));
	return papers.problems ? OK : refuse(c, ERR_INVALID, "no_paper_problem");
}

/* Four eyes: the database's trigger holds it too; here it gives the answer before anything is written. */
static enum err nobody_twice(struct ctx *c, const struct application *app)
{
	struct db_rows passed;

	TRY(db_do(c->db, c->arena, SQL_REVIEW_PASSED_BY, &passed, db_int(app->id), db_int(app->version),
		  db_int(c->actor.id)));
	return passed.count ? refuse(c, ERR_DENIED, "four_eyes") : OK;
}

enum err guard_proposed(struct ctx *c, const struct application *app, const struct move *m)
{
	struct db_rows proposal;

	TRY(db_do(c->db, c->arena, SQL_REVIEW_PROPOSAL, &proposal, db_int(app->id), db_int(app->version),
		  db_text(state_name(app->state))));
	if (!proposal.count || db_num(&proposal, 0, "staff_id") != m->proposer_id || !m->reason || !m->reason[0])
		return refuse(c, ERR_INVALID, "refusal_reason");
	return m->proposer_id == c->actor.id ? refuse(c, ERR_DENIED, "four_eyes") : OK;
}

/* Handing over and its answers are lines of a hand-over list, made by hand_over.c in the same transaction. */
static enum err listed(struct ctx *c, const struct application *app, const char *state)
{
	struct db_rows line;

	TRY(db_do(c->db, c->arena, SQL_REVIEW_HAND_OVER_LINE, &line, db_int(app->id), db_int(app->version),
		  db_text(state)));
	return line.count ? OK : refuse(c, ERR_INVALID, "not_listed");
}

enum err guard_complete(struct ctx *c, const struct application *app, const struct move *m)
{
	struct problems missing;

	(void)m;
	TRY(submission_missing(c, app, &missing));
	return missing.count ? refuse(c, ERR_INVALID, "check_incomplete") : OK;
}

/* Whatever the review: by somebody else than before, and of files that could be looked at. */
static enum err passable(struct ctx *c, const struct application *app)
{
	bool files_shown;

	TRY(nobody_twice(c, app));
	TRY(scan_lets_pass(c, app, app->version, &files_shown));
	return files_shown ? OK : refuse(c, ERR_INVALID, "files_unscanned");
}

enum err guard_all_right(struct ctx *c, const struct application *app, const struct move *m)
{
	(void)m;
	TRY(passable(c, app));
	return all_marked_right(c, app);
}

/* Marked wrong in this stage: return it, or mark it right. */
enum err guard_none_wrong(struct ctx *c, const struct application *app, const struct move *m)
{
	struct db_rows wrong;

	(void)m;
	TRY(passable(c, app));
	TRY(wrong_marks(c, app, &wrong));
	return wrong.count ? refuse(c, ERR_INVALID, "marked_wrong") : OK;
}

enum err guard_papers_right(struct ctx *c, const struct application *app, const struct move *m)
{
	TRY(guard_none_wrong(c, app, m));
	return paper_complete(c, app);
}

enum err guard_listed(struct ctx *c, const struct application *app, const struct move *m)
{
	(void)m;
	return listed(c, app, "sent");
}

enum err guard_accepted(struct ctx *c, const struct application *app, const struct move *m)
{
	(void)m;
	return listed(c, app, "accepted");
}

enum err guard_disputed(struct ctx *c, const struct application *app, const struct move *m)
{
	return m->reason && m->reason[0] ? listed(c, app, "disputed") : refuse(c, ERR_INVALID, "required");
}

enum err guard_none(struct ctx *c, const struct application *app, const struct move *m)
{
	(void)c, (void)app, (void)m;
	return OK;
}
