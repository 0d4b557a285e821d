/* holder_seal: how a holder's activation code is kept. For account.c and holder.c only. */
#ifndef CCER_CORE_HOLDER_SEAL_H
#define CCER_CORE_HOLDER_SEAL_H

#include "core/account.h"

/* Keyed hash of an activation code for one login, as a bound value. */
struct db_value holder_activation_hash(struct ctx *c, const char *login, const char *code);

#endif
