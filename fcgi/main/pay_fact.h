/* pay_fact: from a provider's verified words (gate/pay/pay.h) to what the business understands (core/money/payment.h), for
 * hook and cashier. */
#ifndef CCER_MAIN_PAY_FACT_H
#define CCER_MAIN_PAY_FACT_H

#include "core/money/payment.h"
#include "gate/pay/pay.h"

/* source: callback | query. ours: each of application, merchant and seller that the provider named is the one of our settings;
 * a callback must name them (the answer to a query is about what we asked with our own key). */
struct payment_fact pay_fact(const struct pay_provider *provider, const struct pay_trade *trade, const char *source);

#endif
