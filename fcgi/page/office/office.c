/* office.c: small things every page of the office says in the same way. */
#include "page/office/office.h"

#include "base/arena.h"
#include "base/clock.h"

const char *office_at(struct req *r, const char *prefix, size_t n, const char *key)
{
	return arena_printf(r->arena, "%s.%zu.%s", prefix, n, key);
}

void office_time(struct req *r, const char *name, int64_t t)
{
	if (t >= 0)
		view_set(r, name, clock_beijing(r->arena, t));
}
