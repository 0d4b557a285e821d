/* fee_duty: the duty to pay of one account begins or ends with a change of its kind (rules.md § 7). */
#ifndef CCER_CORE_MONEY_FEE_DUTY_H
#define CCER_CORE_MONEY_FEE_DUTY_H

#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

/* ---- a later change of kind starts or ends the duty; for kind_change.c, in its transaction ----
 *
 * What an account of a paying kind stands in follows from what was paid, as at its opening (§ 6): never paid is awaiting_fee, a
 * year that is over is suspended, else active. So a free account that begins to owe leaves active at once: § 6 lets a paying
 * account be active only by a payment, and one left active without a paid year would never be suspended by any day. What was
 * paid earlier counts: the opening fee is never asked for twice, a year still running needs no order before its renewal, and a
 * new year begins on the day of payment. restricted and closed stay what they are. */

/* Locks the open orders and then the account, in the order in which a payment does. First of all. */
enum err fee_duty_lock(struct ctx *c, int64_t account_id);
/* due_fen: what was ordered, 0 when a paid year still runs. */
enum err fee_duty_begin(struct ctx *c, int64_t account_id, const char *kind, int64_t *due_fen);
/* Closes what is not paid: attempts are called off at their providers, and money that arrives all the same, also by bank, is surplus
 * to give back. awaiting_fee and suspended become active; what was paid stays paid. */
enum err fee_duty_end(struct ctx *c, int64_t account_id);

#endif
