/* office_case_marks.c: what of a case is looked at and marked: fields, materials, what the panel of reasons is about, and the
 * letter that comes of the marks. Fills the view only; marks are posted to office_case_mark.c. */
#include "page/office/review/office_case_marks.h"

#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/form/field_rule.h"
#include "core/form/target.h"
#include "core/review/case.h"
#include "page/office/office.h"
#include "page/office/office_case_here.h"
#include "page/office/review/office_viewer.h"
#include "page/page.h"

/* ---- fields ---- */

/* A version that an earlier round let pass as it is; nothing for 0. */
static void show_settled(struct req *r, const char *row, int version)
{
	if (version)
		view_num(r, arena_printf(r->arena, "%s.settled_in", row), version);
}

/* One that needs a supervisor's reason, and what was said of it. */
static void show_objection(struct req *r, const char *row, const struct case_mark *m)
{
	view_set(r, arena_printf(r->arena, "%s.supervised", row), !m->agreed[0] ? "waits" : m->agreed[0] == '1' ? "agreed" : "declined");
	view_set(r, arena_printf(r->arena, "%s.supervisor", row), m->supervisor);
	view_set(r, arena_printf(r->arena, "%s.supervisor_reason", row), m->supervisor_reason);
	view_num(r, arena_printf(r->arena, "%s.changes", row), m->changes);
	view_num(r, arena_printf(r->arena, "%s.own", row), m->staff_id == page_ctx(r)->actor.id);
	show_settled(r, row, m->settled_in);
}

static void show_mark(struct req *r, const char *row, const struct case_mark *m)
{
	if (!m)
		return;
	view_set(r, arena_printf(r->arena, "%s.verdict", row), m->verdict);
	view_set(r, arena_printf(r->arena, "%s.problem", row), m->problem);
	view_set(r, arena_printf(r->arena, "%s.remedy", row), m->remedy);
	view_set(r, arena_printf(r->arena, "%s.staff", row), m->staff);
	if (m->settled_in)
		show_objection(r, row, m);
}

static void show_field(struct req *r, const struct application *app, const char *row, const struct case_field *f)
{
	const char *name = f->field->name, *group;

	if (field_choices(f->field, &group))
		view_set(r, arena_printf(r->arena, "%s.group", row), group);
	view_set(r, arena_printf(r->arena, "%s.name", row), name);
	view_set(r, arena_printf(r->arena, "%s.value", row), f->value);
	if (f->old)
		view_set(r, arena_printf(r->arena, "%s.changed", row), "1");
	view_set(r, arena_printf(r->arena, "%s.old", row), f->old);
	if (f->field->sensitive && f->value[0])
		view_set(r, arena_printf(r->arena, "%s.sensitive", row), "1");
	if (f->value[0])
		view_set(r, arena_printf(r->arena, "%s.markable", row), "1");
	view_set(r, arena_printf(r->arena, "%s.target", row), target_text(r->arena, target_field(name)));
	if (!strcmp(name, req_value(r, "field")))
		view_set(r, arena_printf(r->arena, "%s.current", row), "1");
	view_set(r, arena_printf(r->arena, "%s.wrong_url", row), office_case_here(r, app->public_id, name, "reason"));
	show_settled(r, row, f->settled_in);
	show_mark(r, row, f->mark);
}

/* In sections, in form order; with ?changed=1 only what changed. */
static void show_fields(struct req *r, const struct application *app, const struct case_file *f)
{
	const char *section = "", *prefix = "";
	bool only_changed = req_value(r, "changed")[0] == '1';
	size_t sections = 0, fields = 0;

	for (size_t i = 0; i < f->field_count; i++) {
		if (only_changed && !f->field[i].old)
			continue;
		if (strcmp(section, f->field[i].field->section)) {
			section = f->field[i].field->section;
			view_set(r, office_at(r, "section", sections, "name"), section);
			prefix = arena_printf(r->arena, "section.%zu.field", sections++);
			fields = 0;
		}
		show_field(r, app, arena_printf(r->arena, "%s.%zu", prefix, fields++), &f->field[i]);
	}
}

/* ---- materials ---- */

static const struct case_material *chosen_material(struct req *r, const struct case_file *f)
{
	for (size_t i = 0; i < f->material_count; i++)
		if (!strcmp(f->material[i].material->code, req_value(r, "material")))
			return &f->material[i];
	for (size_t i = 0; i < f->material_count; i++) /* else the first one to be looked at */
		if (!f->material[i].mark)
			return &f->material[i];
	return f->material_count ? &f->material[0] : NULL;
}

