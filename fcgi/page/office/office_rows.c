/* office_rows.c: rows of cases as lists show them. */
#include "page/office/office_rows.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "core/ground/calendar.h"
#include "page/office/office.h"
#include "page/page.h"

/* Working days left until each row's due date; equal dates are computed once. */
static enum err show_due(struct req *r, const char *row, const char *due, const char **last, int *last_days)
{
	struct date day;

	if (!date_parse(due, &day))
		return OK;
	if (!*last || strcmp(*last, due)) {
		TRY(calendar_working_days(page_ctx(r), clock_beijing_date(r->now), day, last_days));
		*last = due;
	}
	view_num(r, arena_printf(r->arena, "%s.days_left", row), *last_days);
	view_set(r, arena_printf(r->arena, "%s.pace", row), *last_days < 0 ? "late" : *last_days <= 1 ? "soon" : "ok");
	return OK;
}

enum err office_rows(struct req *r, const char *prefix, const struct db_rows *rows, size_t max)
{
	const char *last = NULL;
	int last_days = 0;

	for (size_t i = 0; i < rows->count && i < max; i++) {
		const char *row = arena_printf(r->arena, "%s.%zu", prefix, i);
		int64_t since = db_when(rows, i, "stage_since");

		view_row(r, row, rows, i);
		view_setf(r, arena_printf(r->arena, "%s.url", row), "/office/case/%s", db_str(rows, i, "public_id"));
		office_time(r, arena_printf(r->arena, "%s.since", row), since);
		view_num(r, arena_printf(r->arena, "%s.age_days", row), (r->now - since) / 86400);
		if (db_num(rows, i, "claimed_by") == page_ctx(r)->actor.id)
			view_set(r, arena_printf(r->arena, "%s.mine", row), "1");
		TRY(show_due(r, row, db_str(rows, i, "due_on"), &last, &last_days));
	}
	return OK;
}
