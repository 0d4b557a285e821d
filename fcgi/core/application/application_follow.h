/* application_follow: what its applicant follows and answers: timeline, versions, corrections, how papers were posted
 * (rules.md §§ 4, 5). */
#ifndef CCER_CORE_APPLICATION_APPLICATION_FOLLOW_H
#define CCER_CORE_APPLICATION_APPLICATION_FOLLOW_H

#include "base/err.h"
#include "core/application/application.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* The timeline, oldest first: version action from_state to_state actor_kind note happened_at items (of the correction
 * letter a return made). */
enum err application_events(struct ctx *c, const struct application *app, struct db_rows *out);
/* Frozen versions, newest first: version submitted_at. */
enum err application_versions(struct ctx *c, const struct application *app, struct db_rows *out);
/* The mailing block of the notice in force today, since papers go to where the exchange is now: id title mail_address
 * mail_recipient mail_postcode mail_phone. */
enum err application_mailing(struct ctx *c, struct db_rows *out);
/* Items of the correction letter on the newest version: number target problem remedy answer; settled_in supervisor_reason: of one
 * that an earlier review let pass unchanged, which version that was of, and why it is objected to now. */
enum err application_corrections(struct ctx *c, const struct application *app, struct db_rows *out);
/* The applicant's explanation to an item instead of a change; "" takes it back. ERR_STALE when no longer returned,
 * ERR_CONFLICT when there is no such item. */
enum err application_answer(struct ctx *c, const struct application *app, int number, const char *answer);
/* How the papers of the newest version were posted; may be corrected while they are awaited (the time of posting stays).
 * ERR_STALE otherwise. */
enum err application_ship(struct ctx *c, const struct application *app, const char *courier, const char *tracking);

#endif
