/* apply_home.c: /apply: nothing yet, the task list, or the status; starting a draft, leaving an
 * amendment. */
#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/application_follow.h"
#include "core/application/application_section.h"
#include "core/application/state.h"
#include "core/form/check.h"
#include "core/form/field.h"
#include "core/form/target.h"
#include "core/form/values.h"
#include "core/material/material.h"
#include "core/review/review.h"
#include "core/review/review_mark.h"
#include "core/submission/submission_missing.h"
#include "page/apply/apply.h"
#include "page/apply/apply_messages.h"
#include "page/apply/apply_pages.h"
#include "page/apply/apply_status.h"
#include "page/page.h"

/* A draft that is there already is as good as a new one: two clicks make one. */
enum err apply_home_start(struct req *r)
{
	struct application app;
	enum err e = application_create(page_ctx(r), page_subject(r)->session.subject_id, &app);

	return e == OK || e == ERR_CONFLICT ? req_redirect(r, "/apply") : e;
}

enum err apply_home_end_amend(struct req *r)
{
	struct application *app = page_application(r);
	enum err e;

	e = apply_fresh(r, app);
	if (e == OK)
		e = review_cancel_amend(page_ctx(r), app);
	return e == OK ? req_redirect(r, "/apply") : page_refuse_case(r, e, "");
}

/* ---- task list ---- */

static size_t problems_of(const struct problems *p, const char *section)
{
	size_t n = 0;

	for (size_t i = 0; i < p->count; i++) {
		struct target t = p->v[i].target;

		n += t.kind == TARGET_FIELD && !strcmp(form_field(t.name)->section, section);
	}
	return n;
}

static size_t problems_like(const struct problems *p, enum target_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < p->count; i++)
		n += p->v[i].target.kind == kind;
	return n;
}

/* todo, absent, open, unconfirmed: not begun; started: something is missing; done. */
static void show_task(struct req *r, const char *row, const char *status, size_t open)
{
	view_set(r, arena_printf(r->arena, "%s.status", row), status);
	view_num(r, arena_printf(r->arena, "%s.open", row), (int64_t)open);
}

static enum err show_sections(struct req *r, const struct application *app, const struct values *v,
			      const struct problems *missing)
{
	struct section_state *s = ARENA_ARRAY(r->arena, struct section_state, form_section_count);
	int64_t newest = -1;
	size_t n = 0, done = 0;

	TRY(application_section_states(page_ctx(r), app, s));
	for (size_t i = 0; i < form_section_count; i++) {
		const char *row = arena_printf(r->arena, "section.%zu", n);
		size_t open = problems_of(missing, s[i].section);

		newest = s[i].saved_at > newest ? s[i].saved_at : newest;
		if (!values_section_applies(v, s[i].section))
			continue;
		view_set(r, arena_printf(r->arena, "%s.name", row), s[i].section);
		view_setf(r, arena_printf(r->arena, "%s.url", row), "/apply/section/%s", s[i].section);
		show_task(r, row, !s[i].saved ? "todo" : open ? "started" : "done", open);
		done += s[i].saved && !open;
		n++;
	}
	view_num(r, "section_total", (int64_t)n);
	view_num(r, "section_done", (int64_t)done);
	apply_time(r, "saved", newest);
	return OK;
}

static enum err show_materials(struct req *r, const struct application *app)
{
	struct materials m;
	size_t files = 0;

	TRY(material_list(page_ctx(r), app, 0, &m));
	for (size_t i = 0; i < m.count; i++)
		for (size_t k = 0; k < m.v[i].slot_count; k++)
			files += m.v[i].slot[k].file_count;
	view_num(r, "material_total", (int64_t)m.count);
	view_num(r, "material_done", (int64_t)m.complete);
	show_task(r, "materials", m.complete == m.count ? "done" : files ? "started" : "absent", m.count - m.complete);
	return OK;
}

/* The office moved what is being filled in to another notice: said until the next submission. */
static enum err show_moved(struct req *r, const struct application *app)
{
	struct db_rows e;

	TRY(application_events(page_ctx(r), app, &e));
	if (e.count && !strcmp(db_str(&e, e.count - 1, "action"), "revision"))
		apply_time(r, "moved", db_when(&e, e.count - 1, "happened_at"));
	return OK;
}

static enum err show_tasks(struct req *r, const struct application *app)
{
	struct values v;
	struct problems missing;
	struct db_rows items;
	size_t contacts, corrections;

	TRY(application_values(page_ctx(r), app, 0, &v));
	TRY(submission_missing(page_ctx(r), app, &missing));
	TRY(show_sections(r, app, &v, &missing));
	TRY(show_materials(r, app));
	contacts = problems_like(&missing, TARGET_CONTACT);
	show_task(r, "confirm", contacts ? "unconfirmed" : "done", contacts);
	if (app->state == STATE_RETURNED) {
		TRY(application_corrections(page_ctx(r), app, &items));
		corrections = problems_like(&missing, TARGET_CORRECTION);
		view_num(r, "correction_total", (int64_t)items.count);
		show_task(r, "corrections", corrections ? corrections == items.count ? "open" : "started" : "done",
			  corrections);
	}
	TRY(show_moved(r, app));
	view_set(r, "org_name", values_get(&v, "org_name"));
	view_num(r, "missing", (int64_t)missing.count);
	return OK;
}

enum err apply_home(struct req *r)
{
	struct application *app;
	enum err e = apply_begin(r);

	if (e == ERR_NOT_FOUND) {
		view_set(r, "show", "start");
		return OK;
	}
	TRY(e);
	app = page_application(r);
	if (application_editable(app)) {
		view_set(r, "show", "tasks");
		TRY(apply_messages(r, app));
		return show_tasks(r, app);
	}
	view_set(r, "show", "status");
	return apply_status(r, app);
}
