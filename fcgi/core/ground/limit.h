/* limit: how often something may be done: sliding windows, and waits after wrong tries (rules.md §§ 8, 9). All workers count
 * together, in the database; what was counted commits with the caller's transaction. */
#ifndef CCER_CORE_GROUND_LIMIT_H
#define CCER_CORE_GROUND_LIMIT_H

#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

/* At most max in any span of s seconds. Lists of windows end with {0, 0}. */
struct limit_window { int64_t s, max; };

/* Holds the counter of what (e.g. "code.ip") for whom until the transaction ends: who counts at the same time waits. Whoever holds
 * several takes them in the order of one list, so that nobody waits in a circle. */
enum err limit_lock(struct ctx *c, const char *what, const char *whom);
/* Seconds until one more keeps all windows, 0 at once; counts nothing. Exact for who holds the counter. */
enum err limit_until(struct ctx *c, const char *what, const char *whom, const struct limit_window *windows, int64_t *wait_s);
/* Counts one more. */
enum err limit_note(struct ctx *c, const char *what, const char *whom);
/* The three together. ERR_LIMITED, with nothing counted: one more would be too many. */
enum err limit_take(struct ctx *c, const char *what, const char *whom, const struct limit_window *windows);
/* None was ever counted. */
enum err limit_forget(struct ctx *c, const char *what, const char *whom);

/* Wrong tries of the last quarter of an hour: the first free_tries cost nothing, then each costs a wait that doubles, a
 * minute at most, so nobody is locked out for ever. ERR_LIMITED while it runs. Exact for who holds the counter: without it, all who try
 * at the same moment find the same tries. They are counted by limit_note; a right try forgets them. */
enum err limit_wait(struct ctx *c, const char *what, const char *whom, int64_t free_tries);

#endif
