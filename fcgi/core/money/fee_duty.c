/* fee_duty.c: a later change of kind starts or ends the duty to pay (rules.md § 7). Who decides it is kind_change.c's. */
#include "core/money/fee_duty.h"

#include <string.h>

#include "base/clock.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/money/fee.h"
#include "core/money/payment_attempt.h"

enum err fee_duty_lock(struct ctx *c, int64_t account_id)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_FEE_OPEN_ORDERS_LOCK, &r, db_int(account_id)));
	return db_do(c->db, c->arena, SQL_FEE_ACCOUNT_LOCK, &r, db_int(account_id));
}

enum err fee_duty_begin(struct ctx *c, int64_t account_id, const char *kind, int64_t *due_fen)
{
	struct db_rows account, lines;
	struct date until;

	TRY(db_do(c->db, c->arena, SQL_FEE_ACCOUNT_LOCK, &account, db_int(account_id)));
	bool paid = date_parse(db_str(&account, 0, "paid_until"), &until);
	*due_fen = 0;
	if (paid && date_compare(until, clock_beijing_date(c->now)) >= 0)
		return OK;
	TRY(db_do(c->db, c->arena, SQL_FEE_LINES_LIVE, &lines, db_int(account_id)));
	TRY(fee_order_new(c, account_id, kind, db_num(&lines, 0, "openings") == 0, (int)db_num(&lines, 0, "period") + 1,
			  due_fen));
	return db_do(c->db, c->arena, SQL_FEE_ACCOUNT_OWES, NULL, db_text(paid ? "suspended" : "awaiting_fee"),
		     db_int(account_id));
}

static enum err close_order(struct ctx *c, int64_t order_id)
{
	TRY(db_do(c->db, c->arena, SQL_FEE_ORDER_CLOSE, NULL, db_time(c->arena, c->now), db_int(order_id)));
	TRY(db_do(c->db, c->arena, SQL_FEE_LINES_CLOSE, NULL, db_int(order_id)));
	TRY(payment_call_off(c, order_id));
	audit_note(c, "fee.close", "fee_order", order_id, NULL);
	return OK;
}

enum err fee_duty_end(struct ctx *c, int64_t account_id)
{
	struct db_rows open;

	TRY(db_do(c->db, c->arena, SQL_FEE_OPEN_ORDERS_LOCK, &open, db_int(account_id)));
	for (size_t i = 0; i < open.count; i++)
		TRY(close_order(c, db_num(&open, i, "id")));
	return db_do(c->db, c->arena, SQL_FEE_ACCOUNT_FREE, NULL, db_int(account_id));
}
