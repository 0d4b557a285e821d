/* office_queue.c: the queues of the signed-in person, what they hold, search; taking the next case. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/review/objection.h"
#include "core/review/queue.h"
#include "page/office/office.h"
#include "page/office/office_frame.h"
#include "page/office/office_rows.h"
#include "page/office/review/review_pages.h"
#include "page/page.h"

enum { LONG_UNDER_WAY_DAYS = 5 }; /* a parcel within the country arrives sooner */

static const struct form_row queue_rows[] = {
	/* name    rule        max  flags */
	{"queue",  rule_token, 20,  0},
	{"since",  rule_id,    12,  0},
	{"id",     rule_id,    18,  0},
	{"search", NULL,       120, 0},
};
const struct form office_queue_form = FORM(queue_rows);

static const struct form_row next_rows[] = {
	{"queue", rule_token, 20, FORM_REQUIRED},
};
const struct form office_queue_claim_form = FORM(next_rows);

static void show_tabs(struct req *r, const struct queue_tally *tally, const char *current)
{
	size_t n = 0;

	for (size_t i = 0; i < queue_count; i++) {
		const char *name = state_name(queues[i].state);

		if (!(queues[i].see & page_ctx(r)->actor.roles))
			continue;
		const char *row = arena_printf(r->arena, "tab.%zu", n++);
		view_set(r, arena_printf(r->arena, "%s.name", row), name);
		view_setf(r, arena_printf(r->arena, "%s.url", row), "/office/queue?queue=%s", name);
		if (!strcmp(name, current))
			view_set(r, arena_printf(r->arena, "%s.current", row), "1");
		if (queues[i].newest_first)
			continue;
		view_num(r, arena_printf(r->arena, "%s.total", row), tally[i].total);
		view_num(r, arena_printf(r->arena, "%s.unclaimed", row), tally[i].unclaimed);
		view_num(r, arena_printf(r->arena, "%s.late", row), tally[i].late);
	}
}

/* Since when the awaited papers are under way. */
static void show_posted(struct req *r, const struct db_rows *rows)
{
	view_set(r, "awaited", "1");
	for (size_t i = 0; i < rows->count && i < QUEUE_PAGE; i++) {
		int64_t posted = db_when(rows, i, "posted_at");

		if (posted < 0)
			continue;
		int64_t days = date_days(clock_beijing_date(r->now)) - date_days(clock_beijing_date(posted));
		office_time(r, arena_printf(r->arena, "row.%zu.posted", i), posted);
		view_num(r, arena_printf(r->arena, "row.%zu.posted_days", i), days);
		if (days >= LONG_UNDER_WAY_DAYS)
			view_set(r, arena_printf(r->arena, "row.%zu.long", i), "1");
	}
}

static enum err show_page(struct req *r, const struct queue *q)
{
	struct db_rows rows;
	const char *since = r->method == GET ? req_value(r, "since") : "";
	int64_t id = r->method == GET ? strtoll(req_value(r, "id"), NULL, 10) : 0;

	TRY(queue_page(page_ctx(r), q, since[0] ? strtoll(since, NULL, 10) : -1, id, &rows));
	TRY(office_rows(r, "row", &rows, QUEUE_PAGE));
	if (state_row(q->state)->papers == PAPERS_AWAITED)
		show_posted(r, &rows);
	if (rows.count > QUEUE_PAGE)
		view_setf(r, "more_url", "/office/queue?queue=%s&since=%lld&id=%lld", state_name(q->state),
			  (long long)db_when(&rows, QUEUE_PAGE - 1, "stage_since"),
			  (long long)db_num(&rows, QUEUE_PAGE - 1, "id"));
	if (state_reviewer(q->state) & page_ctx(r)->actor.roles)
		view_set(r, "can_take", "1");
	return OK;
}

/* What waits for a reason of theirs, and how often there was one. */
static enum err show_objections(struct req *r)
{
	struct db_rows rows;

	TRY(queue_objections(page_ctx(r), &rows));
	TRY(office_rows(r, "objection", &rows, rows.count));
	TRY(objection_counts(page_ctx(r), &rows));
	view_rows(r, "objected", &rows);
	for (size_t i = 0; i < rows.count; i++)
		office_time(r, office_at(r, "objected", i, "at"), db_when(&rows, i, "last_at"));
	return OK;
}

static enum err show_proposals(struct req *r)
{
	struct db_rows rows;

	if (!(page_ctx(r)->actor.roles & (ROLE_EXCHANGE_SUPERVISOR | ROLE_REGISTRY_SUPERVISOR | ROLE_AUDITOR)))
		return OK;
	TRY(queue_proposals(page_ctx(r), &rows));
	view_set(r, "supervises", "1");
	TRY(office_rows(r, "proposal", &rows, rows.count));
	return show_objections(r);
}

/* Posting "next" has a form of its own, without search and position. */
static bool is_search(struct req *r)
{
	return r->method == GET && req_value(r, "search")[0];
}

static enum err show_found(struct req *r)
{
	const char *text = req_value(r, "search");
	struct db_rows rows;
	int64_t next;

	TRY(queue_search(page_ctx(r), text, strtoll(req_value(r, "id"), NULL, 10), &rows, &next));
	view_set(r, "queue", "search");
	if (next)
		view_setf(r, "more_url", "/office/queue?search=%s&id=%lld", text_percent(r->arena, text), (long long)next);
	return office_rows(r, "row", &rows, QUEUE_PAGE);
}

static enum err show_list(struct req *r, const char *name, const struct queue *q)
{
	struct db_rows rows;

	if (is_search(r))
		return show_found(r);
	if (!strcmp(name, "mine")) {
		TRY(queue_mine(page_ctx(r), &rows));
		view_set(r, "queue", "mine");
		return office_rows(r, "row", &rows, rows.count);
	}
	if (!q)
		return OK;
	view_set(r, "queue", state_name(q->state));
	return show_page(r, q);
}

static enum err show(struct req *r, const char *name)
{
	struct ctx *c = page_ctx(r);
	const struct queue_tally *tally;
	const struct queue *q = name[0] ? queue_for(&c->actor, name) : queue_first(&c->actor);
	int64_t mine;

	if (name[0] && !q && strcmp(name, "mine"))
		return ERR_NOT_FOUND;
	TRY(office_tallies(r, &tally, &mine));
	show_tabs(r, tally, q && !is_search(r) ? state_name(q->state) : "");
	view_num(r, "mine", mine);
	TRY(show_proposals(r));
	return show_list(r, name, q);
}

enum err office_queue(struct req *r)
{
	return show(r, req_value(r, "queue"));
}

enum err office_queue_claim(struct req *r)
{
	struct ctx *c = page_ctx(r);
	struct application app;
	const struct queue *q = queue_for(&c->actor, req_value(r, "queue"));
	enum err e = q ? queue_next(c, q, &app) : ERR_NOT_FOUND;

	if (e == ERR_NOT_FOUND) {
		req_error(r, "", "queue_empty");
		return OK;
	}
	TRY(e);
	return req_redirect(r, "/office/case/%s", app.public_id);
}
