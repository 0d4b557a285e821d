/* refund: giving back money that arrived twice (rules.md § 7): whole payments only, the way they came, proposed by one person
 * of finance and decided by another (also a CHECK of the table). Asking the provider is main/cashier/cashier.c's. */
#ifndef CCER_CORE_MONEY_REFUND_H
#define CCER_CORE_MONEY_REFUND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "db/db.h"

struct refund {
	int64_t id, payment_id, amount_fen, proposed_by, decided_at;
	const char *public_id; /* also our number of the refund at the provider */
	const char *provider, *trade_no;
	const char *reference; /* of the attempt that was paid, "" for a bank's entry */
	const char *reason, *state; /* proposed | approved | declined | done */
	const char *problem;
	int tries;
};
/* ERR_INVALID: no surplus or held payment of this id; ERR_CONFLICT: there is a refund of it, or it is to be accepted. */
enum err refund_propose(struct ctx *c, int64_t payment_id, const char *reason);
/* By public id; ERR_NOT_FOUND: there is none. */
enum err refund_load(struct ctx *c, const char *public_id, struct refund *out);
/* May the acting person decide on it? ERR_DENIED: the proposer himself. Asked before a code is sent or used up. */
enum err refund_decidable(struct ctx *c, const struct refund *r);
/* Approves or declines. ERR_DENIED: the proposer himself; ERR_STALE: decided already. The caller asks for a fresh code
 * (rules.md § 9). */
enum err refund_decide(struct ctx *c, const struct refund *r, bool approve);
/* A bank transfer given back by hand: the bank's number of the entry. ERR_STALE: not approved (any more);
 * ERR_INVALID: not by bank. */
enum err refund_bank_done(struct ctx *c, const struct refund *r, const char *entry_number);
/* Surplus payments nobody has proposed to give back, oldest first, 100: id provider trade_no amount_fen paid_at org_name
 * account_number order_public_id state (surplus | held). */
enum err refund_surpluses(struct ctx *c, struct db_rows *out);
/* Newest first, up to 51 before id (0 from the newest): id public_id state provider trade_no amount_fen reason proposer
 * proposed_by proposed_at decider decided_at done_at problem provider_no tries next_at paid_at org_name account_number
 * order_public_id. refund_show: one of them. */
enum err refund_list(struct ctx *c, int64_t before_id, struct db_rows *out);
enum err refund_show(struct ctx *c, const char *public_id, struct db_rows *out);

/* ---- for the cashier ---- */
/* One that is due at this provider; *found false: none. Nobody else gets it for lease_s seconds. */
enum err refund_claim(struct ctx *c, const char *provider, int lease_s, bool *found, struct refund *out);
enum err refund_done(struct ctx *c, const struct refund *r, const char *provider_no);
/* Not yet, or nobody could say: again after a growing gap, for ever, since the money is owed; staff see the problem. */
enum err refund_later(struct ctx *c, const struct refund *r, const char *problem);

#endif