static void show_material(struct req *r, const struct application *app, size_t n, const struct case_material *m,
			  bool current)
{
	const char *row = arena_printf(r->arena, "material.%zu", n);
	size_t files = 0;

	view_set(r, office_at(r, "material", n, "code"), m->material->code);
	view_set(r, office_at(r, "material", n, "target"), target_text(r->arena, target_material(m->material->code)));
	view_set(r, office_at(r, "material", n, "name"), m->material->name);
	view_num(r, office_at(r, "material", n, "number"), m->material->number);
	view_set(r, office_at(r, "material", n, "url"),
		 office_case_url(r, app->public_id, m->material->code, "", "", "", ""));
	for (size_t s = 0; s < m->material->slot_count; s++)
		files += m->material->slot[s].file_count;
	view_num(r, office_at(r, "material", n, "files"), (int64_t)files);
	if (m->changed)
		view_set(r, office_at(r, "material", n, "changed"), "1");
	if (current)
		view_set(r, office_at(r, "material", n, "current"), "1");
	show_settled(r, row, m->settled_in);
	show_mark(r, row, m->mark);
}

static void show_materials(struct req *r, const struct application *app, const struct case_file *f)
{
	const struct case_material *current = chosen_material(r, f);

	for (size_t i = 0; i < f->material_count; i++)
		show_material(r, app, i, &f->material[i], current == &f->material[i]);
	view_num(r, "material_count", (int64_t)f->material_count);
	if (!current)
		return;
	view_set(r, "current.code", current->material->code);
	view_set(r, "current.name", current->material->name);
	view_num(r, "current.number", current->material->number);
	view_set(r, "current.requirement", current->material->requirement);
	view_set(r, "current.clause", current->material->clause);
	show_mark(r, "current", current->mark);
	office_viewer_show(r, app, current->material);
}

/* ---- reasons ---- */

static enum err show_reasons(struct req *r, const char *applies_to, const char *prefix)
{
	struct db_rows rows;
	size_t n = 0;

	TRY(case_reasons(page_ctx(r), &rows));
	for (size_t i = 0; i < rows.count; i++)
		if (!strcmp(db_str(&rows, i, "applies_to"), applies_to))
			view_row(r, arena_printf(r->arena, "%s.%zu", prefix, n++), &rows, i);
	return OK;
}

/* What the panel of reasons is about: the chosen field, else the chosen material. */
static enum err show_target(struct req *r, const struct case_file *f)
{
	const char *name = req_value(r, "field");

	for (size_t i = 0; i < f->field_count; i++)
		if (!strcmp(f->field[i].field->name, name)) {
			view_set(r, "target.name", target_text(r->arena, target_field(name)));
			view_set(r, "target.field", name);
			show_settled(r, "target", f->field[i].settled_in);
			show_mark(r, "target", f->field[i].mark);
			return show_reasons(r, "field", "reason");
		}
	const struct case_material *m = chosen_material(r, f);
	if (!m)
		return OK;
	view_set(r, "target.name", target_text(r->arena, target_material(m->material->code)));
	view_set(r, "target.material", m->material->name);
	show_settled(r, "target", m->settled_in);
	show_mark(r, "target", m->mark);
	return show_reasons(r, "material", "reason");
}

/* ---- the letter ---- */

/* The letter as it would go out: what is marked wrong, fields in form order, then materials (review.c numbers them so). */
static void show_letter(struct req *r, const struct case_file *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->field_count; i++) {
		if (!f->field[i].mark || strcmp(f->field[i].mark->verdict, "wrong"))
			continue;
		view_set(r, office_at(r, "letter", n, "field"), f->field[i].field->name);
		view_set(r, office_at(r, "letter", n, "section"), f->field[i].field->section);
		view_set(r, office_at(r, "letter", n, "target"), target_text(r->arena, target_field(f->field[i].field->name)));
		show_mark(r, arena_printf(r->arena, "letter.%zu", n++), f->field[i].mark);
	}
	for (size_t i = 0; i < f->material_count; i++) {
		if (!f->material[i].mark || strcmp(f->material[i].mark->verdict, "wrong"))
			continue;
		view_set(r, office_at(r, "letter", n, "name"), f->material[i].material->name);
		view_set(r, office_at(r, "letter", n, "target"), target_text(r->arena, target_material(f->material[i].material->code)));
		show_mark(r, arena_printf(r->arena, "letter.%zu", n++), f->material[i].mark);
	}
}

enum err office_marks_show(struct req *r, const struct application *app, const struct case_file *f)
{
	show_fields(r, app, f);
	show_materials(r, app, f);
	show_letter(r, f);
	return show_target(r, f);
}
