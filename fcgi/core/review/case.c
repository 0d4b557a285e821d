/* case.c: the reviewer's joined view of one version. Reading only; who may see the application was application_for_staff's. */
#include "core/review/case.h"

#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/application_changes.h"
#include "core/application/application_section.h"
#include "core/application/state.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "core/form/values.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/material/material.h"
#include "core/review/objection.h"

static enum err frozen(struct ctx *c, const struct application *app, int version, struct case_file *out)
{
	TRY(db_do(c->db, c->arena, SQL_CASE_VERSIONS, &out->versions, db_int(app->id)));
	for (size_t i = 0; i < out->versions.count; i++)
		if (db_num(&out->versions, i, "version") == version)
			return OK;
	return ERR_NOT_FOUND;
}

/* What is said of targets: the marks of the review, and what earlier rounds of it settled. */
struct marks { size_t count; struct target *target; struct case_mark *v; struct settled settled; };

static struct case_mark mark_of(const struct db_rows *rows, size_t i)
{
	return (struct case_mark){.verdict = db_str(rows, i, "verdict"), .problem = db_str(rows, i, "problem"),
				  .remedy = db_str(rows, i, "remedy"), .staff = db_str(rows, i, "staff"),
				  .staff_id = db_num(rows, i, "staff_id"), .marked_at = db_when(rows, i, "marked_at"),
				  .settled_in = (int)db_num(rows, i, "settled_in"), .changes = (int)db_num(rows, i, "changes"),
				  .agreed = db_str(rows, i, "agreed"), .supervisor = db_str(rows, i, "supervisor"),
				  .supervisor_reason = db_str(rows, i, "supervisor_reason")};
}

static enum err load_marks(struct ctx *c, const struct application *app, struct case_file *f, struct marks *out)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_CASE_MARKS, &rows, db_int(app->id), db_int(f->version), db_text(f->stage)));
	*out = (struct marks){.count = rows.count, .target = ARENA_ARRAY(c->arena, struct target, rows.count),
			      .v = ARENA_ARRAY(c->arena, struct case_mark, rows.count)};
	for (size_t i = 0; i < rows.count; i++) {
		out->target[i] = target_parse(c->arena, db_str(&rows, i, "target"));
		out->v[i] = mark_of(&rows, i);
	}
	return f->version == app->version ? objection_settled(c, app, &out->settled) : OK;
}

static const struct case_mark *find_mark(const struct marks *m, struct target target)
{
	for (size_t i = 0; i < m->count; i++)
		if (target_equal(m->target[i], target))
			return &m->v[i];
	return NULL;
}

static void tally_wrong(struct case_file *f, const struct case_mark *mark)
{
	f->wrong++;
	f->waiting += mark->settled_in && !mark->agreed[0];
	f->declined += mark->settled_in && !strcmp(mark->agreed, "0");
}

/* Counts one target into the totals and gives its mark. */
static const struct case_mark *tally(struct case_file *f, const struct marks *m, struct target target, bool changed)
{
	const struct case_mark *mark = find_mark(m, target);

	f->changed += changed;
	if (!mark)
		f->unmarked++;
	else if (!strcmp(mark->verdict, "wrong"))
		tally_wrong(f, mark);
	else
		f->right++;
	return mark;
}

static void add_field(struct ctx *c, struct case_file *f, const struct field *field, const struct values *now,
		      const struct values *then, const struct marks *m)
{
	const char *value = values_get(now, field->name);
	const char *old = f->previous ? values_get(then, field->name) : value;
	bool changed = strcmp(value, old) != 0;

	if (!values_meet(now, field->when) || (!value[0] && !changed))
		return;
	struct case_field *out = &f->field[f->field_count++];
	*out = (struct case_field){.field = field, .value = field_masked(c->arena, field, value),
				   .old = changed ? field_masked(c->arena, field, old) : NULL};
	out->settled_in = objection_settled_in(&m->settled, target_field(field->name));
	if (value[0]) /* what is empty is nothing to mark (review_targets) */
		out->mark = tally(f, m, target_field(field->name), changed);
}

static enum err load_fields(struct ctx *c, const struct application *app, struct case_file *f, const struct marks *m)
{
	struct values now, then;

