/* apply_status: the progress of a submitted application. */
#ifndef CCER_PAGE_APPLY_APPLY_STATUS_H
#define CCER_PAGE_APPLY_APPLY_STATUS_H

#include "base/err.h"
#include "core/application/application.h"
#include "web/web.h"

/* The status: one of the three faces of apply/home.cs. */
enum err apply_status(struct req *r, const struct application *app);

#endif
