/* apply_file.c: an applicant looks at a file of theirs again: the whole, or its small picture. */
#include <string.h>

#include "core/application/application.h"
#include "core/material/inspect.h"
#include "core/material/scan.h"
#include "core/store/store.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/page.h"

enum { PREVIEW_CACHE_S = 3600 };

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
	struct application *app = page_application(r);
	struct store_file file;
	struct crypt_reader *reader;
	const char *scan;

	TRY(store_find(page_ctx(r), app->id, r->arg[0], &file));
	TRY(scan_of_file(page_ctx(r), file.id, &scan));
	if (!strcmp(scan, "infected"))
		return ERR_NOT_FOUND;
	TRY(store_open(r->arena, app->id, &file, &reader));
	answer(r, &file, reader);
	return OK;
}

enum err apply_file_preview(struct req *r)
{
	struct application *app = page_application(r);
	struct store_file file;
	struct crypt_reader *reader;

	TRY(inspect_preview(page_ctx(r), app->id, r->arg[0], &file));
	TRY(store_open_preview(r->arena, app->id, file.public_id, &reader));
	answer(r, &file, reader);
	r->cache_s = PREVIEW_CACHE_S;
	return OK;
}
