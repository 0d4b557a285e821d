/* finance_why: why an order is not paid, in order of likelihood (rules.md § 7). */
#ifndef CCER_CORE_FINANCE_FINANCE_WHY_H
#define CCER_CORE_FINANCE_FINANCE_WHY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/finance/finance.h"

/* Why an order is as it is, one sentence each, the gravest first; what they say stands in templates/label/finance.hdf and
 * templates/office/finance/finance_order.cs.
 *   paid twice held refunding paid cancelled amount currency merchant provider trade bill bad_signature unknown_key stale
 *   not_understood no_keys declared matched rejected idle going unreached refused unanswered open_page open_code over closing closed
 *   none */
struct finance_why {
	const char *code;
	const char *provider;         /* bank or the name of a pay_way.h, "" none */
	const char *problem;          /* a provider's code, "" none */
	const char *text;             /* a name, a day, a currency or a reason; "" none */
	const char *number;           /* trade number, "" none */
	int64_t amount_fen;           /* what they say; -1: not about an amount */
	int64_t off_fen;              /* how much that is above the order */
	int64_t at, until;            /* since when, until when; -1 none */
	int count;
	bool sealed;                  /* what it is about nobody can tell */
};
enum { FINANCE_WHY_MAX = 8 };
/* Pure. Returns how many, at least one. */
size_t finance_why(const struct finance_order *f, int64_t now, struct finance_why out[FINANCE_WHY_MAX]);

#endif
