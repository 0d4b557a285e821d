/* apply_materials.c: the materials the answers ask for, each with its slots; one file a request, streamed into the store;
 * looking at an own file. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/conf.h"
#include "core/document.h"
#include "core/material.h"
#include "core/scan.h"
#include "core/store.h"
#include "page/apply.h"

static const struct form_row upload_rows[] = {
	/* name     rule        max  flags */
	{"code",    rule_token, 40, FORM_REQUIRED},
	{"slot",    rule_token, 16, FORM_REQUIRED},
	{"replace", rule_token, 22, 0},
};
const struct form apply_upload_form = FORM(upload_rows);

static const struct form_row remove_rows[] = {
	{"code", rule_token, 40, FORM_REQUIRED},
	{"slot", rule_token, 16, FORM_REQUIRED},
	{"file", rule_token, 22, FORM_REQUIRED},
};
const struct form apply_remove_form = FORM(remove_rows);

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
	if (!strncmp(f->type, "image/", 6))
		view_set(r, arena_printf(r->arena, "%s.picture", row), "1");
}

static void show_slot(struct req *r, const char *row, const char *code, const struct material_slot *s)
{
	view_set(r, arena_printf(r->arena, "%s.slot", row), s->slot);
	view_set(r, arena_printf(r->arena, "%s.name", row), s->name);
	view_setf(r, arena_printf(r->arena, "%s.id", row), "file-%s-%s", code, s->slot);
	view_num(r, arena_printf(r->arena, "%s.files", row), (int64_t)s->file_count);
	if (s->file_count >= MATERIAL_FILES_PER_SLOT)
		view_set(r, arena_printf(r->arena, "%s.full", row), "1");
	for (size_t i = 0; i < s->file_count; i++)
		show_file(r, arena_printf(r->arena, "%s.file.%zu", row, i), &s->file[i]);
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
		n++;
	}
}

