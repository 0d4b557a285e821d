/* sms_budget.c: the outbox itself is what is counted. */
#include "core/message/sms_budget.h"

#include "base/conf.h"
#include "core/ground/limit.h"

enum { HOUR_S = 3600, DAY_S = 86400, STRANGERS_SHARE = 2 };

struct windows { struct limit_window w[3]; };

static struct windows budget(int64_t share)
{
	return (struct windows){{{HOUR_S, conf_int(CONF_SMS_PER_HOUR) / share}, {DAY_S, conf_int(CONF_SMS_PER_DAY) / share}, {0, 0}}};
}

enum err sms_budget_lock(struct ctx *c)
{
	return limit_lock(c, "sms", "");
}

static enum err strangers_until(struct ctx *c, int64_t *wait_s)
{
	const struct windows half = budget(STRANGERS_SHARE);

	return limit_until(c, "sms.stranger", "", half.w, wait_s);
}

static enum err window_until(struct ctx *c, const struct limit_window *w, int64_t *wait_s)
{
	struct db_rows nth;

	TRY(db_do(c->db, c->arena, SQL_SMS_BUDGET_NTH, &nth, db_time(c->arena, c->now - w->s), db_int(w->max > 0 ? w->max - 1 : 0)));
	*wait_s = nth.count ? db_when(&nth, 0, "created_at") + w->s - c->now : 0;
	return OK;
}

enum err sms_budget_until(struct ctx *c, bool by_stranger, int64_t *wait_s)
{
	const struct windows whole = budget(1);

	*wait_s = 0;
	if (by_stranger)
		TRY(strangers_until(c, wait_s));
	for (const struct limit_window *w = whole.w; w->s; w++) {
		int64_t s;

		TRY(window_until(c, w, &s));
		*wait_s = s > *wait_s ? s : *wait_s;
	}
	return OK;
}

enum err sms_budget_note_stranger(struct ctx *c)
{
	return limit_note(c, "sms.stranger", "");
}

enum err sms_budget_load(struct ctx *c, struct sms_budget *out)
{
	struct db_rows rows;
	int64_t strangers_s;

	TRY(db_do(c->db, c->arena, SQL_SMS_BUDGET_COUNT, &rows, db_time(c->arena, c->now - HOUR_S),
		  db_time(c->arena, c->now - DAY_S)));
	TRY(strangers_until(c, &strangers_s));
	*out = (struct sms_budget){
		.hour = db_num(&rows, 0, "hour"),
		.day = db_num(&rows, 0, "day"),
		.hour_max = conf_int(CONF_SMS_PER_HOUR),
		.day_max = conf_int(CONF_SMS_PER_DAY),
		.strangers_wait = strangers_s > 0,
	};
	return OK;
}

enum sms_budget_state sms_budget_state(const struct sms_budget *b)
{
	if (b->hour >= b->hour_max || b->day >= b->day_max)
		return SMS_BUDGET_FULL;
	if (b->strangers_wait)
		return SMS_BUDGET_STRANGERS;
	return b->hour * 5 >= b->hour_max * 4 || b->day * 5 >= b->day_max * 4 ? SMS_BUDGET_NEAR : SMS_BUDGET_GOOD;
}
