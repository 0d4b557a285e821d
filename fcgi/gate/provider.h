/* provider: what providers of SMS (gate/sms/sms.h) and of payments (gate/pay/pay.h) have in common. Each stands in the provider's own file,
 * first in its struct; whoever needs one asks the tables of sms.h and pay.h and knows no name. */
#ifndef CCER_GATE_PROVIDER_H
#define CCER_GATE_PROVIDER_H

#include <stdbool.h>

#include "base/conf.h"

/* A setting that names a file. secret: nobody but its owner and group may read the file. */
struct provider_file {
	enum conf_id setting;
	bool secret;
};
/* What an operator does about a code, the provider's or ours. A code that begins with these fits. */
struct provider_mend {
	const char *code, *mend;
};
struct provider {
	const char *name;                 /* as its row has it: 1–8 of [a-z], in settings, addresses and columns */
	enum conf_id access;              /* the setting that turns it on: empty, the provider is not set up */
	const struct provider_file *file; /* ends with CONF_COUNT */
	const struct provider_mend *mend; /* the first that fits counts; ends with NULL */
};

/* Has an operator set it up? */
bool provider_is_on(const struct provider *p);
/* What to do about this code of the provider. NULL: its list does not have it. */
const char *provider_mend(const struct provider *p, const char *code);

#endif
