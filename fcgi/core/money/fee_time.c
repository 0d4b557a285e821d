/* fee_time.c: what time brings about for accounts that pay: the next order, reminders, suspension. When each is due is what its
 * statement asks; it is asked twice, for the list and again for one account that is locked by then. */
#include "core/money/fee_time.h"

#include "base/arena.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/message/outbox.h"
#include "core/money/fee.h"
#include "core/people/holder.h"

struct task {
	const char *name, *state; /* of the accounts */
	enum sql_id due;
	int from_days, to_days; /* the last paid day is so many days from today, both included */
	enum err (*act)(struct ctx *c, const struct task *t, const struct db_rows *r);
};

/* ---- what is done to one account, the first of r ---- */

static enum err renew(struct ctx *c, const struct task *t, const struct db_rows *r)
{
	(void)t;
	return fee_renewal_order(c, db_num(r, 0, "id"), db_str(r, 0, "kind"), (int)db_num(r, 0, "period") + 1);
}

enum err fee_tell(struct ctx *c, enum message message, int64_t account_id, const char *name, const char *value)
{
	struct db_rows contact;
	struct holder h;

	TRY(db_do(c->db, c->arena, SQL_FEE_ACCOUNT_CONTACT, &contact, db_int(account_id)));
	TRY(holder_load(c, db_num(&contact, 0, "holder_id"), &h));
	const struct message_value values[] = {{"account", db_str(&contact, 0, "number")}, {name, value}, {NULL, NULL}};
	return outbox_add(c, message, h.mobile, db_num(&contact, 0, "application_id"), values);
}

static enum err remind(struct ctx *c, const struct task *t, const struct db_rows *r)
{
	int64_t id = db_num(r, 0, "id");
	const char *until = db_str(r, 0, "paid_until");

	TRY(db_do(c->db, c->arena, SQL_FEE_REMINDER_INSERT, NULL, db_int(id), db_text(until), db_int(t->to_days),
		  db_time(c->arena, c->now)));
	return fee_tell(c, MESSAGE_FEE_REMINDER, id, "until", until);
}

static enum err suspend(struct ctx *c, const struct task *t, const struct db_rows *r)
{
	int64_t id = db_num(r, 0, "id");
	const char *until = db_str(r, 0, "paid_until");

	(void)t;
	TRY(db_do(c->db, c->arena, SQL_FEE_SUSPEND, NULL, db_int(id), db_text(until)));
	audit_note(c, "account.suspend", "trading_account", id, "{\"paid_until\":\"%s\"}", until);
	return fee_tell(c, MESSAGE_FEE_SUSPENDED, id, "until", until);
}

/* ---- the tasks ---- */

enum { EVER = -36500, RENEWAL_DAYS = 60 };

/* Restricted accounts owe their next year too, and can pay it. No day is in two kinds of reminder: who gets the last one does not get
 * those before it as well. */
static const struct task tasks[FEE_TASKS] = {
	/* name        state         due                  from  to            act */
	{"renewal",    "active",     SQL_FEE_RENEWAL_DUE, EVER, RENEWAL_DAYS, renew},
	{"renewal",    "suspended",  SQL_FEE_RENEWAL_DUE, EVER, RENEWAL_DAYS, renew},
	{"renewal",    "restricted", SQL_FEE_RENEWAL_DUE, EVER, RENEWAL_DAYS, renew},
	{"reminder",   "active",     SQL_FEE_REMIND_DUE,  0,    1,            remind},
	{"reminder",   "active",     SQL_FEE_REMIND_DUE,  2,    7,            remind},
	{"reminder",   "active",     SQL_FEE_REMIND_DUE,  8,    30,           remind},
	{"reminder",   "active",     SQL_FEE_REMIND_DUE,  31,   60,           remind},
	{"reminder",   "restricted", SQL_FEE_REMIND_DUE,  0,    1,            remind},
	{"reminder",   "restricted", SQL_FEE_REMIND_DUE,  2,    7,            remind},
	{"reminder",   "restricted", SQL_FEE_REMIND_DUE,  8,    30,           remind},
	{"reminder",   "restricted", SQL_FEE_REMIND_DUE,  31,   60,           remind},
	{"suspension", "active",     SQL_FEE_SUSPEND_DUE, EVER, -1,           suspend},
};

const char *fee_task_name(size_t task)
{
	return tasks[task].name;
}

/* ---- whose turn it is ---- */

static struct date day(struct ctx *c, int days_ahead)
{
	return date_add_days(clock_beijing_date(c->now), days_ahead);
}

/* At most max accounts behind (until, id). */
static enum err list(struct ctx *c, const struct task *t, struct date until, int64_t id, int max, struct db_rows *out)
{
	struct date from = day(c, t->from_days);
	bool begins = date_compare(until, from) < 0; /* it was a walk of yesterday's */
	const char *first = date_iso(c->arena, begins ? from : until), *last = date_iso(c->arena, day(c, t->to_days));

	if (begins)
		id = 0;
	if (t->act == remind)
		return db_do(c->db, c->arena, t->due, out, db_text(t->state), db_text(last), db_text(first), db_int(id),
			     db_int(t->to_days), db_int(max));
	return db_do(c->db, c->arena, t->due, out, db_text(t->state), db_text(last), db_text(first), db_int(id), db_int(max));
}

enum err fee_due(struct ctx *c, size_t task, const struct fee_due *after, struct fee_due **out, size_t *count)
{
	const struct task *t = &tasks[task];
	struct db_rows r;

	TRY(list(c, t, after ? after->until : day(c, t->from_days), after ? after->account_id : 0, FEE_BATCH, &r));
	*out = ARENA_ARRAY(c->arena, struct fee_due, r.count);
	*count = r.count;
	for (size_t i = 0; i < r.count; i++) {
		(*out)[i] = (struct fee_due){.account_id = db_num(&r, i, "id"), .number = db_str(&r, i, "number")};
		(void)date_parse(db_str(&r, i, "paid_until"), &(*out)[i].until);
	}
	return OK;
}

/* The same question from just before the account on: it still comes first if it is still its turn. */
enum err fee_do(struct ctx *c, size_t task, const struct fee_due *of)
{
	const struct task *t = &tasks[task];
	struct db_rows locked, r;

	TRY(db_do(c->db, c->arena, SQL_FEE_ACCOUNT_LOCK, &locked, db_int(of->account_id)));
	TRY(list(c, t, of->until, of->account_id - 1, 1, &r));
	if (r.count == 0 || db_num(&r, 0, "id") != of->account_id)
		return OK;
	return t->act(c, t, &r);
}
