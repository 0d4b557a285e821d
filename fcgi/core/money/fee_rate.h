/* fee_rate: what the fees are from which day on (rules.md § 7): rows with an effective date, never changed once they hold; new
 * ones are proposed by one person and released by a supervisor who is somebody else. What an order costs is fee.h's. */
#ifndef CCER_CORE_MONEY_FEE_RATE_H
#define CCER_CORE_MONEY_FEE_RATE_H

#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "db/db.h"

struct fee_rate {
	const char *item;         /* opening | annual */
	const char *kind;         /* project_owner | other */
	const char *effective_on; /* YYYY-MM-DD, after today */
	int64_t amount_fen;       /* > 0 */
};
/* Rates, newest first: item kind effective_on amount_fen. */
enum err fee_rates(struct ctx *c, struct db_rows *out);
/* Proposals, newest first, 50: id item kind effective_on amount_fen state proposed_by proposer proposed_at decider decided_at. */
enum err fee_rate_proposals(struct ctx *c, struct db_rows *out);
/* ERR_INVALID: not after today (Beijing). */
enum err fee_rate_propose(struct ctx *c, const struct fee_rate *rate);
/* ERR_DENIED: the proposer himself; ERR_STALE: decided already; ERR_INVALID: its day has come meanwhile; ERR_CONFLICT: there
 * is a rate from that day. */
enum err fee_rate_release(struct ctx *c, int64_t id);
/* ERR_STALE: decided already. */
enum err fee_rate_withdraw(struct ctx *c, int64_t id);

#endif
