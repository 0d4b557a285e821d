/* review_fresh: is a case still what the person saw, and why it is refused to them */
#ifndef CCER_CORE_REVIEW_REVIEW_FRESH_H
#define CCER_CORE_REVIEW_REVIEW_FRESH_H

#include <stdbool.h>

#include "base/err.h"

struct application;
struct ctx;

/* Why not, for everybody who asks about a case: ERR_STALE, it is no longer what the person saw; ERR_DENIED, it is not theirs to do, or
 * not in this state. Staff and applicants are told in different words. */
enum err review_stale(struct ctx *c, bool other_version);
enum err review_denied(struct ctx *c);
/* ERR_STALE unless the case is still what the person saw: its version and its counter of moves. */
enum err review_fresh(struct ctx *c, const struct application *app, int version, int counter);

#endif
