/* office_case_moves: what may be done with a case, and what happened to it. */
#ifndef CCER_PAGE_OFFICE_REVIEW_OFFICE_CASE_MOVES_H
#define CCER_PAGE_OFFICE_REVIEW_OFFICE_CASE_MOVES_H

#include "base/err.h"
#include "core/application/application.h"
#include "core/review/case.h"
#include "web/web.h"

/* may.*: what the acting person may do with the case now; colleague.N.*: to whom its supervisor may give it.
 * may.supervise: and may give or decline reasons for objections (objection.h). */
enum err office_actions_show(struct req *r, const struct application *app);
/* event.N.*, decision.N.*, version.N.*, correction.N.*, related.N.*, message.N.*, hand_over.*: what happened to the case. */
enum err office_history_show(struct req *r, const struct application *app, const struct case_file *f);

#endif
