/* sms_alarm: the alarm when the budget of all SMS runs out (core/message/sms_budget.h). */
#ifndef CCER_CORE_HOUSE_SMS_ALARM_H
#define CCER_CORE_HOUSE_SMS_ALARM_H

#include "base/err.h"
#include "core/ground/ctx.h"

/* Looks at the budget; when four fifths are used, or the half of those nobody knows, it is logged and the security administrators are
 * told, once an hour at most. For the courier's round. */
enum err sms_alarm(struct ctx *c);

#endif
