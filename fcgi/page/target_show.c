/* target_show.c: one target, by what people call it. */
#include "page/target_show.h"

#include "base/arena.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "core/material/material.h"

void target_show(struct req *r, const char *row, struct target target, const struct materials *m)
{
	const struct field *f = target.kind == TARGET_FIELD ? form_field(target.name) : NULL;

	if (f) {
		view_set(r, arena_printf(r->arena, "%s.field", row), f->name);
		view_set(r, arena_printf(r->arena, "%s.section", row), f->section);
	}
	for (size_t i = 0; i < m->count; i++) {
		if (!target_equal(target, target_material(m->v[i].code)))
			continue;
		view_num(r, arena_printf(r->arena, "%s.material_number", row), m->v[i].number);
		view_set(r, arena_printf(r->arena, "%s.material", row), m->v[i].name);
	}
}
