/* db_rows: values to bind and cells of results. No talk with the server. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "db/db.h"

struct db_value db_int(int64_t v)
{
	return (struct db_value){.type = DB_INT, .number = v};
}

struct db_value db_text(const char *s)
{
	if (!s)
		return db_null();
	return (struct db_value){.type = DB_TEXT, .data = s, .size = strlen(s)};
}

struct db_value db_bytes(const void *p, size_t n)
{
	if (!p)
		return db_null();
	return (struct db_value){.type = DB_BYTES, .data = p, .size = n};
}

struct db_value db_null(void)
{
	return (struct db_value){.type = DB_NULL};
}

struct db_value db_time(struct arena *a, int64_t t)
{
	return t < 0 ? db_null() : db_text(clock_sql(a, t));
}

struct db_cell db_raw(const struct db_rows *r, size_t row, const char *column)
{
	if (row >= r->count)
		die("database: row %zu of %zu asked for", row, r->count);
	for (size_t i = 0; i < r->columns; i++)
		if (!strcmp(r->name[i], column))
			return r->cell[row * r->columns + i];
	die("database: no column %s in the result", column);
}

const char *db_str(const struct db_rows *r, size_t row, const char *column)
{
	struct db_cell c = db_raw(r, row, column);

	return c.data ? c.data : "";
}

int64_t db_num(const struct db_rows *r, size_t row, const char *column)
{
	struct db_cell c = db_raw(r, row, column);

	return c.data ? strtoll(c.data, NULL, 10) : 0;
}

int64_t db_when(const struct db_rows *r, size_t row, const char *column)
{
	return clock_from_sql(db_raw(r, row, column).data);
}

bool db_is_null(const struct db_rows *r, size_t row, const char *column)
{
	return !db_raw(r, row, column).data;
}
