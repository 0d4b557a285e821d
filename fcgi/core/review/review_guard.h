/* review_guard: what must hold before a move (rules.md § 4), asked under the application's row lock. For review.c and
 * review_mark.c only. */
#ifndef CCER_CORE_REVIEW_REVIEW_GUARD_H
#define CCER_CORE_REVIEW_REVIEW_GUARD_H

#include "base/err.h"
#include "core/application/application.h"
#include "core/application/application_changes.h"
#include "core/ground/ctx.h"
#include "core/review/review.h"

/* Locks the application's row and refreshes what may have changed since *app was read (claim, edits, amending). ERR_STALE
 * when state, version or moves are no longer what the caller saw. */
enum err review_lock(struct ctx *c, struct application *app, int version, int moves);
/* The guards of states.def. ERR_INVALID or ERR_DENIED with the reason (refusal.h): something stands against the move. */
typedef enum err review_guard(struct ctx *c, const struct application *app, const struct move *m);
review_guard guard_none, guard_complete, guard_all_right, guard_papers_right, guard_none_wrong, guard_some_wrong,
	guard_papers_counted, guard_paper_wrong, guard_listed, guard_accepted, guard_disputed, guard_proposed;
/* Everything of a version a reviewer marks: the fields that are filled in, in form order, then the materials by number. */
enum err review_targets(struct ctx *c, const struct application *app, int version, struct changes *out);

#endif
