/* apply_version.c: one frozen version for its applicant: all answers, what changed since the version before. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/application_changes.h"
#include "core/application/application_section.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "core/form/values.h"
#include "core/material/material.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/page.h"
#include "page/print.h"

static void show_sections(struct req *r, const struct values *v, const struct values *before, const struct changes *changes)
{
	size_t s = 0;

	for (size_t i = 0; i < form_section_count; i++) {
		const char *row = arena_printf(r->arena, "section.%zu", s);
		size_t n = 0;

		if (!values_section_applies(v, form_sections[i]))
			continue;
		s++;
		view_set(r, arena_printf(r->arena, "%s.name", row), form_sections[i]);
		for (size_t k = 0; k < form_field_count; k++) {
			const struct field *f = &form_fields[k];
			const char *line = arena_printf(r->arena, "%s.field.%zu", row, n);

			if (strcmp(f->section, form_sections[i]) || !v->v[k][0])
				continue;
			view_set(r, arena_printf(r->arena, "%s.name", line), f->name);
			apply_value(r, line, f, v->v[k], true);
			if (changes_have(changes, target_field(f->name))) {
				view_set(r, arena_printf(r->arena, "%s.changed", line), "1");
				apply_value(r, arena_printf(r->arena, "%s.old", line), f, before->v[k], true);
			}
			n++;
		}
	}
}

static void show_materials(struct req *r, const struct materials *m, const struct changes *changes)
{
	for (size_t i = 0; i < m->count; i++) {
		const char *row = arena_printf(r->arena, "material.%zu", i);
		size_t n = 0;

		view_num(r, arena_printf(r->arena, "%s.number", row), m->v[i].number);
		view_set(r, arena_printf(r->arena, "%s.name", row), m->v[i].name);
		if (changes_have(changes, target_material(m->v[i].code)))
			view_set(r, arena_printf(r->arena, "%s.changed", row), "1");
		for (size_t k = 0; k < m->v[i].slot_count; k++) {
			for (size_t f = 0; f < m->v[i].slot[k].file_count; f++, n++) {
				const struct material_file *file = &m->v[i].slot[k].file[f];
				const char *line = arena_printf(r->arena, "%s.file.%zu", row, n);

				view_set(r, arena_printf(r->arena, "%s.name", line), file->name);
				view_setf(r, arena_printf(r->arena, "%s.url", line), "/apply/file/%s", file->public_id);
			}
		}
	}
}

enum err apply_version(struct req *r)
{
	struct application *app = page_application(r);
	struct values v, before = values_new(r->arena);
	struct changes changes = {0};
	struct materials m;
	int version = atoi(r->arg[0]);

	if (version < 1 || version > app->version)
		return ERR_NOT_FOUND;
	TRY(application_values(page_ctx(r), app, version, &v));
	TRY(material_list(page_ctx(r), app, version, &m));
	if (version > 1) {
		TRY(application_values(page_ctx(r), app, version - 1, &before));
		TRY(application_changes(page_ctx(r), app, version - 1, version, &changes));
	}
	view_num(r, "number", version);
	view_num(r, "previous", version - 1);
	view_num(r, "changed", (int64_t)changes.count);
	show_sections(r, &v, &before, &changes);
	show_materials(r, &m, &changes);
	return print_offers(r, app, version, arena_printf(r->arena, "/apply/version/%d/document", version), "");
}

enum err apply_version_document(struct req *r)
{
	struct application *app = page_application(r);
	int version = atoi(r->arg[0]);

	if (version < 1 || version > app->version)
		return ERR_NOT_FOUND;
	return print_document(r, app, version, r->arg[1]);
}
