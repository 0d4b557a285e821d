/* staff_change: what becomes of members of staff: they leave, come back, get other roles, another mobile, password, a second factor
 * anew (ccerctl). Each ends the person's sessions at once, is audited, and told to the security administrators there were before. */
#ifndef CCER_CORE_PEOPLE_STAFF_CHANGE_H
#define CCER_CORE_PEOPLE_STAFF_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

struct staff_member { int64_t id; const char *username, *organisation; };
/* By username, also who is disabled; locked until the commit. ERR_NOT_FOUND: nobody has it. */
enum err staff_lock(struct ctx *c, const char *username, struct staff_member *out);

/* ERR_CONFLICT: already so. */
enum err staff_enable(struct ctx *c, const struct staff_member *who, bool enabled);
/* These roles instead of all others. ERR_INVALID: none, or one of another organisation. */
enum err staff_set_roles(struct ctx *c, const struct staff_member *who, unsigned roles);
/* ERR_INVALID: no mobile of ours (11 digits). */
enum err staff_set_mobile(struct ctx *c, const struct staff_member *who, const char *mobile);
/* ERR_INVALID: too short or too common. ERR_UNAVAILABLE: memory is short. */
enum err staff_set_password(struct ctx *c, const struct staff_member *who, const char *password);
/* Authenticator and recovery codes are gone: SMS alone, until a new one is set up. */
enum err staff_drop_factor(struct ctx *c, const struct staff_member *who);

#endif
