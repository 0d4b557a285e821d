/* bill.c: a day's bill, line by line against what we have. */
#include "core/finance/bill.h"

#include <string.h>

#include "base/clock.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"

enum { DAYS_BACK = 7, READY_S = 10 * 3600 + 1800, BEIJING_S = 8 * 3600, DAY_S = 86400, GAP_S = 600 };

/* 00:00 in Beijing. */
static int64_t day_begins(struct date day)
{
	return date_days(day) * DAY_S - BEIJING_S;
}

enum err bill_want(struct ctx *c, const char *provider)
{
	struct date today = clock_beijing_date(c->now);

	for (int back = 1; back <= DAYS_BACK; back++) {
		struct date day = date_add_days(today, -back);
		int64_t ready = day_begins(day) + DAY_S + READY_S;

		TRY(db_do(c->db, c->arena, SQL_BILL_DAY_WANT, NULL, db_text(provider), db_text(date_iso(c->arena, day)),
			  db_time(c->arena, ready)));
	}
	return OK;
}

enum err bill_claim(struct ctx *c, const char *provider, int lease_s, const char **day)
{
	struct db_rows due, claimed;

	*day = "";
	TRY(db_do(c->db, c->arena, SQL_BILL_DAY_DUE, &due, db_text(provider), db_time(c->arena, c->now)));
	for (size_t i = 0; i < due.count && !**day; i++) {
		TRY(db_do(c->db, c->arena, SQL_BILL_DAY_CLAIM, &claimed, db_time(c->arena, c->now + lease_s),
			  db_text(provider), db_text(db_str(&due, i, "day")), db_time(c->arena, c->now)));
		if (claimed.affected > 0)
			*day = db_str(&due, i, "day");
	}
	return OK;
}

enum err bill_later(struct ctx *c, const char *provider, const char *day, const char *problem)
{
	return db_do(c->db, c->arena, SQL_BILL_DAY_LATER, NULL, db_text(problem), db_time(c->arena, c->now + GAP_S),
		     db_text(provider), db_text(day));
}

/* ---- comparing ---- */

struct row {
	const char *kind, *number, *reference;
	int64_t there_fen, here_fen; /* -1: not there, not here */
};

static const char *result(const struct row *r)
{
	if (r->here_fen < 0)
		return "only_there";
	if (r->there_fen < 0)
		return "only_here";
	return r->here_fen == r->there_fen ? "matched" : "differs";
}

static struct db_value fen(int64_t amount)
{
	return amount < 0 ? db_null() : db_int(amount);
}

static enum err put(struct ctx *c, const char *provider, const char *day, const struct row *r)
{
	return db_do(c->db, c->arena, SQL_BILL_ROW_PUT, NULL, db_text(provider), db_text(day), db_text(r->kind),
		     db_text(r->number), db_text(r->reference), fen(r->there_fen), fen(r->here_fen), db_text(result(r)));
}

static enum err here(struct ctx *c, const char *provider, const struct bill_entry *e, int64_t *amount_fen)
{
	struct db_rows r;

	if (e->refund)
		TRY(db_do(c->db, c->arena, SQL_BILL_REFUND_HERE, &r, db_text(e->number)));
	else
		TRY(db_do(c->db, c->arena, SQL_PAYMENT_OF_TRADE, &r, db_text(provider), db_text(e->number)));
	*amount_fen = r.count ? db_num(&r, 0, "amount_fen") : -1;
	return OK;
}

static enum err compare_one(struct ctx *c, const char *provider, const char *day, const struct bill_entry *e)
{
	struct row r = {e->refund ? "refund" : "payment", e->number, e->reference, e->amount_fen, -1};

	TRY(here(c, provider, e, &r.here_fen));
	TRY(put(c, provider, day, &r));
	if (r.here_fen >= 0 || e->refund)
		return OK;
	return db_do(c->db, c->arena, SQL_BILL_ASK_AGAIN, NULL, db_time(c->arena, c->now), db_text(e->reference),
		     db_text(provider));
}

static enum err put_only_here(struct ctx *c, const char *provider, const char *day, const char *kind,
			      const struct db_rows *found)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct row r = {kind, db_str(found, i, "number"), db_str(found, i, "reference"), -1,
				      db_num(found, i, "amount_fen")};

		TRY(put(c, provider, day, &r));
	}
	return OK;
}

enum err bill_compare(struct ctx *c, const char *provider, const char *day, const struct bill_entry *entries, size_t count)
{
	struct db_rows payments, refunds;
	struct date date;

	if (!date_parse(day, &date))
		return ERR_INVALID;
	for (size_t i = 0; i < count; i++)
		TRY(compare_one(c, provider, day, &entries[i]));
	TRY(db_do(c->db, c->arena, SQL_BILL_PAYMENTS_ONLY_HERE, &payments, db_text(provider), db_text(day)));
	TRY(put_only_here(c, provider, day, "payment", &payments));
	TRY(db_do(c->db, c->arena, SQL_BILL_REFUNDS_ONLY_HERE, &refunds, db_text(provider),
		  db_time(c->arena, day_begins(date)), db_time(c->arena, day_begins(date) + DAY_S)));
	TRY(put_only_here(c, provider, day, "refund", &refunds));
	audit_note(c, "bill.compare", "bill", 0, "{\"provider\":\"%s\",\"day\":\"%s\",\"rows\":%zu,\"only_here\":%zu}", provider,
		   day, count, payments.count + refunds.count);
	return db_do(c->db, c->arena, SQL_BILL_DAY_DONE, NULL, db_time(c->arena, c->now), db_text(provider), db_text(day));
}

/* ---- for finance ---- */

enum err bill_days(struct ctx *c, const char *before_day, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_BILL_DAYS, out, db_text(before_day));
}

enum err bill_day(struct ctx *c, const char *provider, const char *day, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_BILL_DAY, out, db_text(provider), db_text(day));
}

enum err bill_row_day(struct ctx *c, int64_t row_id, const char **provider, const char **day)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_BILL_ROW_DAY, &r, db_int(row_id)));
	*provider = db_str(&r, 0, "provider");
	*day = db_str(&r, 0, "day");
	return OK;
}

enum err bill_rows(struct ctx *c, const char *provider, const char *day, bool after_matched, int64_t after_id,
		   struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_BILL_ROWS, out, db_text(provider), db_text(day), db_int(after_matched), db_int(after_id));
}

enum err bill_explain(struct ctx *c, int64_t row_id, const char *note)
{
	struct db_rows row;

	TRY(db_do(c->db, c->arena, SQL_BILL_ROW_LOCK, &row, db_int(row_id)));
	if (strcmp(db_str(&row, 0, "result"), "matched") == 0)
		return refuse(c, ERR_CONFLICT, "bill_matches");
	if (!db_is_null(&row, 0, "settled_at"))
		return refuse(c, ERR_CONFLICT, "bill_explained");
	TRY(db_do(c->db, c->arena, SQL_BILL_EXPLAIN, NULL, db_int(c->actor.id), db_time(c->arena, c->now), db_text(note),
		  db_int(row_id)));
	audit_note(c, "bill.explain", "bill_row", row_id, NULL);
	return OK;
}

enum err bill_again(struct ctx *c, const char *provider, const char *day)
{
	enum err e = db_do(c->db, c->arena, SQL_BILL_DAY_AGAIN, NULL, db_time(c->arena, c->now), db_text(provider),
			   db_text(day));

	if (e == OK)
		audit_note(c, "bill.again", "bill", 0, "{\"provider\":\"%s\",\"day\":\"%s\"}", provider, day);
	return e == ERR_CONFLICT ? ERR_NOT_FOUND : e;
}
