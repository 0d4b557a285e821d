/* apply_paper.c: posting the papers: what must be posted and why, what goes into the parcel, the courier's number. */
#include "page/apply/apply_paper.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/application/application.h"
#include "core/application/application_follow.h"
#include "core/application/state.h"
#include "core/form/field.h"
#include "core/material/document.h"
#include "core/review/paper.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/page.h"

static const char *rule_tracking(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_code(a, *value);
	for (const char *p = *value; *p; p++)
		if (!isupper((unsigned char)*p) && !isdigit((unsigned char)*p))
			return "tracking_format";
	return strlen(*value) >= 6 && strlen(*value) <= 40 ? NULL : "tracking_format";
}

static const struct form_row rows[] = {
	/* name          rule           max flags */
	{"courier",       NULL,          40, FORM_REQUIRED}, /* a name from the page's list, or other */
	{"courier_other", NULL,          40, 0},
	{"tracking",      rule_tracking, 64, FORM_REQUIRED},
};
const struct form apply_shipment_form = FORM(rows);

/* ---- what must be posted ---- */

static void show_why(struct req *r, const char *prefix, const struct changes *why)
{
	for (size_t i = 0; i < why->count; i++) {
		const char *row = arena_printf(r->arena, "%s.%zu", prefix, i);
		const struct field *f = NULL;

		if (!strncmp(why->target[i], "field:", 6))
			f = form_field(why->target[i] + 6);
		view_num(r, arena_printf(r->arena, "%s.files", row), f == NULL);
		if (!f)
			continue;
		view_set(r, arena_printf(r->arena, "%s.section", row), f->section);
		view_set(r, arena_printf(r->arena, "%s.field", row), f->name);
	}
}

/* kind: held | faulty | changed | new, why it is on the list or not. */
static void show_paper(struct req *r, const char *row, const struct paper *p)
{
	const char *kind = p->held ? "held" : p->why.count ? "changed" : p->version ? "faulty" : "new";

	view_num(r, arena_printf(r->arena, "%s.number", row), p->number);
	view_set(r, arena_printf(r->arena, "%s.name", row), p->name);
	view_num(r, arena_printf(r->arena, "%s.copies", row), p->held ? 0 : p->expected);
	view_set(r, arena_printf(r->arena, "%s.kind", row), kind);
	view_set(r, arena_printf(r->arena, "%s.problem", row), p->problem);
	view_num(r, arena_printf(r->arena, "%s.version", row), p->was ? p->was : p->version);
	show_why(r, arena_printf(r->arena, "%s.why", row), &p->why);
}

static enum err show_papers(struct req *r, const struct application *app)
{
	struct papers p;
	int sheets = 0;

	TRY(paper_list(page_ctx(r), app, app->version, &p));
	for (size_t i = 0; i < p.count; i++) {
		show_paper(r, arena_printf(r->arena, "paper.%zu", i), &p.v[i]);
		sheets += p.v[i].held ? 0 : p.v[i].expected;
	}
	view_num(r, "copies", sheets);
	view_num(r, "to_post", (int64_t)p.to_post);
	return OK;
}

enum err apply_papers_touched(struct req *r, const struct application *app)
{
	struct papers p;
	struct changes all, why;
	size_t n = 0;

	if (!app->version)
		return OK;
	TRY(paper_list(page_ctx(r), app, 0, &p));
	TRY(application_changes_asked(page_ctx(r), app, app->version, 0, &all));
	for (size_t i = 0; i < p.count; i++) {
		const char *row = arena_printf(r->arena, "touched.%zu", n);

		paper_touched(r->arena, &all, &p.v[i], &why);
		if (!why.count)
			continue;
		n++;
		view_num(r, arena_printf(r->arena, "%s.number", row), p.v[i].number);
		view_set(r, arena_printf(r->arena, "%s.name", row), p.v[i].name);
		show_why(r, arena_printf(r->arena, "%s.why", row), &why);
	}
	view_num(r, "untouched", (int64_t)(p.count - n));
	return OK;
}

/* ---- the courier's number ---- */

static enum err show_mailing(struct req *r)
{
	struct db_rows mailing;

	TRY(application_mailing(page_ctx(r), &mailing));
	view_row(r, "mailing", &mailing, 0);
	return OK;
}

enum err apply_shipment(struct req *r)
{
	struct application app;
	struct shipment s;
	enum err e;

	TRY(apply_load(r, &app));
	if (app.state != STATE_AWAITING_PAPER)
		return req_redirect(r, "/apply");
	e = paper_shipment(page_ctx(r), &app, &s);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	if (e == OK && paper_on_its_way(&app, &s)) {
		view_set(r, "noted", "1");
		if (r->method == GET) {
			view_set(r, "values.courier", s.courier);
			view_set(r, "values.tracking", s.tracking);
		}
	}
	TRY(show_papers(r, &app));
	return show_mailing(r);
}

enum err apply_ship(struct req *r)
{
	struct application app;
	const char *courier = req_value(r, "courier");
	enum err e;

	if (!strcmp(courier, "other"))
		courier = req_value(r, "courier_other");
	if (!courier[0]) {
		req_error(r, "courier_other", "required");
		return OK;
	}
	TRY(apply_load(r, &app));
	e = application_ship(page_ctx(r), &app, courier, req_value(r, "tracking"));
	return e == OK || e == ERR_STALE ? req_redirect(r, "/apply") : e;
}

enum err apply_cover(struct req *r)
{
	struct application app;
	struct document_source source;

	TRY(apply_load(r, &app));
	if (app.state != STATE_AWAITING_PAPER)
		return req_redirect(r, "/apply");
	TRY(document_source(page_ctx(r), &app, app.version, &source));
	view_set(r, "code", source.code);
	TRY(show_papers(r, &app));
	return show_mailing(r);
}
