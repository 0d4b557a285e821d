/* pay_fact.c: words of gate/pay as words of core/money. */
#include "main/pay_fact.h"

#include <string.h>

struct payment_fact pay_fact(const struct pay_provider *provider, const struct pay_trade *t, const char *source)
{
	return (struct payment_fact){
		.provider = provider->is.name,
		.reference = t->out_trade_no,
		.trade_no = t->trade_no,
		.source = source,
		.amount_fen = t->amount_fen,
		.currency = t->currency,
		.ours = provider->is_ours(t, strcmp(source, "callback") == 0),
		.paid_at = t->paid_at,
	};
}
