/* operations: what waits and for how long, for the people who run the system. Numbers only: nothing of any applicant. How the
 * programs are is health.h's. */
#ifndef CCER_CORE_HOUSE_OPERATIONS_H
#define CCER_CORE_HOUSE_OPERATIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "core/message/sms_budget.h"
#include "core/money/pay_way.h"

/* oldest: seconds since it began to wait, -1 when nothing waits. */
struct operations_queue {
	const char *name; /* of the channel, state of a scan, provider; "" */
	int64_t n, oldest_s;
	int64_t failing;     /* messages, refunds, bills: tried without success */
	int64_t dead_today;  /* messages */
	const char *problem; /* messages: the newest of today's, "" none */
	int64_t begun, late; /* attempts to pay: not at the provider yet; not asked about in time */
};
struct operations {
	struct operations_queue channel[2]; /* sms, mail */
	struct sms_budget sms;              /* all SMS together */
	struct operations_queue scan[4];    /* received, scanning, error, infected */
	int64_t unscanned;                  /* files from when no scanner was set up; 1000: that or more */
	struct operations_queue provider[PAY_WAYS]; /* as pay_way.h has them */
	struct operations_queue refunds, bills;
	int64_t differences;      /* rows of bills nobody has explained */
	struct operations_queue audit; /* rows not linked to the audit chain yet; 1000: that or more */
	const char *store;        /* good | low (less than twice the reserve) | full (no file is taken) | lost (cannot be looked at) */
	int64_t store_free_mb;    /* -1 lost */
	const char *level;        /* the newest migration, "" none */
	bool level_done;
};

enum { OPERATIONS_LATE_S = 300 };
/* All of it as it is now. */
enum err operations_load(struct ctx *c, struct operations *out);

#endif
