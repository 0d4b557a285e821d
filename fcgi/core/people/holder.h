/* holder: people who hold an account: activation and sign-in (rules.md §§ 6, 9). Their accounts are account.h's. */
#ifndef CCER_CORE_PEOPLE_HOLDER_H
#define CCER_CORE_PEOPLE_HOLDER_H

#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "core/people/password.h"

struct holder {
	int64_t id, account_id;
	const char *login, *account_kind, *role, *name, *mobile, *mobile_masked;
	int64_t activated_at; /* -1 not yet */
};
/* ERR_NOT_FOUND: nobody has this id. */
enum err holder_load(struct ctx *c, int64_t id, struct holder *out);
/* By login, locked until the commit. ERR_NOT_FOUND: nobody has it. */
enum err holder_lock(struct ctx *c, const char *login, struct holder *out);
/* Activation step one: login and activation code right → sends a code to the holder's own mobile. ERR_DENIED for anything
 * wrong, without saying what; 5 tries, 7 days. ERR_LIMITED: nothing was sent; while an address that tried wrong ones has to wait, or when
 * another code cannot be sent yet. wait_s: until it can, s, 0 when that is not told. */
enum err holder_activate_begin(struct ctx *c, const char *login, const char *activation_code, int64_t *wait_s);
/* Step two: SMS code and a password of their own choosing. Once. ERR_DENIED: one of them is wrong, or the account is active already;
 * ERR_LIMITED: an address that tried wrong ones has to wait. Wrong tries count if the caller commits. */
enum err holder_activate(struct ctx *c, const char *login, const char *activation_code, const char *sms_code,
			 const char *password, int64_t *holder_id);
/* Sign-in with login and password; ERR_DENIED, the same in the same time, for unknown, not activated and wrong; ERR_LIMITED while the
 * wait after wrong ones runs. */
enum err holder_sign_in(struct ctx *c, const char *login, const char *password, int64_t *holder_id);

/* Who is signed in chooses another password (password_change). */
enum err holder_change_password(struct ctx *c, const struct password_wish *wish);

#endif
