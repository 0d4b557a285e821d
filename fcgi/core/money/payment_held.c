/* payment_held.c: money with an impossible time: proposed and decided under the payment's lock. */
#include "core/money/payment_held.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "core/ground/audit.h"
#include "core/ground/refusal.h"
#include "core/money/fee.h"
#include "core/money/payment_row.h"

enum err payment_held_list(struct ctx *c, struct db_rows *out)
{
	return db_do0(c->db, c->arena, SQL_PAYMENT_HELD_LIST, out);
}

/* Held still, and nobody has proposed to give it back. */
static enum err lock(struct ctx *c, int64_t payment_id, struct db_rows *out)
{
	TRY(db_do(c->db, c->arena, SQL_PAYMENT_HELD_LOCK, out, db_int(payment_id)));
	if (out->count == 0)
		return refuse(c, ERR_CONFLICT, "held_moved");
	return db_num(out, 0, "is_refunding") ? refuse(c, ERR_CONFLICT, "refund_proposed") : OK;
}

enum err payment_held_propose(struct ctx *c, int64_t payment_id, const char *paid_on, const char *reason)
{
	struct db_rows held, row;

	TRY(lock(c, payment_id, &held));
	enum err e = db_do(c->db, c->arena, SQL_PAYMENT_ACCEPT_INSERT, &row, db_int(payment_id),
			   db_time(c->arena, db_when(&held, 0, "paid_at")), db_text(paid_on), db_text(reason),
			   db_int(c->actor.id), db_time(c->arena, c->now));
	TRY(refuse_when(c, e, ERR_CONFLICT, "held_proposed"));
	audit_note(c, "payment.accept_propose", "payment_accept", (int64_t)row.insert_id, "{\"payment\":%lld,\"paid_on\":\"%s\"}",
		   (long long)payment_id, paid_on);
	return OK;
}

/* Noon of that day in Beijing: the day is what counts. */
static int64_t noon(struct arena *a, const char *day)
{
	return clock_from_sql(arena_printf(a, "%s 04:00:00", day));
}

static enum err apply(struct ctx *c, int64_t payment_id, const char *paid_on)
{
	struct db_rows held;
	struct fee_order o;
	int64_t paid_at = noon(c->arena, paid_on);

	TRY(lock(c, payment_id, &held));
	TRY(payment_lock_order(c, db_num(&held, 0, "order_id"), &o));
	if (strcmp(o.state, "open") != 0)
		return refuse(c, ERR_CONFLICT, "held_paid");
	TRY(db_do(c->db, c->arena, SQL_PAYMENT_HELD_APPLIED, NULL, db_time(c->arena, paid_at), db_text(paid_on), db_int(payment_id)));
	audit_note(c, "payment.apply", "fee_order", o.id, "{\"payment\":%lld,\"held\":true}", (long long)payment_id);
	return payment_apply(c, &o, paid_at);
}

enum err payment_held_decide(struct ctx *c, int64_t accept_id, bool accept)
{
	struct db_rows proposal;

	TRY(db_do(c->db, c->arena, SQL_PAYMENT_ACCEPT_FIND, &proposal, db_int(accept_id)));
	int64_t payment_id = db_num(&proposal, 0, "payment_id");
	if (db_num(&proposal, 0, "proposed_by") == c->actor.id)
		return refuse(c, ERR_DENIED, "finance_four_eyes");
	enum err e = db_do(c->db, c->arena, SQL_PAYMENT_ACCEPT_DECIDE, NULL, db_text(accept ? "accepted" : "declined"),
			   db_int(c->actor.id), db_time(c->arena, c->now), accept ? db_int(payment_id) : db_null(),
			   db_int(accept_id));
	TRY(refuse_when(c, e, ERR_CONFLICT, "held_moved"));
	audit_note(c, accept ? "payment.accept" : "payment.accept_decline", "payment_accept", accept_id, NULL);
	return accept ? apply(c, payment_id, db_str(&proposal, 0, "paid_on")) : OK;
}
