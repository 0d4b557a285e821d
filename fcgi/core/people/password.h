/* password: trying to sign in with a password (rules.md § 9). */
#ifndef CCER_CORE_PEOPLE_PASSWORD_H
#define CCER_CORE_PEOPLE_PASSWORD_H

#include "core/ground/session.h"
#include "db/db.h"

/* One try to sign in with a password. found: the row of that name with columns id and password_hash, or none; unknown,
 * without a password and wrong give the same answer in the same time. ERR_DENIED: wrong, counted and audited if the caller
 * commits; ERR_LIMITED: has to wait; ERR_UNAVAILABLE: memory is short. */
enum err password_try(struct ctx *c, enum realm realm, const char *name, const struct db_rows *found,
		      const char *password);

/* What somebody asks for who is signed in with token: now is the password that holds, fresh has passed rule_password. */
struct password_wish { const char *token, *now, *fresh; };
/* Another password for the actor, and the end of all their other sessions. found: their row with id, name and password_hash; set:
 * the statement that writes :password_hash for :id. now is counted as a try to sign in. Refused: errors as above; ERR_CONFLICT: fresh is
 * the password that holds already. */
enum err password_change(struct ctx *c, enum realm realm, const struct db_rows *found, enum sql_id set,
			 const struct password_wish *wish);

#endif
