/* apply_materials_upload.c: one file a request, streamed into the store, looked at before it is kept, and put into a slot. */
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "core/application/application.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/material/inspect.h"
#include "core/material/material.h"
#include "core/material/scan.h"
#include "core/store/store.h"
#include "page/apply/apply.h"
#include "page/apply/apply_materials.h"
#include "page/apply/apply_pages.h"
#include "page/page.h"

static const struct form_row upload_rows[] = {
	/* name     rule        max  flags */
	{"code",    rule_token, 40, FORM_REQUIRED},
	{"slot",    rule_token, 16, FORM_REQUIRED},
	{"replace", rule_token, 22, 0},
};
const struct form apply_materials_upload_form = FORM(upload_rows);

struct incoming {
	struct req *req;
	struct application app;
	struct store_writer *file;
	struct scan_word scan;
	struct inspect_word look;
	bool limited; /* too many of them within an hour */
};

/* A store that is away is said in place, and as what it is: come back, the file is not at fault. */
static enum err store_away(struct req *r, enum err e)
{
	if (e == ERR_UNAVAILABLE) {
		req_error(r, "file", "store_away");
		r->refused_status = 503;
	}
	return e;
}

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
	in->req = r;
	in->app = app;
	in->scan = (struct scan_word){"none", ""};
	in->look = (struct inspect_word){.state = "due", .problem = ""};
	in->file = store_begin(r->arena, STORE_FILE, app.id);
	*ctx = in;
	return in->file ? OK : store_away(r, ERR_UNAVAILABLE);
}

static enum err sink_feed(void *ctx, const uint8_t *p, size_t n)
{
	struct incoming *in = ctx;

	return store_away(in->req, store_feed(in->file, p, n));
}

/* Viruses first: press is not shown any. What the application has already, or has no room for, is not looked at again. */
static enum err look_through(struct incoming *in)
{
	struct ctx *c = page_ctx(in->req);
	struct material_known known;
	enum err e = inspect_admit(c, in->app.id);

	in->limited = e == ERR_LIMITED;
	if (e != OK)
		return in->limited ? OK : e;
	TRY(material_known(c, &in->app, in->file, in->req->upload->size, &known));
	if (known.file.id || known.over_quota)
		return OK;
	in->scan = scan_incoming(c->arena, in->file);
	if (strcmp(in->scan.state, "infected") != 0)
		in->look = inspect_incoming(c->arena, in->app.id, in->file);
	return OK;
}

static enum err sink_close(void *ctx)
{
	struct incoming *in = ctx;
	const char *problem;

	TRY(store_away(in->req, store_finish(in->file)));
	return store_type(in->file, &problem) ? look_through(in) : OK;
}

static void sink_abandon(void *ctx)
{
	struct incoming *in = ctx;

	if (in->file)
		store_abandon(in->file);
	inspect_abandon(&in->look);
}

const struct upload_sink apply_materials_sink = {
	.open = sink_open, .feed = sink_feed, .close = sink_close, .abandon = sink_abandon,
	.max_bytes = 50 * 1024 * 1024,
};

/* Why what came cannot be taken, NULL when it can. */
static const char *reason(const struct upload *u)
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
	if (problem)
		return problem;
	if (in->limited)
		return "file_often";
	if (!strcmp(in->scan.state, "infected"))
		return "file_infected";
	return in->look.problem[0] ? in->look.problem : NULL;
}

/* Nothing is kept of a virus but that it was there. */
static enum err refuse_file(struct req *r, const char *why)
{
	const struct incoming *in = r->upload ? r->upload->ctx : NULL;

	if (!strcmp(why, "file_infected")) {
		scan_note_refused(page_ctx(r), page_application(r), &in->scan);
		r->commit_refused = true;
	}
	return refuse(page_ctx(r), ERR_INVALID, why);
}

static enum err keep(struct req *r, struct store_file *out)
{
	const struct incoming *in = r->upload->ctx;

	TRY(store_commit(page_ctx(r), in->file, r->upload->file_name, out));
	TRY(scan_keep(page_ctx(r), out->id, &in->scan));
	return inspect_keep(page_ctx(r), out->id, &in->look);
}

/* After the transaction: what came is there already. */
static enum err drop(struct req *r)
{
	sink_abandon(r->finish_ctx);
	return OK;
}

/* The file itself, or the one with the same content the application has already. */
static enum err keep_or_know(struct req *r, const struct application *app, struct store_file *out)
{
	struct incoming *in = r->upload->ctx;
	struct material_known known;

	TRY(material_known(page_ctx(r), app, in->file, r->upload->size, &known));
	*out = known.file;
	if (!known.file.id)
		return known.over_quota ? refuse_file(r, "file_quota") : keep(r, out);
	if (known.problem[0])
		return refuse_file(r, known.problem);
	r->finish = drop;
	r->finish_ctx = in;
	return OK;
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

/* Puts it into its slot. */
static enum err take(struct req *r)
{
	const char *code = req_value(r, "code"), *slot = req_value(r, "slot");
	struct application *app = page_application(r);
	struct store_file file;
	int64_t replaced;

	TRY(replaced_id(r, app, &replaced));
	TRY(keep_or_know(r, app, &file));
	TRY(material_attach(page_ctx(r), app, code, slot, file.id, replaced));
	return apply_materials_used(r, file.public_id);
}

enum err apply_materials_upload(struct req *r)
{
	const char *why = reason(r->upload);
	enum err e = why ? refuse_file(r, why) : take(r);

	if (e == OK)
		return OK;
	r->finish = NULL;
	return page_refuse(r, e, "file");
}
