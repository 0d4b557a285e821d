/* office_file.c: looking at what identifies people: pages of files, and masked values in full. Each look is in the audit chain
 * before anything is shown. Nobody in the office gets a file as it was uploaded: every page carries who looks and when
 * (rules.md § 10). */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "core/application/application.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/material/scan.h"
#include "core/store/store.h"
#include "gate/press.h"
#include "gate/template.h"
#include "page/office/review/review_pages.h"
#include "page/page.h"
#include "web/view.h"

enum { PAGE_WIDTH = 1600, PAGE_DIGITS = 5 };

static const struct form_row file_rows[] = {
	{"case", rule_token, 22, FORM_REQUIRED},
};
const struct form office_file_form = FORM(file_rows);

struct look {
	int64_t application_id;
	struct store_file file;
	int page;
	const char *watermark;
};

/* Words in place of the picture; a browser shows them although the status says that it is none. */
static enum err say_instead(struct req *r, int status, const char *message)
{
	const char *svg;
	size_t n;

	view_set(r, "problem", view_label("error", message));
	TRY(req_render(r, "office/review/no_picture.cs", &svg, &n));
	r->status = status;
	req_answer(r, "image/svg+xml; charset=utf-8", "page.svg", svg, n, true);
	return OK;
}

static enum err ask_press(struct req *r, const struct look *l, struct press_look *got)
{
	struct crypt_reader *reader;

	TRY(store_open(r->arena, l->application_id, &l->file, &reader));
	const struct press_source file = {store_chunk, reader, l->file.size};
	return press_page(r->arena, l->file.type, &file, l->page, PAGE_WIDTH, l->watermark, got);
}

static enum err make_picture(struct req *r)
{
	const struct look *l = r->finish_ctx;
	struct press_look got;
	enum err e = ask_press(r, l, &got);

	if (e == ERR_UNAVAILABLE)
		return say_instead(r, 503, "picture_later");
	if (e == ERR_TAMPERED || e == ERR_IO) {
		log_error("file %s of application %lld cannot be read: %s", l->file.public_id, (long long)l->application_id,
			  err_name(e));
		return say_instead(r, 500, "picture_sealed");
	}
	TRY(e);
	if (strcmp(got.problem, "file_page") == 0)
		return say_instead(r, 404, got.problem);
	if (*got.problem)
		return say_instead(r, 422, "picture_broken");
	req_answer(r, "image/jpeg", "page.jpg", got.jpeg, got.jpeg_size, true);
	return OK;
}

/* Who looks, and when: the wording is a label. */
static const char *watermark(struct req *r)
{
	const struct template_value values[] = {
		{"name", page_ctx(r)->actor.name},
		{"time", clock_beijing(r->arena, r->now)},
		{NULL, NULL},
	};
	const char *words = view_label("office", "watermark");

	return words ? template_fill(r->arena, words, values) : NULL;
}

enum err office_file_page(struct req *r)
{
	struct ctx *c = page_ctx(r);
	struct application app;
	struct look *l = ARENA_NEW(r->arena, struct look);
	const char *scan;

	if (strlen(r->arg[1]) > PAGE_DIGITS || strspn(r->arg[1], "0123456789") != strlen(r->arg[1]))
		return ERR_NOT_FOUND;
	l->page = (int)strtol(r->arg[1], NULL, 10);
	TRY(application_for_staff(c, req_value(r, "case"), &app));
	TRY(store_find(c, app.id, r->arg[0], &l->file));
	TRY(scan_of_file(c, l->file.id, &scan));
	l->application_id = app.id;
	l->watermark = watermark(r);
	if (!l->watermark) /* never a page without one */
		return ERR_IO;
	if (l->page < 1)
		return ERR_NOT_FOUND;
	if (!scan_shows(scan))
		return say_instead(r, 503, strcmp(scan, "infected") ? "picture_scanning" : "picture_infected");
	audit_note(c, "file.view", "application", app.id, "{\"file\":\"%s\",\"page\":%d}", l->file.public_id, l->page);
	r->finish = make_picture;
	r->finish_ctx = l;
	return OK;
}

