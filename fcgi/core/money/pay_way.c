/* pay_way.c: the table of ways to pay. */
#include "core/money/pay_way.h"

#include <stddef.h>
#include <string.h>

enum { PAGE, CODE };
enum { OPEN, SEALED };

const struct pay_way pay_ways[PAY_WAYS] = {
#define PAY_WAY(name, payer, callbacks) {#name, (payer) == CODE, (callbacks) == SEALED},
#include "gate/pay/pay_ways.def"
#undef PAY_WAY
};

const struct pay_way *pay_way(const char *name)
{
	for (size_t i = 0; i < PAY_WAYS; i++)
		if (strcmp(pay_ways[i].name, name) == 0)
			return &pay_ways[i];
	return NULL;
}
