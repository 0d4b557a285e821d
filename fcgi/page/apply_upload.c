/* apply_upload.c: one file a request, streamed into the store, looked at before it is kept, and put into a slot. */
#include <string.h>

#include "base/conf.h"
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
	return apply_materials_back(r);
}
