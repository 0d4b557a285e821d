/* courier: sends messages and runs timed jobs. courier.c is the loop and the messages, courier_jobs.c the jobs. */
#ifndef CCER_MAIN_COURIER_H
#define CCER_MAIN_COURIER_H

#include "core/ctx.h"

/* A unit of work within one transaction. */
typedef enum err (*courier_work)(struct ctx *c, void *arg);
/* Runs work between begin and commit, with what it noted for the audit; again after a deadlock. */
enum err courier_transaction(struct db *db, struct arena *a, courier_work work, void *arg);

/* All timed jobs once, each in a transaction of its own. Only ERR_LOST is answered; other failures are logged and the
 * next round tries again. */
enum err courier_jobs(struct db *db, struct arena *a);

#endif
