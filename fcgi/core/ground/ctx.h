/* ctx: what every function of core/ works in: one transaction's connection, memory, time, and who acts. */
#ifndef CCER_CORE_GROUND_CTX_H
#define CCER_CORE_GROUND_CTX_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "core/ground/audit.h"
#include "db/db.h"

/* Rights of staff (rules.md § 1), also the bits of routes in the office. */
enum role {
	ROLE_NONE = 0,
	ROLE_INITIAL_REVIEWER = 1 << 0,
	ROLE_SECOND_REVIEWER = 1 << 1,
	ROLE_FINANCE = 1 << 2,
	ROLE_EDITOR = 1 << 3,
	ROLE_EXCHANGE_SUPERVISOR = 1 << 4,
	ROLE_RECEIVER = 1 << 5,
	ROLE_REGISTRY_REVIEWER = 1 << 6,
	ROLE_REGISTRY_SUPERVISOR = 1 << 7,
	ROLE_SECURITY_ADMIN = 1 << 8,
	ROLE_AUDITOR = 1 << 9,
	ROLE_APPLICANT = 1 << 10, /* a visitor, for the table of states; never a staff role */
	ROLE_SYSTEM = 1 << 11,    /* timed jobs */
};

enum actor_kind { ACTOR_NOBODY, ACTOR_VISITOR, ACTOR_STAFF, ACTOR_HOLDER, ACTOR_SYSTEM };
struct actor {
	enum actor_kind kind;
	int64_t id;
	unsigned roles;           /* enum role bits */
	const char *organisation; /* staff: exchange | registry | security; else "" */
	const char *name;         /* staff name or username, for pages */
	const char *ip;
	const char *agent;        /* what the browser says of itself; NULL: nobody asked */
};
const char *actor_kind_name(enum actor_kind kind); /* visitor | staff | holder | system | nobody */

/* Why the last thing was refused (refusal.h). */
struct refusal { enum err e; const char *name, *value; };

struct ctx {
	struct arena *arena;
	struct db *db;
	int64_t now;
	struct actor actor;
	struct refusal refusal;
	struct audit audit; /* rows of this transaction, written just before COMMIT */
};

#endif
