/* office_case_reissue: the holders of the accounts a case opened. */
#ifndef CCER_PAGE_OFFICE_REVIEW_OFFICE_CASE_REISSUE_H
#define CCER_PAGE_OFFICE_REVIEW_OFFICE_CASE_REISSUE_H

#include "base/err.h"
#include "core/application/application.h"
#include "web/web.h"

/* holder.N.*: who holds the accounts of an opened case, for those who may send them a new activation code. */
enum err office_holders_show(struct req *r, const struct application *app);

#endif
