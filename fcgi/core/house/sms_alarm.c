/* sms_alarm.c: rings once for each budget that is used up. */
#include "core/house/sms_alarm.h"

#include "base/arena.h"
#include "base/log.h"
#include "core/ground/audit.h"
#include "core/ground/limit.h"
#include "core/message/sms_budget.h"
#include "core/people/staff_tell.h"

enum err sms_alarm(struct ctx *c)
{
	static const struct limit_window once[] = {{3600, 1}, {0, 0}};
	struct sms_budget b;

	TRY(sms_budget_load(c, &b));
	if (sms_budget_state(&b) == SMS_BUDGET_GOOD)
		return OK;
	enum err e = limit_take(c, "sms.alarm", "", once);
	if (e == ERR_LIMITED)
		return OK;
	TRY(e);
	log_error("SMS: %lld of %lld in an hour, %lld of %lld in a day%s", (long long)b.hour, (long long)b.hour_max,
		  (long long)b.day, (long long)b.day_max, b.strangers_wait ? "; codes for strangers wait" : "");
	audit_note(c, "sms.budget", "system", 0, "{\"hour\":%lld,\"day\":%lld}", (long long)b.hour, (long long)b.day);
	const struct message_value values[] = {
		{"hour", arena_printf(c->arena, "%lld", (long long)b.hour)},
		{"day", arena_printf(c->arena, "%lld", (long long)b.day)},
		{NULL, NULL},
	};
	return staff_tell_security(c, MESSAGE_SMS_BUDGET, values);
}
