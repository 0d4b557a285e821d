/* queue: which cases wait for whom (rules.md § 4): lists by state for the roles of the acting person, pages by keyset, the
 * next free case. Reads only; queue_next claims through review_claim. */
#ifndef CCER_CORE_REVIEW_QUEUE_H
#define CCER_CORE_REVIEW_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/application/application.h"
#include "core/ground/ctx.h"
#include "db/db.h"

struct queue {
	enum state state;
	unsigned work;     /* roles whose work this is */
	unsigned see;      /* roles that see the list, work included */
	bool newest_first; /* lists of what is done */
};
extern const struct queue queues[];
extern const size_t queue_count;
/* The queue by name (that of its state) if the actor may see it, else NULL. */
const struct queue *queue_for(const struct actor *actor, const char *name);
/* The queue the actor should see first, NULL when they see none. */
const struct queue *queue_first(const struct actor *actor);

struct queue_tally { int64_t total, unclaimed, late; }; /* late: due date in Beijing has passed */
/* out: queue_count tallies in the order of queues; those of newest_first queues stay 0. mine: cases the actor holds. */
enum err queue_tallies(struct ctx *c, struct queue_tally *out, int64_t *mine);
/* Columns of all lists: id public_id number org_name uscc kind subject state version stage_since due_on claimed_by claimed_at
 * holder amending. */
enum { QUEUE_PAGE = 50 };
/* QUEUE_PAGE rows behind (since, id), plus one when there are more; since < 0: from the start. Of awaited papers also courier
 * tracking posted_at of the parcel under way. */
enum err queue_page(struct ctx *c, const struct queue *q, int64_t since, int64_t id, struct db_rows *out);
/* What the actor holds, longest waiting first, 200 at most. */
enum err queue_mine(struct ctx *c, struct db_rows *out);
/* Cases with an open proposal to refuse, of the stages the acting supervisor decides on; plus proposer reason proposed_at. */
enum err queue_proposals(struct ctx *c, struct db_rows *out);
/* Likewise, cases with objections that wait for the supervisor's reason (objection.h); plus items asked_at. */
enum err queue_objections(struct ctx *c, struct db_rows *out);
/* queue_search.c: by 受理号 or 统一社会信用代码 or its beginning (QUEUE_CODE characters at least), else by any part of the name, of
 * what the actor's organisation may see; newest first (codes by code), QUEUE_PAGE at most. By name: those older than application
 * before (0: all); *next: what to give as before for more, 0: there are no more. A page may be short and yet not the last. */
enum { QUEUE_CODE = 4 };
enum err queue_search(struct ctx *c, const char *text, int64_t before, struct db_rows *out, int64_t *next);
/* Claims the longest waiting free case of the queue that the actor may decide on. ERR_NOT_FOUND: there is none; ERR_DENIED:
 * not the actor's work. */
enum err queue_next(struct ctx *c, const struct queue *q, struct application *out);

#endif
