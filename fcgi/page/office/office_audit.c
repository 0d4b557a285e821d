/* office_audit.c: the audit chain for reading. Verifying it is ccerctl's. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/ground/audit.h"
#include "core/review/case.h"
#include "page/office/office.h"
#include "page/office/office_pages.h"
#include "page/page.h"

/* "application:12" */
static const char *rule_object(struct arena *a, int64_t now, const char **value)
{
	(void)a;
	(void)now;
	return (*value)[strspn(*value, "abcdefghijklmnopqrstuvwxyz_:0123456789")] ? "choice" : NULL;
}

static const struct form_row audit_rows[] = {
	{"before", rule_id,     18, 0},
	{"object", rule_object, 64, 0},
};
const struct form office_audit_form = FORM(audit_rows);

enum { AUDIT_PAGE = 100 };

enum err office_audit(struct req *r)
{
	struct db_rows rows;
	const char *object = req_value(r, "object");

	TRY(case_audit(page_ctx(r), strtoll(req_value(r, "before"), NULL, 10), object, &rows));
	for (size_t i = 0; i < rows.count && i < AUDIT_PAGE; i++) {
		const char *row = arena_printf(r->arena, "row.%zu", i);

		view_row(r, row, &rows, i);
		office_time(r, arena_printf(r->arena, "%s.at", row), db_when(&rows, i, "happened_at"));
		view_setf(r, arena_printf(r->arena, "%s.object_url", row), "/office/audit?object=%s",
			  db_str(&rows, i, "object"));
	}
	if (rows.count > AUDIT_PAGE)
		view_setf(r, "more_url", "/office/audit?object=%s&before=%lld", object,
			  (long long)db_num(&rows, AUDIT_PAGE - 1, "id"));
	audit_note(page_ctx(r), "audit.read", "audit", 0, NULL);
	return OK;
}
