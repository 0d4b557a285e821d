/* calendar: working days in China (holidays and make-up days are data: calendar_day). */
#ifndef CCER_CORE_GROUND_CALENDAR_H
#define CCER_CORE_GROUND_CALENDAR_H

#include "base/clock.h"
#include "base/err.h"
#include "core/ground/ctx.h"

/* The n-th working day after d (n >= 1). */
enum err calendar_add_working_days(struct ctx *c, struct date d, int n, struct date *out);
/* Working days from a (exclusive) to b (inclusive); negative when b is before a. */
enum err calendar_working_days(struct ctx *c, struct date a, struct date b, int *out);

#endif
