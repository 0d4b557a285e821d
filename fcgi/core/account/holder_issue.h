/* holder_issue: who holds the accounts an application opened, and new activation codes by staff (rules.md § 6). */
#ifndef CCER_CORE_ACCOUNT_HOLDER_ISSUE_H
#define CCER_CORE_ACCOUNT_HOLDER_ISSUE_H

#include "base/err.h"
#include "core/application/application.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* Who holds the accounts opened from an application: login account_kind role mobile_masked activation_until activation_tries
 * activated_at, by login. No rows before they are opened. */
enum err holder_list(struct ctx *c, const struct application *app, struct db_rows *out);
/* A new activation code by staff, logged; the old one stops working. ERR_NOT_FOUND: nobody of this login holds an account of
 * this application; ERR_CONFLICT: activated already. */
enum err holder_reissue(struct ctx *c, const struct application *app, const char *login);

#endif
