/* office_paper.c: counting the papers of one case, row by row: what of a parcel may be counted, what is wrong with a row, and
 * noting it. The page is office_papers.c's; how a parcel leads there, office_receive.c's. */
#include "page/office/paper/office_paper.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/review/case.h"
#include "core/review/paper.h"
#include "core/review/review.h"
#include "core/review/review_fresh.h"
#include "core/review/review_mark.h"
#include "page/office/office_case_here.h"
#include "page/office/paper/paper_pages.h"
#include "page/page.h"

/* Copies as typed: 0..99, also full-width. */
static const char *rule_copies(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_figures(a, *value, "份");
	size_t n = strspn(*value, "0123456789");
	return n == 0 || n > 2 || (*value)[n] ? "paper_copies" : NULL;
}

/* "subject_licence-1": a material's code with one PAPER_* behind it. */
static const char *rule_tick(struct arena *a, int64_t now, const char **value)
{
	(void)a;
	(void)now;
	size_t n = strspn(*value, "abcdefghijklmnopqrstuvwxyz_");
	const char *mark = *value + n;
	return n && (!strcmp(mark, "-1") || !strcmp(mark, "-2") || !strcmp(mark, "-4")) ? NULL : "choice";
}

static const struct form_row paper_rows[] = {
	OFFICE_CASE_ROWS,
	PARCEL_ROWS,
	/* name    rule         max  flags; the first four are columns of one table */
	{"paper",  rule_token,  40,  FORM_MANY | FORM_ALIGNED},
	{"copies", rule_copies, 4,   FORM_MANY | FORM_ALIGNED},
	{"reason", rule_id,     9,   FORM_MANY | FORM_ALIGNED},
	{"words",  NULL,        500, FORM_MANY | FORM_ALIGNED},
	{"tick",   rule_tick,   50,  FORM_MANY},
	{"rest",   rule_id,     1,   0}, /* rows left empty are complete and in order */
};
const struct form office_papers_form = FORM(paper_rows);

/* ---- the parcel in hand ---- */

enum err office_parcel(struct req *r, const struct application *app, struct parcel *out)
{
	struct ctx *c = page_ctx(r);
	int given = office_seen(r, "v");

	*out = (struct parcel){.version = given ? given : app->version};
	TRY(paper_match(c, app, given, req_value(r, "check"), &out->match));
	out->usable = out->match != PAPER_MISMATCH && out->match != PAPER_NO_SUCH_VERSION;
	if (out->match == PAPER_OLDER)
		return application_changes_asked(c, app, given, app->version, &out->since);
	return OK;
}

bool office_worthless(struct req *r, const struct parcel *parcel, const struct paper *p, struct changes *why)
{
	if (parcel->match != PAPER_OLDER)
		return false;
	paper_touched(r->arena, &parcel->since, p, why);
	return why->count > 0;
}

size_t office_lacking(struct req *r, const struct parcel *parcel, const struct papers *papers)
{
	struct changes why;
	size_t n = 0;

	for (size_t i = 0; i < papers->count; i++)
		n += !papers->v[i].held && office_worthless(r, parcel, &papers->v[i], &why);
	return n;
}

/* ---- rows as typed ---- */

/* The k-th value of a name: checked, or as it was sent. */
typedef const char *(*value_fn)(struct req *r, const char *name, size_t k);

static const char *sent(struct req *r, const char *name, size_t k)
{
	for (size_t i = 0; i < r->post.count; i++)
		if (!strcmp(r->post.v[i].name, name) && k-- == 0)
			return r->post.v[i].value;
	return NULL;
}

