/* submission_missing: what still stands between the working copy and its submission (rules.md §§ 2, 4). */
#ifndef CCER_CORE_SUBMISSION_SUBMISSION_MISSING_H
#define CCER_CORE_SUBMISSION_SUBMISSION_MISSING_H

#include "base/err.h"
#include "core/application/application.h"
#include "core/form/check.h"
#include "core/ground/ctx.h"

/* Everything that still stands between the working copy and submission; count 0: ready. Problems of fields name the
 * field, of materials "material:<code>:<slot>", of contacts "confirm:<field>", of corrections "correction:<n>". */
enum err submission_missing(struct ctx *c, const struct application *app, struct problems *out);

#endif