	TRY(application_values(c, app, f->version, &now));
	if (f->previous)
		TRY(application_values(c, app, f->previous, &then));
	f->field = ARENA_ARRAY(c->arena, struct case_field, form_field_count);
	for (size_t i = 0; i < form_field_count; i++)
		add_field(c, f, &form_fields[i], &now, &then, m);
	return OK;
}

static enum err load_materials(struct ctx *c, const struct application *app, struct case_file *f, const struct marks *m)
{
	struct materials list;
	struct changes ch = {0};

	TRY(material_list(c, app, f->version, &list));
	if (f->previous)
		TRY(application_changes_asked(c, app, f->previous, f->version, &ch));
	f->material_count = list.count;
	f->material = ARENA_ARRAY(c->arena, struct case_material, list.count);
	for (size_t i = 0; i < list.count; i++) {
		struct target target = target_material(list.v[i].code);
		bool changed = changes_have(&ch, target);

		f->material[i] = (struct case_material){&list.v[i], changed, tally(f, m, target, changed),
							objection_settled_in(&m->settled, target)};
	}
	return OK;
}

static enum err load_history(struct ctx *c, const struct application *app, struct case_file *f)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_CASE_EVENTS, &f->events, db_int(app->id)));
	TRY(db_do(c->db, c->arena, SQL_CASE_DECISIONS, &f->decisions, db_int(app->id)));
	TRY(db_do(c->db, c->arena, SQL_CASE_CORRECTIONS, &f->corrections, db_int(app->id)));
	TRY(db_do(c->db, c->arena, SQL_CASE_RELATED, &f->related, db_int(app->id), db_int(app->version)));
	TRY(db_do(c->db, c->arena, SQL_CASE_PROPOSAL, &rows, db_int(app->id), db_int(app->version),
		  db_text(state_name(app->state))));
	if (!rows.count)
		return OK;
	f->proposer_id = db_num(&rows, 0, "staff_id");
	f->proposer = db_str(&rows, 0, "staff");
	f->proposal = db_str(&rows, 0, "reason");
	f->proposed_at = db_when(&rows, 0, "proposed_at");
	return OK;
}

enum err case_load(struct ctx *c, const struct application *app, int version, struct case_file *out)
{
	struct marks marks;

	*out = (struct case_file){.version = version, .previous = version > 1 ? version - 1 : 0,
				  .stage = state_name(state_row(app->state)->marks), .proposer = "", .proposal = ""};
	TRY(frozen(c, app, version, out));
	TRY(load_marks(c, app, out, &marks));
	TRY(load_fields(c, app, out, &marks));
	TRY(load_materials(c, app, out, &marks));
	return load_history(c, app, out);
}

enum err case_reveal(struct ctx *c, const struct application *app, int version, const char *field, const char **value)
{
	const struct field *f = form_field(field);
	struct values v;

	if (!f || !f->sensitive)
		return ERR_NOT_FOUND;
	TRY(application_values(c, app, version, &v));
	*value = values_get(&v, field);
	audit_note(c, "field.reveal", "application", app->id, "{\"version\":%d,\"field\":\"%s\"}", version, f->name);
	return OK;
}

enum err case_reasons(struct ctx *c, struct db_rows *out)
{
	return db_do0(c->db, c->arena, SQL_CASE_REASONS, out);
}

enum err case_reason(struct ctx *c, int64_t id, const char **problem, const char **remedy)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_CASE_REASON, &rows, db_int(id)));
	if (!rows.count)
		return ERR_NOT_FOUND;
	*problem = db_str(&rows, 0, "problem");
	*remedy = db_str(&rows, 0, "remedy");
	return OK;
}

enum err case_public_id(struct ctx *c, const char *number, const char **public_id)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_CASE_PUBLIC_ID, &rows, db_text(number)));
	if (!rows.count)
		return ERR_NOT_FOUND;
	*public_id = db_str(&rows, 0, "public_id");
	return OK;
}

enum err case_audit(struct ctx *c, int64_t before_id, const char *object, struct db_rows *out)
{
	int64_t before = before_id > 0 ? before_id : INT64_MAX;

	if (!(c->actor.roles & ROLE_AUDITOR))
		return ERR_DENIED;
	if (!object[0])
		return db_do(c->db, c->arena, SQL_CASE_AUDIT, out, db_int(before));
	return db_do(c->db, c->arena, SQL_CASE_AUDIT_OF, out, db_text(object), db_int(before));
}
