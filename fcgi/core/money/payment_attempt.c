/* payment_attempt.c: attempts to pay an order at a provider, from the payer's wish to their end. Money is payment.c's. */
#include "core/money/payment_attempt.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/crypt/crypt.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/money/fee.h"
#include "core/money/payment.h"
#include "core/money/payment_row.h"

enum { LIFE_S = 2 * 3600, RENEW_S = 60, FIRST_QUERY_S = 60, LAST_QUERY_S = 25 * 3600, RETRY_MAX_S = 60 };
enum { REFERENCE_LENGTH = 32, PROBLEM_MAX = 64 };

static void read_row(const struct db_rows *r, struct payment_attempt *out)
{
	*out = (struct payment_attempt){
		.id = db_num(r, 0, "id"),
		.order_id = db_num(r, 0, "order_id"),
		.amount_fen = db_num(r, 0, "amount_fen"),
		.created_at = db_when(r, 0, "created_at"),
		.opened_at = db_when(r, 0, "opened_at"),
		.expires_at = db_when(r, 0, "expires_at"),
		.reference = db_str(r, 0, "reference"),
		.provider = db_str(r, 0, "provider"),
		.state = db_str(r, 0, "state"),
		.target = db_str(r, 0, "target"),
		.problem = db_str(r, 0, "problem"),
		.tries = (int)db_num(r, 0, "tries"),
	};
}

enum err payment_find(struct ctx *c, const char *reference, bool *found, struct payment_attempt *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_PAYMENT_ATTEMPT_BY_REFERENCE, &r, db_text(reference)));
	*found = r.count > 0;
	if (*found)
		read_row(&r, out);
	return OK;
}

/* ---- the payer's side ---- */

static enum err insert(struct ctx *c, const struct fee_order *o, const char *provider, struct payment_attempt *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_PAYMENT_ATTEMPT_INSERT, &r, db_text(crypt_random_text(c->arena, REFERENCE_LENGTH)),
		  db_int(o->id), db_text(provider), db_int(o->amount_fen), db_time(c->arena, c->now),
		  db_time(c->arena, c->now + LIFE_S)));
	int64_t id = (int64_t)r.insert_id;
	audit_note(c, "payment.begin", "fee_order", o->id, "{\"attempt\":%lld,\"provider\":\"%s\"}", (long long)id, provider);
	TRY(db_do(c->db, c->arena, SQL_PAYMENT_ATTEMPT_BY_ID, &r, db_int(id)));
	read_row(&r, out);
	return OK;
}

enum err payment_is_held(struct ctx *c, int64_t order_id, bool *is_held)
{
	struct db_rows row;

	TRY(db_do(c->db, c->arena, SQL_PAYMENT_HELD_OF_ORDER, &row, db_int(order_id)));
	*is_held = db_num(&row, 0, "n") > 0;
	return OK;
}

/* Under the order's lock, so that two tabs get the same attempt. */
enum err payment_begin(struct ctx *c, const struct fee_order *o, const char *provider, struct payment_attempt *out)
{
	struct db_rows r;
	struct fee_order now;
	bool is_held;

	TRY(db_do(c->db, c->arena, SQL_PAYMENT_ORDER_LOCK, &r, db_int(o->id)));
	TRY(fee_order_by_id(c, o->id, &now));
	TRY(fee_order_payable(c, &now));
	TRY(payment_is_held(c, o->id, &is_held));
	if (is_held)
		return refuse(c, ERR_CONFLICT, "order_held");
	TRY(db_do(c->db, c->arena, SQL_PAYMENT_ATTEMPT_LIVE, &r, db_int(o->id), db_text(provider)));
	if (r.count) {
		read_row(&r, out);
		if (out->expires_at > c->now + RENEW_S)
			return OK;
		TRY(db_do(c->db, c->arena, SQL_PAYMENT_ATTEMPT_CLOSING, NULL, db_time(c->arena, c->now), db_int(out->id)));
	}
	return insert(c, &now, provider, out);
}

enum err payment_attempt_find(struct ctx *c, const char *reference, struct payment_attempt *out)
{
	bool found;

	TRY(payment_find(c, reference, &found, out));
	return found ? OK : ERR_NOT_FOUND;
}

enum err payment_ask_soon(struct ctx *c, const struct payment_attempt *a)
{
	return db_do(c->db, c->arena, SQL_PAYMENT_ASK_SOON, NULL, db_time(c->arena, c->now), db_int(a->id));
}

enum err payment_call_off(struct ctx *c, int64_t order_id)
{
	return db_do(c->db, c->arena, SQL_PAYMENT_ATTEMPTS_CLOSING, NULL, db_time(c->arena, c->now), db_int(order_id));
}

