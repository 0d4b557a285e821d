/* office_papers: papers of a case as they are counted. */
#ifndef CCER_PAGE_OFFICE_PAPER_OFFICE_PAPERS_H
#define CCER_PAGE_OFFICE_PAPER_OFFICE_PAPERS_H

#include "base/err.h"
#include "core/application/application.h"
#include "core/review/paper.h"
#include "web/web.h"

/* shipment.*: how the applicant posted the papers, nothing when they were not. */
enum err office_shipment_show(struct req *r, const struct application *app);
/* row.* of one paper as counted: code name number expected asked.{seal,signature,copy} copies marks.* problem held, older: the
 * version it was counted under when that is not this one, was and why.N: an older version and what
 * made its paper worthless since. */
void office_paper_show(struct req *r, const char *row, const struct paper *p, int version);

#endif
