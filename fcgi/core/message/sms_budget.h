/* sms_budget: how many SMS may be written in any hour and any day, all together (rules.md § 8, safety.md 14). What our business sends
 * is counted and never held back; codes are held back when the budget is used up, those nobody in particular asks for when half of it
 * went to such: so no stranger uses up what people need who have proved something. */
#ifndef CCER_CORE_MESSAGE_SMS_BUDGET_H
#define CCER_CORE_MESSAGE_SMS_BUDGET_H

#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

/* Holds the budget until the transaction ends: who comes at the same time waits. */
enum err sms_budget_lock(struct ctx *c);
/* Seconds until one more code keeps it, 0 at once. by_stranger: nobody in particular asks for it. */
enum err sms_budget_until(struct ctx *c, bool by_stranger, int64_t *wait_s);
/* Counts a code nobody in particular asked for, also one that goes to nobody. */
enum err sms_budget_note_stranger(struct ctx *c);

struct sms_budget {
	int64_t hour, day;         /* SMS of the last hour, of the last 24 */
	int64_t hour_max, day_max;
	bool strangers_wait;       /* their half is used up */
};
enum sms_budget_state { SMS_BUDGET_GOOD, SMS_BUDGET_NEAR, SMS_BUDGET_STRANGERS, SMS_BUDGET_FULL };
enum err sms_budget_load(struct ctx *c, struct sms_budget *out);
/* NEAR: four fifths of an hour's or a day's budget are used. */
enum sms_budget_state sms_budget_state(const struct sms_budget *b);

#endif
