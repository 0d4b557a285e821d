/* application_changes: what differs between two versions, field by field and material by material (rules.md § 2). */
#ifndef CCER_CORE_APPLICATION_APPLICATION_CHANGES_H
#define CCER_CORE_APPLICATION_APPLICATION_CHANGES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "core/application/application.h"
#include "core/form/target.h"
#include "core/ground/ctx.h"

/* What the applicant changed from version `from` to version `to` (0: the working copy): fields and materials. */
struct changes { struct target *target; size_t count; };
enum err application_changes(struct ctx *c, const struct application *app, int from, int to, struct changes *out);
/* The same, and materials for which the notice revisions of the two ask otherwise, or of which the answers of the second ask more
 * (catalogue_clause): what was marked right or posted under the old one need not be right under the new. */
enum err application_changes_asked(struct ctx *c, const struct application *app, int from, int to, struct changes *out);
bool changes_have(const struct changes *ch, struct target target);

#endif
