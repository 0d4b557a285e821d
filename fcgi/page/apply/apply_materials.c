/* apply_materials.c: the page of the materials the answers ask for, each with its slots; a file is moved, removed, used in another
 * slot. One on its way in is apply_materials_upload.c's, looking at one apply_file.c's. */
#include "page/apply/apply_materials.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "core/application/application.h"
#include "core/application/application_section.h"
#include "core/form/document_kind.h"
#include "core/form/target.h"
#include "core/form/values.h"
#include "core/material/document.h"
#include "core/material/material.h"
#include "core/material/scan_removed.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/page.h"

/* After a file came that stands somewhere else too: which, and where it was put. */
static const struct form_row materials_rows[] = {
	{"code", rule_token, 40, 0},
	{"slot", rule_token, 16, 0},
	{"file", rule_token, 22, 0},
};
const struct form apply_materials_form = FORM(materials_rows);

static const struct form_row remove_rows[] = {
	{"code", rule_token, 40, FORM_REQUIRED},
	{"slot", rule_token, 16, FORM_REQUIRED},
	{"file", rule_token, 22, FORM_REQUIRED},
};
const struct form apply_materials_remove_form = FORM(remove_rows);

static const struct form_row swap_rows[] = {
	{"code",   rule_token, 40, FORM_REQUIRED},
	{"slot",   rule_token, 16, FORM_REQUIRED},
	{"first",  rule_token, 22, FORM_REQUIRED},
	{"second", rule_token, 22, FORM_REQUIRED},
};
const struct form apply_materials_move_form = FORM(swap_rows);

static const struct form_row reuse_rows[] = {
	{"code", rule_token, 40, FORM_REQUIRED},
	{"slot", rule_token, 16, FORM_REQUIRED},
	{"file", rule_token, 22, 0},
};
const struct form apply_materials_reuse_form = FORM(reuse_rows);

/* ---- showing ---- */

static void show_file(struct req *r, const char *row, const struct material_file *f)
{
	view_set(r, arena_printf(r->arena, "%s.id", row), f->public_id);
	view_set(r, arena_printf(r->arena, "%s.name", row), f->name);
	view_setf(r, arena_printf(r->arena, "%s.url", row), "/apply/file/%s", f->public_id);
	if (f->size < 1024 * 1024)
		view_setf(r, arena_printf(r->arena, "%s.size", row), "%lld KB", (long long)((f->size + 1023) / 1024));
	else
		view_setf(r, arena_printf(r->arena, "%s.size", row), "%.1f MB", (double)f->size / (1024 * 1024));
	if (f->preview[0])
		view_setf(r, arena_printf(r->arena, "%s.preview", row), "/apply/file/%s/preview", f->public_id);
	view_set(r, arena_printf(r->arena, "%s.kind", row), strcmp(f->type, "application/pdf") ? "image" : "pdf");
	if (f->pages && !strcmp(f->type, "application/pdf"))
		view_num(r, arena_printf(r->arena, "%s.pages", row), f->pages);
}

static void show_slot(struct req *r, const char *row, const char *code, const struct material_slot *s)
{
	view_set(r, arena_printf(r->arena, "%s.slot", row), s->slot);
	view_set(r, arena_printf(r->arena, "%s.name", row), s->name);
	view_setf(r, arena_printf(r->arena, "%s.id", row), "file-%s-%s", code, s->slot);
	view_num(r, arena_printf(r->arena, "%s.files", row), (int64_t)s->file_count);
	if (s->file_count >= MATERIAL_FILES_PER_SLOT)
		view_set(r, arena_printf(r->arena, "%s.full", row), "1");
	for (size_t i = 0; i < s->file_count; i++) {
		const char *line = arena_printf(r->arena, "%s.file.%zu", row, i);

		show_file(r, line, &s->file[i]);
		if (i)
			view_set(r, arena_printf(r->arena, "%s.before", line), s->file[i - 1].public_id);
		if (i + 1 < s->file_count)
			view_set(r, arena_printf(r->arena, "%s.behind", line), s->file[i + 1].public_id);
	}
}

/* Files something was found in later: which, when, and that another must take their place. */
static void show_removed(struct req *r, const char *row, const struct db_rows *removed, const char *code, const char *slot)
{
	size_t n = 0;

	for (size_t i = 0; i < removed->count; i++) {
		const char *line = arena_printf(r->arena, "%s.removed.%zu", row, n);

		if (strcmp(db_str(removed, i, "code"), code) || strcmp(db_str(removed, i, "slot"), slot))
			continue;
		view_set(r, arena_printf(r->arena, "%s.name", line), db_str(removed, i, "name"));
		view_set(r, arena_printf(r->arena, "%s.at", line), clock_beijing(r->arena, db_when(removed, i, "removed_at")));
		view_set(r, arena_printf(r->arena, "%s.reason", line), db_str(removed, i, "reason"));
		n++;
	}
}

static bool has_file(const struct material_slot *s, const char *public_id)
{
	for (size_t i = 0; i < s->file_count; i++)
		if (!strcmp(s->file[i].public_id, public_id))
			return true;
	return false;
}

/* same.* : the file that was just put into a slot stands in this other one as well. */
static void show_same(struct req *r, const struct materials *m)
{
	const char *code = req_value(r, "code"), *slot = req_value(r, "slot"), *file = req_value(r, "file");

	for (size_t i = 0; file[0] && i < m->count; i++)
		for (size_t k = 0; k < m->v[i].slot_count; k++) {
			const struct material_slot *s = &m->v[i].slot[k];

			if (!has_file(s, file) || (!strcmp(m->v[i].code, code) && !strcmp(s->slot, slot)))
				continue;
			view_set(r, "same.code", code);
			view_set(r, "same.slot", slot);
			view_num(r, "same.number", m->v[i].number);
			return;
		}
}

