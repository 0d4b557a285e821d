/* payment.c: settling money, once, and the callbacks that bring word of it. */
#include "core/money/payment.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/money/fee.h"
#include "core/money/fee_time.h"
#include "core/money/payment_attempt.h"
#include "core/money/payment_row.h"

const char *payment_outcome_name(enum payment_outcome o)
{
	static const char *const names[PAYMENT_OUTCOMES] = {"applied", "repeated", "surplus", "held", "unknown", "mismatch"};

	return names[o];
}

/* ---- one row of money ---- */

struct money {
	const char *provider, *trade_no, *source;
	int64_t attempt_id; /* 0 none: a bank's entry */
	int64_t amount_fen, paid_at;
	bool is_timely; /* paid_at can be */
};

/* The day of a time that cannot be is that of its arrival. */
static enum err insert(struct ctx *c, const struct fee_order *o, const struct money *m, const char *state)
{
	struct db_rows row;
	const char *paid_on = date_iso(c->arena, clock_beijing_date(m->is_timely ? m->paid_at : c->now));
	bool applied = strcmp(state, "applied") == 0;

	TRY(db_do(c->db, c->arena, SQL_PAYMENT_INSERT, &row, db_text(m->provider), db_text(m->trade_no), db_int(o->id),
		  applied ? db_int(o->id) : db_null(), m->attempt_id ? db_int(m->attempt_id) : db_null(),
		  db_int(m->amount_fen), db_time(c->arena, m->paid_at), db_text(paid_on), db_text(m->source),
		  db_text(state), db_time(c->arena, c->now)));
	audit_note(c, applied ? "payment.apply" : arena_printf(c->arena, "payment.%s", state), "fee_order", o->id,
		   "{\"payment\":%llu,\"provider\":\"%s\",\"amount_fen\":%lld}", (unsigned long long)row.insert_id,
		   m->provider, (long long)m->amount_fen);
	return OK;
}

enum err payment_apply(struct ctx *c, const struct fee_order *o, int64_t paid_at)
{
	struct fee_order paid;

	TRY(payment_call_off(c, o->id));
	TRY(fee_order_paid(c, o, paid_at));
	TRY(fee_order_by_id(c, o->id, &paid));
	return fee_tell(c, MESSAGE_FEE_PAID, o->account_id, "until", paid.valid_until);
}

/* The order is locked. */
static enum err take(struct ctx *c, const struct fee_order *o, const struct money *m, enum payment_outcome *out)
{
	*out = strcmp(o->state, "open") != 0 ? PAYMENT_SURPLUS : m->is_timely ? PAYMENT_APPLIED : PAYMENT_HELD;
	TRY(insert(c, o, m, payment_outcome_name(*out)));
	if (m->attempt_id)
		TRY(db_do(c->db, c->arena, SQL_PAYMENT_ATTEMPT_SETTLED, NULL, db_time(c->arena, c->now),
			  db_int(m->attempt_id)));
	return *out == PAYMENT_APPLIED ? payment_apply(c, o, m->paid_at) : OK;
}

enum err payment_lock_order(struct ctx *c, int64_t id, struct fee_order *out)
{
	struct db_rows row;

	TRY(db_do(c->db, c->arena, SQL_PAYMENT_ORDER_LOCK, &row, db_int(id)));
	return fee_order_by_id(c, id, out);
}

/* ---- a provider's word ---- */

/* Can it be the time of a payment by an attempt begun at begun_at? Clocks may differ; a day that ends meanwhile counts as it was. */
static bool is_timely(int64_t paid_at, int64_t begun_at, int64_t now)
{
	enum { CLOCKS_S = 600 };

	return paid_at <= now + CLOCKS_S && paid_at >= begun_at - CLOCKS_S;
}

/* What of it does not fit the attempt, the gravest first; NULL: it fits. */
static const char *differs(const struct payment_fact *f, const struct payment_attempt *a)
{
	if (!f->ours)
		return "merchant";
	if (strcmp(f->provider, a->provider) != 0)
		return "provider";
	if (strcmp(f->currency, "CNY") != 0)
		return "currency";
	if (f->amount_fen != a->amount_fen)
		return "amount";
	if (f->trade_no[0] == '\0' || strlen(f->trade_no) > PAYMENT_TRADE_NO_MAX || f->paid_at <= 0)
		return "trade";
	return NULL;
}

