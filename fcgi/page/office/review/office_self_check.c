/* office_self_check.c: on a case: what the self-check finds in the version shown, with links to each field and material. */
#include "page/office/review/office_self_check.h"

#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "core/material/material.h"
#include "core/submission/self_check.h"
#include "page/page.h"

static void show_field(struct req *r, const char *row, const char *prefix, const struct field *f)
{
	view_set(r, arena_printf(r->arena, "%s.%s", row, *prefix ? prefix : "field"), f->name);
	view_set(r, arena_printf(r->arena, "%s.%s%ssection", row, prefix, *prefix ? "_" : ""), f->section);
}

/* Only what is asked for is found. */
static void show_material(struct req *r, const char *row, const struct materials *m, struct target t)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct material *own = &m->v[i];

		if (strcmp(own->code, t.name) != 0)
			continue;
		view_num(r, arena_printf(r->arena, "%s.number", row), own->number);
		view_set(r, arena_printf(r->arena, "%s.material", row), own->name);
		for (size_t k = 0; own->slot_count > 1 && k < own->slot_count; k++)
			if (!strcmp(own->slot[k].slot, t.slot))
				view_set(r, arena_printf(r->arena, "%s.slot", row), own->slot[k].name);
	}
}

static void show_finding(struct req *r, const char *row, const char *page, const struct materials *m,
			 const struct finding *x)
{
	const char *name = x->target.name;

	view_set(r, arena_printf(r->arena, "%s.rule", row), x->rule);
	view_set(r, arena_printf(r->arena, "%s.value", row), x->value);
	if (x->must)
		view_set(r, arena_printf(r->arena, "%s.must", row), "1");
	if (x->other[0])
		show_field(r, row, "other", form_field(x->other));
	if (x->target.kind == TARGET_FIELD) {
		show_field(r, row, "", form_field(name));
		view_setf(r, arena_printf(r->arena, "%s.url", row), "%s&field=%s#f-%s", page, name, name);
	} else {
		show_material(r, row, m, x->target);
		view_setf(r, arena_printf(r->arena, "%s.url", row), "%s&material=%s#viewer", page, name);
	}
}

enum err office_self_check_show(struct req *r, const struct application *app, int version)
{
	const char *page = arena_printf(r->arena, "/office/case/%s?version=%d", app->public_id, version);
	struct findings f;
	struct materials m;

	TRY(self_check(page_ctx(r), app, version, &f));
	TRY(material_list(page_ctx(r), app, version, &m));
	view_num(r, "findings.musts", (int64_t)f.musts);
	view_num(r, "findings.advice", (int64_t)(f.count - f.musts));
	for (size_t i = 0; i < f.count; i++)
		show_finding(r, arena_printf(r->arena, "finding.%zu", i), page, &m, &f.v[i]);
	return OK;
}
