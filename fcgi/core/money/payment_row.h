/* payment_row: reading attempts, for payment.c and payment_attempt.c only. */
#ifndef CCER_CORE_MONEY_PAYMENT_ROW_H
#define CCER_CORE_MONEY_PAYMENT_ROW_H

#include <stdbool.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "core/money/payment.h"

/* The attempt of a reference, whatever order it is for. */
enum err payment_find(struct ctx *c, const char *reference, bool *found, struct payment_attempt *out);

#endif
