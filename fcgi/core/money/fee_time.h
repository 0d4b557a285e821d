/* fee_time: what time brings about for accounts that pay: the next order, reminders, suspension (rules.md § 7). Each account is a
 * transaction of its own, so that one whose turn fails holds up no other. */
#ifndef CCER_CORE_MONEY_FEE_TIME_H
#define CCER_CORE_MONEY_FEE_TIME_H

#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"
#include "core/ground/ctx.h"
#include "core/message/outbox.h"

/* A message about an account to its trading representative's mobile; values: account, and one of this name. */
enum err fee_tell(struct ctx *c, enum message message, int64_t account_id, const char *name, const char *value);

/* What is done: renewal, an order for the next year, 60 days before the end; reminder, 60, 30, 7 and 1 days before, of several that were
 * missed only the last; suspension, the last paid day is over, active becomes suspended, with a message. Each kind is several tasks. */
enum { FEE_TASKS = 12 };
/* renewal | reminder | suspension */
const char *fee_task_name(size_t task);

/* One for which it is time; also how far a walk through them has come. */
struct fee_due {
	struct date until; /* the last day paid for */
	int64_t account_id;
	const char *number;
};
enum { FEE_BATCH = 50 };
/* Those behind after, FEE_BATCH at most, in order of until, account_id; after NULL: from the first. Locks nothing. */
enum err fee_due(struct ctx *c, size_t task, const struct fee_due *after, struct fee_due **out, size_t *count);
/* Locks the account and does it, unless it is not time any more: paid, or freed, or done by somebody else meanwhile. */
enum err fee_do(struct ctx *c, size_t task, const struct fee_due *of);

#endif
