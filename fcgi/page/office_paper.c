/* office_paper.c: papers that arrived: found by 受理号, counted, received. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/case.h"
#include "core/paper.h"
#include "core/review.h"
#include "page/office.h"

/* "subject_licence-2": a material's code with a number behind it. */
static const char *rule_code_number(struct arena *a, int64_t now, const char **value)
{
	(void)a;
	(void)now;
	size_t n = strspn(*value, "abcdefghijklmnopqrstuvwxyz_");
	const char *digits = *value + n + 1;
	if (n == 0 || (*value)[n] != '-' || !digits[0] || digits[strspn(digits, "0123456789")] || strlen(digits) > 9)
		return "choice";
	return NULL;
}

static const struct form_row paper_rows[] = {
	OFFICE_CASE_ROWS,
	/* name    rule              max  flags */
	{"count",  rule_code_number, 50,  FORM_MANY},   /* <code>-<copies> */
	{"fault",  rule_code_number, 50,  FORM_MANY},   /* <code>-<reason id> */
	{"other",  rule_token,       40,  0},           /* code of a material with a fault in other words … */
	{"words",  NULL,             500, 0},           /* … which are these */
};
const struct form office_paper_form = FORM(paper_rows);

static const struct form_row receive_rows[] = {
	{"number", NULL, 40, FORM_REQUIRED},
};
const struct form office_receive_form = FORM(receive_rows);

/* The number behind a code in a FORM_MANY list; -1 when the code is not there. */
static long listed(struct req *r, const char *list, const char *code)
{
	const char *value;
	for (size_t k = 0; (value = req_value_at(r, list, k)); k++) {
		const char *dash = strchr(value, '-');
		if ((size_t)(dash - value) == strlen(code) && !strncmp(value, code, strlen(code)))
			return strtol(dash + 1, NULL, 10);
	}
	return -1;
}

/* The fault named for a paper: a ready reason, or other words; "" for none. */
static enum err fault(struct req *r, const char *code, const char **out)
{
	const char *remedy;
	long id = listed(r, "fault", code);
	*out = "";
	if (!strcmp(req_value(r, "other"), code))
		*out = req_value(r, "words");
	if ((*out)[0] || id < 0)
		return OK;
	return case_reason(page_ctx(r), id, out, &remedy);
}

/* all: what was never counted under this version is refused; else it stays uncounted. */
static enum err save_counts(struct req *r, const struct application *app, bool all)
{
	struct papers papers;
	struct ctx *c = page_ctx(r);
	TRY(paper_list(c, app, app->version, &papers));
	for (size_t i = 0; i < papers.count; i++) {
		const char *code = papers.v[i].code, *problem;
		long copies = listed(r, "count", code);
		if (copies < 0 && all && papers.v[i].version != app->version)
			return ERR_INVALID;
		if (copies < 0)
			continue;
		TRY(fault(r, code, &problem));
		TRY(paper_count(c, app, app->version, code, (int)copies, problem));
	}
	return OK;
}

static enum err may_count(struct req *r, const struct application *app)
{
	if (app->version != office_seen(r, "version") || app->moves != office_seen(r, "moves"))
		return ERR_STALE;
	if (app->state == STATE_PAPER_REVIEW)
		return app->claimed_by == page_ctx(r)->actor.id ? OK : ERR_DENIED;
	return review_may(app, &page_ctx(r)->actor, ACTION_RECEIVE) ? OK : ERR_DENIED;
}

enum err office_paper(struct req *r)
{
	struct application app;
	TRY(office_application(r, &app));
	enum err e = may_count(r, &app);
	if (e == OK)
		e = save_counts(r, &app, false);
	return e == OK ? office_case_back(r, "papers") : office_refuse(r, e, &app, "choice");
}

/* Received is counted: the counts are saved, the case moves, and whoever opened the envelope holds it. Passing its initial
 * review keeps a person from the second one, not from receiving. */
static enum err receive(struct req *r, struct application *app)
{
	struct ctx *c = page_ctx(r);
	TRY(may_count(r, app));
	TRY(save_counts(r, app, true));
	TRY(review_move(c, app, &(struct move){.action = ACTION_RECEIVE, .version = app->version, .moves = app->moves}));
	return review_claim(c, app);
}

enum err office_receive_case(struct req *r)
{
	struct application app;
	bool already;
	TRY(page_once(r, &already));
	if (already)
		return OK;
	TRY(office_application(r, &app));
	enum err e = receive(r, &app);
	if (e != OK)
		return office_refuse(r, e, &app, "paper_uncounted");
	return page_done(r, "/office/case/%s#papers", app.public_id);
}

/* ---- by number: scanned from the cover sheet, which carries <number>-<version>, or typed ---- */

enum err office_receive(struct req *r)
{
	(void)r;
	return OK;
}

/* Splits "KH20261122000017-2" into number and version; a number without version leaves it 0. */
static int split_version(char *number)
{
	char *p = strpbrk(number, "-/");
	if (!p)
		return 0;
	*p = '\0';
	return (int)strtol(p + 1, NULL, 10);
}

static void show_found(struct req *r, const struct application *app, int version)
{
	view_set(r, "found.org_name", app->org_name);
	view_set(r, "found.number", app->number);
	view_set(r, "found.state", state_name(app->state));
	view_num(r, "found.version", app->version);
	view_setf(r, "found.url", "/office/case/%s#papers", app->public_id);
	view_num(r, "found.scanned", version);
	view_set(r, "found.verdict", version == 0 ? "unknown" : version == app->version ? "current" : "old");
	if (app->state != STATE_AWAITING_PAPER)
		view_set(r, "found.not_awaited", "1");
}

enum err office_receive_find(struct req *r)
{
	struct ctx *c = page_ctx(r);
	struct application app;
	const char *public_id;
	char *number = text_half_width(r->arena, req_value(r, "number"));
	int version = split_version(number);
	enum err e = case_public_id(c, text_code(r->arena, number), &public_id);
	if (e == OK)
		e = application_for_staff(c, public_id, &app);
	if (e == ERR_NOT_FOUND || e == ERR_DENIED) {
		req_error(r, "number", "case_unknown");
		return OK;
	}
	TRY(e);
	show_found(r, &app, version);
	return OK;
}
