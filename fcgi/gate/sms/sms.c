/* sms.c: the table of SMS providers. */
#include "gate/sms/sms.h"

#include <string.h>

#define SMS_PROVIDER(name) extern const struct sms_provider sms_##name;
#include "gate/sms/sms.def"
#undef SMS_PROVIDER

const struct sms_provider *const sms_providers[] = {
#define SMS_PROVIDER(name) &sms_##name,
#include "gate/sms/sms.def"
#undef SMS_PROVIDER
	NULL
};

const struct sms_provider *sms_provider(const char *name)
{
	for (const struct sms_provider *const *p = sms_providers; *p; p++)
		if (strcmp((*p)->is.name, name) == 0)
			return *p;
	return NULL;
}
