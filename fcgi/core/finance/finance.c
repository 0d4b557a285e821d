/* finance.c: reads what finance looks at. Why an order is not paid is finance_why.c's. */
#include "core/finance/finance.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/ground/audit.h"
#include "core/ground/ctx.h"
#include "core/money/pay_way.h"

enum err finance_tallies(struct ctx *c, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_FINANCE_TALLIES, out, db_time(c->arena, c->now - FINANCE_RECENT_S));
}

/* ---- finding orders ---- */

/* The text as a LIKE pattern for what begins with it; '!' escapes. One character would be half the table: then it is a name. */
static const char *pattern(struct arena *a, const char *text)
{
	char *out = arena_alloc(a, 2 * strlen(text) + 2), *p = out;

	if (text_length(text) < 2)
		return text;
	for (; *text; text++) {
		if (strchr("!%_", *text))
			*p++ = '!';
		*p++ = *text;
	}
	*p++ = '%';
	*p = '\0';
	return out;
}

/* Codes are ASCII; anything else finds none. */
static const char *ascii(const char *text)
{
	for (const char *p = text; *p; p++)
		if (*p & 0x80)
			return "";
	return text;
}

enum err finance_orders(struct ctx *c, const char *state, const char *text, int64_t before_id, struct db_rows *out)
{
	int64_t before = before_id ? before_id : INT64_MAX;
	const char *trimmed = text_trim(c->arena, text);

	if (*trimmed)
		return db_do(c->db, c->arena, SQL_FINANCE_SEARCH, out, db_text(pattern(c->arena, trimmed)), db_int(before),
			     db_text(ascii(text_code(c->arena, trimmed))), db_text(ascii(trimmed)));
	if (*state)
		return db_do(c->db, c->arena, SQL_FINANCE_ORDERS_IN, out, db_text(state), db_int(before));
	return db_do(c->db, c->arena, SQL_FINANCE_ORDERS, out, db_int(before));
}

/* ---- one order ---- */

/* What is sealed cannot be searched for our number: callbacks of that time may be about another order. */
static enum err unbelieved(struct ctx *c, struct finance_order *f)
{
	enum { TAIL_S = 26 * 3600 };

	for (size_t i = 0; i < f->attempts.count && f->unbelieved.count == 0; i++) {
		int64_t from = db_when(&f->attempts, i, "created_at");

		f->unbelieved_of = db_str(&f->attempts, i, "provider");
		const struct pay_way *way = pay_way(f->unbelieved_of);
		f->unbelieved_sealed = way != NULL && way->is_sealed;
		TRY(db_do(c->db, c->arena, SQL_FINANCE_CALLBACKS_BAD, &f->unbelieved, db_time(c->arena, from),
			  db_time(c->arena, from + TAIL_S), db_text(f->unbelieved_of),
			  db_int(f->unbelieved_sealed), db_text(db_str(&f->attempts, i, "reference"))));
	}
	return OK;
}

enum err finance_order(struct ctx *c, const char *public_id, struct finance_order *f)
{
	*f = (struct finance_order){.unbelieved_of = ""};
	TRY(fee_order_load(c, 0, public_id, &f->order));
	const struct {
		enum sql_id sql;
		struct db_rows *rows;
	} parts[] = {
		{SQL_FINANCE_ATTEMPTS,   &f->attempts  }, {SQL_FINANCE_PAYMENTS,  &f->payments },
		{SQL_FINANCE_MISMATCHES, &f->mismatches}, {SQL_FINANCE_CALLBACKS, &f->callbacks},
		{SQL_FINANCE_BILL_ROWS,  &f->bill      }, {SQL_FINANCE_TRANSFERS, &f->transfers},
		{SQL_FINANCE_REFUNDS,    &f->refunds   }, {SQL_FINANCE_LINKS,     &f->links    },
		{SQL_FINANCE_INVOICE,    &f->invoice   },
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		TRY(db_do(c->db, c->arena, parts[i].sql, parts[i].rows, db_int(f->order.id)));
	TRY(fee_order_lines(c, f->order.id, &f->lines));
	return strcmp(f->order.state, "open") == 0 ? unbelieved(c, f) : OK;
}

/* ---- the journal ---- */

enum err finance_bad_callbacks(struct ctx *c, int64_t before_id, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_FINANCE_BAD_CALLBACKS, out, db_time(c->arena, c->now - FINANCE_RECENT_S),
		     db_int(before_id ? before_id : INT64_MAX));
}

enum err finance_callback(struct ctx *c, int64_t id, struct db_rows *out)
{
	TRY(db_do(c->db, c->arena, SQL_FINANCE_CALLBACK, out, db_int(id)));
	audit_note(c, "callback.view", "payment_callback", id, NULL);
	return OK;
}

enum err finance_troubled(struct ctx *c, struct db_rows *out)
{
	return db_do(c->db, c->arena, SQL_FINANCE_TROUBLED, out, db_time(c->arena, c->now - FINANCE_RECENT_S));
}
