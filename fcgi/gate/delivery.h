/* delivery: how an attempt to hand a message to a provider ended. Common to all channels. */
#ifndef CCER_GATE_DELIVERY_H
#define CCER_GATE_DELIVERY_H

#include <stdbool.h>

enum delivery_result {
	DELIVERY_SENT,   /* the provider took it */
	DELIVERY_LATER,  /* it did not: to be tried again under the same id */
	DELIVERY_UNSURE, /* nobody knows: the provider is asked, or it is sent again under the same id */
	DELIVERY_HOLD,   /* it takes none of ours now: a limit has to run out, or an operator to do something */
	DELIVERY_DEAD,   /* it never will */
};
struct delivery {
	enum delivery_result result;
	const char *provider_id; /* sent: the provider's id, "" when it has none; <= 64 bytes */
	const char *problem;     /* not sent: the provider's code or our own word, printable ASCII, <= 64 bytes */
	bool fault;              /* of the provider, not of this message: counts towards using another one */
};

#endif