static void show_material(struct req *r, const char *row, const struct material *m, const struct db_rows *removed)
{
	size_t files = 0, wrong = 0;

	view_set(r, arena_printf(r->arena, "%s.code", row), m->code);
	view_num(r, arena_printf(r->arena, "%s.number", row), m->number);
	view_set(r, arena_printf(r->arena, "%s.name", row), m->name);
	view_set(r, arena_printf(r->arena, "%s.requirement", row), m->requirement);
	view_set(r, arena_printf(r->arena, "%s.source", row), m->source);
	view_num(r, arena_printf(r->arena, "%s.paper", row), m->paper_copies);
	for (size_t i = 0; i < m->slot_count; i++) {
		const char *slot = arena_printf(r->arena, "%s.slot.%zu", row, i);

		show_slot(r, slot, m->code, &m->slot[i]);
		show_removed(r, slot, removed, m->code, m->slot[i].slot);
		wrong += scan_is_removed(removed, m->code, m->slot[i].slot);
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
	struct application app;
	struct materials m;
	struct documents forms;
	struct values v;
	struct db_rows removed;
	bool closed;

	TRY(apply_load_editable(r, &app, &closed));
	if (closed)
		return OK;
	TRY(application_values(page_ctx(r), &app, 0, &v));
	TRY(scan_removed(page_ctx(r), &app, &removed));
	view_num(r, "answers_ready", values_get(&v, "kind")[0] && values_get(&v, "subject")[0]);
	TRY(material_list(page_ctx(r), &app, 0, &m));
	TRY(document_list(page_ctx(r), &app, 0, &forms));
	for (size_t i = 0; i < m.count; i++) {
		const char *row = arena_printf(r->arena, "material.%zu", i);

		show_material(r, row, &m.v[i], &removed);
		show_form(r, row, documents_find(&forms, m.v[i].code));
	}
	view_num(r, "total", (int64_t)m.count);
	view_num(r, "complete", (int64_t)m.complete);
	view_set(r, "max_mb", conf_str(CONF_FILE_MAX_MB));
	return apply_objections(r, &app, "material:");
}

/* ---- one file in ---- */

struct incoming {
	struct arena *arena;
	struct store_writer *file;
	struct scan_word scan;
};

static enum err sink_open(struct req *r, const char *file_name, void **ctx)
{
	struct application app;
	enum err e = application_of_visitor(page_ctx(r), page_subject(r)->session.subject_id, &app);

	(void)file_name;
	if (e != OK)
		return e;
	if (!application_editable(&app))
		return ERR_DENIED;
	struct incoming *in = ARENA_NEW(r->arena, struct incoming);
	in->arena = r->arena;
	in->file = store_begin(r->arena, app.id);
	*ctx = in;
	return in->file ? OK : ERR_UNAVAILABLE;
}

static enum err sink_feed(void *ctx, const uint8_t *p, size_t n)
{
	return store_feed(((struct incoming *)ctx)->file, p, n);
}

static enum err sink_close(void *ctx)
{
	struct incoming *in = ctx;

	TRY(store_finish(in->file));
	in->scan = scan_incoming(in->arena, in->file);
	return OK;
}

static void sink_abandon(void *ctx)
{
	struct incoming *in = ctx;

	if (in->file)
		store_abandon(in->file);
}

const struct upload_sink apply_sink = {
	.open = sink_open, .feed = sink_feed, .close = sink_close, .abandon = sink_abandon,
	.max_bytes = 50 * 1024 * 1024,
};

/* Why the file cannot be taken, NULL when it can. */
static const char *refusal(const struct upload *u)
{
	const struct incoming *in = u ? u->ctx : NULL;
	const char *problem = NULL;

	if (!u || (!u->size && (!u->file_name || !u->file_name[0])))
		return "file_required";
	if (u->too_large || u->size > conf_int(CONF_FILE_MAX_MB) * 1024 * 1024)
		return "file_too_large";
	if (!u->size)
		return "file_empty";
	if (!u->ctx)
		return "file_truncated";
	store_type(in->file, &problem);
	return problem ? problem : strcmp(in->scan.state, "infected") ? NULL : "file_infected";
}

/* Nothing is kept of it but that it was there. */
static enum err note_infected(struct req *r)
{
	const struct incoming *in = r->upload->ctx;
	struct application app;

	TRY(apply_load(r, &app));
	scan_note_refused(page_ctx(r), &app, &in->scan);
	r->commit_refused = true;
	return OK;
}

static enum err keep(struct req *r, struct store_file *out)
{
	const struct incoming *in = r->upload->ctx;

	TRY(store_commit(page_ctx(r), in->file, r->upload->file_name, out));
	return scan_keep(page_ctx(r), out->id, &in->scan);
}

static enum err replaced_id(struct req *r, const struct application *app, int64_t *id)
{
	struct store_file old;

	*id = 0;
	if (!req_value(r, "replace")[0])
		return OK;
	TRY(store_find(page_ctx(r), app->id, req_value(r, "replace"), &old));
	*id = old.id;
	return OK;
}

static enum err back_to(struct req *r)
{
	return req_redirect(r, "/apply/materials#material-%s", req_value(r, "code"));
}

enum err apply_upload(struct req *r)
{
	struct application app;
	struct store_file file;
	int64_t replaced;
	const char *problem = refusal(r->upload);

	if (!problem) {
		TRY(apply_load(r, &app));
		TRY(replaced_id(r, &app, &replaced));
		TRY(keep(r, &file));
		TRY(material_attach(page_ctx(r), &app, req_value(r, "code"), req_value(r, "slot"), file.id, replaced,
				    &problem));
	}
	if (problem) {
		if (!strcmp(problem, "file_infected"))
			TRY(note_infected(r));
		req_error(r, "file", problem);
		return OK;
	}
	return back_to(r);
}

/* What is gone already is as good as removed. */
enum err apply_remove(struct req *r)
{
	struct application app;
	enum err e;

	TRY(apply_load(r, &app));
	e = material_detach(page_ctx(r), &app, req_value(r, "code"), req_value(r, "slot"), req_value(r, "file"));
	return e == OK || e == ERR_CONFLICT ? back_to(r) : e;
}

/* ---- one file out ---- */

static enum err next_chunk(void *ctx, const uint8_t **p, size_t *n)
{
	return crypt_reader_next(ctx, p, n);
}

enum err apply_file(struct req *r)
{
	struct application app;
	struct store_file file;
	struct crypt_reader *reader;
	const char *scan;

	TRY(apply_load(r, &app));
	TRY(store_find(page_ctx(r), app.id, r->arg[0], &file));
	TRY(scan_of_file(page_ctx(r), file.id, &scan));
	if (!strcmp(scan, "infected"))
		return ERR_NOT_FOUND;
	TRY(store_open(r->arena, app.id, &file, &reader));
	r->body_next = next_chunk;
	r->body_ctx = reader;
	r->body_type = file.type;
	r->body_name = file.name;
	r->body_size = file.size;
	r->body_inline = true;
	return OK;
}
