/* finance: what the finance office looks at (rules.md § 7): what waits, orders and all there is
 * of one of them, why it is not paid. Reading only: money is payment.h's, giving it back refund.h's, bills bill.h's. */
#ifndef CCER_CORE_FINANCE_FINANCE_H
#define CCER_CORE_FINANCE_FINANCE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/ground/ctx.h"
#include "core/money/fee.h"

enum { FINANCE_PAGE = 50, FINANCE_RECENT_S = 7 * 86400 };
/* What waits for finance, one row: declared matched (transfers) surplus (payments without a refund) proposed approved (refunds)
 * kinds (changes of an account's kind) differences (unexplained) bills_late requested exported (invoices) bad_callbacks (of the
 * last week) troubled failed (attempts) open_orders. */
enum err finance_tallies(struct ctx *c, struct db_rows *out);
/* Orders, newest first, up to 51 before an id (0 from the newest): id public_id amount_fen state created_at paid_at
 * account_number org_name, of the last attempt provider attempt_state problem, of a live transfer transfer_state.
 * state open | paid | closed | "" all. text "" all; else what it may be: the beginning of a name, a credit code, an account, an order,
 * our reference, a provider's trade number or a bank's entry; then state says nothing. */
enum err finance_orders(struct ctx *c, const char *state, const char *text, int64_t before_id, struct db_rows *out);
/* All there is of one order; columns as in sql/query/finance.sql. */
struct finance_order {
	struct fee_order order;
	struct db_rows lines, attempts, payments, mismatches, callbacks, bill, transfers, refunds, links, invoice;
	/* Callbacks nobody could believe while an attempt was on; those that are sealed may be about another order. */
	struct db_rows unbelieved;
	const char *unbelieved_of; /* provider */
	bool unbelieved_sealed;
};
/* By public id; ERR_NOT_FOUND: no such order. */
enum err finance_order(struct ctx *c, const char *public_id, struct finance_order *out);

/* ---- the journal of callbacks ---- */
/* Those of the last week that came to nothing, newest first, 51 before an id: id provider received_at verdict ip reference
 * order_public_id. */
enum err finance_bad_callbacks(struct ctx *c, int64_t before_id, struct db_rows *out);
/* One as it came, with headers and body: id provider received_at verdict ip reference headers body order_public_id. Noted in the audit
 * chain. ERR_NOT_FOUND. */
enum err finance_callback(struct ctx *c, int64_t id, struct db_rows *out);
/* Attempts with a problem: id provider state problem problem_since tries order_public_id org_name. */
enum err finance_troubled(struct ctx *c, struct db_rows *out);

#endif
