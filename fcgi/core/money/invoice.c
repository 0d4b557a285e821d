/* invoice.c: what is wished, exported and numbered of invoices. */
#include "core/money/invoice.h"

#include <string.h>

#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/ground/refusal.h"
#include "core/money/fee.h"

enum err invoice_request(struct ctx *c, const struct fee_order *o, const struct invoice *wish)
{
	struct db_rows done;

	if (strcmp(o->state, "paid") != 0)
		return refuse(c, ERR_INVALID, "invoice_unpaid");
	TRY(db_do(c->db, c->arena, SQL_INVOICE_PUT, NULL, db_int(o->id), db_text(wish->title), db_text(wish->tax_number),
		  db_text(wish->kind), db_text(wish->email), db_time(c->arena, c->now)));
	TRY(db_do(c->db, c->arena, SQL_INVOICE_CHANGE, &done, db_text(wish->title), db_text(wish->tax_number),
		  db_text(wish->kind), db_text(wish->email), db_time(c->arena, c->now), db_int(o->id)));
	if (done.affected == 0)
		return refuse(c, ERR_CONFLICT, "invoice_closed");
	audit_note(c, "invoice.request", "fee_order", o->id, "{\"kind\":\"%s\"}", wish->kind);
	return OK;
}

enum err invoice_load(struct ctx *c, const struct fee_order *o, struct invoice *out)
{
	struct db_rows r;

	TRY(db_do(c->db, c->arena, SQL_INVOICE_OF_ORDER, &r, db_int(o->id)));
	*out = (struct invoice){
		.title = db_str(&r, 0, "title"),
		.tax_number = db_str(&r, 0, "tax_number"),
		.kind = db_str(&r, 0, "kind"),
		.email = db_str(&r, 0, "email"),
		.state = db_str(&r, 0, "state"),
		.number = db_str(&r, 0, "number"),
	};
	return OK;
}

enum err invoice_list(struct ctx *c, const char *state, int64_t after_id, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_INVOICE_LIST, out, db_text(state), db_int(after_id));
}

enum err invoice_export(struct ctx *c, int64_t *batch_id)
{
	enum { EXPORT_MAX = 500 };
	struct db_rows claimed, batch;

	TRY(db_do(c->db, c->arena, SQL_INVOICE_CLAIM, &claimed, db_int(EXPORT_MAX)));
	if (claimed.count == 0)
		return refuse(c, ERR_INVALID, "invoice_none");
	TRY(db_do(c->db, c->arena, SQL_INVOICE_BATCH_INSERT, &batch, db_int(c->actor.id), db_time(c->arena, c->now),
		  db_int((int64_t)claimed.count)));
	*batch_id = (int64_t)batch.insert_id;
	for (size_t i = 0; i < claimed.count; i++)
		TRY(db_do(c->db, c->arena, SQL_INVOICE_EXPORTED, NULL, db_time(c->arena, c->now), db_int(*batch_id),
			  db_int(db_num(&claimed, i, "order_id"))));
	audit_note(c, "invoice.export", "invoice_batch", *batch_id, "{\"count\":%zu}", claimed.count);
	return OK;
}

enum err invoice_batch(struct ctx *c, int64_t batch_id, struct db_rows *out)
{
	TRY(db_do(c->db, c->arena, SQL_INVOICE_BATCH, out, db_int(batch_id)));
	if (out->count == 0)
		return ERR_NOT_FOUND;
	audit_note(c, "invoice.fetch", "invoice_batch", batch_id, NULL);
	return OK;
}

enum err invoice_batches(struct ctx *c, struct db_rows *out)
{
	return db_do0(c->db, c->arena, SQL_INVOICE_BATCHES, out);
}

enum err invoice_issued(struct ctx *c, int64_t order_id, const char *number)
{
	enum err e = db_do(c->db, c->arena, SQL_INVOICE_ISSUED, NULL, db_text(number), db_int(c->actor.id),
			   db_time(c->arena, c->now), db_int(order_id));

	TRY(refuse_when(c, e, ERR_CONFLICT, "invoice_moved"));
	audit_note(c, "invoice.issued", "fee_order", order_id, NULL);
	return OK;
}
