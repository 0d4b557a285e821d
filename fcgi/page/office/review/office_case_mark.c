/* office_case_mark.c: marks on a case's fields and materials. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/application/application.h"
#include "core/form/target.h"
#include "core/review/case.h"
#include "core/review/review_mark.h"
#include "page/office/office_case_here.h"
#include "page/office/review/review_pages.h"
#include "page/page.h"

/* A field or a material as a whole; whether there is one is review_mark's to say. */
static const char *rule_target(struct arena *a, int64_t now, const char **value)
{
	struct target t = target_parse(a, *value);

	(void)now;
	return (t.kind == TARGET_FIELD || t.kind == TARGET_MATERIAL) && !*t.slot ? NULL : "choice";
}

static const char *rule_verdict(struct arena *a, int64_t now, const char **value)
{
	(void)a;
	(void)now;
	return strcmp(*value, "right") && strcmp(*value, "wrong") ? "choice" : NULL;
}

static const struct form_row mark_rows[] = {
	OFFICE_CASE_ROWS,
	/* name     rule           max  flags */
	{"target",  rule_target,   64,  FORM_REQUIRED},
	{"verdict", rule_verdict,  8,   0},             /* empty: a reason was chosen, so wrong */
	{"reason",  rule_id,       9,   0},
	{"problem", NULL,          500, FORM_MULTILINE},
	{"remedy",  NULL,          500, FORM_MULTILINE},
};
const struct form office_case_mark_form = FORM(mark_rows);

/* A ready reason brings problem and remedy; what was typed as remedy goes before its own. */
static enum err reason(struct req *r, const char **problem, const char **remedy)
{
	const char *id = req_value(r, "reason");

	*problem = req_value(r, "problem");
	*remedy = req_value(r, "remedy");
	if (!id[0])
		return OK;
	const char *ready;
	TRY(case_reason(page_ctx(r), strtoll(id, NULL, 10), problem, &ready));
	if (!(*remedy)[0])
		*remedy = ready;
	return OK;
}

enum err office_case_mark(struct req *r)
{
	struct application *app = page_application(r);
	const char *problem, *remedy;
	struct target target = target_parse(r->arena, req_value(r, "target"));
	bool right = !strcmp(req_value(r, "verdict"), "right");

	TRY(reason(r, &problem, &remedy));
	enum err e = review_mark(page_ctx(r), app, office_seen(r, "version"), target, right, problem, remedy);
	if (e == OK)
		return office_case_back(r, arena_printf(r->arena, "%c-%s", target.kind == TARGET_FIELD ? 'f' : 'm', target.name));
	return page_refuse_case(r, e, e == ERR_INVALID ? "problem" : "");
}

enum err office_case_mark_rest(struct req *r)
{
	struct application *app = page_application(r);

	enum err e = review_mark_rest_right(page_ctx(r), app, office_seen(r, "version"));
	return e == OK ? office_case_back(r, "decide") : page_refuse_case(r, e, "");
}
