/* apply_check.c: all answers and materials on one page with what is still missing, and submitting them. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/application_section.h"
#include "core/application/state.h"
#include "core/form/check.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "core/form/values.h"
#include "core/material/material.h"
#include "core/review/review.h"
#include "core/submission/self_check.h"
#include "core/submission/submission_missing.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/apply/apply_paper.h"
#include "page/page.h"

static const struct form_row move_rows[] = {
	/* name     rule     max flags: what the page was made from */
	{"version", rule_id, 9, FORM_REQUIRED},
	{"moves",   rule_id, 9, FORM_REQUIRED},
	{"edits",   rule_id, 9, FORM_REQUIRED},
	{"advice_seen", rule_token, 3, 0}, /* ticked: what is worth a second look was looked at */
};
const struct form apply_move_form = FORM(move_rows);

/* ---- showing ---- */

static void show_answers(struct req *r, const struct values *v)
{
	size_t s = 0;

	for (size_t i = 0; i < form_section_count; i++) {
		const char *section = form_sections[i], *row = arena_printf(r->arena, "section.%zu", s);
		size_t n = 0;

		if (!values_section_applies(v, section))
			continue;
		s++;
		view_set(r, arena_printf(r->arena, "%s.name", row), section);
		view_setf(r, arena_printf(r->arena, "%s.url", row), "/apply/section/%s", section);
		for (size_t k = 0; k < form_field_count; k++) {
			const struct field *f = &form_fields[k];
			const char *line = arena_printf(r->arena, "%s.field.%zu", row, n);

			if (strcmp(f->section, section) || !values_meet(v, f->when) || (!v->v[k][0] && !f->required))
				continue;
			view_set(r, arena_printf(r->arena, "%s.name", line), f->name);
			view_setf(r, arena_printf(r->arena, "%s.url", line), "/apply/section/%s#f-%s", section, f->name);
			apply_value(r, line, f, v->v[k], false);
			n++;
		}
	}
}

static enum err show_materials(struct req *r, const struct application *app)
{
	struct materials m;

	TRY(material_list(page_ctx(r), app, 0, &m));
	for (size_t i = 0; i < m.count; i++) {
		const char *row = arena_printf(r->arena, "material.%zu", i);
		size_t files = 0;

		for (size_t k = 0; k < m.v[i].slot_count; k++)
			files += m.v[i].slot[k].file_count;
		view_num(r, arena_printf(r->arena, "%s.number", row), m.v[i].number);
		view_set(r, arena_printf(r->arena, "%s.name", row), m.v[i].name);
		view_num(r, arena_printf(r->arena, "%s.files", row), (int64_t)files);
		view_num(r, arena_printf(r->arena, "%s.complete", row), m.v[i].complete);
		view_setf(r, arena_printf(r->arena, "%s.url", row), "/apply/materials#material-%s", m.v[i].code);
	}
	return OK;
}

/* The material's name and the slot's: the one named, or its only one. */
static enum err name_material(struct req *r, const struct application *app, const char *row, struct target target)
{
	const char *slot = *target.slot ? target.slot : "document";
	struct materials m;

	TRY(material_list(page_ctx(r), app, 0, &m));
	for (size_t i = 0; i < m.count; i++) {
		for (size_t k = 0; k < m.v[i].slot_count; k++) {
			if (strcmp(m.v[i].code, target.name) || strcmp(m.v[i].slot[k].slot, slot))
				continue;
			view_num(r, arena_printf(r->arena, "%s.number", row), m.v[i].number);
			view_set(r, arena_printf(r->arena, "%s.material", row), m.v[i].name);
			if (m.v[i].slot_count > 1)
				view_set(r, arena_printf(r->arena, "%s.slot", row), m.v[i].slot[k].name);
		}
	}
	return OK;
}

static enum err show_problem(struct req *r, const struct application *app, const char *row, const struct problem *p)
{
	struct target t = p->target;
	const struct field *f = t.kind == TARGET_FIELD ? form_field(t.name) : NULL;

