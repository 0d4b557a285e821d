/* apply_paper: what the applicant sees of the papers of a version. */
#ifndef CCER_PAGE_APPLY_APPLY_PAPER_H
#define CCER_PAGE_APPLY_APPLY_PAPER_H

#include "base/err.h"
#include "core/application/application.h"
#include "web/web.h"

/* paper.N.*: what stands on the list of papers of the newest version and why; copies, to_post: how much of it is to be posted. */
enum err apply_papers_show(struct req *r, const struct application *app);
/* mailing.*: where the papers go. */
enum err apply_mailing_show(struct req *r);
/* touched.N.*: papers signed for the newest version that the changes made since in the working copy make worthless, with why;
 * untouched: how many stay as they are. Nothing before the first submission. */
enum err apply_papers_touched(struct req *r, const struct application *app);

#endif
