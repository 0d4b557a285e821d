/* pay.c: the table of payment providers. */
#include "gate/pay/pay.h"

#include <string.h>

#include "base/conf.h"

extern const struct pay_provider pay_alipay, pay_wechat;

static const struct {
	const struct pay_provider *provider;
	enum conf_id app_id;
} providers[] = {
	{&pay_alipay, CONF_ALIPAY_APP_ID},
	{&pay_wechat, CONF_WECHAT_APP_ID},
};

const struct pay_provider *pay_provider(const char *name)
{
	for (size_t i = 0; i < sizeof providers / sizeof *providers; i++)
		if (strcmp(providers[i].provider->name, name) == 0)
			return providers[i].provider;
	return NULL;
}

bool pay_is_on(const struct pay_provider *p)
{
	for (size_t i = 0; i < sizeof providers / sizeof *providers; i++)
		if (providers[i].provider == p)
			return *conf_str(providers[i].app_id) != '\0';
	return false;
}
