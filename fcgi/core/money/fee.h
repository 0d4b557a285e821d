/* fee: what trading accounts owe and until when they have paid (rules.md § 7): rates, orders, fee years. How money
 * arrives is payment.h's, what time brings fee_time.h's. */
#ifndef CCER_CORE_MONEY_FEE_H
#define CCER_CORE_MONEY_FEE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* Do trading accounts of this kind pay? Only project_owner and other (notice.md, step five). */
bool fee_applies(const char *kind);
/* The first order of a new account: opening and first year at today's rates. */
enum err fee_first_order(struct ctx *c, int64_t account_id, const char *kind);
/* An order at today's rates: with the opening fee or without, and the period-th year. amount_fen: what it comes to. ERR_CONFLICT:
 * there is one of these that was not closed. */
enum err fee_order_new(struct ctx *c, int64_t account_id, const char *kind, bool opening, int period, int64_t *amount_fen);
/* The order of the period-th year, at today's rate. ERR_CONFLICT: there is one. */
enum err fee_renewal_order(struct ctx *c, int64_t account_id, const char *kind, int period);

struct fee_year { struct date from, until; };
/* The year a payment of paid_on gives. until: last day paid for so far, NULL never. In time (on or before it): the day after
 * it; late: the day of payment. */
struct fee_year fee_year_paid(struct date paid_on, const struct date *until);

struct fee_order {
	int64_t id, account_id, amount_fen, created_at, paid_at; /* paid_at -1 not yet */
	const char *public_id, *state;                           /* open | paid | closed */
	const char *account_number, *account_state, *org_name, *kind, *uscc;
	const char *paid_until;                                  /* of the account, "" never */
	const char *valid_from, *valid_until;                    /* of a paid one, "" before */
};
/* An order of a trading account. ERR_NOT_FOUND: no such order, or another account's. account_id 0: any, for staff and for
 * bearers of a pay link, whose right the caller has asked. */
enum err fee_order_load(struct ctx *c, int64_t account_id, const char *public_id, struct fee_order *out);
/* The same by its row, for those whom a row of theirs led to it. */
enum err fee_order_by_id(struct ctx *c, int64_t id, struct fee_order *out);
/* Can it still be paid? ERR_CONFLICT: it is paid, or closed. */
enum err fee_order_payable(struct ctx *c, const struct fee_order *o);
/* Its lines, opening before annual: item period amount_fen. */
enum err fee_order_lines(struct ctx *c, int64_t order_id, struct db_rows *out);
/* Orders of an account, newest first: public_id amount_fen state created_at paid_at valid_from valid_until. */
enum err fee_orders(struct ctx *c, int64_t account_id, struct db_rows *out);
/* The end of the year that paying today would give. */
struct date fee_until_if_paid(const struct fee_order *o, struct date today);
/* In the caller's transaction: marks an open order paid and gives the account its year; awaiting_fee and suspended become
 * active. ERR_CONFLICT when it is not open. Called by payment.c only. */
enum err fee_order_paid(struct ctx *c, const struct fee_order *o, int64_t paid_at);

#endif
