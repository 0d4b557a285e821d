/* ctl_check_tallies.c: ccerctl check --only tallies: how many cases stand in each queue, as it is kept, against a count. */
#include "base/arena.h"
#include "base/clock.h"
#include "core/ground/ctx.h"
#include "core/review/queue_tally.h"
#include "db/db.h"
#include "main/ctl/ctl_check.h"

static bool mends;

void check_tallies_mend(void)
{
	mends = true;
}

struct comparison {
	struct ctx ctx;
	struct db_rows differences;
};

static enum err compare(void *arg)
{
	struct comparison *x = arg;

	TRY(queue_tally_differences(&x->ctx, &x->differences));
	return mends ? queue_tally_mend(&x->ctx, &x->differences) : OK;
}

static void say(const struct db_rows *r)
{
	for (size_t i = 0; i < r->count; i++)
		check_bad("tallies", mends ? "mended" : "ccerctl check --only tallies --mend",
			  "%s due %s: %lld cases too many, %lld of them unclaimed", db_str(r, i, "state"), db_str(r, i, "due_on"),
			  (long long)db_num(r, i, "total"), (long long)db_num(r, i, "unclaimed"));
	if (!r->count)
		check_good("tallies", "what is kept is what is there");
}

void check_tallies(struct arena *a)
{
	struct db *db = db_open();
	struct comparison x = {.ctx = {.arena = a, .db = db, .now = clock_now()}};
	enum err e = db ? db_transaction(db, !mends, compare, &x) : ERR_UNAVAILABLE;

	if (e == OK)
		say(&x.differences);
	else
		check_bad("tallies", "as which user? the courier's may, and so may the owner of the database", "%s", err_name(e));
	db_close(db);
}
