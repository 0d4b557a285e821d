/* office_paper.c: the papers of one case: does what has arrived belong to the current version, what of it holds, and counting it
 * row by row. How a parcel leads here is office_receive.c's. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/case.h"
#include "core/paper.h"
#include "core/paper_code.h"
#include "core/review.h"
#include "page/office.h"

/* Copies as typed: 0..99, also full-width. */
static const char *rule_copies(struct arena *a, int64_t now, const char **value)
{
	(void)now;
	*value = text_code(a, *value);
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

/* What the parcel in hand says it is; check as on the cover sheet. */
#define PARCEL_ROWS {"v", rule_id, 9, 0}, {"check", rule_token, 8, 0}

static const struct form_row query_rows[] = {
	PARCEL_ROWS,
	{"via",   rule_token, 10, 0}, /* code | tracking: how the parcel was found */
	{"saved", rule_id,    1,  0},
};
const struct form office_papers_query = FORM(query_rows);

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
const struct form office_paper_form = FORM(paper_rows);

/* ---- the parcel in hand ---- */

struct parcel {
	int version;            /* its papers were signed under */
	enum paper_match match;
	struct changes since;   /* of an older one: up to the current version */
	bool usable;            /* its papers may be counted */
};

static enum err load_parcel(struct req *r, const struct application *app, struct parcel *out)
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

/* A paper of this parcel that is worthless now; why. */
static bool worthless(struct req *r, const struct parcel *parcel, const struct paper *p, struct changes *why)
{
	if (parcel->match != PAPER_OLDER)
		return false;
	paper_touched(r->arena, &parcel->since, p, why);
	return why->count > 0;
}

/* How many papers the case still needs that this parcel cannot give. */
static size_t lacking(struct req *r, const struct parcel *parcel, const struct papers *papers)
{
	struct changes why;
	size_t n = 0;
	for (size_t i = 0; i < papers->count; i++)
		n += !papers->v[i].held && worthless(r, parcel, &papers->v[i], &why);
	return n;
}

/* ---- rows as typed ---- */

struct typed {
	const char *copies, *words;
	long reason;
	unsigned ticks;
	bool empty; /* left alone, or not on the form at all */
};

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

/* What is wrong with a row, as a name in error.hdf; NULL: it can be noted, or is not to be. all: every paper that is not here
 * yet must be counted. */
static const char *row_error(struct req *r, const struct paper *p, const struct typed *t, bool all)
{
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

static bool wants_all(struct req *r, const struct application *app)
{
	return app->state == STATE_AWAITING_PAPER && !req_value(r, "rest")[0] && strstr(r->path, "/receive");
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
	if (worthless(r, parcel, p, &why))
		return OK;
	if (row_error(r, p, &t, wants_all(r, app)))
		return ERR_INVALID;
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
	TRY(load_parcel(r, app, &parcel));
	if (!parcel.usable || (receiving && lacking(r, &parcel, &papers)))
		return ERR_INVALID;
	for (size_t i = 0; i < papers.count; i++)
		TRY(save_row(r, app, &parcel, &papers.v[i]));
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
		e = save(r, &app, false);
	return e == OK ? req_redirect(r, "/office/case/%s/papers?saved=1", app.public_id) :
			 office_refuse(r, e, &app, "paper_rows");
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

enum err office_receive_case(struct req *r)
{
	struct application app;
	struct papers papers;
	bool already;
	TRY(page_once(r, &already));
	if (already)
		return OK;
	TRY(office_application(r, &app));
	enum err e = receive(r, &app);
	if (e != OK)
		return office_refuse(r, e, &app, "paper_rows");
	TRY(paper_list(page_ctx(r), &app, app.version, &papers));
	return page_done(r, "/office/receive?done=1&problems=%zu", papers.problems);
}

/* ---- the page ---- */

void office_changes(struct req *r, const char *prefix, const struct changes *why)
{
	for (size_t i = 0; i < why->count; i++) {
		const char *row = arena_printf(r->arena, "%s.%zu", prefix, i);
		if (strncmp(why->target[i], "field:", 6)) {
			view_set(r, arena_printf(r->arena, "%s.files", row), "1");
			continue;
		}
		const struct field *f = application_field(why->target[i] + 6);
		view_set(r, arena_printf(r->arena, "%s.field", row), f->name);
		view_set(r, arena_printf(r->arena, "%s.section", row), f->section);
	}
}

static void show_marks(struct req *r, const char *row, unsigned marks)
{
	static const struct { unsigned mark; const char *name; } names[] = {
		{PAPER_SEAL, "seal"}, {PAPER_SIGNATURE, "signature"}, {PAPER_COPY, "copy"},
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (marks & names[i].mark)
			view_set(r, arena_printf(r->arena, "%s.%s", row, names[i].name), "1");
}

void office_paper_show(struct req *r, const char *row, const struct paper *p, int version)
{
	view_set(r, arena_printf(r->arena, "%s.code", row), p->code);
	view_set(r, arena_printf(r->arena, "%s.name", row), p->name);
	view_num(r, arena_printf(r->arena, "%s.number", row), p->number);
	view_num(r, arena_printf(r->arena, "%s.expected", row), p->expected);
	show_marks(r, arena_printf(r->arena, "%s.asked", row), p->asked);
	if (p->held)
		view_set(r, arena_printf(r->arena, "%s.held", row), "1");
	office_changes(r, arena_printf(r->arena, "%s.why", row), &p->why);
	view_num(r, arena_printf(r->arena, "%s.was", row), p->was);
	if (!p->version)
		return;
	view_num(r, arena_printf(r->arena, "%s.copies", row), p->copies);
	view_set(r, arena_printf(r->arena, "%s.problem", row), p->problem);
	show_marks(r, arena_printf(r->arena, "%s.marks", row), p->marks);
	if (p->version != version)
		view_num(r, arena_printf(r->arena, "%s.older", row), p->version);
}

/* What stands in the row's inputs: as sent, else as noted under this version. */
static void show_inputs(struct req *r, const char *row, const struct application *app, const struct paper *p)
{
	struct typed t = {.copies = "", .words = ""};
	const char *error = NULL;
	if (r->method == POST) {
		t = typed_row(r, sent, p->code);
		error = row_error(r, p, &t, wants_all(r, app));
	} else if (app->state == STATE_PAPER_REVIEW && p->version == app->version) {
		t = (struct typed){.copies = arena_printf(r->arena, "%d", p->copies), .words = p->problem,
				   .ticks = p->marks};
	}
	view_set(r, arena_printf(r->arena, "%s.in.copies", row), t.copies);
	view_set(r, arena_printf(r->arena, "%s.in.words", row), t.words);
	view_num(r, arena_printf(r->arena, "%s.in.reason", row), t.reason);
	show_marks(r, arena_printf(r->arena, "%s.in", row), t.ticks);
	if (error)
		view_set(r, arena_printf(r->arena, "%s.error", row), error);
}

static enum err show_rows(struct req *r, const struct application *app, const struct parcel *parcel,
			  const struct papers *papers)
{
	struct db_rows reasons;
	struct changes why;
	size_t n = 0;
	for (size_t i = 0; i < papers->count; i++) {
		const struct paper *p = &papers->v[i];
		const char *row = arena_printf(r->arena, "paper.%zu", i);
		office_paper_show(r, row, p, app->version);
		if (worthless(r, parcel, p, &why)) {
			view_set(r, arena_printf(r->arena, "%s.worthless", row), "1");
			office_changes(r, arena_printf(r->arena, "%s.since", row), &why);
		}
		show_inputs(r, row, app, p);
	}
	TRY(case_reasons(page_ctx(r), &reasons));
	for (size_t i = 0; i < reasons.count; i++)
		if (!strcmp(db_str(&reasons, i, "applies_to"), "paper"))
			view_row(r, arena_printf(r->arena, "reason.%zu", n++), &reasons, i);
	return OK;
}

static void show_case(struct req *r, const struct application *app)
{
	view_set(r, "case.public_id", app->public_id);
	view_set(r, "case.number", app->number);
	view_set(r, "case.org_name", app->org_name);
	view_set(r, "case.kind", app->kind);
	view_set(r, "case.state", state_name(app->state));
	view_num(r, "case.version", app->version);
	view_num(r, "case.moves", app->moves);
	view_setf(r, "case.url", "/office/case/%s", app->public_id);
	view_setf(r, "case.papers_url", "/office/case/%s/papers", app->public_id);
	if (app->amending)
		view_set(r, "case.amending", "1");
}

static void show_parcel(struct req *r, const struct application *app, const struct parcel *parcel, size_t lacks)
{
	bool may = app->state == STATE_PAPER_REVIEW ? app->claimed_by == page_ctx(r)->actor.id :
						      review_may(app, &page_ctx(r)->actor, ACTION_RECEIVE);
	view_set(r, "parcel.match", paper_match_name(parcel->match));
	view_num(r, "parcel.version", office_seen(r, "v"));
	view_set(r, "parcel.check", req_value(r, "check"));
	view_num(r, "parcel.lacking", (int64_t)lacks);
	if (r->method == GET)
		view_set(r, "parcel.via", req_value(r, "via"));
	if (may && parcel->usable)
		view_set(r, "may_count", "1");
	if (may && app->state == STATE_AWAITING_PAPER && parcel->usable && !lacks)
		view_set(r, "may_receive", "1");
}

static enum err show_arrivals(struct req *r, const struct application *app)
{
	struct db_rows received;
	struct shipment s;
	TRY(paper_received(page_ctx(r), app, &received));
	if (received.count) {
		view_row(r, "received", &received, 0);
		office_time(r, "received.at", db_when(&received, 0, "happened_at"));
	}
	enum err e = paper_shipment(page_ctx(r), app, &s);
	if (e == ERR_NOT_FOUND)
		return OK;
	TRY(e);
	view_set(r, "shipment.courier", s.courier);
	view_set(r, "shipment.tracking", s.tracking);
	view_num(r, "shipment.version", s.version);
	office_time(r, "shipment.posted_at", s.posted_at);
	return OK;
}

enum err office_papers_show(struct req *r)
{
	struct application app;
	struct papers papers;
	struct parcel parcel;
	TRY(office_application(r, &app));
	TRY(paper_list(page_ctx(r), &app, app.version, &papers));
	TRY(load_parcel(r, &app, &parcel));
	show_case(r, &app);
	show_parcel(r, &app, &parcel, lacking(r, &parcel, &papers));
	view_num(r, "to_post", (int64_t)papers.to_post);
	view_num(r, "problems", (int64_t)papers.problems);
	TRY(show_rows(r, &app, &parcel, &papers));
	return show_arrivals(r, &app);
}

enum err office_papers(struct req *r)
{
	struct application app;
	TRY(office_application(r, &app));
	if (req_value(r, "saved")[0])
		view_set(r, "saved", "1");
	audit_note(page_ctx(r), "paper.view", "application", app.id, "{\"version\":%d,\"scanned\":%d}", app.version,
		   office_seen(r, "v"));
	return office_papers_show(r);
}
