/* guide: the notice in force and what it asks for, for reading by anybody (notice.md). */
#ifndef CCER_CORE_NOTICE_GUIDE_H
#define CCER_CORE_NOTICE_GUIDE_H

#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* notice: one row, id title published_on body mail_address mail_recipient mail_postcode mail_phone mail_note; materials in order: number
 * name accounts applies_when paper_copies requirement. */
struct guide { struct db_rows notice, materials; };
/* The revision that holds today (Beijing), as it was at most a second ago. It lives as long as the request. */
enum err guide_in_force(struct ctx *c, const struct guide **out);
/* The materials of any revision, as they are now. */
enum err guide_materials(struct ctx *c, int64_t revision_id, struct db_rows *out);

#endif
