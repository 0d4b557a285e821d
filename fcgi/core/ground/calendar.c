/* calendar.c: counts working days: Monday to Friday, but for the days that calendar_day says otherwise about. */
#include "core/ground/calendar.h"

#include <stdbool.h>
#include <string.h>

#include "core/ground/ctx.h"
#include "db/db.h"

enum { WINDOW_DAYS = 60 };

/* The days after `after` up to `until` on which the ordinary week does not hold. */
static enum err exceptions(struct ctx *c, int64_t after, int64_t until, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_CALENDAR_DAYS, out, db_text(date_iso(c->arena, date_from_days(after))),
		     db_text(date_iso(c->arena, date_from_days(until))));
}

/* 1970-01-01 was a Thursday. */
static bool weekend(int64_t day)
{
	int64_t since_monday = ((day + 3) % 7 + 7) % 7;

	return since_monday >= 5;
}

static bool works(struct ctx *c, const struct db_rows *exceptional, int64_t day)
{
	const char *iso = date_iso(c->arena, date_from_days(day));

	for (size_t i = 0; i < exceptional->count; i++)
		if (!strcmp(db_str(exceptional, i, "day"), iso))
			return db_num(exceptional, i, "works") != 0;
	return !weekend(day);
}

enum err calendar_add_working_days(struct ctx *c, struct date d, int n, struct date *out)
{
	int64_t day = date_days(d), known = day;
	struct db_rows rows = {0};

	while (n > 0) {
		if (day == known) {
			TRY(exceptions(c, known, known + WINDOW_DAYS, &rows));
			known += WINDOW_DAYS;
		}
		n -= works(c, &rows, ++day);
	}
	*out = date_from_days(day);
	return OK;
}

enum err calendar_working_days(struct ctx *c, struct date a, struct date b, int *out)
{
	int64_t from = date_days(a), to = date_days(b), low = from < to ? from : to, high = from < to ? to : from;
	struct db_rows rows;
	int count = 0;

	TRY(exceptions(c, low, high, &rows));
	for (int64_t day = low + 1; day <= high; day++)
		count += works(c, &rows, day);
	*out = from < to ? count : -count;
	return OK;
}
