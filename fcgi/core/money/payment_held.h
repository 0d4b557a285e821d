/* payment_held: money whose provider's success time cannot be: in the future, or before the payer asked to pay (rules.md § 7). It is
 * kept and buys nothing until one person of finance has proposed from which day it counts, with a reason, and another has agreed
 * (also a CHECK of the table); or it is given back (refund.h). */
#ifndef CCER_CORE_MONEY_PAYMENT_HELD_H
#define CCER_CORE_MONEY_PAYMENT_HELD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "core/money/payment.h"
#include "db/db.h"

/* Oldest first, 100: id provider trade_no amount_fen paid_at recorded_at is_future org_name account_number order_public_id
 * order_state; of a proposal: accept_id paid_on reason proposed_by proposer proposed_at. */
enum err payment_held_list(struct ctx *c, struct db_rows *out);
/* paid_on: YYYY-MM-DD, the 缴费日. ERR_CONFLICT: it is not held (any more), is to be given back, or is proposed already. */
enum err payment_held_propose(struct ctx *c, int64_t payment_id, const char *paid_on, const char *reason);
/* The order is paid as of that day, or the proposal is gone and the money still held. ERR_DENIED: the proposer himself; ERR_CONFLICT:
 * decided already, or the order is not open any more. ERR_NOT_FOUND: no proposal of this id waits. */
enum err payment_held_decide(struct ctx *c, int64_t accept_id, bool accept);

#endif