static void show_material(struct req *r, const char *row, const struct material *m, const struct db_rows *removed)
{
	size_t files = 0, wrong = 0;

	view_set(r, arena_printf(r->arena, "%s.code", row), m->code);
	view_num(r, arena_printf(r->arena, "%s.number", row), m->number);
	view_set(r, arena_printf(r->arena, "%s.name", row), m->name);
	view_set(r, arena_printf(r->arena, "%s.requirement", row), m->requirement);
	view_set(r, arena_printf(r->arena, "%s.clause", row), m->clause);
	view_set(r, arena_printf(r->arena, "%s.source", row), m->source);
	view_num(r, arena_printf(r->arena, "%s.paper", row), m->paper_copies);
	for (size_t i = 0; i < m->slot_count; i++) {
		const char *slot = arena_printf(r->arena, "%s.slot.%zu", row, i);

		show_slot(r, slot, m->code, &m->slot[i]);
		show_removed(r, slot, removed, m->code, m->slot[i].slot);
		wrong += scan_removed_why(removed, m->code, m->slot[i].slot) != NULL;
		files += m->slot[i].file_count;
	}
	view_set(r, arena_printf(r->arena, "%s.status", row), wrong ? "wrong" : m->complete ? "done" : files ? "started" : "todo");
}

/* The form to print, sign and upload, or the section to be filled in first. */
static void show_form(struct req *r, const char *row, const struct document_offer *form)
{
	if (!form)
		return;
	view_set(r, arena_printf(r->arena, "%s.form.hash", row), form->hash);
	if (form->missing) {
		view_set(r, arena_printf(r->arena, "%s.form.missing", row), form->missing);
		view_setf(r, arena_printf(r->arena, "%s.form.missing_url", row), "/apply/section/%s", form->missing);
	} else {
		view_setf(r, arena_printf(r->arena, "%s.form.url", row), "/apply/document/%s", form->document->name);
	}
}

enum err apply_materials(struct req *r)
{
	struct application *app = page_application(r);
	struct materials m;
	struct documents forms;
	struct values v;
	struct db_rows removed;
	size_t files = 0;

	TRY(application_values(page_ctx(r), app, 0, &v));
	TRY(scan_removed(page_ctx(r), app, &removed));
	view_num(r, "answers_ready", values_get(&v, "kind")[0] && values_get(&v, "subject")[0]);
	TRY(material_list(page_ctx(r), app, 0, &m));
	TRY(document_list(page_ctx(r), app, 0, &forms));
	for (size_t i = 0; i < m.count; i++) {
		const char *row = arena_printf(r->arena, "material.%zu", i);

		show_material(r, row, &m.v[i], &removed);
		for (size_t k = 0; k < m.v[i].slot_count; k++)
			files += m.v[i].slot[k].file_count;
		show_form(r, row, documents_find(&forms, m.v[i].code));
	}
	view_num(r, "total", (int64_t)m.count);
	view_num(r, "complete", (int64_t)m.complete);
	view_set(r, "max_mb", conf_str(CONF_FILE_MAX_MB));
	if (r->upload && r->upload->file_name)
		view_set(r, "upload_name", r->upload->file_name); /* that was refused */
	if (r->method == GET)
		show_same(r, &m);
	view_num(r, "files", (int64_t)files);
	return apply_objections(r, app, TARGET_MATERIAL);
}

/* ---- files that are there ---- */

/* To the material the form (with a row "code") was about. */
static enum err back(struct req *r)
{
	return req_redirect(r, "/apply/materials#material-%s", req_value(r, "code"));
}

/* What is gone already is as good as removed. */
enum err apply_materials_remove(struct req *r)
{
	struct application *app = page_application(r);
	enum err e;

	e = material_detach(page_ctx(r), app, req_value(r, "code"), req_value(r, "slot"), req_value(r, "file"));
	return e == OK || e == ERR_CONFLICT ? back(r) : e;
}

enum err apply_materials_used(struct req *r, const char *file_public_id)
{
	return req_redirect(r, "/apply/materials?code=%s&slot=%s&file=%s#material-%s", req_value(r, "code"), req_value(r, "slot"),
			    file_public_id, req_value(r, "code"));
}

/* Uses again a file that stands in another slot. A file that was taken out of every slot gets the same answer as one that never
 * was there. */
enum err apply_materials_reuse(struct req *r)
{
	const char *file = req_value(r, "file");
	struct application *app = page_application(r);
	int64_t id;
	enum err e;

	if (!file[0]) {
		req_error(r, "order", "reuse_required");
		return OK;
	}
	e = material_standing(page_ctx(r), app, file, &id);
	if (e == OK)
		e = material_attach(page_ctx(r), app, req_value(r, "code"), req_value(r, "slot"), id, 0);
	return e == OK ? apply_materials_used(r, file) : page_refuse(r, e, "order");
}

/* Both neighbours are said as the page showed them, so that two tabs cannot move a file further than somebody saw. */
enum err apply_materials_move(struct req *r)
{
	struct application *app = page_application(r);
	enum err e;

	e = material_swap(page_ctx(r), app, req_value(r, "code"), req_value(r, "slot"), req_value(r, "first"),
			  req_value(r, "second"));
	return e == OK ? back(r) : page_refuse(r, e, "order");
}
