/* limit: how often something may be done: windows, and waits after wrong tries (rules.md §§ 8, 9). */
#ifndef CCER_CORE_GROUND_LIMIT_H
#define CCER_CORE_GROUND_LIMIT_H

#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"

/* One more of what (e.g. "code.number") for whom in a window; ERR_LIMITED when that makes more than max. Counted
 * atomically in the database; commits with the caller's transaction. */
enum err limit_take(struct ctx *c, const char *what, const char *whom, int64_t window_s, int64_t max);
/* Seconds until limit_take would give OK again, 0 at once; takes nothing. */
enum err limit_until(struct ctx *c, const char *what, const char *whom, int64_t window_s, int64_t max, int64_t *wait_s);
/* Wrong tries of the last quarter of an hour: the first free_tries cost nothing, then each costs a wait that doubles, a
 * minute at most, so nobody is locked out for ever. ERR_LIMITED while it runs. whom: an account, an address, or both. */
enum err limit_wait(struct ctx *c, const char *whom, int64_t free_tries);
/* One more wrong try; a right one forgets them all. */
enum err limit_failed(struct ctx *c, const char *whom);
enum err limit_forget(struct ctx *c, const char *whom);

#endif
