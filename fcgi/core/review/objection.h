/* objection: to what an earlier round of the same review settled (rules.md § 4): it stood there as it stands now, and the round ended
 * without a word about it. Such an objection comes too late for the applicant, who was to hear everything at once: it needs the reason
 * of a supervisor who is not the one who objects, the letter says so, and it is counted. Marks are review_mark.h's. */
#ifndef CCER_CORE_REVIEW_OBJECTION_H
#define CCER_CORE_REVIEW_OBJECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/application/application.h"
#include "core/form/target.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* version[i]: the round that settled target[i]. */
struct settled { struct target *target; int *version; size_t count; };
/* What earlier rounds of the review the application is in have settled of its newest version; nothing when it is in none. A form
 * counts as changed when answers it prints changed, a material when the notice asks otherwise for it. Where the same was objected to
 * in its last round, the objection may be made again. */
enum err objection_settled(struct ctx *c, const struct application *app, struct settled *out);
/* The round that settled it, 0: none did. */
int objection_settled_in(const struct settled *s, struct target target);

/* What a supervisor looked at: version and counter of moves of the case, and the mark with the counter of its changes. */
struct objection { int version, moves; struct target target; int changes; };
/* The acting supervisor of who has the case gives the reason (agreed), or declines with one: then it can only be marked otherwise.
 * ERR_DENIED: not their case, or their own objection; ERR_INVALID: no reason; ERR_STALE: it is not what they saw any more. */
enum err objection_decide(struct ctx *c, const struct application *app, const struct objection *o, bool agreed, const char *reason);

enum { OBJECTION_COUNT_DAYS = 365 };
/* For supervisors and auditors, of their house: what letters of the last OBJECTION_COUNT_DAYS held, by review and who objected: stage
 * staff items cases last_at. */
enum err objection_counts(struct ctx *c, struct db_rows *out);

#endif
