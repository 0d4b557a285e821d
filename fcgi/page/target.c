/* target: see target.h. */
#include "page/target.h"

#include <string.h>

#include "base/arena.h"
#include "core/form/field.h"
#include "core/material/material.h"

void target_show(struct req *r, const char *row, const char *target, const struct materials *m)
{
	const struct field *f = !strncmp(target, "field:", 6) ? form_field(target + 6) : NULL;

	if (f) {
		view_set(r, arena_printf(r->arena, "%s.field", row), f->name);
		view_set(r, arena_printf(r->arena, "%s.section", row), f->section);
	}
	for (size_t i = 0; i < m->count; i++) {
		if (strcmp(target, arena_printf(r->arena, "material:%s", m->v[i].code)))
			continue;
		view_num(r, arena_printf(r->arena, "%s.material_number", row), m->v[i].number);
		view_set(r, arena_printf(r->arena, "%s.material", row), m->v[i].name);
	}
}
