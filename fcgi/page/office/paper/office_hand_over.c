/* office_hand_over.c: lists of papers from the exchange to the registry: made by one, confirmed line by line by the other. */
#include "page/office/paper/office_hand_over.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/application/state.h"
#include "core/review/hand_over.h"
#include "core/review/queue.h"
#include "page/office/office.h"
#include "page/office/office_rows.h"
#include "page/office/paper/paper_pages.h"
#include "page/page.h"

enum { PAPERS_MAX = 100 }; /* materials of one line; a request holds no more */

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

/* Sheets as typed: 0..999, also full-width. */
static const char *rule_counted(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_figures(a, *value, "份");
	size_t n = strspn(*value, "0123456789");
	return n == 0 || n > 3 || (*value)[n] ? "sheets_format" : NULL;
}

static const struct form_row list_rows[] = {
	{"before", rule_id, 18, 0},
	{"since",  rule_id, 12, 0}, /* what is ready, behind (since, id) */
	{"id",     rule_id, 18, 0},
};
const struct form office_hand_over_query = FORM(list_rows);

static const struct form_row make_rows[] = {
	{"case", rule_case, 44, FORM_MANY},
};
const struct form office_hand_over_form = FORM(make_rows);

static const struct form_row number_rows[] = {
	{"number", NULL, 40, FORM_REQUIRED},
};
const struct form office_hand_over_number_form = FORM(number_rows);

static const struct form_row accept_rows[] = {
	{"case",    rule_case,    44, FORM_REQUIRED},
	{"counted", rule_counted, 5,  FORM_REQUIRED},
};
const struct form office_hand_over_accept_form = FORM(accept_rows);

static const struct form_row dispute_rows[] = {
	{"case",   rule_case,    44,  FORM_REQUIRED},
	{"paper",  rule_token,   40,  FORM_MANY | FORM_ALIGNED},
	{"copies", rule_counted, 5,   FORM_MANY | FORM_ALIGNED}, /* empty: as listed */
	{"note",   NULL,         500, FORM_MULTILINE | FORM_REQUIRED},
};
const struct form office_hand_over_dispute_form = FORM(dispute_rows);

static struct hand_over_case seen(struct arena *a, const char *text)
{
	struct hand_over_case out = {.public_id = arena_strndup(a, text, 22)};
	char *end;

	out.version = (int)strtol(text + 23, &end, 10);
	out.moves = (int)strtol(end + 1, NULL, 10);
	return out;
}

static void show_ready_row(struct req *r, const struct db_rows *rows, size_t i)
{
	const char *row = arena_printf(r->arena, "ready.%zu", i);

	view_setf(r, arena_printf(r->arena, "%s.token", row), "%s-%lld-%lld", db_str(rows, i, "public_id"),
		  (long long)db_num(rows, i, "version"), (long long)db_num(rows, i, "moves"));
	if (!db_str(rows, i, "dispute")[0])
		return;
	office_time(r, arena_printf(r->arena, "%s.disputed", row), db_when(rows, i, "disputed_at"));
	view_setf(r, arena_printf(r->arena, "%s.list_url", row), "/office/hand-over/%s", db_str(rows, i, "list"));
}

/* What is ready to go, what the registry sent back of it, and whether this person may make the list. */
static enum err show_ready(struct req *r, int64_t since, int64_t id)
{
	struct ctx *c = page_ctx(r);
	struct db_rows rows;
	const struct queue *q = queue_for(&c->actor, state_name(STATE_TO_HAND_OVER));

	if (!q)
		return OK;
	TRY(hand_over_ready(c, since, id, &rows));
	TRY(office_rows(r, "ready", &rows, HAND_OVER_READY));
	view_set(r, "sends", "1");
	for (size_t i = 0; i < rows.count && i < HAND_OVER_READY; i++)
		show_ready_row(r, &rows, i);
	if (rows.count > HAND_OVER_READY)
		view_setf(r, "ready_more_url", "/office/hand-over?since=%lld&id=%lld",
			  (long long)db_when(&rows, HAND_OVER_READY - 1, "stage_since"),
			  (long long)db_num(&rows, HAND_OVER_READY - 1, "id"));
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

enum err office_hand_over(struct req *r)
{
	bool get = r->method == GET;
	const char *since = get ? req_value(r, "since") : "";

