/* pay_link: a link with which a colleague without an account pays one order (rules.md § 7): 256 random bits, only their hash is
 * kept, 30 days, revocable. Whoever has it sees the order and may pay it, nothing else. */
#ifndef CCER_CORE_MONEY_PAY_LINK_H
#define CCER_CORE_MONEY_PAY_LINK_H

#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "core/money/fee.h"

enum { PAY_LINK_LIFE_S = 30 * 86400 };
/* A new link for an open order by the acting holder; links made before stop working. ERR_CONFLICT: the order is paid or closed. */
enum err pay_link_make(struct ctx *c, const struct fee_order *o, const char **token);
/* The order of a link that holds. ERR_NOT_FOUND: unknown, revoked or expired; a paid order is given, to be shown as paid. */
enum err pay_link_order(struct ctx *c, const char *token, struct fee_order *out);
/* No link of the order holds any more; none is no error. */
enum err pay_link_revoke(struct ctx *c, const struct fee_order *o);
/* Until when a live link of the order holds, -1 when there is none. */
enum err pay_link_until(struct ctx *c, const struct fee_order *o, int64_t *expires_at);

#endif
