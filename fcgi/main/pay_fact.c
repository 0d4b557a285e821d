/* pay_fact: see pay_fact.h. */
#include "main/pay_fact.h"

#include <string.h>

#include "base/conf.h"

static bool named(const char *said, enum conf_id setting, bool must)
{
	if (*said == '\0')
		return !must;
	return *conf_str(setting) != '\0' && strcmp(said, conf_str(setting)) == 0;
}

static bool ours(const char *provider, const struct pay_trade *t, bool must)
{
	if (strcmp(provider, "alipay") == 0)
		return named(t->app_id, CONF_ALIPAY_APP_ID, must) && named(t->seller_id, CONF_ALIPAY_SELLER_ID, must);
	if (strcmp(provider, "wechat") == 0)
		return named(t->app_id, CONF_WECHAT_APP_ID, must) && named(t->merchant_id, CONF_WECHAT_MERCHANT_ID, must);
	return false;
}

struct payment_fact pay_fact(const char *provider, const struct pay_trade *t, const char *source)
{
	return (struct payment_fact){
		.provider = provider,
		.reference = t->out_trade_no,
		.trade_no = t->trade_no,
		.source = source,
		.amount_fen = t->amount_fen,
		.currency = t->currency,
		.ours = ours(provider, t, strcmp(source, "callback") == 0),
		.paid_at = t->paid_at,
	};
}
