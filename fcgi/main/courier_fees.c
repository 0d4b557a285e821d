/* courier_fees.c: what time brings to accounts that pay, account by account (core/money/fee_time.h). One whose turn fails is passed
 * over, counted and tried again in the next walk. */
#include <stdio.h>

#include "base/arena.h"
#include "base/log.h"
#include "core/ground/ctx.h"
#include "core/house/health.h"
#include "core/money/fee_time.h"
#include "main/courier.h"

/* A walk through the accounts of each task, some in a round, with its place kept in between. One that was interrupted by a restart
 * begins anew; what it has done is not due any more. */
static struct walk {
	bool on_way;
	struct fee_due at;
	int failed, failed_before; /* in this walk; in the last whole one */
} walks[FEE_TASKS];

/* The newest that failed: number task error. */
static char newest[64];

struct batch {
	size_t task, count, i;
	struct fee_due *due;
};

static enum err find(struct ctx *c, void *arg)
{
	struct batch *b = arg;
	const struct walk *w = &walks[b->task];

	return fee_due(c, b->task, w->on_way ? &w->at : NULL, &b->due, &b->count);
}

static enum err act(struct ctx *c, void *arg)
{
	const struct batch *b = arg;

	return fee_do(c, b->task, &b->due[b->i]);
}

static void pass_over(struct walk *w, const struct batch *b, enum err e)
{
	(void)snprintf(newest, sizeof newest, "%s %s %s", b->due[b->i].number, fee_task_name(b->task), err_name(e));
	log_error("courier: fees: %s", newest);
	w->failed++;
}

static enum err step(struct db *db, struct arena *a, size_t task)
{
	struct walk *w = &walks[task];
	struct batch b = {.task = task};
	enum err e = unattended_transaction(db, a, find, &b);

	if (e != OK) {
		log_warn("courier: %ss: %s", fee_task_name(task), err_name(e));
		return e;
	}
	for (; b.i < b.count && !unattended_leaving(); b.i++) {
		e = unattended_transaction(db, a, act, &b);
		if (e == ERR_LOST || courier_link(db) == ERR_LOST)
			return ERR_LOST;
		if (e != OK)
			pass_over(w, &b, e);
		w->at = (struct fee_due){.until = b.due[b.i].until, .account_id = b.due[b.i].account_id};
	}
	w->on_way = b.count == FEE_BATCH;
	if (!w->on_way) {
		w->failed_before = w->failed;
		w->failed = 0;
	}
	return OK;
}

/* In a walk that is not over, those before it count as long as they are more. */
static int failing(void)
{
	int n = 0;

	for (size_t i = 0; i < FEE_TASKS; i++)
		n += walks[i].failed > walks[i].failed_before ? walks[i].failed : walks[i].failed_before;
	return n;
}

static enum err say(struct ctx *c, void *arg)
{
	int n = failing();

	(void)arg;
	return health_say(c, HEALTH_FEES, n ? "bad" : "good", n ? arena_printf(c->arena, "%d %s", n, newest) : "");
}

enum err courier_fees(struct db *db, struct arena *a)
{
	for (size_t i = 0; i < FEE_TASKS; i++)
		if (step(db, a, i) == ERR_LOST)
			return ERR_LOST;
	return unattended_transaction(db, a, say, NULL) == ERR_LOST ? ERR_LOST : OK;
}

enum err courier_fees_go_on(struct db *db, struct arena *a)
{
	for (size_t i = 0; i < FEE_TASKS; i++)
		if (walks[i].on_way && step(db, a, i) == ERR_LOST)
			return ERR_LOST;
	return OK;
}
