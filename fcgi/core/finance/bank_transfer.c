/* bank_transfer.c: transfers and entries of the bank. Money that counts is payment.c's. */
#include "core/finance/bank_transfer.h"

#include <string.h>

#include "base/clock.h"
#include "base/crypt/crypt.h"
#include "base/text.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/money/fee.h"

enum { BEIJING_S = 8 * 3600, DAY_S = 86400, NOON_S = 12 * 3600 };

enum err bank_transfer_declare(struct ctx *c, const struct fee_order *o, const char *payer_name, const char *declared_on)
{
	struct db_rows r;

	TRY(fee_order_payable(c, o));
	TRY(db_do(c->db, c->arena, SQL_BANK_TRANSFER_REPLACE, NULL, db_int(o->id)));
	enum err e = db_do(c->db, c->arena, SQL_BANK_TRANSFER_INSERT, &r, db_text(crypt_random_text(c->arena, 22)),
			   db_int(o->id), db_text(payer_name), db_text(declared_on), db_time(c->arena, c->now));
	TRY(refuse_when(c, e, ERR_CONFLICT, "transfer_matched"));
	audit_note(c, "bank_transfer.declare", "bank_transfer", (int64_t)r.insert_id, "{\"order\":%lld}", (long long)o->id);
	return OK;
}

static void read_row(const struct db_rows *r, struct bank_transfer *out)
{
	*out = (struct bank_transfer){
		.id = db_num(r, 0, "id"),
		.order_id = db_num(r, 0, "order_id"),
		.matched_by = db_num(r, 0, "matched_by"),
		.entry_fen = db_is_null(r, 0, "entry_fen") ? -1 : db_num(r, 0, "entry_fen"),
		.public_id = db_str(r, 0, "public_id"),
		.state = db_str(r, 0, "state"),
		.payer_name = db_str(r, 0, "payer_name"),
		.declared_on = db_str(r, 0, "declared_on"),
		.entry_number = db_str(r, 0, "entry_number"),
		.entry_on = db_str(r, 0, "entry_on"),
		.note = db_str(r, 0, "note"),
	};
}

enum err bank_transfer_of_order(struct ctx *c, const struct fee_order *o, struct bank_transfer *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_BANK_TRANSFER_OF_ORDER, &r, db_int(o->id)));
	read_row(&r, out);
	return OK;
}

enum err bank_transfer_load(struct ctx *c, const char *public_id, struct bank_transfer *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_BANK_TRANSFER_FIND, &r, db_text(public_id)));
	read_row(&r, out);
	return OK;
}

/* For a change that found the transfer in another state. */
static enum err moved(struct ctx *c, const struct db_rows *done)
{
	return done->affected == 0 ? refuse(c, ERR_STALE, "transfer_moved") : OK;
}

enum err bank_transfer_match(struct ctx *c, const struct bank_transfer *t, const char *entry_number, int64_t entry_fen,
			     const char *entry_on)
{
	struct fee_order o;
	struct db_rows done;

	TRY(fee_order_by_id(c, t->order_id, &o));
	if (o.amount_fen != entry_fen)
		return refuse_with(c, ERR_INVALID, "transfer_amount", text_amount(c->arena, o.amount_fen));
	enum err e = db_do(c->db, c->arena, SQL_BANK_TRANSFER_MATCH, &done, db_text(entry_number), db_int(entry_fen),
			   db_text(entry_on), db_int(c->actor.id), db_time(c->arena, c->now), db_int(t->id));
	TRY(refuse_when(c, e, ERR_CONFLICT, "entry_used"));
	TRY(moved(c, &done));
	audit_note(c, "bank_transfer.match", "bank_transfer", t->id, "{\"amount_fen\":%lld}", (long long)entry_fen);
	return OK;
}

/* The bank says the day only: noon of it in Beijing stands for its time. */
static int64_t noon(const char *day)
{
	struct date d;

	return date_parse(day, &d) ? date_days(d) * DAY_S - BEIJING_S + NOON_S : -1;
}

enum err bank_transfer_confirm(struct ctx *c, const struct bank_transfer *t, enum payment_outcome *out)
{
	struct db_rows done;

	if (t->matched_by == c->actor.id)
		return refuse(c, ERR_DENIED, "finance_four_eyes");
	TRY(db_do(c->db, c->arena, SQL_BANK_TRANSFER_CONFIRM, &done, db_int(c->actor.id), db_time(c->arena, c->now),
		  db_int(t->id)));
	TRY(moved(c, &done));
	audit_note(c, "bank_transfer.confirm", "bank_transfer", t->id, NULL);
	return payment_bank(c, t->order_id, t->entry_number, t->entry_fen, noon(t->entry_on), out);
}

enum err bank_transfer_reject(struct ctx *c, const struct bank_transfer *t, const char *note)
{
	struct db_rows done;

	TRY(db_do(c->db, c->arena, SQL_BANK_TRANSFER_REJECT, &done, db_text(note), db_int(t->id)));
	TRY(moved(c, &done));
	audit_note(c, "bank_transfer.reject", "bank_transfer", t->id, NULL);
	return OK;
}

enum err bank_transfer_list(struct ctx *c, const char *state, int64_t after_id, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_BANK_TRANSFER_LIST, out, db_text(state), db_int(after_id));
}

enum err bank_transfer_show(struct ctx *c, const char *public_id, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_BANK_TRANSFER_SHOW, out, db_text(public_id));
}

/* ---- the bank's statement ---- */

enum err bank_entry_import(struct ctx *c, const struct bank_entry *entries, size_t count, size_t *added)
{
	struct db_rows done;

	*added = 0;
	for (size_t i = 0; i < count; i++) {
		const struct bank_entry *e = &entries[i];

		TRY(db_do(c->db, c->arena, SQL_BANK_ENTRY_INSERT, &done, db_text(e->number), db_text(e->entry_on),
			  db_text(e->payer_name), db_int(e->amount_fen), db_text(e->remark), db_int(c->actor.id),
			  db_time(c->arena, c->now)));
		*added += done.affected > 0;
	}
	audit_note(c, "bank_entry.import", "bank_entry", 0, "{\"rows\":%zu,\"new\":%zu}", count, *added);
	return OK;
}

enum err bank_entry_free(struct ctx *c, const char *account_number, const char *payer_name, int64_t amount_fen,
			 struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_BANK_ENTRY_FREE, out, db_text(account_number), db_text(payer_name),
		     db_int(amount_fen));
}
