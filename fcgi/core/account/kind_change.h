/* kind_change: another kind for accounts that are open (rules.md § 7: a later change of kind starts or ends the duty to pay):
 * proposed by a supervisor of the exchange with a reason, confirmed by somebody else of finance or another supervisor (also a
 * CHECK of the table). The kind is the organisation's, so both bound accounts get it. What that means for fees is fee.h's
 * fee_duty_*. */
#ifndef CCER_CORE_ACCOUNT_KIND_CHANGE_H
#define CCER_CORE_ACCOUNT_KIND_CHANGE_H

#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "db/db.h"

enum { KIND_CHANGE_PAGE = 50 };
/* A trading account by its number, as staff look at it: id number state kind org_name uscc opened_at paid_until registry_number
 * registry_state application_public_id application_number. ERR_NOT_FOUND. */
enum err kind_change_account(struct ctx *c, const char *number, struct db_rows *out);
/* The number of the trading account opened from an application, NULL before it is. */
enum err kind_change_number(struct ctx *c, int64_t application_id, const char **number);
/* Of one account, newest first, 20: id from_kind to_kind reason state proposed_by proposer proposed_at decider decided_at. */
enum err kind_changes_of(struct ctx *c, int64_t account_id, struct db_rows *out);
/* Of all accounts, newest first, up to KIND_CHANGE_PAGE and one more before an id (0 from the newest): the same without
 * proposed_by, and account_number org_name. */
enum err kind_changes(struct ctx *c, int64_t before_id, struct db_rows *out);
/* Those that wait for a second person, oldest first, 50, with the same columns. */
enum err kind_change_waiting(struct ctx *c, struct db_rows *out);
/* seen: the kind the person looked at. ERR_STALE: it is another one by now; ERR_INVALID: it has the new kind already, or is
 * closed; ERR_CONFLICT: another change of it waits for its second person. */
enum err kind_change_propose(struct ctx *c, const char *number, const char *seen, const char *to, const char *reason);
/* Changes the kind, with all it brings and a message to the trading representative, in the caller's transaction.
 * ERR_NOT_FOUND: no such change of this account; ERR_DENIED: the proposer himself; ERR_STALE: decided already, or the account is
 * of another kind or closed by now. */
enum err kind_change_confirm(struct ctx *c, const char *number, int64_t id);
/* Called off by either person. ERR_STALE: decided already. */
enum err kind_change_withdraw(struct ctx *c, const char *number, int64_t id);

#endif
