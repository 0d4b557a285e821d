/* office_viewer.c: the middle of the review screen: the files of a material, and which page of which is shown. The page's
 * picture is office_file.c's. */
#include "page/office/review/office_viewer.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/material/material.h"
#include "core/material/scan.h"
#include "core/store/store.h"
#include "gate/press.h"
#include "page/office/office_case_here.h"
#include "web/view.h"

/* Outlives the handler, so it holds nothing of the handler's own. */
struct shown {
	int64_t application_id;
	const char *public_id; /* of the application */
	struct store_file file;
	const char *url; /* of the case with this file, without a page */
	int page;
};

static const char *at(struct req *r, size_t n, const char *key)
{
	return arena_printf(r->arena, "file.%zu.%s", n, key);
}

static const char *file_url(struct req *r, const struct application *app, const struct material *m,
			    const struct material_file *f)
{
	return office_case_url(r, app->public_id, m->code, f->public_id, "", "", "");
}

static void show_file(struct req *r, const struct application *app, const struct material *m,
		      const struct material_slot *slot, const struct material_file *f, size_t n)
{
	view_set(r, at(r, n, "slot"), slot->name);
	view_set(r, at(r, n, "name"), f->name);
	view_set(r, at(r, n, "public_id"), f->public_id);
	view_num(r, at(r, n, "position"), (int64_t)n + 1);
	view_set(r, at(r, n, "url"), file_url(r, app, m, f));
	view_set(r, at(r, n, "scan"), f->scan);
}

/* pages 0: not known; then there may always be a next one. May be called again once it is known. */
static void show_page(struct req *r, const struct shown *s, int pages)
{
	int page = pages && s->page > pages ? pages : s->page;

	view_setf(r, "viewer.src", "/office/file/%s/page/%d?case=%s", s->file.public_id, page, s->public_id);
	view_num(r, "viewer.page", page);
	if (pages)
		view_num(r, "viewer.pages", pages);
	if (page > 1)
		view_setf(r, "viewer.previous", "%s&page=%d#viewer", s->url, page - 1);
	view_remove(r, "viewer.next");
	if (!pages || page < pages)
		view_setf(r, "viewer.next", "%s&page=%d#viewer", s->url, page + 1);
}

/* Of a file that press has not inspected yet. After the transaction: a press that is down or slow costs the number of pages, and
 * nothing else. */
static enum err count_pages(struct req *r)
{
	const struct shown *s = r->finish_ctx;
	struct crypt_reader *reader = NULL;
	int pages = 0;
	enum err e = store_open(r->arena, s->application_id, &s->file, &reader);
	const struct press_source file = {store_chunk, reader, s->file.size};

	if (e == OK)
		e = press_pages(r->arena, s->file.type, &file, &pages);
	show_page(r, s, e == OK ? pages : 0);
	return OK;
}

static void show_viewer(struct req *r, const struct application *app, const struct material *m,
			const struct material_slot *slot, const struct material_file *f, size_t n)
{
	struct shown *s = ARENA_NEW(r->arena, struct shown);
	long page = strcmp(f->public_id, req_value(r, "file")) == 0 ? strtol(req_value(r, "page"), NULL, 10) : 1;

	*s = (struct shown){app->id, app->public_id, {f->id, f->public_id, f->type, f->name, f->size}, file_url(r, app, m, f),
			    page < 1 ? 1 : (int)page};
	view_set(r, "viewer.name", f->name);
	view_set(r, "viewer.slot", slot->name);
	view_set(r, "viewer.public_id", f->public_id);
	view_num(r, "viewer.position", (int64_t)n + 1);
	bool pdf = strcmp(f->type, "application/pdf") == 0 && scan_shows(f->scan);
	view_set(r, "viewer.scan", scan_shows(f->scan) ? strcmp(f->scan, "clean") ? "unscanned" : "clean" : f->scan);
	show_page(r, s, pdf ? f->pages : 1);
	r->finish = pdf && f->pages == 0 ? count_pages : NULL;
	r->finish_ctx = s;
}

void office_viewer_show(struct req *r, const struct application *app, const struct material *m)
{
	const char *wanted = req_value(r, "file");
	bool found = false;
	size_t n = 0;

	for (size_t i = 0; i < m->slot_count; i++)
		for (size_t k = 0; k < m->slot[i].file_count; k++, n++) {
			const struct material_file *f = &m->slot[i].file[k];

			show_file(r, app, m, &m->slot[i], f, n);
			if (n == 0 || (!found && !strcmp(f->public_id, wanted))) {
				show_viewer(r, app, m, &m->slot[i], f, n);
				found = !strcmp(f->public_id, wanted);
			}
		}
	view_num(r, "viewer.count", (int64_t)n);
}
