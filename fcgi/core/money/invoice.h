/* invoice: what stands on the invoice of a paid order, and where it is (rules.md § 7). Made in the tax system: here the data,
 * the export, and the number that comes back. */
#ifndef CCER_CORE_MONEY_INVOICE_H
#define CCER_CORE_MONEY_INVOICE_H

#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "core/money/fee.h"
#include "db/db.h"

struct invoice {
	const char *title, *tax_number, *kind; /* ordinary | special (专票, 一般纳税人 only) */
	const char *email, *state;             /* requested | exported | issued */
	const char *number;                    /* "" before it is issued */
};
/* What the payer wants; may be changed until it is exported (then ERR_CONFLICT). ERR_INVALID: the order is not paid. */
enum err invoice_request(struct ctx *c, const struct fee_order *o, const struct invoice *wish);
/* ERR_NOT_FOUND: none wanted yet. */
enum err invoice_load(struct ctx *c, const struct fee_order *o, struct invoice *out);
/* In a state, oldest order first, 51 after order id: order_id order_public_id org_name amount_fen paid_at title tax_number kind
 * email number batch_id. */
enum err invoice_list(struct ctx *c, const char *state, int64_t after_id, struct db_rows *out);
/* All requested ones, at most 500, become exported as one batch: each invoice is in one. ERR_INVALID: there is none. */
enum err invoice_export(struct ctx *c, int64_t *batch_id);
/* A batch, as often as it is asked for (noted): order_id order_public_id org_name account_number amount_fen paid_at title
 * tax_number kind email number. ERR_NOT_FOUND: no such batch. */
enum err invoice_batch(struct ctx *c, int64_t batch_id, struct db_rows *out);
/* The last 20: id exported_at exported_by invoices waiting (without a number). */
enum err invoice_batches(struct ctx *c, struct db_rows *out);
/* The tax system's number. ERR_CONFLICT: not exported, or issued already. */
enum err invoice_issued(struct ctx *c, int64_t order_id, const char *number);

#endif
