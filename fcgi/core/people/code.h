/* code: one-time codes by SMS and mail (rules.md § 8). */
#ifndef CCER_CORE_PEOPLE_CODE_H
#define CCER_CORE_PEOPLE_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

enum code_purpose { CODE_REGISTER, CODE_RESET, CODE_ACTIVATE, CODE_CONTACT, CODE_SECOND_FACTOR, CODE_STEP_UP };
/* A code is its asker's: another one's for the same purpose and address is another code under limits of its own, so nobody uses up
 * what somebody else needs. */
struct code {
	enum code_purpose purpose;
	const char *address; /* mobile or e-mail address */
	const char *asker;   /* whoever has proved something: "staff:3" (code_asker); for CODE_RESET the username; else "" */
};
/* "visitor:7" */
const char *code_asker(struct arena *a, enum actor_kind kind, int64_t id);

/* Sends six digits (10 minutes, 5 tries, one live per purpose, address and asker) under all limits of rules.md § 8: 1 a minute, 5 an
 * hour, 10 a day, and those of the IP, the account and all SMS together. ERR_LIMITED: nothing was sent, and nothing was counted; the
 * refusal (refusal.h) does not tell which limit. silent: do everything but write the message (for numbers that do not exist, so that
 * nothing shows). */
enum err code_send(struct ctx *c, const struct code *code, bool silent);
/* How long the limits still hold another code back, s; 0 not at all. Does not tell whether anybody has the address. */
enum err code_wait(struct ctx *c, const struct code *code, int64_t *wait_s);
/* When the last one was written, -1 never; live: it can still be used. Only for whose address it is. */
enum err code_last(struct ctx *c, const struct code *code, int64_t *written_at, bool *live);
/* Uses it up. ERR_DENIED: wrong, expired, used, or too many tries. The failed try counts if the caller commits. */
enum err code_use(struct ctx *c, const struct code *code, const char *typed);

#endif