	view_set(r, arena_printf(r->arena, "%s.message", row), p->message);
	view_set(r, arena_printf(r->arena, "%s.url", row), apply_target_path(r, t));
	if (t.kind == TARGET_MATERIAL)
		return name_material(r, app, row, t);
	if (t.kind == TARGET_CORRECTION)
		view_set(r, arena_printf(r->arena, "%s.item", row), t.name);
	if (f)
		view_set(r, arena_printf(r->arena, "%s.section", row), f->section);
	if (t.kind == TARGET_CONTACT || (f && strcmp(p->message, "section_missing")))
		view_set(r, arena_printf(r->arena, "%s.field", row), t.name);
	return OK;
}

/* Advice of the self-check; what must be mended is shown as missing. */
static enum err show_advice(struct req *r, const struct application *app)
{
	struct findings f;

	TRY(self_check(page_ctx(r), app, 0, &f));
	view_num(r, "advice_count", (int64_t)(f.count - f.musts));
	for (size_t i = f.musts; i < f.count; i++) {
		const char *row = arena_printf(r->arena, "advice.%zu", i - f.musts);
		struct target t = f.v[i].target;

		view_set(r, arena_printf(r->arena, "%s.rule", row), f.v[i].rule);
		view_set(r, arena_printf(r->arena, "%s.url", row), apply_target_path(r, t));
		view_set(r, arena_printf(r->arena, "%s.value", row), f.v[i].value);
		if (f.v[i].other[0]) {
			view_set(r, arena_printf(r->arena, "%s.other", row), f.v[i].other);
			view_set(r, arena_printf(r->arena, "%s.other_section", row), form_field(f.v[i].other)->section);
		}
		if (t.kind == TARGET_MATERIAL) {
			TRY(name_material(r, app, row, t));
			continue;
		}
		view_set(r, arena_printf(r->arena, "%s.section", row), form_field(t.name)->section);
		view_set(r, arena_printf(r->arena, "%s.field", row), t.name);
	}
	return OK;
}

enum err apply_check(struct req *r)
{
	struct application *app = page_application(r);
	struct values v;
	struct problems missing;

	TRY(application_values(page_ctx(r), app, 0, &v));
	show_answers(r, &v);
	TRY(show_materials(r, app));
	TRY(apply_papers_touched(r, app));
	TRY(submission_missing(page_ctx(r), app, &missing));
	view_num(r, "missing", (int64_t)missing.count);
	for (size_t i = 0; i < missing.count; i++)
		TRY(show_problem(r, app, arena_printf(r->arena, "problem.%zu", i), &missing.v[i]));
	return show_advice(r, app);
}

/* ---- submitting ---- */

/* Advice that was not on the page either: nothing was ticked, so it is shown now. What review_move refuses anyway, because of
 * later edits or because something must be mended, is its to say. */
static enum err advice_is_seen(struct req *r, const struct application *app, bool *out)
{
	struct findings f;

	*out = true;
	if (!strcmp(req_value(r, "advice_seen"), "yes") || app->edits != atoi(req_value(r, "edits")))
		return OK;
	TRY(self_check(page_ctx(r), app, 0, &f));
	*out = f.musts || !f.count;
	return OK;
}

enum err apply_check_submit(struct req *r)
{
	struct application *app = page_application(r);
	bool seen;
	enum err e;

	TRY(advice_is_seen(r, app, &seen));
	if (!seen) {
		req_error(r, "advice_seen", "advice_unseen");
		return OK;
	}
	e = review_move(page_ctx(r), app,
			&(struct move){.action = review_moves(app->state, ACTION_SUBMIT) ? ACTION_SUBMIT : ACTION_AMEND,
				       .version = atoi(req_value(r, "version")), .moves = atoi(req_value(r, "moves")),
				       .edits = atoi(req_value(r, "edits"))});
	if (e == OK)
		return req_redirect(r, "/apply");
	return page_refuse_case(r, e, "");
}
