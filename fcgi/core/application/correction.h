/* correction: what time brings before a correction's end (rules.md § 4, Clocks): the applicant is reminded 10 and 3 days before
 * it. Returning is review.h's; the withdrawal when it is over is a move like any other, made by main/courier_jobs.c. */
#ifndef CCER_CORE_APPLICATION_CORRECTION_H
#define CCER_CORE_APPLICATION_CORRECTION_H

#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "db/db.h"

enum { CORRECTION_REMINDERS = 2 };
/* Days before the end, from the last to the first: who gets the last one does not get those before it too. */
extern const int correction_reminders[CORRECTION_REMINDERS];
/* Whose end is at most `days` away (its last day is `days` days ahead or sooner) and who was not reminded of it, at most 50: id
 * version. Who was given no longer than that from the start is not reminded. */
enum err correction_remind_due(struct ctx *c, int days, struct db_rows *out);
/* In a transaction of its own: notes it, once a version, and writes the message to the trading representative of that version.
 * Nothing when the applicant was quicker. ERR_CONFLICT: somebody else has reminded them. */
enum err correction_remind(struct ctx *c, int64_t application_id, int version, int days);

#endif
