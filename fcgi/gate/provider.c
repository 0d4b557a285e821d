/* provider.c: what holds for every provider, from what its struct says. */
#include "gate/provider.h"

#include <string.h>

bool provider_is_on(const struct provider *p)
{
	return *conf_str(p->access) != '\0';
}

const char *provider_mend(const struct provider *p, const char *code)
{
	for (const struct provider_mend *m = p->mend; m->code; m++)
		if (strncmp(code, m->code, strlen(m->code)) == 0)
			return m->mend;
	return NULL;
}
