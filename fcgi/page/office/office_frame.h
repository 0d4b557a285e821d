/* office_frame: the bar over every page of the office. */
#ifndef CCER_PAGE_OFFICE_OFFICE_FRAME_H
#define CCER_PAGE_OFFICE_OFFICE_FRAME_H

#include "core/review/queue.h"
#include "web/web.h"

/* How many cases stand in each queue, and how many are the person's own. A page that shows them and its frame count once. */
enum err office_tallies(struct req *r, const struct queue_tally **tally, int64_t *mine);
/* frame.*: queues with their counts, who is signed in, what of the office they see (struct site, frame). */
void office_frame(struct req *r);

#endif
