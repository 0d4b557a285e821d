/* fee_rate.c: new rates from hand to hand. Reading what holds is fee.c's. */
#include "core/money/fee_rate.h"

#include <stdbool.h>

#include "base/clock.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"

enum err fee_rates(struct ctx *c, struct db_rows *out)
{
	return db_do0(c->db, c->arena, SQL_FEE_RATES, out);
}

enum err fee_rate_proposals(struct ctx *c, struct db_rows *out)
{
	return db_do0(c->db, c->arena, SQL_FEE_RATE_PROPOSALS, out);
}

static bool after_today(struct ctx *c, const char *day)
{
	struct date d;

	return date_parse(day, &d) && date_compare(d, clock_beijing_date(c->now)) > 0;
}

enum err fee_rate_propose(struct ctx *c, const struct fee_rate *rate)
{
	struct db_rows row;

	if (!after_today(c, rate->effective_on))
		return refuse(c, ERR_INVALID, "rate_day");
	TRY(db_do(c->db, c->arena, SQL_FEE_RATE_PROPOSE, &row, db_text(rate->item), db_text(rate->kind),
		  db_text(rate->effective_on), db_int(rate->amount_fen), db_int(c->actor.id), db_time(c->arena, c->now)));
	audit_note(c, "fee_rate.propose", "fee_rate", (int64_t)row.insert_id,
		   "{\"item\":\"%s\",\"kind\":\"%s\",\"from\":\"%s\",\"amount_fen\":%lld}", rate->item, rate->kind,
		   rate->effective_on, (long long)rate->amount_fen);
	return OK;
}

static enum err decide(struct ctx *c, int64_t id, const char *state)
{
	enum err e = db_do(c->db, c->arena, SQL_FEE_RATE_DECIDE, NULL, db_text(state), db_int(c->actor.id),
			   db_time(c->arena, c->now), db_int(id));

	return e == ERR_CONFLICT ? refuse(c, ERR_STALE, "rate_decided") : e;
}

enum err fee_rate_release(struct ctx *c, int64_t id)
{
	struct db_rows p;

	TRY(db_do(c->db, c->arena, SQL_FEE_RATE_PROPOSAL, &p, db_int(id)));
	if (db_num(&p, 0, "proposed_by") == c->actor.id)
		return refuse(c, ERR_DENIED, "finance_four_eyes");
	if (!after_today(c, db_str(&p, 0, "effective_on")))
		return refuse(c, ERR_INVALID, "rate_day_come");
	TRY(decide(c, id, "released"));
	enum err e = db_do(c->db, c->arena, SQL_FEE_RATE_INSERT, NULL, db_text(db_str(&p, 0, "item")),
			   db_text(db_str(&p, 0, "kind")), db_text(db_str(&p, 0, "effective_on")),
			   db_int(db_num(&p, 0, "amount_fen")));
	if (e == ERR_CONFLICT)
		return refuse_with(c, e, "rate_taken", db_str(&p, 0, "effective_on"));
	TRY(e);
	audit_note(c, "fee_rate.release", "fee_rate", id, NULL);
	return OK;
}

enum err fee_rate_withdraw(struct ctx *c, int64_t id)
{
	TRY(decide(c, id, "withdrawn"));
	audit_note(c, "fee_rate.withdraw", "fee_rate", id, NULL);
	return OK;
}
