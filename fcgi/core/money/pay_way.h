/* pay_way: the ways of paying through a provider, as the business and its pages know them: no protocol. The rows stand in
 * gate/pay/pay_ways.def; their words in templates/label/provider.hdf. */
#ifndef CCER_CORE_MONEY_PAY_WAY_H
#define CCER_CORE_MONEY_PAY_WAY_H

#include <stdbool.h>

enum {
#define PAY_WAY(name, payer, callbacks) PAY_WAY_##name,
#include "gate/pay/pay_ways.def"
#undef PAY_WAY
	PAY_WAYS
};
struct pay_way {
	const char *name;
	bool shows_code; /* the payer scans a code; else is sent to a page */
	bool is_sealed;  /* callbacks cannot be searched for our reference */
};
extern const struct pay_way pay_ways[PAY_WAYS];

/* NULL: no provider of that name. */
const struct pay_way *pay_way(const char *name);

#endif
