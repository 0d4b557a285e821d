/* revision_open: open applications that follow another revision of the notice than the one in force, and the office's choice
 * whether each stays or moves (revision.h). */
#ifndef CCER_CORE_APPLICATION_REVISION_OPEN_H
#define CCER_CORE_APPLICATION_REVISION_OPEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/application/application.h"
#include "core/notice/catalogue.h"
#include "core/notice/revision.h"

enum { REVISION_PAGE = 20 };
struct revision_touched {
	int64_t position; /* where the next page begins */
	struct application app;
	int64_t created_at;
	struct catalogue_changes changes; /* for the answers of the working copy */
};
/* At most REVISION_PAGE and one more after a position (0: from the start), by age of the applicant's account; those decided
 * about are left out. */
enum err revision_touched(struct ctx *c, const struct revision *rev, int64_t after, struct revision_touched **out,
			  size_t *count);
/* May it be decided now whether applications stay or move: rev holds today, and the person is an editor or supervisor. */
bool revision_may_choose(const struct ctx *c, const struct revision *rev);
/* One application, as it stood on the page: moves: its counter. Moving is a row of its history, which its applicant sees, and a message
 * when its materials differ, or the mailing block of one whose papers have not come; what was submitted keeps its revision. ERR_STALE: it
 * changed, or somebody decided already; ERR_DENIED: not now, or not by this person (revision_may_choose). */
enum err revision_choose(struct ctx *c, const struct revision *rev, const char *public_id, int moves, bool to_new);

#endif
