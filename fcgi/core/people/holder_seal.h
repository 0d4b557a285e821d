/* holder_seal: how a holder's activation code is made and kept (rules.md § 6: seven days). For account.c and holder.c only. */
#ifndef CCER_CORE_PEOPLE_HOLDER_SEAL_H
#define CCER_CORE_PEOPLE_HOLDER_SEAL_H

#include "core/ground/ctx.h"
#include "db/db.h"

enum { ACTIVATION_LIFE_S = 7 * 86400, ACTIVATION_LENGTH = 10 };

/* Keyed hash of an activation code for one login, as a bound value. */
struct db_value holder_activation_hash(struct ctx *c, const char *login, const char *code);

#endif
