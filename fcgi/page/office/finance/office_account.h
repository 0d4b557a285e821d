/* office_account: the page of a trading account. */
#ifndef CCER_PAGE_OFFICE_FINANCE_OFFICE_ACCOUNT_H
#define CCER_PAGE_OFFICE_FINANCE_OFFICE_ACCOUNT_H

#include "base/err.h"
#include "core/application/application.h"
#include "web/web.h"

/* account_url: the page of the trading account opened from a case, for those who may look at it. */
enum err office_account_link(struct req *r, const struct application *app);

#endif
