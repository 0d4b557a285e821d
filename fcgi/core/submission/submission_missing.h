/* submission_missing: what still stands between the working copy and its submission (rules.md §§ 2, 4). */
#ifndef CCER_CORE_SUBMISSION_SUBMISSION_MISSING_H
#define CCER_CORE_SUBMISSION_SUBMISSION_MISSING_H

#include "base/err.h"
#include "core/application/application.h"
#include "core/form/check.h"
#include "core/ground/ctx.h"

/* Everything that still stands between the working copy and submission; count 0: ready. Fields, slots of
 * materials, contacts to confirm and items of the correction letter. */
enum err submission_missing(struct ctx *c, const struct application *app, struct problems *out);

#endif
