/* queue_tally: how many cases stand in each queue: kept by whoever moves or claims a case, in the same transaction, never counted
 * on a page. They add rows of differences and wait for nobody; queue_tally_fold makes few rows of many, and whoever reads adds both up. */
#ifndef CCER_CORE_REVIEW_QUEUE_TALLY_H
#define CCER_CORE_REVIEW_QUEUE_TALLY_H

#include <stdbool.h>

#include "base/err.h"
#include "core/application/application.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* Where a case stands: what the tallies tell apart. */
struct queue_place {
	enum state state;
	const char *due_on; /* YYYY-MM-DD or "" */
	bool unclaimed;
};
struct queue_place queue_place(const struct application *app);
/* It stood in one place and stands in another. To be called in the transaction that writes so, with its row locked. */
enum err queue_tally_note(struct ctx *c, struct queue_place from, struct queue_place to);

/* state total unclaimed late of every queue that has somebody in it. late: the due date in Beijing has passed. */
enum err queue_tally_read(struct ctx *c, struct db_rows *out);
/* Folds QUEUE_TALLY_STEP differences at most, how many: *folded; those of transactions under way are left for later. What became
 * late is put together. One folds at a time, others wait. */
enum { QUEUE_TALLY_STEP = 500 };
enum err queue_tally_fold(struct ctx *c, int *folded);

/* state due_on total unclaimed: what is kept less what a count of all cases under way finds; no rows: nothing differs. */
enum err queue_tally_differences(struct ctx *c, struct db_rows *out);
/* Takes such differences off, whoever moved what meanwhile. */
enum err queue_tally_mend(struct ctx *c, const struct db_rows *differences);

#endif
