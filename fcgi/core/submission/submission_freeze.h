/* submission_freeze: the working copy becomes the next version, for good (rules.md § 2). */
#ifndef CCER_CORE_SUBMISSION_SUBMISSION_FREEZE_H
#define CCER_CORE_SUBMISSION_SUBMISSION_FREEZE_H

#include "base/err.h"
#include "core/application/application.h"
#include "core/ground/ctx.h"

/* Freezes the working copy as version + 1: fields, files, digest; the number (受理号) at the first time; list columns;
 * carries over marks of what did not change. Called by review_move only. Refused with ERR_CONFLICT: the organisation
 * has another open application. */
enum err submission_freeze(struct ctx *c, struct application *app);

#endif
