/* office_viewer: the document in the middle of the review screen. */
#ifndef CCER_PAGE_OFFICE_REVIEW_OFFICE_VIEWER_H
#define CCER_PAGE_OFFICE_REVIEW_OFFICE_VIEWER_H

#include "core/application/application.h"
#include "core/material/material.h"
#include "web/web.h"

/* file.N.* and viewer.*: the files of the chosen material; the chosen one, else the first, at the chosen page. How many pages
 * a PDF has is asked of press in req.finish. */
void office_viewer_show(struct req *r, const struct application *app, const struct material *m);

#endif
