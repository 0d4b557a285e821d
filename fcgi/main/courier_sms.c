/* courier_sms.c: which SMS provider is used now. What is known of them is known to this process alone: after a restart all are
 * well until they are not. */
#include <stdio.h>
#include <string.h>

#include "base/conf.h"
#include "base/log.h"
#include "core/message/outbox.h"
#include "main/courier.h"

enum { LANES_MAX = 16 };

static struct lane {
	const struct sms_provider *provider;
	int64_t faults;
	int64_t rests_until_ms;
} lanes[LANES_MAX];
static size_t lane_count;

static void add_lane(const struct sms_provider *p)
{
	if (lane_count < LANES_MAX && provider_is_on(&p->is))
		lanes[lane_count++].provider = p;
}

/* sms.providers: names between commas, or none for all; those not set up are passed over. */
static void read_lanes(void)
{
	char text[256], *rest = text, *name;

	if (lane_count > 0)
		return;
	(void)snprintf(text, sizeof text, "%s", conf_str(CONF_SMS_PROVIDERS));
	for (const struct sms_provider *const *p = sms_providers; *text == '\0' && *p; p++)
		add_lane(*p);
	while ((name = strsep(&rest, ", ")) != NULL) {
		const struct sms_provider *p = sms_provider(name);

		if (p != NULL)
			add_lane(p);
		else if (*name)
			log_error("sms.providers: there is no %s", name);
	}
}

static struct lane *lane_of(const struct sms_provider *p)
{
	for (size_t i = 0; i < lane_count; i++)
		if (lanes[i].provider == p)
			return &lanes[i];
	return NULL;
}

const struct sms_provider *courier_sms_choose(int64_t now_ms)
{
	read_lanes();
	for (size_t i = 0; i < lane_count; i++)
		if (lanes[i].rests_until_ms <= now_ms)
			return lanes[i].provider;
	return lane_count > 0 ? lanes[0].provider : NULL;
}

const struct sms_provider *courier_sms_choose_for(const struct outbox_message *m, int64_t now_ms)
{
	const struct sms_provider *first = courier_sms_choose(now_ms), *tried = m->tries > 0 ? sms_provider(m->provider) : NULL;

	for (size_t i = 0; first == tried && i < lane_count; i++)
		if (lanes[i].provider != tried && lanes[i].rests_until_ms <= now_ms)
			return lanes[i].provider;
	return first;
}

bool courier_sms_rests(const struct sms_provider *p, int64_t now_ms)
{
	struct lane *l = lane_of(p);

	return l == NULL || l->rests_until_ms > now_ms;
}

void courier_sms_note(const struct sms_provider *p, const struct delivery *d, int64_t now_ms)
{
	struct lane *l = lane_of(p);

	if (l == NULL)
		return;
	l->faults = d->fault ? l->faults + 1 : 0;
	if (!d->fault || (d->result != DELIVERY_HOLD && l->faults < conf_int(CONF_SMS_FAULTS)))
		return;
	if (l->rests_until_ms <= now_ms)
		log_error("sms: %s rests for %lld s: %s", p->is.name, (long long)conf_int(CONF_SMS_PAUSE_S), d->problem);
	l->rests_until_ms = now_ms + 1000 * conf_int(CONF_SMS_PAUSE_S);
	l->faults = 0;
}
