/* fee_time: what time brings about for accounts that pay: the next order, reminders, suspension (rules.md § 7). */
#ifndef CCER_CORE_MONEY_FEE_TIME_H
#define CCER_CORE_MONEY_FEE_TIME_H

#include <stdint.h>

#include "core/message/outbox.h"

/* A message about an account to its trading representative's mobile; values: account, and one of this name. */
enum err fee_tell(struct ctx *c, enum message message, int64_t account_id, const char *name, const char *value);
/* An order for the next year, 60 days before the end. */
enum err fee_renewals(struct ctx *c, int *count);
/* Accounts whose last paid day is over: active becomes suspended, with a message. */
enum err fee_suspend(struct ctx *c, int *count);
/* Reminders 60, 30, 7 and 1 days before, each once; of several that are due only the last. */
enum err fee_remind(struct ctx *c, int *count);

#endif
