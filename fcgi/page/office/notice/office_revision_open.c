/* office_revision_open.c: open applications that follow another revision of the notice, what the new one would change for
 * each, and whether each stays or moves. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/application/revision_open.h"
#include "core/application/state.h"
#include "core/notice/catalogue.h"
#include "core/notice/revision.h"
#include "page/office/notice/notice_pages.h"
#include "page/office/notice/office_revision.h"
#include "page/office/office.h"
#include "page/page.h"

/* "<public id>-<moves>": an application as it stood on the page. */
static const char *rule_application(struct arena *a, int64_t now, const char **value)
{
	const char *p = strlen(*value) > 23 ? *value + 22 : "";
	size_t n = *p == '-' ? strspn(p + 1, "0123456789") : 0;

	(void)a, (void)now;
	return n > 0 && n <= 9 && !p[1 + n] ? NULL : "choice";
}

static const char *rule_choice(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return strcmp(*value, "moves") && strcmp(*value, "stays") ? "choice" : NULL;
}

static const struct form_row query_rows[] = {
	{"after", rule_id, 18, 0},
};
const struct form office_revision_open_query = FORM(query_rows);

static const struct form_row choose_rows[] = {
	{"after",       rule_id,          18, 0},
	{"choice",      rule_choice,      5,  FORM_REQUIRED},
	{"application", rule_application, 32, FORM_MANY},
};
const struct form office_revision_choose_form = FORM(choose_rows);

static void show_changes(struct req *r, const char *row, const struct catalogue_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++) {
		const char *line = arena_printf(r->arena, "%s.change.%zu", row, i);

		view_set(r, arena_printf(r->arena, "%s.kind", line), changes->v[i].kind);
		view_num(r, arena_printf(r->arena, "%s.number", line), changes->v[i].number);
		view_set(r, arena_printf(r->arena, "%s.name", line), changes->v[i].name);
	}
}

static void show_touched(struct req *r, const char *row, const struct revision_touched *t)
{
	view_setf(r, arena_printf(r->arena, "%s.token", row), "%s-%d", t->app.public_id, t->app.moves);
	view_set(r, arena_printf(r->arena, "%s.number", row), t->app.number);
	view_set(r, arena_printf(r->arena, "%s.org_name", row), t->app.org_name);
	view_set(r, arena_printf(r->arena, "%s.state", row), state_name(t->app.state));
	view_num(r, arena_printf(r->arena, "%s.version", row), t->app.version);
	view_num(r, arena_printf(r->arena, "%s.revision", row), t->app.revision_id);
	office_time(r, arena_printf(r->arena, "%s.created", row), t->created_at);
	if (t->app.version && page_ctx(r)->actor.roles & (ROLE_EXCHANGE_SUPERVISOR | ROLE_AUDITOR))
		view_setf(r, arena_printf(r->arena, "%s.url", row), "/office/case/%s", t->app.public_id);
	show_changes(r, row, &t->changes);
}

enum err office_revision_open(struct req *r)
{
	struct revision *rev = office_revision_begun(r);
	struct revision_touched *list;
	size_t count;

	view_set(r, "tab", "applications");
	if (rev->past || rev->state == REVISION_WITHDRAWN)
		return OK; /* nothing moves to what no longer holds */
	TRY(revision_touched(page_ctx(r), rev, strtoll(req_value(r, "after"), NULL, 10), &list, &count));
	for (size_t i = 0; i < count && i < REVISION_PAGE; i++)
		show_touched(r, arena_printf(r->arena, "row.%zu", i), &list[i]);
	if (count > REVISION_PAGE)
		view_setf(r, "more_url", "/office/revision/%d/applications?after=%lld", rev->id,
			  (long long)list[REVISION_PAGE - 1].position);
	view_set(r, "after", req_value(r, "after"));
	if (revision_may_choose(page_ctx(r), rev))
		view_set(r, "may.choose", "1");
	return OK;
}

/* All that were ticked, or none when one of them changed meanwhile. */
enum err office_revision_open_save(struct req *r)
{
	struct revision *rev = office_revision_begun(r);
	const char *token;
	bool to_new = !strcmp(req_value(r, "choice"), "moves");

	if (!req_value_at(r, "application", 0)) {
		req_error(r, "", "applications_none");
		return ERR_INVALID;
	}
	for (size_t i = 0; (token = req_value_at(r, "application", i)); i++) {
		enum err e = revision_choose(page_ctx(r), rev, arena_strndup(r->arena, token, 22),
					     (int)strtol(token + 23, NULL, 10), to_new);

		if (e != OK)
			return page_refuse(r, e, "");
	}
	return req_redirect(r, "/office/revision/%d/applications?after=%lld", rev->id,
			    strtoll(req_value(r, "after"), NULL, 10));
}
