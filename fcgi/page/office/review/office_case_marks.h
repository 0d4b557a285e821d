/* office_case_marks: what of a case is marked, and is being marked. */
#ifndef CCER_PAGE_OFFICE_REVIEW_OFFICE_CASE_MARKS_H
#define CCER_PAGE_OFFICE_REVIEW_OFFICE_CASE_MARKS_H

#include "base/err.h"
#include "core/application/application.h"
#include "core/review/case.h"
#include "web/web.h"

/* section.N.*, material.N.*, current.*: what is to be marked in this version of the case; target.*, reason.N.*: what is being
 * marked, and the reasons offered; letter.N.*: the correction letter as it would go out. */
enum err office_marks_show(struct req *r, const struct application *app, const struct case_file *f);

#endif
