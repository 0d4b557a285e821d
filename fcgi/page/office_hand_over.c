/* office_hand_over.c: lists of papers from the exchange to the registry: made by one, confirmed line by line by the other. */
#include <stdlib.h>
#include <string.h>

#include "core/hand_over.h"
#include "core/queue.h"
#include "core/review.h"
#include "page/office.h"

/* "<public id>-<version>-<moves>": a case as it stood on the page. */
static const char *rule_case(struct arena *a, int64_t now, const char **value)
{
	(void)a;
	(void)now;
	const char *p = strchr(*value, '-');
	if (!p || p - *value != 22)
		return "choice";
	size_t n = strspn(p + 1, "0123456789");
	if (n == 0 || n > 9 || p[1 + n] != '-')
		return "choice";
	p += n + 2;
	n = strspn(p, "0123456789");
	return n == 0 || n > 9 || p[n] ? "choice" : NULL;
}

static const struct form_row list_rows[] = {
	{"before", rule_id, 18, 0},
};
const struct form office_hand_over_query = FORM(list_rows);

static const struct form_row make_rows[] = {
	{"case", rule_case, 44, FORM_MANY},
};
const struct form office_hand_over_form = FORM(make_rows);

static const struct form_row line_rows[] = {
	{"case",    rule_case, 44,  FORM_REQUIRED},
	{"counted", rule_id,   4,   FORM_REQUIRED},
	{"note",    NULL,      500, FORM_MULTILINE},
};
const struct form office_line_form = FORM(line_rows);

static struct hand_over_case seen(struct arena *a, const char *text)
{
	struct hand_over_case out = {.public_id = arena_strndup(a, text, 22)};
	char *end;
	out.version = (int)strtol(text + 23, &end, 10);
	out.moves = (int)strtol(end + 1, NULL, 10);
	return out;
}

/* What is ready to go, and whether this person may make the list. */
static enum err show_ready(struct req *r)
{
	struct ctx *c = page_ctx(r);
	struct db_rows rows;
	const struct queue *q = queue_for(&c->actor, state_name(STATE_TO_HAND_OVER));
	if (!q)
		return OK;
	TRY(queue_page(c, q, -1, 0, &rows));
	TRY(office_rows(r, "ready", &rows, QUEUE_PAGE));
	view_set(r, "sends", "1");
	for (size_t i = 0; i < rows.count && i < QUEUE_PAGE; i++)
		view_setf(r, arena_printf(r->arena, "ready.%zu.token", i), "%s-%lld-%lld", db_str(&rows, i, "public_id"),
			  (long long)db_num(&rows, i, "version"), (long long)db_num(&rows, i, "moves"));
	if (q->work & c->actor.roles)
		view_set(r, "may_make", "1");
	return OK;
}

static enum err show_lists(struct req *r, int64_t before)
{
	struct db_rows rows;
	TRY(hand_over_list(page_ctx(r), before, &rows));
	for (size_t i = 0; i < rows.count; i++) {
		const char *row = arena_printf(r->arena, "list.%zu", i);
		view_row(r, row, &rows, i);
		view_setf(r, arena_printf(r->arena, "%s.url", row), "/office/hand-over/%s", db_str(&rows, i, "number"));
		office_time(r, arena_printf(r->arena, "%s.at", row), db_when(&rows, i, "made_at"));
	}
	if (rows.count == 50)
		view_setf(r, "more_url", "/office/hand-over?before=%lld", (long long)db_num(&rows, 49, "id"));
	return OK;
}

static enum err show_overview(struct req *r, int64_t before)
{
	TRY(show_ready(r));
	return show_lists(r, before);
}

enum err office_hand_over(struct req *r)
{
	return r->method == POST ? show_overview(r, 0) : show_overview(r, strtoll(req_value(r, "before"), NULL, 10));
}

enum err office_hand_over_make(struct req *r)
{
	struct hand_over_case cases[QUEUE_PAGE];
	const char *text, *number;
	size_t n = 0;
	bool already;
	TRY(page_once(r, &already));
	if (already)
		return OK;
	while (n < QUEUE_PAGE && (text = req_value_at(r, "case", n)))
		cases[n++] = seen(r->arena, text);
	enum err e = hand_over_make(page_ctx(r), cases, n, &number);
	if (e == ERR_INVALID || e == ERR_STALE) {
		req_error(r, "", e == ERR_STALE ? "hand_over_changed" : "hand_over_empty");
		return ERR_INVALID;
	}
	TRY(e);
	return page_done(r, "/office/hand-over/%s", number);
}

static void show_line(struct req *r, const char *row, const struct db_rows *lines, size_t i)
{
	bool current = db_num(lines, i, "version") == db_num(lines, i, "current_version") &&
		       !strcmp(db_str(lines, i, "app_state"), state_name(STATE_HANDED_OVER));
	bool waiting = !strcmp(db_str(lines, i, "state"), "sent");
	view_row(r, row, lines, i);
	view_num(r, arena_printf(r->arena, "%s.position", row), (int64_t)i + 1);
	view_setf(r, arena_printf(r->arena, "%s.url", row), "/office/case/%s", db_str(lines, i, "public_id"));
	office_time(r, arena_printf(r->arena, "%s.at", row), db_when(lines, i, "answered_at"));
	if (waiting && !current)
		view_set(r, arena_printf(r->arena, "%s.void", row), "1");
	if (!waiting || !current || !(page_ctx(r)->actor.roles & ROLE_RECEIVER))
		return;
	view_setf(r, arena_printf(r->arena, "%s.token", row), "%s-%lld-%lld", db_str(lines, i, "public_id"),
		  (long long)db_num(lines, i, "version"), (long long)db_num(lines, i, "moves"));
}

enum err office_hand_over_one(struct req *r)
{
	struct hand_over list;
	struct db_rows lines;
	int64_t copies = 0;
	TRY(hand_over_load(page_ctx(r), r->arg[0], &list, &lines));
	view_set(r, "list.number", list.number);
	view_set(r, "list.made_by", list.made_by);
	office_time(r, "list.made_at", list.made_at);
	for (size_t i = 0; i < lines.count; i++) {
		show_line(r, arena_printf(r->arena, "line.%zu", i), &lines, i);
		copies += db_num(&lines, i, "copies");
	}
	view_num(r, "list.cases", (int64_t)lines.count);
	view_num(r, "list.copies", copies);
	return OK;
}

static enum err answered(struct req *r, enum err e, const char *field, const char *invalid)
{
	if (e == OK)
		return page_done(r, "/office/hand-over/%s", r->arg[0]);
	if (e == ERR_INVALID)
		req_error(r, field, invalid);
	else if (e == ERR_STALE || e == ERR_CONFLICT)
		req_error(r, "", "line_changed");
	else
		return e;
	return ERR_INVALID;
}

enum err office_hand_over_accept(struct req *r)
{
	struct hand_over_case what = seen(r->arena, req_value(r, "case"));
	bool already;
	TRY(page_once(r, &already));
	if (already)
		return OK;
	enum err e = hand_over_accept(page_ctx(r), r->arg[0], &what, (int)strtol(req_value(r, "counted"), NULL, 10));
	return answered(r, e, "counted", "count_differs");
}

enum err office_hand_over_dispute(struct req *r)
{
	struct hand_over_case what = seen(r->arena, req_value(r, "case"));
	bool already;
	TRY(page_once(r, &already));
	if (already)
		return OK;
	enum err e = hand_over_dispute(page_ctx(r), r->arg[0], &what, (int)strtol(req_value(r, "counted"), NULL, 10),
				       req_value(r, "note"));
	return answered(r, e, "note", "dispute_note");
}
