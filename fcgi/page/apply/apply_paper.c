/* apply_paper.c: papers as their applicant sees them: what must be posted, why, and where to. */
#include "page/apply/apply_paper.h"

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/application_follow.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "core/review/paper.h"
#include "page/page.h"

static void show_why(struct req *r, const char *prefix, const struct changes *why)
{
	for (size_t i = 0; i < why->count; i++) {
		const char *row = arena_printf(r->arena, "%s.%zu", prefix, i);
		struct target t = why->target[i];
		const struct field *f = t.kind == TARGET_FIELD ? form_field(t.name) : NULL;

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

enum err apply_papers_show(struct req *r, const struct application *app)
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

enum err apply_mailing_show(struct req *r)
{
	struct db_rows mailing;

	TRY(application_mailing(page_ctx(r), &mailing));
	view_row(r, "mailing", &mailing, 0);
	return OK;
}
