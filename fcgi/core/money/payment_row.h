/* payment_row: attempts, and an order that is paid; for payment.c, payment_attempt.c and payment_held.c only. */
#ifndef CCER_CORE_MONEY_PAYMENT_ROW_H
#define CCER_CORE_MONEY_PAYMENT_ROW_H

#include <stdbool.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "core/money/payment.h"

/* The attempt of a reference, whatever order it is for. */
enum err payment_find(struct ctx *c, const char *reference, bool *found, struct payment_attempt *out);

/* The order's row, locked until the transaction ends. */
struct fee_order;
enum err payment_lock_order(struct ctx *c, int64_t id, struct fee_order *out);
/* The locked order is paid as of paid_at: every other attempt to pay it is called off, its account has its year, its holders are told. */
enum err payment_apply(struct ctx *c, const struct fee_order *o, int64_t paid_at);

#endif
