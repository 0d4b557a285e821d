/* authenticator: codes of an app on a member of staff's telephone, and recovery codes for the day it is lost: the second way in beside
 * SMS (rules.md § 9). */
#ifndef CCER_CORE_PEOPLE_AUTHENTICATOR_H
#define CCER_CORE_PEOPLE_AUTHENTICATOR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

struct staff;

enum { AUTHENTICATOR_RECOVERY_CODES = 10 };
struct authenticator {
	bool active;
	int64_t since;             /* of the active one */
	int64_t recovery_left;     /* recovery codes not used yet */
	const uint8_t *pending;    /* secret that was made and not yet tried (TOTP_SECRET_BYTES), NULL: none */
};
/* What who has, all zero: nothing; pending is in the arena. */
enum err authenticator_load(struct ctx *c, const struct staff *who, struct authenticator *out);
/* Makes a new secret, to be confirmed; an active one goes on until then. */
enum err authenticator_begin(struct ctx *c, const struct staff *who);
/* A code of the new secret: from now on it is the active one, with new recovery codes made of seed (authenticator_renew).
 * ERR_DENIED: wrong, or there is none to be confirmed. ERR_LIMITED: too many wrong ones. Both are counted if the caller commits. */
enum err authenticator_confirm(struct ctx *c, const struct staff *who, const char *code, const char *seed,
			       const char *recovery[AUTHENTICATOR_RECOVERY_CODES]);
/* Uses a code of the active one, or a recovery code, up. ERR_DENIED: wrong, or used before. ERR_LIMITED: too many wrong ones; a stranger
 * who does not know the password cannot bring that about. Wrong ones count if the caller commits. */
enum err authenticator_use(struct ctx *c, const struct staff *who, const char *code);
/* New recovery codes instead of all there were. seed: a secret of whoever is told them, of which the same codes follow each time. */
enum err authenticator_renew(struct ctx *c, const struct staff *who, const char *seed,
			     const char *recovery[AUTHENTICATOR_RECOVERY_CODES]);
/* Those of this seed once more. ERR_NOT_FOUND: there are others by now, or none. */
enum err authenticator_recovery(struct ctx *c, const struct staff *who, const char *seed,
				const char *recovery[AUTHENTICATOR_RECOVERY_CODES]);
/* Back to SMS alone. */
enum err authenticator_remove(struct ctx *c, int64_t staff_id);

#endif
