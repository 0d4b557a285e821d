/* guide: the notice in force and what it asks for, for reading by anybody (notice.md). */
#ifndef CCER_CORE_NOTICE_GUIDE_H
#define CCER_CORE_NOTICE_GUIDE_H

#include <stdint.h>

#include "base/err.h"
#include "core/ground/ctx.h"
#include "db/db.h"

/* The revision that holds today (Beijing): id title published_on body mail_address mail_recipient mail_postcode mail_phone. */
enum err guide_notice(struct ctx *c, struct db_rows *out);
/* Its materials in order: number name accounts applies_when paper_copies requirement. */
enum err guide_materials(struct ctx *c, int64_t revision_id, struct db_rows *out);

#endif