	TRY(show_ready(r, since[0] ? strtoll(since, NULL, 10) : -1, get ? strtoll(req_value(r, "id"), NULL, 10) : 0));
	return show_lists(r, get ? strtoll(req_value(r, "before"), NULL, 10) : 0);
}

enum err office_hand_over_find(struct req *r)
{
	struct hand_over list;
	struct db_rows lines;
	const char *number = hand_over_number(r->arena, req_value(r, "number"));
	enum err e = number ? hand_over_load(page_ctx(r), number, &list, &lines) : ERR_NOT_FOUND;

	if (e == OK)
		return req_redirect(r, "/office/hand-over/%s", number);
	if (e != ERR_NOT_FOUND)
		return e;
	req_error(r, "number", "hand_over_unknown");
	return OK;
}

enum err office_hand_over_make(struct req *r)
{
	struct hand_over_case cases[HAND_OVER_READY];
	const char *text, *number;
	size_t n = 0;

	while (n < HAND_OVER_READY && (text = req_value_at(r, "case", n)))
		cases[n++] = seen(r->arena, text);
	enum err e = hand_over_make(page_ctx(r), cases, n, &number);
	if (e != OK)
		return page_refuse(r, e, "");
	return req_redirect(r, "/office/hand-over/%s", number);
}

/* The materials of a line, with what the registry counted. */
static void show_papers(struct req *r, const char *row, const struct db_rows *papers, int64_t application_id)
{
	size_t n = 0;

	for (size_t k = 0; k < papers->count; k++) {
		if (db_num(papers, k, "application_id") != application_id)
			continue;
		const char *paper = arena_printf(r->arena, "%s.paper.%zu", row, n++);
		view_row(r, paper, papers, k);
		if (!db_is_null(papers, k, "counted") && db_num(papers, k, "counted") != db_num(papers, k, "copies"))
			view_set(r, arena_printf(r->arena, "%s.differs", paper), "1");
	}
}

/* Typed into this line's form when it was refused. */
static void show_typed(struct req *r, const char *row, const char *token)
{
	size_t n = 0;
	const char *of = params_get(&r->post, "case");

	if (r->method != POST || !of || strcmp(of, token))
		return;
	view_set(r, arena_printf(r->arena, "%s.typed", row), "1");
	view_set(r, arena_printf(r->arena, "%s.typed_counted", row), params_get(&r->post, "counted"));
	view_set(r, arena_printf(r->arena, "%s.typed_note", row), params_get(&r->post, "note"));
	for (size_t i = 0; i < r->post.count; i++)
		if (!strcmp(r->post.v[i].name, "copies"))
			view_set(r, arena_printf(r->arena, "%s.paper.%zu.typed", row, n++), r->post.v[i].value);
}

static void show_line(struct req *r, const char *row, const struct db_rows *lines, size_t i, const struct db_rows *papers)
{
	bool current = db_num(lines, i, "version") == db_num(lines, i, "current_version") &&
		       !strcmp(db_str(lines, i, "app_state"), state_name(STATE_HANDED_OVER));
	bool waiting = !strcmp(db_str(lines, i, "state"), "sent");

	view_row(r, row, lines, i);
	view_num(r, arena_printf(r->arena, "%s.position", row), (int64_t)i + 1);
	view_setf(r, arena_printf(r->arena, "%s.url", row), "/office/case/%s", db_str(lines, i, "public_id"));
	office_time(r, arena_printf(r->arena, "%s.at", row), db_when(lines, i, "answered_at"));
	show_papers(r, row, papers, db_num(lines, i, "application_id"));
	if (waiting && !current)
		view_set(r, arena_printf(r->arena, "%s.void", row), "1");
	if (!waiting || !current || !(page_ctx(r)->actor.roles & ROLE_RECEIVER))
		return;
	const char *token = arena_printf(r->arena, "%s-%lld-%lld", db_str(lines, i, "public_id"),
					 (long long)db_num(lines, i, "version"), (long long)db_num(lines, i, "moves"));
	view_set(r, arena_printf(r->arena, "%s.token", row), token);
	show_typed(r, row, token);
}

/* Somebody else was faster with the line this person answered: who, when, how. */
static void show_faster(struct req *r, const struct db_rows *lines, size_t i)
{
	const char *of = r->method == POST ? params_get(&r->post, "case") : NULL;

	if (!of || strncmp(of, db_str(lines, i, "public_id"), strlen(db_str(lines, i, "public_id"))) ||
	    !strcmp(db_str(lines, i, "state"), "sent"))
		return;
	view_set(r, "faster.org_name", db_str(lines, i, "org_name"));
	view_set(r, "faster.by", db_str(lines, i, "answered_by"));
	view_set(r, "faster.state", db_str(lines, i, "state"));
	office_time(r, "faster.at", db_when(lines, i, "answered_at"));
}

enum err office_list(struct req *r, struct hand_over *list, struct db_rows *lines, struct db_rows *papers)
{
	TRY(hand_over_load(page_ctx(r), r->arg[0], list, lines));
	TRY(hand_over_papers(page_ctx(r), list, papers));
	view_set(r, "list.number", list->number);
	view_set(r, "list.made_by", list->made_by);
	office_time(r, "list.made_at", list->made_at);
	return OK;
}

enum err office_hand_over_one(struct req *r)
{
	struct hand_over list;
	struct db_rows lines, papers;
	int64_t copies = 0, waiting = 0;

