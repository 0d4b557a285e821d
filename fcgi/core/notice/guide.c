/* guide.c: reads the notice in force, and holds it for a second. */
#include "core/notice/guide.h"

#include "base/arena.h"
#include "base/clock.h"
#include "core/ground/ctx.h"

enum { HELD_MS = 1000 };

/* arena[at] has what is held; a request may still be reading what the other one had. */
static struct {
	struct arena *arena[2];
	struct guide guide[2];
	int64_t until_ms;
	int at;
} held;

static enum err read_notice(struct ctx *c, struct arena *a, struct db_rows *out)
{
	return db_do(c->db, a, SQL_GUIDE_NOTICE, out, db_text(date_iso(c->arena, clock_beijing_date(c->now))));
}

static enum err read_materials(struct ctx *c, struct arena *a, int64_t revision_id, struct db_rows *out)
{
	return db_do(c->db, a, SQL_GUIDE_MATERIALS, out, db_int(revision_id));
}

enum err guide_materials(struct ctx *c, int64_t revision_id, struct db_rows *out)
{
	return read_materials(c, c->arena, revision_id, out);
}

enum err guide_in_force(struct ctx *c, const struct guide **out)
{
	int64_t now_ms = clock_monotonic_ms();
	int next = 1 - held.at;

	*out = &held.guide[held.at];
	if (now_ms < held.until_ms)
		return OK;
	if (held.arena[next] == NULL)
		held.arena[next] = arena_new();
	arena_reset(held.arena[next]);
	TRY(read_notice(c, held.arena[next], &held.guide[next].notice));
	TRY(read_materials(c, held.arena[next], db_num(&held.guide[next].notice, 0, "id"), &held.guide[next].materials));
	held.at = next;
	held.until_ms = now_ms + HELD_MS;
	*out = &held.guide[next];
	return OK;
}
