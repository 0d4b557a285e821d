/* apply.c: what the pages of an application share: reaching it, and showing times and values. */
#include "page/apply/apply.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "core/application/application.h"
#include "core/application/application_follow.h"
#include "core/application/state.h"
#include "core/form/field.h"
#include "core/form/field_rule.h"
#include "core/form/target.h"
#include "core/review/review_fresh.h"
#include "page/page.h"

/* An ISO date as people say it; nothing for "". */
static void show_date(struct req *r, const char *prefix, const char *iso)
{
	struct date d;

	if (date_parse(iso, &d))
		view_set(r, prefix, date_chinese(r->arena, d));
}

static void show_application(struct req *r, const struct application *app)
{
	view_set(r, "app.state", state_name(app->state));
	view_set(r, "app.number", app->number);
	view_set(r, "app.org_name", app->org_name);
	view_num(r, "app.version", app->version);
	view_num(r, "app.moves", app->moves);
	view_num(r, "app.edits", app->edits);
	view_num(r, "app.revision", app->revision_id);
	view_num(r, "app.amending", app->amending);
	view_num(r, "app.editable", application_editable(app));
	show_date(r, "app.due", app->due_on);
}

enum err apply_begin(struct req *r)
{
	struct application *app = ARENA_NEW(r->arena, struct application);

	TRY(application_of_visitor(page_ctx(r), page_subject(r)->session.subject_id, app));
	page_begin_with(r, "application", app);
	show_application(r, app);
	return OK;
}

enum err apply_begin_editable(struct req *r)
{
	TRY(apply_begin(r));
	return application_editable(page_application(r)) ? OK : req_redirect(r, "/apply");
}

void apply_time(struct req *r, const char *prefix, int64_t t)
{
	int year, month, day;
	char time[6];

	if (t < 0 || sscanf(clock_beijing(r->arena, t), "%d-%d-%d %5s", &year, &month, &day, time) != 4)
		return;
	view_num(r, arena_printf(r->arena, "%s.year", prefix), year);
	view_num(r, arena_printf(r->arena, "%s.month", prefix), month);
	view_num(r, arena_printf(r->arena, "%s.day", prefix), day);
	view_set(r, arena_printf(r->arena, "%s.time", prefix), time);
}

/* A value as people may see it: NULL for "", masked when it is sensitive and mask is set. */
static const char *shown(struct req *r, const struct field *f, const char *value, bool mask)
{
	struct date d;

	if (!value[0])
		return NULL;
	if (mask && f->sensitive)
		return field_masked(r->arena, f, value);
	return date_parse(value, &d) ? date_chinese(r->arena, d) : value;
}

void apply_value(struct req *r, const char *prefix, const struct field *f, const char *value, bool mask)
{
	const char *group;

	view_set(r, arena_printf(r->arena, "%s.value", prefix), shown(r, f, value, mask));
	if (value[0] && field_choices(f, &group))
		view_set(r, arena_printf(r->arena, "%s.group", prefix), group);
}

const char *apply_target_path(struct req *r, struct target target)
{
	const struct field *f;

	switch (target.kind) {
	case TARGET_MATERIAL:
		return arena_printf(r->arena, "/apply/materials#material-%s", target.name);
	case TARGET_CONTACT:
		return "/apply/confirm";
	case TARGET_CORRECTION:
		return arena_printf(r->arena, "/apply/corrections#item-%s", target.name);
	default:
		f = form_field(target.name);
		return f ? arena_printf(r->arena, "/apply/section/%s#f-%s", f->section, f->name) : "/apply";
	}
}

enum err apply_objections(struct req *r, const struct application *app, enum target_kind kind)
{
	struct db_rows items;

	if (app->state != STATE_RETURNED)
		return OK;
	TRY(application_corrections(page_ctx(r), app, &items));
	for (size_t i = 0; i < items.count; i++) {
		struct target target = target_parse(r->arena, db_str(&items, i, "target"));

		if (target.kind != kind)
			continue;
		view_set(r, arena_printf(r->arena, "objection.%s.problem", target.name), db_str(&items, i, "problem"));
		view_set(r, arena_printf(r->arena, "objection.%s.remedy", target.name), db_str(&items, i, "remedy"));
	}
	return OK;
}

const char *apply_rule_knowingly(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return !strcmp(*value, "yes") ? NULL : "choice";
}

enum err apply_fresh(struct req *r, const struct application *app)
{
	return review_fresh(page_ctx(r), app, atoi(req_value(r, "version")), atoi(req_value(r, "moves")));
}