	TRY(office_list(r, &list, &lines, &papers));
	for (size_t i = 0; i < lines.count; i++) {
		show_line(r, arena_printf(r->arena, "line.%zu", i), &lines, i, &papers);
		show_faster(r, &lines, i);
		copies += db_num(&lines, i, "copies");
		waiting += !strcmp(db_str(&lines, i, "state"), "sent");
	}
	view_num(r, "list.cases", (int64_t)lines.count);
	view_num(r, "list.copies", copies);
	view_num(r, "list.waiting", waiting);
	return OK;
}

static enum err answered(struct req *r, enum err e)
{
	static const struct page_place places[] = {{"count_differs", "counted"}, {"dispute_note", "note"}, {NULL, ""}};

	if (e != OK)
		return page_refuse_beside(r, e, places);
	return req_redirect(r, "/office/hand-over/%s", r->arg[0]);
}

enum err office_hand_over_one_accept(struct req *r)
{
	struct hand_over_case what = seen(r->arena, req_value(r, "case"));

	enum err e = hand_over_accept(page_ctx(r), r->arg[0], &what, (int)strtol(req_value(r, "counted"), NULL, 10));
	return answered(r, e);
}

enum err office_hand_over_one_dispute(struct req *r)
{
	struct hand_over_case what = seen(r->arena, req_value(r, "case"));
	struct hand_over_count *counts = ARENA_ARRAY(r->arena, struct hand_over_count, PAPERS_MAX);
	const char *code, *copies;
	size_t n = 0;

	for (size_t k = 0; k < PAPERS_MAX && (code = req_value_at(r, "paper", k)); k++) {
		copies = req_value_at(r, "copies", k);
		if (copies && copies[0])
			counts[n++] = (struct hand_over_count){code, (int)strtol(copies, NULL, 10)};
	}
	enum err e = hand_over_dispute(page_ctx(r), r->arg[0], &what, counts, n, req_value(r, "note"));
	return answered(r, e);
}
