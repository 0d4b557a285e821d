/* fee_time.c: what time brings about for accounts that pay: the next order, reminders, suspension. */
#include "core/money/fee_time.h"

#include <string.h>

#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/message/outbox.h"
#include "core/money/fee.h"
#include "core/people/holder.h"

static const char *day(struct ctx *c, int days_ahead)
{
	return date_iso(c->arena, date_add_days(clock_beijing_date(c->now), days_ahead));
}

/* ---- the next year's order ---- */

/* Does it pay at all by now? Locks it, so that its kind stays until the commit. */
static enum err pays(struct ctx *c, int64_t account_id, bool *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_FEE_PAYS_LOCK, &r, db_int(account_id)));
	*out = r.count > 0;
	return OK;
}

static enum err renew(struct ctx *c, const struct db_rows *r, size_t i)
{
	bool still;

	TRY(pays(c, db_num(r, i, "id"), &still));
	return !still ? OK : fee_renewal_order(c, db_num(r, i, "id"), db_str(r, i, "kind"), (int)db_num(r, i, "period") + 1);
}

enum err fee_renewals(struct ctx *c, int *count)
{
	static const char *const states[] = {"active", "suspended"};

	*count = 0;
	for (size_t s = 0; s < sizeof states / sizeof *states; s++) {
		struct db_rows due;

		TRY(db_do(c->db, c->arena, SQL_FEE_RENEWAL_DUE, &due, db_text(states[s]),
			  db_text(day(c, FEE_RENEWAL_DAYS)), db_int(FEE_BATCH)));
		for (size_t i = 0; i < due.count; i++)
			TRY(renew(c, &due, i));
		*count += (int)due.count;
	}
	return OK;
}

/* ---- messages ---- */

enum err fee_tell(struct ctx *c, enum message message, int64_t account_id, const char *name, const char *value)
{
	struct db_rows contact;
	struct holder h;

	TRY(db_do(c->db, c->arena, SQL_FEE_ACCOUNT_CONTACT, &contact, db_int(account_id)));
	TRY(holder_load(c, db_num(&contact, 0, "holder_id"), &h));
	const struct message_value values[] = {{"account", db_str(&contact, 0, "number")}, {name, value}, {NULL, NULL}};
	return outbox_add(c, message, h.mobile, db_num(&contact, 0, "application_id"), values);
}

enum err fee_suspend(struct ctx *c, int *count)
{
	struct db_rows due, done;
	const char *today = day(c, 0);

	TRY(db_do(c->db, c->arena, SQL_FEE_SUSPEND_DUE, &due, db_text(today), db_int(FEE_BATCH)));
	*count = (int)due.count;
	for (size_t i = 0; i < due.count; i++) {
		int64_t id = db_num(&due, i, "id");

		TRY(db_do(c->db, c->arena, SQL_FEE_SUSPEND, &done, db_int(id), db_text(today)));
		if (done.affected == 0)
			continue; /* paid in this moment */
		audit_note(c, "account.suspend", "trading_account", id, "{\"paid_until\":\"%s\"}",
			   db_str(&due, i, "paid_until"));
		TRY(fee_tell(c, MESSAGE_FEE_SUSPENDED, id, "until", db_str(&due, i, "paid_until")));
	}
	return OK;
}

static enum err remind(struct ctx *c, int days, int *count)
{
	struct db_rows due;

	TRY(db_do(c->db, c->arena, SQL_FEE_REMIND_DUE, &due, db_text(day(c, 0)), db_text(day(c, days)), db_int(days),
		  db_int(FEE_BATCH)));
	for (size_t i = 0; i < due.count; i++) {
		int64_t id = db_num(&due, i, "id");
		const char *until = db_str(&due, i, "paid_until");
		bool still;

		TRY(pays(c, id, &still));
		if (!still)
			continue;
		TRY(db_do(c->db, c->arena, SQL_FEE_REMINDER_INSERT, NULL, db_int(id), db_text(until), db_int(days),
			  db_time(c->arena, c->now)));
		TRY(fee_tell(c, MESSAGE_FEE_REMINDER, id, "until", until));
	}
	*count += (int)due.count;
	return OK;
}

/* From the last to the first: who gets the last one does not get those before it too. */
enum err fee_remind(struct ctx *c, int *count)
{
	static const int days[] = {1, 7, 30, 60};

	*count = 0;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		TRY(remind(c, days[i], count));
	return OK;
}