/* A provider's word as its column takes it. */
static struct db_value word(struct ctx *c, const char *s, size_t max)
{
	char *out = arena_strndup(c->arena, s, strnlen(s, max));

	for (char *p = out; *p; p++)
		if (*p < 0x21 || *p > 0x7e)
			*p = '?';
	return db_text(out);
}

/* Evidence for finance; the same word again says nothing new. */
static enum err note_mismatch(struct ctx *c, const struct payment_fact *f, const struct payment_attempt *a, const char *what)
{
	enum { CURRENCY_MAX = 8 };
	struct db_rows row;

	TRY(db_do(c->db, c->arena, SQL_PAYMENT_MISMATCH_NOTE, &row, db_int(a->id), db_int(a->order_id),
		  db_text(f->provider), db_text(f->source), db_text(what), word(c, f->trade_no, PAYMENT_TRADE_NO_MAX),
		  db_int(f->amount_fen), word(c, f->currency, CURRENCY_MAX),
		  db_time(c->arena, f->paid_at > 0 ? f->paid_at : -1), db_time(c->arena, c->now)));
	if (row.affected)
		audit_note(c, "payment.mismatch", "fee_order", a->order_id, "{\"attempt\":%lld,\"differs\":\"%s\"}",
			   (long long)a->id, what);
	return OK;
}

enum err payment_settle(struct ctx *c, const struct payment_fact *f, enum payment_outcome *out)
{
	struct payment_attempt a;
	struct fee_order o;
	struct db_rows known;
	bool found;

	TRY(payment_find(c, f->reference, &found, &a));
	*out = PAYMENT_UNKNOWN;
	if (!found)
		return OK;
	*out = PAYMENT_MISMATCH;
	const char *what = differs(f, &a);
	if (what)
		return note_mismatch(c, f, &a, what);
	TRY(payment_lock_order(c, a.order_id, &o));
	TRY(db_do(c->db, c->arena, SQL_PAYMENT_OF_TRADE, &known, db_text(f->provider), db_text(f->trade_no)));
	if (known.count) {
		if (db_num(&known, 0, "attempt_id") != a.id)
			return note_mismatch(c, f, &a, "trade");
		*out = PAYMENT_REPEATED;
		return OK;
	}
	const struct money m = {f->provider, f->trade_no, f->source, a.id, f->amount_fen, f->paid_at,
				is_timely(f->paid_at, a.created_at, c->now)};
	return take(c, &o, &m, out);
}

enum err payment_bank(struct ctx *c, int64_t order_id, const char *entry_number, int64_t amount_fen, int64_t paid_at,
		      enum payment_outcome *out)
{
	struct fee_order o;

	TRY(payment_lock_order(c, order_id, &o));
	if (amount_fen != o.amount_fen)
		return refuse_with(c, ERR_INVALID, "transfer_amount", text_amount(c->arena, o.amount_fen));
	const struct money m = {"bank", entry_number, "staff", 0, amount_fen, paid_at, true};
	return refuse_when(c, take(c, &o, &m, out), ERR_CONFLICT, "entry_used");
}

/* ---- callbacks ---- */

enum err payment_callback_note(struct ctx *c, const char *provider, const char *headers, const void *body, size_t n,
			       int64_t *id)
{
	struct db_rows row;

	TRY(db_do(c->db, c->arena, SQL_PAYMENT_CALLBACK_INSERT, &row, db_text(provider), db_time(c->arena, c->now),
		  db_text(c->actor.ip), db_text(headers), db_bytes(body, n)));
	*id = (int64_t)row.insert_id;
	return OK;
}

enum err payment_callback_verdict(struct ctx *c, int64_t id, const char *verdict, const char *reference)
{
	bool plain = strlen(reference) <= 32;

	for (const char *p = reference; *p; p++)
		plain = plain && *p > 0x20 && *p < 0x7f;
	return db_do(c->db, c->arena, SQL_PAYMENT_CALLBACK_VERDICT, NULL, db_text(verdict),
		     plain && *reference ? db_text(reference) : db_null(), db_int(id));
}
