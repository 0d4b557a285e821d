/* office_case_show: the review screen of a case. */
#ifndef CCER_PAGE_OFFICE_REVIEW_OFFICE_CASE_SHOW_H
#define CCER_PAGE_OFFICE_REVIEW_OFFICE_CASE_SHOW_H

#include "base/err.h"
#include "core/application/application.h"
#include "web/web.h"

/* case.* and everything else of the screen as this version of the case has it; may.* only when it is the current one. */
enum err office_case_show_version(struct req *r, const struct application *app, int version);

#endif
