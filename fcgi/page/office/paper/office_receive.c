/* office_receive.c: the desk where parcels arrive: one field for whatever is printed on one, which leads to the papers of its
 * case (office_paper.c), and what this person has received today. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/application/application.h"
#include "core/material/paper_code.h"
#include "core/review/case.h"
#include "core/review/hand_over.h"
#include "page/office/office.h"
#include "page/office/paper/paper_pages.h"
#include "page/page.h"

static const struct form_row query_rows[] = {
	/* name      rule     max  flags */
	{"before",   rule_id, 18,  0},
	{"done",     rule_id, 1,   0}, /* the newest receipt has just been made … */
	{"problems", rule_id, 4,   0}, /* … and so many of its papers are to go back */
};
const struct form office_receive_query = FORM(query_rows);

static const struct form_row find_rows[] = {
	{"number", NULL, 80, FORM_REQUIRED},
};
const struct form office_receive_form = FORM(find_rows);

/* ---- received today ---- */

static enum err show_receipts(struct req *r, int64_t before)
{
	struct db_rows rows;
	int64_t total;

	TRY(paper_receipts_count(page_ctx(r), &total));
	TRY(paper_receipts(page_ctx(r), before, &rows));
	view_num(r, "today", total);
	for (size_t i = 0; i < rows.count && i < PAPER_RECEIPTS; i++) {
		const char *row = arena_printf(r->arena, "receipt.%zu", i);

		view_row(r, row, &rows, i);
		view_setf(r, arena_printf(r->arena, "%s.url", row), "/office/case/%s", db_str(&rows, i, "public_id"));
		office_time(r, arena_printf(r->arena, "%s.at", row), db_when(&rows, i, "happened_at"));
	}
	if (rows.count > PAPER_RECEIPTS)
		view_setf(r, "more_url", "/office/receive?before=%lld",
			  (long long)db_num(&rows, PAPER_RECEIPTS - 1, "id"));
	return OK;
}

enum err office_receive(struct req *r)
{
	if (r->method == POST)
		return show_receipts(r, 0);
	if (req_value(r, "done")[0])
		view_set(r, "done", "1");
	if (strtol(req_value(r, "problems"), NULL, 10) > 0)
		view_set(r, "done_problems", req_value(r, "problems"));
	return show_receipts(r, strtoll(req_value(r, "before"), NULL, 10));
}

/* ---- what a parcel says ---- */

static const char *papers_url(struct req *r, const char *public_id, int version, const char *check, const char *via)
{
	return arena_printf(r->arena, "/office/case/%s/papers?v=%d&check=%s&via=%s", public_id, version, check, via);
}

/* By the cover sheet's code or a 受理号. ERR_NOT_FOUND: neither, or of no case this person may see. */
static enum err by_code(struct req *r, const char *text, bool *found)
{
	struct paper_code code;
	struct application app;
	const char *public_id;

	*found = false;
	if (!paper_code_read(r->arena, text, &code))
		return OK;
	enum err e = case_public_id(page_ctx(r), code.number, &public_id);
	if (e == OK)
		e = application_for_staff(page_ctx(r), public_id, &app);
	if (e == ERR_NOT_FOUND || e == ERR_DENIED)
		return OK;
	TRY(e);
	*found = true;
	return req_redirect(r, "%s", papers_url(r, public_id, code.version, code.check, "code"));
}

static enum err by_hand_over(struct req *r, const char *text, bool *found)
{
	struct hand_over list;
	struct db_rows lines;
	const char *number = hand_over_number(r->arena, text);

	*found = false;
	if (!number)
		return OK;
	enum err e = hand_over_load(page_ctx(r), number, &list, &lines);
	if (e == ERR_NOT_FOUND)
		return OK;
	TRY(e);
	*found = true;
	return req_redirect(r, "/office/hand-over/%s", number);
}

static bool one_case(const struct db_rows *rows)
{
	for (size_t i = 1; i < rows->count; i++)
		if (strcmp(db_str(rows, i, "public_id"), db_str(rows, 0, "public_id")))
			return false;
	return rows->count > 0;
}

/* One parcel may hold the papers of several applications: then they are shown to choose from. */
static enum err by_tracking(struct req *r, const char *text, bool *found)
{
	struct db_rows rows;

	TRY(paper_by_tracking(page_ctx(r), text, &rows));
	*found = rows.count > 0;
	for (size_t i = 0; i < rows.count; i++) {
		const char *row = arena_printf(r->arena, "found.%zu", i);
		const char *url = papers_url(r, db_str(&rows, i, "public_id"), (int)db_num(&rows, i, "version"), "",
					     "tracking");

		if (one_case(&rows))
			return req_redirect(r, "%s", url);
		view_row(r, row, &rows, i);
		view_set(r, arena_printf(r->arena, "%s.url", row), url);
		office_time(r, arena_printf(r->arena, "%s.at", row), db_when(&rows, i, "posted_at"));
	}
	return *found ? show_receipts(r, 0) : OK;
}

/* The words for what was not found: a mistyped number is no unknown one. */
static const char *unknown(struct req *r, const char *text)
{
	struct paper_code code;
	const char *plain = text_code(r->arena, text);

	if (paper_code_read(r->arena, text, &code))
		return "case_unknown";
	return !strncmp(plain, "KH", 2) ? "code_mistyped" : "parcel_unknown";
}

enum err office_receive_find(struct req *r)
{
	static enum err (*const ways[])(struct req *, const char *, bool *) = {by_code, by_hand_over, by_tracking};
	const char *text = req_value(r, "number");
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		bool found;

		TRY(ways[i](r, text, &found));
		if (found)
			return OK;
	}
	req_error(r, "number", unknown(r, text));
	return OK;
}
