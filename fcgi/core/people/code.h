/* code: one-time codes by SMS and mail (rules.md § 8). */
#ifndef CCER_CORE_PEOPLE_CODE_H
#define CCER_CORE_PEOPLE_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

/* Sends a six-digit code (10 minutes, 5 tries, one live per purpose and address) under all limits of rules.md § 8:
 * 1 a minute, 5 an hour, 10 a day per number, per IP. purpose: register reset contact second_factor step_up activate.
 * channel "sms" | "mail". ERR_LIMITED does not tell which limit. silent: do everything but write the message (for
 * numbers that do not exist, so that nothing shows). */
enum err code_send(struct ctx *c, const char *purpose, const char *channel, const char *address, bool silent);
/* How long the limits of an address still hold another code back, s; 0 not at all. For whose address it is. */
enum err code_wait(struct ctx *c, const char *address, int64_t *wait_s);
/* Uses it up. ERR_DENIED: wrong, expired, used, or too many tries. The failed try counts if the caller commits. */
enum err code_use(struct ctx *c, const char *purpose, const char *address, const char *code);

#endif
