/* apply_corrections.c: the correction letter: what is wrong, where to mend it, or why it is right as it is. */
#include <stdlib.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/application/application_changes.h"
#include "core/application/application_follow.h"
#include "core/application/state.h"
#include "core/form/target.h"
#include "core/material/material.h"
#include "page/apply/apply.h"
#include "page/apply/apply_pages.h"
#include "page/page.h"
#include "page/target_show.h"

static const struct form_row rows[] = {
	/* name    rule     max  flags; no answer takes one back */
	{"number", rule_id, 4,   FORM_REQUIRED},
	{"answer", NULL,    500, FORM_MULTILINE},
};
const struct form apply_corrections_form = FORM(rows);

static void show_item(struct req *r, const char *row, const struct db_rows *items, size_t i, const struct changes *changes,
		      const struct materials *m)
{
	struct target target = target_parse(r->arena, db_str(items, i, "target"));
	bool changed = changes_have(changes, target);

	view_row(r, row, items, i);
	target_show(r, row, target, m);
	view_set(r, arena_printf(r->arena, "%s.url", row), apply_target_path(r, target));
	view_num(r, arena_printf(r->arena, "%s.changed", row), changed);
	view_set(r, arena_printf(r->arena, "%s.status", row),
		 changed ? "changed" : db_str(items, i, "answer")[0] ? "answered" : "open");
}

enum err apply_corrections(struct req *r)
{
	struct application *app = page_application(r);
	struct db_rows items;
	struct changes changes;
	struct materials m;
	size_t open = 0;

	if (app->state != STATE_RETURNED)
		return req_redirect(r, "/apply");
	TRY(application_corrections(page_ctx(r), app, &items));
	TRY(application_changes(page_ctx(r), app, app->version, 0, &changes));
	TRY(material_list(page_ctx(r), app, app->version, &m));
	for (size_t i = 0; i < items.count; i++) {
		show_item(r, arena_printf(r->arena, "item.%zu", i), &items, i, &changes, &m);
		open += !db_str(&items, i, "answer")[0] && !changes_have(&changes, target_parse(r->arena, db_str(&items, i, "target")));
	}
	view_num(r, "total", (int64_t)items.count);
	view_num(r, "open", (int64_t)open);
	return OK;
}

enum err apply_corrections_save(struct req *r)
{
	struct application *app = page_application(r);
	int number = atoi(req_value(r, "number"));
	enum err e;

	e = application_answer(page_ctx(r), app, number, req_value(r, "answer"));
	if (e == ERR_STALE)
		return req_redirect(r, "/apply");
	if (e == ERR_CONFLICT)
		return ERR_NOT_FOUND;
	return e == OK ? req_redirect(r, "/apply/corrections#item-%d", number) : e;
}