enum err payment_ask_again(struct ctx *c, int64_t order_id, int *asked)
{
	struct db_rows done;

	TRY(db_do(c->db, c->arena, SQL_PAYMENT_ASK_AGAIN, &done, db_time(c->arena, c->now), db_int(order_id)));
	*asked = (int)done.affected;
	audit_note(c, "payment.ask", "fee_order", order_id, "{\"attempts\":%d}", *asked);
	return OK;
}

/* ---- the cashier's side ---- */

enum err payment_claim(struct ctx *c, const char *provider, int lease_s, bool *found, struct payment_attempt *out)
{
	struct db_rows due, done, r;

	*found = false;
	TRY(db_do(c->db, c->arena, SQL_PAYMENT_ATTEMPT_DUE, &due, db_text(provider), db_time(c->arena, c->now)));
	for (size_t i = 0; i < due.count && !*found; i++) {
		int64_t id = db_num(&due, i, "id");

		TRY(db_do(c->db, c->arena, SQL_PAYMENT_ATTEMPT_CLAIM, &done, db_time(c->arena, c->now + lease_s), db_int(id),
			  db_time(c->arena, c->now)));
		if (done.affected == 0)
			continue; /* another cashier was faster */
		TRY(db_do(c->db, c->arena, SQL_PAYMENT_ATTEMPT_BY_ID, &r, db_int(id)));
		read_row(&r, out);
		*found = true;
	}
	return OK;
}

static bool printable(const char *s, size_t max)
{
	size_t n = strlen(s);

	for (size_t i = 0; i < n; i++)
		if (s[i] < 0x21 || s[i] > 0x7e)
			return false;
	return n > 0 && n <= max;
}

/* A provider's code as its column takes it. */
static struct db_value problem_value(struct ctx *c, const char *problem)
{
	char *word = arena_strndup(c->arena, problem, strnlen(problem, PROBLEM_MAX));

	for (char *p = word; *p; p++)
		if (*p < 0x21 || *p > 0x7e)
			*p = '?';
	return *word ? db_text(word) : db_null();
}

static enum err end(struct ctx *c, const struct payment_attempt *a, const char *state, const char *problem)
{
	return db_do(c->db, c->arena, SQL_PAYMENT_ATTEMPT_ENDED, NULL, db_text(state), problem_value(c, problem),
		     db_time(c->arena, c->now), db_int(a->id));
}

static enum err later(struct ctx *c, const struct payment_attempt *a, const char *problem, int64_t at)
{
	return db_do(c->db, c->arena, SQL_PAYMENT_ATTEMPT_LATER, NULL, problem_value(c, problem), db_time(c->arena, c->now),
		     db_time(c->arena, at), db_int(a->id));
}

enum err payment_opened(struct ctx *c, const struct payment_attempt *a, const char *target)
{
	if (!printable(target, PAYMENT_TARGET_MAX))
		return ERR_INVALID;
	return db_do(c->db, c->arena, SQL_PAYMENT_ATTEMPT_OPENED, NULL, db_text(target), db_time(c->arena, c->now),
		     db_time(c->arena, c->now + FIRST_QUERY_S), db_int(a->id));
}

enum err payment_not_opened(struct ctx *c, const struct payment_attempt *a, const char *problem, bool permanent)
{
	int64_t gap_s = 1 + (int64_t)a->tries * a->tries;

	if (permanent || c->now >= a->expires_at)
		return end(c, a, "failed", problem);
	return later(c, a, problem, c->now + (gap_s < RETRY_MAX_S ? gap_s : RETRY_MAX_S));
}

int64_t payment_next_query(int64_t opened_at, int64_t now)
{
	static const int after_s[] = {60, 180, 600, 1800};

	for (size_t i = 0; i < sizeof after_s / sizeof *after_s; i++)
		if (opened_at + after_s[i] > now)
			return opened_at + after_s[i];
	int64_t next = opened_at + 1800;
	while (next <= now)
		next += 3600;
	return next - opened_at <= LAST_QUERY_S ? next : -1;
}

enum err payment_pending(struct ctx *c, const struct payment_attempt *a, const char *problem, bool *close)
{
	int64_t opened_at = a->opened_at >= 0 ? a->opened_at : a->created_at;
	int64_t next = payment_next_query(opened_at, c->now);

	*close = next < 0 || strcmp(a->state, "closing") == 0;
	if (next < 0 || next > c->now + 3600)
		next = c->now + 3600;
	return later(c, a, problem, *close && !*problem ? c->now + RETRY_MAX_S : next);
}

enum err payment_closed(struct ctx *c, const struct payment_attempt *a)
{
	return end(c, a, "closed", "");
}
