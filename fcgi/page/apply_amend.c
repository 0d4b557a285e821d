/* apply_amend.c: taking an application back for good, and opening a submitted one for changes; both only knowingly. */
#include <stdlib.h>
#include <string.h>

#include "core/material.h"
#include "core/review.h"
#include "page/apply.h"

static const char *rule_knowingly(struct arena *a, int64_t now, const char **value)
{
	(void)a, (void)now;
	return !strcmp(*value, "yes") ? NULL : "choice";
}

static const struct form_row rows[] = {
	/* name       rule            max flags */
	{"version",   rule_id,        9, FORM_REQUIRED},
	{"moves",     rule_id,        9, FORM_REQUIRED},
	{"knowingly", rule_knowingly, 3, FORM_REQUIRED},
};
const struct form apply_withdraw_form = FORM(rows);
const struct form apply_amend_form = FORM(rows);

/* Shows the refusals that are for people; anything else is an error. */
static enum err refuse(struct req *r, enum err e)
{
	if (e != ERR_STALE && e != ERR_DENIED && e != ERR_CONFLICT)
		return e;
	req_error(r, "", e == ERR_DENIED ? "move_denied" : "check_stale");
	return OK;
}

/* ---- withdraw ---- */

enum err apply_withdraw(struct req *r)
{
	struct application app;

	TRY(apply_load(r, &app));
	return r->errors || review_may(&app, &page_ctx(r)->actor, ACTION_WITHDRAW) ? OK : req_redirect(r, "/apply");
}

enum err apply_withdraw_do(struct req *r)
{
	struct application app;
	bool already;
	enum err e;

	TRY(page_once(r, &already));
	if (already)
		return OK;
	TRY(apply_load(r, &app));
	e = review_move(page_ctx(r), &app,
			&(struct move){.action = ACTION_WITHDRAW, .version = atoi(req_value(r, "version")),
				       .moves = atoi(req_value(r, "moves"))});
	return e == OK ? page_done(r, "/apply") : refuse(r, e);
}

/* ---- amend ---- */

/* Every change restarts at the initial review; generated forms that were signed must be signed again. */
static enum err show_papers(struct req *r, const struct application *app)
{
	struct materials m;
	size_t n = 0;

	TRY(material_list(page_ctx(r), app, app->version, &m));
	for (size_t i = 0; i < m.count; i++) {
		const char *row = arena_printf(r->arena, "paper.%zu", n);

		if (!m.v[i].paper_copies || strcmp(m.v[i].source, "generated"))
			continue;
		view_num(r, arena_printf(r->arena, "%s.number", row), m.v[i].number);
		view_set(r, arena_printf(r->arena, "%s.name", row), m.v[i].name);
		n++;
	}
	return OK;
}

static bool amendable(const struct application *app)
{
	return app->state >= STATE_INITIAL_REVIEW && app->state <= STATE_REGISTRY_REVIEW && !application_editable(app);
}

enum err apply_amend(struct req *r)
{
	struct application app;

	TRY(apply_load(r, &app));
	if (!r->errors && !amendable(&app))
		return req_redirect(r, "/apply");
	return show_papers(r, &app);
}

static bool is_current(struct req *r, const struct application *app)
{
	return app->version == atoi(req_value(r, "version")) && app->moves == atoi(req_value(r, "moves"));
}

enum err apply_amend_begin(struct req *r)
{
	struct application app;
	bool already;
	enum err e;

	TRY(page_once(r, &already));
	if (already)
		return OK;
	TRY(apply_load(r, &app));
	e = is_current(r, &app) ? review_begin_amend(page_ctx(r), &app) : ERR_STALE;
	return e == OK ? page_done(r, "/apply") : refuse(r, e);
}

enum err apply_amend_cancel(struct req *r)
{
	struct application app;
	enum err e;

	TRY(apply_load(r, &app));
	e = is_current(r, &app) ? review_cancel_amend(page_ctx(r), &app) : ERR_STALE;
	return e == OK ? req_redirect(r, "/apply") : refuse(r, e);
}
