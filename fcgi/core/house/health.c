/* health.c: one row a program and thing, written over. */
#include "core/house/health.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "core/ground/ctx.h"

enum { DETAIL_MAX = 100 };

enum err health_say(struct ctx *c, const char *name, const char *state, const char *detail)
{
	char *text = arena_strndup(c->arena, detail, strnlen(detail, DETAIL_MAX));

	for (char *p = text; *p; p++)
		if (*p < 0x20 || *p > 0x7e)
			*p = '?';
	return db_do(c->db, c->arena, SQL_HEALTH_SAY, NULL, db_text(name), db_text(state), db_text(text),
		     db_time(c->arena, c->now));
}

enum err health_no_right(struct ctx *c)
{
	const char *name = arena_printf(c->arena, HEALTH_NO_RIGHT "%.20s", conf_str(CONF_DB_USER));

	return health_say(c, name, "bad", db_refused(c->db));
}

enum err health_list(struct ctx *c, struct db_rows *out)
{
	return db_do0(c->db, c->arena, SQL_HEALTH_LIST, out);
}
