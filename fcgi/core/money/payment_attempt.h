/* payment_attempt: one wish to pay an order by one provider, from the page to the provider and back (rules.md § 7). */
#ifndef CCER_CORE_MONEY_PAYMENT_ATTEMPT_H
#define CCER_CORE_MONEY_PAYMENT_ATTEMPT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "core/money/fee.h"
#include "core/money/payment.h"

/* In a page's transaction: an attempt to pay the order, the live one if there is one that holds for at least a minute more. The
 * cashier takes it to the provider. ERR_CONFLICT: the order is paid or
 * closed, or money of it is held. */
enum err payment_begin(struct ctx *c, const struct fee_order *o, const char *provider, struct payment_attempt *out);
/* Has money of this order come whose time cannot be, and nobody has decided about it (payment_held.h)? */
enum err payment_is_held(struct ctx *c, int64_t order_id, bool *is_held);
/* By reference, which only its payer and the provider know. ERR_NOT_FOUND: there is none. */
enum err payment_attempt_find(struct ctx *c, const char *reference, struct payment_attempt *out);
/* The payer says it is done, or has come back from the provider: the cashier asks it soon. Changes nothing else. */
enum err payment_ask_soon(struct ctx *c, const struct payment_attempt *a);
/* An order that wants no more money, being paid or closed: the cashier asks about each of its live attempts once more and closes it
 * there. */
enum err payment_call_off(struct ctx *c, int64_t order_id);
/* Finance wants to know: every attempt of the order that brought no money is asked about now, ended ones too. *asked: how many. */
enum err payment_ask_again(struct ctx *c, int64_t order_id, int *asked);

/* ---- for the cashier: claim → commit → ask the provider → note ---- */

/* One attempt of the provider that is due, *found false when there is none. Nobody else gets it for lease_s seconds. */
enum err payment_claim(struct ctx *c, const char *provider, int lease_s, bool *found, struct payment_attempt *out);
/* wanted → open: the payer can go there. First asked after a minute. ERR_INVALID: the target is not printable ASCII of at most
 * PAYMENT_TARGET_MAX. */
enum err payment_opened(struct ctx *c, const struct payment_attempt *a, const char *target);
/* wanted, and the provider did not take it: permanent ends the attempt, else again after a growing gap until it expires. */
enum err payment_not_opened(struct ctx *c, const struct payment_attempt *a, const char *problem, bool permanent);
/* open or closing, and not paid (or nobody could say: problem). Asked again 1, 3, 10, 30 minutes after it was opened, then
 * hourly; after 25 hours, and at once when it is closing, *close says that it should be closed at the provider. */
enum err payment_pending(struct ctx *c, const struct payment_attempt *a, const char *problem, bool *close);
/* The provider has closed it, or never knew it. */
enum err payment_closed(struct ctx *c, const struct payment_attempt *a);
/* When it is next asked: pure, for tests. opened_at + 1, 3, 10, 30 minutes, then every hour; -1 after 25 hours. */
int64_t payment_next_query(int64_t opened_at, int64_t now);

#endif
