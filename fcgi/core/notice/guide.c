/* guide.c: reads the notice in force. */
#include "core/notice/guide.h"

#include "base/clock.h"
#include "core/ground/ctx.h"

enum err guide_notice(struct ctx *c, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_GUIDE_NOTICE, out,
		     db_text(date_iso(c->arena, clock_beijing_date(c->now))));
}

enum err guide_materials(struct ctx *c, int64_t revision_id, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_GUIDE_MATERIALS, out, db_int(revision_id));
}
