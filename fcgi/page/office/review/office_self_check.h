/* office_self_check: what the self-check says of a case. */
#ifndef CCER_PAGE_OFFICE_REVIEW_OFFICE_SELF_CHECK_H
#define CCER_PAGE_OFFICE_REVIEW_OFFICE_SELF_CHECK_H

#include "base/err.h"
#include "core/application/application.h"
#include "web/web.h"

/* finding.N.*: what the self-check says of a version; findings.musts, findings.advice how many of each. */
enum err office_self_check_show(struct req *r, const struct application *app, int version);

#endif
