/* office_frame: the bar over every page of the office. */
#ifndef CCER_PAGE_OFFICE_OFFICE_FRAME_H
#define CCER_PAGE_OFFICE_OFFICE_FRAME_H

#include "web/web.h"

/* frame.*: queues with their counts, who is signed in, what of the office they see (struct site, frame). */
void office_frame(struct req *r);

#endif
