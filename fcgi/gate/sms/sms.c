/* sms.c: the table of SMS providers. */
#include "gate/sms/sms.h"

#include <string.h>

extern const struct sms_provider sms_aliyun, sms_tencent;

const struct sms_provider *sms_provider(const char *name)
{
	static const struct sms_provider *const all[] = {&sms_aliyun, &sms_tencent};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	return NULL;
}

