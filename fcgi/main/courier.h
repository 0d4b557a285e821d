/* courier: sends messages and runs timed jobs. courier.c is the loop and the messages, courier_jobs.c the jobs. */
#ifndef CCER_MAIN_COURIER_H
#define CCER_MAIN_COURIER_H

#include "main/unattended.h"

/* All timed jobs once, each in a transaction of its own. Only ERR_LOST is answered; other failures are logged and the
 * next round tries again. */
enum err courier_jobs(struct db *db, struct arena *a);

#endif
