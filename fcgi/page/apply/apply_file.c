/* apply_file.c: what an applicant does with a file that is there: looking at it, moving it within its slot, removing it. */
#include "page/apply/apply_file.h"

#include <string.h>

#include "core/application/application.h"
#include "core/material/inspect.h"
#include "core/material/material.h"
#include "core/material/scan.h"
#include "core/store/store.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/page.h"

enum { PREVIEW_CACHE_S = 3600 };

static const struct form_row remove_rows[] = {
	{"code", rule_token, 40, FORM_REQUIRED},
	{"slot", rule_token, 16, FORM_REQUIRED},
	{"file", rule_token, 22, FORM_REQUIRED},
};
const struct form apply_remove_form = FORM(remove_rows);

static const struct form_row swap_rows[] = {
	{"code",   rule_token, 40, FORM_REQUIRED},
	{"slot",   rule_token, 16, FORM_REQUIRED},
	{"first",  rule_token, 22, FORM_REQUIRED},
	{"second", rule_token, 22, FORM_REQUIRED},
};
const struct form apply_swap_form = FORM(swap_rows);

static const struct form_row reuse_rows[] = {
	{"code", rule_token, 40, FORM_REQUIRED},
	{"slot", rule_token, 16, FORM_REQUIRED},
	{"file", rule_token, 22, 0},
};
const struct form apply_reuse_form = FORM(reuse_rows);

/* To the material the form (with a row "code") was about. */
static enum err back(struct req *r)
{
	return req_redirect(r, "/apply/materials#material-%s", req_value(r, "code"));
}

/* What is gone already is as good as removed. */
enum err apply_remove(struct req *r)
{
	struct application app;
	enum err e;

	TRY(apply_load(r, &app));
	e = material_detach(page_ctx(r), &app, req_value(r, "code"), req_value(r, "slot"), req_value(r, "file"));
	return e == OK || e == ERR_CONFLICT ? back(r) : e;
}

enum err apply_materials_used(struct req *r, const char *file_public_id)
{
	return req_redirect(r, "/apply/materials?code=%s&slot=%s&file=%s#material-%s", req_value(r, "code"), req_value(r, "slot"),
			    file_public_id, req_value(r, "code"));
}

/* A file that stands in another slot; one that does not any more need not be told from one that never did. */
enum err apply_reuse(struct req *r)
{
	const char *problem = NULL, *file = req_value(r, "file");
	struct application app;
	int64_t id;
	enum err e;

	TRY(apply_load(r, &app));
	e = file[0] ? material_standing(page_ctx(r), &app, file, &id) : ERR_NOT_FOUND;
	if (e == ERR_NOT_FOUND)
		problem = file[0] ? "reuse_gone" : "reuse_required";
	else if (e != OK)
		return e;
	else
		TRY(material_attach(page_ctx(r), &app, req_value(r, "code"), req_value(r, "slot"), id, 0, &problem));
	if (!problem)
		return apply_materials_used(r, file);
	req_error(r, "order", problem);
	return OK;
}

/* Both neighbours are said as the page showed them, so that two tabs cannot move a file further than somebody saw. */
enum err apply_swap(struct req *r)
{
	struct application app;
	enum err e;

	TRY(apply_load(r, &app));
	e = material_swap(page_ctx(r), &app, req_value(r, "code"), req_value(r, "slot"), req_value(r, "first"),
			  req_value(r, "second"));
	return e == OK ? back(r) : page_refuse(r, e, "order", "order_conflict");
}

/* ---- one file out ---- */

static enum err next_chunk(void *ctx, const uint8_t **p, size_t *n)
{
	return crypt_reader_next(ctx, p, n);
}

static void answer(struct req *r, const struct store_file *file, struct crypt_reader *reader)
{
	r->body_next = next_chunk;
	r->body_ctx = reader;
	r->body_type = file->type;
	r->body_name = file->name;
	r->body_size = file->size;
	r->body_inline = true;
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
	answer(r, &file, reader);
	return OK;
}

enum err apply_preview(struct req *r)
{
	struct application app;
	struct store_file file;
	struct crypt_reader *reader;

	TRY(apply_load(r, &app));
	TRY(inspect_preview(page_ctx(r), app.id, r->arg[0], &file));
	TRY(store_open_preview(r->arena, app.id, file.public_id, &reader));
	answer(r, &file, reader);
	r->cache_s = PREVIEW_CACHE_S;
	return OK;
}
