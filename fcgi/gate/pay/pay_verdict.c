/* pay_verdict.c: what was found of a callback, by name. */
#include "gate/pay/pay.h"

const char *pay_verdict_name(enum pay_verdict v)
{
	static const char *const names[] = {
		[PAY_VERIFIED] = "verified",
		[PAY_BAD_SIGNATURE] = "bad_signature",
		[PAY_UNKNOWN_KEY] = "unknown_key",
		[PAY_STALE] = "stale",
		[PAY_NOT_UNDERSTOOD] = "not_understood",
		[PAY_NO_KEYS] = "no_keys",
	};

	return names[v];
}
