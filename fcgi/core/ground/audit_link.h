/* audit_link: hangs audit rows that wait on the chain: each link's hash is keyed over its row's hash and the link before. Only one
 * links at a time (audit_chain_lock). A row of a transaction that commits late, with a number below some that are linked, waits like
 * any other and is linked next. What does not verify is not linked: it goes on waiting, which is an alarm on the operators' page, and
 * audit_verify says which. Who finds a seal of the head that does not fit links on and leaves it as it is, so that it is found later
 * too; who puts back an old head with its old seal is found by the signed anchors (core/house/anchor.h). */
#ifndef CCER_CORE_GROUND_AUDIT_LINK_H
#define CCER_CORE_GROUND_AUDIT_LINK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct arena;
struct db;

struct audit_linking {
	int64_t last;   /* id of the last row looked at */
	int64_t linked; /* so many rows were */
	bool more;      /* there may be others behind them */
};
/* Of the rows that wait, those behind the id after, 500 at most. Part of the caller's transaction, which does nothing else; begin
 * with 0 and go on behind the last one while there are more, each step in a transaction of its own. */
enum err audit_link(struct db *db, struct arena *a, int64_t after, struct audit_linking *out);
/* Seals the head of a chain from before heads were sealed, if it is whole. OK also when it has a seal, whether that fits or not. */
enum err audit_link_seal_first(struct db *db);

#endif
