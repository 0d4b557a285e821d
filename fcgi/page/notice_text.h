/* notice_text: shows a notice: the portal's guide, and the office's preview of one that is not in force yet. Filled for
 * templates/lib/notice.cs. */
#ifndef CCER_PAGE_NOTICE_TEXT_H
#define CCER_PAGE_NOTICE_TEXT_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "web/web.h"

/* notice: a row with title published_on body and the mailing block; materials: its own. Sets notice.* block.N.* mail.* materials.N.*. */
void notice_text_show(struct req *r, const struct db_rows *notice, const struct db_rows *materials);
/* notice.title and notice.published alone. */
void notice_text_title(struct req *r, const struct db_rows *notice);

#endif
