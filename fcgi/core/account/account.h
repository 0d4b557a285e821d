/* account: the registry account, the trading account, their binding, the people who hold them (rules.md § 6). What they
 * owe and pay is fee.h's and payment.h's. */
#ifndef CCER_CORE_ACCOUNT_H
#define CCER_CORE_ACCOUNT_H

#include "core/application/application.h"

/* In the caller's transaction: both accounts, binding, holders with activation codes, first fee order where due, messages:
 * SMS to 发起代表 and 确认代表, e-mail to 交易代表. Called by review_move only. ERR_CONFLICT when the organisation has one. */
enum err account_open(struct ctx *c, const struct application *app, const struct values *v);

struct holder {
	int64_t id, account_id;
	const char *login, *account_kind, *role, *name, *mobile, *mobile_masked;
	int64_t activated_at; /* -1 not yet */
};
/* ERR_NOT_FOUND: nobody has this id. */
enum err holder_load(struct ctx *c, int64_t id, struct holder *out);
/* Activation step one: login and activation code right → sends a code to the holder's own mobile. ERR_DENIED for anything
 * wrong, without saying what; 5 tries, 7 days. ERR_LIMITED while an address that tried wrong ones has to wait. */
enum err holder_activate_begin(struct ctx *c, const char *login, const char *activation_code);
/* Step two: SMS code and a password of their own choosing. Once. */
enum err holder_activate(struct ctx *c, const char *login, const char *activation_code, const char *sms_code,
			 const char *password, int64_t *holder_id);
/* Sign-in with login and password; the same answer and time for unknown, not activated and wrong. */
enum err holder_sign_in(struct ctx *c, const char *login, const char *password, int64_t *holder_id);
/* Who holds the accounts opened from an application: login account_kind role mobile_masked activation_until activation_tries
 * activated_at, by login. No rows before they are opened. */
enum err holder_list(struct ctx *c, const struct application *app, struct db_rows *out);
/* A new activation code by staff, logged; the old one stops working. ERR_NOT_FOUND: nobody of this login holds an account of
 * this application; ERR_CONFLICT: activated already. */
enum err holder_reissue(struct ctx *c, const struct application *app, const char *login);

/* Both accounts, from either side, with binding: columns registry_number registry_state trading_number trading_state org_name
 * uscc kind opened_at bound_at paid_until trading_id. */
enum err account_overview(struct ctx *c, const struct holder *h, struct db_rows *out);

#endif
