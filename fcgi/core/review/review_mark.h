/* review_mark: who holds a case, and what its reviewer marks in it (rules.md § 4). Moves are review.h's. */
#ifndef CCER_CORE_REVIEW_REVIEW_MARK_H
#define CCER_CORE_REVIEW_REVIEW_MARK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/application/application.h"
#include "core/application/state.h"
#include "core/form/target.h"
#include "core/ground/ctx.h"

/* May the acting reviewer take the case now: nobody holds it, or a claim that has freed itself (two working days without
 * action)? */
enum err review_claimable(struct ctx *c, const struct application *app, bool *claimable);
/* Takes the case for the acting reviewer; ERR_STALE when somebody else holds it (claims free themselves after two
 * working days). */
enum err review_claim(struct ctx *c, const struct application *app);
/* Back to the queue. ERR_DENIED: it is not the acting person who holds it; ERR_STALE: somebody was faster. */
enum err review_release(struct ctx *c, const struct application *app);
/* To another reviewer, staff_id. Refused: ERR_DENIED: the actor is no supervisor of who has the case, or nobody reviews it now;
 * ERR_INVALID: staff_id has not the role of the stage; ERR_STALE: it changed hands meanwhile. ERR_NOT_FOUND: nobody has this id. */
enum err review_reassign(struct ctx *c, const struct application *app, int64_t staff_id);
/* Marks a field or a material of the version right, or wrong with problem and remedy (may be ""). ERR_NOT_FOUND: the version has no such
 * target. Refused: ERR_INVALID: wrong without a problem; ERR_STALE: version is no longer current; ERR_DENIED: the acting reviewer does not
 * hold the case. Wrong although an earlier round settled it: the mark waits for a supervisor's reason (objection.h). */
enum err review_mark(struct ctx *c, const struct application *app, int version, struct target target, bool right,
		     const char *problem, const char *remedy);
/* Marks everything still unmarked right, in one go. ERR_STALE and ERR_DENIED as above. */
enum err review_mark_rest_right(struct ctx *c, const struct application *app, int version);
/* The reviewer of the stage proposes a refusal, instead of an earlier one. ERR_INVALID: no reason; ERR_STALE and ERR_DENIED as above. */
enum err review_propose_refusal(struct ctx *c, const struct application *app, int version, const char *reason);
/* May the applicant open it for changes again? After submission and before the end, except where it can be edited anyway. */
bool review_amendable(const struct application *app);
/* amend: after submission the applicant may, confirmed knowingly, change things again. The review goes on until ACTION_AMEND
 * submits the changed copy as the next version; review_cancel_amend puts the frozen version back into the working copy. */
enum err review_begin_amend(struct ctx *c, struct application *app);
/* ERR_DENIED: it is not being amended, or not by its applicant. */
enum err review_cancel_amend(struct ctx *c, struct application *app);

#endif
