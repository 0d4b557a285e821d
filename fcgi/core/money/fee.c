/* fee.c: orders and fee years. */
#include "core/money/fee.h"

#include <string.h>

#include "base/crypt/crypt.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"

bool fee_applies(const char *kind)
{
	return strcmp(kind, "project_owner") == 0 || strcmp(kind, "other") == 0;
}

/* ---- rates and new orders ---- */

static enum err rate(struct ctx *c, const char *item, const char *kind, int64_t *fen)
{
	struct db_rows rows;
	const char *today = date_iso(c->arena, clock_beijing_date(c->now));

	TRY(db_do(c->db, c->arena, SQL_FEE_RATE, &rows, db_text(item), db_text(kind), db_text(today)));
	*fen = db_num(&rows, 0, "amount_fen");
	return OK;
}

static enum err add_order(struct ctx *c, int64_t account_id, int64_t amount_fen, int64_t *id)
{
	struct db_rows rows;

	TRY(db_do(c->db, c->arena, SQL_FEE_ORDER_INSERT, &rows, db_text(crypt_random_text(c->arena, 22)),
		  db_int(account_id), db_int(amount_fen), db_time(c->arena, c->now)));
	*id = (int64_t)rows.insert_id;
	audit_note(c, "fee.order", "fee_order", *id, "{\"account\":%lld,\"amount_fen\":%lld}", (long long)account_id,
		   (long long)amount_fen);
	return OK;
}

static enum err add_line(struct ctx *c, int64_t account_id, const char *item, int period, int64_t order_id, int64_t fen)
{
	return db_do(c->db, c->arena, SQL_FEE_LINE_INSERT, NULL, db_int(account_id), db_text(item), db_int(period),
		     db_int(order_id), db_int(fen));
}

enum err fee_order_new(struct ctx *c, int64_t account_id, const char *kind, bool opening, int period, int64_t *amount_fen)
{
	int64_t opening_fen = 0, annual_fen, order;

	if (opening)
		TRY(rate(c, "opening", kind, &opening_fen));
	TRY(rate(c, "annual", kind, &annual_fen));
	*amount_fen = opening_fen + annual_fen;
	TRY(add_order(c, account_id, *amount_fen, &order));
	if (opening)
		TRY(add_line(c, account_id, "opening", 1, order, opening_fen));
	return add_line(c, account_id, "annual", period, order, annual_fen);
}

enum err fee_first_order(struct ctx *c, int64_t account_id, const char *kind)
{
	int64_t fen;

	return fee_order_new(c, account_id, kind, true, 1, &fen);
}

enum err fee_renewal_order(struct ctx *c, int64_t account_id, const char *kind, int period)
{
	int64_t fen;

	return fee_order_new(c, account_id, kind, false, period, &fen);
}

/* ---- fee years ---- */

struct fee_year fee_year_paid(struct date paid_on, const struct date *until)
{
	bool in_time = until && date_compare(paid_on, *until) <= 0;
	struct date from = in_time ? date_add_days(*until, 1) : paid_on;

	return (struct fee_year){from, date_year_end(from)};
}

static struct fee_year year_of(const struct fee_order *o, struct date paid_on)
{
	struct date until;

	return fee_year_paid(paid_on, date_parse(o->paid_until, &until) ? &until : NULL);
}

struct date fee_until_if_paid(const struct fee_order *o, struct date today)
{
	return year_of(o, today).until;
}

enum err fee_order_paid(struct ctx *c, const struct fee_order *o, int64_t paid_at)
{
	struct fee_year year = year_of(o, clock_beijing_date(paid_at));
	const char *from = date_iso(c->arena, year.from), *until = date_iso(c->arena, year.until);

	TRY(db_do(c->db, c->arena, SQL_FEE_ORDER_PAID, NULL, db_time(c->arena, paid_at), db_text(from), db_text(until),
		  db_int(o->id)));
	TRY(db_do(c->db, c->arena, SQL_FEE_ACCOUNT_PAID, NULL, db_text(until), db_int(o->account_id)));
	audit_note(c, "fee.paid", "fee_order", o->id, "{\"account\":%lld,\"from\":\"%s\",\"until\":\"%s\"}",
		   (long long)o->account_id, from, until);
	return OK;
}

enum err fee_order_payable(struct ctx *c, const struct fee_order *o)
{
	if (strcmp(o->state, "open") == 0)
		return OK;
	return refuse(c, ERR_CONFLICT, strcmp(o->state, "paid") == 0 ? "order_paid" : "order_closed");
}

/* ---- reading ---- */

enum err fee_order_by_id(struct ctx *c, int64_t id, struct fee_order *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_FEE_ORDER_BY_ID, &r, db_int(id)));
	*out = (struct fee_order){
		.id = db_num(&r, 0, "id"),
		.account_id = db_num(&r, 0, "account_id"),
		.amount_fen = db_num(&r, 0, "amount_fen"),
		.created_at = db_when(&r, 0, "created_at"),
		.paid_at = db_when(&r, 0, "paid_at"),
		.public_id = db_str(&r, 0, "public_id"),
		.state = db_str(&r, 0, "state"),
		.account_number = db_str(&r, 0, "account_number"),
		.account_state = db_str(&r, 0, "account_state"),
		.org_name = db_str(&r, 0, "org_name"),
		.kind = db_str(&r, 0, "kind"),
		.uscc = db_str(&r, 0, "uscc"),
		.paid_until = db_str(&r, 0, "paid_until"),
		.valid_from = db_str(&r, 0, "valid_from"),
		.valid_until = db_str(&r, 0, "valid_until"),
	};
	return OK;
}

enum err fee_order_load(struct ctx *c, int64_t account_id, const char *public_id, struct fee_order *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_FEE_ORDER_FIND, &r, db_text(public_id)));
	TRY(fee_order_by_id(c, db_num(&r, 0, "id"), out));
	return account_id == 0 || out->account_id == account_id ? OK : ERR_NOT_FOUND;
}

enum err fee_order_lines(struct ctx *c, int64_t order_id, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_FEE_ORDER_LINES, out, db_int(order_id));
}

enum err fee_orders(struct ctx *c, int64_t account_id, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_FEE_ORDERS, out, db_int(account_id));
}
