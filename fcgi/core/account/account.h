/* account: the registry account, the trading account, their binding, the people who hold them (rules.md § 6). What they
 * owe and pay is fee.h's and payment.h's. */
#ifndef CCER_CORE_ACCOUNT_ACCOUNT_H
#define CCER_CORE_ACCOUNT_ACCOUNT_H

#include "base/err.h"
#include "core/application/application.h"
#include "core/form/values.h"
#include "core/ground/ctx.h"
#include "core/people/holder.h"
#include "db/db.h"

/* In the caller's transaction: both accounts, binding, holders with activation codes, first fee order where due, messages:
 * SMS to 发起代表 and 确认代表, e-mail to 交易代表. Called by review_move only. ERR_CONFLICT when the organisation has one. */
enum err account_open(struct ctx *c, const struct application *app, const struct values *v);

/* Both accounts, from either side, with binding: columns registry_number registry_state trading_number trading_state org_name
 * uscc kind opened_at bound_at paid_until trading_id. */
enum err account_overview(struct ctx *c, const struct holder *h, struct db_rows *out);

#endif
