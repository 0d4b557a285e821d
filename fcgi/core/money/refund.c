/* refund.c: money that goes back, decided by two people. What came in is payment.c's. */
#include "core/money/refund.h"

#include <string.h>

#include "base/arena.h"
#include "base/crypt/crypt.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"

enum { GAP_S = 30, GAP_MAX_S = 3600, WORD_MAX = 64 };

enum err refund_propose(struct ctx *c, int64_t payment_id, const char *reason)
{
	struct db_rows surplus, row;

	TRY(db_do(c->db, c->arena, SQL_REFUND_SURPLUS, &surplus, db_int(payment_id)));
	if (surplus.count == 0)
		return refuse(c, ERR_INVALID, "refund_not_surplus");
	if (db_num(&surplus, 0, "is_accepting"))
		return refuse(c, ERR_CONFLICT, "held_proposed");
	enum err e = db_do(c->db, c->arena, SQL_REFUND_INSERT, &row, db_text(crypt_random_text(c->arena, 22)),
			   db_int(payment_id), db_int(db_num(&surplus, 0, "amount_fen")), db_text(reason),
			   db_int(c->actor.id), db_time(c->arena, c->now), db_text(db_str(&surplus, 0, "provider")));
	TRY(refuse_when(c, e, ERR_CONFLICT, "refund_proposed"));
	audit_note(c, "refund.propose", "refund", (int64_t)row.insert_id, "{\"payment\":%lld}", (long long)payment_id);
	return OK;
}

enum err refund_load(struct ctx *c, const char *public_id, struct refund *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_REFUND_FIND, &r, db_text(public_id)));
	*out = (struct refund){
		.id = db_num(&r, 0, "id"),
		.payment_id = db_num(&r, 0, "payment_id"),
		.amount_fen = db_num(&r, 0, "amount_fen"),
		.proposed_by = db_num(&r, 0, "proposed_by"),
		.decided_at = db_when(&r, 0, "decided_at"),
		.public_id = db_str(&r, 0, "public_id"),
		.provider = db_str(&r, 0, "provider"),
		.trade_no = db_str(&r, 0, "trade_no"),
		.reference = db_str(&r, 0, "reference"),
		.reason = db_str(&r, 0, "reason"),
		.state = db_str(&r, 0, "state"),
		.problem = db_str(&r, 0, "problem"),
		.tries = (int)db_num(&r, 0, "tries"),
	};
	return OK;
}

enum err refund_decidable(struct ctx *c, const struct refund *r)
{
	return r->proposed_by == c->actor.id ? refuse(c, ERR_DENIED, "finance_four_eyes") : OK;
}

/* A declined one frees the payment for another proposal; what came by bank goes back by hand. */
enum err refund_decide(struct ctx *c, const struct refund *r, bool approve)
{
	bool by_provider = approve && strcmp(r->provider, "bank") != 0;

	TRY(refund_decidable(c, r));
	enum err e = db_do(c->db, c->arena, SQL_REFUND_DECIDE, NULL, db_text(approve ? "approved" : "declined"),
			   db_int(c->actor.id), db_time(c->arena, c->now), db_time(c->arena, by_provider ? c->now : -1),
			   approve ? db_int(r->payment_id) : db_null(), db_int(r->id));
	if (e == ERR_CONFLICT)
		return refuse(c, ERR_STALE, "refund_decided");
	TRY(e);
	audit_note(c, approve ? "refund.approve" : "refund.decline", "refund", r->id, NULL);
	return OK;
}

static enum err done(struct ctx *c, const struct refund *r, const char *number)
{
	TRY(db_do(c->db, c->arena, SQL_REFUND_DONE, NULL, db_text(number), db_time(c->arena, c->now), db_int(r->id)));
	audit_note(c, "refund.done", "refund", r->id, NULL);
	return OK;
}

enum err refund_bank_done(struct ctx *c, const struct refund *r, const char *entry_number)
{
	if (strcmp(r->provider, "bank") != 0)
		return refuse(c, ERR_INVALID, "refund_not_bank");
	enum err e = done(c, r, entry_number);
	return e == ERR_CONFLICT ? refuse(c, ERR_STALE, "refund_decided") : e;
}

enum err refund_surpluses(struct ctx *c, struct db_rows *out)
{
	return db_do0(c->db, c->arena, SQL_REFUND_SURPLUSES, out);
}

enum err refund_show(struct ctx *c, const char *public_id, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_REFUND_SHOW, out, db_text(public_id));
}

enum err refund_list(struct ctx *c, int64_t before_id, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_REFUND_LIST, out, db_int(before_id ? before_id : INT64_MAX));
}

/* ---- for the cashier ---- */

enum err refund_claim(struct ctx *c, const char *provider, int lease_s, bool *found, struct refund *out)
{
	struct db_rows due, claimed;

	*found = false;
	TRY(db_do(c->db, c->arena, SQL_REFUND_DUE, &due, db_text(provider), db_time(c->arena, c->now)));
	for (size_t i = 0; i < due.count && !*found; i++) {
		TRY(db_do(c->db, c->arena, SQL_REFUND_CLAIM, &claimed, db_time(c->arena, c->now + lease_s),
			  db_int(db_num(&due, i, "id")), db_time(c->arena, c->now)));
		*found = claimed.affected > 0;
		if (*found)
			TRY(refund_load(c, db_str(&due, i, "public_id"), out));
	}
	return OK;
}

/* A provider's word as its column takes it. */
static const char *clean_word(struct ctx *c, const char *s)
{
	char *word = arena_strndup(c->arena, s, strnlen(s, WORD_MAX));

	for (char *p = word; *p; p++)
		if (*p < 0x21 || *p > 0x7e)
			*p = '?';
	return word;
}

enum err refund_done(struct ctx *c, const struct refund *r, const char *provider_no)
{
	return done(c, r, clean_word(c, provider_no));
}

enum err refund_later(struct ctx *c, const struct refund *r, const char *problem)
{
	int64_t gap = (int64_t)GAP_S * (r->tries + 1);

	return db_do(c->db, c->arena, SQL_REFUND_LATER, NULL, *problem ? db_text(clean_word(c, problem)) : db_null(),
		     db_time(c->arena, c->now + (gap < GAP_MAX_S ? gap : GAP_MAX_S)), db_int(r->id));
}
