/* message_show.c: one message of a list, as all pages show it. */
#include "page/message_show.h"

#include "base/arena.h"
#include "core/message/message.h"

void message_show(struct req *r, const char *row, const struct db_rows *rows, size_t i)
{
	const char *problem = db_str(rows, i, "problem");

	view_set(r, arena_printf(r->arena, "%s.fate", row), message_fate(rows, i));
	view_set(r, arena_printf(r->arena, "%s.why", row), message_problem_key(r->arena, problem));
	view_set(r, arena_printf(r->arena, "%s.why_class", row), message_problem_class(r->arena, problem));
}
