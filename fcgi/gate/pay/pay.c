/* pay.c: the table of payment providers. */
#include "gate/pay/pay.h"

#include <string.h>

#define PAY_WAY(name, payer, callbacks) extern const struct pay_provider pay_##name;
#include "gate/pay/pay_ways.def"
#undef PAY_WAY

const struct pay_provider *const pay_providers[] = {
#define PAY_WAY(name, payer, callbacks) &pay_##name,
#include "gate/pay/pay_ways.def"
#undef PAY_WAY
	NULL
};

const struct pay_provider *pay_provider(const char *name)
{
	for (const struct pay_provider *const *p = pay_providers; *p; p++)
		if (strcmp((*p)->is.name, name) == 0)
			return *p;
	return NULL;
}
