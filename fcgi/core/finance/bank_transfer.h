/* bank_transfer: 对公转账 (rules.md § 7): the payer declares a transfer, finance matches it with the bank's entry, a second
 * person confirms; only then is the money there (payment_bank). */
#ifndef CCER_CORE_FINANCE_BANK_TRANSFER_H
#define CCER_CORE_FINANCE_BANK_TRANSFER_H

#include <stddef.h>
#include <stdint.h>

#include "core/ground/ctx.h"
#include "core/money/fee.h"
#include "core/money/payment.h"
#include "db/db.h"

struct bank_transfer {
	int64_t id, order_id, matched_by, entry_fen; /* matched_by 0, entry_fen -1: not yet */
	const char *public_id, *state;               /* declared | matched | confirmed | rejected */
	const char *payer_name, *declared_on;        /* as the payer said */
	const char *entry_number, *entry_on;         /* as the bank says, "" not yet */
	const char *note;                            /* why rejected */
};
/* The order's open declaration is replaced as long as nobody matched it. ERR_CONFLICT: the order is paid, or it is matched. */
enum err bank_transfer_declare(struct ctx *c, const struct fee_order *o, const char *payer_name, const char *declared_on);
/* The newest of an order; ERR_NOT_FOUND none. */
enum err bank_transfer_of_order(struct ctx *c, const struct fee_order *o, struct bank_transfer *out);
/* By public id; ERR_NOT_FOUND: there is none. */
enum err bank_transfer_load(struct ctx *c, const char *public_id, struct bank_transfer *out);
/* Finance: this entry of the bank is that transfer. ERR_INVALID: not the order's amount; ERR_CONFLICT: the entry is used
 * already; ERR_STALE: the transfer is not waiting for it any more. */
enum err bank_transfer_match(struct ctx *c, const struct bank_transfer *t, const char *entry_number, int64_t entry_fen,
			     const char *entry_on);
/* The second person: the money is there. ERR_DENIED: who matched it; ERR_STALE: not matched (any more); ERR_CONFLICT: the
 * entry has paid something already. */
enum err bank_transfer_confirm(struct ctx *c, const struct bank_transfer *t, enum payment_outcome *out);
/* Declared or matched, and it is not so: the payer sees why and may declare again. ERR_STALE: decided meanwhile. */
enum err bank_transfer_reject(struct ctx *c, const struct bank_transfer *t, const char *note);
/* Those in a state, oldest first, 51 after id: id public_id order_public_id org_name account_number amount_fen payer_name
 * declared_on declared_at entry_number entry_fen entry_on matched_by matched_name. */
enum err bank_transfer_list(struct ctx *c, const char *state, int64_t after_id, struct db_rows *out);
/* One of them, whatever its state, also: state order_state matched_at confirmed_name confirmed_at note. */
enum err bank_transfer_show(struct ctx *c, const char *public_id, struct db_rows *out);

/* ---- the bank's statement: proposals for matching, nothing more ---- */
struct bank_entry {
	const char *number, *entry_on, *payer_name, *remark; /* entry_on YYYY-MM-DD */
	int64_t amount_fen;
};
/* Keeps those not known yet; *added: how many. */
enum err bank_entry_import(struct ctx *c, const struct bank_entry *entries, size_t count, size_t *added);
/* Free entries of this amount, the likeliest first, 10: number entry_on payer_name amount_fen remark names_account
 * names_payer. */
enum err bank_entry_free(struct ctx *c, const char *account_number, const char *payer_name, int64_t amount_fen,
			 struct db_rows *out);

#endif