static unsigned ticks_of(struct req *r, value_fn get, const char *code)
{
	size_t n = strlen(code);
	unsigned marks = 0;
	const char *value;

	for (size_t k = 0; (value = get(r, "tick", k)); k++)
		if (!strncmp(value, code, n) && value[n] == '-')
			marks |= (unsigned)strtoul(value + n + 1, NULL, 10);
	return marks;
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static struct typed typed_row(struct req *r, value_fn get, const char *code)
{
	struct typed t = {.copies = "", .words = "", .empty = true};
	const char *row;
	size_t k = 0;

	while ((row = get(r, "paper", k)) && strcmp(row, code))
		k++;
	if (!row)
		return t;
	t.copies = or_empty(get(r, "copies", k));
	t.words = or_empty(get(r, "words", k));
	t.reason = strtol(or_empty(get(r, "reason", k)), NULL, 10);
	t.ticks = ticks_of(r, get, code);
	t.empty = !t.copies[0] && !t.words[0] && !t.reason && !t.ticks;
	return t;
}

struct typed office_typed(struct req *r, const char *code)
{
	return typed_row(r, sent, code);
}

/* Every paper that is not here yet must be counted, unless the rest is said to be in order. */
static bool wants_all(struct req *r, const struct application *app)
{
	return state_awaits_papers(app->state) && !req_value(r, "rest")[0] && strstr(r->path, "/receive");
}

const char *office_row_error(struct req *r, const struct application *app, const struct paper *p, const struct typed *t)
{
	bool all = wants_all(r, app);
	bool problem = t->words[0] || t->reason;
	unsigned missing = p->asked & ~t->ticks;
	const char *copies = t->copies;

	if (t->empty)
		return all && !p->held ? "paper_uncounted" : NULL;
	if (!copies[0])
		return "copies_missing";
	if (rule_copies(r->arena, r->now, &copies))
		return "paper_copies";
	if (problem)
		return NULL;
	if (strtol(copies, NULL, 10) < p->expected)
		return "paper_short";
	return missing & PAPER_SEAL ? "paper_seal" : missing & PAPER_SIGNATURE ? "paper_signature" :
	       missing & PAPER_COPY ? "paper_copy" : NULL;
}

static enum err note_row(struct req *r, int version, const struct paper *p, const struct typed *t,
			 const struct application *app)
{
	struct ctx *c = page_ctx(r);
	const char *problem = t->words, *remedy;

	if (!problem[0] && t->reason)
		TRY(case_reason(c, t->reason, &problem, &remedy));
	return paper_count(c, app, version,
			   &(struct paper_found){p->code, (int)strtol(t->copies, NULL, 10), t->ticks, problem});
}

static enum err save_row(struct req *r, const struct application *app, const struct parcel *parcel, const struct paper *p)
{
	struct typed t = typed_row(r, req_value_at, p->code);
	struct changes why;

	if (office_worthless(r, parcel, p, &why))
		return OK;
	if (office_row_error(r, app, p, &t))
		return refuse(page_ctx(r), ERR_INVALID, "paper_rows");
	if (!t.empty)
		return note_row(r, parcel->version, p, &t, app);
	if (!req_value(r, "rest")[0] || p->held)
		return OK;
	return paper_count(page_ctx(r), app, parcel->version,
			   &(struct paper_found){p->code, p->expected, p->asked, ""});
}

static enum err save(struct req *r, const struct application *app, bool receiving)
{
	struct papers papers;
	struct parcel parcel;

	TRY(paper_list(page_ctx(r), app, app->version, &papers));
	TRY(office_parcel(r, app, &parcel));
	if (!parcel.usable || (receiving && office_lacking(r, &parcel, &papers)))
		return refuse(page_ctx(r), ERR_INVALID, "paper_rows");
	for (size_t i = 0; i < papers.count; i++)
		TRY(save_row(r, app, &parcel, &papers.v[i]));
	return OK;
}

static enum err may_count(struct req *r, const struct application *app)
{
	struct ctx *c = page_ctx(r);

	TRY(review_fresh(c, app, office_seen(r, "version"), office_seen(r, "moves")));
	return review_may_count(app, &c->actor) ? OK : review_denied(c);
}

enum err office_papers_save(struct req *r)
{
	struct application *app = page_application(r);

	enum err e = may_count(r, app);
	if (e == OK)
		e = save(r, app, false);
	return e == OK ? req_redirect(r, "/office/case/%s/papers?saved=1", app->public_id) :
			 page_refuse_case(r, e, "");
}

/* Received is counted: the counts are saved, the case moves, and whoever opened the envelope holds it. Passing its initial
 * review keeps a person from the second one, not from receiving. */
static enum err receive(struct req *r, struct application *app)
{
	struct ctx *c = page_ctx(r);

	TRY(may_count(r, app));
	TRY(save(r, app, true));
	TRY(review_move(c, app, &(struct move){.action = ACTION_RECEIVE, .version = app->version, .moves = app->moves}));
	return review_claim(c, app);
}

enum err office_papers_receive(struct req *r)
{
	struct application *app = page_application(r);
	struct papers papers;

	enum err e = receive(r, app);
	if (e != OK)
		return page_refuse_case(r, e, "");
	TRY(paper_list(page_ctx(r), app, app->version, &papers));
	return req_redirect(r, "/office/receive?done=1&problems=%zu", papers.problems);
}
