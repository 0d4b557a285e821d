/* office_hand_over: hand-over lists. */
#ifndef CCER_PAGE_OFFICE_PAPER_OFFICE_HAND_OVER_H
#define CCER_PAGE_OFFICE_PAPER_OFFICE_HAND_OVER_H

#include "base/err.h"
#include "core/review/hand_over.h"
#include "db/db.h"
#include "web/web.h"

/* list.*: the hand-over list the path names, its lines and the papers on them as hand_over.h gives them. */
enum err office_list(struct req *r, struct hand_over *list, struct db_rows *lines, struct db_rows *papers);

#endif
