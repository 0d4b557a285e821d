/* review_fresh.c: what everybody who asks about a case is told when it changed, or is not theirs. The moves are review.c's. */
#include "core/review/review_fresh.h"

#include "core/application/application.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"

enum err review_stale(struct ctx *c, bool other_version)
{
	if (c->actor.kind != ACTOR_STAFF)
		return refuse(c, ERR_STALE, "check_stale");
	return refuse(c, ERR_STALE, other_version ? "stale" : "case_moved");
}

enum err review_denied(struct ctx *c)
{
	return refuse(c, ERR_DENIED, c->actor.kind == ACTOR_STAFF ? "case_not_yours" : "move_denied");
}

enum err review_fresh(struct ctx *c, const struct application *app, int version, int counter)
{
	return app->version == version && app->moves == counter ? OK : review_stale(c, app->version != version);
}
