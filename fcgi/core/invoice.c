/* invoice.c: see invoice.h. */
#include "core/invoice.h"

#include <string.h>

enum err invoice_request(struct ctx *c, const struct fee_order *o, const struct invoice *wish)
{
	struct db_rows done;
	if (strcmp(o->state, "paid") != 0)
		return ERR_INVALID;
	TRY(db_do(c->db, c->arena, SQL_INVOICE_PUT, NULL, db_int(o->id), db_text(wish->title), db_text(wish->tax_number),
		  db_text(wish->kind), db_text(wish->email), db_time(c->arena, c->now)));
	TRY(db_do(c->db, c->arena, SQL_INVOICE_CHANGE, &done, db_text(wish->title), db_text(wish->tax_number),
		  db_text(wish->kind), db_text(wish->email), db_time(c->arena, c->now), db_int(o->id)));
	if (done.affected == 0)
		return ERR_CONFLICT;
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
	return db_do(c->db, c->arena, SQL_INVOICE_LIST, out, db_text(state), db_int(after_id), db_int(51));
}

/* Locked first, so that two exports of the same moment do not hold the same invoice. */
enum err invoice_export(struct ctx *c, struct db_rows *out)
{
	enum { EXPORT_MAX = 500 };
	struct db_rows locked;
	TRY(db_do(c->db, c->arena, SQL_INVOICE_LOCK, &locked, db_int(EXPORT_MAX)));
	TRY(db_do(c->db, c->arena, SQL_INVOICE_LIST, out, db_text("requested"), db_int(0), db_int((int64_t)locked.count)));
	for (size_t i = 0; i < out->count; i++)
		TRY(db_do(c->db, c->arena, SQL_INVOICE_EXPORTED, NULL, db_time(c->arena, c->now),
			  db_int(db_num(out, i, "order_id"))));
	audit_note(c, "invoice.export", "invoice", 0, "{\"count\":%zu}", out->count);
	return OK;
}

enum err invoice_issued(struct ctx *c, int64_t order_id, const char *number)
{
	TRY(db_do(c->db, c->arena, SQL_INVOICE_ISSUED, NULL, db_text(number), db_int(c->actor.id),
		  db_time(c->arena, c->now), db_int(order_id)));
	audit_note(c, "invoice.issued", "fee_order", order_id, NULL);
	return OK;
}
